"""What the changed words of rows do in law, each read in the place where it stands.

The sentences of one provision are read together: one that goes from a paragraph and comes back in another, in
other words, is a sentence that changed, and neither lost nor new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from travaux.diff.effects.across import Reading, across
from travaux.diff.effects.bearers import SILENT, passages, spoken
from travaux.diff.effects.brackets import is_undecided, spanned
from travaux.diff.effects.elements import creates
from travaux.diff.effects.exchange import Provisions, exchanged
from travaux.diff.effects.final import KINDS
from travaux.diff.effects.included import is_minded
from travaux.diff.effects.lists import Lists, keeps
from travaux.diff.effects.phrases import creates_offence, lists_offences
from travaux.diff.effects.places import outside
from travaux.diff.effects.points import point
from travaux.diff.effects.presence import is_recital
from travaux.diff.effects.sentences import Change, changes, normal, sentences
from travaux.diff.effects.setting import Setting
from travaux.diff.effects.words import of_changes
from travaux.model.redline import Comparand, Effect, Redline, Row, Side, Stated, TermChange

_BY_ELEMENTS: Final = frozenset(
    f"{what}-{end}" for what in ("definition", "offence") for end in ("changed", "added", "dropped")
)
"""What the words of a clause say less well than its elements, where these differ."""
_SAID: Final = {"duty-hardened": "obligation-hardened", "duty-softened": "obligation-softened"}
"""Typed effects that the words of the same clause say again, under another name."""
_REPLACED: Final = frozenset({"obligation-added", "obligation-dropped"})
"""What the words of the row that carries one of them say again."""
_ALLOWED: Final = frozenset({"permission-added", "permission-dropped"})
"""What a reservation or a declaration that the library states is besides."""
_LONGEST: Final = 200_000
"""No provision has as many characters; of what has, the words are compared and not weighed."""


def of_rows(
    redline: Redline,
    old: Comparand,
    new: Comparand,
    typed: Mapping[str, tuple[Effect, ...]],
    alone: frozenset[str],
    carried: Mapping[int, Sequence[Effect]],
) -> dict[int, tuple[Effect, ...]]:
    """By the number of a row what its words do.

    `typed` are the effects by clause of what the library states, `carried` the same by row; the clauses that stand
    and fall as a whole are `alone`.
    """
    reader = _Reader(redline, old, new, typed, alone)
    reading = {number: reader.opened(row) for number, row in enumerate(redline.rows) if reader.speaks(row)}
    provisions = Provisions(redline.rows, old.passages, new.passages)
    across(reading, provisions)
    found: dict[int, tuple[Effect, ...]] = {}
    for number, each in reading.items():
        said = _said_by(carried.get(number, ()))
        if effects := tuple(effect for effect in reader.effects(each) if effect.kind not in said):
            found[number] = effects
    turned = {provisions.of(number) for number, effects in found.items() if _oblige(reading[number], effects)}
    return exchanged(found, provisions, turned)


def _said_by(typed: Sequence[Effect]) -> frozenset[str]:
    """What the words of a row say again that carries these typed effects."""
    kinds = {each.kind for each in typed}
    reached = {each.kind for each in typed if each.direction != "neutral"}
    said = _REPLACED if kinds & _SAID.keys() else frozenset()
    said |= {f"obligation-{end}" for end in ("added", "dropped") if f"conduct-{end}" in reached}
    return said | (_ALLOWED if any(kind.startswith(("reservation-", "declaration-")) for kind in kinds) else said)


def _oblige(reading: Reading, effects: Sequence[Effect]) -> bool:
    """Whether a row of a safeguard lays a duty on somebody, so that what it saved is not merely saved otherwise."""
    saving = any(setting.saving for _, setting in reading.changes)
    return saving and any(each.kind in _REPLACED and each.direction != "neutral" for each in effects)


class _Reader:
    """Reads the words of rows, knowing the two texts around them."""

    def __init__(
        self,
        redline: Redline,
        old: Comparand,
        new: Comparand,
        typed: Mapping[str, tuple[Effect, ...]],
        alone: frozenset[str],
    ) -> None:
        self._sides, self._typed, self._alone, self._rows = (old, new), typed, alone, redline.rows
        self._terms: tuple[TermChange, ...] = redline.terms
        self._outside = outside(old), outside(new)
        self._brackets = spanned(old.passages), spanned(new.passages)
        self._lists = Lists(redline.rows, old.passages, new.passages)

    @cached_property
    def _lasting(self) -> frozenset[str]:
        """The sentences of which both texts have as many, so that one can but have moved; of rows that differ."""
        differ = [row for row in self._rows if not (row.old and row.new and row.old.text == row.new.text)]
        before, after = _spoken(row.old for row in differ), _spoken(row.new for row in differ)
        return frozenset(each for each, count in before.items() if after[each] == count)

    def speaks(self, row: Row) -> bool:
        """Whether the words of a row are read: not where it says what it said, or stands and falls with its clause."""
        if row.status in SILENT and not self._lists.turns(row):
            return False
        if sum(len(side.text) for side in (row.old, row.new) if side) > _LONGEST:
            return False
        silent = (each.level == "heading" or each.clause in self._alone for each in passages(row))
        return not (all(silent) or self._with_article(row) or self._only_terms(row))

    def _with_article(self, row: Row) -> bool:
        """Whether a row came or went with the article around it, of which that is told: a chapeau, repeated in it."""
        lone = [each for each in (row.old, row.new) if each]
        if len(lone) > 1 or not self._alone:
            return False
        articles = self._articles[0 if row.old else 1]
        return all(each.path and each.path[0] in articles for each in lone[0].passages)

    @cached_property
    def _articles(self) -> tuple[frozenset[str], frozenset[str]]:
        """The articles of each text that are a clause which the other has not."""
        old, new = (
            frozenset(each.path[0] for each in side.passages if each.level == "article" and each.clause in self._alone)
            for side in self._sides
        )
        return old, new

    def opened(self, row: Row) -> Reading:
        """A row with the sentences that changed in it, less those that only moved elsewhere."""
        stated = [each for clause in _clauses(row) for side in self._sides if (each := side.stated.get(clause))]
        old, new = self._lists.spoken(row)
        over = "".join(self._lists.over(row)) if any(len(each.path) > 1 for each in passages(row)) else ""
        offence = any(map(creates, stated)) or lists_offences(over)
        setting = Setting(
            typed=any(map(_is_typed, stated)),
            offence=(offence or creates_offence(old) or creates_offence(new)) and not _is_title(row),
            saving=any(each.kind == "safeguard" for each in stated),
            preamble=self._binds_nobody(row, stated),
            undecided=any(self._brackets) and self._open(row),
            final=bool(stated) and all(each.kind in KINDS for each in stated),
        )
        changed = changes(old, new, keeps(row.words))
        found = [(each, setting) for each in changed if (each.old and each.new) or not self._gone_elsewhere(row, each)]
        return Reading(row, "" if any(map(creates, stated)) else over, found)

    def _gone_elsewhere(self, row: Row, change: Change) -> bool:
        """Whether a sentence only moved, or opens a list the points of which are read with it."""
        text = change.old or change.new
        return normal(text) in self._lasting or (text.endswith(":") and self._lists.is_read(row))

    def _binds_nobody(self, row: Row, stated: Sequence[Stated]) -> bool:
        """Whether a row is of the preamble, or of the words around the articles."""
        if any(map(is_recital, stated)) or all(each.level == "recital" for each in passages(row)):
            return True
        sides = zip((row.old, row.new), self._outside, strict=True)
        return all(each.id in around for side, around in sides if side for each in side.passages)

    def _only_terms(self, row: Row) -> bool:
        """Whether one side is the other with the terms changed that gave way throughout."""
        if not (self._terms and row.old and row.new):
            return False
        text = row.old.text
        for term in self._terms:
            text = text.replace(term.old, term.new).replace(_capital(term.old), _capital(term.new))
        return normal(text) == normal(row.new.text)

    # ------------------------------------------------------------ the sentences read

    def effects(self, reading: Reading) -> Iterator[Effect]:
        """What the words of a row do, less what the typed effects of its clause have said."""
        found = of_changes(reading.changes, reading.row.words)
        if not found and not reading.met and reading.over:
            found = point(reading.row, reading.over, self._open(reading.row, whole=True))
        said = {effect.kind for clause in _clauses(reading.row) for effect in self._typed.get(clause, ())}
        said |= {_SAID[kind] for kind in said if kind in _SAID}
        said |= _REPLACED if self._turned(_clauses(reading.row)) else frozenset()
        for each in found:
            if is_minded(each) or not (each.kind in said or (said and each.kind in _BY_ELEMENTS)):
                yield each

    def _open(self, row: Row, whole: bool = False) -> bool:
        """Whether a passage of a row stands in brackets around several; or, if asked, in its own."""
        sides = ((side, each) for side, each in zip((row.old, row.new), self._brackets, strict=True) if side)
        return any(
            each.id in ids or (whole and is_undecided(each.text)) for side, ids in sides for each in side.passages
        )

    def _turned(self, clauses: Sequence[str]) -> bool:
        """Whether a clause makes an offence in one text, and asks for another measure in the other."""
        both = ([each for side in self._sides if (each := side.stated.get(clause))] for clause in clauses)
        return any(len(each) == 2 and creates(each[0]) != creates(each[1]) for each in both)


def _is_title(row: Row) -> bool:
    """Whether a row is the line over an article of a library's text."""
    return all(each.level == "article" and (each.clause or each.text.startswith("–")) for each in passages(row))


def _clauses(row: Row) -> tuple[str, ...]:
    """The clauses whose words a row holds."""
    return tuple(dict.fromkeys(each.clause for each in passages(row) if each.clause))


def _is_typed(stated: Stated) -> bool:
    """Whether the library states any element of a clause; it is asked only where there is a library."""
    from travaux.model.elements import Elements

    return stated.elements != Elements()


def _spoken(sides: Iterable[Side | None]) -> Counter[str]:
    """Every sentence, as it is told apart from others, with how often it stands there."""
    return Counter(normal(part) for side in sides if side for part in sentences(spoken(side)))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

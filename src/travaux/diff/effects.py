"""What a redline does in law: effects on its rows, of typed elements and of words.

Of a clause that the library knows on both sides, its first row that says something else carries what differs
in the elements stated; of one that only one text has, its first row says so. Words are read wherever they
changed, but not where a typed effect has said the same, and not where only a term gave way to another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from travaux.diff.effect_elements import creates, from_elements
from travaux.diff.effect_exchange import exchanged
from travaux.diff.effect_phrases import lists_offences
from travaux.diff.effect_points import chapeaus, point
from travaux.diff.effect_presence import presence
from travaux.diff.effect_sentences import normal, sentences
from travaux.diff.effect_words import from_words
from travaux.model.redline import Comparand, Effect, Passage, Redline, Row, Stated, Status, TermChange

_SILENT: Final[frozenset[Status]] = frozenset({"equal", "moved", "renumbered", "editorial", "consequential"})
"""What became of rows whose words say what they said."""
_SAID: Final = {"duty-hardened": "obligation-hardened", "duty-softened": "obligation-softened"}
"""Typed effects that the words of the same clause say again, under another name."""


_LONGEST = 200_000
"""No provision has as many characters; of what has, the words are compared and not weighed."""


def with_effects(redline: Redline, old: Comparand, new: Comparand) -> Redline:
    """The redline, its rows with what their changes do in law; rows in the same order, words untouched."""
    typed = _typed(old, new)
    bearers = _bearers(redline.rows, typed)
    reader = _Reader(old, new, typed, redline.terms)
    said = exchanged(redline.rows, [tuple(reader.effects(row)) for row in redline.rows])
    rows = []
    for number, row in enumerate(redline.rows):
        of_clause = tuple(effect for clause in bearers.get(number, ()) for effect in typed[clause])
        rows.append(replace(row, effects=tuple(dict.fromkeys((*of_clause, *said[number])))))
    return replace(redline, rows=tuple(rows))


# ---------------------------------------------------------------- what the library states


def _typed(old: Comparand, new: Comparand) -> dict[str, tuple[Effect, ...]]:
    """By clause what differs in what is stated of it; a clause is there if its words are."""
    if old.vocabulary is None or new.vocabulary is None:
        return {}
    before, after = _speaking(old), _speaking(new)
    out = {}
    for clause in dict.fromkeys((*after, *before)):
        one, other = before.get(clause), after.get(clause)
        found = from_elements(one, other, new.vocabulary) if one and other else presence(clause, one, other)
        if found:
            out[clause] = found
    return out


def _speaking(side: Comparand) -> dict[str, Stated]:
    """What is stated of the clauses that have words in a text."""
    spoken = {passage.clause for passage in side.passages}
    return {clause: stated for clause, stated in side.stated.items() if clause in spoken}


def _bearers(rows: tuple[Row, ...], typed: Mapping[str, tuple[Effect, ...]]) -> dict[int, list[str]]:
    """By the number of a row the clauses whose typed effects it carries."""
    best: dict[str, tuple[int, int]] = {}
    for number, row in enumerate(rows):
        weight = 2 if row.status == "equal" else 1 if row.status in _SILENT else 0
        for clause in _clauses(row):
            best[clause] = min(best.get(clause, (3, 0)), (weight, number))
    out: dict[int, list[str]] = {}
    for clause in typed:
        if clause in best:
            out.setdefault(best[clause][1], []).append(clause)
    return out


def _passages(row: Row) -> Iterator[Passage]:
    for side in (row.old, row.new):
        yield from side.passages if side else ()


def _clauses(row: Row) -> tuple[str, ...]:
    """The clauses whose words a row holds."""
    return tuple(dict.fromkeys(each.clause for each in _passages(row) if each.clause))


# ---------------------------------------------------------------- what the words say


class _Reader:
    """Reads the words of rows, knowing the two texts around them."""

    def __init__(
        self,
        old: Comparand,
        new: Comparand,
        typed: Mapping[str, tuple[Effect, ...]],
        terms: tuple[TermChange, ...],
    ) -> None:
        self._old, self._new, self._typed, self._terms = old.stated, new.stated, typed, terms
        before, after = _spoken(old.passages), _spoken(new.passages)
        self._over = chapeaus(old.passages), chapeaus(new.passages)
        self._lasting = frozenset(each for each, count in before.items() if after[each] == count)

    def effects(self, row: Row) -> Iterator[Effect]:
        """What the words of a row do; nothing where it says what it said, or stands and falls with its clause."""
        clauses = _clauses(row)
        if row.status in _SILENT or any(map(self._stands_or_falls, clauses)) or self._only_terms(row):
            return
        if all(each.level == "heading" for each in _passages(row)):
            return
        stated = [each for clause in clauses for side in (self._old, self._new) if (each := side.get(clause))]
        typed, offence = any(map(_is_typed, stated)), any(map(creates, stated))
        old, new = (side.text if side else "" for side in (row.old, row.new))
        if len(old) + len(new) > _LONGEST:
            return
        over = self._chapeaus(row)
        found = from_words(
            old,
            new,
            row.words,
            typed=typed,
            offence=offence or any(map(lists_offences, over)),
            saving=any(each.kind == "safeguard" for each in stated),
            lasting=self._lasting,
        )
        if any(each.kind == "recital" for each in stated) or all(each.level == "recital" for each in _passages(row)):
            found = tuple(replace(each, direction="neutral") for each in found)
        yield from self._unsaid(found or (() if offence else point(row, "".join(over))), clauses)

    def _chapeaus(self, row: Row) -> tuple[str, ...]:
        """The words that open the list in which the row is a point, on each side that it has."""
        sides = ((row.old, self._over[0]), (row.new, self._over[1]))
        return tuple(over.get(side.passages[0].id, "") for side, over in sides if side)

    def _stands_or_falls(self, clause: str) -> bool:
        """Whether only one of the texts has the clause, as its first row says."""
        return bool(self._typed.get(clause)) and (clause in self._old) != (clause in self._new)

    def _unsaid(self, found: Iterable[Effect], clauses: Iterable[str]) -> Iterator[Effect]:
        """The effects of words less those that the typed effects of the clause have said."""
        said = {effect.kind for clause in clauses for effect in self._typed.get(clause, ())}
        said |= {_SAID[kind] for kind in said if kind in _SAID}
        said |= {"definition-changed", "definition-added", "definition-dropped"} if said else set()
        yield from (each for each in found if each.kind not in said)

    def _only_terms(self, row: Row) -> bool:
        """Whether one side is the other with the terms changed that gave way throughout."""
        if not (self._terms and row.old and row.new):
            return False
        text = row.old.text
        for term in self._terms:
            text = text.replace(term.old, term.new).replace(_capital(term.old), _capital(term.new))
        return normal(text) == normal(row.new.text)


def _is_typed(stated: Stated) -> bool:
    """Whether the library states any element of a clause; it is asked only where there is a library."""
    from travaux.model.elements import Elements

    return stated.elements != Elements()


def _spoken(passages: Iterable[Passage]) -> Counter[str]:
    """Every sentence of a text, as it is told apart from others, with how often it stands there."""
    return Counter(normal(each.text[a:b]) for each in passages for a, b in sentences(each.text))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

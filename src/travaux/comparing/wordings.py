"""Clauses in their variants as sides of a comparison.

A clause is read inside an instrument that carries it, so that its words, labels and references are those it
has there. Both sides stand in the same instrument where one takes both: the first by id in which their
references lead somewhere, else the first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from travaux.comparing.alone import by_itself, leniently
from travaux.comparing.sides import Edition, bare, comparand
from travaux.diagnostics import Faults, Span
from travaux.diff.trees import passages
from travaux.model.clause import Clause
from travaux.model.redline import Comparand, Passage
from travaux.model.stages import Question, Referred, Request
from travaux.model.tree import Ref
from travaux.model.uses import Use, uses
from travaux.model.walk import below, deep, runs


@dataclass(frozen=True, slots=True)
class Wording:
    """A clause in one variant, of one edition."""

    edition: Edition
    clause: str
    variant: str

    @property
    def source(self) -> Clause:
        """The clause itself."""
        return self.edition.library.clauses[self.clause]

    @property
    def is_silent(self) -> bool:
        """Whether this is the variant that says nothing."""
        return self.source.variants[self.variant].omit


@dataclass(frozen=True, slots=True)
class _Read:
    """A wording as a side, the house style it was read in, and whether its references lead somewhere."""

    side: Comparand
    style: str
    sound: bool = True


def wordings(names: tuple[str, str], both: tuple[Wording, Wording], style: str = "") -> tuple[Comparand, Comparand]:
    """Two clauses in their variants as the two sides, called by those names.

    Where no instrument takes both, each is read in the first that takes it, in the house style of the old side;
    one that no instrument takes is read by itself. Raises `Faults` for errors in their markup.
    """
    made = _together(both, style) or _apart(both, style)
    return replace(made[0].side, name=names[0]), replace(made[1].side, name=names[1])


def wording(name: str, one: Wording, style: str = "") -> Comparand:
    """A clause in one variant as a side, to be compared with what is no clause."""
    return replace(_first(one, style).side, name=name)


def _together(both: tuple[Wording, Wording], style: str) -> tuple[_Read, _Read] | None:
    """Both in the first instrument that takes them with references that lead somewhere; else in the first."""
    first: tuple[_Read, _Read] | None = None
    for name in _carriers(both):
        made = _read(both[0], name, style), _read(both[1], name, style)
        if all(each.sound for each in made):
            return made
        first = first or made
    return first


def _apart(both: tuple[Wording, Wording], style: str) -> tuple[_Read, _Read]:
    """Each in an instrument of its own, both in the house style of the old one, or of the new if the old is silent."""
    if both[0].is_silent and not style:
        new = _first(both[1], style)
        return _first(both[0], new.style), new
    old = _first(both[0], style)
    return old, _first(both[1], style or old.style)


def _first(one: Wording, style: str) -> _Read:
    """A wording in the first instrument that takes it; by itself, if none does."""
    return _read(one, next(_carriers((one,)), ""), style)


# ---------------------------------------------------------------- who takes it


def _carriers(all_of: Sequence[Wording]) -> Iterator[str]:
    """The instruments that take each of these wordings, by id."""
    for name in sorted(all_of[0].edition.library.instruments):
        if all(_takes(each, name) for each in all_of):
            yield name


def _takes(one: Wording, name: str) -> bool:
    """Whether an instrument carries a clause, and can take it in that variant."""
    carrier = one.edition.library.instruments.get(name)
    if carrier is None:
        return False
    chosen = one.source.variants[one.variant]
    mine = [use for use in uses(carrier) if use.clause == one.clause]
    return bool(mine) and (not chosen.vehicles or carrier.vehicle in chosen.vehicles) and _in_place(one, mine[0])


def _in_place(one: Wording, use: Use) -> bool:
    """Whether a variant can stand where the clause does: a recital in the preamble, all else in the articles."""
    recital = one.source.kind == "recital" or one.source.form_of(one.variant) == "recital"
    return one.is_silent or recital == (use.role == "recital")


# ---------------------------------------------------------------- reading


def _read(one: Wording, carrier: str, style: str) -> _Read:
    """A clause as a side, read in an instrument (by itself, if none is named)."""
    library = one.edition.library
    if one.is_silent:
        own = library.instruments[carrier].style if carrier else ""
        return _Read(Comparand("", (), {}, library.vocabulary, library.styles.get(style or own)), style or own)
    if carrier:
        request = Request(carrier, style, {one.clause: one.variant})
        text = leniently(Question(library, request, one.edition.reader))
    else:
        text = by_itself(library, one.clause, one.variant, style)
    if errors := [each for each in text.found if each.is_error and _is_of_words(each.code, each.span, one.source)]:
        raise Faults(errors)
    settled = bare(text)
    made = [each for each in passages(settled) if each.clause == one.clause]
    if carrier and any(use.role == "chapeau" for use in uses(library.instruments[carrier]) if use.clause == one.clause):
        made = _once(made)
    return _Read(comparand("", library, settled, made), text.document.style, not any(_nowhere(text, one)))


def _is_of_words(code: str, span: Span | None, clause: Clause) -> bool:
    """Whether a finding is of a clause's own markup: what contradicts it in the instrument is not asked here."""
    return code.startswith("T3") and span is not None and span.path == clause.path


def _nowhere(text: Referred, one: Wording) -> Iterator[Ref]:
    """The references in a clause's words that lead nowhere in a text, and are worded by headings."""
    law = one.edition.library.law
    for block in below(text.document.body):
        if block.origin.clause == one.clause:
            for node in (each for run in runs(block) for each in deep(run)):
                if isinstance(node, Ref) and not node.anchors and any(each.ident not in law for each in node.targets):
                    yield node


def _once(made: Sequence[Passage]) -> list[Passage]:
    """The words of a chapeau as it stands over the first of its offences: over the others they are the same."""
    first: dict[str, Passage] = {}
    for each in made:
        first.setdefault(each.text, each)
    return list(first.values())

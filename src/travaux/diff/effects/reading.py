"""What a redline does in law: effects on its rows, of typed elements, of words and of references.

Of a clause that the library knows on both sides, its first row that says something else carries what differs
in the elements stated; of one that only one text has, its first row says so. Words are read wherever they
changed, but not where a typed effect has said the same, and not where only a term gave way to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

from travaux.diff.effects.bearers import bearers, passages
from travaux.diff.effects.elements import from_elements
from travaux.diff.effects.included import of_a_part, unsaid
from travaux.diff.effects.presence import is_recital, presence
from travaux.diff.effects.references import of_references
from travaux.diff.effects.rows import of_rows
from travaux.model.redline import Comparand, Effect, Redline, Row, Stated
from travaux.model.resting import collector_resting

_ByClause: TypeAlias = dict[str, tuple[Effect, ...]]


def with_effects(redline: Redline, old: Comparand, new: Comparand) -> Redline:
    """The redline, its rows with what their changes do in law; rows in the same order, words untouched."""
    with collector_resting():
        alone, differing = _stated(old, new)
        typed = {**alone, **differing}
        carried = bearers(redline.rows, typed, old, new)
        said = of_rows(redline, old, new, typed, frozenset(alone), carried)
        led = of_references(redline.rows)
        rows = []
        for number, row in enumerate(redline.rows):
            heard = said.get(number, ())
            typed_here = of_a_part(carried.get(number, ()), heard, row, new.vocabulary)
            every = (*typed_here, *unsaid(heard, _of_clauses(row, typed)), *led.get(number, ()))
            found = tuple(dict.fromkeys(every)) if every else ()
            rows.append(row if row.effects == found else row._replace(effects=found))
    return replace(redline, rows=tuple(rows))


def _of_clauses(row: Row, typed: _ByClause) -> Iterator[Effect]:
    """The typed effects of the clauses whose words a row holds, on whatever rows they stand."""
    for clause in {each.clause for each in passages(row)} if typed else ():
        yield from typed.get(clause, ())


def _stated(old: Comparand, new: Comparand) -> tuple[_ByClause, _ByClause]:
    """What the library says of clauses: of those that only one text has as a rule, and what differs in the others."""
    if old.vocabulary is None or new.vocabulary is None:
        return {}, {}
    before, after = _speaking(old), _speaking(new)
    alone: _ByClause = {}
    differing: _ByClause = {}
    for clause in dict.fromkeys((*after, *before)):
        one, other = before.get(clause), after.get(clause)
        if found := presence(clause, one, other, _opening(clause, new if other else old)):
            alone[clause] = found
        elif one and other and (found := from_elements(one, other, new.vocabulary)):
            # A recital binds nobody, and a scope says by its words, not by its elements, how far the rest reaches.
            silent = is_recital(one) or one.kind == "scope"
            differing[clause] = tuple(replace(each, direction="neutral") for each in found) if silent else found
    return alone, differing


def _speaking(side: Comparand) -> dict[str, Stated]:
    """What is stated of the clauses that have words in a text."""
    if not side.stated:
        return {}
    spoken = {passage.clause for passage in side.passages}
    return {clause: stated for clause, stated in side.stated.items() if clause in spoken}


def _opening(clause: str, side: Comparand) -> str:
    """The first words of a clause that are no heading."""
    heads = ("article", "heading", "chapter")
    return next((each.text for each in side.passages if each.clause == clause and each.level not in heads), "")

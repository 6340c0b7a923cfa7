"""What each variant does in law compared with the base: the answer of `travaux.diff`, in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.redline import Comparand, Redline, Row, Stated
from travaux.synopsis.facts import aside
from travaux.synopsis.reading import Reading

Changes: TypeAlias = Callable[[Comparand, Comparand], Redline]
"""Compares two texts, with what each change does in law."""


def against_base(library: Library, clause: Clause, base: Reading, other: Reading, made: Changes) -> tuple[str, ...]:
    """What a variant does compared with the base, a line for each effect, in the order of the text.

    Where there are several paragraphs, those concerned are named behind it by their labels.
    """
    found = made(_comparand(library, clause, base), _comparand(library, clause, other))
    several = max(len(base.passages), len(other.passages)) > 1
    every: dict[str, list[str]] = {}
    for row in found.rows:
        for effect in row.effects:
            places = every.setdefault(f"{effect.direction}: {effect.why}", [])
            places += [place for place in _place(row) if several and place not in places]
    return tuple(f"{line}{aside(places)}" for line, places in every.items())


def _place(row: Row) -> Iterator[str]:
    """The label of a row, the base’s where the variant has none; nothing for a heading or where there is no label."""
    side = row.new or row.old
    if side and side.label and side.passages[0].level != "article":
        yield f"{'at' if row.new else 'before at'} {side.label.rstrip('.')}"


def _comparand(library: Library, clause: Clause, reading: Reading) -> Comparand:
    stated = dict(_stated(clause, reading))
    return Comparand(f"{clause.id}:{reading.variant}", reading.passages, stated, library.vocabulary)


def _stated(clause: Clause, reading: Reading) -> Iterator[tuple[str, Stated]]:
    """What the library says of a variant; nothing of one that says nothing."""
    variant = clause.variants[reading.variant]
    if not variant.omit:
        name = reading.variant
        elements, duty = clause.elements_of(name), clause.duty_of(name)
        allowed = (variant.reservations, variant.declarations)
        heading = (variant.heading or clause.heading).replace("*", "")
        yield clause.id, Stated(name, clause.kind, elements, duty, *allowed, clause.form_of(name), heading)

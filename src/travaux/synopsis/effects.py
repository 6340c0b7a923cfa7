"""What each variant does in law compared with the base: the answer of `travaux.diff`, in lines."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.redline import Comparand, Effect, Redline, Stated
from travaux.synopsis.reading import Reading

Changes: TypeAlias = Callable[[Comparand, Comparand], Redline]
"""Compares two texts, with what each change does in law."""


def against_base(library: Library, clause: Clause, base: Reading, other: Reading, made: Changes) -> tuple[str, ...]:
    """What a variant does compared with the base, a line for each effect, in the order of the text."""
    found = made(_comparand(library, clause, base), _comparand(library, clause, other))
    every = dict.fromkeys(_line(effect) for row in found.rows for effect in row.effects)
    return tuple(every)


def _line(effect: Effect) -> str:
    return f"{effect.direction}: {effect.why}"


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
        yield clause.id, Stated(name, clause.kind, elements, duty, *allowed, clause.form_of(name))

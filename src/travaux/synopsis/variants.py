"""The variants of one clause side by side: their words, what each does, who favours it, and what it needs."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.coverage.told import capital
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.synopsis.effects import Changes, against_base
from travaux.synopsis.facts import Say, facts, keys, told
from travaux.synopsis.model import Group, Head, Synopsis
from travaux.synopsis.reading import Reading
from travaux.synopsis.rows import Compare, aligned

SILENT = "(says nothing)"


def by_variant(
    library: Library, clause: Clause, readings: Sequence[Reading], say: Say, compare: Compare, made: Changes
) -> Synopsis:
    """The table of variants; the first reading is the base that the others are compared with."""
    base, *others = readings
    does = [against_base(library, clause, base, each, made) or ("no effect in law found",) for each in others]
    effect = told("effect", f"Compared with {base.variant}", ((), *does) if others else ())
    found = (*effect, *facts(library, clause, readings, say))
    where = {_where(clause, each) for each in readings if each.passages}
    heads = tuple(_head(clause, each, len(where) > 1) for each in readings)
    about = tuple(f"{capital(each)}." for each in where) if len(where) == 1 else ()
    group = Group(clause.id, clause.heading, heads, aligned([each.passages for each in readings], compare), found)
    return Synopsis("variants", f"{clause.heading} ({clause.id})", (group,), about, keys(library, found))


def _head(clause: Clause, reading: Reading, placed: bool) -> Head:
    variant = clause.variants[reading.variant]
    default = ("default",) if reading.variant == clause.default else ()
    where = (_where(clause, reading),) if placed and reading.passages else ()
    return Head(reading.variant, variant.label, (*default, *where), SILENT if variant.omit else "")


def _where(clause: Clause, reading: Reading) -> str:
    """In which text, and at which place there, a variant was read."""
    place = reading.text.places.get(clause.id, "") if reading.text else ""
    return f"read in {', '.join(filter(None, (reading.instrument, place)))}" if reading.instrument else "read by itself"

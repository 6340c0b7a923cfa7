"""The gaps at a glance: which of the gaps in existing law each text closes."""

from __future__ import annotations

from travaux.model.tree import Block
from travaux.pack import faults, matrix, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.figures.gaps import gaps_closed


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """One drawing of the texts named, of all those of the pack if none is."""
    names = telling.texts_of(briefing, asked)
    table = matrix.made(briefing, names)
    if table is None or not table.gaps:
        place, lacking = telling.span(briefing, asked, "section"), "coverage table" if table is None else "gaps"
        briefing.found.append(faults.nothing_recorded(place, asked.spec.section, lacking))
        return ()
    drawing = gaps_closed(table, lambda words: telling.spoken(briefing, names[0], words), f"figure-{asked.index + 1}")
    return (drawing,)


SECTION = Section("gaps-figure", "The gaps, and what closes them", make, ("text", "of"))

"""The structure figure: the treaty that a text amends, with the new article in its place."""

from __future__ import annotations

from dataclasses import replace

from travaux.model.tree import Block
from travaux.pack import faults, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.figures.structure import insertion, structure


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """A drawing for each text asked for that inserts an article (of all, if none is named); with none, a fault."""
    wanted = asked.spec.of or tuple(briefing.texts)
    found = [(name, insertion(briefing.texts[name])) for name in wanted]
    drawn = tuple(
        replace(structure(briefing.texts[name], inserted, f"figure-{asked.index + 1}-{name}"), apart=True)
        for name, inserted in found
        if inserted is not None
    )
    if not drawn:
        span = telling.span(briefing, asked, "section")
        why = "none of its texts inserts an article into a treaty whose structure is recorded"
        briefing.found.append(faults.lacks(span, asked.spec.section, "of", why))
    return drawn


SECTION = Section("structure-figure", "Where the new article stands", make, ("text", "of"))

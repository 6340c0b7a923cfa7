"""A redline: what changes from another instrument, or from an earlier day, to the text, and what that does in law."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.comparing.pairs import of_one_choice
from travaux.comparing.redlines import compared
from travaux.model.tree import Block
from travaux.pack import faults, telling
from travaux.pack.against import new_side, old_side, other, told
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.changes import printed


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Each of the texts against the same other side: that is the old one."""
    if not asked.spec.against:
        place = telling.span(briefing, asked, "section")
        briefing.found.append(
            faults.lacks(place, asked.spec.section, "against", "what is the text to be compared with?")
        )
        return ()
    return tuple(block for name in briefing.of(asked) for block in _one(briefing, asked, name))


def _one(briefing: Briefing, asked: Asked, name: str) -> Iterator[Block]:
    against = other(briefing, name, asked.spec.against)
    try:
        old = old_side(briefing, name, against)
    except ValueError as error:
        why = str(error).rstrip(".")
        briefing.found.append(faults.against_nothing(telling.span(briefing, asked, "against"), why))
        return
    yield from printed(asked, compared(*of_one_choice(old, new_side(briefing, name))), *told(briefing, name, against))


SECTION = Section("redline", "What changed", make, ("text", "of", "against", "dropped"))

"""The clean text: the text of an instrument as it would be opened for signature, without a note."""

from __future__ import annotations

from travaux.model.tree import Block
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.editions import edition


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Each of the texts, one after the other."""
    lines = briefing.pack.line_numbers
    return tuple(
        edition(briefing.settled(name, "none"), "none", f"clean.{name}", (), lines) for name in briefing.of(asked)
    )


SECTION = Section("clean-text", "The text", make, ("text", "of"))

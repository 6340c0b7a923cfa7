"""Words of the pack's own, under a heading of its own."""

from __future__ import annotations

from travaux.model.tree import Block
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Nothing beyond the words that open any section."""
    return ()


SECTION = Section("words", "Note", make, ("text", "of"))

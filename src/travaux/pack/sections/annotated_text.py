"""The annotated text: the words of an instrument, and beside them why they are so."""

from __future__ import annotations

from travaux.model.tree import Block, Division
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.editions import edition


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Each of the texts with its notes in the margin, and what the margin has no room for behind it."""
    return tuple(_annotated(briefing, name) for name in briefing.of(asked))


def _annotated(briefing: Briefing, name: str) -> Block:
    settled = briefing.settled(name, "margin")
    back = (each for each in settled.document.back if not (isinstance(each, Division) and each.ident == "sources"))
    return edition(settled, "margin", f"notes.{name}", back, briefing.pack.line_numbers)


SECTION = Section("annotated-text", "The text, and why it reads so", make, ("text", "of"))

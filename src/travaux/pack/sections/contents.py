"""The contents: every section, chapter and article, with its page."""

from __future__ import annotations

from travaux.model.tree import Block
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Nothing of its own: the page makes it of the headings."""
    return ()


SECTION = Section("contents", "Contents", make, (), "contents")

"""The cover: the title, whom the pack is for, and what it is not."""

from __future__ import annotations

from travaux.model.tree import Block, Origin, Para, Sub
from travaux.pack.api import Section
from travaux.pack.briefing import INTERNAL, Asked, Briefing

STATUS = "A draft without authority: it has been adopted by no body, and binds no State."


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Whom the pack is for, what its texts are, and their standing."""
    pack = briefing.pack
    said = [f"For {pack.audience}", *([INTERNAL] if pack.sees == "internal" else []), STATUS]
    return tuple(Para((Sub("", words, "formula"),), Origin(""), "notice") for words in said)


SECTION = Section("cover", "Cover", make, ("text",), "cover")

"""The explanatory report: what each provision means, where it comes from, and why."""

from __future__ import annotations

from travaux.model.tree import Block
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.editions import edition


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """The report to each of the texts; the pack's list of sources stands for its own."""
    return tuple(edition(briefing.settled(name, "report"), "report", f"report.{name}") for name in briefing.of(asked))


SECTION = Section("explanatory-report", "Explanatory report", make, ("text", "of"))

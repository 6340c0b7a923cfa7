"""The trade-off: how many gaps the wordings of a text can close, against the objections that they raise."""

from __future__ import annotations

from travaux.model.tree import Block
from travaux.pack import faults, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.figures.trade import missing, trade_off
from travaux.passes import choice_faults


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """A drawing for each of the texts, of the clauses named, else of those whose wordings differ in what is counted."""
    drawn = tuple(block for name in briefing.of(asked) for block in _one(briefing, asked, name))
    explained = any(each.section == "sources" for each in briefing.pack.sections)
    return drawn if explained or not drawn else (*drawn, *briefing.beside(briefing.of(asked)[0]).key_to_profiles())


def _one(briefing: Briefing, asked: Asked, name: str) -> tuple[Block, ...]:
    selection, place = briefing.selection(name), telling.span(briefing, asked, "section")
    for what in missing(selection):
        briefing.found.append(faults.nothing_recorded(place, asked.spec.section, what))
        return ()
    named = [each.id for each in telling.clauses(briefing, asked)]
    for number, clause in enumerate(asked.spec.clauses):
        if clause in named and clause not in selection.chosen:
            span = telling.span(briefing, asked, "clauses", number)
            briefing.found.append(choice_faults.not_used(span, clause, name))
    made = trade_off(briefing.beside(name), named, f"figure-{asked.index + 1}-{name}")
    if not made and all(each in selection.chosen for each in asked.spec.clauses):
        why = "which clauses are to be varied? Those of the text have one wording each that it can take"
        briefing.found.append(faults.lacks(place, asked.spec.section, "clauses", why))
    return made


SECTION = Section("trade-off", "What each wording closes, and what it costs", make, ("text", "of", "clauses"))

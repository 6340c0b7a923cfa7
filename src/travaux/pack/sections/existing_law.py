"""Existing law: the offences of a text beside the provisions near them, element by element."""

from __future__ import annotations

from travaux.model.clause import Clause
from travaux.model.tree import Block
from travaux.pack import faults, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.tables import beside_law, laws, turned
from travaux.synopsis.told import AGAINST, ARROW, CAUTION

OFFENCES = ("offence", "package")


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """For each of the clauses named (each offence of the text, if none is) the provisions near it, a row for each."""
    law = laws(briefing, comparators=False)
    if not law:
        place = telling.span(briefing, asked, "section")
        briefing.found.append(faults.nothing_recorded(place, asked.spec.section, "clauses/coverage.yaml"))
        return ()
    name = briefing.of(asked)[0]
    clauses = telling.clauses(briefing, asked) or _offences(briefing, asked)
    groups = [group for each in clauses if (group := beside_law(briefing, name, each, law))]
    telling.cite(briefing, law)
    return (telling.said(f"{ARROW}: {AGAINST}. {CAUTION}"), *turned(groups))


def _offences(briefing: Briefing, asked: Asked) -> list[Clause]:
    """The offences of the text; none where the section names its clauses."""
    chosen = briefing.selection(briefing.of(asked)[0]).chosen
    every = (briefing.library.clauses[each] for each in chosen)
    return [] if asked.spec.clauses else [each for each in every if each.kind in OFFENCES]


SECTION = Section("existing-law", "The text beside existing law", make, ("text", "of", "clauses"))

"""Objections and answers: what is said against the texts, who says it, what invites it, and what answers it."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model.library import Answer, Objection
from travaux.model.marks import mark_in_full
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Emph, Items, Origin, Para, Text
from travaux.pack import telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing

NOWHERE = "Not answered in this text."
ELSEWHERE = "Answered by wordings that this text does not have:"


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """The objections that the texts invite or answer; with clauses named, those that have to do with them."""
    named = {clause.id for clause in telling.clauses(briefing, asked)}
    names = briefing.of(asked)
    every = briefing.library.objections.items()
    shown = [(ident, each) for ident, each in every if _concerns(briefing, names, each, named)]
    return tuple(telling.part(asked, ident, each.title, _one(briefing, names, ident, each)) for ident, each in shown)


def _concerns(briefing: Briefing, names: list[str], objection: Objection, named: set[str]) -> bool:
    """Whether an objection is raised or answered by a text, or by a clause that is named."""
    every = (*objection.variants, *(each.clause for each in objection.answers))
    if named:
        return any(each.partition(":")[0] in named for each in every)
    return any(telling.has(briefing, name, each) for name in names for each in every)


def _one(briefing: Briefing, names: list[str], ident: str, objection: Objection) -> Iterator[Block]:
    """One objection: what it says, who raises it, what invites it, and its answers."""
    yield Para(_statement(briefing, names[0], objection), Origin(""))
    yield Para((*telling.strong("Raised by: "), *_raised(briefing, names[0], objection)), Origin(""))
    invited = list(_invited(briefing, names, objection))
    yield Para((*telling.strong("Invited by: "), *telling.text(_sentence(invited))), Origin(""))
    yield from _answers(briefing, names, objection)


def _statement(briefing: Briefing, name: str, objection: Objection) -> Inlines:
    mark = mark_in_full(objection.confidence)
    cite = telling.spoken(briefing, name, objection.cite)
    said = telling.spoken(briefing, name, objection.statement)
    return (*said, Text(" "), *cite, *((Text(f" [{mark}]"),) if mark else ()))


def _raised(briefing: Briefing, name: str, objection: Objection) -> Inlines:
    profiles = f" ({', '.join(objection.profiles)})" if objection.profiles else ""
    said = telling.spoken(briefing, name, objection.raised_by.rstrip(". "))
    return (*said, Text(f"{profiles}."))


def _sentence(invited: list[str]) -> str:
    return f"{'; '.join(invited)}." if invited else "no wording of this text."


def _invited(briefing: Briefing, names: list[str], objection: Objection) -> Iterator[str]:
    """The wordings of the texts that invite it."""
    for each in objection.variants:
        ident, _, variant = each.partition(":")
        if any(telling.has(briefing, name, each) for name in names):
            clause = briefing.library.clauses[ident]
            label = clause.variants[variant].label if variant else clause.heading.replace("*", "")
            yield label


def _answers(briefing: Briefing, names: list[str], objection: Objection) -> Iterator[Block]:
    """What answers it in the texts, with its place; then what would in other wordings."""
    here = [each for each in objection.answers if any(telling.has(briefing, name, each.clause) for name in names)]
    rest = [each for each in objection.answers if each not in here]
    if here:
        yield Para(telling.strong("Answered by:"), Origin(""))
        yield Items(tuple(_answer(briefing, names, each) for each in here), Origin(""))
    else:
        yield telling.said(NOWHERE)
    if rest:
        yield telling.said(ELSEWHERE)
        yield Items(tuple(_how(briefing, names[0], each) for each in rest), Origin(""))


def _answer(briefing: Briefing, names: list[str], answer: Answer) -> Inlines:
    """Where a clause stands in each text that has it, and how it answers."""
    ident = answer.clause.partition(":")[0]
    places: Inlines = ()
    for name in (each for each in names if telling.has(briefing, each, answer.clause)):
        at = telling.place(briefing, name, ident)
        of = (Text(f", {briefing.selection(name).instrument.short}"),) if at and len(names) > 1 else ()
        places = (*places, *((Text("; "),) if places and at else ()), *at, *of)
    lead: Inlines = (Emph(telling.begun(places), "**"), Text(": ")) if places else ()
    return (*lead, *_how(briefing, names[0], answer))


def _how(briefing: Briefing, name: str, answer: Answer) -> Inlines:
    cite = telling.spoken(briefing, name, answer.cite)
    return (*telling.spoken(briefing, name, answer.how), *((Text(" "), *cite) if cite else ()))


SECTION = Section(
    "objections-and-answers", "What is said against it, and what answers it", make, ("text", "of", "clauses")
)

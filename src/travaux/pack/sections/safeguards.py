"""The safeguards: each provision that limits the text, word for word, with what it is for and what it answers."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model.clause import Clause
from travaux.model.library import Answer
from travaux.model.marks import mark_in_short
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Origin, Para, Text
from travaux.pack import telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.editions import anchored
from travaux.pack.slices import of_clause

SAFEGUARD = "safeguard"


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Every safeguard of the texts in the order of the text, or those of the clauses named."""
    named = [clause.id for clause in telling.clauses(briefing, asked)]
    return tuple(block for name in briefing.of(asked) for block in _of_text(briefing, asked, name, named))


def _of_text(briefing: Briefing, asked: Asked, name: str, named: list[str]) -> Iterator[Block]:
    """The safeguards of one text that say something."""
    selection, library = briefing.selection(name), briefing.library
    tops = briefing.settled(name, "none").document.body
    for ident in selection.chosen:
        clause = library.clauses[ident]
        wanted = ident in named if named else clause.kind == SAFEGUARD
        words = of_clause(tops, ident) if wanted else ()
        if words:
            prefix = f"part-{asked.index + 1}.{name}"
            said = (*_lead(briefing, name, clause), *anchored(words, prefix), *_why(briefing, name, clause))
            yield telling.part(asked, f"{name}-{ident}", clause.heading.replace("*", ""), said)


def _lead(briefing: Briefing, name: str, clause: Clause) -> Iterator[Block]:
    """Where it stands, and beside which conduct it belongs, by the floors of the vocabulary."""
    place = telling.place(briefing, name, clause.id)
    short = briefing.selection(name).instrument.short
    yield Para((*telling.begun(place), Text(f", {short}.")), Origin(""))
    for floor in briefing.library.vocabulary.floors.values():
        if any(clause.id in each.split("|") for each in floor.needs):
            about = f"{floor.about[:1].lower()}{floor.about[1:]}".rstrip(".")
            yield Para((Text("It belongs beside "), *telling.spoken(briefing, name, about), Text(".")), Origin(""))


def _why(briefing: Briefing, name: str, clause: Clause) -> Iterator[Block]:
    """The reasons recorded in its favour, and the objections that it answers."""
    notes = [note for _, _, note in briefing.beside(name).claims(clause) if note.kind == "for"]
    reasons = [(*telling.pointed(briefing, name, note.body), Text(mark_in_short(note.confidence))) for note in notes]
    if reasons:
        yield Para(telling.strong("Why it is there:"), Origin(""))
        yield from telling.listed(reasons)
    answers = list(_answers(briefing, name, clause))
    if answers:
        yield Para(telling.strong("What it answers:"), Origin(""))
        yield from telling.listed(answers)


def _answers(briefing: Briefing, name: str, clause: Clause) -> Iterator[Inlines]:
    for objection in briefing.library.objections.values():
        for answer in objection.answers:
            if _is_of(briefing, name, clause, answer):
                yield (Text(f"{objection.title}: "), *telling.spoken(briefing, name, answer.how))


def _is_of(briefing: Briefing, name: str, clause: Clause, answer: Answer) -> bool:
    """Whether an answer is this clause, in a variant that the text has."""
    ident, _, variant = answer.clause.partition(":")
    return ident == clause.id and (not variant or variant in briefing.selection(name).variants_of(ident))


SECTION = Section("safeguards", "Safeguards", make, ("text", "of", "clauses"))

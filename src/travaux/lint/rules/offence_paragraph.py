"""L553: an offence without a chapeau of its own, or without one of the parts of an offence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import paragraphs, plain
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import VocabularyWord
from travaux.model.phrases import found
from travaux.model.stages import Referred, Selection
from travaux.model.uses import Use, uses

_CREATES: Final = VocabularyWord(
    "a chapeau",
    (
        "necessary to establish as criminal offences",
        "necessary to establish as a criminal offence",
        "conduct is criminalised",
        "fully covered under its criminal",
    ),
)
_AIMED: Final = VocabularyWord("a purpose", ("for the purpose of", "with intent to", "with the intent", "in order to"))
_OF_OTHERS: Final = re.compile(r"\[\]\(#all:offence")


@rule(
    "L553",
    "offence-paragraph",
    Severity.WARNING,
    over="text",
    hint="complete the offence, or choose a chapeau that does",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """An offence has no chapeau or two, or lacks a mental element, a conduct, an object or a purpose.

    A paragraph that creates an offence has exactly one chapeau, which obliges each Party to establish the
    offence; with the words that complete it, it says in what state of mind, by what conduct, against whom (or
    in relation to which other offence) and for what purpose it is committed. Two chapeaux, or none, make no
    sentence, and are an error; a part that is wanting widens the offence, and warns. Variants that create no
    offence of their own (an aggravating circumstance, say) are left alone.

    Example: conduct without a chapeau before it, or under a chapeau that names no purpose.

    Instead: a chapeau such as "… when committed intentionally and without right, the following conduct, for the
    purpose of exploitation:".
    """
    selection = text.numbered.draft.selection
    for each in uses(selection.instrument):
        clause = selection.library.clauses.get(each.clause)
        if clause and clause.kind in ("offence", "package") and each.role in ("point", "clause"):
            for name in selection.variants_of(clause.id):
                if not clause.variants[name].omit:
                    yield from _examined(clause, name, each, selection, ground)


def _examined(clause: Clause, name: str, place: Use, selection: Selection, ground: Ground) -> Iterator[Finding]:
    """What is wrong with one offence in its place."""
    passage = next(each for each in ground.texts_of(clause) if each.variant == name)
    span = ground.span(selection.instrument.path, place.key)
    of_conduct = clause.form_of(name) == "conduct"
    own = sum(1 for _ in found(_CREATES, plain(passage)))
    chapeaux = own + bool(place.chapeau and of_conduct)
    who = f"“{clause.id}” ({name})"
    if of_conduct and not chapeaux:
        yield Finding(span, f"{who} completes a chapeau, and none stands before it", severity=Severity.ERROR)
    elif chapeaux > 1 and of_conduct:
        yield Finding(span, f"{who} has a chapeau of its own, and stands under another", severity=Severity.ERROR)
    elif chapeaux:
        every = [clause.elements_of(name)]
        if of_conduct and place.chapeau in selection.chosen:
            every.append(selection.library.clauses[place.chapeau].elements_of(selection.chosen[place.chapeau]))
        for part in _wanting(every, passage):
            yield Finding(span, f"{who} has no {part}")


def _wanting(every: list[Elements], passage: Passage) -> Iterator[str]:
    """The parts of an offence that neither the clause nor its chapeau states."""
    if not any(each.mental for each in every):
        yield "mental element"
    if not any(each.conduct for each in every):
        yield "conduct"
    end = paragraphs(passage)[0][1]
    if not any(each.victim for each in every) and not _OF_OTHERS.search(passage.value, 0, end):
        yield "object: neither a person nor another offence"
    if not any(each.purpose for each in every) and not any(found(_AIMED, plain(passage)[:end])):
        yield "purpose"

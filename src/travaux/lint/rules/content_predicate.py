"""L551: an offence of conduct in words of content."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import CREATING, content, operative
from travaux.lint.ground import Ground
from travaux.model.clause import Clause


@rule(
    "L551",
    "content-predicate",
    Severity.ERROR,
    over="clause",
    hint="say what is done and to whom, or state `gravamen: content` and keep the variant out of a text of conduct",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """An offence that passes for one of conduct turns on what is said or shown.

    An offence of conduct asks what a person does, with what intent and to whom; information may be its tool,
    as a notice is when a person is advertised. As soon as the words ask what the material is, shows or does to
    its reader ("material which …", "depicts", "obscene", "misleading information"), the offence regulates
    expression, and needs the reservation and the safeguards of one. The predicates are the `content` list of
    clauses/vocabulary.yaml; a variant that has one states `gravamen: content`.

    Example: `gravamen: conduct` on "publishing material which promotes exploitation".

    Instead: "causing a person to be advertised …", or `gravamen: content`.
    """
    vocabulary = ground.library.vocabulary
    for passage in ground.texts_of(clause):
        elements = clause.elements_of(passage.variant)
        if elements.gravamen == "content" or not (clause.kind in CREATING or elements.conduct):
            continue
        text = operative(passage, clause, vocabulary)
        for each in content(text, vocabulary):
            words = " ".join(text[each.start : each.end].split())
            about = vocabulary.content[each.ident].about
            message = f"variant “{passage.variant}” says “{words}”, a predicate of content ({about.lower()})"
            yield Finding(passage.at(each.start), f"{message}, and does not state `gravamen: content`")

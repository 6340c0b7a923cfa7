"""L552: an offence of content in a text whose other offences are of conduct."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import CREATING
from travaux.lint.ground import Ground
from travaux.model.elements import Gravamen
from travaux.model.stages import Referred
from travaux.model.uses import Use, uses


@rule(
    "L552",
    "content-among-conduct",
    Severity.WARNING,
    over="text",
    hint="choose a variant of conduct, or say in a waiver why the text takes an offence of content all the same",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A text takes an offence of content beside offences of conduct.

    An instrument that makes conduct criminal can answer the objection that it regulates expression, wherever
    it places its articles. One offence of content, tagged as it may be, takes that answer away, and the
    experience with the Additional Protocol of 2003 is that it costs Parties.

    Example: an instrument with an offence of recruiting and one with `gravamen: content`.

    Instead: the variant of conduct, or an instrument of its own for the offence of content.
    """
    selection = text.numbered.draft.selection
    offences = list(_offences(text))
    if not any(gravamen == "conduct" for *_, gravamen in offences):
        return
    for use, name, gravamen in offences:
        law, _, path = use.into.partition("/")
        known = selection.library.law.get(law)
        if gravamen == "content" and not (known and known.gravamen_at(path.split("/")) == "conduct"):  # L520 has those
            message = (
                f"“{use.clause}” ({name}) makes content an offence, and other offences of this text are of conduct"
            )
            yield Finding(ground.span(selection.instrument.path, use.key), message)


def _offences(text: Referred) -> Iterator[tuple[Use, str, Gravamen | None]]:
    """Each offence that a text takes: where it is named, in which variant, and what it turns on."""
    selection = text.numbered.draft.selection
    for use in uses(selection.instrument):
        clause = selection.library.clauses.get(use.clause)
        if clause is None or clause.kind not in CREATING - {"ancillary"}:
            continue
        for name in selection.variants_of(clause.id):
            if not clause.variants[name].omit:
                yield use, name, clause.elements_of(name).gravamen

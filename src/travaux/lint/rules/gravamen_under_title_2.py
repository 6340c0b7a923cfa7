"""L520: an offence of content among offences that turn on conduct alone."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.uses import uses


@rule(
    "L520",
    "gravamen-under-title-2",
    Severity.ERROR,
    over="text",
    hint="choose a variant of conduct, or insert the clause under the title on content-related offences",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A clause whose gravamen is content is inserted among the computer-related offences.

    The argument for Title 2 of the Convention on Cybercrime is that nothing in the new article depends
    on what is said or shown. One offence of content there gives the argument away, and with it the answer
    to those who left trafficking out of the Convention for fear of regulating expression. Which divisions of
    a treaty hold offences of conduct, and which of content, is recorded with the treaty (`gravamen` in
    clauses/law/).

    Example: a variant with `elements: {gravamen: content}` in an article with
    `into: ets-185/ch-2/sec-1/title-2`.

    Instead: the variant with `gravamen: conduct`, or an article under Title 3, with a reservation and
    the safeguard for expression.
    """
    selection = text.numbered.draft.selection
    library, instrument = selection.library, selection.instrument
    for use in uses(instrument):
        clause = library.clauses.get(use.clause)
        law, _, path = use.into.partition("/")
        if clause is None or law not in library.law or library.law[law].gravamen_at(path.split("/")) != "conduct":
            continue
        for name in selection.variants_of(clause.id):
            if not clause.variants[name].omit and clause.elements_of(name).gravamen == "content":
                message = f"“{clause.id}” ({name}) makes content an offence, and is inserted into {use.into}"
                yield Finding(ground.span(instrument.path, use.key), message)

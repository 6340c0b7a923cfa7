"""L520: an offence of content among the computer-related offences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.law import Law
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
    to those who left trafficking out of the Convention for fear of regulating expression.

    Example: a variant with `elements: {gravamen: content}` in an article with
    `into: ets-185/ch-2/sec-1/title-2`.

    Instead: the variant with `gravamen: conduct`, or an article under Title 3, with a reservation and
    the safeguard for expression.
    """
    selection = text.numbered.draft.selection
    library, instrument = selection.library, selection.instrument
    for use in uses(instrument):
        clause = library.clauses.get(use.clause)
        if clause is None or "computer-related" not in _heading(library.law, use.into):
            continue
        name = selection.chosen[clause.id]
        variant = clause.variants[name]
        if not variant.omit and variant.elements.over(clause.elements).gravamen == "content":
            message = f"“{clause.id}” ({name}) makes content an offence, and is inserted into {use.into}"
            yield Finding(ground.span(instrument.path, use.key), message)


def _heading(laws: Mapping[str, Law], into: str) -> str:
    """The heading of the division that a path such as "ets-185/ch-2/sec-1/title-2" names, in small letters."""
    law_id, *path = into.split("/")
    law = laws.get(law_id)
    if law is None or not path:
        return ""
    divisions, heading = law.divisions, ""
    for part in path:
        found = next((each for each in divisions if each.id == part), None)
        if found is None:
            return ""
        divisions, heading = found.divisions, found.heading
    return heading.lower()

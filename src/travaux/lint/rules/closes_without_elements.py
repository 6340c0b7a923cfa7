"""L576: a clause that says it closes a gap, and has not the elements to do so."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.coverage.gaps import unmet
from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause


@rule(
    "L576",
    "closes-without-elements",
    Severity.WARNING,
    over="clause",
    hint="complete the clause’s elements, or delete the gap from “closes”",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause says that it closes a gap, and none of its variants has the elements of the gap.

    Which gaps a text closes is computed: a clause counts if it names the gap and its elements, with those of the
    chapeau over it, have a word in common with each element of the gap and protect its victim. A clause of which
    no variant can do so would be listed as an answer and give none. Clauses without any elements, such as a
    relation to another treaty, are taken at their word.

    Example: `closes: [gap-adult-sale]` on a clause with `elements: {conduct: [advertise], victim: any-person}`.

    Instead: name the gap that the clause does close, or record the elements that its text has.
    """
    for each in unmet(ground.library, clause):
        span = ground.span(clause.path, ("closes", each.number))
        yield Finding(span, f"“{clause.id}” closes “{each.gap}” in none of its variants: their elements do not meet it")

"""L577: an objection that nothing answers."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.library import Library

_PATH = "clauses/objections.yaml"


@rule(
    "L577",
    "objection-unanswered",
    Severity.WARNING,
    over="library",
    hint="name under “answers” the clause or the variant that meets it, and how",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """An objection is recorded, and no clause answers it; or the only answer is a variant that invites it.

    Delegations are shown the objections with their answers. An objection that stands alone is a
    concession; it may be an honest one, but then it belongs among the reasons against a variant.

    Example: an objection with `variants:` and no `answers:`.

    Instead: `answers: [{clause: safeguard-expression, how: "…"}]`.
    """
    for name, objection in library.objections.items():
        others = [each for each in objection.answers if each.clause not in objection.variants]
        if not others:
            span = ground.span(_PATH, (name, "answers" if objection.answers else "title"))
            why = "only variants that invite it" if objection.answers else "nothing"
            yield Finding(span, f"{why} answers the objection “{name}”")

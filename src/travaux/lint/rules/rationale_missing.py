"""L518: a clause for which no source is given."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause


@rule(
    "L518",
    "rationale-missing",
    Severity.WARNING,
    over="clause",
    hint='add a claim with its source: cite: "[@key, page]"',
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause gives no reason that rests on a source.

    The library is a record of why each text reads as it does. A clause needs at least one claim with a
    pointer that a reader can follow; a claim without one is only an opinion. A variant with a text needs one
    too (a note says so) where every claim names the variants that it speaks of, and none speaks of that one.

    Example: `rationale: [{claim: "This seems useful."}]`

    Instead: `rationale: [{claim: "No treaty names the act.", cite: "[@kunze, 281]"}]`
    """
    cited = [claim for claim in clause.rationale if "@" in claim.cite or "[@" in claim.claim]
    if not cited:
        span = ground.span(clause.path, ("rationale",))
        yield Finding(span, f"no reason for “{clause.id}” gives its source")
        return
    if any(not claim.variants for claim in cited):
        return
    for name, variant in clause.variants.items():
        if not variant.omit and not any(name in claim.variants for claim in cited):
            span = ground.span(clause.path, ("variants", name))
            message = f"no reason with a source speaks of the variant “{name}”"
            yield Finding(span, message, f"add a claim, or name “{name}” under variants: of one", Severity.NOTE)

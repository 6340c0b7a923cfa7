"""L536: a protocol that does not say what becomes of it when its parent is denounced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred

_VEHICLES = ("optional-protocol", "supplementary-protocol")
_LINK = re.compile(r"[Dd]en(?:unciation|ounc\w+)\s+(?:of\s+)?(?:\{\{\s*parent\s*\}\}|\[\]\(#PARENT[?)])")


@rule(
    "L536",
    "denunciation-link",
    Severity.WARNING,
    over="text",
    hint="say that denunciation of {{ parent }} entails that of {{ self }}, or waive the rule with the reason",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A protocol does not say what becomes of it when its parent is denounced.

    A protocol lives on its parent's powers and co-operation. A Party that denounces the parent alone stays bound by
    offences to which the powers can no longer be applied with certainty; the first Additional Protocol to the
    Convention on Cybercrime is silent on it. One sentence settles the matter.

    Example: an article on denunciation that speaks of {{ self }} only.

    Instead: `Denunciation of {{ parent }} by a {{ party }} shall entail the denunciation of {{ self }}.`
    """
    facts = ground.facts(text)
    if facts.instrument.vehicle not in _VEHICLES or facts.pending:
        return
    link = re.compile(_LINK.pattern.replace("PARENT", re.escape(facts.instrument.parent)))
    if any(link.search(" ".join(clause.variants[variant].text.split())) for clause, variant in facts.stated):
        return
    where = [(c, v) for c, v in facts.stated if re.search(r"\bdenounce\b", c.variants[v].text)]
    message = f"“{facts.instrument.id}” does not say what follows when a Party denounces the parent treaty"
    if where:
        clause, variant = where[0]
        yield Finding(ground.span(clause.path, ("variants", variant)), message)
    else:
        yield Finding(ground.span(facts.instrument.path, ("parent",)), message)

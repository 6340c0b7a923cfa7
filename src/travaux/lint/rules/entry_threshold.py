"""L543: a number of consents that no treaty can enter into force with, or that its route does not allow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.facts import Facts
from travaux.lint.ground import Ground
from travaux.model.stages import Referred

_FORCE = re.compile(r"\benter\s+into\s+force\b")
_PLACEHOLDER = re.compile(
    r"\{\{\s*([a-z][a-z0-9-]*)\s*\}\}(?=\s+(?:States?|instruments?|of\s+them|\{\{\s*part|consents?|acceptances?|ratif|Parties|members?))"
)
_ONE = re.compile(
    r"\b(?:one|a\s+single)\s+(?:States?|instrument|ratification|\{\{\s*party\s*\}\})\b[^.;]{0,80}\b(?:has|have)\b"
)


@rule(
    "L543",
    "entry-threshold",
    Severity.ERROR,
    over="text",
    hint="give a number of at least 2; where all Parties must accept, state none",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """The number of consents for entry into force is below two, or stands where all Parties must accept.

    A treaty needs two parties: with one it would be in force between nobody. Where an amendment takes the route on
    which every Party must accept (the flag `art-44` of a variant), a number beside it contradicts the rule of the
    amended treaty. The values looked at are those of the instrument's parameters of type `count` in the provision on
    entry into force, alternatives in square brackets one by one.

    Example: `parameters: {consents: {type: count, value: "1", …}}`.

    Instead: `parameters: {consents: {type: count, value: "5", …}}`.
    """
    facts = ground.facts(text)
    for clause, variant in facts.stated:
        words = " ".join(clause.variants[variant].text.split())
        if clause.kind != "final" or not _FORCE.search(words):
            continue
        names = dict.fromkeys(_PLACEHOLDER.findall(words))
        if "art-44" in clause.variants[variant].flags:
            for name in names:
                span = ground.span(clause.path, ("variants", variant, "text"))
                yield Finding(span, f"all Parties must accept, and the provision counts {{{{ {name} }}}} of them")
        for name in names:
            yield from _too_few(name, facts, ground)
        if _ONE.search(words):
            span = ground.span(clause.path, ("variants", variant, "text"))
            yield Finding(span, "one consent brings the text into force, between one State and nobody")


def _too_few(name: str, facts: Facts, ground: Ground) -> Iterator[Finding]:
    """Whether a parameter, or one of its alternatives, is a number below two."""
    parameter = facts.instrument.parameters.get(name)
    if parameter is None or parameter.type != "count":
        return
    for number in re.findall(r"\d+", parameter.value):
        if int(number) < 2:
            span = ground.span(facts.instrument.path, ("parameters", name, "value"))
            yield Finding(span, f"“{facts.instrument.id}” would enter into force after {number} consent")

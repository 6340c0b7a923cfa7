"""L541: an offence without the safeguard that its conduct calls for."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity, Span
from travaux.lint.api import Finding, rule
from travaux.lint.facts import Facts
from travaux.lint.ground import Ground
from travaux.model.library import Floor
from travaux.model.stages import Referred
from travaux.model.uses import uses


@rule(
    "L541",
    "safeguard-floor",
    Severity.ERROR,
    over="text",
    hint="add the safeguard in a variant that says something, or waive the rule with the reason",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A text makes some conduct an offence and lacks the safeguard that this conduct calls for.

    Advertising, offering and running a market come near to speech and to the work of those who carry it;
    controlling, watching and handling data come near to what research, reporting and investigation also do. The
    vocabulary lists, under `floors`, which conduct needs which clause. The elements of the variant chosen decide, so
    that an offence reworded to reach further meets the floor again, whatever its own `requires` says.

    Example: `offence-advertise` in a text whose `safeguard-expression` is chosen in the variant that says nothing.

    Instead: a variant of it with a text.
    """
    facts = ground.facts(text)
    stated = {clause.id for clause, _ in facts.stated}
    for floor in facts.library.vocabulary.floors.values():
        first = _first(floor, facts)
        for need in floor.needs if first else ():
            names = need.split("|")
            if stated.isdisjoint(names):
                message = f"“{first}” in “{facts.instrument.id}” calls for {' or '.join(names)}"
                yield Finding(_place(facts, ground, first), f"{message} ({_small(floor.about)})")


def _first(floor: Floor, facts: Facts) -> str:
    """The first offence of a text whose conduct is one of those that a floor names."""
    offences = {clause.id for clause in facts.offences}
    for clause, variant in facts.stated:
        if clause.id in offences and not set(floor.conduct).isdisjoint(clause.elements_of(variant).conduct):
            return clause.id
    return ""


def _place(facts: Facts, ground: Ground, name: str) -> Span:
    """Where an instrument takes a clause."""
    key = next(use.key for use in uses(facts.instrument) if use.clause == name)
    return ground.span(facts.instrument.path, key)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]

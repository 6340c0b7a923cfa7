"""L533: an offence of which nobody decided whether attempt is punishable."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred

_YES, _NO = "attempt", "without-attempt"


@rule(
    "L533",
    "attempt-undecided",
    Severity.WARNING,
    over="text",
    hint="list it under groups: in the instrument, under attempt or under without-attempt",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A text makes attempt punishable for some offences, and of one it is not decided.

    Attempt is listed offence by offence: what is itself preparatory should not be on the list, and what is
    forgotten is not punishable until it is complete. Nothing shows the difference, so an instrument records
    both, in the groups `attempt` and `without-attempt`, and no offence stands in both. In an amending protocol an
    offence that stands in neither is an error, for the list that must be amended is that of another treaty.

    Example: `groups: {attempt: [offence-recruit]}` in an instrument that also creates the offence of advertising.

    Instead: `groups: {attempt: [offence-recruit], without-attempt: [offence-advertise]}`
    """
    facts = ground.facts(text)
    groups, path = facts.instrument.groups, facts.instrument.path
    if _YES not in groups:
        return
    yes, no = ({each.partition(":")[0] for each in groups.get(name, ())} for name in (_YES, _NO))
    severity = Severity.ERROR if facts.instrument.vehicle == "amending-protocol" else None
    offences = {clause.id for clause in facts.offences}
    open_, both = sorted(offences - yes - no), sorted(offences & yes & no)
    if open_:
        message = f"it is not decided in “{facts.instrument.id}” whether attempt is punishable at {', '.join(open_)}"
        yield Finding(ground.span(path, ("groups", _YES)), message, severity=severity)
    if both:
        message = f"{', '.join(both)} can't stand under attempt and under without-attempt"
        yield Finding(ground.span(path, ("groups", _NO)), message, "delete each from one of the two groups")

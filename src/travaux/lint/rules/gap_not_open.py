"""L575: a gap that existing law, as it is recorded, has closed."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.carried import CARRIED
from travaux.coverage.gaps import contradictions
from travaux.coverage.told import gap_state
from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.library import Library


@rule(
    "L575",
    "gap-not-open",
    Severity.WARNING,
    over="library",
    hint="narrow the gap, withdraw it, or correct what is recorded of that provision",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """A gap is stated in existing law that an offence recorded of it closes.

    A gap is the reason for a new provision, and the first thing that an opponent checks. Its `elements` say what
    is not reached; the same words record what each treaty covers (`covers` in clauses/law). Where an offence of a
    treaty in force has a word in common with each of the gap's elements, and protects the victim that it names,
    one of the two records is wrong. Law for comparison and law not in force are left out.

    Example: the gap `elements: {conduct: [sell], victim: child}`, and an article with `duty: criminalise` and
    `elements: {conduct: [offer, sell], victim: child}`.

    Instead: state what is really missing, for example with a `purpose` or a `victim`, or withdraw the gap.
    """
    path = "clauses/gaps.yaml"
    for state in contradictions(library):
        own = path in library.texts and f"{state.ident}:" in library.texts[path]
        span = ground.span(path if own else f"{CARRIED}{path}", (state.ident, "elements"))
        yield Finding(span, f"the gap “{state.ident}” is {gap_state(library, state)}")

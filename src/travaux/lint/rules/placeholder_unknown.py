"""L527: a placeholder that nothing can fill, in any instrument or style."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause
from travaux.model.tree import Sub
from travaux.passes.words import GIVEN


@rule(
    "L527",
    "placeholder-unknown",
    Severity.WARNING,
    over="clause",
    hint="correct the name, or add the parameter to the instrument that is to use the clause",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A placeholder is neither a word of a house style nor a parameter of any instrument.

    A variant that no instrument takes today is only found wanting on the day it is chosen. What can't be
    filled anywhere is most often misspelt.

    Example: `{{ domestick-law }}` in a variant that waits to be chosen.

    Instead: `{{ domestic-law }}`, or `parameters:` in an instrument, for a blank of its own.
    """
    library = ground.library
    known = {*GIVEN, *(name for each in library.styles.values() for name in each.terms)}
    known |= {name for each in library.instruments.values() for name in each.parameters}
    for passage in (*ground.texts_of(clause), *ground.headings_of(clause), *ground.beside(clause)):
        for node in passage.inlines():
            if isinstance(node, Sub) and node.why == "placeholder":
                name = node.old.strip("{} \n")
                if name.lower() not in known:
                    near = get_close_matches(name.lower(), known, n=1)
                    hint = f"did you mean “{near[0]}”?" if near else ""
                    yield Finding(passage.of(node.span), f"nothing fills the placeholder “{{{{ {name} }}}}”", hint)

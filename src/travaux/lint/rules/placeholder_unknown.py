"""L527: a placeholder that nothing can fill, in any instrument or style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.tree import Sub
from travaux.passes.words import GIVEN

_NAME = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")


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
    known = frozenset((*GIVEN, *ground.placeholders))
    for passage in (*ground.texts_of(clause), *ground.headings_of(clause), *ground.beside(clause)):
        for node in passage.marked if _may_differ(passage, known) else ():
            if isinstance(node, Sub) and node.why == "placeholder":
                name = node.old.strip("{} \n")
                if name.lower() not in known:
                    near = get_close_matches(name.lower(), known, n=1)
                    hint = f"did you mean “{near[0]}”?" if near else ""
                    yield Finding(passage.of(node.span), f"nothing fills the placeholder “{{{{ {name} }}}}”", hint)


def _may_differ(passage: Passage, known: frozenset[str]) -> bool:
    """Whether a field seems to hold a placeholder that is not known; most need not be read as markup to tell."""
    return any(name.lower() not in known for name in _NAME.findall(passage.value))

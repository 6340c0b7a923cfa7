"""L505: a term that the vocabulary does not list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause

_LINK = re.compile(r"\]\((?:term|def):([^()\s]*)\)")


@rule(
    "L505",
    "term-unknown",
    Severity.ERROR,
    over="clause",
    hint="add it to terms in clauses/vocabulary.yaml, with the words that stand for it",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A term is linked or defined that the vocabulary does not list.

    The vocabulary is the closed list of terms. One that is misspelt is defined nowhere and missing
    from every index; it may even be defined twice under two names.

    Example: `[child](term:chlid)`.

    Instead: `[child](term:child)`, or a new entry under `terms` in `clauses/vocabulary.yaml`.
    """
    known = ground.library.vocabulary.terms
    for passage in (*ground.texts_of(clause), *ground.beside(clause)):
        for match in _LINK.finditer(passage.value):
            ident = match.group(1)
            if ident not in known:
                near = get_close_matches(ident, known, n=1)
                hint = f"did you mean “{near[0]}”?" if near else ""
                yield Finding(passage.at(match.start(1)), f"there is no term “{ident}” in the vocabulary", hint)

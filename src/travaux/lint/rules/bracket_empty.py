"""L508: a square bracket that leaves nothing to choose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause
from travaux.model.tree import Bracket, Para, Text

_EMPTY = re.compile(r"\[\s*\](?!\()")


@rule(
    "L508",
    "bracket-empty",
    Severity.WARNING,
    over="clause",
    hint="write the words that are not agreed, or remove the brackets",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A pair of square brackets leaves nothing to choose.

    Brackets hold words on which delegations differ. Empty ones hold no words. A clause whose whole text
    is bracketed asks whether to have it at all, and that choice needs a second variant: another wording,
    or `omit: true`.

    Example: `within [ ] days`, or `[This article applies to all.]` as the only variant of a clause.

    Instead: `within [thirty] [ninety] days`; a second variant `none` with `omit: true`.
    """
    for passage in ground.texts_of(clause):
        for match in _EMPTY.finditer(passage.value):
            yield Finding(passage.at(match.start()), "these square brackets are empty")
        if len(clause.variants) == 1 and _whole(passage.blocks):
            hint = "add the variant to choose instead, if only the option to say nothing (omit: true)"
            yield Finding(passage.at(0), "the whole clause is bracketed, and it has no other variant", hint)


def _whole(blocks: tuple[object, ...]) -> bool:
    """Whether a text is nothing but one bracket, and that is not empty."""
    if len(blocks) != 1 or not isinstance(blocks[0], Para):
        return False
    kept = [node for node in blocks[0].inlines if not (isinstance(node, Text) and node.value.strip(" .;,") == "")]
    return len(kept) == 1 and isinstance(kept[0], Bracket) and bool(kept[0].children)

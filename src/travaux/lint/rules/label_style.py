"""L506: labels of two kinds at one level of a clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause
from travaux.model.tree import Division
from travaux.model.walk import below


@rule(
    "L506",
    "label-style",
    Severity.NOTE,
    over="clause",
    hint="type the labels of one level alike throughout the file",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """The labels of one level are typed in two ways.

    The house style replaces every typed label, so nothing goes wrong in print. But whoever compares two
    variants in the file sees a difference where none is meant. Points may look other than paragraphs;
    what stands at one level should look alike in all variants of a clause.

    Example: `1.` before the first paragraph and `(2)` before the second.

    Instead: `1.` and `2.`
    """
    usual: dict[str, str] = {}
    for passage in ground.texts_of(clause):
        told: set[str] = set()
        for block in below(passage.blocks):
            if not isinstance(block, Division) or not block.typed:
                continue
            form = re.sub(r"[a-z0-9]+", "#", block.typed)
            first = usual.setdefault(block.level, block.typed)
            if form != re.sub(r"[a-z0-9]+", "#", first) and block.level not in told:
                told.add(block.level)
                message = f"label “{block.typed}” is typed otherwise than “{first}” at the same level"
                yield Finding(passage.of(block.origin.span), message)

"""L578: a gap without a title."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.library import Library

_PATH = "clauses/gaps.yaml"


@rule(
    "L578",
    "gap-untitled",
    Severity.WARNING,
    over="library",
    hint="name it in a few words: “title: …”",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """A gap in existing law has no title.

    The tables that a reader is given name each gap. Without a title they print its id, which is written for
    drafters and programs.

    Example: `gap-sale: {statement: The sale of an adult is no offence., as-of: "2026-05"}`.

    Instead: `gap-sale: {title: Sale of an adult, statement: The sale of an adult is no offence., as-of: "2026-05"}`.
    """
    for name, gap in library.gaps.items():
        if not gap.title.strip() and f"{name}:" in library.texts.get(_PATH, ""):
            yield Finding(ground.span(_PATH, (name, "statement")), f"the gap “{name}” has no title")

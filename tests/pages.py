"""Pages of input → output pairs: Markdown that reads as documentation and runs as a test.

A page is prose and fenced blocks. Under one `##` heading the inputs come first, then
the outputs; `pytest --accept` rewrites the outputs in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_HEAD = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """One fenced block: the words after the backticks, what it holds, and where that begins in the page."""

    info: tuple[str, ...]
    text: str
    at: int


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading."""

    title: str
    fences: tuple[Fence, ...]


def sections(text: str) -> Iterator[Section]:
    """The sections of a page that have fenced blocks."""
    heads = [*_HEAD.finditer(text)]
    ends = [*(each.start() for each in heads[1:]), len(text)]
    for head, end in zip(heads, ends, strict=True):
        fences = tuple(
            Fence(tuple(each.group(1).split()), each.group(2), each.start(2))
            for each in _FENCE.finditer(text, head.end(), end)
        )
        if fences:
            yield Section(head.group(1).strip(), fences)


def rewritten(page: Path, outputs: dict[int, tuple[str, str]]) -> None:
    """The page with each output (where it begins: old, new) put in its place."""
    text = page.read_text(encoding="utf-8")
    for at in sorted(outputs, reverse=True):
        old, new = outputs[at]
        assert text[at : at + len(old)] == old
        text = text[:at] + new + text[at + len(old) :]
    page.write_text(text, encoding="utf-8")

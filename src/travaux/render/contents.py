"""The table of contents as HTML: its lines, and the links that lead from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the table of contents, and what hangs below it."""

    target: str
    words: str
    level: str
    children: tuple[Entry, ...] = ()


def link(ident: str) -> str:
    """An anchor as the target of a link, escaped for an attribute."""
    return escape("#" + quote(ident, safe="/:.-_~!$'()*+,;=@"))


def contents(entries: Sequence[Entry]) -> str:
    """The table of contents as a nested list, "" if there is nothing to list."""
    lines = "".join(
        f'<li class="toc-{each.level}"><a href="{link(each.target)}">{each.words}</a>{contents(each.children)}</li>\n'
        for each in entries
    )
    return f"<ol>\n{lines}</ol>\n" if lines else ""

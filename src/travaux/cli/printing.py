"""Findings on the terminal: `path:line:column code message`, the line of the file, the hint."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, TYPE_CHECKING, Any

import click

from travaux.diagnostics import Diagnostic, Severity, Span

if TYPE_CHECKING:
    from travaux.project import Project

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "blue"}
WIDEST = 100


def is_terminal(stream: IO[Any]) -> bool:
    """Whether a person reads this stream as it comes."""
    try:
        return stream.isatty()
    except (AttributeError, ValueError):
        return False


def coloured(stream: IO[Any]) -> bool:
    """Whether to colour: on a terminal, and not where NO_COLOR or a dumb terminal says otherwise."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(stream: IO[Any]) -> int | None:
    """How many characters a line may have: those of the terminal; None (no limit) elsewhere."""
    return max(40, shutil.get_terminal_size().columns) if is_terminal(stream) else None


def clean(words: str) -> str:
    """Words that a terminal only prints: control characters are made visible."""
    return "".join(c if c.isprintable() or "\ud800" <= c <= "\udfff" else f"\\u{ord(c):04x}" for c in words)


def folded(words: str, limit: int | None, lead: str = "", hang: int | None = None) -> str:
    """Words in lines of at most `limit` characters, those after the first indented by `hang` (else as far as `lead`).

    One line where there is no limit. A word longer than a line, such as a path, is kept whole, to be copied.
    """
    line = clean(" ".join(words.split()))
    if limit is None or not line:
        return f"{lead}{line}".rstrip()
    room = min(limit, WIDEST)
    after = " " * (len(lead) if hang is None else hang)
    return textwrap.fill(
        line, room, initial_indent=lead, subsequent_indent=after, break_on_hyphens=False, break_long_words=False
    )


def print_findings(
    project: Project, found: Iterable[Diagnostic], err: bool = False, known: Mapping[str, str] | None = None
) -> None:
    """Print all findings, and how many there are of each severity.

    `known` are the characters of files that are not on the disk, by the paths that findings name.
    """
    from travaux.project import source

    every = tuple(found)
    if not every:
        return
    stream = sys.stderr if err else sys.stdout
    painted, limit = coloured(stream), width(stream)
    texts = {path: text.split("\n") for path, text in (known or {}).items()}
    lines: list[str] = []
    for each in every:
        if each.span and each.span.path not in texts:
            texts[each.span.path] = (source(project, each.span.path) or "").split("\n")
        lines += _finding(project, each, texts, painted, limit)
    click.echo("\n".join(lines), err=err, color=painted)
    click.echo(summary(every), err=True)


def summary(found: Iterable[Diagnostic]) -> str:
    """How many findings there are: "2 errors, 1 warning"."""
    counts = Counter(each.severity for each in found)
    parts = [f"{counts[each]} {each}{'s' * (counts[each] > 1)}" for each in Severity if counts[each]]
    return ", ".join(parts)


def _finding(
    project: Project, found: Diagnostic, texts: dict[str, list[str]], painted: bool, limit: int | None
) -> Iterator[str]:
    from travaux.project import shown

    def paint(words: str, **look: Any) -> str:
        return click.style(words, **look) if painted else words

    span = found.span
    where = clean(f"{shown(project, span.path)}:{span.line}:{span.column} ") if span else ""
    kind = "" if found.is_error else f"{found.severity}: "
    told = folded(f"{kind}{found.message}", limit, f"{where}{found.code} ", 4)
    code = paint(found.code, fg=COLOURS[found.severity], bold=True)
    yield f"{paint(where, bold=True)}{code}{told[len(where) + len(found.code) :]}"
    if span and span.line <= len(texts[span.path]):
        yield from _quoted(texts[span.path][span.line - 1].rstrip("\r"), span, paint, limit or WIDEST)
    if found.hint:
        yield folded(found.hint, limit, "    hint: ")


def _quoted(line: str, span: Span, paint: Any, limit: int) -> Iterator[str]:
    """The line of the file, cut to the width, with a mark under the place."""
    if not line.strip():
        return
    room = limit - 10
    start = max(0, span.column - 1 - room * 2 // 3) if len(line) > room and span.column > room * 2 // 3 else 0
    part = line[start : start + room]
    lead = "…" if start else ""
    tail = "…" if start + room < len(line) else ""
    before = clean(lead + line[start : max(start, span.column - 1)])
    yield f"{span.line:>6} | {clean(lead + part + tail)}"
    yield f"       | {' ' * len(before)}{paint('^', fg='red', bold=True)}"

"""Rows in aligned columns: cut to the width of a terminal, whole lines in a pipe."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

import click

from travaux.cli.printing import clean, coloured, folded, width

GAP = "  "
LEAST = 12
_LABEL = re.compile(r"\s*(?:\d{1,3}|[a-z]|[ivx]+)[.)] +|\s*\((?:\d{1,3}|[a-z]|[ivx]+)\) +")


def print_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows in columns; the head only where a person reads it, the last column cut to fit there."""
    limit, painted = width(sys.stdout), coloured(sys.stdout)
    lines = list(table([head, *rows] if limit else rows, limit))
    if limit and painted and lines:
        lines[0] = click.style(lines[0], bold=True)
    if lines:
        click.echo("\n".join(lines), color=painted)


def table(rows: Sequence[Sequence[str]], limit: int | None) -> Iterator[str]:
    """The lines of a table, none longer than `limit`: the widest column but the first gives way first."""
    cells = [[clean(" ".join(cell.split())) for cell in row] for row in rows]
    if not cells:
        return
    widths = [max(len(row[column]) for row in cells) for column in range(len(cells[0]))]
    while limit and sum(widths) + len(GAP) * (len(widths) - 1) > limit:
        widest = max(range(1, len(widths)), key=lambda column: widths[column], default=0)
        if widths[widest] <= LEAST:
            break
        widths[widest] -= 1
    for row in cells:
        line = GAP.join(_cut(cell, room).ljust(room) for cell, room in zip(row, widths, strict=True)).rstrip()
        yield _cut(line, limit) if limit else line


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"


def wrapped(words: str, indent: int = 0, label: str = "") -> str:
    """Words in lines that fit the terminal, a label hanging before them; one line in a pipe."""
    return folded(words, width(sys.stdout), " " * indent + label)


def as_typed(text: str, indent: int) -> Iterator[str]:
    """The lines of a text as they stand in its file, indented; a paragraph too wide for the terminal is filled anew."""
    limit = width(sys.stdout)
    block: list[str] = []
    for line in (f"{' ' * indent}{clean(each)}".rstrip() for each in text.rstrip().splitlines()):
        if not line or _LABEL.match(line):
            yield from _fitting(block, limit)
            block = []
        if line:
            block.append(line)
        else:
            yield line
    yield from _fitting(block, limit)


def _fitting(block: Sequence[str], limit: int | None) -> Sequence[str]:
    """The lines of a paragraph or a labelled provision, broken elsewhere if one of them is too long."""
    if limit is None or all(len(line) <= limit for line in block):
        return block
    label = _LABEL.match(block[0])
    lead = label.group() if label else block[0][: -len(block[0].lstrip())]
    return folded(" ".join(block)[len(lead) :], limit, lead).split("\n")


def width_of_output(less: int = 0) -> int | None:
    """How wide standard output is, less an indentation; None where it is no terminal."""
    limit = width(sys.stdout)
    return None if limit is None else limit - less

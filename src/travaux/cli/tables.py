"""Rows in aligned columns: cut to the width of a terminal, whole lines in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import click

from travaux.cli.printing import clean, coloured, folded, width

GAP = "  "
LEAST = 12


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


def as_typed(line: str, indent: int) -> str:
    """A line of a file, indented; on a terminal what does not fit goes on below, two characters further in."""
    whole, limit = f"{' ' * indent}{clean(line)}".rstrip(), width_of_output()
    if limit is None or len(whole) <= limit:
        return whole
    words = whole.lstrip()
    lead = whole[: -len(words)]
    return folded(words, limit, lead, len(lead) + 2)


def width_of_output(less: int = 0) -> int | None:
    """How wide standard output is, less an indentation; None where it is no terminal."""
    limit = width(sys.stdout)
    return None if limit is None else limit - less

"""The same tables for other programs and pages: as CSV, as Markdown, and as plain data for JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from travaux.coverage.sheets import as_csv
from travaux.synopsis.model import Cell, Fact, Group, Synopsis
from travaux.synopsis.told import AGAINST, ARROW, CAUTION, MEANING, NOTHING, SHORT, lines_of, named, rows

# ---------------------------------------------------------------- CSV


def sheet(synopsis: Synopsis) -> str:
    """The table as CSV: a row for each paragraph and each fact, a column for each column of the table.

    The first two cells are the clause and what the row is: "text" or the name of a fact. Words that differ stand
    between ‹ and ›.
    """
    return as_csv(_sheet(synopsis))


def _sheet(synopsis: Synopsis) -> Iterator[Sequence[str]]:
    for number, group in enumerate(synopsis.groups):
        if not number or [head.ident for head in group.heads] != [head.ident for head in synopsis.groups[0].heads]:
            yield "clause", "row", *(head.ident for head in group.heads)
        if synopsis.kind != "instruments":
            yield group.ident, "column", *("; ".join((head.title, *head.notes)) for head in group.heads)
        for row in rows(group):
            yield group.ident, "text", *("" if words == NOTHING else words for words in row)
        for fact in group.facts:
            yield group.ident, fact.key, *("; ".join(cell) for cell in fact.cells)


# ---------------------------------------------------------------- Markdown


def markdown(synopsis: Synopsis) -> str:
    """The table as Markdown: the words that differ are bold, what is told stands in a second table."""
    return "\n\n".join(_chunks(synopsis)) + "\n"


def _chunks(synopsis: Synopsis) -> Iterator[str]:
    yield f"# {_escaped(synopsis.title)}"
    if synopsis.about:
        yield "\n".join(f"- {_escaped(each)}" for each in synopsis.about)
    if key := _legend(synopsis):
        yield key
    for group in synopsis.groups:
        if len(synopsis.groups) > 1:
            yield f"## {_escaped(group.title)} ({group.ident})"
        heads = [f"{_escaped(named(head))}<br>{_escaped(head.title)}" for head in group.heads]
        said = [[_words(group, row, column) for column in range(len(group.heads))] for row in group.rows]
        if not said and any(head.instead for head in group.heads):
            said = [[head.instead or NOTHING for head in group.heads]]
        if said:
            yield _grid(heads, said)
        if group.facts:
            columns = _names(group) if said else heads
            yield _grid(["", *columns], map(_fact, group.facts))
    if synopsis.keys:
        yield "\n".join(f"- {_escaped(key)}: {_escaped(meaning)}" for key, meaning in synopsis.keys.items())
    yield _escaped(CAUTION)


def _legend(synopsis: Synopsis) -> str:
    bold = [f"**bold**: {MEANING}"] if synopsis.marked else []
    dash = [f"{NOTHING}: {SHORT}"] if any(None in row for group in synopsis.groups for row in group.rows) else []
    law = [f"{ARROW}: {AGAINST}"] if synopsis.kind == "law" else []
    return "\n".join(f"- {each}" for each in (*bold, *dash, *law))


def _names(group: Group) -> list[str]:
    return [_escaped(head.ident) for head in group.heads]


def _words(group: Group, row: Sequence[Cell | None], column: int) -> str:
    cell, instead = row[column], group.heads[column].instead
    if cell is None:
        return (instead if row is group.rows[0] else "") if instead else NOTHING
    runs = (_escaped(words) if common else f"**{_escaped(words)}**" for common, words in cell.runs)
    return " ".join(filter(None, (_escaped(cell.label), "".join(runs))))


def _fact(fact: Fact) -> list[str]:
    return [_escaped(fact.name), *("<br>".join(map(_escaped, lines_of(cell))) for cell in fact.cells)]


def _grid(head: Iterable[str], body: Iterable[Sequence[str]]) -> str:
    """A table of GitHub’s Markdown; the cells are escaped already."""
    top = list(head)
    every = [top, ["---"] * len(top), *body]
    return "\n".join(f"| {' | '.join(row)} |" for row in every)


def _escaped(words: str) -> str:
    """Words without mark-up, with the blanks at their edges as they are."""
    line = "".join(" " if c in "\n\r\t" else c for c in words)
    return "".join(f"\\{c}" if c in "\\|*_`<>[]~#" else c for c in line).replace("&", "&amp;")


# ---------------------------------------------------------------- JSON


def data(synopsis: Synopsis) -> dict[str, Any]:
    """The whole table as plain data; words in runs, "=" for those of every column, "*" for those that differ."""
    return {
        "kind": synopsis.kind,
        "title": synopsis.title,
        "about": list(synopsis.about),
        "groups": [_group(group) for group in synopsis.groups],
        "keys": dict(synopsis.keys),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "clause": group.ident,
        "title": group.title,
        "columns": [
            {"id": head.ident, "title": head.title, "notes": list(head.notes), "instead": head.instead or None}
            for head in group.heads
        ],
        "text": [[_cell(cell) for cell in row] for row in group.rows],
        "facts": [
            {"id": fact.key, "name": fact.name, "cells": [list(cell) for cell in fact.coded or fact.cells]}
            for fact in group.facts
        ],
    }


def _cell(cell: Cell | None) -> dict[str, Any] | None:
    if cell is None:
        return None
    return {"label": cell.label, "words": [["=" if common else "*", words] for common, words in cell.runs]}

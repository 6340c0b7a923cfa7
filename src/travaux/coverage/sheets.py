"""The same two tables for other programs and pages: as CSV, as Markdown, and as plain data for JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from travaux.coverage.gaps import Closer
from travaux.coverage.lines import reason_words
from travaux.coverage.provisions import Provision, is_in_force
from travaux.coverage.sources import Correspondence
from travaux.coverage.table import Cell, Heading, Table
from travaux.coverage.told import (
    NAMES,
    capital,
    closings,
    gap_state,
    grounds,
    heading_words,
    keys,
    legend,
    placed,
    sign,
    victim_words,
)
from travaux.model.library import Library

RUNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""How a cell begins, blanks aside, that a spreadsheet would run as a formula (OWASP, "CSV Injection")."""


def as_csv(rows: Iterable[Sequence[str]]) -> str:
    """Rows as CSV (RFC 4180, lines ended with a line feed); what a spreadsheet would run has an apostrophe first."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([_harmless(cell) for cell in row])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """A cell that is words: a lone carriage return, which the csv module would not quote, is a line's end too."""
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell.startswith(("\t", "\n")) or cell.lstrip().startswith(RUNS) else cell


def table_rows(table: Table) -> Iterator[Sequence[str]]:
    """The head and the rows of the coverage table: victim, id and label of the row, then the sign of each cell."""
    yield "victim", "row", "label", *(heading.ident for heading in table.headings)
    for victim, lines in table.victims.items():
        for line in lines:
            yield victim, line.ident, line.label, *(sign(cell) for cell in line.cells)


SOURCE_HEAD = (
    "instrument", "provision", "heading", "clause", "variant", "law", "article", "relation", "stance", "reason",
    "confidence",
)  # fmt: skip


def source_rows(every: Iterable[Correspondence], say: Callable[[str], str]) -> Iterator[Sequence[str]]:
    """The head and the rows of the correspondence tables."""
    yield SOURCE_HEAD
    for data in source_data(every, say):
        yield [data[name] or "" for name in SOURCE_HEAD]


# ---------------------------------------------------------------- Markdown


def markdown(library: Library, table: Table, say: Callable[[str], str]) -> str:
    """The tables, their legend, the provisions behind the cells, and the gaps, as Markdown."""
    return "\n\n".join(_chunks(library, table, say)) + "\n"


def _chunks(library: Library, table: Table, say: Callable[[str], str]) -> Iterator[str]:
    yield "# What existing law covers, and what each text adds"
    for victim, lines in table.victims.items():
        yield f"## {_escaped(capital(victim_words(library, victim)))}"
        yield _grid(["", *keys(table)], ([line.label, *(sign(cell) for cell in line.cells)] for line in lines))
    yield _items(f"{key}: {label} ({what})" for key, label, what in heading_words(library, table))
    yield _items(f"{mark}: {meaning}" for mark, meaning in legend(table))
    behind = list(grounds(library, table))
    if behind:
        yield "## The provisions behind the cells"
    for row in dict.fromkeys(each.row for each in behind):
        yield f"### {_escaped(capital(row))}"
        yield _items(
            f"{each.key} {each.sign} ({', '.join(each.victims)}): {'; '.join(each.lines)}"
            for each in behind
            if each.row == row
        )
    if table.gaps:
        yield "## Gaps in existing law"
        yield _grid(["Gap", "What is missing", "Existing law", "Closed by"], _gap_rows(library, table, say))


def _gap_rows(library: Library, table: Table, say: Callable[[str], str]) -> Iterator[list[str]]:
    for state in table.gaps:
        closed = "; ".join(each.words for each in closings(table, state)) or "–"
        yield [state.name, f"{say(state.statement)} ({state.as_of})", gap_state(library, state), closed]


def source_markdown(library: Library, every: Iterable[Correspondence], say: Callable[[str], str]) -> str:
    """The correspondence tables as Markdown."""
    head = ["Provision", "Clause and variant", "Draws on", "Relation", "Reason"]
    chunks = ["# Provisions and their sources"]
    for text in every:
        rows = (
            [
                f"{row.place}{f' – {row.heading}' if row.heading != row.place else ''}",
                f"{row.clause}:{row.variant}",
                placed(library, row.law, row.article),
                row.relation,
                reason_words(row.reason.stance, row.reason.claim, row.reason.cite, say) if row.reason else "",
            ]
            for row in text.rows
        )
        chunks += [f"## {_escaped(text.title)}", _grid(head, rows)]
    return "\n\n".join(chunks) + "\n"


def _grid(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of GitHub’s Markdown; what would part cells or be mark-up is escaped."""
    every = [head, ["---"] * len(head)]
    every += [[_escaped(cell) for cell in row] for row in rows]
    return "\n".join(f"| {' | '.join(row)} |" for row in every)


def _escaped(words: str) -> str:
    return "".join(f"\\{c}" if c in "\\|*_`<[]" else c for c in " ".join(words.split()))


def _items(items: Iterable[str]) -> str:
    return "\n".join(f"- {_escaped(each)}" for each in items)


# ---------------------------------------------------------------- JSON


def data(library: Library, table: Table) -> dict[str, Any]:
    """The whole answer as plain data; each cell with its provisions."""
    headings = zip(keys(table), table.headings, strict=True)
    rows = next(iter(table.victims.values()), ())
    return {
        "columns": [_heading(library, key, heading) for key, heading in headings],
        "rows": [{"id": line.ident, "label": line.label} for line in rows],
        "victims": list(table.victims),
        "cells": [
            {"victim": victim, "row": line.ident, "column": heading.ident, "kind": heading.kind, **_cell(cell)}
            for victim, lines in table.victims.items()
            for line in lines
            for heading, cell in zip(table.headings, line.cells, strict=True)
        ],
        "gaps": [
            {
                "id": state.ident,
                "title": state.title or None,
                "as-of": state.as_of,
                "computed": state.computed,
                "open": state.open if state.computed else None,
                "reached": [_provision(each) for each in state.reached],
                "not-in-force": [_provision(each) for each in state.coming],
                "closed-by": {name: [_closer(each) for each in found] for name, found in state.closers.items()},
            }
            for state in table.gaps
        ],
    }


def _heading(library: Library, key: str, heading: Heading) -> dict[str, Any]:
    made = {"key": key, "id": heading.ident, "kind": heading.kind, "label": heading.label}
    if heading.kind == "text":
        return made
    laws = [
        {"id": ident, "in-force": is_in_force(law) if law else None, "recorded": ident not in heading.unrecorded}
        for ident in heading.law
        for law in (library.law.get(ident),)
    ]
    return {**made, "law": laws}


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "covers": NAMES[cell.reach] if cell.known else "unrecorded",
        "sign": sign(cell),
        "more": cell.more,
        "confidence": cell.confidence if cell.provisions else None,
        "in-force": cell.in_force if cell.provisions else None,
        "provisions": [_provision(each) for each in cell.provisions],
        "notes": [_provision(each) for each in cell.notes],
    }


def _provision(each: Provision) -> dict[str, Any]:
    """A provision: of existing law by law and article, of a text by clause, variant and place."""
    of: Mapping[str, Any] = (
        {"clause": each.source, "variant": each.variant, "place": each.place}
        if each.variant
        else {"law": each.source, "article": each.place}
    )
    carried = {"carried-by": {"law": each.via[0], "article": each.via[1]}} if each.via else {}
    sure = {} if each.variant else {"confidence": each.confidence, "in-force": each.in_force}
    return {**of, **carried, "about": each.about, "duty": each.duty, **sure}


def _closer(each: Closer) -> dict[str, Any]:
    found = {"clause": each.clause, "variant": each.variant, "place": each.place}
    return {**found, "whole": each.whole, "computed": each.computed}


def source_data(every: Iterable[Correspondence], say: Callable[[str], str]) -> list[dict[str, str | None]]:
    """The correspondence tables as plain data, a row for each provision drawn on."""
    return [
        {
            "instrument": text.instrument,
            "provision": row.place,
            "heading": row.heading,
            "clause": row.clause,
            "variant": row.variant,
            "law": row.law,
            "article": row.article,
            "relation": row.relation,
            "stance": row.reason.stance if row.reason else None,
            "reason": f"{say(row.reason.claim)} {say(row.reason.cite)}".rstrip() if row.reason else None,
            "confidence": row.reason.confidence if row.reason else None,
        }
        for text in every
        for row in text.rows
    ]

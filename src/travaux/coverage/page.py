"""The two tables as plain data for the layouts `coverage.html.j2` and `sources.html.j2`: words only, no mark-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from travaux.coverage.lines import reason_words
from travaux.coverage.sources import Correspondence, Source
from travaux.coverage.table import Heading, Line, Table
from travaux.coverage.told import (
    capital,
    closings,
    gap_state,
    grounds,
    heading_words,
    in_words,
    left_open,
    legend,
    placed,
    sign,
    victim_words,
)
from travaux.model.library import Library
from travaux.model.marks import mark_in_full
from travaux.passes.sources import tied

TITLE = "What existing law covers, and what each text adds"
SOURCES = "Provisions and their sources"
GROUPS = {"existing": "Existing law", "comparator": "For comparison", "text": "Our texts"}


def page_data(library: Library, table: Table, say: Callable[[str], str]) -> dict[str, Any]:
    """What the page of the coverage table shows."""
    behind = list(grounds(library, table))
    return {
        "title": TITLE,
        "headings": [
            {"key": key, "label": label, "what": what, "kind": heading.kind}
            for (key, label, what), heading in zip(heading_words(library, table), table.headings, strict=True)
        ],
        "groups": _groups(table.headings),
        "tables": [
            {"victim": capital(victim_words(library, victim)), "lines": [_line(line) for line in lines]}
            for victim, lines in table.victims.items()
        ],
        "legend": [{"sign": mark, "meaning": meaning} for mark, meaning in legend(table)],
        "behind": [
            {
                "row": row,
                "cells": [
                    {
                        "key": e.key,
                        "sign": e.sign,
                        "victims": e.victims,
                        "lines": [tied(line) for line in e.lines],
                        "note": e.is_note,
                    }
                    for e in behind
                    if e.row == row
                ],
            }
            for row in dict.fromkeys(each.row for each in behind)
        ],
        "gaps": list(_gaps(library, table, say)),
    }


def _groups(headings: Iterable[Heading]) -> list[dict[str, Any]]:
    """The kinds of column that follow each other, with the number of columns of each."""
    return [
        {"label": GROUPS[kind], "columns": len(list(same))} for kind, same in groupby(each.kind for each in headings)
    ]


def _line(line: Line) -> dict[str, Any]:
    cells = [{"sign": sign(cell), "words": in_words(cell), "more": cell.more} for cell in line.cells]
    return {"label": line.label, "cells": cells}


def _gaps(library: Library, table: Table, say: Callable[[str], str]) -> Iterator[dict[str, Any]]:
    for state in table.gaps:
        closed = [
            {"clause": each.clause, "places": each.places, "proviso": each.proviso} for each in closings(table, state)
        ]
        yield {
            "name": state.name,
            "statement": say(state.statement),
            "as_of": state.as_of,
            "state": tied(gap_state(library, state)),
            "closed": closed,
            "open": left_open(table, state),
        }


# ---------------------------------------------------------------- sources


def source_page_data(library: Library, every: Sequence[Correspondence], say: Callable[[str], str]) -> dict[str, Any]:
    """What the page of the correspondence tables shows: a table for each text, a row for each provision drawn on."""
    return {
        "title": SOURCES,
        "texts": [
            {"title": text.title, "ident": text.instrument, "groups": _rowspans(library, text.rows, say)}
            for text in every
        ],
    }


def _rowspans(library: Library, rows: Iterable[Source], say: Callable[[str], str]) -> list[dict[str, Any]]:
    """The rows under the provision of ours that they belong to."""
    out: list[dict[str, Any]] = []
    for row in rows:
        if not out or (out[-1]["place"], out[-1]["clause"]) != (row.place, row.clause):
            heading = row.heading if row.heading != row.place else ""
            out.append(
                {"place": row.place, "heading": heading, "clause": row.clause, "variant": row.variant, "draws": []}
            )
        out[-1]["draws"].append(
            {
                "source": tied(placed(library, row.law, row.article)),
                "relation": row.relation,
                "reason": reason_words(row.reason.stance, row.reason.claim, row.reason.cite, say) if row.reason else "",
                "trust": mark_in_full(row.reason.confidence) if row.reason else "",
            }
        )
    return out

"""The tables as pages: plain data for the layouts `compare.html.j2` and `compare-print.html.j2`, and those filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from travaux.passes.sources import tied
from travaux.render.api import Assets
from travaux.render.html import fill, style
from travaux.render.pdf import printed
from travaux.synopsis.model import Cell, Fact, Group, Head, Synopsis
from travaux.synopsis.told import AGAINST, ARROW, CAUTION, MEANING, NOTHING, SHORT, apart, lines_of, parts

ON_PAPER = 4
"""How many columns fit side by side on a page of A4 laid across; the base among them is repeated."""
SCREEN = ("css/page.css", "css/screen.css", "css/tables.css", "css/compare.css")
PAPER = ("css/page.css", "css/print.css", "css/compare-print.css")


def on_screen(synopsis: Synopsis, assets: Assets) -> bytes:
    """The table as one self-contained page."""
    return _filled(assets, "compare.html.j2", page_data(synopsis), SCREEN).encode()


def on_paper(synopsis: Synopsis, assets: Assets) -> bytes:
    """The table as a tagged PDF on A4 laid across; of many columns several tables, each with the base."""
    return printed(_filled(assets, "compare-print.html.j2", page_data(synopsis, ON_PAPER), PAPER), assets)


def _filled(assets: Assets, layout: str, data: Mapping[str, Any], styles: tuple[str, ...]) -> str:
    from markupsafe import Markup

    return fill(assets, layout, {**data, "css": Markup(style(assets, styles))})


def page_data(synopsis: Synopsis, columns: int | None = None) -> dict[str, Any]:
    """What the page shows; with `columns`, tables of at most so many columns, the first column in each of them."""
    return {
        "title": synopsis.title,
        "kind": synopsis.kind,
        "about": list(synopsis.about),
        "caution": CAUTION,
        "marked": MEANING if synopsis.marked else "",
        "nothing": NOTHING,
        "legend": _legend(synopsis),
        "groups": [_group(group, columns) for group in synopsis.groups],
        "many": len(synopsis.groups) > 1,
        "keys": [{"key": key, "meaning": tied(meaning)} for key, meaning in synopsis.keys.items()],
    }


def _legend(synopsis: Synopsis) -> list[dict[str, str]]:
    dash = [(NOTHING, SHORT)] if any(None in row for group in synopsis.groups for row in group.rows) else []
    law = [(ARROW, AGAINST)] if synopsis.kind == "law" else []
    return [{"key": mark, "meaning": meaning} for mark, meaning in (*dash, *law)]


def _group(group: Group, columns: int | None) -> dict[str, Any]:
    facts, alike = apart(group)
    return {
        "ident": group.ident,
        "title": group.title,
        "tables": [_table(group, facts, each) for each in parts(len(group.heads), columns)],
        "alike": [{"name": fact.name, "lines": [tied(line) for line in fact.cells[0]] or [NOTHING]} for fact in alike],
    }


def _table(group: Group, facts: Sequence[Fact], columns: Sequence[int]) -> dict[str, Any]:
    heads = [group.heads[column] for column in columns]
    rows = [_row(heads, [row[column] for column in columns], not number) for number, row in enumerate(group.rows)]
    if not rows and any(head.instead for head in heads):
        rows = [_row(heads, [None] * len(heads), True)]
    return {
        "heads": [{"ident": head.ident, "title": head.title, "notes": list(head.notes)} for head in heads],
        "rows": [row for row in rows if any(cell["runs"] or cell["instead"] for cell in row)],
        "facts": [
            {"name": fact.name, "cells": [[tied(line) for line in _told(fact.cells[column])] for column in columns]}
            for fact in facts
        ],
        "columns": len(columns),
    }


def _told(cell: Sequence[str]) -> list[str]:
    return lines_of(cell) if cell else []


def _row(heads: Sequence[Head], row: Sequence[Cell | None], first: bool) -> list[Mapping[str, Any]]:
    return [
        {
            "label": cell.label if cell else "",
            "runs": [{"common": common, "words": words} for common, words in cell.runs] if cell else [],
            "instead": head.instead if first and not cell else "",
            "silent": bool(head.instead),
        }
        for head, cell in zip(heads, row, strict=True)
    ]

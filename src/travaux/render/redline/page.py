"""A redline as plain data for the layouts `redline.html.j2` and `redline-print.html.j2`: words only, no mark-up."""

from __future__ import annotations

from typing import Any

from travaux.model.redline import Op, Redline, Row, Side, Words
from travaux.render.redline import lists, marks, sheet
from travaux.render.redline.marks import edged, labels, paragraphs, visible
from travaux.render.redline.sheet import Entry, Sheet

LONG = 900  # a row of more characters may be broken across pages
DEPTHS = {"point": 1, "subpoint": 2, "item": 3}
RUNNING = 40  # characters of a name in a running head


def page_data(redline: Redline) -> dict[str, Any]:
    """What a page of the redline shows, on a screen or on paper."""
    told = sheet.sheet(redline)
    old, new = visible(redline.old), visible(redline.new)
    traced = frozenset(each.number for several in told.traces.values() for each in several)
    over = frozenset(each.head for each in told.changes)
    return {
        "old": old,
        "new": new,
        "title": f"{old} → {new}",
        "running": f"{_short(old)} → {_short(new)}",
        "summary": sheet.summary(redline),
        "tally": sheet.tally(redline),
        "nothing": sheet.NOTHING if sheet.is_identical(redline) else "",
        "terms": [{"old": visible(e.old), "new": visible(e.new), "count": e.count} for e in redline.terms],
        **lists.in_law(told),
        **lists.contents(told),
        "count": len(told.changes),
        "moves": bool(told.traces),
        "first": [_trace(each) for each in told.traces.get(-1, ())],
        "rows": [_row(each, told, traced, over) for each in told.entries],
    }


def _trace(entry: Entry) -> dict[str, Any]:
    """What stands where a moved row once stood."""
    old = entry.row.old
    words = visible(" ".join(old.text.split())) if old else ""
    begin = words if len(words) <= 80 else words[:80].rpartition(" ")[0].rstrip(" ,;:") + " …"
    return {"number": entry.number, "label": visible(old.label) if old else "", "words": begin, "name": entry.name}


def _row(entry: Entry, told: Sheet, traced: frozenset[int], over: frozenset[int | None]) -> dict[str, Any]:
    row = entry.row
    return {
        "number": entry.number,
        "status": row.status,
        "note": entry.note or (sheet.STATUS[row.status] if entry.number else ""),
        "became": entry.note,
        "quiet": entry.is_quiet,
        "name": entry.name,
        "head": entry.is_head,
        "is_title": entry.is_title,
        "is_over": (entry.is_head or entry.is_title) and entry.head in over,
        "depth": _depth(row),
        "title": told.titles.get(entry.index, ""),
        "traced": entry.number in traced,
        "long": sum(len(words) for _, words in row.words) > LONG,
        "words": _runs(labels(row), edged(row.words), row.status == "editorial"),
        "old": _side(row, row.old, "-"),
        "new": _side(row, row.new, "+"),
        "effects": [lists.effect(each) for each in row.effects],
        "traces": [_trace(each) for each in told.traces.get(entry.index, ())],
    }


def _depth(row: Row) -> int:
    """How many steps a passage is indented, by its level."""
    side = row.new or row.old
    return DEPTHS.get(side.passages[0].level, 0) if side and side.passages else 0


def _side(row: Row, side: Side | None, sign: Op) -> dict[str, Any] | None:
    """One column of the view side by side: the words of that side, those of the other left out."""
    if side is None:
        return None
    label = tuple(each for each in labels(row) if each[0] in ("=", sign))
    return _runs(label, marks.side(row.words, sign), row.status == "editorial")


def _runs(label: Words, words: Words, exact: bool) -> dict[str, Any]:
    return {
        "labels": [{"sign": sign, "words": visible(each)} for sign, each in label],
        "runs": [{"sign": sign, "parts": paragraphs(each, exact and sign != "=")} for sign, each in words],
    }


def _short(name: str) -> str:
    """A name as short as a running head wants it; of a path, the end."""
    return name if len(name) <= RUNNING else "…" + name[1 - RUNNING :]

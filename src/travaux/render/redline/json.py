"""JSON: a redline for other programs, with the words of every row, so that both texts can be rebuilt."""

from __future__ import annotations

import json
from collections.abc import Mapping

from travaux.model.redline import Effect, Redline, Row, Side
from travaux.render.redline.api import RedlineRenderer, View


def render(redline: Redline, view: View) -> bytes:
    """The redline as JSON: UTF-8, the characters readable; half a surrogate pair, which UTF-8 has not, escaped."""
    words = json.dumps(_redline(redline), ensure_ascii=False, indent=1) + "\n"
    return words.encode("utf-8", "backslashreplace")


def _redline(redline: Redline) -> Mapping[str, object]:
    return {
        "old": redline.old,
        "new": redline.new,
        "rows": [_row(row) for row in redline.rows],
        "terms": [{"old": each.old, "new": each.new, "count": each.count} for each in redline.terms],
        "summary": redline.summary,
    }


def _row(row: Row) -> Mapping[str, object]:
    return {
        "status": row.status,
        "old": _side(row.old),
        "new": _side(row.new),
        "words": [list(run) for run in row.words],
        "effects": [_effect(each) for each in row.effects],
    }


def _side(side: Side | None) -> Mapping[str, str] | None:
    return {"id": side.id, "label": side.label, "text": side.text} if side else None


def _effect(each: Effect) -> Mapping[str, str]:
    return {"kind": each.kind, "direction": each.direction, "why": each.why, "old": each.old, "new": each.new}


RENDERER = RedlineRenderer(name="json", suffix="json", render=render)

"""The two lists that lead into a redline: its changes, article by article, and what they do in law."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from travaux.model.redline import Effect
from travaux.render.redline import sheet
from travaux.render.redline.marks import visible
from travaux.render.redline.sheet import Entry, Sheet

MANY = 60  # of more changes the list is folded, article by article
HEADING = "Heading"


def contents(told: Sheet) -> dict[str, Any]:
    """The changes that say something new under their headings, and behind them those that follow from others."""
    loud = [each for each in told.changes if not each.is_quiet]
    return {
        "groups": [_group(told, head, tuple(entries)) for head, entries in groupby(loud, key=lambda each: each.head)],
        "folded": len(told.changes) > MANY,
        "quiet": [_link(each, each.name) for each in told.changes if each.is_quiet and not each.follows],
    }


def _group(told: Sheet, head: int | None, entries: Sequence[Entry]) -> Mapping[str, Any]:
    """The changes under one heading; the heading is a link itself where nothing else under it changes."""
    title = told.titles[head] if head is not None else ""
    if len(entries) == 1 and entries[0].is_head:
        return {"head": "", "ways": [], "links": [_link(entries[0], title)]}
    links = [_link(each, HEADING if each.is_head or each.is_title else each.name) for each in entries]
    return {"head": title, "ways": _ways(entries), "links": links}


def _link(entry: Entry, name: str) -> dict[str, Any]:
    return {"number": entry.number, "name": name, "status": sheet.STATUS[entry.row.status], "ways": _ways([entry])}


def _ways(entries: Sequence[Entry]) -> list[str]:
    """Which way the effects point, each once; what is neutral points nowhere."""
    every = (effect.direction for each in entries for effect in each.row.effects)
    return list(dict.fromkeys(way for way in every if way != "neutral"))


def in_law(told: Sheet) -> dict[str, Any]:
    """What changes in law, article by article: what points one way, and what is neutral."""
    found = sheet.effects(told.changes)
    return {
        "effects": list(_by_article(told, (each for each in found if each[1].direction != "neutral"))),
        "neutral": list(_by_article(told, (each for each in found if each[1].direction == "neutral"))),
        "neutrals": sum(each.direction == "neutral" for _, each in found),
    }


def _by_article(told: Sheet, found: Iterator[tuple[Entry, Effect]]) -> Iterator[Mapping[str, Any]]:
    """The effects under each heading: its title, which none of them stands under alone, and they, each with a link."""
    for head, pairs in groupby(found, key=lambda each: each[0].head):
        items = [{"number": entry.number, "name": _which(entry), **effect(each)} for entry, each in pairs]
        yield {"head": told.titles[head] if head is not None and len(items) > 1 else "", "items": items}


def _which(entry: Entry) -> str:
    """The name of a passage; the number of one that is gone is another's in the new text."""
    return entry.name if entry.row.new else f"{entry.name} (old\u00a0text)"


def effect(each: Effect) -> dict[str, Any]:
    """An effect in words."""
    return {
        "way": each.direction,
        "does": sheet.DOES[each.direction][0],
        "kind": sheet.kind(each),
        "why": visible(each.why),
        "change": sheet.change(each),
    }

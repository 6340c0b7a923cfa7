r"""Markdown (CommonMark, with the struck words and the tables of GitHub): ~~deleted~~ and **inserted**, whole words.

Emphasis does not open or close between a letter and a punctuation mark, so a mark takes
in what it touches up to the next space: `~~annually, and it~~ **annually. It** shall`. No
character of a text may turn into mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from travaux.model.redline import Op, Redline, Row, Words
from travaux.render.redline import sheet
from travaux.render.redline.api import RedlineRenderer, View
from travaux.render.redline.marks import SPACES, edged, flat, labelled
from travaux.render.redline.sheet import Entry, Sheet

SIGNS: dict[Op, str] = {"-": "~~", "+": "**"}
LEGEND = "~~Deleted words~~ are struck through, **inserted words** are bold; ¶ is the end of a paragraph."
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&]")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_LEADER = re.compile(r"[-+#=]")
_SPACES = re.compile(rf"([{SPACES}]+)")


def render(redline: Redline, view: View) -> bytes:
    """The redline as Markdown, a paragraph to a line."""
    told = sheet.sheet(redline)
    chunks = [f"# {escaped(redline.old)} → {escaped(redline.new)}", *_summary(redline)]
    if not sheet.is_identical(redline):
        chunks += [LEGEND, *_effects(told), *_terms(redline), *_changes(told)]
    return ("\n\n".join(chunks) + "\n").encode()


def escaped(words: str, exact: bool = False) -> str:
    """Words with every character that could be mark-up within a line escaped, in one line."""
    return _ACTIVE.sub(r"\\\g<0>", flat(words, exact))


def _line(words: str) -> str:
    """A line whose beginning is no list, heading or rule."""
    words = words.strip(" ")
    return (
        "\\" + words
        if _LEADER.match(words)
        else _NUMBER.sub(r"\1\\\2", words, count=1)
        if words[:1].isdigit()
        else words
    )


def _summary(redline: Redline) -> Iterator[str]:
    if sheet.is_identical(redline):
        yield sheet.NOTHING
        return
    table = ["| Passages | |", "| --- | ---: |"]
    table += [f"| {sheet.counted(status, count)} | {count} |" for status, count in sheet.statuses(redline.summary)]
    yield "\n".join(table)
    if tally := sheet.tally(redline):
        yield f"In law: {tally}."


def _effects(told: Sheet) -> Iterator[str]:
    found = sheet.effects(told.changes)
    if found:
        lines = ["| Provision | In law | What | Why | Words |", "| --- | --- | --- | --- | --- |"]
        for entry, each in found:
            does = sheet.DOES[each.direction][0]
            cells = (entry.name, does, sheet.kind(each), each.why, sheet.change(each))
            lines.append(f"| {' | '.join(map(escaped, cells))} |")
        yield "## What changes in law"
        yield "\n".join(lines)


def _terms(redline: Redline) -> Iterator[str]:
    if redline.terms:
        yield "## Changed throughout"
        yield "\n".join(
            f"- “{escaped(each.old)}” → “{escaped(each.new)}”, in {each.count} place{'s' * (each.count != 1)}"
            for each in redline.terms
        )


def _changes(told: Sheet) -> Iterator[str]:
    if told.changes:
        yield "## Changes"
    shown: int | None = None
    for each in (one for one in told.changes if not one.follows):
        if each.head is not None and each.head != shown and not each.is_head:
            yield f"### {escaped(told.titles[each.head])}"
        shown = each.head
        yield from _entry(each, told)


def _entry(entry: Entry, told: Sheet) -> Iterator[str]:
    row = entry.row
    unmarked = row.status in ("renumbered", "equal")
    if entry.is_head:
        yield f"### {escaped(told.titles[entry.index]) if unmarked else marked(row)}"
    if entry.note:
        yield f"*{escaped(entry.note)}*"
    if not entry.is_head:
        yield _line(f"{escaped(sheet.label_words(row))} {_words(row)}" if unmarked else marked(row))
    if row.effects:
        yield "\n".join(
            f"- *{sheet.DOES[each.direction][0]}*, {escaped(sheet.kind(each))}: {escaped(each.why)}"
            + (f" ({escaped(change)})" if (change := sheet.change(each)) else "")
            for each in row.effects
        )


def _words(row: Row) -> str:
    side = row.new or row.old
    return escaped(side.text) if side else ""


def marked(row: Row) -> str:
    """The label and the words of a row with its deletions and insertions marked."""
    exact = row.status == "editorial"
    runs = ((sign, escaped(words, exact and sign != "=")) for sign, words in whole(edged(labelled(row))))
    return "".join(_signed(*each) for each in runs).strip(" ")


def _signed(sign: Op, words: str) -> str:
    return f"{SIGNS[sign]}{words.strip(' ')}{SIGNS[sign]}" if sign in SIGNS and words.strip(" ") else words


def whole(words: Words) -> Words:
    """The same words, every mark taking in what it touches of the words beside it, up to the next space."""
    out: list[tuple[Op, str]] = []
    touching: list[tuple[Op, str]] = []
    for sign, run in words:
        if sign != "=":
            touching.append((sign, run))
            continue
        for part in _SPACES.split(run):
            if part.strip(SPACES):
                touching.append(("=", part))
            elif part:
                out += [*_taken(touching), ("=", part)]
                touching = []
    return (*out, *_taken(touching))


def _taken(touching: Sequence[tuple[Op, str]]) -> Iterator[tuple[Op, str]]:
    """What touches, as words kept, or as the old words deleted and the new ones inserted."""
    if all(sign == "=" for sign, _ in touching):
        yield from touching
        return
    old, new = ("".join(run for sign, run in touching if sign in ("=", only)) for only in "-+")
    if old:
        yield "-", old
    if old and new:
        yield "=", " "
    if new:
        yield "+", new


RENDERER = RedlineRenderer(name="md", suffix="md", render=render)

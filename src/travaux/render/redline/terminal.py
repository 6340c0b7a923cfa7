"""The terminal: what changed and where, in colour or in `[-deleted-]{+inserted+}`.

Without a width no line is wrapped, one passage a line, so that a pipe can be searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model.redline import Effect, Op, Redline, Row
from travaux.render.redline import sheet
from travaux.render.redline.api import RedlineRenderer, View
from travaux.render.redline.lines import Run, Style, cut, printed, wrapped
from travaux.render.redline.marks import edged, flat, labelled, visible
from travaux.render.redline.sheet import Entry, Sheet

SIGNS: dict[Op, Style] = {"=": "", "-": "deleted", "+": "inserted"}
BRACKETS: dict[Op, tuple[str, str]] = {"-": ("[-", "-]"), "+": ("{+", "+}")}
OWN = re.compile(r"\[-|-\]|\{\+|\+\}")
"""Characters of a text that look like a mark; where marks are brackets, they stand behind a backslash."""
TOLD = r"The texts themselves hold signs that look like marks; these stand behind a backslash, as in \[-."


def render(redline: Redline, view: View) -> bytes:
    """The redline for a terminal or a pipe; bytes that no UTF-8 has are shown as numbers."""
    told = sheet.sheet(redline)
    return ("\n".join([*_head(redline, view), *_body(told, view)]) + "\n").encode()


def _head(redline: Redline, view: View) -> Iterator[str]:
    yield from _lines(view, f"{visible(redline.old)} → {visible(redline.new)}", style="name")
    if sheet.is_identical(redline):
        yield sheet.NOTHING
        return
    if words := sheet.summary(redline):
        yield from _lines(view, words)
    if tally := sheet.tally(redline):
        yield from _lines(view, f"In law: {tally}.")
    for each in redline.terms:
        places = f"{each.count} place{'s' * (each.count != 1)}"
        yield from _lines(view, f"Throughout: “{visible(each.old)}” → “{visible(each.new)}”, in {places}")
    if not view.colour and _has_own(redline):
        yield from _lines(view, TOLD)


def _has_own(redline: Redline) -> bool:
    """Whether a passage that is shown holds what looks like a mark."""
    sides = (side for row in redline.rows if row.status != "equal" for side in (row.old, row.new) if side)
    return any(OWN.search(words) for side in sides for words in (side.label, side.text))


def _body(told: Sheet, view: View) -> Iterator[str]:
    shown: int | None = None
    brief = False
    for each in (one for one in told.changes if not one.follows):
        was, brief = brief, each.is_head and each.row.status == "renumbered" and not each.row.effects
        if not (was and brief):
            yield ""
        if each.head is not None and each.head != shown and not each.is_head:
            yield from _lines(view, _own(told.titles[each.head], view), style="dim")
        shown = each.head
        yield from _entry(each, told, view)


def _entry(entry: Entry, told: Sheet, view: View) -> Iterator[str]:
    row = entry.row
    lead = "" if entry.is_head else "  "
    if row.status == "renumbered":
        yield _renumbered(entry, told, view, lead)
    else:
        if entry.note:
            yield from _lines(view, entry.note, lead, "note")
        yield printed(wrapped(tuple(_marked(row, view)), view.width, lead, f"{lead}  "), view.colour)
    for effect in row.effects:
        yield from _effect(effect, view)


def _renumbered(entry: Entry, told: Sheet, view: View, lead: str) -> str:
    """One line: both labels, and as much of the words as the line has room for."""
    side = entry.row.new or entry.row.old
    label, text = sheet.label_words(entry.row), flat(side.text) if side else ""
    words = told.titles.get(entry.index) or "  ".join(each for each in (label, text) if each)
    note = f"{entry.note}: " if sheet.relabelled(entry.row) else f"{entry.note}  "
    runs: tuple[Run, ...] = (("", lead), ("note", note), ("", _own(words, view)))
    return printed((cut(runs, view.width),), view.colour)


def _marked(row: Row, view: View) -> Iterator[Run]:
    """The label and the words of a row, each run in its style; in brackets where there is no colour.

    In colour a space stands between what is deleted and what is inserted: a terminal may not strike words through.
    """
    exact = row.status == "editorial"
    before: Op = "="
    for sign, run in edged(labelled(row)):
        begin, end = ("", "") if view.colour or sign == "=" else BRACKETS[sign]
        if view.colour and (before, sign) == ("-", "+"):
            yield "", " "
        before = sign
        yield SIGNS[sign], f"{begin}{_own(flat(run, exact and sign != '='), view)}{end}"


def _own(words: str, view: View) -> str:
    """The words of a text, in which nothing looks like a mark of ours."""
    return words if view.colour else OWN.sub(lambda sign: f"\\{sign[0]}", words)


def _effect(effect: Effect, view: View) -> Iterator[str]:
    what = sheet.change(effect)
    words = f"{sheet.kind(effect)}: {visible(effect.why)}{f' ({what})' if what else ''}"
    runs: tuple[Run, ...] = (("way", sheet.DOES[effect.direction][0]), ("", f", {words}"))
    yield printed(wrapped(runs, view.width, "    » ", "      "), view.colour)


def _lines(view: View, words: str, lead: str = "", style: Style = "") -> Iterator[str]:
    yield printed(wrapped(((style, words),), view.width, lead, f"{lead}  "), view.colour)


RENDERER = RedlineRenderer(name="terminal", suffix="txt", render=render)

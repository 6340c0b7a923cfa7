"""Labels that a word processor counts, computed as it does (ECMA-376 Part 1, 17.9), for documents of anybody.

A paragraph's list is said by itself or by its style (or the one that this is based on); its level adds one to the
count, and all deeper levels begin again. Numbers in letters go on after z as aa, bb (17.18.59).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.model.numerals import to_roman
from travaux.ooxml.reading import Paragraph, W, listed

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 40  # styles based on one another
_LARGEST = 399


@dataclass(frozen=True, slots=True)
class Level:
    """How a level counts: its first number, how it is written, the pattern of its label ("%1.%2")."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    legal: bool = False  # every number in figures (17.9.4)


class Counting:
    """The lists of a document; `numbering` and `styles` are its parts of that name, None where it has none."""

    def __init__(self, numbering: _Element | None, styles: _Element | None) -> None:
        forms = (
            {}
            if numbering is None
            else {_of(each, "abstractNumId"): each for each in numbering.iter(f"{W}abstractNum")}
        )
        self._lists: dict[str, tuple[str, dict[int, Level], dict[int, int]]] = {}
        for each in () if numbering is None else numbering.iter(f"{W}num"):
            form = each.find(f"{W}abstractNumId")
            key = "" if form is None else _of(form, "val")
            if key in forms:
                self._lists[_of(each, "numId")] = key, _levels(forms[key], each), _restarts(each)
        self._styles = {} if styles is None else {_of(each, "styleId"): each for each in styles.iter(f"{W}style")}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def anew(self) -> Counting:
        """The same lists, nothing counted yet."""
        out = Counting(None, None)
        out._lists, out._styles = self._lists, self._styles
        return out

    def labels(self, found: Sequence[Paragraph]) -> list[str]:
        """The label of each paragraph as the word processor prints it with every change rejected; "" where none."""
        return [self._label(self.place(each)) for each in found]

    def place(self, paragraph: Paragraph) -> tuple[str, int] | None:
        """The list and the level of a paragraph, by itself or by its style."""
        if not self._lists:
            return None
        own = paragraph.listed
        place = own if own and own[0] else self._of_style(paragraph.style, own)
        return place if place and place[0] in self._lists else None

    def form(self, place: tuple[str, int] | None) -> tuple[str, int] | None:
        """The kind of list behind a place, and the level: the same for lists that only begin anew."""
        return (self._lists[place[0]][0], place[1]) if place else None

    def _of_style(self, name: str, own: tuple[str, int] | None) -> tuple[str, int] | None:
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return None
            if said := listed(style):
                return said[0], own[1] if own else said[1]
            based = style.find(f"{W}basedOn")
            name = "" if based is None else _of(based, "val")
        return None

    def _label(self, place: tuple[str, int] | None) -> str:
        if place is None:
            return ""
        number, level = place
        key, levels, restarts = self._lists[number]
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, {})
        if number not in self._begun:
            self._begun.add(number)
            counts.update({each: value - 1 for each, value in restarts.items()})
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        return _PLACE.sub(
            lambda found: self._number(int(found[1]) - 1, levels, counts, levels[level].legal), levels[level].pattern
        )

    def _number(self, level: int, levels: dict[int, Level], counts: dict[int, int], legal: bool) -> str:
        form = levels.get(level, Level())
        return spelt(counts.setdefault(level, form.start), "decimal" if legal else form.form)


def spelt(number: int, form: str) -> str:
    """A number as a level writes it; forms that are not known, in figures; a bullet not at all."""
    if form in ("bullet", "none"):
        return ""
    if form in ("decimal", "") or not 0 < number <= _LARGEST:
        return str(number)
    match form:
        case "lowerLetter" | "upperLetter":
            letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
            return letters if form == "lowerLetter" else letters.upper()
        case "lowerRoman" | "upperRoman":
            return to_roman(number) if form == "lowerRoman" else to_roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)


def _levels(form: _Element, number: _Element) -> dict[int, Level]:
    """The levels of a kind of list, with those that one list says otherwise."""
    every = [*form.findall(f"{W}lvl"), *number.findall(f"{W}lvlOverride/{W}lvl")]
    return {depth: _level(each) for each in every if (depth := _whole(_of(each, "ilvl"), -1)) >= 0}


def _level(element: _Element) -> Level:
    def said(name: str, otherwise: str) -> str:
        found = element.find(f"{W}{name}")
        return otherwise if found is None else found.get(f"{W}val", otherwise)

    form = said("numFmt", "decimal")
    pattern = said("lvlText", "") if form not in ("bullet", "none") else ""
    return Level(_whole(said("start", "1"), 1), form, pattern, element.find(f"{W}isLgl") is not None)


def _restarts(number: _Element) -> dict[int, int]:
    out = {}
    for each in number.findall(f"{W}lvlOverride"):
        start = each.find(f"{W}startOverride")
        if start is not None:
            out[_whole(_of(each, "ilvl"), 0)] = _whole(_of(start, "val"), 1)
    return out


def _of(element: _Element, name: str) -> str:
    found: str = element.get(f"{W}{name}", "")
    return found


def _whole(words: str, otherwise: int) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else otherwise

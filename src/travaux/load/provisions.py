"""The blocks of clause markup: every line begins a provision or a paragraph, or goes on with one.

CommonMark's own lists renumber silently and drop deep nesting, so none of its block
rules is used. A label that is out of order, or stands in a column of no series, is
marked for the reader to report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from travaux.model.numerals import from_roman, to_roman

_LABEL = re.compile(
    r"(?:(?P<d>\d{1,3})\.|\((?P<p>\d{1,3}|[a-z]|[ivxl]+)\)|(?P<a>[a-z]|[ivxl]+)\.|(?P<c>\d{1,3}|[a-z])\))(?=\s|$)"
)
_BELOW = {"": "number", "number": "letter", "letter": "roman", "roman": "letter"}
_FIRST = {"number": "1", "letter": "a", "roman": "i"}


@dataclass(slots=True)
class _Open:
    """A provision not yet closed: where its label stands, and its place in its series."""

    indent: int
    series: str
    ordinal: int


@lru_cache(maxsize=1024)
def _ordinal(word: str, series: str) -> int:
    if series == "number":
        return int(word) if word.isdigit() else 0
    if series == "roman":
        return from_roman(word)
    return ord(word) - 96 if len(word) == 1 and word.isalpha() else 0


@lru_cache(maxsize=1024)
def _series(word: str, elder: str, ordinal: int, parent: str) -> str:
    """Which series a label belongs to: its elder sibling's, else what is usual below its parent.

    `elder` is the series of the sibling before it ("" for none), `ordinal` that sibling's place in it.
    """
    fits = [each for each in ("number", "letter", "roman") if _ordinal(word, each)]
    if elder in fits and _ordinal(word, elder) == ordinal + 1:
        return elder
    if not fits:  # "0." or "iiii.": a label of no value, and so out of order
        return "number" if word.isdigit() else "roman"
    usual = _BELOW[parent]
    if usual in fits and (_ordinal(word, usual) == 1 or len(fits) == 1):
        return usual
    first = [each for each in fits if _ordinal(word, each) == 1]
    return first[0] if first else (elder if elder in fits else fits[0])


class Begun(NamedTuple):
    """The beginning of a provision: its label as typed, the series and where it stands (line and column, from 0).

    `fine` where the label is the one `expected` in its series, `misplaced` where its column is that of no series.
    """

    typed: str
    series: str
    at: tuple[int, int]
    fine: bool
    misplaced: bool
    expected: int


class Words(NamedTuple):
    """A paragraph: its lines, without the blanks at their ends, and where each begins (line and column, from 0)."""

    content: str
    marks: list[tuple[int, int]]


Part: TypeAlias = Begun | Words | None
"""What a text is read into, in its order; None ends the provision begun last."""


def provisions(text: str) -> Iterator[Part]:
    """The provisions and paragraphs of a text."""
    lines = _Lines()
    for number, line in enumerate(text.split("\n")):
        lines.read(number, line)
    lines.close()
    return iter(lines.parts)


class _Lines:
    """Reads line after line: `stack` holds the provisions still open, `words` the paragraph being read."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.stack: list[_Open] = []
        self.words: list[str] = []
        self.marks: list[tuple[int, int]] = []
        self.led = False

    def read(self, line: int, typed: str) -> None:
        """One line: empty, the beginning of a provision, or words."""
        content = typed.lstrip(" \t")
        column = len(typed) - len(content)
        label = _LABEL.match(content)
        if label:
            self.begin(label, line, column)
        elif not content or content.isspace():
            self.close_paragraph()
        else:
            while not self.words and self.stack and self.stack[-1].indent >= column:
                self.close_provision()
            self.words.append(content.rstrip())
            self.marks.append((line, column))

    def begin(self, label: re.Match[str], line: int, column: int) -> None:
        """A provision: what is not around it is closed, its label is checked, its first words are read."""
        self.close_paragraph()
        popped: _Open | None = None
        while self.stack and self.stack[-1].indent >= column:
            popped = self.close_provision()
        before = popped if popped and popped.indent == column else None
        word = label[label.lastindex or 0]
        parent = self.stack[-1].series if self.stack else ""
        series = _series(word, before.series if before else "", before.ordinal if before else 0, parent)
        ordinal = _ordinal(word, series)
        expected = before.ordinal + 1 if before and before.series == series else 1
        if series == "number" and not self.stack and self.led and before is None and ordinal != 1:
            expected = 2  # the words before it are the first paragraph
        misplaced = before.series != series if before else bool(popped and popped.series == series)
        self.parts.append(Begun(label[0], series, (line, column), ordinal == expected, misplaced, expected))
        self.stack.append(_Open(column, series, ordinal))
        rest = label.string[label.end() :].lstrip()
        if rest:
            self.words.append(rest.rstrip())
            self.marks.append((line, column + len(label.string) - len(rest)))

    def close_paragraph(self) -> None:
        """The paragraph read so far, if any, as tokens."""
        if not self.words:
            return
        self.parts.append(Words("\n".join(self.words), self.marks))
        self.led = self.led or not self.stack
        self.words, self.marks = [], []

    def close_provision(self) -> _Open:
        """The innermost open provision, closed."""
        self.parts.append(None)
        return self.stack.pop()

    def close(self) -> None:
        """The end of the text: everything open is closed."""
        self.close_paragraph()
        while self.stack:
            self.close_provision()


def spell(ordinal: int, series: str) -> str:
    """The label of a place in a series, bare: 3 of letters is "c"."""
    return {"number": str(ordinal), "letter": chr(96 + min(ordinal, 26)), "roman": to_roman(ordinal)}[series]

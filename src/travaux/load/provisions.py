"""The block rule of clause markup: every line begins a provision or a paragraph, or goes on with one.

CommonMark's own lists renumber silently and drop deep nesting, so none of its block
rules is used. A label that is out of order, or stands in a column of no series, is
marked on its token for the reader to report.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.rules_block import StateBlock

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


def provisions(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The one block rule: reads every line into provisions and paragraphs."""
    if silent:
        return True
    lines = _Lines(state)
    for line in range(start, end):
        lines.read(line)
    lines.close()
    state.line = end
    return True


class _Lines:
    """Reads line after line: `stack` holds the provisions still open, `words` the paragraph being read."""

    def __init__(self, state: StateBlock) -> None:
        self.state = state
        self.stack: list[_Open] = []
        self.words: list[str] = []
        self.marks: list[tuple[int, int]] = []
        self.led = False

    def read(self, line: int) -> None:
        """One line: empty, the beginning of a provision, or words."""
        state = self.state
        content = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
        column = state.tShift[line]
        label = _LABEL.match(content)
        if not content.strip():
            self.close_paragraph()
        elif label:
            self.begin(label, line, column)
        else:
            while not self.words and self.stack and self.stack[-1].indent >= column:
                self.close_provision()
            self.add(content.rstrip(), line, column)

    def begin(self, label: re.Match[str], line: int, column: int) -> None:
        """A provision: what is not around it is closed, its label is checked, its first words are read."""
        self.close_paragraph()
        popped: _Open | None = None
        while self.stack and self.stack[-1].indent >= column:
            popped = self.close_provision()
        before = popped if popped and popped.indent == column else None
        word = next(part for part in label.groups() if part)
        parent = self.stack[-1].series if self.stack else ""
        series = _series(word, before.series if before else "", before.ordinal if before else 0, parent)
        ordinal = _ordinal(word, series)
        expected = before.ordinal + 1 if before and before.series == series else 1
        if series == "number" and not self.stack and self.led and before is None and ordinal != 1:
            expected = 2  # the words before it are the first paragraph
        token = self.state.push("provision_open", "li", 1)
        token.meta = {
            "typed": label.group(),
            "series": series,
            "at": (line, column),
            "fine": ordinal == expected,
            "misplaced": before.series != series if before else bool(popped and popped.series == series),
            "expected": expected,
        }
        self.stack.append(_Open(column, series, ordinal))
        rest = label.string[label.end() :]
        if rest.strip():
            self.add(rest.strip(), line, column + label.end() + len(rest) - len(rest.lstrip()))

    def add(self, words: str, line: int, column: int) -> None:
        """Words of the paragraph being read, and where they stand."""
        self.words.append(words)
        self.marks.append((line, column))

    def close_paragraph(self) -> None:
        """The paragraph read so far, if any, as tokens."""
        if not self.words:
            return
        self.state.push("paragraph_open", "p", 1)
        token = self.state.push("inline", "", 0)
        token.content, token.children, token.meta = "\n".join(self.words), [], {"marks": self.marks}
        self.state.push("paragraph_close", "p", -1)
        self.led = self.led or not self.stack
        self.words, self.marks = [], []

    def close_provision(self) -> _Open:
        """The innermost open provision, closed."""
        self.state.push("provision_close", "li", -1)
        return self.stack.pop()

    def close(self) -> None:
        """The end of the text: everything open is closed."""
        self.close_paragraph()
        while self.stack:
            self.close_provision()


def spell(ordinal: int, series: str) -> str:
    """The label of a place in a series, bare: 3 of letters is "c"."""
    return {"number": str(ordinal), "letter": chr(96 + min(ordinal, 26)), "roman": to_roman(ordinal)}[series]

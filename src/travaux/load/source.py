"""A file's characters without the hidden ones, and where each of the rest stands in the file as typed."""

from __future__ import annotations

import bisect
import re
from typing import Any, TypeAlias

from travaux.diagnostics import Diagnostic, Span
from travaux.load import hidden

KeyPath: TypeAlias = tuple[str | int, ...]
"""The keys and list positions that lead from the top of a file to a value."""


class Source:
    """One file's `text`, cleaned for the parser, and `found`, the faults of what was taken out."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self._gone: dict[int, list[int]] = {}
        self.text = self._clean(text)
        self.starts = _line_starts(self.text)

    def _clean(self, text: str) -> str:
        """The text without hidden characters, which are reported; tabs stay, for they separate."""
        if "\r" in text:
            self.found += hidden.lone_returns(text, self.path)
            text = hidden.BREAKS.sub("\n", text)
        if not hidden.has_hidden(text.encode("utf-8", "surrogatepass")):
            return text
        starts = _line_starts(text)
        out: list[str] = []
        done = 0
        for match in hidden.HIDDEN.finditer(text):
            line = bisect.bisect_right(starts, match.start()) - 1
            column = match.start() - starts[line]
            self.found.append(hidden.fault(match.group(), Span(self.path, line + 1, column + 1)))
            if match.group() != "\t":
                out.append(text[done : match.start()])
                done = match.end()
                self._gone.setdefault(line, []).extend(range(column, column + len(match.group())))
        return "".join((*out, text[done:]))

    def span(self, line: int, column: int) -> Span:
        """The place in the file as typed of a line and column (from 0) of the cleaned text."""
        for gone in self._gone.get(line, ()):
            if gone <= column:
                column += 1
        return Span(self.path, line + 1, column + 1)

    def at(self, mark: Any) -> Span:
        """The place of a mark of the parser, which at the end of a file counts a line that may not be there."""
        if mark.line >= len(self.starts):
            return self.offset(len(self.text))
        return self.span(mark.line, mark.column)

    def offset(self, index: int) -> Span:
        """The place of a character of the cleaned text."""
        line = self.line_of(index)
        return self.span(line, index - self.starts[line])

    def line_of(self, index: int) -> int:
        """The number (from 0) of the line on which a character of the cleaned text stands."""
        return bisect.bisect_right(self.starts, index) - 1

    def line(self, number: int) -> str:
        """The words of a line of the cleaned text, counted from 0; "" past the last."""
        if number >= len(self.starts):
            return ""
        start = self.starts[number]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]

"""Runs of styled words broken into lines of a terminal.

A line breaks at spaces. A word that is longer than a line breaks where its style
changes, or between two of its characters, but never within a bracket sign.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["", "deleted", "inserted", "dim", "name", "note", "way"]
Run: TypeAlias = tuple[Style, str]
Line: TypeAlias = tuple[Run, ...]

CODES: dict[Style, str] = {
    "deleted": "31;9",
    "inserted": "32;4",
    "dim": "2",
    "name": "1",
    "note": "36",
    "way": "1;35",
}
WIDEST = 100
_ATOM = re.compile(r"\\?(?:\[-|-\]|\{\+|\+\})|.[\u0300-\u036f\u200d\ufe0f]*", re.DOTALL)


def printed(lines: Sequence[Line], colour: bool) -> str:
    """Lines as the terminal takes them; each line sets its own colours and ends them."""
    return "\n".join("".join(_painted(*run, colour) for run in line).rstrip() for line in lines)


def _painted(style: Style, words: str, colour: bool) -> str:
    return f"\x1b[{CODES[style]}m{words}\x1b[0m" if colour and style and words else words


def wrapped(runs: Sequence[Run], width: int | None, lead: str, hang: str) -> tuple[Line, ...]:
    """Runs in lines of at most `width` columns; the first begins with `lead`, the others with `hang`."""
    if width is None:
        return ((("", lead), *runs),)
    room = min(width, WIDEST)
    lines: list[list[Run]] = [[("", lead)]]
    used, empty = columns(lead), True
    for word in _words(runs):
        size = sum(columns(text) for _, text in word)
        if not empty and used + 1 + size > room:
            lines.append([("", hang)])
            used, empty = columns(hang), True
        if not empty:
            lines[-1].append((_between(lines[-1][-1], word[0]), " "))
            used += 1
        for run in word if used + size <= room else _broken(word, room - used, room - columns(hang)):
            if run == ("", "\n"):
                lines.append([("", hang)])
                used = columns(hang)
                continue
            lines[-1].append(run)
            used += columns(run[1])
        empty = False
    return tuple(_joined(line) for line in lines)


def cut(runs: Sequence[Run], width: int | None) -> Line:
    """Runs in one line of at most `width` columns, with … for what did not fit."""
    if width is None or sum(columns(text) for _, text in runs) <= min(width, WIDEST):
        return tuple(runs)
    room = min(width, WIDEST) - 1
    out: list[Run] = []
    for style, text in runs:
        fits = "".join(_fitting(text, room))
        out.append((style, fits))
        room -= columns(fits)
        if fits != text:
            break
    return (*out, ("", "…"))


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )


def _words(runs: Sequence[Run]) -> Iterator[list[Run]]:
    """The words between spaces, each in as many runs as it has styles."""
    word: list[Run] = []
    for style, text in runs:
        for place, part in enumerate(text.split(" ")):
            if place and word:
                yield word
                word = []
            if part:
                word.append((style, part))
    if word:
        yield word


def _between(before: Run, after: Run) -> Style:
    """The style of a space between two words: theirs if they have the same."""
    return before[0] if before[0] == after[0] else ""


def _broken(word: Sequence[Run], first: int, room: int) -> Iterator[Run]:
    """A word longer than its line in pieces, with a run of one line feed where a line ends."""
    left = first
    for style, text in word:
        for atom in _ATOM.findall(text):
            if columns(atom) > left:
                yield "", "\n"
                left = room
            yield style, atom
            left -= columns(atom)


def _fitting(text: str, room: int) -> Iterator[str]:
    for atom in _ATOM.findall(text):
        room -= columns(atom)
        if room < 0:
            return
        yield atom


def _joined(line: Sequence[Run]) -> Line:
    return tuple((style, "".join(text for _, text in same)) for style, same in groupby(line, key=lambda each: each[0]))

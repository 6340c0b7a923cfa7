"""Where most scalars of a file stand, found line by line: quicker than by the marks of a parser's events.

A line of nearly every file is a key of a mapping, a member of a list, or both, with its value on that line or in a
block below it. Nothing is read so: the values come from libyaml, and a place is taken only if the words found there are
the value that stands at the same keys. Whatever is laid out otherwise is left to `careful`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from yaml import YAMLError

from travaux.load.quick import Suspicion, is_simple, quickly
from travaux.load.source import KeyPath

_KEY = r"""([A-Za-z0-9_][A-Za-z0-9_.-]{0,80}|"[^"\\\n]{1,80}")"""
_WORDS = r"""[^ \n\-?:,\[\]{}#&*!|>'"%@`][^\n:\#]*+(?:(?::(?=[^ \n])|(?<=[^ ])\#)[^\n:\#]*+)*+"""
_LINES = re.compile(
    rf"""
    (?:[ ]*+(?:\#[^\n]*+)?\n)*+                                # empty lines, and those of comments
    ([ ]*+)(-[ ])?+(?:{_KEY}:(?:[ ]++|(?=\n)))?+               # 1: the margin, 2: a dash, 3: a key
    (?:\|[ ]*+\n                                            # 4: a literal block, 5: its margin
       ((\1(?(2)[ ][ ])[ ]++)[^ \n][^\n]*+\n(?:\5[ ]*+[^ \n][^\n]*+\n|\n)*+)
      |({_WORDS}|"[^"\\\n]*+"|'[^'\n]*+')                      # 6: words, in quotation marks or not
       [ ]*+(?:(?<=[ ])\#[^\n]*+)?(?:\n|\Z)                     # a comment, and the line's end
      |[^\n]*+(?:\n|\Z))                                       # anything else is left out
    """,
    re.X,
)
"""The lines of a file. No part is tried twice, so that a file made to slow it down takes no longer than another."""


class Scalar(NamedTuple):
    """A scalar that fills its line, or a literal block: its value, its style as libyaml tells it, where it is typed."""

    value: str
    style: str
    start: int
    end: int


def scalars(text: str) -> dict[KeyPath, Scalar]:
    """Where scalars of a file stand, by the keys and positions that lead to each; not of all, and of a faulty one none.

    Those in brackets and in folded blocks are left out.
    """
    try:
        source = text.encode()
        if not is_simple(text, source):
            return {}
        value = quickly(source)
    except (Suspicion, YAMLError, UnicodeEncodeError):
        return {}
    return {at: found for at, found in _found(text) if _at(value, at) == found.value}


def _found(text: str) -> Iterator[tuple[KeyPath, Scalar]]:
    """What looks like a scalar, and the keys and positions that seem to lead to it."""
    levels: list[tuple[int, KeyPath]] = [(0, ())]
    members: dict[KeyPath, int] = {}
    at: KeyPath = ()
    waiting = False
    for entry in _LINES.finditer(text):
        margin, dash, key, block, indent, value = entry.groups()
        if not (key or dash):
            continue
        column = len(margin)
        if waiting and column > levels[-1][0]:
            levels.append((column, at))
        while levels[-1][0] > column:
            levels.pop()
        at = levels[-1][1]
        if dash:
            members[at] = number = members.get(at, -1) + 1
            at = (*at, number)
            if key:
                levels.append((column + 2, at))
        if key:
            at = (*at, key[1:-1] if key[0] == '"' else key)
        waiting = not (block or value)
        if value:
            typed = value.rstrip(" ")
            style = value[0] if value[0] in "\"'" else ""
            begin = entry.start(6)
            yield at, Scalar(typed[1:-1] if style else typed, style, begin, begin + len(typed))
        elif block:
            words = block[len(indent) :].replace("\n" + indent, "\n").rstrip("\n") + "\n"
            yield at, Scalar(words, "|", text.rfind("|", 0, entry.start(4)), entry.end())


def _at(value: Any, keypath: KeyPath) -> Any:
    """What stands in a value at those keys and positions; None for nothing."""
    for key in keypath:
        if isinstance(value, Mapping):
            value = value.get(key)
        elif isinstance(value, Sequence) and not isinstance(value, str) and isinstance(key, int) and key < len(value):
            value = value[key]
        else:
            return None
    return value

"""How values are set on their lines, where libyaml reads more than YAML 1.2.2 allows: indentation, and a dash alone.

`column` is always that of the block which the value belongs to (its keys, or its dashes), -1 where there is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from travaux.diagnostics import Diagnostic
from travaux.load import yaml_faults as faults
from travaux.load.source import Source

_SELF_SET = re.compile(r"[|>][-+]?[1-9]")
"""The header of a block of words that says itself how deep they stand."""


def in_brackets(source: Source, start: Any, end: int, column: int) -> Iterator[Diagnostic]:
    """The fault of a list or mapping in brackets, from a mark to the end's index, with a line that is not deep enough.

    By YAML 1.2.2, 6.3, each of its lines stands deeper than its block; comments and blank lines may stand anywhere.
    """
    yield from _shallow(source, start.line, source.line_of(end - 1), column, "#")


def of_scalar(source: Source, event: Any, column: int) -> Iterator[Diagnostic]:
    """The faults in how a scalar is set: a quotation with such a line, a dash alone, blank lines deeper than words."""
    start, end = event.start_mark, event.end_mark
    if event.style in ("'", '"'):
        yield from _shallow(source, start.line, end.line, column, "")
    elif event.style in ("|", ">"):
        yield from _deep_blanks(source, event, column)
    elif event.value == "-" and source.text[end.index : end.index + 1] in tuple(",[]{}"):
        yield faults.lone_dash(source.at(start))


def _shallow(source: Source, first: int, last: int, column: int, besides: str) -> Iterator[Diagnostic]:
    """The first of the lines of a value that is no deeper than its block; what begins with `besides` counts not."""
    for number in range(first + 1, last + 1):
        line = source.line(number)
        words = line.lstrip(" ")
        if words and not (besides and words.startswith(besides)) and len(line) - len(words) <= column:
            yield faults.shallow_line(source.span(number, len(line) - len(words)), first + 1, column + 1)
            return


def _deep_blanks(source: Source, event: Any, column: int) -> Iterator[Diagnostic]:
    """The fault of blank lines at the head of a block that stand deeper than its first line (YAML 1.2.2, 8.1.1.1).

    libyaml takes their depth for that of the words, so that the block ends before it begins: a first line with a
    number sign is lost as a comment, and any other is no YAML.
    """
    if event.value.strip("\n") or _SELF_SET.match(source.text, event.start_mark.index):
        return
    deepest, number = 0, event.start_mark.line + 1
    while number < len(source.starts) and not source.line(number).strip(" "):
        deepest = max(deepest, len(source.line(number)))
        number += 1
    line = source.line(number)
    indent = len(line) - len(line.lstrip(" "))
    if line[indent : indent + 1] == "#" and 0 <= column < indent < deepest:
        yield faults.deep_blank_lines(source.span(number, indent))

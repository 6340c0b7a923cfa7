"""Each character of a scalar's value beside the place where it was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from travaux.load.scalars import Scalar

_FOLD = re.compile(r" *\n *")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])")


def aligned(text: str, place: Scalar) -> Sequence[int]:
    """For each character of the scalar's value its offset in the text, and last the scalar's end.

    A space or line break that YAML folded stands where the line breaks; every other
    character stands where it, or the escape that makes it, was typed.
    """
    if place.style not in ("|", ">"):
        return tuple(_aligned_words(text, place))
    begin = text.find("\n", place.start) + 1 or len(text)
    indent = _indent(text[begin : place.end], place.value)
    by_lines = _by_lines(text, place, begin, indent) if place.style == "|" else []
    return by_lines or tuple(_aligned_block(text, place, begin, indent))


def _aligned_words(text: str, place: Scalar) -> Iterator[int]:
    """As `aligned`, for words in quotation marks or without: character by character."""
    style = place.style
    at, end = place.start + bool(style), place.end
    for character in place.value:
        if character in " \n":
            at = _continued(text, at) if style == '"' else at
            yield at
            typed = text[at] if at < end else ""
            if fold := _FOLD.match(text, at, end):
                at = fold.end()
            elif typed == character == " " or (typed == "\\" and style == '"'):
                at += len(_typed(text, at, style))
            continue
        while at < end and (text[at] in " \n" or (style == '"' and text.startswith("\\\n", at))):
            at += 2 if text[at] == "\\" else 1
        yield at
        at += len(_typed(text, at, style))
    yield end - bool(style)


def _continued(text: str, at: int) -> int:
    """Past a backslash at a line's end and the indentation that follows, if one stands here."""
    while text.startswith("\\\n", at):
        at += 2
        while text.startswith(" ", at):
            at += 1
    return at


def _typed(text: str, at: int, style: str | None) -> str:
    """The characters typed for one character of a flow scalar."""
    if style == "'" and text.startswith("''", at):
        return "''"
    if style == '"' and (match := _ESCAPE.match(text, at)):
        return match.group()
    return text[at : at + 1]


def _aligned_block(text: str, place: Scalar, begin: int, indent: int) -> Iterator[int]:
    """As `aligned`, for `|` and `>`: line by line where they agree, else word by word."""
    end = place.end
    line = at = begin
    for character in place.value:
        if at == line:
            stop = text.find("\n", line, end)
            at += min(indent, (end if stop < 0 else stop) - line)
        if character == "\n":
            stop = text.find("\n", at, end)
            yield at if stop < 0 else stop
            if stop >= 0:
                line = at = stop + 1
            continue
        if text[at : at + 1] == "\n" and place.style == ">":
            if character == " ":
                yield at
                line = at = at + 1
                continue
            while text[at : at + 1] in ("\n", " ") and at < end and text[at] != character:
                at += 1
        yield at
        at += 1
    yield min(at, end)


def _by_lines(text: str, place: Scalar, at: int, indent: int) -> list[int]:
    """As `aligned`, for a literal block whose every line stands behind the same margin and ends; [] for another."""
    out: list[int] = []
    for line in place.value.split("\n")[:-1]:
        begin = at + indent if line else at
        if not text.startswith(f"{line}\n", begin):
            return []
        out.extend(range(begin, begin + len(line) + 1))
        at = begin + len(line) + 1
    return [*out, min(at, place.end)] if place.value[-1:] == "\n" else []


def _indent(body: str, value: str) -> int:
    """How many spaces the lines of a block are indented by."""
    first = next((line for line in value.split("\n") if line.strip(" ")), "")
    typed = next((line for line in body.split("\n") if line.strip(" ")), "")
    if not first:
        return 0
    leading = len(first) - len(first.lstrip(" "))
    return len(typed) - len(typed.lstrip(" ")) - leading

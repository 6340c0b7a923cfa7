"""Comments that take words from a text: those on lines of prose, and those that look like part of it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from travaux.diagnostics import Diagnostic
from travaux.load import yaml_faults as faults
from travaux.load.source import Source

PROSE = frozenset(
    {
        "text",
        "claim",
        "heading",
        "label",
        "because",
        "cite",
        "commentary",
        "lead",
        "title",
        "short",
        "statement",
        "about",
        "notice",
        "introduction",
        "considerations",
        "needs",
        "binds",
        "limits",
        "opening",
        "closing",
        "testimonium",
        "note",
    }
)
"""Keys whose values are words for people, on whose lines no comment may stand."""
_HARMLESS = re.compile(
    r"""\ *(?:-\ +)*[\w-]+:\ *                             # a key, perhaps in a list
    (?:[^\s"'\[\]{},|>&*!%@`\#-][^\s"'\[\]{},\#]*            # one word,
    |"[^"\#]*"|'[^'\#]*'|\[[^\[\]\#]*\]|\{[^{}\#]*\}        # or a value with two ends
    )?\ +\#""",
    re.X,
)
_PROSE_KEY = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(PROSE))})[\"']?\s*[:,}}]")
_BEFORE_COMMENT = frozenset(" \"'[]{},|>+-0123456789")


# ---------------------------------------------------------------- the quick way


def are_harmless(text: str) -> bool:
    """Whether no comment of a file, at a glance, can take a word from a text."""
    if _BEFORE_COMMENT.isdisjoint(part[-1:] for part in text.split("#")[:-1]):
        return True
    lines = text.split("\n")
    return all(_is_harmless(lines, number) for number, line in enumerate(lines) if "#" in line)


def _is_harmless(lines: list[str], number: int) -> bool:
    """Whether a comment on this line, if there is one, surely takes no word from a text.

    Such are comments after a value that is one word, in quotation marks or in brackets and
    not prose, and those on a line of their own that are indented as what follows them.
    """
    line = lines[number]
    indent = len(line) - len(line.lstrip(" "))
    if line[indent] == "#":
        following = (each for each in lines[number + 1 :] if each.strip(" ") and each.lstrip(" ")[0] != "#")
        after = next(following, "")
        return indent == 0 or after.startswith(" " * indent)
    parts = line.split("#")
    if _BEFORE_COMMENT.isdisjoint(part[-1:] for part in parts[:-1]):
        return True
    return _HARMLESS.match(line) is not None and not _PROSE_KEY.search(line)


# ---------------------------------------------------------------- the careful way


class Scalar(NamedTuple):
    """A scalar as comments see it; `column` is that of its key, `line` where its line of keys begins."""

    event: Any
    prose: bool
    line: int
    column: int


def taking_words(source: Source, scalars: list[Scalar], end: int) -> Iterator[Diagnostic]:
    """The fault of every comment before `end` that stands on a line of prose, or is indented under it like text.

    So is that of one without a blank before its sign, which by YAML 1.2.2, 6.6, is no comment, and which libyaml drops.
    """
    if "#" not in source.text:
        return
    prose = _prose_lines(scalars)
    for before, start in _comments(source.text, scalars, end):
        line = source.line_of(start)
        joined = source.text[start - 1 : start].strip(" \t\n") != ""
        if joined or line in prose or (before and _takes_words(source.text, before, start)):
            words = source.line(line)[start - source.starts[line] :]
            yield faults.comment_on_prose(source.offset(start), words)


def _comments(text: str, scalars: list[Scalar], end: int) -> Iterator[tuple[Scalar | None, int]]:
    """Where each comment begins, with the scalar before it: a number sign outside every scalar."""
    begins = [_body(text, each.event) for each in scalars]
    at = text.find("#", 0, end)
    while at >= 0:
        before = bisect.bisect_right(begins, at) - 1
        scalar = scalars[before] if before >= 0 else None
        if scalar and at < scalar.event.end_mark.index:
            at = text.find("#", at + 1, end)
            continue
        yield scalar, at
        at = text.find("#", text.find("\n", at) % (end + 1), end)


def _body(text: str, event: Any) -> int:
    """Where a scalar's own characters begin: a block's after its header line."""
    start: int = event.start_mark.index
    if event.style in ("|", ">"):
        return text.find("\n", start) + 1 or len(text)
    return start


def _prose_lines(scalars: list[Scalar]) -> set[int]:
    """The lines on which prose stands; of a block only its header, for in it `#` is text."""
    out: set[int] = set()
    for event, prose, line, _ in scalars:
        if prose:
            end = event.start_mark.line if event.style in ("|", ">") else event.end_mark.line
            out.update(range(line, end + 1))
    return out


def _takes_words(text: str, scalar: Scalar, start: int) -> bool:
    """Whether a comment follows words without quotation marks, or is indented as if it were part of prose."""
    between = text[scalar.event.end_mark.index : start].split("\n")
    if any(line.strip(" ") and line.lstrip(" ")[0] != "#" for line in between):
        return False
    line_start = text.rfind("\n", 0, start) + 1
    if not text[line_start:start].strip(" "):
        return scalar.prose and start - line_start > scalar.column
    return not scalar.event.style and " " in scalar.event.value

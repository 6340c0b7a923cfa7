r"""The quickest way through a file that is laid out as nearly all are: line by line, without a parser of YAML.

A line of it is a key of a mapping, a member of a list (indented more than its key), or both; its value is a word or
words on that line, in quotation marks or not, a literal or folded block, or lists and mappings in brackets on that
line. Whatever is anything else, or may be, is left to the parser: of no file does this make another value than libyaml.
What is meant is the YAML of 1.2.2 (https://yaml.org/spec/1.2.2/), chapters 6 to 8.

>>> plainly("at: 1.10\nomit: [no, '2']\n")
{'at': '1.10', 'omit': ['no', '2']}
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

Value: TypeAlias = Any


class NotPlain(Exception):
    """The file has something that only a parser can tell."""


MOST = 16
"""How deep a file may be to be read so."""
_MARKS = frozenset("\"'[{")
_FIRST = r"""[^ \n\-?:,\[\]{}#&*!|>'"%@`]"""
_KEY = r"""([A-Za-z0-9_][A-Za-z0-9_.-]{0,80}|"[^"\\\n]{1,80}")"""
_EMPTY = r"(?:[ ]*+(?:\#[^\n]*+)?\n)*+"
"""Empty lines, and those of comments."""
_NO_BLANKS = r"(?!\n*+[ ]++\n)"
"""No line of blanks alone, which may belong to the block before it."""
_LINES = re.compile(
    rf"""
    {_EMPTY}
    (?:([ ]*+)(-[ ])?+(?:{_KEY}:(?:[ ]++|(?=\n)))?+             # 1: the margin, 2: a dash, 3: a key
    (?:\|[ ]*+\n                                            # 4: a literal block, 5: its margin
       ((\1(?(2)[ ][ ])[ ]++)[^ \n][^\n]*+\n(?:\5[ ]*+[^ \n][^\n]*+\n|\n)*+){_NO_BLANKS}
      |>-[ ]*+\n                                            # 6: a folded one, 7: its margin
       ((\1(?(2)[ ][ ])[ ]++)[^ \n][^\n]*+\n(?:\7[^ \n][^\n]*+\n)*+){_NO_BLANKS}
      |({_FIRST}[^\n:\#]*+(?:(?::(?=[^ \n])|(?<=[^ ])\#)[^\n:\#]*+)*+  # 8: words
       |"[^"\\\n]*+"|'[^'\n]*+'                              # or those in quotation marks
       |[\[{{][^\n]*[\]}}]                                   # or brackets
       )?[ ]*+(?:(?<=[ ])\#[^\n]*+)?\n                       # a comment, and the line's end
    )|\Z|([\s\S]++))                                        # 9: from here on, all that is something else
    """,
    re.X,
)
"""The lines of a file. No part is tried twice, so that a file made to slow it down takes no longer than another."""
_WORDS = r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:,[ ][A-Za-z0-9_][A-Za-z0-9_.-]*)*"
_LIST = re.compile(rf"\[{_WORDS}\]")
_PAIR = re.compile(
    rf"""([A-Za-z][A-Za-z-]*):[ ](?:([A-Za-z0-9_][A-Za-z0-9_.-]*)|"([^"\\\n]*)"|\[({_WORDS})\])(,[ ]|\}}$)""",
    re.X,
)
_FLOW = re.compile(
    rf"""[ ]*(?:{_KEY}:[ ]+)?                      # 1: a key
    (?:([\[{{\]}},])                               # 2: a bracket or comma
    |"([^"\\\n]*)"|'([^'\n]*)'                     # 3, 4: words in quotation marks
    |({_FIRST}[^,\[\]{{}}:\#\n"']*))               # 5: words
    """,
    re.X,
)


def plainly(text: str) -> Value:
    """The value of a file that `is_simple`; raises `NotPlain` where that is for the parser to say."""
    top: dict[str, Value] = {}
    here: Any = top
    stack: list[tuple[int, Any]] = []
    indent, waiting = 0, ""
    for margin, dash, key, block, at, folded, under, value, odd in _LINES.findall(text):
        column = len(margin)
        if waiting:
            if column <= indent or len(stack) >= MOST:
                raise NotPlain
            stack.append((indent, here))
            here[waiting] = here = [] if dash else {}
            indent, waiting = column, ""
        elif column != indent:
            while column < indent:
                indent, here = stack.pop()
            if column != indent:
                raise NotPlain
        if value:
            if value[0] in _MARKS:
                value = _marked(value)
            elif value[-1] == " ":
                value = value.rstrip(" ")
        elif block:
            value = _literal(block, at)
        elif folded:
            value = folded[len(under) : -1].replace("\n" + under, " ")
        else:
            value = None
        if dash or here.__class__ is list:
            if not dash or here.__class__ is dict:
                raise NotPlain
            if not key:
                if value is None:
                    raise NotPlain
                here.append(value)
                continue
            stack.append((indent, here))
            here.append({})
            here, indent = here[-1], indent + 2
        if not key:
            if value is None and not odd:
                break  # the end
            raise NotPlain
        if key[0] == '"':
            key = key[1:-1]
        if key in here:
            raise NotPlain
        if value is None:
            waiting = key
        else:
            here[key] = value
    else:
        raise NotPlain
    if not top:
        raise NotPlain
    return top


class Scalar(NamedTuple):
    """A scalar that fills its line, or a literal block: its value, its style as libyaml tells it, where it is typed."""

    value: str
    style: str
    start: int
    end: int


def scalars(text: str) -> dict[tuple[str | int, ...], Scalar]:
    """Where the scalars of a file stand that `is_simple`, by the keys and positions that lead to each.

    Those in brackets and in folded blocks are left out. Raises `NotPlain` as `plainly` does.
    """
    plainly(text)
    out: dict[tuple[str | int, ...], Scalar] = {}
    levels: list[tuple[int, tuple[str | int, ...]]] = [(0, ())]
    members: dict[tuple[str | int, ...], int] = {}
    at: tuple[str | int, ...] = ()
    waiting = False
    for entry in _LINES.finditer(text):
        margin, dash, key, block, indent, folded, _, value, _ = entry.groups()
        if not (key or dash):
            break
        column = len(margin)
        if waiting:
            levels.append((column, at))
        while levels[-1][0] > column:
            levels.pop()
        at = levels[-1][1]
        if dash:
            members[at] = number = members.get(at, -1) + 1
            at = (*at, number)
        if key:
            if dash:
                levels.append((column + 2, at))
            at = (*at, key[1:-1] if key[0] == '"' else key)
        waiting = not (block or folded or value)
        if value and value[0] not in "[{":
            typed = value.rstrip(" ")
            style = value[0] if value[0] in _MARKS else ""
            begin = entry.start(8)
            out[at] = Scalar(typed[1:-1] if style else typed, style, begin, begin + len(typed))
        elif block:
            start = text.rfind("|", 0, entry.start(4))
            out[at] = Scalar(_literal(block, indent), "|", start, entry.end())
    return out


def _literal(block: str, margin: str) -> str:
    """The words of a literal block without its margin, and with one line's end at their own."""
    return block[len(margin) :].replace("\n" + margin, "\n").rstrip("\n") + "\n"


def _marked(value: str) -> Value:
    """What stands in quotation marks or brackets."""
    if value[0] in "[{":
        return value[1:-1].split(", ") if _LIST.fullmatch(value) else _pairs(value) or _flow(value)
    return value[1:-1]


def _pairs(typed: str) -> Value:
    """A mapping in brackets of words and lists of words, or a list of one such; None if it is anything else."""
    listed = typed[:2] == "[{" and typed[-2:] == "}]"
    if not listed and typed[0] == "[":
        return None
    inner = typed[2:-1] if listed else typed[1:]
    out: dict[str, Value] = {}
    match, last = _PAIR.scanner(inner).match, ""  # type: ignore[attr-defined]
    while pair := match():
        key, word, words, several, last = pair.groups()
        if key in out:
            return None
        out[key] = (words if several is None else several.split(", ")) if word is None else word
    if last != "}":
        return None
    return [out] if listed else out


def _flow(typed: str) -> Value:
    """The lists and mappings in brackets that are all of a line's value."""
    next_ = _FLOW.scanner(typed).match  # type: ignore[attr-defined]
    opening = next_()
    if opening is None or opening[1]:
        raise NotPlain
    value, end = _inside(next_, opening[2], 0)
    if end != len(typed):
        raise NotPlain
    return value


def _inside(next_: Callable[[], re.Match[str] | None], opening: str, depth: int) -> tuple[Value, int]:
    """What stands in brackets, and where they end."""
    closing = "]" if opening == "[" else "}"
    pairs: dict[str, Value] = {}
    members: list[Value] = []
    while part := next_():
        key, sign, double, single, value = part.groups()
        if sign == closing and not (key or pairs or members):
            break
        if sign in ("[", "{") and depth < MOST:
            value, _ = _inside(next_, sign, depth + 1)
        elif sign:
            raise NotPlain
        elif value is None:
            value = single if double is None else double
        else:
            value = value.rstrip(" ")
        if key and opening == "{":
            key = key[1:-1] if key[0] == '"' else key
            if key in pairs:
                raise NotPlain
            pairs[key] = value
        elif key or opening == "{":
            raise NotPlain
        else:
            members.append(value)
        part = next_()
        if part is None or part[1] or part[2] not in (",", closing):
            raise NotPlain
        if part[2] == closing:
            break
    if part is None:
        raise NotPlain
    return (members if opening == "[" else pairs), part.end()

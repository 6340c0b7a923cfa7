"""Changes of words within a passage, carried out on its text.

All the words quoted are those of the old text, so the changes of one passage are carried out together. Words
stand where whole words stand: “is” is not found in “this”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from travaux.diff.amending.instruction import Edit

_CLOSE = frozenset(",.;:)]”’")
_JOINT = re.compile(r"[.:–—-] ?")


class Unfit(ValueError):
    """A change of words that cannot be carried out, and why."""


def edited(text: str, edits: Sequence[Edit]) -> str:
    """A text with all changes of its words carried out; `Unfit` if one finds no words, or two touch the same."""
    cuts = sorted(cut for each in edits for cut in _cuts(text, each))
    if any(one[1] > other[0] or one[:2] == other[:2] for one, other in pairwise(cuts)):
        raise Unfit("two changes concern the same words")
    out, last = "", 0
    for begin, end, new in cuts:
        out += text[last:begin] + new
        last = end
    return out + text[last:]


def _cuts(text: str, edit: Edit) -> Iterator[tuple[int, int, str]]:
    """The stretches that a change takes out, each with what stands there instead."""
    if edit.kind == "end":
        yield len(text), len(text), _apart(edit.new)
        return
    found = occurrences(text, edit.words)
    if not found or (edit.nth == 0 and len(found) > 1) or edit.nth > len(found):
        raise Unfit(f"the words “{edit.words}” stand there {len(found)} times")
    for begin in found if edit.nth < 0 else [found[max(edit.nth, 1) - 1]]:
        yield _cut(text, begin, begin + len(edit.words), edit)


def _cut(text: str, begin: int, end: int, edit: Edit) -> tuple[int, int, str]:
    match edit.kind:
        case "replace":
            return begin, end, edit.new
        case "after":
            return end, end, _apart(edit.new)
        case "before":
            return begin, begin, f"{edit.new} "
        case _:
            if text[:begin].endswith(" "):
                return begin - 1, end, ""
            return begin, end + text[end:].startswith(" "), ""


def _apart(new: str) -> str:
    """What comes behind words, with a space before it unless it begins with a mark that follows them closely."""
    return new if new[:1] in _CLOSE else f" {new}"


def occurrences(text: str, words: str) -> list[int]:
    """Where words stand in a text as whole words."""
    out: list[int] = []
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not (at and inner(text[at - 1]) and inner(words[0])) and not (
            end < len(text) and inner(text[end]) and inner(words[-1])
        ):
            out.append(at)
        at = text.find(words, at + 1)
    return out


def inner(character: str) -> bool:
    """Whether a character may stand inside a word."""
    return unicodedata.category(character)[0] in "LNM"


def balanced(words: str, quotes: tuple[str, str]) -> bool:
    """Whether the quotation marks in words open and close in order, so that they can stand in a quotation."""
    depth = 0
    for each in words:
        depth += (each == quotes[0]) - (each == quotes[1])
        if depth < 0:
            return False
    return depth == 0


def joint(title: str) -> str:
    """The mark that joins a title to the number before it ("– "), if there is one."""
    found = _JOINT.match(title)
    return found[0] if found else ""

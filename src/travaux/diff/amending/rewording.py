"""Changes of words within a passage, found: what an amending instruction must quote to make the new words of the old.

What is quoted stands in the passage once, as whole words, and is balanced in its own quotation marks, so that
the end of a quotation can be read; it is widened by its neighbours until it is so. Each change is tried on
the old text before it is taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from travaux.diff.amending.instruction import Edit
from travaux.diff.amending.wording import Unfit, balanced, edited, inner, occurrences
from travaux.model.redline import Words

_STARTS = re.compile(r"(?<!\w)(?=\w)|(?<!\S)(?=\S)")
_ENDS = re.compile(r"(?<=\w)(?!\w)|(?<=\S)(?!\S)")
_LONG = 14
"""A quotation made unique by more words than this is replaced by one that counts its occurrences."""
_FEW = 3
"""More words than these that come at the end of a passage are said to be added there."""


@dataclass(slots=True)
class _Hunk:
    """A stretch of the old text and what stands there in the new one."""

    begin: int
    end: int
    new: str


def edits(old: str, new: str, words: Words, quotes: tuple[str, str]) -> tuple[Edit, ...] | None:
    """The changes of words that make the new text of the old; None if the passage is better replaced whole."""
    hunks = _hunks(words)
    if "".join(each for sign, each in words if sign != "+") != old:
        return None
    every, hunks = _repeated(old, _joined(old, hunks), quotes)
    for _ in range(len(hunks) + 1):
        found = [_edit(old, each, quotes) for each in hunks]
        made = [each for each, _, _ in found if each is not None]
        if len(made) < len(found):
            return None
        reach = [(begin, end) for _, begin, end in found]
        clash = next((n for n, (one, other) in enumerate(pairwise(reach)) if one[1] > other[0]), None)
        if clash is None:
            return _fitting(old, new, (*every, *made))
        one, other = hunks[clash : clash + 2]
        hunks[clash : clash + 2] = [_Hunk(one.begin, other.end, one.new + old[one.end : other.begin] + other.new)]
    return None


def _fitting(old: str, new: str, made: Sequence[Edit]) -> tuple[Edit, ...] | None:
    """The changes, if they give the new text to the letter and leave most of the old one."""
    quoted = sum(len(each.words) for each in made if each.kind in ("replace", "delete"))
    said = sum(len(each.words) + len(each.new) + 40 for each in made)
    if quoted > 0.6 * len(old) or said > len(new) + 60:
        return None
    try:
        return tuple(made) if edited(old, made) == new else None
    except Unfit:
        return None


def _hunks(words: Words) -> list[_Hunk]:
    """The stretches that change, from the signs of a redline."""
    out: list[_Hunk] = []
    at = 0
    for sign, each in words:
        if sign == "=":
            at += len(each)
            continue
        if not out or out[-1].end < at:
            out.append(_Hunk(at, at, ""))
        if sign == "-":
            at += len(each)
            out[-1].end = at
        else:
            out[-1].new += each
    return out


def _joined(old: str, hunks: Sequence[_Hunk]) -> list[_Hunk]:
    """Stretches parted by fewer than three words are one."""
    out: list[_Hunk] = []
    for each in hunks:
        between = old[out[-1].end : each.begin] if out else ""
        if out and len(between.split()) < 3:
            out[-1] = _Hunk(out[-1].begin, each.end, out[-1].new + between + each.new)
        else:
            out.append(each)
    return [_trimmed(old, each) for each in out]


def _trimmed(old: str, hunk: _Hunk) -> _Hunk:
    """A stretch widened to whole words, without what stays the same at its ends, in whole words."""
    begin, end, new = hunk.begin, hunk.end, hunk.new
    while begin and _cleft(old, begin, new[:1] or old[end : end + 1]):
        begin -= 1
        new = old[begin] + new
    while end < len(old) and _cleft(old, end, "", new[-1:] or old[begin - 1 : begin]):
        new += old[end]
        end += 1
    return _Hunk(begin, end, new)


def _cleft(old: str, at: int, after: str = "", before: str = "") -> bool:
    """Whether a word goes on over a place, in the old text or by what comes there."""
    left, right = old[at - 1 : at], old[at : at + 1]
    inside = bool(left and right) and inner(left) and inner(right)
    joined = bool(after and left and inner(left) and inner(after)) or bool(
        before and right and inner(right) and inner(before)
    )
    return inside or joined


def _edit(old: str, hunk: _Hunk, quotes: tuple[str, str]) -> tuple[Edit | None, int, int]:
    """A change that does what a stretch says, and the stretch of the old text that it quotes or touches."""
    gone, come = old[hunk.begin : hunk.end].strip(" "), hunk.new.strip(" ")
    goal = old[: hunk.begin] + hunk.new + old[hunk.end :]
    if gone and come and gone != come:
        begin = hunk.begin + len(old[hunk.begin : hunk.end]) - len(old[hunk.begin : hunk.end].lstrip(" "))
        if found := _unique(old, goal, Edit("replace", gone, come), begin, quotes):
            return found, begin, begin + len(gone)
    elif gone and not come:
        begin = hunk.begin + old[hunk.begin : hunk.end].index(gone)
        if found := _unique(old, goal, Edit("delete", gone), begin, quotes):
            return found, begin, begin + len(gone)
    elif come:
        added = Edit("end", "", come)
        if (
            hunk.end == len(old)
            and len(come.split()) > _FEW
            and balanced(come, quotes)
            and edited(old, (added,)) == goal
        ):
            return added, len(old), len(old)
        for kind in ("after", "before"):
            if anchored := _anchored(old, goal, hunk, come, kind, quotes):
                return anchored
    return _widened(old, hunk, quotes)


def _unique(old: str, goal: str, edit: Edit, begin: int, quotes: tuple[str, str]) -> Edit | None:
    """The change if the words quoted stand alone in the text, are words, and give what is wanted."""
    fit = _worded(edit.words) and balanced(edit.words, quotes) and balanced(edit.new, quotes)
    if fit and occurrences(old, edit.words) == [begin] and edited(old, (edit,)) == goal:
        return edit
    return None


def _worded(words: str) -> bool:
    return any(inner(each) for each in words)


def _anchored(
    old: str, goal: str, hunk: _Hunk, come: str, kind: str, quotes: tuple[str, str]
) -> tuple[Edit, int, int] | None:
    """An insertion after (or before) as many words as it takes to name one place."""
    begin = end = len(old[: hunk.begin].rstrip(" ")) if kind == "after" else hunk.end
    if kind == "before":
        begin = end = hunk.end + len(old[hunk.end :]) - len(old[hunk.end :].lstrip(" "))
    for _ in range(_LONG):
        wider = _left(old, begin) if kind == "after" else _right(old, end)
        if wider == (begin if kind == "after" else end):
            return None
        begin, end = (wider, end) if kind == "after" else (begin, wider)
        edit = Edit("after" if kind == "after" else "before", old[begin:end], come)
        if _unique(old, goal, edit, begin, quotes):
            return edit, begin, end
    return None


def _widened(old: str, hunk: _Hunk, quotes: tuple[str, str]) -> tuple[Edit | None, int, int]:
    """A replacement of the words with as many of their neighbours as it takes; else one that counts."""
    begin, end = hunk.begin, hunk.end
    goal = old[:begin] + hunk.new + old[end:]
    for turn in range(2 * _LONG):
        wider = (_left(old, begin), end) if turn % 2 else (begin, _right(old, end))
        begin, end = wider
        gone, come = old[begin:end], old[begin : hunk.begin] + hunk.new + old[hunk.end : end]
        edge = gone[:1] != " " and gone[-1:] != " " and come[:1] != " " and come[-1:] != " "
        if edge and come and _unique(old, goal, Edit("replace", gone, come), begin, quotes):
            return Edit("replace", gone, come), begin, end
    return _counting(old, goal, hunk, quotes)


def _counting(old: str, goal: str, hunk: _Hunk, quotes: tuple[str, str]) -> tuple[Edit | None, int, int]:
    """A replacement or deletion of words that stand there more than once, with which of them is meant."""
    gone, come = old[hunk.begin : hunk.end].strip(" "), hunk.new.strip(" ")
    begin = hunk.begin + old[hunk.begin : hunk.end].index(gone)
    found = occurrences(old, gone)
    if gone and begin in found and _worded(gone) and balanced(gone, quotes) and balanced(come, quotes):
        edit = Edit("replace" if come else "delete", gone, come, found.index(begin) + 1)
        if edited(old, (edit,)) == goal:
            return edit, begin, begin + len(gone)
    return None, hunk.begin, hunk.end


def _left(old: str, begin: int) -> int:
    """Where the word before a place begins, its marks apart at first; the place itself at the head of the text."""
    found = [each.start() for each in _STARTS.finditer(old, 0, begin)]
    return found[-1] if found else begin


def _right(old: str, end: int) -> int:
    """Where the word after a place ends, its marks apart at first; the place itself at the end of the text."""
    found = _ENDS.search(old, end + 1)
    return found.start() if found else end


def _repeated(old: str, hunks: list[_Hunk], quotes: tuple[str, str]) -> tuple[list[Edit], list[_Hunk]]:
    """Changes that are the same wherever the words stand, and the stretches that are left."""
    pairs = [(old[each.begin : each.end].strip(" "), each.new.strip(" ")) for each in hunks]
    every: dict[tuple[str, str], Edit] = {}
    for gone, come in pairs:
        count = pairs.count((gone, come))
        fit = gone and come and _worded(gone) and balanced(gone, quotes) and balanced(come, quotes)
        if fit and count > 1 and count == len(occurrences(old, gone)):
            every[gone, come] = Edit("replace", gone, come, -1)
    return list(every.values()), [each for each, pair in zip(hunks, pairs, strict=True) if pair not in every]

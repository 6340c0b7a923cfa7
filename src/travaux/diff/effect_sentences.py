"""The sentences of a row that a change touches, each old one beside the new one that it became."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from travaux.model.redline import Words

_END: Final = re.compile(r"[.](?=[”’\"]?\s+[^a-z\s])[”’\"]?|[;:](?=\s)|\n\s*\n")
_SHORT: Final = re.compile(r"\b(?:no|nos|art|arts|para|paras|cf|etc|vol|p|pp|ch|sec)\.$", re.IGNORECASE)
_KEPT: Final = 0.4
"""The share of the shorter of two sentences that must be kept for the one to have become the other."""
_LOOSE: Final = str.maketrans("", "", '.,;:()[]“”‘’"')


Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Where each of several sentences begins and ends."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one sentence (or several) became: empty, where it is new or gone. `old` and `new` are not equal.

    `rewritten` says that they have little in common, and stand in each other's place.
    """

    old: str
    new: str
    rewritten: bool = False


def changes(words: Words) -> tuple[Change, ...]:
    """Every sentence that changed, in the order of the text. Sentences that only moved inside the row are not given."""
    old, new = _side(words, "+"), _side(words, "-")
    sides = sentences(old), sentences(new)
    left = _unmatched(old, sides[0], new, sides[1]), _unmatched(new, sides[1], old, sides[0])
    shared = {key: n for key, n in _shared(words, sides).items() if key[0] in left[0] and key[1] in left[1]}
    found = [_change(olds, news, old, new) for olds, news in _joined(sides, left, shared)]
    return tuple(_single([each for each in found if normal(each.old) != normal(each.new)]))


def sentences(text: str) -> Spans:
    """Where each sentence of a text begins and ends; parts between semicolons and colons are sentences."""
    ends = (
        each for each in _END.finditer(text) if not _SHORT.search(text[max(0, each.start() - 7) : each.start() + 1])
    )
    cuts = [each.end() for each in ends]
    edges = [0, *cuts, len(text)]
    return tuple((a, b) for a, b in pairwise(edges) if text[a:b].strip())


def normal(text: str) -> str:
    """A sentence as it is told apart from others: small letters, no punctuation, single spaces."""
    return " ".join(text.translate(_LOOSE).casefold().split())


def _side(words: Words, without: str) -> str:
    return "".join(text for sign, text in words if sign != without)


def _shared(words: Words, sides: tuple[Spans, Spans]) -> dict[tuple[int, int], int]:
    """How many characters an old and a new sentence have in common, by their numbers."""
    shared: dict[tuple[int, int], int] = {}
    old = new = 0
    for sign, text in words:
        if sign == "=":
            for place in (at for at, letter in enumerate(text) if not letter.isspace()):
                key = _number(sides[0], old + place), _number(sides[1], new + place)
                shared[key] = shared.get(key, 0) + 1
        old += len(text) if sign != "+" else 0
        new += len(text) if sign != "-" else 0
    return shared


def _number(spans: Spans, place: int) -> int:
    return bisect_right(spans, place, key=lambda span: span[0]) - 1


def _unmatched(text: str, spans: Spans, other: str, others: Spans) -> set[int]:
    """The numbers of the sentences that the other side has not, or not so often; where one moved to is all the same."""
    there = Counter(normal(other[a:b]) for a, b in others)
    out = set()
    for number, (a, b) in enumerate(spans):
        key = normal(text[a:b])
        if there[key]:
            there[key] -= 1
        else:
            out.add(number)
    return out


def _joined(
    sides: tuple[Spans, Spans], left: tuple[set[int], set[int]], shared: dict[tuple[int, int], int]
) -> Iterator[tuple[Spans, Spans]]:
    """Sentences that became one another, as groups of old and of new ones; each of those left is in one group."""
    old, new = sides
    heads = list(range(len(old) + len(new)))
    for (one, other), count in shared.items():
        if count >= _KEPT * min(_size(old[one]), _size(new[other])):
            ends = sorted((_head(heads, one), _head(heads, len(old) + other)))
            heads[ends[1]] = ends[0]
    groups: dict[int, list[int]] = {}
    for number in (*sorted(left[0]), *(len(old) + each for each in sorted(left[1]))):
        groups.setdefault(_head(heads, number), []).append(number)
    for members in groups.values():
        at_new = tuple(new[each - len(old)] for each in members if each >= len(old))
        yield tuple(old[each] for each in members if each < len(old)), at_new


def _head(heads: list[int], number: int) -> int:
    """The number by which the group of a sentence is known; the way to it is made shorter."""
    while heads[number] != number:
        heads[number] = heads[heads[number]]
        number = heads[number]
    return number


def _size(span: tuple[int, int]) -> int:
    """About the letters of a sentence: its length, less a space in six."""
    return max(1, (span[1] - span[0]) * 5 // 6)


def _change(olds: Spans, news: Spans, old: str, new: str) -> Change:
    return Change(" ".join(old[a:b].strip() for a, b in olds), " ".join(new[a:b].strip() for a, b in news))


def _single(found: list[Change]) -> list[Change]:
    """The changes, with one lone old sentence and one lone new one taken as rewritten."""
    gone, come = [each for each in found if not each.new], [each for each in found if not each.old]
    if len(gone) != 1 or len(come) != 1:
        return found
    made = Change(gone[0].old, come[0].new, rewritten=True)
    return [made if each is gone[0] else each for each in found if each is not come[0]]

"""Splits and merges: one passage of the one text that is two or more, side by side, of the other.

Told by containment: the passage beside holds words that the one passage had, and that the other half lacks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator

from rapidfuzz.distance import LCSseq

from travaux.diff.align import Alignment
from travaux.model.redline import Row, Side, Words

_GAINED = 0.6
"""The share of a part's words that the whole must have, beyond those that the parts before it account for."""
_LEAST = 3
_MOST = 12
_KEPT = (0.25, 0.5)
"""The share of the words of the first passage, and of each later one, that stand in what they are said to be one of."""
_CELLS = 25_000_000
"""Longer passages are not looked at for parts of one another."""


def splits(alignment: Alignment) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The new passages of each old one that was split, and the old ones of each new one that they were merged into.

    No passage is in two of them.
    """
    split = _Parts(alignment, 0, (), ()).found
    parts = {j for each in split.values() for j in each}
    return split, _Parts(alignment, 1, parts, split).found


def holds(row: Row) -> bool:
    """Whether the marks of a row of several passages bear out that they are one.

    So much of each passage is kept (`_KEPT`): of the later ones more, since only they say that there are several.
    """
    for side, op in ((row.old, "-"), (row.new, "+")):
        if side is None or len(side.passages) == 1:
            continue
        for number, (passage, kept) in enumerate(zip(side.passages, _kept(side, row.words, op), strict=True)):
            if len(kept.split()) <= _KEPT[min(number, 1)] * len(passage.text.split()):
                return False
    return True


def _kept(side: Side, words: Words, op: str) -> Iterator[str]:
    """Of each passage of a side the words that the other side has too; `op` marks those that it has not."""
    text = "".join(run if sign == "=" else "\0" * len(run) for sign, run in words if sign in ("=", op))
    at = 0
    for passage in side.passages:
        at += len(passage.text) if not at else 2 + len(" ".join(filter(None, (passage.label, passage.text))))
        yield text[at - len(passage.text) : at].replace("\0", " ")


class _Parts:
    """The passages of one side (0: old, 1: new) that are several of the other: `found`, each with those, in order.

    `wholes` and `parts` are passages of the one and the other side that are spoken for.
    """

    def __init__(self, alignment: Alignment, side: int, wholes: Collection[int], parts: Collection[int]) -> None:
        tokens = alignment.likeness.tokens
        self._left = alignment.left()
        self._nearest = alignment.likeness.nearest
        self._side = side
        self._part_of = alignment.back if side == 0 else alignment.there
        self._count = len(alignment.new) if side == 0 else len(alignment.old)
        self._whole: Callable[[int], str] = lambda index: tokens(side, index).code
        self._part: Callable[[int], str] = lambda index: tokens(1 - side, index).code
        self._taken = set(parts)
        self.found: dict[int, list[int]] = {}
        if not self._left[1 - side]:
            return
        whole_of = alignment.there if side == 0 else alignment.back
        keys, other = alignment.keys[side], alignment.keys[1 - side]
        for index, first in sorted(whole_of.items()):
            changed = keys[index] != other[first] and index not in wholes and first not in self._taken
            if changed and (self._free(first - 1) or self._free(first + 1)):
                self._take(index, self._grown(self._whole(index), [first]))
        for index, first in self._unpaired():
            if index not in wholes and index not in self.found and self._free(first):
                code = self._whole(index)
                grown = self._grown(code, [first])
                if _shared(code, "".join(map(self._part, grown))) >= _GAINED * len(code):
                    self._take(index, grown)

    def _take(self, index: int, parts: list[int]) -> None:
        if len(parts) > 1:
            self.found[index] = parts
            self._taken.update(parts)

    def _free(self, index: int) -> bool:
        return 0 <= index < self._count and index not in self._part_of and index not in self._taken

    def _unpaired(self) -> Iterator[tuple[int, int]]:
        """Unpaired passages, each with an unpaired one of the other side that shares rare words with it."""
        if not self._left[self._side]:
            return
        near: defaultdict[int, list[int]] = defaultdict(list)
        for pair in self._nearest(*self._left):
            near[pair[self._side]].append(pair[1 - self._side])
        for index in sorted(near):
            for first in sorted(set(near[index])):
                yield index, first

    def _grown(self, whole: str, parts: list[int]) -> list[int]:
        """The parts with the neighbours that hold, in order, more of the whole."""
        held = _shared(whole, "".join(map(self._part, parts)))
        for step in (1, -1):
            while len(parts) < _MOST:
                index = parts[-1] + 1 if step > 0 else parts[0] - 1
                if not self._free(index):
                    break
                longer = [*parts, index] if step > 0 else [index, *parts]
                now = _shared(whole, "".join(map(self._part, longer)))
                if now - held < max(_LEAST, _GAINED * len(self._part(index))):
                    break
                parts, held = longer, now
        return parts


def _shared(one: str, other: str) -> int:
    """How many tokens two codes have in common, in order."""
    return int(LCSseq.similarity(one, other)) if len(one) * len(other) <= _CELLS else 0

"""The pairs of two texts' passages as they are being found: what is paired, what keeps its place, what is left."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import accumulate, chain, pairwise
from operator import lt

from travaux.diff.likeness import Likeness
from travaux.diff.order import heaviest
from travaux.model.redline import Passage

HEADS = frozenset({"article", "heading", "part", "chapter", "section", "title", "annex"})
_HEADWAY = 20
"""What a passage counts for beside its characters."""


class Pairing:
    """Pairs of passages, by index: `there` from old to new, `back` from new to old; `keys` are what each says."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage], likeness: Likeness) -> None:
        self.old, self.new = old, new
        self.likeness = likeness
        self.there: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self._before: list[int] = []
        self._often: Counter[str] | None = None
        self._placed: frozenset[int] | None = None
        self._left: tuple[Sequence[int], Sequence[int]] = (range(len(old)), range(len(new)))
        self.keys = ([each.text for each in old], [each.text for each in new])

    def pair(self, i: int, j: int) -> None:
        """Pair an old passage with a new one; neither may be paired already."""
        self.there[i], self.back[j] = j, i
        self._placed = None

    def part(self, i: int, j: int) -> None:
        """Undo a pair."""
        del self.there[i], self.back[j]
        self._placed = None
        self._left = (range(len(self.old)), range(len(self.new)))

    def in_place(self) -> frozenset[int]:
        """The new passages that are paired and keep their order, as much text as can; the other paired ones moved."""
        if self._placed is None:
            self._placed = self._in_order()
        return self._placed

    def _in_order(self) -> frozenset[int]:
        olds = sorted(self.there)
        news = [self.there[i] for i in olds]
        if all(map(lt, news, news[1:])):
            return frozenset(news)
        ranks = dict(zip(sorted(news), range(len(news)), strict=True))
        blocks: list[list[int]] = [[news[0]]]
        for last, j in pairwise(news):
            if ranks[j] == ranks[last] + 1:
                blocks[-1].append(j)
            else:
                blocks.append([j])
        sizes = self._sizes()
        weights = [sizes[block[-1] + 1] - sizes[block[0]] for block in blocks]
        order = sorted(range(len(blocks)), key=lambda k: ranks[blocks[k][0]])
        place = dict(zip(order, range(len(order)), strict=True))
        kept = heaviest((k, place[k], float(weights[k])) for k in range(len(blocks)))
        return frozenset(chain.from_iterable(blocks[k] for k, _ in kept))

    def _sizes(self) -> list[int]:
        """How much of the new text stands before each of its passages, in characters; and at the end, all of it."""
        if not self._before:
            self._before = [0, *accumulate(len(each.text) + _HEADWAY for each in self.new)]
        return self._before

    def left(self) -> tuple[list[int], list[int]]:
        """The passages that are not paired, old and new."""
        olds, news = self._left
        mine, theirs = [i for i in olds if i not in self.there], [j for j in news if j not in self.back]
        self._left = mine, theirs
        return mine, theirs

    def gaps(self) -> list[tuple[list[int], list[int]]]:
        """The unpaired passages, old and new, between each two neighbours that are paired in place."""
        placed = sorted(self.in_place())
        before = [self.back[j] for j in placed]
        news: defaultdict[int, list[int]] = defaultdict(list)
        out: dict[int, tuple[list[int], list[int]]] = {}
        mine, theirs = self.left()
        for j in theirs:
            news[bisect(placed, j)].append(j)
        for i in mine:
            gap = bisect(before, i)
            if gap in news:
                out.setdefault(gap, ([], news[gap]))[0].append(i)
        return list(out.values())

    def said(self) -> Counter[str]:
        """How often words stand as a passage of their own, in the text that has them oftener."""
        if self._often is None:
            self._often = Counter(self.keys[0]) | Counter(self.keys[1])
        return self._often


def heads_over(passages: Sequence[Passage]) -> list[int]:
    """The heading that stands over each passage, or is it; -1 where none does."""
    out, head = [], -1
    for index, each in enumerate(passages):
        head = index if each.level in HEADS else head
        out.append(head)
    return out

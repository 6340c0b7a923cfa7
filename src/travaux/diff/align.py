"""Which passage of the new text is which of the old: structure first, by what the passages say.

Passages whose words stand once in each text pair at once, and those of them that keep their order hold the rest in
place. What lies between is paired by likeness, in order; in texts of the library, within one clause first. What
is left may have moved. A move is certain or it is none: a text that stands twice has no one place that it
moved from.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, pairwise
from operator import lt

from travaux.diff.likeness import Likeness
from travaux.diff.order import heaviest
from travaux.diff.tokens import fold
from travaux.model.redline import Passage

PAIRED = 0.40
"""From this likeness on, two passages in the same place are one passage changed."""
_FAINTLY = 0.25
"""From this likeness on, two passages of one clause with one label are one passage changed."""
_PLAINLY = 0.75
"""From this likeness on, two passages in the same place are one, whatever stands elsewhere."""
_MOVED = 0.7
_CLEARLY = 0.15
_SHARED = 0.65
"""How much of what is rare in them two passages share of which one is the other moved."""
_FEW = 100
"""How many pairs of passages between two anchors are all compared."""
_SHORTEST = 8
_FIGURES = re.compile(r"\d+")
_HEADWAY = 20
"""What a passage counts for beside its characters."""
_TELLING = 40
"""How many characters a passage has that is known by its words though its figures differ."""


class Alignment:
    """The pairing of two texts' passages, by index: `there` from old to new, `back` from new to old."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage], likeness: Likeness) -> None:
        self.old, self.new = old, new
        self.likeness = likeness
        self.there: dict[int, int] = {}
        self.back: dict[int, int] = {}
        self._before: list[int] = []
        self._placed: frozenset[int] | None = None
        self.keys = ([each.text for each in old], [each.text for each in new])
        self._anchor()
        self._clauses()
        self._refuse_guesses()
        self._between()
        self._moves()
        self._refuse_guesses()

    def pair(self, i: int, j: int) -> None:
        """Pair an old passage with a new one; neither may be paired already."""
        self.there[i], self.back[j] = j, i
        self._placed = None

    def _refuse_guesses(self) -> None:
        """Part what moved if its words stand several times in either text, or are hardly those of the other.

        What stands twice has no one place that it moved from; a label that stayed is no proof of a move.
        """
        placed = self.in_place()
        moved = [(i, j) for i, j in self.there.items() if j not in placed]
        if not moved:
            return
        counts = Counter(self.keys[0]), Counter(self.keys[1])
        for i, j in moved:
            one, other = self.keys[0][i], self.keys[1][j]
            twice = (one or self.old[i].level not in _HEADS) and (counts[0][one] > 1 or counts[1][other] > 1)
            if twice or (one != other and self.likeness.score(i, j) < PAIRED):
                del self.there[i], self.back[j]
                self._placed = None

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
        return (
            [i for i in range(len(self.old)) if i not in self.there],
            [j for j in range(len(self.new)) if j not in self.back],
        )

    # ------------------------------------------------------------ equal words

    def _anchor(self) -> None:
        """Pair what stands once in each text: as it is, then but for typography, then but for figures."""
        olds: Sequence[int] = range(len(self.old))
        news: Sequence[int] = range(len(self.new))
        for alter in (None, self._folded, self._with_label, self._without_figures):
            mine = self.keys[0] if alter is None else [alter(0, i) for i in olds]
            theirs = self.keys[1] if alter is None else [alter(1, j) for j in news]
            once, there = _once(mine), _once(theirs)
            for key in once.keys() & there.keys():
                if key:
                    self.pair(olds[once[key]], news[there[key]])
            olds, news = self.left()
            if not olds or not news:
                break
        self._spread()

    def _folded(self, side: int, index: int) -> str:
        """A passage's words without typography, its key from here on; of a heading without joint and capitals too."""
        passage = (self.old, self.new)[side][index]
        key = fold(passage.text)
        if passage.level in _HEADS:
            key = key.lstrip("-:. ").casefold()
        self.keys[side][index] = key
        return key

    def _with_label(self, side: int, index: int) -> str:
        """A passage's label and words as one: a label that only one side could tell for one."""
        passage = (self.old, self.new)[side][index]
        return fold(f"{passage.label}{passage.text}").replace(" ", "") if passage.text else ""

    def _without_figures(self, side: int, index: int) -> str:
        """A passage's key without its figures, since references follow a renumbering; "" where little is left."""
        key = self.keys[side][index]
        return _FIGURES.sub("0", key) if len(key) > _TELLING else ""

    def _spread(self) -> None:
        """Pair equal passages next to paired ones: what stands before them, then what stands behind."""
        for step in (-1, 1):
            olds = self.left()[0]
            for i in olds if step > 0 else reversed(olds):
                j = self.there.get(i - step, -2) + step
                free = 0 <= j < len(self.new) and j not in self.back
                if free and self.keys[0][i] == self.keys[1][j] and self._neighbours(i, j, step):
                    self.pair(i, j)

    def _neighbours(self, i: int, j: int, step: int) -> bool:
        """Whether two equal passages that stand beside paired ones are a pair, though their words stand elsewhere too.

        A bare heading belongs to what follows it; of paragraphs said twice, the one that kept its label was kept.
        """
        one, other = self.old[i], self.new[j]
        if not one.text:
            return step < 0 or one.label == other.label
        return one.label == other.label or one.path[:-1] != other.path[:-1] or not one.path

    # ------------------------------------------------------------ clauses

    def _clauses(self) -> None:
        """Pair the passages of one clause among themselves."""
        mine, theirs = self.left()
        olds, news = defaultdict(list), defaultdict(list)
        for i in mine:
            olds[self.old[i].clause].append(i)
        for j in theirs:
            news[self.new[j].clause].append(j)
        for clause in olds:
            if clause and clause in news:
                self._chain(olds[clause], news[clause], all_pairs=True)
                self._by_place(olds[clause], news[clause])

    def _by_place(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair what is left of a clause where its label in the clause, or its being alone, says that it is the same."""
        left = [i for i in olds if i not in self.there]
        right = [j for j in news if j not in self.back]
        if len(olds) == len(news) == len(left) == len(right) == 1:
            self.pair(left[0], right[0])
            return
        for i in left:
            same = (j for j in right if j not in self.back and _same_kind(self.old[i], self.new[j]))
            for j in same:
                if self.old[i].label and self._weigh(i, j) >= _FAINTLY:
                    self.pair(i, j)
                    break

    # ------------------------------------------------------------ between anchors

    def _between(self) -> None:
        """Pair by likeness what lies between two passages that are paired in place."""
        for olds, news in self._gaps():
            if len(olds) * len(news) <= _FEW:
                self._chain(olds, news, least=_PLAINLY)
        self._moves(_PLAINLY)
        for olds, news in self._gaps():
            self._chain(olds, news)
        self._spread()
        self._heads()
        for olds, news in self._gaps():
            self._headings(olds, news)

    def _gaps(self) -> list[tuple[list[int], list[int]]]:
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

    def _chain(
        self,
        olds: Sequence[int],
        news: Sequence[int],
        all_pairs: bool = False,
        least: float = PAIRED,
    ) -> None:
        """Pair, in order, the passages that are together most alike."""
        few = all_pairs or len(olds) * len(news) <= _FEW
        pairs = [(i, j) for i in olds for j in news] if few else self._candidates(olds, news)
        weighed = []
        for i, j in pairs:
            score = self._weigh(i, j)
            if score >= least:
                weighed.append((i, j, score + 0.05 * (self.old[i].label == self.new[j].label)))
        for i, j in heaviest(weighed):
            self.pair(i, j)

    def _candidates(self, olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
        """Of many passages, the pairs that share rare words, and those of equal words."""
        at = defaultdict(list)
        for i in olds:
            at[self.keys[0][i]].append(i)
        equal = [(i, j) for j in news for i in at.get(self.keys[1][j], ())[:8]]
        return sorted({*equal, *self.likeness.nearest(olds, news)})

    def _weigh(self, i: int, j: int) -> float:
        """The likeness of two passages; a heading is like no paragraph."""
        if self.keys[0][i] == self.keys[1][j]:
            return 1.0 if self.keys[0][i] else 0.0
        if (self.old[i].level in _HEADS) != (self.new[j].level in _HEADS):
            return 0.0
        return self.likeness.score(i, j)

    def _headings(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair headings and bare labels left over: over passages that are paired, else of one label in one place."""
        for i in olds:
            one = self.old[i]
            if i in self.there or (one.text and one.level not in _HEADS):
                continue
            for j in news:
                other = self.new[j]
                if j in self.back or one.level != other.level or bool(one.text) != bool(other.text):
                    continue
                below = self.there.get(i + 1), self.back.get(j + 1)
                if below == (j + 1, i + 1) or (below == (None, None) and one.label == other.label != ""):
                    self.pair(i, j)
                    break
        left = [i for i in olds if i not in self.there]
        right = [j for j in news if j not in self.back]
        alone = len(left) == len(right) == 1 and _same_kind(self.old[left[0]], self.new[right[0]])
        if alone and self.likeness.score(left[0], right[0]) >= PAIRED / 2:
            self.pair(left[0], right[0])

    def _heads(self) -> None:
        """Pair the headings left over with those over which most of what stands under them went."""
        over = _above(self.new)
        for i, head in enumerate(self.old):
            if i in self.there or head.level != "article":
                continue
            went: Counter[int] = Counter()
            k = i + 1
            while k < len(self.old) and self.old[k].level not in _HEADS:
                went[over[self.there[k]] if k in self.there else -1] += 1
                k += 1
            best, count = went.most_common(1)[0] if went else (-1, 0)
            if best >= 0 and best not in self.back and 2 * count > k - i - 1:
                self.pair(i, best)

    # ------------------------------------------------------------ moves

    def _moves(self, least: float = _MOVED) -> None:
        """Pair passages wherever they stand: like each other, and like nothing else nearly as much."""
        olds, news = self.left()
        if olds and news:
            for i, j in list(self._clear(olds, news, least)):
                self.pair(i, j)

    def _clear(self, olds: Sequence[int], news: Sequence[int], least: float) -> Iterator[tuple[int, int]]:
        """The pairs that are alike, each the other's best by far."""
        ranked: defaultdict[tuple[int, int], list[tuple[float, int]]] = defaultdict(list)
        for i, j in self.likeness.nearest(olds, news):
            if min(len(self.likeness.tokens(0, i)), len(self.likeness.tokens(1, j))) < _SHORTEST:
                continue
            score = self._weigh(i, j)
            ranked[0, i].append((score, j))
            ranked[1, j].append((score, i))
        for each in ranked.values():
            each.sort(reverse=True)
        for i in olds:
            best = ranked.get((0, i), ())
            if not best or best[0][0] < least:
                continue
            score, j = best[0]
            back = ranked[1, j]
            second = max(best[1][0] if len(best) > 1 else 0.0, back[1][0] if len(back) > 1 else 0.0)
            if back[0][1] == i and score - second >= _CLEARLY and self.likeness.rarity(i, j) >= _SHARED:
                yield i, j


_HEADS = frozenset({"article", "heading", "part", "chapter", "section", "title", "annex"})


def _once(keys: Sequence[str]) -> dict[str, int]:
    """Where each key stands that stands only once."""
    where = dict(zip(keys, range(len(keys)), strict=True))
    if len(where) == len(keys):
        return where
    return {key: where[key] for key, count in Counter(keys).items() if count == 1}


def _above(passages: Sequence[Passage]) -> list[int]:
    """The article heading that stands over each passage; -1 where none does."""
    out, head = [], -1
    for index, each in enumerate(passages):
        if each.level in _HEADS:
            head = index if each.level == "article" else -1
        out.append(head)
    return out


def _same_kind(one: Passage, other: Passage) -> bool:
    """Whether two passages bear the same label, or stand at the same place below their article."""
    return one.level == other.level and (one.label == other.label or (one.path[1:] == other.path[1:] != ()))

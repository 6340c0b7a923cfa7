"""Which passage of the new text is which of the old: structure first, by what the passages say.

Passages whose words stand once in each text pair at once, and those of them that keep their order hold the rest in
place. What lies between is paired by likeness, in order; in texts of the library, within one clause first. What
is left may have moved. A move is certain or it is none: a text that stands twice has no one place that it
moved from.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from travaux.diff.likeness import Likeness
from travaux.diff.order import heaviest
from travaux.diff.pairing import HEADS, Pairing, heads_over
from travaux.diff.tokens import fold
from travaux.model.redline import Passage

PAIRED = 0.40
"""From this likeness on, two passages in the same place are one passage changed."""
_TIE = 1e-7
"""Of pairs as good, the first counts; whichever of the two texts is the older."""
_FAINTLY = 0.37
"""From this likeness on, two passages of one clause are one passage changed."""
_BARELY = 0.24
"""From this likeness on, two short passages that are left alone between paired ones are one passage changed."""
_HARDLY = 0.2
"""From this likeness on, the only passages of two articles that are paired are one passage changed."""
_SAME_LABEL = 0.03
"""What it counts for that two passages bear the same label."""
_PLAINLY = 0.75
"""From this likeness on, two passages in the same place are one, whatever stands elsewhere."""
_MOVED = 0.7
_CLEARLY = 0.15
_SHARED = 0.65
"""How much of what is rare in them two passages share of which one is the other moved."""
_FEW = 100
"""How many pairs of passages between two anchors are all compared."""
_SHORTEST = 8
_FIGURES = re.compile(r"\d")
_NO_FIGURES = dict.fromkeys(range(ord("0"), ord("9") + 1))
_AMENDED = re.compile(r"In (article \d+(?: \w+)?)\b[^“]{0,60}? of the (?!present\b)", re.IGNORECASE)
"""Words with which an amendment of another treaty begins: the article, the treaty."""
_TELLING = 40
"""How many characters a passage has that is known by its words though its figures differ."""


class Alignment(Pairing):
    """The pairing of two texts' passages, made: `there` from old to new, `back` from new to old."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage], likeness: Likeness) -> None:
        super().__init__(old, new, likeness)
        self._anchor()
        self._clauses()
        self._refuse_guesses()
        self._between()
        self._moves()
        self._refuse_guesses()
        self._refuse_formulas()

    def _refuse_guesses(self) -> None:
        """Part what moved if its words stand several times in either text, or are hardly those of the other.

        What stands twice has no one place that it moved from; a label that stayed is no proof of a move.
        """
        placed = self.in_place()
        moved = [(i, j) for i, j in self.there.items() if j not in placed]
        if not moved:
            return
        said = self.said()
        for i, j in moved:
            one, other = self.keys[0][i], self.keys[1][j]
            twice = (one or self.old[i].level not in HEADS) and (said[one] > 1 or said[other] > 1)
            if twice or (one != other and self.likeness.score(i, j) < PAIRED):
                self.part(i, j)

    def _refuse_formulas(self) -> None:
        """Part words that stand several times in either text where the article of the one is new, or the other's gone.

        That two offences begin alike does not make the one of the other.
        """
        over = heads_over(self.old), heads_over(self.new)
        if all(i in self.there for i in over[0] if i >= 0) and all(j in self.back for j in over[1] if j >= 0):
            return
        said = self.said()
        for i, j in [*self.there.items()]:
            head, other = over[0][i], over[1][j]
            if i == head or j == other or (head in self.there and other in self.back):
                continue
            lone = min(head, other) < 0 or not self.old[head].level == self.new[other].level == "article"
            if not lone and max(said[self.keys[0][i]], said[self.keys[1][j]]) > 1:
                self.part(i, j)
        self._keep_formulas(over)

    def _keep_formulas(self, over: tuple[list[int], list[int]]) -> None:
        """Pair equal words that are left over in one article of both texts, under headings that are paired."""
        olds, news = self.left()
        for i in olds:
            for j in news:
                same = self.keys[0][i] == self.keys[1][j] != "" and j not in self.back
                if same and over[0][i] >= 0 and self.there.get(over[0][i], -2) == over[1][j]:
                    self.pair(i, j)
                    break

    # ------------------------------------------------------------ equal words

    def _anchor(self) -> None:
        """Pair what stands once in each text: as it is, then but for typography, then but for figures."""
        olds: Sequence[int] = range(len(self.old))
        news: Sequence[int] = range(len(self.new))
        for alter in (None, self._folded, self._with_label, self._without_figures):
            mine = self.keys[0] if alter is None else [alter(0, i) for i in olds]
            theirs = self.keys[1] if alter is None else [alter(1, j) for j in news]
            there = _once(theirs)
            pairs = [(olds[at], news[there[key]]) for key, at in _once(mine).items() if key in there and key]
            if alter is not None and pairs:
                pairs = [each for each in pairs if not self._amend_others(*each)]
            self.there.update(pairs)
            self.back.update([(j, i) for i, j in pairs])
            olds, news = self.left()
            if not olds or not news:
                break
        self._spread()

    def _folded(self, side: int, index: int) -> str:
        """A passage's words without typography, its key from here on; of a heading without joint and capitals too."""
        passage = (self.old, self.new)[side][index]
        key = fold(passage.text)
        if passage.level in HEADS:
            key = key.lstrip("-:. ").casefold() or key
        self.keys[side][index] = key
        return key

    def _with_label(self, side: int, index: int) -> str:
        """A passage's label and words as one: a label that only one side could tell for one."""
        passage = (self.old, self.new)[side][index]
        words = fold(passage.text) if passage.level in HEADS else self.keys[side][index]
        return (fold(passage.label) + words).replace(" ", "") if words else ""

    def _without_figures(self, side: int, index: int) -> str:
        """A passage's key without its figures, since references follow a renumbering; "" where little is left."""
        key = self.keys[side][index]
        if len(key) <= _TELLING:
            return ""
        return key.translate(_NO_FIGURES) if key.isascii() else _FIGURES.sub("", key)

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
                self._chain(olds[clause], news[clause], all_pairs=True, least=_FAINTLY)
                self._alone(clause, olds[clause], news[clause])

    def _alone(self, clause: str, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair the only heading that a clause has in each text, and its only paragraph, if neither is paired."""
        for heads in (True, False):
            left = [i for i in olds if (self.old[i].level in HEADS) == heads and i not in self.there]
            right = [j for j in news if (self.new[j].level in HEADS) == heads and j not in self.back]
            alone = len(left) == len(right) == 1 and self._only(clause, heads)
            same = alone and self.old[left[0]].level == self.new[right[0]].level
            if same and not self._amend_others(left[0], right[0]):
                self.pair(left[0], right[0])

    def _only(self, clause: str, heads: bool) -> bool:
        """Whether a clause has no more than one heading, or one other passage, in each text."""
        return all(
            sum(each.clause == clause and (each.level in HEADS) == heads for each in every) == 1
            for every in (self.old, self.new)
        )

    def _are_short(self, i: int, j: int) -> bool:
        """Whether one of two passages has too few words to be known by them."""
        return min(len(self.likeness.tokens(0, i)), len(self.likeness.tokens(1, j))) < _SHORTEST

    def _amend_others(self, i: int, j: int) -> bool:
        """Whether both passages amend an article of a treaty, and not the same one."""
        old, new = self.old[i].text, self.new[j].text
        if not (old.startswith("In ") and new.startswith("In ")):
            return False
        one, other = _AMENDED.match(old), _AMENDED.match(new)
        return one is not None and other is not None and one[1] != other[1]

    # ------------------------------------------------------------ between anchors

    def _between(self) -> None:
        """Pair by likeness what lies between two passages that are paired in place."""
        for olds, news in self.gaps():
            if len(olds) * len(news) <= _FEW:
                self._chain(olds, news, least=_PLAINLY)
        self._moves(_PLAINLY)
        for olds, news in self.gaps():
            self._chain(olds, news)
        self._spread()
        self._heads()
        for olds, news in self.gaps():
            self._headings(olds, news)

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
            labels = _SAME_LABEL * (self.old[i].label == self.new[j].label)
            score = self._weigh(i, j)
            if score + labels >= least:
                worth = labels + (score if score >= _PLAINLY else min(score, self.likeness.worth(i, j)))
                weighed.append((i, j, worth * worth - _TIE * (i + j - len(self.keys[0][i]) * _TIE)))
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
        if (self.old[i].level in HEADS) != (self.new[j].level in HEADS):
            return 0.0
        score = self.likeness.score(i, j)
        return 0.0 if score > _HARDLY and self._amend_others(i, j) else score

    def _headings(self, olds: Sequence[int], news: Sequence[int]) -> None:
        """Pair headings and bare labels left over: over passages that are paired, else of one label in one place."""
        for i in olds:
            one = self.old[i]
            if i in self.there or (one.text and one.level not in HEADS):
                continue
            for j in news:
                other = self.new[j]
                if j in self.back or one.level != other.level or bool(one.text) != bool(other.text):
                    continue
                if self._heads_same(i, j):
                    self.pair(i, j)
                    break
        left = [i for i in olds if i not in self.there]
        right = [j for j in news if j not in self.back]
        alone = len(left) == len(right) == 1 and _same_kind(self.old[left[0]], self.new[right[0]])
        if alone and self._weigh(left[0], right[0]) >= self._least(left[0], right[0]):
            self.pair(left[0], right[0])

    def _least(self, i: int, j: int) -> float:
        """How alike two passages must be of which each is the only one left between paired ones."""
        if self._is_lone(self.old, i) and self._is_lone(self.new, j):
            return _HARDLY
        return _BARELY if self._are_short(i, j) else _FAINTLY

    def _is_lone(self, passages: Sequence[Passage], index: int) -> bool:
        """Whether nothing but a passage stands in its article, or in the text."""
        beside = (passages[k] for k in (index - 1, index + 1) if 0 <= k < len(passages))
        return all(each.level in HEADS for each in beside)

    def _heads_same(self, i: int, j: int) -> bool:
        """Whether two headings, or bare labels, stand over the same words; or, alike, bear one label over others."""
        below = self.there.get(i + 1), self.back.get(j + 1)
        if below == (j + 1, i + 1):
            return not self.old[i].text or self.said()[self.keys[0][i + 1]] == 1 or self._weigh(i, j) >= _BARELY
        same = self.old[i].label == self.new[j].label != ""
        return same and below == (None, None) and (not self.old[i].text or self._weigh(i, j) >= _FAINTLY)

    def _heads(self) -> None:
        """Pair the headings left over if half of what stands under the two, or more, is the same."""
        under = _under(self.old), _under(self.new)
        if all(i in self.there for i in under[0]) or all(j in self.back for j in under[1]):
            return
        over = {k: head for head, every in under[1].items() for k in every}
        went: Counter[tuple[int, int]] = Counter()
        said = self.said()
        for i, every in under[0].items():
            if i not in self.there:
                met = (over.get(self.there.get(k, -1), -1) for k in every if said[self.keys[0][k]] == 1)
                went.update((i, j) for j in met if j >= 0 and j not in self.back)
        for (i, j), count in sorted(went.items(), key=lambda each: (-each[1], sum(each[0]))):
            size = len(under[0][i]) + len(under[1][j])
            if i not in self.there and j not in self.back and 4 * count >= size:
                self.pair(i, j)

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
            if self._are_short(i, j):
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


def _once(keys: Sequence[str]) -> dict[str, int]:
    """Where each key stands that stands only once."""
    where = dict(zip(keys, range(len(keys)), strict=True))
    if len(where) == len(keys):
        return where
    return {key: where[key] for key, count in Counter(keys).items() if count == 1}


def _under(passages: Sequence[Passage]) -> dict[int, list[int]]:
    """What stands under the heading of each article."""
    out: dict[int, list[int]] = {}
    below: list[int] = []
    for index, each in enumerate(passages):
        if each.level not in HEADS:
            below.append(index)
        else:
            below = out[index] = []
    return {head: every for head, every in out.items() if passages[head].level == "article"}


def _same_kind(one: Passage, other: Passage) -> bool:
    """Whether two passages bear the same label, or stand at the same place below their article."""
    return one.level == other.level and (one.label == other.label or (one.path[1:] == other.path[1:] != ()))

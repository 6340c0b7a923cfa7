"""How alike two passages are: the order of their words, and how much of what is rare in them they share.

Treaties repeat themselves: two offences share twenty-five words of "Each Party shall adopt such legislative and
other measures …" and are not the same. So a word counts for what it tells: rare ones much, stock phrases little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from itertools import chain
from math import log

from rapidfuzz.distance import Indel

from travaux.diff.effects.likeness import Bag, bag
from travaux.diff.naming import naming, unnamed
from travaux.diff.tokens import Codes, Tokens
from travaux.model.redline import Passage

_RARE = 12
"""A word that stands in more passages than this leads to no candidate."""
_NEAREST = 4
_PLAIN = 0.8
"""From here on, the order of the words says enough."""
_NOTHING = 0.2
_UNLIKE = 0.28
_LIKE = 0.52
"""Between these, what two passages say counts beside their words and the order of them."""
_INSIDE = 0.75
"""A passage of which so much stands in the other, in order, is told by that,"""
_TELLING = 10
"""if it has so many tokens."""
_MANY = 1_000
"""Of so many passages rarity says enough; in fewer, common words may seem rare."""
_CELLS = 25_000_000
"""Of longer passages only which words they have is compared, not their order."""
_SAMPLE = 80
"""About how many passages tell how common a word is."""


class Likeness:
    """Compares passages of two texts; what it computes of one it keeps."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage], codes: Codes) -> None:
        self._sides = (old, new)
        self._codes = codes
        self._many = len(old) + len(new) > _MANY
        self._tokens: tuple[dict[int, Tokens], dict[int, Tokens]] = ({}, {})
        self._bags: tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]] = ({}, {})
        self._bares: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._says = _Says(codes)
        self._sayings: tuple[dict[int, Bag], dict[int, Bag]] = ({}, {})
        self._weighed: dict[tuple[int, int], float] = {}
        self._weight: dict[str, float] = {}
        self._pairs: dict[tuple[int, int], float] = {}
        self._near: tuple[frozenset[int], frozenset[int], list[tuple[int, int]]] | None = None

    def tokens(self, side: int, index: int) -> Tokens:
        """The tokens of a passage of the old (0) or new (1) text."""
        kept = self._tokens[side]
        if index not in kept:
            kept[index] = self._codes.tokens(self._sides[side][index].text)
        return kept[index]

    def score(self, i: int, j: int) -> float:
        """How alike the old passage `i` and the new passage `j` are, from 0 to 1."""
        if (i, j) not in self._pairs:
            self._pairs[i, j] = self._score(i, j)
        return self._pairs[i, j]

    def _score(self, i: int, j: int) -> float:
        one, other = self.tokens(0, i).code, self.tokens(1, j).code
        if len(one) * len(other) > _CELLS:
            return self.rarity(i, j)
        order = float(Indel.normalized_similarity(one, other))
        if order >= _PLAIN or order < _NOTHING:
            return order
        both = (self.rarity(i, j) + order) / 2
        short = min(len(one), len(other))
        inside = short >= _TELLING and order * (len(one) + len(other)) >= 2 * _INSIDE * short
        told = inside or self._many or not _UNLIKE <= both < _LIKE
        return both if told else (2 * both + self.content(i, j)) / 3

    def worth(self, i: int, j: int) -> float:
        """How alike two passages are, what both name the offences by left out: a pair that shares that alone is worse.

        At most `score`, and that where not both name the offences by their articles.
        """
        score = self.score(i, j)
        if not _NOTHING <= score < _PLAIN:
            return score
        one, other = self._bare(0, i), self._bare(1, j)
        if not (one and other):
            return score
        weight = self._weights()
        mine, theirs = frozenset(one), frozenset(other)
        total = sum(map(weight.__getitem__, mine)) + sum(map(weight.__getitem__, theirs))
        shared = 2 * sum(map(weight.__getitem__, mine & theirs)) / total
        return min(score, (shared + float(Indel.normalized_similarity(one, other))) / 2)

    def _bare(self, side: int, index: int) -> str:
        """The code of a passage without the words that name the offences by their articles; "" if it has none."""
        kept = self._bares[side]
        if index not in kept:
            tokens = self.tokens(side, index)
            stretches = naming(tokens)
            kept[index] = unnamed(tokens, stretches) if stretches else ""
        return kept[index]

    def content(self, i: int, j: int) -> float:
        """The share of what two passages say that is the same, as the effects tell one sentence from another."""
        one, other = self._said(0, i), self._said(1, j)
        return 2 * one.shared(other) / ((one.weight + other.weight) or 1.0)

    def _said(self, side: int, index: int) -> Bag:
        kept = self._sayings[side]
        if index not in kept:
            words = [self._says[code] for code in self._bag(side, index)]
            kept[index] = Bag(
                frozenset([word for telling, word in words if telling and word]),
                frozenset([word for telling, word in words if not telling and word]),
            )
        return kept[index]

    def rarity(self, i: int, j: int) -> float:
        """The share of their words that two passages have in common, each counted for how rare it is."""
        one, other = self._bag(0, i), self._bag(1, j)
        total = self._total(0, i) + self._total(1, j)
        weight = self._weights()
        return 2 * sum(map(weight.__getitem__, one & other)) / total if total else 0.0

    def nearest(self, olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
        """Pairs worth comparing among many passages: those that share words which few passages have.

        Asked again of some of the same passages, it gives those of the pairs found that are among them.
        """
        mine, theirs = frozenset(olds), frozenset(news)
        if self._near is None or not (mine <= self._near[0] and theirs <= self._near[1]):
            self._near = mine, theirs, self._found(olds, news)
            return self._near[2]
        return [pair for pair in self._near[2] if pair[0] in mine and pair[1] in theirs]

    def _found(self, olds: Sequence[int], news: Sequence[int]) -> list[tuple[int, int]]:
        """The pairs of `nearest`, by an index of the rarer words."""
        mine, theirs = self._rare(0, olds), self._rare(1, news)
        weight = self._weights()
        both: dict[int, list[str]] = {}
        for word in mine.keys() & theirs.keys():
            for j in theirs[word]:
                both.setdefault(j, []).append(word)
        best: set[tuple[int, int]] = set()
        back: dict[int, dict[int, float]] = {}
        for j, words in both.items():
            shared: dict[int, float] = {}
            for word in words:
                worth = weight[word]
                for i in mine[word]:
                    shared[i] = shared.get(i, 0.0) + worth
            if len(shared) <= _NEAREST:
                best.update([(i, j) for i in shared])
            else:
                best.update([(i, j) for i in nlargest(_NEAREST, shared, key=shared.__getitem__)])
                for i, worth in shared.items():
                    back.setdefault(i, {})[j] = worth
        for i, shared in back.items():
            best.update([(i, j) for j in nlargest(_NEAREST, shared, key=shared.__getitem__)])
        return sorted(best)

    def _rare(self, side: int, indices: Sequence[int]) -> dict[str, list[int]]:
        """The passages of some in which each word stands that few of them have."""
        at: dict[str, list[int]] = {}
        for index in indices:
            for word in self._bag(side, index):
                at.setdefault(word, []).append(index)
        return {word: found for word, found in at.items() if len(found) <= _RARE}

    def _bag(self, side: int, index: int) -> frozenset[str]:
        kept = self._bags[side]
        if index not in kept:
            kept[index] = frozenset(self.tokens(side, index).code)
        return kept[index]

    def _total(self, side: int, index: int) -> float:
        if (side, index) not in self._weighed:
            weight = self._weights()
            self._weighed[side, index] = sum(map(weight.__getitem__, self._bag(side, index)))
        return self._weighed[side, index]

    def _weights(self) -> dict[str, float]:
        """The weight of each word: the fewer passages of the two texts it stands in, the more it tells."""
        if not self._weight:
            looked = [
                (side, index)
                for side, text in enumerate(self._sides)
                for index in range(0, len(text), max(1, 2 * len(text) // _SAMPLE))
            ]
            count = Counter(chain.from_iterable(self._bag(*each) for each in looked))
            most = len(looked) + 1
            self._weight = _Weights({word: log(1 + most / n) for word, n in count.items()}, log(1 + most))
        return self._weight


class _Says(dict[str, tuple[bool, str]]):
    """Of each token whether it tells what a sentence says, and by what letters; none for figures and marks."""

    def __init__(self, codes: Codes) -> None:
        super().__init__()
        self._codes = codes

    def __missing__(self, code: str) -> tuple[bool, str]:
        kinds = self._codes.kinds
        said = "" if code not in kinds.words or code in kinds.numbers else self._codes.folded.get(code, "")
        found = bag(said.casefold().replace("-", ""))
        self[code] = bool(found.telling), "".join((*found.telling, *found.common)[:1])
        return self[code]


class _Weights(dict[str, float]):
    """Weights by word; a word never seen weighs as one seen once."""

    def __init__(self, known: dict[str, float], unknown: float) -> None:
        super().__init__(known)
        self._unknown = unknown

    def __missing__(self, word: str) -> float:
        return self._unknown

"""How alike two passages are: the order of their words, and how much of what is rare in them they share.

Treaties repeat themselves: two offences share twenty-five words of "Each Party shall adopt such legislative and
other measures …" and are not the same. So a word counts for what it tells: rare ones much, stock phrases little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from math import log

from rapidfuzz.distance import Indel

from travaux.diff.tokens import Codes, Tokens
from travaux.model.redline import Passage

_RARE = 12
"""A word that stands in more passages than this leads to no candidate."""
_NEAREST = 6
_PLAIN = 0.8
"""From here on, the order of the words says enough."""
_NOTHING = 0.2
_CELLS = 25_000_000
"""Of longer passages only which words they have is compared, not their order."""
_SAMPLE = 80
"""About how many passages tell how common a word is."""


class Likeness:
    """Compares passages of two texts; what it computes of one it keeps."""

    def __init__(self, old: Sequence[Passage], new: Sequence[Passage], codes: Codes) -> None:
        self._sides = (old, new)
        self._codes = codes
        self._tokens: tuple[dict[int, Tokens], dict[int, Tokens]] = ({}, {})
        self._bags: tuple[dict[int, frozenset[str]], dict[int, frozenset[str]]] = ({}, {})
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
        return (self.rarity(i, j) + order) / 2

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
        at: dict[str, list[int]] = {}
        for i in olds:
            for word in self._bag(0, i):
                at.setdefault(word, []).append(i)
        rare = {word: found for word, found in at.items() if len(found) <= _RARE}
        weight = self._weights()
        out: list[tuple[int, int]] = []
        for j in news:
            shared: dict[int, float] = {}
            for word in rare.keys() & self._bag(1, j):
                worth = weight[word]
                for i in rare[word]:
                    shared[i] = shared.get(i, 0.0) + worth
            best = sorted(shared, key=lambda i: (-shared[i], i))[:_NEAREST] if len(shared) > _NEAREST else shared
            out += [(i, j) for i in best]
        return out

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


class _Weights(dict[str, float]):
    """Weights by word; a word never seen weighs as one seen once."""

    def __init__(self, known: dict[str, float], unknown: float) -> None:
        super().__init__(known)
        self._unknown = unknown

    def __missing__(self, word: str) -> float:
        return self._unknown

"""Which sentences of one text became which of another, by the words that they have in common.

Two sentences are the same one if they share half of their words, or if the shorter is nearly all in the longer;
of the same matter, if they share somewhat less.
Words that every provision has ("each Party shall") count for little, and words by their beginning, so that
"reserve" answers "reservation". What is found does not depend on which of the two texts is the older.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import Final, TypeAlias

Groups: TypeAlias = Iterator[tuple[tuple[int, ...], tuple[int, ...]]]
"""Numbers of old sentences, each group with those of the new ones that they became."""

_COMMON_WORDS: Final = """
a an the this that these those such any each every all other another same its their his her it they them he she of in on
to for by with from at as under upon within between among into or and nor if not no shall may must should will would can
could be is are was were been being has have had do does which who whom whose where when there party parties state
states contracting concerned article articles paragraph subparagraph point present convention protocol
accordance following referred refer measures necessary legislative adopt take establish offence domestic law ensure
secretary general council europe united nations
"""
_RUN: Final = re.compile(
    r"\b(?:an |the )?offences? established in accordance with articles? \d+(?: bis| ter)?(?:(?: to| and)? \d+)*"
    r"(?: of this (?:convention|protocol))?"
)
"""Words by which every provision of such a text names the offences: they do not tell one sentence from another."""
_LETTERS: Final = 6
"""Of a word so many letters count."""
_COMMON: Final = frozenset(word[:_LETTERS] for word in _COMMON_WORDS.split())
"""Beginnings of words that say little of which sentence it is."""
_LITTLE: Final = 0.2
"""What a common word weighs; every other weighs 1."""
_HALF: Final = 0.5
_INSIDE: Final = 0.75
_LEAST: Final = 0.3
_RELATED: Final = 0.36
"""From here on two sentences are of the same matter: the one may have been put in the place of the other."""
_SLIGHT: Final = 0.25
_NEAR: Final = 50
"""Of very many sentences only those are compared that stand at most so far from one another."""
_MANY: Final = 10_000


@dataclass(frozen=True, slots=True)
class Bag:
    """The words of a sentence, as it is compared: the telling ones and the common ones."""

    telling: frozenset[str]
    common: frozenset[str]

    @property
    def weight(self) -> float:
        """What the words weigh together."""
        return len(self.telling) + _LITTLE * len(self.common)

    def shared(self, other: Bag) -> float:
        """What the words weigh that two sentences have in common."""
        return len(self.telling & other.telling) + _LITTLE * len(self.common & other.common)

    def without(self, others: Iterable[Bag]) -> Bag:
        """The words that none of the others has."""
        seen = frozenset().union(*(each.telling for each in others))
        return Bag(self.telling - seen, frozenset())


@lru_cache(4096)
def bag(sentence: str) -> Bag:
    """The words of a sentence in small letters and without punctuation."""
    words = {word[:_LETTERS] for word in sentence.split()}
    return Bag(frozenset(words - _COMMON), frozenset(words & _COMMON))


def likeness(one: Bag, other: Bag) -> float:
    """How much of two sentences is the same, from 0 to 1; 0 where they have nothing to do with one another."""
    shared = one.shared(other)
    whole = 2 * shared / ((one.weight + other.weight) or 1.0)
    return whole if whole >= _RELATED or _inside(one, other, shared) else 0.0


def same(one: Bag, other: Bag) -> bool:
    """Whether two sentences are one, in other words, and not two of the same matter."""
    shared = one.shared(other)
    half = 2 * shared >= _HALF * (one.weight + other.weight) and not _by_numbers(one, other)
    return half or _inside(one, other, shared)


def only_by_reference(one: str, other: str) -> bool:
    """Whether two sentences, as told apart, both name the offences of the text and share little else that tells."""
    if not (_RUN.search(one) and _RUN.search(other)):
        return False
    bags = nameless(one).telling, nameless(other).telling
    return len(bags[0] & bags[1]) < _SLIGHT * min(map(len, bags))


def nameless(sentence: str) -> Bag:
    """The words of a sentence, as told apart, without those by which it names the offences of the text."""
    return bag(_RUN.sub(" ", sentence))


def unnamed(old: Sequence[str], new: Sequence[str]) -> tuple[list[Bag], list[Bag]]:
    """The words of sentences to be paired; without the offences they name, where two have little else in common."""
    naming = ([each for each in side if _RUN.search(each)] for side in (old, new))
    if any(only_by_reference(one, other) for one, other in product(*naming)):
        old, new = ([_RUN.sub(" ", each) for each in side] for side in (old, new))
    return [bag(each) for each in old], [bag(each) for each in new]


def _inside(one: Bag, other: Bag, shared: float) -> bool:
    """Whether the shorter of two sentences is nearly all in the longer, and is no small part of it.

    Not so where most of it is the numbers of what both refer to.
    """
    sizes = one.weight, other.weight
    if one.telling.isdisjoint(other.telling) or _by_numbers(one, other):
        return False
    return shared >= _INSIDE * min(sizes) and 2 * shared >= _LEAST * sum(sizes)


def _by_numbers(one: Bag, other: Bag) -> bool:
    """Whether most of what two sentences have in common is numbers, and of their words no more than half."""
    both = one.telling & other.telling
    words = [len([each for each in side if not each.isdigit()]) for side in (both, one.telling, other.telling)]
    return 2 * words[0] < len(both) and 2 * words[0] <= min(words[1:])


def paired(old: Sequence[Bag], new: Sequence[Bag]) -> Groups:
    """The sentences in groups that became one another: most alike first, then what was parted or joined.

    Every number is in one group; of a sentence that is gone or new the other side is empty.
    """
    there = dict(_best(old, new))
    back = {j: i for i, j in there.items()}
    news = _parts(new, back, {i: new[j] for i, j in there.items()}, old)
    olds = _parts(old, there, {j: old[i] for i, j in there.items()}, new)
    parts: tuple[dict[int, list[int]], dict[int, list[int]]] = ({}, {})
    for part, i in news.items():
        parts[1].setdefault(i, []).append(part)
    for part, j in olds.items():
        parts[0].setdefault(back[j], []).append(part)
    for i in range(len(old)):
        if i in there:
            yield tuple(sorted((i, *parts[0].get(i, ())))), tuple(sorted((there[i], *parts[1].get(i, ()))))
        elif i not in olds:
            yield (i,), ()
    yield from (((), (j,)) for j in range(len(new)) if j not in back and j not in news)


def _best(old: Sequence[Bag], new: Sequence[Bag]) -> Iterator[tuple[int, int]]:
    """Pairs of sentences, the most alike taken first, each sentence once."""
    reach = _NEAR if len(old) * len(new) > _MANY else len(old) + len(new)
    found = []
    for i, one in enumerate(old):
        for j in range(max(0, i - reach), min(len(new), i + reach + 1)):
            if like := likeness(one, new[j]):
                found.append((-like, abs(i - j), i + j, i, j))
    taken: tuple[set[int], set[int]] = (set(), set())
    for *_, i, j in sorted(found):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


def _parts(
    mine: Sequence[Bag], matched: dict[int, int], partners: dict[int, Bag], others: Sequence[Bag]
) -> dict[int, int]:
    """By unmatched sentence the one of the other side that it is a part of: half of it is in what that one left."""
    left = {number: others[number].without([partner]) for number, partner in partners.items()}
    out: dict[int, int] = {}
    for number, each in enumerate(mine):
        if number in matched or not each.telling:
            continue
        shares = [(-len(each.telling & rest.telling), abs(number - at), at) for at, rest in left.items()]
        best = min(shares, default=(0, 0, 0))
        if -best[0] >= max(2, _HALF * len(each.telling)):
            out[number] = best[2]
    return out

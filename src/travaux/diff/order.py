"""The longest run of things that stand in the same order in both texts."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence


def rising(values: Sequence[int]) -> list[int]:
    """The positions of a longest strictly rising run among the values (patience sorting), in order."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for index, value in enumerate(values):
        place = bisect_left(tails, value)
        before.append(at[place - 1] if place else -1)
        if place == len(tails):
            tails.append(value)
            at.append(index)
        else:
            tails[place] = value
            at[place] = index
    out: list[int] = []
    index = at[-1] if at else -1
    while index >= 0:
        out.append(index)
        index = before[index]
    return out[::-1]


def heaviest(pairs: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """Of weighted pairs (i, j, weight), those of the heaviest run in which both i and j strictly rise.

    A Fenwick tree of prefix maxima over j: n log n for n pairs.
    """
    every = sorted(pairs, key=lambda each: (each[0], -each[1]))
    size = max((j for _, j, _ in every), default=-1) + 1
    best: list[tuple[float, int]] = [(0.0, -1)] * (size + 1)
    chained: list[int] = []
    top = (0.0, -1)
    for index, (_, j, weight) in enumerate(every):
        reached = (0.0, -1)
        k = j
        while k > 0:
            reached = max(reached, best[k])
            k -= k & -k
        chained.append(reached[1])
        total = (reached[0] + weight, index)
        top = max(top, total)
        k = j + 1
        while k <= size:
            best[k] = max(best[k], total)
            k += k & -k
    out: list[tuple[int, int]] = []
    index = top[1]
    while index >= 0:
        out.append(every[index][:2])
        index = chained[index]
    return out[::-1]

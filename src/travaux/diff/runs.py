"""Runs of equal tokens, of which a comparison of words is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

Match: TypeAlias = tuple[int, int, int]
"""A run of equal tokens: where it begins in the old text, where in the new, how many."""
Cuts: TypeAlias = tuple[list[int], list[int]]
"""Where the sentences of the old text begin, and those of the new; at the end of each, its length."""

CLOSE = 4
"""As many equal tokens part two changes; as many words on end are worth keeping."""


def joined(runs: Iterable[Match]) -> list[Match]:
    """The runs, empty ones left out, those that touch made one."""
    out: list[Match] = []
    for i, j, n in runs:
        if n <= 0:
            continue
        if out and out[-1][0] + out[-1][2] == i and out[-1][1] + out[-1][2] == j:
            out[-1] = (out[-1][0], out[-1][1], out[-1][2] + n)
        else:
            out.append((i, j, n))
    return out

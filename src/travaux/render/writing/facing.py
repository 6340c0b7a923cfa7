"""Words beside words on a sheet: which pairs stand beside each other, and which run under each other, and why.

Where one side of a pair is much longer than the other, the shorter one would leave half the sheet empty: such a
pair is `lopsided`, and its sides stand under each other, a long one in two columns. Where most are, all pairs are
laid so. Lengths are estimates, in lines of the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from travaux.model.tree import Block
from travaux.render.measure import text_lines

Pair = tuple[tuple[Block, ...], tuple[Block, ...]]
LEFT, RIGHT = 1.1, 0.55
"""A line of the left column and of the wider right one, set in smaller type."""
EQUAL = 1.7
"""The longer side of a pair that stands side by side is at most this many times as long as the other, …"""
SLACK = 5.0
"""… or longer by no more than these lines."""
LONG = 14.0
"""A pair of more lines than this may be broken across pages."""
COLUMNS = 9.0
"""A side of more lines than this, if it has the whole sheet, stands in two columns."""


def stacked(pairs: Sequence[Pair]) -> frozenset[int]:
    """The places of the pairs whose sides run under each other: the lopsided ones, or all if most are."""
    unequal = [number for number, each in enumerate(pairs) if lopsided(each)]
    told = sum(1 for left, right in pairs if left and right)
    said = sum(1 for number in unequal if all(pairs[number]))
    return frozenset(range(len(pairs)) if told and said * 2 > told else unequal)


def lopsided(pair: Pair) -> bool:
    """Whether one side is so much longer that the two run under each other."""
    short, long = sorted(_lines(pair))
    return not short or long > EQUAL * short + SLACK


def height(pairs: Sequence[Pair]) -> float:
    """About how many lines of a sheet laid across the pairs take."""
    under = stacked(pairs)
    return sum((sum if number in under else max)(_lines(each)) for number, each in enumerate(pairs))


def beside(pair: Pair) -> str:
    """The class of a pair of sides beside each other: " long" if it may be broken across pages."""
    return " long" if max(_lines(pair)) > LONG else ""


def under(pair: Pair) -> str:
    """The classes of a pair of sides under each other: which stand in two columns, and whether one is alone."""
    left, right = (sum(map(text_lines, side)) for side in pair)
    columns = (f" {name}-columns" for name, side in (("left", left), ("right", right)) if side > COLUMNS)
    return f" over{''.join(columns)}{'' if left and right else ' alone'}"


def _lines(pair: Pair) -> tuple[float, float]:
    """About how many lines the two sides have, beside each other."""
    left, right = (sum(map(text_lines, side)) for side in pair)
    return left * LEFT, right * RIGHT

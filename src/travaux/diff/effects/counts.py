"""Numbers and days that changed: what they do is for the reader to say, and has no direction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.numbers import Number
from travaux.model.redline import Effect


def counted(stem: str, old: tuple[Number, ...], new: tuple[Number, ...]) -> Iterator[Effect]:
    """Numbers or days that changed, in their order; those left over came in or went."""
    gone, come = _only(old, new), _only(new, old)
    for before, after in _paired(gone, come):
        why = f"A {stem} changes, from “{before.words}” to “{after.words}”."
        yield Effect(f"{stem}-changed", "neutral", why, before.words, after.words)
    for each in gone:
        yield Effect(goes(stem), "neutral", f"A {stem} is gone: “{each.words}”.", each.words, "")
    for each in come:
        yield Effect(appears(stem), "neutral", f"A {stem} comes in: “{each.words}”.", "", each.words)


def _paired(gone: list[Number], come: list[Number]) -> list[tuple[Number, Number]]:
    """The numbers that gave way to others, taken out of both lists: what counts the same first, then by their order.

    Months do not give way to instruments; a number with nothing counted may stand for any.
    """
    pairs = []
    for alike in (_same, _any):
        for before in tuple(gone):
            after = next((each for each in come if alike(before.counted, each.counted)), None)
            if after:
                pairs.append((before, after))
                gone.remove(before)
                come.remove(after)
    return pairs


def _same(one: str, other: str) -> bool:
    return one == other


def _any(one: str, other: str) -> bool:
    return not (one and other)


def _only(one: tuple[Number, ...], other: tuple[Number, ...]) -> list[Number]:
    """Those whose value the other side has not, or not so often."""
    left = Counter(each.value for each in other)
    out = []
    for each in one:
        if left[each.value]:
            left[each.value] -= 1
        else:
            out.append(each)
    return out

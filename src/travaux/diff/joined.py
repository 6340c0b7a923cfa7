"""Splits and merges: one passage of the one text that is two or more, side by side, of the other.

Told by containment: the passage beside holds words that the one passage had, and that the other half lacks.
"""

from __future__ import annotations

from collections.abc import Callable

from rapidfuzz.distance import LCSseq

from travaux.diff.align import Alignment

_GAINED = 0.6
"""The share of a part's words that the whole must have, beyond those that the parts before it account for."""
_LEAST = 3
_MOST = 12
_CELLS = 25_000_000
"""Longer passages are not looked at for parts of one another."""


def splits(alignment: Alignment) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The new passages of each old one that was split, and the old ones of each new one that they were merged into.

    The parts that were not paired are taken out of what is inserted or deleted; the caller pairs them by this.
    """
    return _parts(alignment, 0), _parts(alignment, 1)


def _parts(alignment: Alignment, side: int) -> dict[int, list[int]]:
    """For each passage of one side that is several of the other, those, in order."""
    whole_of = alignment.there if side == 0 else alignment.back
    part_of = alignment.back if side == 0 else alignment.there
    count = len(alignment.new) if side == 0 else len(alignment.old)
    code_of_whole = _codes(alignment, side)
    code_of_part = _codes(alignment, 1 - side)
    keys, other = alignment.keys[side], alignment.keys[1 - side]
    taken: set[int] = set()

    def free(index: int) -> bool:
        return 0 <= index < count and index not in part_of and index not in taken

    out: dict[int, list[int]] = {}
    for index, first in sorted(whole_of.items()):
        if keys[index] == other[first] or not (free(first - 1) or free(first + 1)):
            continue
        parts = _grown(code_of_whole(index), [first], free, code_of_part)
        if len(parts) > 1:
            out[index] = parts
            taken.update(parts)
    for index, parts in _from_nothing(alignment, side, free, code_of_whole, code_of_part):
        out[index] = parts
        taken.update(parts)
    return out


def _from_nothing(
    alignment: Alignment,
    side: int,
    free: Callable[[int], bool],
    code_of_whole: Callable[[int], str],
    code_of_part: Callable[[int], str],
) -> list[tuple[int, list[int]]]:
    """Unpaired passages of one side that are several unpaired ones of the other, none of them enough for a pair."""
    left = alignment.left()[side]
    if not left:
        return []
    pairs = alignment.likeness.nearest(*alignment.left())
    out: list[tuple[int, list[int]]] = []
    for index in left:
        near = sorted({pair[1 - side] for pair in pairs if pair[side] == index})
        for first in near:
            if not free(first):
                continue
            parts = _grown(code_of_whole(index), [first], free, code_of_part)
            if len(parts) > 1 and _shared(code_of_whole(index), "".join(map(code_of_part, parts))) >= (
                _GAINED * len(code_of_whole(index))
            ):
                out.append((index, parts))
                break
    return out


def _grown(whole: str, parts: list[int], free: Callable[[int], bool], code_of_part: Callable[[int], str]) -> list[int]:
    """The parts with the neighbours that hold, in order, more of the whole."""
    held = _shared(whole, "".join(map(code_of_part, parts)))
    for step in (1, -1):
        while len(parts) < _MOST:
            index = parts[-1] + 1 if step > 0 else parts[0] - 1
            if not free(index):
                break
            longer = [*parts, index] if step > 0 else [index, *parts]
            now = _shared(whole, "".join(map(code_of_part, longer)))
            if now - held < max(_LEAST, _GAINED * len(code_of_part(index))):
                break
            parts, held = longer, now
    return parts


def _shared(one: str, other: str) -> int:
    """How many tokens two codes have in common, in order."""
    return int(LCSseq.similarity(one, other)) if len(one) * len(other) <= _CELLS else 0


def _codes(alignment: Alignment, side: int) -> Callable[[int], str]:
    return lambda index: alignment.likeness.tokens(side, index).code

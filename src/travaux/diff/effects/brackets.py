"""Words in square brackets: not agreed, so that what they do cannot be said; marks of footnotes are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from travaux.diff.effects.numbers import unmarked
from travaux.model.redline import Passage

_BRACKETED: Final = re.compile(r"\[[^\[\]]*\]?|^[^\[\]]*\]")
_EDGE: Final = re.compile(r"[\[\]]")


def bracketed(text: str) -> tuple[str, ...]:
    """What stands in square brackets in a sentence, in its order and in small letters."""
    if "[" not in text and "]" not in text:
        return ()
    return tuple(" ".join(each.casefold().split()) for each in _BRACKETED.findall(unmarked(text)))


def is_undecided(text: str) -> bool:
    """Whether a sentence stands in brackets as a whole."""
    bare = text.strip(" .;,:")
    return bare.startswith("[") and bare.endswith("]") and bare.count("[") == bare.count("]") == 1


def closed(parts: Sequence[str]) -> Iterator[str]:
    """The sentences of one text, each with the brackets around several of them set around it alone."""
    turns = [_turns(part) for part in parts]
    least = min(0, *accumulate(step for steps in turns for step in steps), 0)
    depth = -least
    for part, steps in zip(parts, turns, strict=True):
        begins, depth = depth, depth + sum(steps)
        yield f"{'[' * (begins > 0)}{part}{']' * (depth > 0)}"


def spanned(passages: Sequence[Passage]) -> frozenset[str]:
    """The ids of the passages within brackets that open in one passage and close in a later one.

    The one in which they open is not among them; a bracket that nothing closes opens nothing.
    """
    opened: list[int] = []
    inside: set[str] = set()
    for at, each in enumerate(passages):
        for step in _turns(each.text):
            if step > 0:
                opened.append(at)
            elif opened:
                inside.update(other.id for other in passages[opened.pop() + 1 : at + 1])
    return frozenset(inside)


def _turns(text: str) -> list[int]:
    """The brackets of a text in order: 1 for one that opens, -1 for one that closes."""
    if "[" not in text and "]" not in text:
        return []
    return [1 if each == "[" else -1 for each in _EDGE.findall(unmarked(text))]

"""What is told of an edited file beside its drafts: where comments hang, words cut short."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from travaux.load.hidden import ANY_HIDDEN
from travaux.ooxml.reading import CAME, Paragraph

SHOWN = 160


@dataclass(frozen=True, slots=True)
class Place:
    """Where a comment hangs: in which paragraph of the file without changes, and on which words."""

    base: int
    words: str


def anchored(found: Sequence[Paragraph]) -> dict[str, Place]:
    """The place of each comment, by its number; words that tracked changes put in or take out count too."""
    out: dict[str, Place] = {}
    base = 0
    for each in found:
        for piece in each.pieces:
            for number in piece.comments:
                before = out.get(number, Place(base, ""))
                out[number] = Place(before.base, before.words + piece.words)
        base += not each.mark & CAME
    return out


def clean(value: Any) -> Any:
    """A value without characters that nobody can see, which no file of a library may hold; tabs become spaces."""
    if isinstance(value, str):
        return ANY_HIDDEN.sub(lambda found: " " if found[0] == "\t" else "", value)
    if isinstance(value, dict):
        return {key: clean(each) for key, each in value.items()}
    return [clean(each) for each in value] if isinstance(value, list | tuple) else value


def shown(words: str) -> str:
    """Words on one line, cut short."""
    folded = " ".join(words.split())
    return folded if len(folded) <= SHOWN else f"{folded[: SHOWN - 1]}…"


def escaped(words: str) -> str:
    """Words of somebody else's as clause markup: what would be read as a mark is written otherwise.

    There is no escape in clause markup. Brackets and braces become round, asterisks and underscores become spaces.
    """
    return " ".join(str(clean(words)).translate(_PLAIN).split())


_PLAIN = str.maketrans({"[": "(", "]": ")", "{": "(", "}": ")", "*": " ", "_": " "})

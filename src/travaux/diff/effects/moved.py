"""A word that stands in another place of a sentence of which nothing else changed, so that it governs another word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.phrases import minds
from travaux.diff.effects.sense import Sense
from travaux.diff.effects.sentences import normal
from travaux.model.redline import Effect

_LIMITS: Final = ("only", "solely", "exclusively")


def displaced(sense: Sense) -> Iterator[Effect]:
    """Words of mind, and “only”, that moved alone: neutral, for what they govern may be another."""
    old, new = map(normal, sense.texts)
    words = dict.fromkeys(_LIMITS, "limit")
    if not sense.setting.typed and sense.describes():
        words |= dict.fromkeys(minds(sense.change.old).values(), "mental")
    for each, stem in words.items():
        if _moved(each, old, new):
            why = f"“{each}” stands in another place, and may be of something else now; read both texts."
            yield Effect(f"{stem}-changed", "neutral", why, each, each)


def _moved(words: str, old: str, new: str) -> bool:
    """Whether two sentences, as told apart, are the same without these words, which both have once."""
    one, other = (f" {each} ".split(f" {words} ") for each in (old, new))
    return len(one) == len(other) == 2 and " ".join(one).split() == " ".join(other).split() and one != other

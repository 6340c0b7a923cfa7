"""What a library states of a clause, seen beside the words: what is asked for only of a part, or only named.

The elements of a clause are stated of it as a whole. Where its words put in an alternative with a state of mind of
its own, or name a way of acting after "including", nothing more is asked for of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from travaux.diff.effects.phrases import minds, plain_of
from travaux.model.redline import Effect, Row

if TYPE_CHECKING:
    from travaux.model.library import Vocabulary, VocabularyWord

_MIND: Final = frozenset({"mental-raised", "mental-lowered"})
_CONDUCT: Final = frozenset({"conduct-added", "conduct-dropped"})
_LAST: Final = re.compile(r", or (\w+ing\b[^,;]*)$")
"""The last of several things done, with what is asked of it and of none before."""
_SECTIONS: Final = ("instrumentality", "means", "purpose")
_PART: Final = "{}, but only of conduct that {} with it, and not of the rest."
_NAMED: Final = "What is {} named after “including” is an example: nothing more or less is asked for."


def of_a_part(
    typed: Sequence[Effect], said: Sequence[Effect], row: Row, vocabulary: Vocabulary | None
) -> tuple[Effect, ...]:
    """The typed effects of a row, less the direction of those that the words show to be of a part only."""
    return tuple(_included(_alone(_minded(each, said), row), row, vocabulary) for each in typed)


def _alone(effect: Effect, row: Row) -> Effect:
    """A mental element that the words of a row which only one text has ask for in their last alternative alone."""
    side = row.new or row.old
    if effect.kind not in _MIND or effect.direction == "neutral" or side is None or (row.old and row.new):
        return effect
    last = _LAST.search(side.text.rstrip(" .;"))
    if last is None or not minds(last[1]) or minds(side.text[: last.start()]):
        return effect
    asked = effect.why.partition(": the mental element")[0]
    why = _PART.format(asked, "comes in" if row.new else "is gone")
    return replace(effect, kind="mental-changed", direction="neutral", why=why)


def is_minded(effect: Effect) -> bool:
    """Whether an effect is that conduct with a state of mind of its own was put in, or taken out: the words say so."""
    return effect.kind in _CONDUCT and bool(minds(effect.old or effect.new))


def unsaid(said: Sequence[Effect], typed: Iterable[Effect]) -> tuple[Effect, ...]:
    """What the words of a row say, less the conduct with a state of mind of its own that its clause states as well."""
    kinds = {each.kind for each in typed}
    return tuple(each for each in said if not (each.kind in kinds and is_minded(each)))


def _minded(effect: Effect, said: Sequence[Effect]) -> Effect:
    """A mental element that comes or goes with conduct of its own."""
    if effect.kind not in _MIND or effect.direction == "neutral":
        return effect
    for each in said:
        if is_minded(each):
            asked = effect.why.partition(": the mental element")[0]
            why = _PART.format(asked, "comes in" if each.new else "is gone")
            return replace(effect, kind="mental-changed", direction="neutral", why=why)
    return effect


def _included(effect: Effect, row: Row, vocabulary: Vocabulary | None) -> Effect:
    """A way of acting that is named as an example."""
    section, _, end = effect.kind.partition("-")
    if vocabulary is None or section not in _SECTIONS or end not in ("added", "dropped"):
        return effect
    side = row.new if end == "added" else row.old
    if side is None or not _names(plain_of(side.text), effect.new or effect.old, getattr(vocabulary, section)):
        return effect
    why = _NAMED.format("now" if end == "added" else "no longer")
    return replace(effect, kind=f"{section}-restated", direction="neutral", why=why)


def _names(plain: str, about: str, words: Mapping[str, VocabularyWord]) -> bool:
    """Whether a text has a phrase of the word that is so described, after "including"."""
    found = [each for each in words.values() if each.about.casefold() == about.casefold()]
    return any(f"including {plain_of(phrase)}" in plain for each in found for phrase in each.words)

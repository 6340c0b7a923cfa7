"""What is put into the description of an offence at one place: conduct more, or a condition more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.phrases import exempts
from travaux.diff.effects.sense import Sense
from travaux.diff.effects.sentences import inserted, normal
from travaux.model.redline import Effect

_FEW: Final = 2
_NEGATIONS: Final = frozenset(("not", "no", "never", "neither", "none", "cannot", "without"))
_ARTICLES: Final = frozenset(("a", "an", "the", "any"))
_CONDITIONS: Final = frozenset(("where", "if", "when", "provided"))


def put_in(sense: Sense) -> Iterator[Effect]:
    """An alternative ("or attending …") or a condition ("where …") that comes into an offence, or goes from it."""
    if not sense.describes() or sense.setting.saving or any(map(exempts, sense.texts)):
        return
    old, new = map(normal, sense.texts)
    words, comes = inserted(old, new), len(new) > len(old)
    if len(words) <= _FEW:
        return
    said = " ".join(words)
    sides = ("", said) if comes else (said, "")
    if _is_alternative(words):
        why = f"Conduct that suffices by itself {'comes in' if comes else 'is gone'}: “{said}”."
        yield Effect(appears("conduct") if comes else goes("conduct"), "widens" if comes else "narrows", why, *sides)
    elif words[0] in _CONDITIONS:
        why = f"“{said}” {'comes in' if comes else 'is gone'}: the offence reaches {'less' if comes else 'more'} far."
        kind = appears("condition") if comes else goes("condition")
        yield Effect(kind, "narrows" if comes else "widens", why, *sides)


def put_between(old: str, new: str) -> bool:
    """Whether one of two sentences, as told apart, has a negation more between words that the other has together."""
    one, other = old.split(), new.split()
    return _denies_pair(one, other) or _denies_pair(other, one)


def _denies_pair(one: Sequence[str], other: Sequence[str]) -> bool:
    words = [each for each in one if each not in _ARTICLES]
    together = set(pairwise(words))
    plain = [each for each in other if each not in _ARTICLES]
    return any(
        word in _NEGATIONS and (before, after) in together
        for before, word, after in zip(plain, plain[1:], plain[2:], strict=False)
    )


def _is_alternative(words: Sequence[str]) -> bool:
    """Whether words put in are one more thing that is done: "or selling …", "or otherwise making …"."""
    return words[0] == "or" and any(each.endswith("ing") for each in words[1:3])

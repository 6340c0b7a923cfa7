"""Words that join: “and” that gives way to “or”, and “or both”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Final

from travaux.diff.effects.sense import Sense
from travaux.diff.effects.sentences import Change
from travaux.diff.effects.setting import Setting
from travaux.model.redline import Direction, Effect, Words

_JOINING: Final = frozenset(("and", "or", "and/or"))
_PART: Final = re.compile(r"[.;:]\s")
_CASE: Final = re.compile(
    r"\b(?:where|if|when|whenever|who|whose|provided that)\b(?!.*\b(?:shall|may|must|should)\b)", re.I | re.S
)
"""Words behind which conditions stand, with no other verb of duty after them."""
_DENIED: Final = re.compile(
    r"\b(?:not|no|nor|neither|never|without|unless|except|save|other than|whether|either)\b", re.I
)
_MEANT: Final = "of what it joins, {}, if it was meant so"
_ENOUGH: Final = "one is enough where all were meant"
_ALL: Final = "all are meant where one was enough"
_OPEN: Final = "; whether that asks for more or less depends on what is joined"


def conjunctions(words: Words, setting: Setting) -> Iterator[Effect]:
    """The word “and” that gives way to “or”, by itself, or the other way.

    With a direction only between conditions: what is owed, or an offence, if both are met, reaches less than if one is.
    """
    if setting.preamble or setting.undecided:
        return
    for at, ((one, gone), (two, come)) in enumerate(pairwise(words)):
        pair = gone.strip().lower(), come.strip().lower()
        if {one, two} == {"-", "+"} and len(set(pair)) == 2 and _JOINING.issuperset(pair):
            yield _joined(words, at, setting, *(pair if one == "-" else pair[::-1]))


def _joined(words: Words, at: int, setting: Setting, before: str, after: str) -> Effect:
    said = f"“{before}” gives way to “{after}”"
    if "and" not in (before, after):
        why = f"{said}: that all may be meant together is {'now' if after == 'and/or' else 'no longer'} said in words."
        return Effect("conjunction-changed", "neutral", why, before, after)
    comes = after == "and"
    way, what = _between_conditions(words, at, setting, comes)
    why = f"{said}: {_MEANT.format(_ALL if comes else _ENOUGH)}{what}."
    return Effect("conjunction-changed", way, why, before, after)


def _between_conditions(words: Words, at: int, setting: Setting, comes: bool) -> tuple[Direction, str]:
    """Which way it goes, where conditions are joined, and why; else it is neutral."""
    heads = [_head(words[:at], sign) for sign in "-+"]
    if not all(map(_CASE.search, heads)) or any(map(_DENIED.search, heads)):
        return "neutral", _OPEN
    old, new = (head + _tail(words[at:], sign) for head, sign in zip(heads, "-+", strict=True))
    way, what = Sense(Change.of(old, new), replace(setting, preamble=False)).limited(comes)
    return way, f": {what}"


def _head(words: Words, sign: str) -> str:
    """What stands before in the sentence, in the old text ("-") or the new one ("+")."""
    return _PART.split("".join(text for op, text in words if op in ("=", sign)))[-1]


def _tail(words: Words, sign: str) -> str:
    return _PART.split("".join(text for op, text in words if op in ("=", sign)), maxsplit=1)[0]


def both(change: Change) -> Iterator[Effect]:
    """That of two things both may be taken together, or no longer by these words."""
    old, new = (bool(_BOTH.search(each)) for each in (change.old, change.new))
    if old != new:
        why = f"“or both” {'comes in' if new else 'is gone'}: that what “or” joins may be taken together is "
        why += f"{'now' if new else 'no longer'} said; whether “or” alone allows it depends on how it is read."
        yield Effect("conjunction-changed", "neutral", why, "or both" if old else "", "or both" if new else "")


_BOTH: Final = re.compile(r"\bor (?:to )?both\b", re.I)

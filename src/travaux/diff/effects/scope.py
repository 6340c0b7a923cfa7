"""Conditions in the sentence that says what a text applies to: with one it reaches less far, without it further."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.made import short
from travaux.diff.effects.sense import Sense
from travaux.model.redline import Effect

_APPLIES: Final = re.compile(
    r"^\W*(?:this|the present) (?:convention|protocol|treaty|agreement) shall(?: also)? apply\b(?P<what>.*)",
    re.I | re.S,
)
_CONDITION: Final = re.compile(
    r"\b(?:offences?|conduct|acts?)\b[^.;]*?"
    r"(?P<said>\b(?:where|if|when|provided that|only)\b(?! appropriate\b)[^,.;:]*)",
    re.I,
)
_TAKEN_BACK: Final = re.compile(r"\bshall nevertheless\b", re.I)


def conditioned(sense: Sense) -> Iterator[Effect]:
    """A condition that comes into such a sentence on offences, or goes from it; neutral, if another takes its place."""
    sides = tuple(_condition(each) for each in sense.texts)
    if None in sides or sides[0] == sides[1]:
        return
    old, new = (short(each or "") for each in sides)
    if old and new:
        why = "What the text applies to depends on another condition: read both texts."
        yield Effect("condition-changed", "neutral", why, old, new)
    elif new:
        why = f"“{new}” comes in: the text applies to fewer offences."
        yield Effect(appears("condition"), "narrows", why, "", new)
    else:
        why = f"“{old}” is gone: the text applies to more offences."
        yield Effect(goes("condition"), "widens", why, old, "")


def takes_back(text: str) -> bool:
    """Whether a sentence takes back a limit that the text sets, so that it says nothing where there is no limit."""
    return bool(_TAKEN_BACK.search(text))


def _condition(text: str) -> str | None:
    """The condition under which a text applies to offences; "" if there is none, None if the sentence is another."""
    if not (applies := _APPLIES.match(text)):
        return None
    found = _CONDITION.search(applies["what"])
    return " ".join(found["said"].split()) if found else ""

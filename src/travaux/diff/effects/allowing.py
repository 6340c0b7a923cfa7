"""Reservations and declarations for which there is a place, or is none any more, or that are allowed otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.made import opened, shorts
from travaux.diff.effects.phrases import extends, nature, phrases
from travaux.diff.effects.sentences import Change, inserted, normal
from travaux.model.redline import Effect

_CONDITIONS: Final = frozenset(("where", "when", "if", "unless", "save", "except", "provided", "only"))
_CALLED: Final = re.compile(r"\b(?:convention|protocol|treaty|agreement|state(?= party)|articles?)\b")


def allowed(change: Change) -> Iterator[Effect]:
    """What a sentence allows now or no longer; else, if it allows or bars reservations in other words, that."""
    old, new = change.old, change.new
    more = _reserved(new) - _reserved(old)
    if more:
        yield opened("reservation", more > 0, *shorts(old, new))
    declared = _declared(new) - _declared(old)
    if declared:
        yield opened("declaration", declared > 0, *shorts(old, new), extends(new if declared > 0 else old))
    both = {nature(old), nature(new)} <= {"reservation", "closing"}
    if both and not (more or declared) and _named_alike(old) != _named_alike(new):
        yield _changed(old, new)


def _reserved(text: str) -> int:
    """How many reservations a sentence opens, less those that it bars."""
    return phrases("reservation", text).total() - phrases("closing", text).total()


def _declared(text: str) -> int:
    """How many declarations a sentence allows; to declare that one makes a reservation is none."""
    return 0 if phrases("reservation", text) else phrases("declaration", text).total()


def _named_alike(text: str) -> str:
    """A sentence as told apart, whatever the text calls itself and its parties."""
    return " ".join(_CALLED.sub(" ", normal(text)).split())


def _changed(old: str, new: str) -> Effect:
    """A sentence on reservations that says otherwise when there may be one: a condition more makes for fewer."""
    words = inserted(normal(old), normal(new))
    if words and (words[0] in _CONDITIONS or words[:2] == ("in", "cases")):
        fewer = len(new) > len(old)
        now, what = ("fewer", "comes in") if fewer else ("more", "is gone")
        why = f"The reservation may be made in {now} cases: a condition {what}."
        return Effect("reservation-changed", "hardens" if fewer else "softens", why, *shorts(old, new))
    why = "Which reservations may be made is said otherwise; it may be more or fewer. Read both texts."
    return Effect("reservation-changed", "neutral", why, *shorts(old, new))

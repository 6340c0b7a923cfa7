"""Sentences of different rows that are not one, however much they have in common."""

from __future__ import annotations

from typing import Final

from travaux.diff.effects.phrases import nature
from travaux.diff.effects.rules import rule
from travaux.diff.effects.sentences import Change, akin
from travaux.diff.effects.setting import Setting
from travaux.diff.effects.words import of_changes

_OWING: Final = frozenset({"offence", "obligation", "permission"})


def strangers(change: Change, setting: Setting, alone: bool) -> bool:
    """Whether the old sentence is gone and the new one new; `alone`: they stand in passages that are so as a whole.

    So it is where the one forbids, punishes or entitles and the other does not; and where duties of one matter,
    printed apart, do not tell how the one became the other.
    """
    natures = {nature(change.old), nature(change.new)}
    if natures == {""}:
        return _lays_down(change.old) != _lays_down(change.new)
    if not (alone and change.rewritten and natures <= _OWING):
        return False
    if not akin(change.old, change.new):
        return True
    return "permission" not in natures and all(
        each.direction == "neutral" for each in of_changes(((change, setting),), ())
    )


def _lays_down(text: str) -> str:
    found = rule(text)
    return found.stem if found else ""

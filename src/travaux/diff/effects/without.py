"""“With” that becomes “without”, before the same words: what was to be there may be missing, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.phrases import plain_of
from travaux.model.redline import Effect

_WITHOUT: Final = re.compile(r"\bwithout (?P<what>\w+ \w+)")
_SAID: Final = {True: "what had to be there need not be", False: "what could be missing has to be there"}


def without(old: str, new: str) -> Iterator[Effect]:
    """The words turned round between two sentences, each way; neutral, for they do not say whom that helps."""
    if "without" not in old and "without" not in new:
        return
    one, other = plain_of(old), plain_of(new)
    for comes, was, now in ((True, one, other), (False, other, one)):
        if words := _turned(was, now):
            said = f"with {words}", f"without {words}"
            before, after = said if comes else said[::-1]
            kind = appears("negation") if comes else goes("negation")
            why = f"“{before}” gives way to “{after}”: {_SAID[comes]}; whom that helps, read in both texts."
            yield Effect(kind, "neutral", why, before, after)


def _turned(was: str, now: str) -> str:
    """The words behind a "without" of one text that stand behind "with" in the other alone; "" if there are none."""
    if "without" not in now:
        return ""
    found = (each["what"] for each in _WITHOUT.finditer(now))
    return next((each for each in found if f"without {each}" not in was and f" with {each}" in was), "")

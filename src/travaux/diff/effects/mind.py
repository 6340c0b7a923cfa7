"""With what mind and to what end an act is done, where only its words say so.

Words alone do not tell whether intention is of the act or of what follows from it. So "intentionally" and
"knowingly" are not ranked; "with the intent" asks for more than either, recklessness for less, negligence for
least. Two words of one rank together ask for more than one; recklessness beside knowledge is an alternative.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.phrases import Mind, minds, phrases
from travaux.diff.effects.sentences import Change
from travaux.model.redline import Effect

_RANKS: Final[dict[Mind, int]] = {"special": 40, "general": 30, "knowledge": 30, "reckless": 20, "negligent": 10}


def of_mind(change: Change, acting: bool) -> Iterator[Effect]:
    """What changes in the mental element or the purpose; without a direction, unless the sentence describes conduct."""
    old, new = minds(change.old), minds(change.new)
    yield from _mental(old, new, acting)
    if ("right" in old) != ("right" in new):
        comes = "right" in new
        words = (new if comes else old)["right"]
        said = f"“{words}” {'comes in' if comes else 'is gone'}"
        yield _moved(comes, acting, said, "" if comes else words, words if comes else "")
    yield from _purpose(change, acting)


def _mental(old: dict[Mind, str], new: dict[Mind, str], acting: bool) -> Iterator[Effect]:
    before, after = ({mind: words for mind, words in side.items() if mind != "right"} for side in (old, new))
    if before.keys() == after.keys():
        return
    was, now = (
        ", ".join(one[each] for each in one if each not in two) for one, two in ((before, after), (after, before))
    )
    said = f"“{was}” gives way to “{now}”" if was and now else f"“{now or was}” {'comes in' if now else 'is gone'}"
    ranks = _rank(tuple(before)), _rank(tuple(after))
    if ranks[0] == ranks[1]:
        why = f"{said}; which of them asks for more depends on how they are read."
        yield Effect("mental-changed", "neutral", why, was, now)
    else:
        yield _moved(ranks[1] > ranks[0], acting, said, was, now)


def _rank(found: tuple[Mind, ...]) -> int:
    """How much is asked for: the least of the alternatives, a little more for each word asked for besides."""
    if not found:
        return 0
    ranks = [_RANKS[each] for each in found]
    return min(ranks) if min(ranks) < _RANKS["knowledge"] else max(ranks) + len(ranks) - 1


def _moved(raised: bool, acting: bool, said: str, old: str, new: str) -> Effect:
    kind, level = ("mental-raised", "higher") if raised else ("mental-lowered", "lower")
    if not acting:
        return Effect(kind, "neutral", f"{said}; what that reaches depends on the rule.", old, new)
    return Effect(kind, "narrows" if raised else "widens", f"{said}: the mental element is {level}.", old, new)


def _purpose(change: Change, acting: bool) -> Iterator[Effect]:
    old, new = phrases("purpose", change.old), phrases("purpose", change.new)
    if not acting or old.total() == new.total():
        return
    comes = new.total() > old.total()
    words = ", ".join(new - old if comes else old - new)
    why = f"“{words}” is {'now' if comes else 'no longer'} said: the conduct must {'now' if comes else 'no longer'} "
    why += "serve the purpose that is named."
    if comes:
        yield Effect(appears("purpose"), "narrows", why, "", words)
    else:
        yield Effect(goes("purpose"), "widens", why, words, "")

"""How soon something is to be done: time limits that come or go, and words such as “promptly”.

A word of haste has a first and a last place on the scale; two that overlap are not ranked, for nobody agrees which of
“promptly” and “without undue delay” is sooner. A limit on a duty hardens it, and so does more haste.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.phrases import phrases, plain_of
from travaux.diff.effects.sense import Sense
from travaux.diff.effects.verbs import modals
from travaux.model.redline import Direction, Effect

_HASTE: Final[tuple[tuple[tuple[int, int], str], ...]] = (
    ((50, 50), r"immediately|forthwith|at once|instantly"),
    ((40, 40), r"without (?:any |further )?delay"),
    ((30, 40), r"promptly|expeditiously|swiftly|speedily|rapidly|as soon as (?:practically |reasonably )?"
     r"(?:possible|practicable)|with the least possible delay|as (?:quickly|rapidly|speedily) as possible"),
    ((30, 30), r"without (?:undue|unreasonable|unnecessary|unjustified) delay"),
    ((10, 20), r"(?:with)?in (?:a |due |good )?(?:reasonable )?(?:time|course)(?! of)|in a timely manner"),
)  # fmt: skip
_WORDS: Final = re.compile("|".join(rf"(?P<at{at}>\b(?:{words})\b)" for at, (_, words) in enumerate(_HASTE)))
_NONE: Final = (0, 0)
_HINT: Final = re.compile(
    r"\b(?:immediate|forthwith|once|instant|delay|undue|unreason|unnecess|unjust|prompt|expedit|swift|speed|rapid|quick"
    r"|soon|least|time|course|further)",
    re.I,
)
_LIMIT: Final = (
    r"(?:\bwithin(?: at most)?(?: an?| the)?(?: \w+)?(?: period of| time limit of| term of)?"
    r"|\b(?:not|no) later than|\bbefore the expiry of|\bby the end of)\s+"
)
_APART: Final = re.compile(r"\b(?:that|which|who|whose|whom|where|when|if|unless|committed|enter)\b")
"""Words by which a time limit may be of something else than of the duty."""
_WHOSE: Final = "what that does depends on what is to be done by then; read both texts"
_DUTY: Final = re.compile(r"\b(?:shall|must|undertakes?|should)\b")


def is_timed(words: str) -> bool:
    """Whether words that only one of two sentences has may change how soon something is to be done."""
    return bool(_HINT.search(words))


def timed(sense: Sense, counted: Iterable[Effect], hasty: bool) -> Iterator[Effect]:
    """The numbers that changed, those that are time limits told as such; and words of haste, if asked (`hasty`)."""
    found = [_limit(sense, each) for each in counted]
    found += _haste(sense) if hasty else ()
    ways = {each.direction for each in found if each.kind.startswith(("time-limit", "pace"))}
    yield from (_against(each) if ways >= {"hardens", "softens"} else each for each in found)


def _against(effect: Effect) -> Effect:
    """Of a limit that comes for a word of haste, or the other way, no direction."""
    if not effect.kind.startswith(("time-limit", "pace")):
        return effect
    said = effect.why.partition(":")[0]
    return replace(
        effect, direction="neutral", why=f"{said}: another measure of time is changed as well; compare them."
    )


def _limit(sense: Sense, effect: Effect) -> Effect:
    """A number that only one text has, told as a time limit if it is one."""
    words, comes = effect.old or effect.new, bool(effect.new)
    if effect.kind not in ("number-added", "number-dropped"):
        return effect
    text = plain_of(sense.change.new if comes else sense.change.old)
    match = re.search(_LIMIT + re.escape(plain_of(words)), text) if _TIME.search(words) else None
    if match is None:
        return effect
    way, what = _way(sense, comes, text[: match.start()]) if sense.owes() else ("neutral", _WHOSE)
    limit = match.group()[: -len(plain_of(words))] + words
    why = f"A time limit {'comes in' if comes else 'is gone'}, “{limit}”: {what}."
    kind = appears("time-limit") if comes else goes("time-limit")
    return Effect(kind, way, why, effect.old and limit, effect.new and limit)


_TIME: Final = re.compile(r"\b(?:hour|day|week|month|year)s?$", re.I)


def _haste(sense: Sense) -> Iterator[Effect]:
    """Words of haste that come, go, or give way to others."""
    (old, was, at_old), (new, now, at_new) = (_fastest(plain_of(each)) for each in sense.texts)
    if old == new:
        return
    sides = [plain_of(each)[:at] for each, at, words in zip(sense.texts, (at_old, at_new), (was, now), strict=True)
             if words]  # fmt: skip
    said = f"“{was}” gives way to “{now}”" if was and now else f"“{now or was}” {'comes in' if now else 'is gone'}"
    if not (old[1] < new[0] or new[1] < old[0]):
        why = f"{said}: which of them is sooner depends on how they are read."
        yield Effect("pace-changed", "neutral", why, was, now)
        return
    faster = new[0] > old[1]
    ways = [_way(sense, faster, each) for each in sides]
    way, what = next((each for each in ways if each[0] == "neutral"), ways[0])
    yield Effect("pace-raised" if faster else "pace-lowered", way, f"{said}: {what}.", was, now)


def _fastest(text: str) -> tuple[tuple[int, int], str, int]:
    """The word of haste that is soonest: its place, itself, and where it stands."""
    found = [(_HASTE[int(str(each.lastgroup)[2:])][0], each.group(), each.start()) for each in _WORDS.finditer(text)]
    return max(found, default=(_NONE, "", 0), key=lambda each: (each[0], -each[2]))


def _way(sense: Sense, comes: bool, before: str) -> tuple[Direction, str]:
    """Which way it goes that something is to be done sooner (`comes`), and why; `before` stands before the words."""
    duty = list(_DUTY.finditer(before))
    behind = before[duty[-1].end() :] if duty else before
    bound = all(_DUTY.search(plain_of(each)) and all(d != "may" for d, _ in modals(each)) for each in sense.texts)
    if sense.setting.preamble:
        return "neutral", "these words bind nobody"
    if not bound or sense.describes() or sense.saves() or any(phrases("negation", each) for each in sense.texts):
        return "neutral", _WHOSE
    if _APART.search(behind):
        return "neutral", "it may be of something else than of the duty; read both texts"
    if comes:
        return "hardens", "what is owed is owed sooner"
    return "softens", "what is owed may be done later"

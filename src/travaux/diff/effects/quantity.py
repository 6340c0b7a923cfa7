"""How many of several things are meant, and which parties a duty binds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.made import come_or_gone
from travaux.diff.effects.phrases import phrases, plain_of
from travaux.diff.effects.sense import Sense
from travaux.model.redline import Direction, Effect

_PARTIES: Final = r"(?:(?:high )?contracting |state |states )*(?:part(?:y|ies)|states?)\b(?: parties\b| party\b)?"
_COUNTS: Final = re.compile(
    rf"\b(?:(?P<one>(?:at least one|one or more|one|some|either|any one|several) of|some|certain(?! that)|either)"
    r"|(?P<all>(?<!at )(?<!in )(?<!above )all|every|each(?! other)|both)|(?P<any>(?<!in )any(?! other| such)))\b"
    rf"(?! (?:of )?(?:the )?{_PARTIES})(?! case\b)"
)
_FOLLOWING: Final = "the following"
_BEARER: Final = re.compile(
    rf"(?:\b(?P<many>each|every|all(?: the)?|any|a|the|some|certain) |^){_PARTIES}"
    r"(?P<some> concerned| in question)?(?P<such> (?:that|which|whose) [^.;:]{0,120}?)? (?:also )?"
    r"(?=shall\b|undertakes?\b)"
)
_ALIKE: Final = "what that does depends on what they count; read both texts"


def quantifiers(sense: Sense) -> Iterator[Effect]:
    """Words that say how many: all, one of several, or any, which may be either."""
    old, new = (_counted(plain_of(each)) for each in sense.texts)
    gone, come = (_left(one, other) for one, other in ((old, new), (new, old)))
    if (gone is None) == (come is None):
        pair = gone, come
    else:
        pair = (gone or _following(sense.change.old)), (come or _following(sense.change.new))
    if pair[0] and pair[1] and pair[0][0] != pair[1][0]:
        yield _changed(sense, *pair[0], *pair[1])


def _counted(text: str) -> list[tuple[str, str]]:
    return [(str(each.lastgroup), each.group()) for each in _COUNTS.finditer(text)]


def _left(one: list[tuple[str, str]], other: list[tuple[str, str]]) -> tuple[str, str] | None:
    """The one word that only one side has; None if there is none, or several."""
    kinds = Counter(kind for kind, _ in one) - Counter(kind for kind, _ in other)
    if kinds.total() != 1:
        return None
    return next((each for each in one if each[0] in kinds), None)


def _following(text: str) -> tuple[str, str] | None:
    """What follows is meant altogether where no word says how many of it."""
    return ("all", _FOLLOWING) if _FOLLOWING in plain_of(text) else None


def _changed(sense: Sense, was: str, gone: str, now: str, come: str) -> Effect:
    way: Direction = "neutral"
    what = _ALIKE if "any" not in (was, now) else "“any” may mean each of several, or one of them; read both texts"
    plain = not sense.saves() and not any(
        phrases("negation", each) or phrases("exception", each) for each in sense.texts
    )
    if "any" not in (was, now) and sense.owes() and plain:
        way = "softens" if now == "one" else "hardens"
        what = "one is enough where all were owed" if now == "one" else "all are owed where one was enough"
    return Effect("quantifier-changed", way, f"“{gone}” gives way to “{come}”: {what}.", gone, come)


def bearers(sense: Sense) -> Iterator[Effect]:
    """Which parties a duty binds: all of them, or those concerned."""
    (old, was), (new, now) = (_bound(plain_of(each)) for each in sense.texts)
    if {old, new} != {"all", "some"}:
        return
    fewer = new == "some"
    said, kind = come_or_gone(was, now), "bearers-narrowed" if fewer else "bearers-widened"
    if sense.saves():
        yield Effect(kind, "neutral", f"{said}: what is left alone may be another; read both texts.", was, now)
    else:
        way: Direction = "narrows" if fewer else "widens"
        what = "fewer parties are bound" if fewer else "more parties are bound"
        yield Effect(kind, way, f"{said}: {what}.", was, now)


def _bound(text: str) -> tuple[str, str]:
    """Whether a sentence binds "all" parties or "some", and in which words; empty if it does not say."""
    match = _BEARER.search(text)
    if match is None:
        return "", ""
    some = match["some"] or match["such"] or match["many"] in ("some", "certain")
    if not some and match["many"] == "the" and " parties" not in f" {match.group()}" and "states" not in match.group():
        return "", ""
    return "some" if some else "all", match.group().strip()

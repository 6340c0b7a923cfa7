"""Single words that limit a sentence, open a list, or say how many: “only”, “inter alia”, “upon request”, “all”.

Each has a direction only where the sentence itself tells what it limits; else it is neutral, with the reason why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.conjunctions import both
from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.made import come_or_gone
from travaux.diff.effects.phrases import defines, plain_of
from travaux.diff.effects.quantity import bearers, quantifiers
from travaux.diff.effects.sense import Sense
from travaux.model.redline import Direction, Effect

_ONLY: Final = re.compile(r"(?<!not )(?<!if and )\b(?:only|solely|exclusively)\b")
_REQUEST: Final = re.compile(
    r"\b(?:upon|on)(?: (?!the\b)\w+){0,2} request\b|\bupon the request of\b"
    r"|\bat the request of (?:the |a |an |another |that |either |any )?(?:\w+ )?(?:part(?:y|ies)|states?)\b"
    r"|\b(?:if|when|where) (?:so )?requested\b"
    r"|\bsubject to (?:the )?(?:prior )?(?:written )?(?:approval|consent|agreement|authori[sz]ation)\b"
    r"|\bin a position to do so\b|\bon (?:the )?condition that\b"
)
_OPEN: Final = re.compile(
    r"\binter alia\b|\bamong(?:st)? other(?:s| things)\b|\bnot limited to\b|\bwithout (?:limitation|being limited)\b"
)
_CLOSED: Final = re.compile(r"\bnamely\b|\bthat is to say\b")
_STRESS: Final = re.compile(r"\bin particular\b|\bparticularly\b|\bespecially\b|\bnotably\b")
_LIKE: Final = re.compile(r"\bsuch as\b(?! may| are| is)|\bincluding\b|\bincludes?\b|\bfor (?:example|instance)\b")
_UTMOST: Final = re.compile(
    r"\b(?:to|in) the (?:full|wid|great|large)est (?:possible )?(?:extent|measure)(?: possible)?\b"
)
_HINT: Final = re.compile(
    r"\b(?:only|solely|exclusively|request|condition|approval|consent|agreement|authori|position|alia|other|limit|namely"
    r"|say|particular|especially|notably|fullest|widest|greatest|largest|both|all|each|every|any|some|certain|one"
    r"|either|several|concerned|question|that|which|whose)",
    re.I,
)
_GUARDED: Final = "it limits what the parties owe, or forbids what goes beyond it; read both texts"
_ELSE: Final = "how far an open list reaches, the words do not say; read both texts"
_TERM: Final = "that counts wherever the term is used"


def cued(words: str) -> bool:
    """Whether words that only one of two sentences has may be one of these."""
    return bool(_HINT.search(words))


def of_cues(sense: Sense) -> Iterator[Effect]:
    """What such words do that come into a sentence, or go from it."""
    yield from _listing(sense)
    yield from _condition(sense)
    yield from _utmost(sense)
    yield from both(sense.change)
    yield from quantifiers(sense)
    yield from bearers(sense)


def only(sense: Sense) -> Iterator[Effect]:
    """The word “only” that comes or goes; in a duty it may limit or forbid."""
    old, new = _sides(_ONLY, sense)
    if bool(old) != bool(new):
        way, what = sense.limited(bool(new))
        if sense.owes() and way != "neutral":
            way, what = "neutral", _GUARDED
        yield _cue("limit", way, what, old, new)


def _condition(sense: Sense) -> Iterator[Effect]:
    """Something that is asked for before the rest applies: a request, an agreement."""
    old, new = _sides(_REQUEST, sense)
    if bool(old) != bool(new):
        yield _cue("condition", *sense.limited(bool(new)), old, new)


def _listing(sense: Sense) -> Iterator[Effect]:
    """A list that is open now, or closed, and examples that are stressed."""
    (old, was), (new, now) = (_list(plain_of(each)) for each in sense.texts)
    if {old, new} == {"", "stressed"}:
        what = "what is named is stressed, and the rest stays meant"
        yield _cue("emphasis", "neutral", what, was, now)
    elif _is_open(old) != _is_open(new) and {old, new} != {"", "like"}:
        opens = _is_open(new)
        way, what = _opening(sense, opens)
        said = come_or_gone(was, now)
        why = f"{said}: what is named is {'an example now' if opens else 'all that is meant now'}; {what}."
        yield Effect("list-opened" if opens else "list-closed", way, why, was, now)


def _list(text: str) -> tuple[str, str]:
    """What kind of list a sentence has, and the words that say so."""
    for kind, pattern in (("open", _OPEN), ("closed", _CLOSED), ("stressed", _STRESS), ("like", _LIKE)):
        if match := pattern.search(text):
            return kind, match.group()
    return "", ""


def _is_open(kind: str) -> bool:
    return kind in ("open", "stressed", "like")


def _opening(sense: Sense, opens: bool) -> tuple[Direction, str]:
    """Which way it goes that a list opens or closes; what a duty asks for besides, an open list does not say."""
    if any(map(defines, sense.texts)):
        return "neutral", _TERM
    way, what = sense.limited(not opens)
    listed = any("following" in each for each in sense.texts)
    return (way, what) if way != "neutral" and not sense.owes() and not listed else ("neutral", _ELSE)


def _utmost(sense: Sense) -> Iterator[Effect]:
    """To do as much as can be done: more than nothing said, and no more than is possible."""
    old, new = _sides(_UTMOST, sense)
    if bool(old) != bool(new) and not any("extent" in rest for rest in _less(sense)):
        said = f"“{new or old}” {'comes in' if new else 'is gone'}"
        why = (
            f"{said}: it asks for as much as can be done, and for no more; whether that binds more depends on the duty."
        )
        yield Effect("obligation-changed", "neutral", why, old, new)


def _less(sense: Sense) -> tuple[str, ...]:
    """The sentences without the words for as much as can be done."""
    return tuple(_UTMOST.sub(" ", plain_of(each)) for each in sense.texts)


def _sides(pattern: re.Pattern[str], sense: Sense) -> tuple[str, str]:
    """The first words of a kind on each side."""
    old, new = (pattern.search(plain_of(each)) for each in sense.texts)
    return old.group() if old else "", new.group() if new else ""


def _cue(stem: str, way: Direction, what: str, old: str, new: str) -> Effect:
    kind = appears(stem) if new else goes(stem)
    return Effect(kind, way, f"“{new or old}” {'comes in' if new else 'is gone'}: {what}.", old, new)

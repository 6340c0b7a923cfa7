"""Sentences that bind without naming the parties: what need not be shown, penalties, rights, amendments, prohibitions.

Set expressions of treaty English; what a sentence does not say in one of these ways has no effect of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.made import short, state
from travaux.diff.effects.phrases import phrases, plain_of
from travaux.model.redline import Direction, Effect

_WAIVING: Final = re.compile(
    r"\bshall not be (?:a |the |any )?(?:condition|defence|required|necessary|needed)\b(?! to\b)"
    r"|\bshall not (?:be (?:made )?subject to the (?:condition|requirement)|require that|depend (?:on|upon))\b"
    r"|\b(?:neither|no)\b[^.;]{0,240}?\bshall (?:also )?be (?:required|necessary|needed)\b"
    r"|\bshall be no (?:defence|condition|excuse)\b|\bneed (?:not|have no|be no)\b"
    r"|\bshall (?:suffice|be (?:irrelevant|immaterial))\b|\bit shall be (?:sufficient|enough) (?:that|if)\b"
)
_OF_OFFENCES: Final = re.compile(
    r"\b(?:offences?|conduct|criminal\w*|criminality|defence|offenders?|knowledge|intent\w*|consent|purpose|punishable"
    r"|liab\w+)\b"
)
_OF_STATES: Final = re.compile(r"\b(?:state|states|party|parties)\b")
"""What States need not show each other is another matter than what an offence asks for."""
_PENALTY: Final = re.compile(
    r"\bshall (?:also )?be (?:made )?punishable\b|\bshall (?:carry|incur|be liable to) (?:\w+ ){0,4}?"
    r"(?:penalt|sentence|fine|imprisonment|deprivation)"
)
_AMENDING: Final = re.compile(
    r"\b(?:words?|articles?|paragraphs?|sentences?|references?|text|title|heading|following)\b"
    r".{0,400}?\bshall (?:also )?"
    r"(?:be (?:inserted|replaced|deleted|added|amended|renumbered|omitted|substituted)|become|read)\b"
)
_ENTITLING: Final = re.compile(
    r"\b(?:shall|must) (?:also |each )?(?:have (?:the |a )?(?:right|access|opportunity)|be (?:entitled|heard|notified"
    r"|informed|(?:given|granted|afforded|offered) (?:\w+ ){0,6}?"
    r"(?:opportunity|access|assistance|protection|period)))\b"
)
_SHIELDING: Final = re.compile(
    r"\b(?:persons?|victims?|witness(?:es)?|he or she)\b[^.;]{0,160}? shall not be "
    r"(?:removed|returned|expelled|deported|detained|denied|refused|deprived|subjected)\b"
)
_DECIDING: Final = re.compile(r"\b(?:courts?|judges?|judicial\w*|tribunals?|arbitration)\b")
_TAKING_EFFECT: Final = re.compile(r"\bshall (?:enter into force|take effect|become effective)\b")
_AUTHORITY: Final = re.compile(r"\b(?:\w+ )?authorit(?:y|ies)\b")
_BESIDE: Final = re.compile(
    r"\b(?:who|which|whose|including|whether|where|if|when|as|that (?=cannot|can|do|does|is|are|has|have))\b"
    r"(?:(?! (?:shall|may|must)\b)[^,;.])*"
)
"""A clause beside the main one, as far as its comma or the verb of the sentence."""
_MAIN_NOT: Final = re.compile(
    r"\b(?:shall|may|must|can)(?: (?:also|itself|in any case|of itself|in no case))? (?:not|neither|never|be no)\b"
    r"|\bcannot\b|\bdoes not (?:exclude|prevent|preclude|limit)\b"
    r"|^\W*(?:(?:in|under|for)\b[^.;]*? )?(?:no|none|nobody|nor|neither)\b.*\b(?:shall|may|must)\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a sentence lays down: the stem of the effect, which way it goes if it is new, and what the sentence is."""

    stem: str
    way: Direction
    what: str


def rule(text: str) -> Rule | None:
    """What a sentence lays down that does not speak of the parties; None for what is not known here."""
    plain = plain_of(text)
    if _WAIVING.search(plain):
        way: Direction = "widens" if _OF_OFFENCES.search(plain) and not _OF_STATES.search(plain) else "neutral"
        return Rule("requirement", way, "says what need not be shown")
    if _PENALTY.search(plain):
        return Rule("penalty", "widens", "lays down a penalty")
    if _AMENDING.search(plain):
        return Rule("amendment", "neutral", "amends another text")
    if _ENTITLING.search(plain):
        return Rule("right", "neutral", "gives a right to persons; read in both texts whom it protects, and from whom")
    if _SHIELDING.search(plain):
        return Rule("prohibition", "widens", "keeps something from being done to persons")
    if prohibits(text):
        return Rule("prohibition", "neutral", "forbids or excludes something; read what it excludes")
    if _TAKING_EFFECT.search(plain):
        return Rule("provision", "neutral", "says when something takes effect; read both texts")
    if " shall " in plain and _DECIDING.search(plain):
        return Rule("oversight", "neutral", "has a court or tribunal decide; read both texts")
    return None


def laid_down(found: Rule, text: str, comes: bool, saving: bool) -> Effect:
    """The effect of a rule that is new (`comes`) or gone; among savings it has no direction."""
    way: Direction = "neutral" if saving else found.way if comes or found.way == "neutral" else "narrows"
    why = f"A sentence that {found.what} is {state(comes)}."
    if ";" in found.what:
        what, _, end = found.what.partition("; ")
        why = f"A sentence that {what} is {state(comes)}: {end}."
    old, new = ("", short(text)) if comes else (short(text), "")
    if found.stem == "requirement":
        return Effect("requirement-lowered" if comes else "requirement-raised", way, why, old, new)
    return Effect(appears(found.stem) if comes else goes(found.stem), way, why, old, new)


def waives(text: str) -> bool:
    """Whether a sentence says what need not be shown."""
    return bool(_WAIVING.search(plain_of(text)))


def prohibits(text: str) -> bool:
    """Whether a sentence itself forbids or excludes something, and not a clause of it beside the point."""
    return bool(phrases("negation", text)) and bool(_MAIN_NOT.search(_BESIDE.sub(" ", plain_of(text))))


def overseen(old: str, new: str) -> Iterator[Effect]:
    """A court that decides now in place of another authority, or no longer; neutral."""
    sides = _DECIDING.search(plain_of(old)), _DECIDING.search(plain_of(new))
    if bool(sides[0]) == bool(sides[1]):
        return
    one, other = (_decider(text, side) for text, side in zip((old, new), sides, strict=True))
    if one and other:
        why = f"“{one}” gives way to “{other}”: who decides is another; read both texts."
        yield Effect("oversight-changed", "neutral", why, one, other)
    else:
        kind = appears("oversight") if other else goes("oversight")
        said = f"“{other or one}” {'comes in' if other else 'is gone'}"
        yield Effect(
            kind, "neutral", f"{said}: a court or tribunal has {'more' if other else 'less'} to decide.", one, other
        )


def _decider(text: str, court: re.Match[str] | None) -> str:
    """Who decides: the court found, else another authority; "" if none is named."""
    found = court or _AUTHORITY.search(plain_of(text))
    return found.group() if found else ""

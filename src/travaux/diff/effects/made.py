"""Effects of sentences in words: how a change of duty, of a safeguard or of a reservation is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.phrases import defines, leaves_alone, plain_of
from travaux.diff.effects.savings import unproven
from travaux.model.redline import Direction, Effect

_NAMES: Final = re.compile(
    r"\b(?:convention|protocol|treaty|agreement)\b"
    r"|\b(?:paragraphs?|articles?|points?)"
    r"(?: (?:\d+(?:[. ]?[a-z]\b)?|[a-z]|to|and|bis|of (?:this|the|that) article))+\b"
)
_JOINTS: Final = re.compile(r"\b(?:such|that|this|the|and|liability)\b")
_DOES: Final = {
    "definition": "defines a term",
    "offence": "makes conduct an offence",
    "obligation": "binds the parties",
    "permission": "says what the parties may do",
}


def bound(harder: bool, said: str, old: str, new: str) -> Effect:
    """A sentence that binds more strongly, or less."""
    kind, way = ("obligation-hardened", "more") if harder else ("obligation-softened", "less")
    return Effect(kind, "hardens" if harder else "softens", f"{said}: the sentence binds {way} strongly.", old, new)


def saved(gone: str, come: str, text: str, words: str = "") -> Effect:
    """A sentence that leaves something alone, and is new or gone; or such `words` of a `text` that does more."""
    said = f"“{come or gone}” is {state(bool(come))}"
    kind = appears("safeguard") if come else goes("safeguard")
    if reason := unproven(text, words):
        return Effect(kind, "neutral", f"{said}: {reason}.", gone, come)
    if come:
        return Effect(kind, "narrows", f"{said}: the text leaves alone what these words name.", gone, come)
    why = f"{said}: the text no longer says that it leaves alone what these words name."
    return Effect(kind, "widens", why, gone, come)


def opened(what: str, more: bool, old: str, new: str, extending: bool = False) -> Effect:
    """A reservation or a declaration for which there is a place, or is none any more.

    One by which a party makes the text reach further (`extending`) frees it from nothing, and has no direction.
    """
    if extending:
        kind, now = (f"{what}-opened", "may now") if more else (f"{what}-closed", "may no longer")
        return Effect(kind, "neutral", f"The parties {now} extend the text by a declaration.", old, new)
    if more:
        return Effect(f"{what}-opened", "softens", f"The parties may now make a {what} that had no place.", old, new)
    return Effect(f"{what}-closed", "hardens", f"The parties may no longer make a {what} that they could.", old, new)


def sentence_of(stem: str, comes: bool, old: str, new: str) -> Effect:
    """A whole sentence that binds, permits or defines; what only permits or defines has no direction of its own."""
    way: Direction = "widens" if comes else "narrows"
    if stem not in ("offence", "obligation"):
        way = "neutral"
    kind = appears(stem) if comes else goes(stem)
    return Effect(kind, way, f"A sentence that {_DOES[stem]} is {state(comes)}.", old, new)


def reworded(old: str, new: str, acting: bool) -> Iterator[Effect]:
    """What counts wherever else it is used, saves something else, or describes an offence (`acting`).

    No word says so by itself, but more than a reference, the name of the text or a joint differs.
    """
    if unnumbered(old) == unnumbered(new):
        return
    if defines(old) or defines(new):
        why = "A definition reads differently; that counts wherever the term is used."
        yield Effect("definition-changed", "neutral", why, *shorts(old, new))
    elif leaves_alone(old) and leaves_alone(new):
        why = "A safeguard reads differently; what it leaves alone may be another."
        yield Effect("safeguard-changed", "neutral", why, *shorts(old, new))
    elif acting:
        why = "What the offence is, is said in other words; it may reach more or less. Read both texts."
        yield Effect("offence-changed", "neutral", why, *shorts(old, new))


def unnumbered(text: str) -> str:
    """A sentence without what it refers to, the name of the text, and the words that join it to the one before."""
    return " ".join(_JOINTS.sub(" ", _NAMES.sub(" ", plain_of(text))).split())


def restated(old: str, new: str) -> Effect:
    """A sentence that binds and gives way to another of the same matter."""
    why = "A sentence that binds the parties gives way to another of the same matter; it may ask more or less. "
    why += "Read both texts."
    return Effect("obligation-changed", "neutral", why, old, new)


def undecided(old: str, new: str) -> Effect:
    """A change of words in square brackets."""
    why = "Words in square brackets are not agreed: what the change does depends on which of them stay."
    return Effect("undecided", "neutral", why, old, new)


def come_or_gone(old: str, new: str) -> str:
    """What became of words: they came in, are gone, or gave way to others."""
    if old and new:
        return f"“{old}” gives way to “{new}”"
    return f"“{new or old}” {'comes in' if new else 'is gone'}"


def state(comes: bool) -> str:
    """What became of a sentence that only one text has."""
    return "new" if comes else "gone"


def short(text: str, most: int = 90) -> str:
    """A sentence in one line, cut after some words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= most else f"{flat[:most].rsplit(' ', 1)[0]} …"


def shorts(old: str, new: str, most: int = 90) -> tuple[str, str]:
    """Two sentences in one line each, cut so that what tells them apart is in them."""
    one, other = short(old, most), short(new, most)
    if one != other or not one.endswith("…"):
        return one, other
    mine, theirs = old.split(), new.split()
    ends = (len(mine), len(theirs))
    at = next((k for k, pair in enumerate(zip(mine, theirs, strict=False)) if pair[0] != pair[1]), min(ends))
    begin = max(at - 4, 0)
    return short("… " + " ".join(mine[begin:]), most), short("… " + " ".join(theirs[begin:]), most)

"""Whole sentences that are new or gone, by what they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from travaux.diff.effects.empowering import empowers
from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.made import opened, saved, sentence_of, short, state
from travaux.diff.effects.phrases import dispenses, extends, frees, nature
from travaux.diff.effects.rules import laid_down, rule, waives
from travaux.diff.effects.scope import takes_back
from travaux.diff.effects.sense import Sense
from travaux.model.redline import Effect


def whole(sense: Sense, text: str, comes: bool) -> Iterator[Effect]:
    """A sentence that is new (`comes`) or gone, by its nature; one that does nothing known has no effect."""
    old, new = ("", short(text)) if comes else (short(text), "")
    match what := nature(text):
        case "reservation" | "declaration":
            yield opened(what, comes, old, new, what == "declaration" and extends(text))
        case "closing":
            yield opened("reservation", not comes, old, new)
        case "safeguard":
            yield saved(old, new, text)
        case "definition" | "offence" | "obligation" | "permission":
            found = sentence_of(what, comes, old, new)
            if takes_back(text):
                why = f"{found.why} It takes back a limit that the text sets; read what becomes of that."
                found = replace(found, direction="neutral", why=why)
            neutral = sense.setting.saving and not empowers(text)
            yield replace(found, direction="neutral") if neutral else found
        case "":
            yield from _nobody(sense, text, comes)


def _nobody(sense: Sense, text: str, comes: bool) -> Iterator[Effect]:
    """A sentence that does not speak of the parties: what it excludes, or lays down."""
    if frees(text) and not waives(text):
        yield _exclusion(sense, text, comes)
    elif found := rule(text):
        yield laid_down(found, text, comes, sense.setting.saving)


def _exclusion(sense: Sense, text: str, comes: bool) -> Effect:
    """A whole sentence that says what is no offence, or whom no liability meets."""
    way, what = sense.excluding(comes)
    if dispenses(text):
        way, what = "neutral", "read what it excludes"
    why = f"A sentence that says what is no offence, or who is not liable, is {state(comes)}: {what}."
    if comes:
        return Effect(appears("exception"), way, why, "", short(text))
    return Effect(goes("exception"), way, why, short(text), "")

"""What a saving leaves alone: the rights of persons, or something of which no direction can be told."""

from __future__ import annotations

import re
from typing import Final

from travaux.diff.effects.phrases import plain_of

_STATES: Final = re.compile(
    r"\b(?:affect|prevent|exclude|preclude|limit|relieve)\b(?: \w+){0,4}? "
    r"(?:liability|responsibility|(?<!third )part(?:y|ies)|states?|powers?|permitted)\b"
    r"|\bwithout prejudice to(?: \w+){0,3}? (?:liability|responsibility|powers?|permitted)\b"
)
"""What the parties may do, or who is liable besides."""
_VICTIMS: Final = re.compile(r"\b(?:asylum|refuge\w+|non-refoulement|victims|human rights)\b")
_PERSONS: Final = re.compile(
    r"\b(?:rights?|freedoms?|privacy|private life|asylum|refuge\w+|non-refoulement|fair (?:and impartial )?trial"
    r"|dignity|protection|persons?|express\w+|communications?)\b|\brequiring an? (?:state )?party\b|\bextending to\b"
)
"""Whom a saving protects, or what it keeps out of a duty of the parties."""
_GUARDED: Final = re.compile(r"\bsubject to (?:\w+ ){0,6}?safeguards\b")
_POWERS: Final = re.compile(r"\b(?:powers?|procedures?|orders?|search\w*|seiz\w+|intercept\w*|surveil\w*)\b")
_HELPING: Final = re.compile(r"\b(?:protect(?!ion of (?:privacy|personal data))|(?<!mutual )assist|support)\w*\b")

LIMITING: Final = "it limits what is owed to persons"
"""What is told of a saving in a sentence by which persons are helped."""


def unproven(text: str, words: str = "") -> str:
    """Why a saving has no direction, to end a sentence; "" if it has one.

    `text` is the sentence; `words`, if given, are the phrase of it that saves, put into a sentence that does more.
    """
    plain = plain_of(text)
    if words and _HELPING.search(plain):
        return f"{LIMITING}, for the sake of others; read both texts"
    saved = _tail(text, words) if words else plain
    if _STATES.search(saved) and not _VICTIMS.search(saved):
        return "it keeps what the parties may do, or who is liable; read both texts"
    if _GUARDED.search(saved):
        return "" if _POWERS.search(plain) else "it guards a measure that is no power over persons; read both texts"
    return "" if _PERSONS.search(saved) else "whether it protects anybody, the words do not say; read both texts"


def _tail(text: str, words: str) -> str:
    """What the phrase of a sentence saves, with the phrase: as far as the comma after it."""
    flat = " ".join(text.casefold().split())
    at = flat.find(words)
    if at < 0 or words.startswith("nothing"):
        return plain_of(text)
    return re.split("[,;.]", flat[at:], maxsplit=1)[0]

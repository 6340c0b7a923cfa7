"""Sentences by which authorities get a power over persons, or persons a duty to authorities."""

from __future__ import annotations

import re
from typing import Final

from travaux.diff.effects.phrases import plain_of

_EMPOWERING: Final = re.compile(
    r"\b(?:to )?(?:enables?|empowers?|authori[sz]es?)\b[^.;]{0,80}?\b(?:authorit(?:y|ies)|courts?|officials?)\b"
    r"|\b(?:oblige|compel|require)s?\b[^.;]{0,80}?\b(?:providers?|persons?|services?)\b[^.;]{0,80}? to\b"
)
_DENIED: Final = re.compile(r"\b(?:not|nothing|no|neither|never|nor)\b")


def empowers(text: str) -> bool:
    """Whether a sentence gives authorities a power, or obliges persons towards them, and denies nothing."""
    plain = plain_of(text)
    return bool(_EMPOWERING.search(plain)) and not _DENIED.search(plain)

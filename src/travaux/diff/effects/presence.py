"""What it does in law that a clause stands in only one of two texts, by its kind."""

from __future__ import annotations

import re
from typing import Final

from travaux.diff.effects.elements import CREATING, creates
from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.phrases import nature
from travaux.model.redline import Direction, Effect, Stated

_SAID: Final[dict[str, tuple[str, str]]] = {
    "safeguard": ("safeguard", "this safeguard; without it the text may reach what it leaves alone"),
    "definition": ("definition", "this definition; what the term reaches without it depends on the rest of the text"),
    "element": ("element", "this rule for all offences; whether they reach further with it depends on the rule"),
}
"""Of some kinds of clause the stem of the effect and what the clause is."""
_BINDING: Final = frozenset(
    {"liability", "sanction", "confiscation", "jurisdiction", "procedure", "co-operation", "protection", "prevention"}
    | {"partnership", "institution"}
)
"""Kinds of clause that lay something on the parties."""
_LIMITING: Final = re.compile(r"\bshall not be (?:held )?liable\b|\bonly where\b")
_EMPOWERING: Final = re.compile(r"\b(?:enable|empower)s? its (?:competent )?(?:authorities|courts)\b")
_PREAMBLE: Final = "words of the preamble, which bind nobody"


def is_recital(stated: Stated) -> bool:
    """Whether a clause, as chosen, stands in the preamble, and so binds nobody."""
    return stated.kind == "recital" or stated.form == "recital"


def presence(clause: str, old: Stated | None, new: Stated | None, opening: str = "") -> tuple[Effect, ...]:
    """The effect of a clause that comes in or goes, or that only one of two texts has as a rule; else nothing.

    `opening` are the words with which it begins: they may limit where clauses of its kind bind, or the reverse.
    """
    binding = tuple(each if each and not is_recital(each) else None for each in (old, new))
    stated, comes = new or old, new is not None
    if stated is None or (old and new and (None not in binding or binding == (None, None))):
        return ()
    end = ""
    if old and new:
        stated, comes = (binding[1] or old), binding[1] is not None
        end = f" In the other text {_PREAMBLE}, stand in its place."
    stem, way, what = _meaning(stated, comes)
    if way != "neutral" and _is_other(stated.kind, opening):
        way, what = "neutral", f"this provision, of the kind “{stated.kind}”; what it does its words say: read them"
    kind = appears(stem) if comes else goes(stem)
    name = stated.heading or clause.replace("-", " ")
    why = f"Only the {'new' if comes else 'old'} text has {what}.{end}"
    return (Effect(kind, way, why, "" if comes else name, name if comes else ""),)


def _is_other(kind: str, opening: str) -> bool:
    """Whether the words with which a clause begins limit what its kind binds to, or give powers where it guards."""
    if kind in _BINDING:
        return nature(opening) == "safeguard" or bool(_LIMITING.search(opening))
    return kind == "safeguard" and bool(_EMPOWERING.search(opening))


def _meaning(stated: Stated, comes: bool) -> tuple[str, Direction, str]:
    """The stem of the effect, its direction, and what the clause is."""
    more: Direction = "widens" if comes else "narrows"
    if is_recital(stated):
        return "recital", "neutral", f"these {_PREAMBLE} and guide interpretation"
    if stated.kind in CREATING:
        if not creates(stated):
            return "measure", more, "this measure, which is not an offence"
        if stated.duty == "consider":
            return "offence", more, "this offence, which parties shall consider creating"
        return "offence", more, "this offence"
    if stated.kind in _SAID:
        stem, what = _SAID[stated.kind]
        less: Direction = "narrows" if comes else "widens"
        return stem, less if stem == "safeguard" else "neutral", what
    if stated.kind in _BINDING:
        return "provision", more, f"this provision, of the kind “{stated.kind}”, and what it asks of the parties"
    return "provision", "neutral", f"this provision, of the kind “{stated.kind}”"

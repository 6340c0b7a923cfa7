"""Sentences of the final clauses: how a treaty is signed, amended, left, and stands beside others.

They say when a text binds and whom, and not what the parties owe: to the number of "shall" they have no direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from travaux.diff.effects.phrases import plain_of
from travaux.model.redline import Effect

KINDS: Final = frozenset({"final", "relation", "amendment"})
"""Kinds of clause that say how a text binds."""
_ALWAYS: Final = re.compile(
    r"\benters? into force\b"
    r"|\bentry into force of (?:this|the|any|an) (?:convention|protocol|treaty|agreement|amendment)\b"
    r"|\bdenounc\w+|\bdenunciation\b|\binstruments? of (?:ratification|acceptance|approval|accession)\b"
    r"|\breservation as to\b|\bbecomes? (?:a )?part(?:y|ies)\b|\b(?:still|not) be bound by\b"
)
"""Words of which every one speaks of how a treaty binds, wherever it stands."""
_THERE: Final = re.compile(
    r"\b(?:sign\w*|ratif\w+|accept\w*|accession|acced\w+|amendments?|reservations?|declarations?|bound|part(?:y|ies) to"
    r"|secretary.general|notif\w+|federal|constituent|territor\w+|members? of|mutual relations|agreements?"
    r"|extend the scope"
    r"|shall (?:also )?(?:not )?(?:apply|extend to|be (?:regarded|treated|understood|read|inserted|replaced))"
    r"|authentic)\b"
)
"""Words that speak of it in a clause of that kind."""
_OWED: Final = re.compile(
    r"\bpart(?:y|ies) shall (?:also |periodically |regularly )?"
    r"(?:submit|report|consult|co-?operate|ensure|adopt|provide|take|establish|designate|carry out)\b"
)
"""What parties owe to each other or to persons, in a clause of that kind too."""
_BESIDE: Final = re.compile(
    r"\b(?:after|before|within|following|from|on|upon|since|until|by|of|at)(?: \w+){0,12}? "
    r"(?:entry into force of (?:this|the|any|an) \w+|becom(?:es|ing) (?:a )?party)"
    r"|\b(?:which|that|who|whenever|where|when|if) (?:\w+ ){0,4}?becomes? (?:a )?part(?:y|ies)\b"
)
"""A time or a State, named by its becoming bound in a sentence of something else."""
_DUTY: Final = re.compile(
    r"\bpart(?:y|ies)\b.*?\b(?:shall|should|must|may|are encouraged to|is encouraged to|undertakes? to)\b"
    r"(?!.{0,80}?\b(?:sign|ratif|acced|accession|accept|approv|denounc|declar|notif|deposit|bound|amend|withdraw|reserv))"
)
"""What parties owe or may do, and not about how they are bound."""
_TEXT: Final = r"(?:this|the present) (?:convention|protocol|treaty|agreement) shall (?:also )?enter into force\b"
_FORCE: Final = re.compile(rf"^{_TEXT}(?! (?:for|in respect))")
_FORCE_FOR: Final = re.compile(rf"^(?:in respect of|for|as regards) (?:any|each|every|a) [^.;]*?\b{_TEXT}")
_STEMS: Final = frozenset({"obligation", "permission", "exception", "negation", "prohibition", "oversight", "right"})
_ENDS: Final = {
    "hardened": "changed", "softened": "changed", "changed": "changed", "added": "added", "dropped": "dropped",
    "removed": "changed",
}  # fmt: skip
_WHY: Final = "The final clauses say something else about whom the text binds, and when: read both texts."


def is_final(texts: Iterable[str], there: bool) -> bool:
    """Whether sentences say how a treaty binds; `there`: they stand in a clause of that kind."""
    plains = [plain_of(each) for each in texts if each]
    return any(_speaks(each, there) for each in plains) and not any(_owes(each, there) for each in plains)


def _owes(plain: str, there: bool) -> bool:
    """Whether a sentence says what parties owe, and nothing of how they are bound."""
    return bool(_DUTY.search(plain)) and not _speaks(plain, there)


def _speaks(plain: str, there: bool) -> bool:
    always = _ALWAYS.search(plain) and not (_DUTY.search(plain) and not _ALWAYS.search(_BESIDE.sub(" ", plain)))
    return bool(always or (there and _THERE.search(plain) and not _OWED.search(plain)))


def mechanical(found: Iterable[Effect]) -> Iterator[Effect]:
    """Effects of such a sentence: what reads as a duty or a freedom of the parties is a provision that changed."""
    told: set[tuple[str, str, str]] = set()
    for each in found:
        stem, _, end = each.kind.partition("-")
        if stem in _STEMS:
            kind = "provision-changed" if stem == "negation" else f"provision-{_ENDS.get(end, end)}"
            each = replace(each, kind=kind, direction="neutral", why=_WHY)
        if (key := (each.kind, each.old, each.new)) not in told:
            told.add(key)
            yield each


def subject(text: str) -> str:
    """What a sentence on entry into force speaks of, by which two of them are one; "" for any other sentence."""
    if "into force" not in text:
        return ""
    plain = plain_of(text)
    if _FORCE.match(plain):
        return "the force of the text"
    return "its force for a State" if _FORCE_FOR.match(plain) else ""

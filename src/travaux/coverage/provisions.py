"""Provisions that oblige parties to something: those recorded of existing law, and those of a text.

Both are told in the same words (`Elements`, `Duty`), so that one rule can be asked of both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from travaux.model.elements import Duty, Elements
from travaux.model.fields import Confidence
from travaux.model.law import Covered, Law, LawArticle
from travaux.model.library import Library, Vocabulary

DUTIES: tuple[Duty, ...] = get_args(Duty)
SURENESS: tuple[Confidence, ...] = ("verified", "source", "high", "medium", "low")
"""The marks of confidence, the surest first."""


@dataclass(frozen=True, slots=True)
class Provision:
    """One provision: where it stands, what it obliges to, and how sure its record is.

    `source` is the id of a law, or of a clause with its `variant`. `place` is the article and
    what is within it ("5.1.a"), or how our text cites it ("Article 5"). `via` is the provision
    of another law that takes this one over: its id and its place.
    """

    source: str
    place: str
    about: str
    duty: Duty
    elements: Elements
    variant: str = ""
    confidence: Confidence = "verified"
    in_force: bool = True
    via: tuple[str, str] | None = None


def least(*marks: Confidence) -> Confidence:
    """The least sure of several marks."""
    return max(marks, key=SURENESS.index, default="verified")


def within(article: str, at: str) -> str:
    """A place within an article: "5" and "1.a" are "5.1.a", "3" and "(a)" are "3(a)"."""
    return f"{article}{'' if not at or at.startswith('(') else '.'}{at}"


def provisions_of(library: Library, ident: str) -> tuple[Provision, ...]:
    """What is recorded of a law, and the offences of other law that it takes over (`carries`).

    A law that is not in the library gives nothing: loading has said so.
    """
    return tuple(_provisions(library, ident, frozenset()))


def _provisions(library: Library, ident: str, above: frozenset[str]) -> Iterator[Provision]:
    law = library.law.get(ident)
    if law is None or ident in above:
        return
    for _, article in law.every_article():
        for covered in article.covers:
            own = _recorded(ident, article, covered, is_in_force(law))
            if covered.elements != Elements():
                yield own
            for other in covered.carries:
                inner = _provisions(library, other, above | {ident})
                yield from (_carried(own, each) for each in inner if each.duty == "criminalise")


def _recorded(ident: str, article: LawArticle, covered: Covered, in_force: bool) -> Provision:
    place = within(article.article, covered.at)
    return Provision(ident, place, covered.about, covered.duty, covered.elements, "", covered.confidence, in_force)


def _carried(carrier: Provision, carried: Provision) -> Provision:
    """An offence as another law takes it over: the weaker duty, the lower confidence, in force if both are."""
    return replace(
        carried,
        duty=max(carrier.duty, carried.duty, key=DUTIES.index),
        elements=carried.elements.over(carrier.elements),
        confidence=least(carrier.confidence, carried.confidence),
        in_force=carrier.in_force and carried.in_force,
        via=(carrier.source, carrier.place),
    )


def is_in_force(law: Law) -> bool:
    """Whether a law is in force: a treaty since a day that is recorded; a statute by being recorded."""
    return bool(law.in_force) or law.kind == "statute"


def is_recorded(library: Library, ident: str) -> bool:
    """Whether anything at all is recorded of what a law covers."""
    law = library.law.get(ident)
    return law is not None and any(article.covers for _, article in law.every_article())


# ---------------------------------------------------------------- what meets what


def takes_in(vocabulary: Vocabulary, victim: str | None, asked: str) -> bool:
    """Whether a provision about `victim` protects the victim asked about: itself, or a narrower word of it."""
    waiting, seen = [victim], set()
    while waiting:
        word = waiting.pop()
        if word == asked:
            return True
        if word is not None and word not in seen and word in vocabulary.victim:
            seen.add(word)
            waiting.extend(vocabulary.victim[word].includes)
    return False


def meets(vocabulary: Vocabulary, elements: Elements, pattern: Elements) -> bool:
    """Whether elements meet a pattern; a victim that the pattern states must be among those protected."""
    if pattern.victim is None:
        return elements.meets(pattern)
    return takes_in(vocabulary, elements.victim, pattern.victim) and elements.meets(replace(pattern, victim=None))

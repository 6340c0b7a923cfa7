"""From a printed number back to the library: "5.1" or "8 bis.1.b" to clause, variant and line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from travaux.diagnostics import Span
from travaux.model.tree import Division, Origin, Place, Settled
from travaux.model.walk import below

_LATIN = "bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies"
_ARTICLE = re.compile(rf"(?:art(?:icles?|s?\.?)\s*)?(\d+)[\s*.]*({_LATIN})?(?![a-z])(.*)", re.IGNORECASE | re.DOTALL)
_LEADS = re.compile(r"\b(?:sub-?paragraphs?|paragraphs?|paras?|points?|of|this|and)\b\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Provision:
    """A printed provision: where it stands, its words, and the places in the library they come from.

    `implied`: it was asked for by a number that is not printed, being the only paragraph of its article.
    """

    place: Place
    division: Division
    origins: tuple[Origin, ...]
    implied: bool = False


def numbers(place: str) -> tuple[str, tuple[str, ...]] | None:
    """A place as people write it ("Article 8 bis, paragraph 1.b", "5(1)(a)"): the article and the numbers below it."""
    found = _ARTICLE.fullmatch(place.replace("*", "").strip())
    if found is None:
        return None
    article = f"{found[1]} {found[2].lower()}" if found[2] else found[1]
    rest = _LEADS.sub(" ", found[3])
    if re.search(r"[^\w\s.,()]", rest):
        return None
    return article, tuple(re.findall(r"\w+", rest))


def provisions(text: Settled, place: str) -> tuple[Provision, ...]:
    """The provisions at a printed place: of the text itself first, then of what it inserts elsewhere."""
    wanted = numbers(place)
    if wanted is None:
        return ()
    divisions = {each.ident: each for each in below(text.document.body) if isinstance(each, Division)}
    for only in ("", "1"):
        found: dict[str, Provision] = {}
        for ident, each in text.places.items():
            path = tuple(part or only for part in each.path if part or only)
            if (each.article, path) == wanted and ident in divisions:
                made = Provision(each, divisions[ident], tuple(_origins(divisions[ident])), bool(only))
                found.setdefault(each.instrument, made)
        if found:
            break
    return tuple(found[key] for key in sorted(found))


def beneath(text: Settled, place: str) -> tuple[str, ...]:
    """What there is nearest to a place that does not exist: the numbers below its article, or the articles."""
    wanted = numbers(place)
    if wanted is None:
        return ()
    below_it = [each for each in text.places.values() if each.article == wanted[0]]
    if not below_it:
        return tuple(dict.fromkeys(each.article for each in text.places.values() if each.article))
    every = (".".join((each.article, *(part for part in each.path if part))) for each in below_it)
    return tuple(dict.fromkeys(every))


def _origins(division: Division) -> Iterator[Origin]:
    """The clauses that a division's words come from, each with its first place; its own clause before its chapeau."""
    seen: dict[tuple[str, str], Origin] = {}
    for each in below((division,)):
        origin = each.origin
        if origin.clause and origin.span and not (isinstance(each, Division) and each.level == "article"):
            key = (origin.clause, origin.variant)
            if key not in seen or _before(origin.span, seen[key].span):
                seen[key] = replace(origin, use=0)
    yield from sorted(seen.values(), key=lambda origin: origin.clause != division.ident.partition(".")[0])


def _before(one: Span, other: Span | None) -> bool:
    return other is None or (one.path, one.line, one.column) < (other.path, other.line, other.column)

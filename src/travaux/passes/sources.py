"""Sources in words: the short form in a note, the full one in the list of sources.

The full forms follow the usual order of legal citation (author, title, place of
publication, year); a treaty is cited by its title, its day of opening and its series.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from travaux.model.law import Law, Source
from travaux.model.library import Library
from travaux.model.marks import mark_in_short
from travaux.model.tree import CiteItem, Emph, Inline, Text
from travaux.passes.words import long_date


def cite_words(library: Library, items: Iterable[CiteItem]) -> tuple[Inline, ...]:
    """The short form of a citation: "(Kunze, p. 281; ETS No. 185, art. 11.2)"."""
    return (Text(tied(f"({'; '.join(_short(library, item) for item in items)})")),)


def tied(words: str) -> str:
    """The words with no line break between "art.", "pp.", "No." and the like and the number that follows."""
    return re.sub(r"\b(No|pp?|arts?|paras?|nn?)\. (?=\d)", "\\1.\u00a0", words)


def _short(library: Library, item: CiteItem) -> str:
    if item.key in library.law:
        name = library.law[item.key].cite_as
    elif item.key in library.sources:
        name = library.sources[item.key].short
    else:
        name = f"@{item.key}"
    return f"{name}, {_pinpoint(item.pinpoint)}" if item.pinpoint else name


def _pinpoint(typed: str) -> str:
    """A pinpoint in words: "281" is "p. 281", "272, 281" and "253–254" are pages; "art 9" is "art. 9"."""
    said = re.sub(r" n (?=\d)", " n. ", typed)
    if typed[:1].isdecimal():
        pages = re.sub(r" nn?\.? \d+", "", said)
        return f"{'p.' if pages.isdecimal() else 'pp.'} {said}"
    return re.sub(r"^(arts?|paras?|nn?|ch|secs?) ", r"\1. ", said)


def full_words(library: Library, key: str) -> tuple[Inline, ...]:
    """The entry of a source in the list at the end: its name in the notes, its full form, a mark if unverified."""
    short = library.law[key].cite_as if key in library.law else library.sources[key].short
    words = _law_words(library.law[key]) if key in library.law else _source_words(library.sources[key])
    return (Emph((Text(short),), "**"), Text(": "), *words)


def _law_words(law: Law) -> tuple[Inline, ...]:
    facts = []
    if law.opened:
        where = f" at {law.opened_at}" if law.opened_at else ""
        facts.append(f"opened for signature{where} on {long_date(law.opened)}")
    elif law.adopted:
        facts.append(f"adopted on {long_date(law.adopted)}")
    if law.in_force:
        facts.append(f"in force since {long_date(law.in_force)}")
    elif law.as_of:
        facts.append(f"not known to be in force ({long_date(law.as_of)})")
    tail = "".join(f", {fact}" for fact in facts)
    series = f", {law.series}" if law.series and law.series not in (law.title, law.cite_as) else ""
    return (Text(f"{law.title}{series}{tail}.{mark_in_short(law.confidence)}"),)


def _source_words(source: Source) -> tuple[Inline, ...]:
    names = [each.literal or " ".join(part for part in (each.given, each.family) if part) for each in source.author]
    out: list[Inline] = [Text(f"{', '.join(names)}, ")] if names else []
    if source.container_title:
        volume = f"{source.volume} " if source.volume else ""
        page = f" {source.page}" if source.page else ""
        out += [Text(f"“{source.title}”, {volume}"), Emph((Text(source.container_title),), ""), Text(page)]
    elif source.type in ("legal_case", "book", "report"):
        out.append(Emph((Text(source.title),), ""))
    else:
        out.append(Text(source.title))
    more = [each for each in (source.number, source.authority, source.publisher) if each and each not in source.title]
    year = f" ({long_date(source.issued)})" if source.issued else ""
    out.append(Text(f"{''.join(f', {each}' for each in more)}{year}.{mark_in_short(source.confidence)}"))
    return tuple(out)

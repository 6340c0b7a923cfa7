"""Sources in words: the short form in a note, the full one in the list of sources.

The full form of a work comes from a `Bibliography` (see model/stages.py), that of a treaty is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from travaux.model.dates import long_date
from travaux.model.law import Law
from travaux.model.library import Library
from travaux.model.marks import mark_in_short
from travaux.model.stages import Bibliography
from travaux.model.tree import CiteItem, Emph, Inline, Text
from travaux.model.walk import plain


def cite_words(library: Library, items: Iterable[CiteItem]) -> tuple[Inline, ...]:
    """The short form of a citation: "(Kunze, p. 281; ETS No. 185, art. 11.2)"."""
    return (Text(tied(f"({'; '.join(_short(library, item) for item in items)})")),)


def tied(words: str) -> str:
    """The words with no line break between "art.", "pp.", "No." and the number that follows, or before a mark."""
    numbered = re.sub(r"\b(No|pp?|arts?|paras?|nn?)\. (?=\d)", "\\1.\u00a0", words)
    return re.sub(r" (\[[A-Z]\])$", "\u00a0\\1", numbered)


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


def full_words(library: Library, key: str, bibliography: Bibliography) -> tuple[Inline, ...]:
    """The entry of a source in the list at the end: its name in the notes, its full form, a mark if unverified."""
    if key in library.law:
        law = library.law[key]
        said = tied(f": {_law_words(law)}{mark_in_short(law.confidence)}")
        return (Emph((Text(law.cite_as),), "**"), Text(said))
    source = library.sources[key]
    words = tuple(Text(tied(each.value)) if isinstance(each, Text) else each for each in bibliography.entry(source))
    stop = "" if plain(words).endswith((".", ".”", "?", "!")) else "."
    end = tied(f"{stop}{mark_in_short(source.confidence)}")
    return (Emph((Text(source.short),), "**"), Text(": "), *words, *((Text(end),) if end else ()))


def _law_words(law: Law) -> str:
    """A treaty by its title, its series, its day of opening or adoption, and whether it is in force.

    Treaties are formatted here and not by the citation style: CSL has no variables for opening,
    entry into force and the day to which both are known. What holds only on some day is printed
    with that day; a treaty that entered into force may have been left or ended since.
    """
    facts = [law.title]
    if law.series and law.series not in (law.title, law.cite_as):
        facts.append(law.series)
    if law.opened:
        where = f" at {law.opened_at}" if law.opened_at else ""
        facts.append(f"opened for signature{where} on {long_date(law.opened)}")
    elif law.adopted:
        facts.append(f"adopted on {long_date(law.adopted)}")
    return f"{', '.join([*facts, *_force(law)])}."


def _force(law: Law) -> list[str]:
    """Whether it is in force, with the day to which that is known; a day alone if nothing says how it stands now."""
    position = f" (position in {long_date(law.as_of)})" if law.as_of else ""
    if law.in_force:
        since = long_date(law.in_force)
        return [f"in force since {since}{position}" if position else f"entered into force on {since}"]
    return [f"not known to be in force{position}"] if position else []

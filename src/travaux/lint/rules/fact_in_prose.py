"""L547: what prose says of a treaty, against what is recorded of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.library import Library

_SERIES = re.compile(r"\b(C?ETS)\s+No\.?\s*(\d+)\b")
_FIRST_CETS = 194
"""The European Treaty Series ended with No. 193; the Council of Europe Treaty Series begins with No. 194."""
_FORCE = re.compile(
    r"\b(?:is|are|was|were|being)\s+(?:now\s+|still\s+|already\s+|yet\s+)?(?:not\s+)?(?:yet\s+|now\s+|still\s+)?in\s+force\b"
    r"|\b(?:has|have|had)\s+(?:not\s+)?(?:yet\s+|now\s+|already\s+)?entered\s+into\s+force\b"
)
_WORTH = re.compile(r"ETS|force|(?:18|19|20)\d\d")
"""Without any of these a field says nothing that is compared."""
_SUPPOSED = re.compile(
    r"\b(?:[Ww]hether|[Ww]here|[Oo]nce|[Ww]hen|[Uu]ntil|[Ii]f|[Uu]nless|[Bb]efore|[Aa]fter|[Aa]s long as)\b"
)
_YEAR = re.compile(r"\b(?:18|19|20)\d\d\b")


_STOP = re.compile(r"(?<!\bNo)(?<!\bart)(?<!\barts)\.(?:\s|$)")


@dataclass(frozen=True, slots=True)
class _Known:
    """What the recorded treaties say of themselves."""

    series: frozenset[str]
    names: re.Pattern[str] | None
    years: dict[str, frozenset[str]]


@rule(
    "L547",
    "fact-in-prose",
    Severity.WARNING,
    over="library",
    hint="check it against the treaty and against its file in clauses/law",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """Prose says of a treaty what is not recorded of it, or says that it is in force without a date.

    Three things are compared wherever a clause or an instrument is explained: the series number ("ETS No. 185": the
    ETS ended with No. 193, and "CETS" begins with No. 194), which must be that of a recorded treaty; the year after a
    treaty's name, which must be that of its adoption, opening or entry into force; and "is in force" or "has entered
    into force", which is true on a day, and must name a year in its sentence. What is only supposed ("where it is in
    force") needs none.

    Example: `The Convention on Cybercrime (CETS No. 185) is in force.`

    Instead: `The Convention on Cybercrime (ETS No. 185) has been in force since 2004.`
    """
    known = _known(library)
    for clause in library.clauses.values():
        for passage in ground.beside(clause):
            yield from _wrong(passage, known)
    for instrument in library.instruments.values():
        for passage in ground.report_of(instrument):
            yield from _wrong(passage, known)


def _wrong(passage: Passage, known: _Known) -> Iterator[Finding]:
    if not _WORTH.search(passage.value):
        return
    words = passage.unquoted
    for match in _SERIES.finditer(words) if "ETS" in words else ():
        series, number = match.groups()
        right = "ETS" if int(number) < _FIRST_CETS else "CETS"
        if series != right:
            message = f"“{match.group()}” is in the wrong series"
            yield Finding(passage.at(match.start()), message, f"write “{right} No. {number}”")
        elif f"{series} No. {number}" not in known.series:
            message = f"no recorded treaty is “{match.group()}”"
            yield Finding(passage.at(match.start()), message, "record the treaty in clauses/law, or check the number")
    for match in known.names.finditer(words) if known.names and _YEAR.search(words) else ():
        name, year = " ".join(match.group(1).split()), match.group(2)
        if year not in known.years[name]:
            given = " or ".join(sorted(known.years[name]))
            yield Finding(passage.at(match.start(2)), f"“{name}” is dated {year}, and recorded as of {given}")
    for match in _FORCE.finditer(words) if "force" in words else ():
        sentence = _sentence(words, match.start())
        if not _YEAR.search(sentence) and not _SUPPOSED.search(sentence):
            message = f"“{' '.join(match.group().split())}” is said without a date"
            yield Finding(passage.at(match.start()), message, "say as of when: a month and a year, or a year")


def _sentence(words: str, place: int) -> str:
    """The sentence in which a character stands; the stop of an abbreviation such as "No." does not end it."""
    ends = [match.end() for match in _STOP.finditer(words)]
    start = max((each for each in ends if each <= place), default=0)
    return words[start : min((each for each in ends if each > place), default=len(words))]


def _known(library: Library) -> _Known:
    years: dict[str, set[str]] = {}
    for law in library.law.values():
        dated = {each[:4] for each in (law.adopted, law.opened, law.in_force) if each}
        for name in {law.short, *([law.title] if len(law.title) < 120 else [])} if dated else ():
            years.setdefault(" ".join(name.split()), set()).update(dated)
    names = "|".join(re.escape(name).replace("\\ ", r"\s+") for name in sorted(years, key=len, reverse=True))
    pattern = re.compile(rf"\b({names})\s+(?:of\s+|\()((?:18|19|20)\d\d)\b") if names else None
    series = frozenset(" ".join(law.series.split()) for law in library.law.values() if law.series)
    return _Known(series, pattern, {name: frozenset(every) for name, every in years.items()})

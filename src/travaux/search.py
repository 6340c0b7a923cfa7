"""Search in the words of clauses and gaps: case, accents, hyphens and line ends aside, best hits first."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple, TypeAlias

from travaux.diagnostics import Span
from travaux.load.placed import Marks
from travaux.load.source import KeyPath
from travaux.model.clause import Clause
from travaux.model.library import Gap, Library

AROUND = 60
_ALIKE = str.maketrans("‘’ʼ“”", "'''\"\"")
_TARGET = re.compile(r"(?<=\])\([^()\s]*\)")
_NONE = frozenset("-‐‑*_")
_GAPS = "clauses/gaps.yaml"
Said: TypeAlias = tuple[str, str, KeyPath, str, float]
"""The name of a part, the variant, the key, the words, and their weight."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where all the words stand: in which field of which clause or gap, and the words round it.

    `excerpt` is one line; `marks` are the beginnings and ends in it of what was looked for.
    """

    ident: str
    variant: str
    part: str
    span: Span
    excerpt: str
    marks: tuple[tuple[int, int], ...]
    score: float


class Field(NamedTuple):
    """Words that are searched: whose, which part, at which key of which file, and what a hit in them weighs.

    Of several `paths` it is the first that has the key.
    """

    ident: str
    paths: tuple[str, ...]
    part: str
    variant: str
    key: KeyPath
    value: str
    weight: float


class Folded(NamedTuple):
    """Characters made alike, and where in the original each of them stands."""

    text: str
    places: tuple[int, ...]


def fold(text: str) -> Folded:
    """The text without case, accents, hyphens and the targets of links, every run of blanks one space."""
    out: list[str] = []
    places: list[int] = []
    unread = {place for found in _TARGET.finditer(text) for place in range(*found.span())}
    for place, character in enumerate(text.translate(_ALIKE)):
        if character in _NONE or place in unread:
            continue
        if character.isspace():
            if out and out[-1] != " ":
                out.append(" ")
                places.append(place)
            continue
        for each in unicodedata.normalize("NFKD", character.casefold()):
            if not unicodedata.combining(each):
                out.append(each)
                places.append(place)
    return Folded("".join(out), (*places, len(text)))


def search(library: Library, words: str) -> tuple[Hit, ...]:
    """The fields of the clauses and of the gaps that hold every one of the words, the best first."""
    wanted = list(dict.fromkeys(fold(words).text.split()))
    if not wanted:
        return ()
    marks = cache(lambda path: Marks(library.texts[path], path))
    hits = []
    for field in _fields(library):
        folded = fold(field.value)
        if all(each in folded.text for each in wanted):
            hits.append(_hit(field, folded, wanted, marks))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.span)))


def near(library: Library, words: str) -> tuple[str, ...]:
    """Words of the library that look like those which were not found."""
    known = {word for field in _fields(library) for word in re.findall(r"\w{3,}", fold(field.value).text)}
    asked = [each for each in fold(words).text.split() if not any(each in word for word in known)]
    return tuple(dict.fromkeys(match for each in asked for match in difflib.get_close_matches(each, sorted(known), 2)))


def _fields(library: Library) -> Iterator[Field]:
    """All that is searched in a library."""
    for clause in library.clauses.values():
        yield from (Field(clause.id, (clause.path,), *each) for each in _of_clause(clause))
    # Of a gap that the carried library has too, the project's own is the one that holds; its file was read last.
    lists = tuple(path for path in reversed(tuple(library.texts)) if path.endswith(_GAPS))
    for name, gap in library.gaps.items():
        yield from (Field(name, lists, *each) for each in _of_gap(name, gap))


def _of_clause(clause: Clause) -> Iterator[Said]:
    """What is searched in a clause."""
    yield "id", "", (), clause.id, 5
    yield "heading", "", ("heading",), clause.heading, 5
    for name, variant in clause.variants.items():
        at: KeyPath = ("variants", name)
        yield "heading", name, (*at, "heading"), variant.heading, 5
        yield "label", name, (*at, "label"), variant.label, 3
        yield "text", name, (*at, "text"), variant.text, 4
        yield "commentary", name, (*at, "commentary"), variant.commentary, 1
    for number, claim in enumerate(clause.rationale):
        yield "rationale", "", ("rationale", number, "claim"), claim.claim, 2
        yield "source", "", ("rationale", number, "cite"), claim.cite, 1
    for vehicle, placement in clause.placement.items():
        yield "placement", "", ("placement", vehicle, "because"), placement.because, 1
    yield "commentary", "", ("commentary",), clause.commentary, 1


def _of_gap(name: str, gap: Gap) -> Iterator[Said]:
    """What is searched in a gap."""
    yield "id", "", (name,), name, 5
    yield "title", "", (name, "title"), gap.title, 3
    yield "statement", "", (name, "statement"), gap.statement, 2
    yield "source", "", (name, "cite"), gap.cite, 1


def _hit(field: Field, folded: Folded, wanted: list[str], marks: Callable[[str], Marks]) -> Hit:
    places = sorted(_occurrences(folded.text, wanted))
    phrase = folded.text.find(" ".join(wanted))
    first = phrase if phrase >= 0 else _densest(places, folded.text)
    whole = sum(bool(re.search(rf"\b{re.escape(each)}\b", folded.text)) for each in wanted) / len(wanted)
    score = field.weight * (1 + whole + (len(wanted) > 1 and phrase >= 0)) + min(len(places), 9) / 100
    start = folded.places[first]
    span = _span(field, start, marks)
    original = [(folded.places[begin], folded.places[end - 1] + 1) for begin, end in places]
    excerpt, inner = _excerpt(field.value, start, original)
    return Hit(field.ident, field.variant, field.part, span, excerpt, inner, score)


def _span(field: Field, start: int, marks: Callable[[str], Marks]) -> Span:
    """Where in its file a character of a field stands; of an id, where what it names begins."""
    having = (each for each in map(marks, field.paths) if field.key in each)
    file = next(having, None) or marks(field.paths[0])
    if field.part == "id" or field.key not in file:
        return file.key(field.key)
    return file.placed(field.key).at(start)


def _occurrences(text: str, wanted: Iterable[str]) -> set[tuple[int, int]]:
    return {(found.start(), found.end()) for each in wanted for found in re.finditer(re.escape(each), text)}


def _densest(places: list[tuple[int, int]], text: str) -> int:
    """Where the most of the different words looked for stand close together, the earliest of such places."""

    def together(begin: int) -> int:
        return len({text[a:b] for a, b in places if begin <= a and b <= begin + 2 * AROUND})

    return max((begin for begin, _ in places), key=lambda begin: (together(begin), -begin))


def _excerpt(value: str, start: int, marks: list[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """One line of words round a place, cut at blanks, and where in it the words looked for stand."""
    left, right = max(0, start - AROUND), min(len(value), start + 2 * AROUND)
    while 0 < left < start and not value[left - 1].isspace():
        left += 1
    while right < len(value) and right > start and not value[right].isspace():
        right -= 1
    right = right if right > start else min(len(value), start + 2 * AROUND)
    lead = "… " if left else ""
    shown = [lead]
    offsets: dict[int, int] = {}
    length = len(lead)
    for place in range(left, right):
        character = value[place]
        blank = character.isspace()
        if blank and (length == len(lead) or shown[-1] == " "):
            offsets[place] = length
            continue
        offsets[place] = length
        shown.append(" " if blank else character)
        length += 1
    inner = tuple((offsets[a], offsets[b - 1] + 1) for a, b in marks if a in offsets and b - 1 in offsets)
    tail = " …" if right < len(value.rstrip()) else ""
    return "".join(shown).rstrip() + tail, inner

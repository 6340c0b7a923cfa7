"""Which paragraph of a file is which of the library's, and which characters of it are the library's.

A file that nobody changed without tracking agrees to the letter. What does not is paired by likeness, as two drafts
are when they are compared; a number that the word processor filled in itself, in a field, is no change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import groupby

from travaux.diff.labels import leading
from travaux.diff.redline import structural
from travaux.diff.words import compared
from travaux.importing.sides import Base
from travaux.importing.units import Unit
from travaux.model import walk
from travaux.model.redline import Comparand, Passage

_NUMBER = re.compile(r"(?:[A-Z][a-z]+ )?[\w.()]{0,8}(?: (?:bis|ter|quater|quinquies))?")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of a base paragraph and those of the library that they are; not the `same` if they were changed."""

    start: int
    end: int
    unit_start: int
    unit_end: int
    same: bool = True


@dataclass(frozen=True, slots=True)
class Pair:
    """A paragraph of the library and that of the file which it is, stretch by stretch."""

    unit: int
    base: int
    stretches: tuple[Stretch, ...]
    moved: bool = False

    @property
    def exact(self) -> bool:
        """Whether every character is the library's."""
        return all(each.same for each in self.stretches)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs by paragraph of the file; the paragraphs of the library that the file lacks."""

    by_base: dict[int, Pair] = field(default_factory=dict)
    lacking: frozenset[int] = frozenset()


def paired(units: Sequence[Unit], base: Sequence[Base]) -> Pairs:
    """The pairs of all paragraphs that have words."""
    mine = [each for each in units if each.raw.strip()]
    theirs = [each for each in base if each.words.strip()]
    found = dict(_exactly(mine, theirs))
    if len(found) < len(mine) or len(found) < len(theirs):
        found = _likely(mine, theirs, found)
    return Pairs(found, frozenset(each.index for each in mine) - {each.unit for each in found.values()})


def _exactly(mine: Sequence[Unit], theirs: Sequence[Base]) -> Iterator[tuple[int, Pair]]:
    """What agrees to the letter, in order."""
    blocks = SequenceMatcher(None, [each.raw for each in mine], [each.words for each in theirs], autojunk=False)
    for one, other, count in blocks.get_matching_blocks():
        for unit, it in zip(mine[one : one + count], theirs[other : other + count], strict=True):
            yield it.index, _same(unit, it)


def _same(unit: Unit, it: Base, moved: bool = False) -> Pair:
    return Pair(unit.index, it.index, (Stretch(0, len(it.words), 0, len(unit.raw)),), moved)


def _likely(mine: Sequence[Unit], theirs: Sequence[Base], exact: dict[int, Pair]) -> dict[int, Pair]:
    """All pairs, of which some agree to the letter and stay so; the others are found as in a comparison."""
    at_unit, at_base = {each.index: each for each in mine}, {each.index: each for each in theirs}
    there = {each.unit: each.base for each in exact.values()}
    old = Comparand("", tuple(_passage(str(each.index), each.label, each.words, each.level) for each in mine))
    new = Comparand("", tuple(_of_base(each) for each in theirs))
    out = dict(exact)
    for row in structural(old, new).rows:
        if row.old is None or row.new is None:
            continue
        moved = row.status.startswith("moved")
        for unit, it in _ends([int(each.id) for each in row.old.passages], [int(each.id) for each in row.new.passages]):
            if unit not in there and it not in out:
                there[unit] = it
                out[it] = _pair(at_unit[unit], at_base[it], moved)
    return out


def _ends(olds: Sequence[int], news: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first of what was split or merged with the first of what it became."""
    yield olds[0], news[0]


def _passage(ident: str, label: str, words: str, level: str) -> Passage:
    told = "article" if level == "article" else "heading" if level in walk.HEADED else "text"
    return Passage(ident, label, " ".join(words.split()), told)


def _of_base(it: Base) -> Passage:
    """A paragraph of the file as a passage: its label is counted, or stands before its words."""
    found = None if it.label else leading(it.words.lstrip())
    printed = found.printed if found else ""
    words = it.words.lstrip()[len(printed) :]
    style = it.paragraph.style.lower()
    level = "article" if style == "article" or (found and found.rank == "article") else ""
    level = level or ("chapter" if found and found.rank == "division" else "")
    return _passage(str(it.index), it.label or printed, words.lstrip(" –—-.:\t") if level else words, level)


def _pair(unit: Unit, it: Base, moved: bool) -> Pair:
    if unit.raw == it.words:
        return _same(unit, it, moved)
    skipped = _labelled(unit, it)
    if skipped:
        first = Stretch(0, skipped, 0, unit.offset)
        rest = _stretches(unit.words, it, skipped, unit.offset)
        return Pair(unit.index, it.index, (first, *rest), moved)
    if unit.offset and not it.words.startswith(unit.raw[: unit.offset]):
        first = Stretch(0, 0, 0, unit.offset)
        return Pair(unit.index, it.index, (first, *_stretches(unit.words, it, 0, unit.offset)), moved)
    return Pair(unit.index, it.index, tuple(_stretches(unit.raw, it, 0, 0)), moved)


def _labelled(unit: Unit, it: Base) -> int:
    """How many characters of a paragraph are a label, typed where the library counts it or writes it otherwise."""
    if not unit.label or it.label or (unit.offset and it.words.startswith(unit.raw[: unit.offset])):
        return 0
    found = leading(it.words)
    head = found.printed if found else ""
    bare = unit.label.strip()
    if not head and it.words.startswith(f"{bare} ") and not unit.words.lstrip().startswith(f"{bare} "):
        head = bare
    return len(it.words) - len(it.words[len(head) :].lstrip(" –—-.:\t")) if head else 0


def _stretches(mine: str, it: Base, start: int, offset: int) -> Iterator[Stretch]:
    """The characters from a place on, held to the library's words."""
    here, there = start, offset
    for same, group in groupby(compared(mine, it.words[start:]), lambda run: run[0] == "="):
        runs = tuple(group)
        end = here + sum(len(words) for sign, words in runs if sign != "-")
        ends = there + sum(len(words) for sign, words in runs if sign != "+")
        yield Stretch(here, end, there, ends, same or _computed(it, here, end, mine[there - offset : ends - offset]))
        here, there = end, ends


def _computed(it: Base, start: int, end: int, mine: str) -> bool:
    """Whether the word processor filled in itself what differs here from the library's words: a number, no more."""
    theirs = it.words[start:end]
    same = _alike(mine, theirs)
    tail = _alike(mine[same:][::-1], theirs[same:][::-1])
    start, end = start + same, end - tail
    number = _NUMBER.fullmatch(it.words, start, end) and _NUMBER.fullmatch(mine, same, len(mine) - tail)
    return bool(number) and any(one <= start and end <= other for one, other in it.computed)


def _alike(one: str, other: str) -> int:
    """How many characters two runs of words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))

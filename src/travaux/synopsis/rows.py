"""Paragraphs of several texts in rows: what answers to what, and which words all of them have.

Rows are found by content first, then by label, and keep the order of every text. Within a row each cell is compared
with the first (`travaux.diff.words.compared`); what every comparison keeps is common, the rest is marked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import TypeAlias

from travaux.model.redline import Passage, Words
from travaux.synopsis.model import Cell, Run

Compare: TypeAlias = Callable[[str, str], Words]
Stretch: TypeAlias = tuple[int, int]

LIKE = 0.35
"""From which share of words and pairs of words in common (Dice) two paragraphs are one row, whatever their labels."""
SAME_LABEL = 0.1
OTHER_LEVEL = 0.1
"""What the same label adds to the square of that share, and another level takes from it."""


def aligned(columns: Sequence[Sequence[Passage]], compare: Compare) -> tuple[tuple[Cell | None, ...], ...]:
    """The paragraphs of all columns in rows, what not all have marked; None where a column has no such one."""
    return tuple(_marked(row, compare) for row in rows(columns))


def rows(columns: Sequence[Sequence[Passage]]) -> list[list[Passage | None]]:
    """The passages of all columns in rows; each column keeps its order."""
    made: list[list[Passage | None]] = []
    for number, column in enumerate(columns):
        made = _joined(made, [_read(each, not index) for index, each in enumerate(column)], number)
        for row in made:
            row += [None] * (number + 1 - len(row))
    return made


# ---------------------------------------------------------------- rows


@dataclass(frozen=True, slots=True)
class _Read:
    """A passage as it is compared: its words counted, and its label without ornament.

    The first passage of a text has one label whatever it is; recitals and further words without a label have none.
    """

    passage: Passage
    words: Counter[str]
    label: str


def _read(passage: Passage, first: bool) -> _Read:
    label = "" if passage.level == "recital" else "first" if first else passage.label.strip(" .()")
    return _Read(passage, _words(passage.text), label)


def _words(text: str) -> Counter[str]:
    """The words of a text and its pairs of neighbours, counted: so that order counts."""
    words = re.findall(r"\w+", text.lower())
    return Counter((*words, *(f"{one} {other}" for one, other in pairwise(words))))


def _joined(made: Sequence[list[Passage | None]], column: Sequence[_Read], number: int) -> list[list[Passage | None]]:
    """The rows so far with one more column in them: the best pairing that keeps the order of both."""
    known = [[_read(each, not index) for each in row if each] for index, row in enumerate(made)]
    likeness = [[max(_likeness(each, new) for each in row) for new in column] for row in known]
    out: list[list[Passage | None]] = []
    for row, new in _paired(likeness, len(made), len(column)):
        base = list(made[row]) if row is not None else [None] * number
        out.append([*base, column[new].passage if new is not None else None])
    return out


def _likeness(one: _Read, other: _Read) -> float:
    """How well two paragraphs fit in one row; 0 if they do not. One good fit counts for more than two poor ones."""
    share = _share(one.words, other.words)
    same_label = one.label == other.label != ""
    headings = {one.passage.level, other.passage.level} & {"article", "heading"}
    if headings and one.passage.level != other.passage.level:
        return 0.0
    if share < LIKE and not same_label:
        return 0.0
    score = share**2 + SAME_LABEL * same_label - OTHER_LEVEL * (one.passage.level != other.passage.level)
    return max(0.01, score)


def _share(one: Counter[str], other: Counter[str]) -> float:
    """How many of their words two paragraphs have in common (Dice), from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _paired(likeness: Sequence[Sequence[float]], old: int, new: int) -> list[tuple[int | None, int | None]]:
    """The pairs of greatest likeness in all that cross nowhere, with what stays alone, in order."""
    best = [[0.0] * (new + 1) for _ in range(old + 1)]
    for i in range(old - 1, -1, -1):
        for j in range(new - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + likeness[i][j])
    out: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < old and j < new:
        if likeness[i][j] and best[i][j] == best[i + 1][j + 1] + likeness[i][j]:
            out.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            out.append((i, None))
            i += 1
        else:
            out.append((None, j))
            j += 1
    return [*out, *((rest, None) for rest in range(i, old)), *((None, rest) for rest in range(j, new))]


# ---------------------------------------------------------------- words


def _marked(row: Sequence[Passage | None], compare: Compare) -> tuple[Cell | None, ...]:
    """The cells of a row with what differs marked.

    What is like no other paragraph of the row, and stands there for its label only, is marked whole, and the others
    are compared without it.
    """
    alike = _alike([each.text for each in row if each], compare)
    if len(alike) == 1 and len(row) > 1:
        alike = []
    found = dict(alike)
    core = _core(len(alike[0][0]) if alike else 0, found.values())
    return tuple(_cell(each, found.get(each.text, (("+", each.text),)), core) if each else None for each in row)


def _alike(texts: Iterable[str], compare: Compare) -> list[tuple[str, Words]]:
    """The largest group of texts that are like the first of it, with what leads from that one to each."""
    groups: list[list[tuple[str, Words]]] = []
    for text in texts:
        for group in groups:
            words = compare(group[0][0], text)
            if _kept_of(group[0][0], text, words) >= LIKE:
                group.append((text, words))
                break
        else:
            groups.append([(text, compare(text, text))])
    return max(groups, key=len)


def _kept_of(old: str, new: str, words: Words) -> float:
    """Which share of the characters of two texts is kept, from 0 to 1."""
    total = len(old) + len(new)
    return 2 * sum(len(run) for sign, run in words if sign == "=") / total if total else 1.0


def _core(length: int, found: Iterable[Words]) -> list[Stretch]:
    """The stretches of the base that every comparison keeps."""
    core = [(0, length)]
    for words in found:
        core = list(_both(core, list(_kept(words))))
    return core


def _kept(words: Words) -> Iterator[Stretch]:
    """The stretches of the old text that are kept."""
    at = 0
    for sign, run in words:
        if sign == "=":
            yield at, at + len(run)
        if sign != "+":
            at += len(run)


def _both(one: Sequence[Stretch], other: Sequence[Stretch]) -> Iterator[Stretch]:
    """Where stretches of both lists overlap; both are in order."""
    i = j = 0
    while i < len(one) and j < len(other):
        start, end = max(one[i][0], other[j][0]), min(one[i][1], other[j][1])
        if start < end:
            yield start, end
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1


def _cell(passage: Passage, words: Words, core: Sequence[Stretch]) -> Cell:
    """A cell in runs; `words` leads from the base to it."""
    runs: list[Run] = []
    at = 0
    for sign, run in words:
        if sign == "+":
            runs.append((False, run))
            continue
        if sign == "=":
            runs += _split(run, at, core)
        at += len(run)
    return Cell(passage.label, tuple(_together(_tidy(runs))))


def _split(run: str, at: int, core: Sequence[Stretch]) -> Iterator[Run]:
    """A stretch of the base that begins at `at`, in runs that are of the core and others."""
    end, here = at + len(run), at
    for start, stop in _both([(at, end)], core):
        if here < start:
            yield False, run[here - at : start - at]
        yield True, run[start - at : stop - at]
        here = stop
    if here < end:
        yield False, run[here - at :]


def _tidy(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs joined where the mark is the same; a blank between marked words is marked, one at a mark’s edge is not."""
    every = list(_together(runs))
    closed = [
        (common and not (0 < number < len(every) - 1 and not words.strip()), words)
        for number, (common, words) in enumerate(every)
    ]
    for common, words in _together(closed):
        bare = words.strip(" ")
        if common or not bare:
            yield True, words
            continue
        lead = len(words) - len(words.lstrip(" "))
        parts = ((True, words[:lead]), (False, bare), (True, words[lead + len(bare) :]))
        yield from (part for part in parts if part[1])


def _together(runs: Iterable[Run]) -> Iterator[Run]:
    """Neighbours with the same mark as one run; empty ones left out."""
    for mark, same in groupby((run for run in runs if run[1]), key=itemgetter(0)):
        yield mark, "".join(words for _, words in same)

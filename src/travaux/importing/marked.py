"""An author's paragraphs in terms of the library's: which of its characters stay, and what is put in where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from travaux.importing.hunks import Hunk, Run, hunks
from travaux.importing.pairs import Pair, Pairs
from travaux.importing.retyped import edits, retyped
from travaux.importing.sides import Base, Seen, Segment
from travaux.importing.units import Unit, spelled
from travaux.ooxml.reading import Paragraph


@dataclass(frozen=True, slots=True)
class Part:
    """A run of a paragraph: kept characters of one of the library's, or (`unit` -1) words put in."""

    words: str
    unit: int = -1
    start: int = 0
    end: int = 0
    comments: frozenset[str] = frozenset()


@dataclass(slots=True)
class Item:
    """A paragraph as an author would have it.

    `unit` is the library's paragraph that it is (-1: none), `markup` what would be typed for it and `changed` whether
    that differs; `lost` is mark-up that could not be kept, `mixed` whether its words were also changed untracked.
    `hunks` are the words that the author took out and put in, side by side, in order.
    """

    parts: tuple[Part, ...]
    paragraph: Paragraph
    label: str = ""
    unit: int = -1
    moved: bool = False
    markup: str = ""
    changed: bool = False
    relabelled: bool = False
    lost: tuple[str, ...] = ()
    mixed: bool = False
    hunks: tuple[Hunk, ...] = ()

    @property
    def words(self) -> str:
        """Its characters."""
        return "".join(each.words for each in self.parts)

    @property
    def comments(self) -> frozenset[str]:
        """The comments that hang on it."""
        return frozenset[str]().union(*(each.comments for each in self.parts))


def items(seen: Sequence[Seen], pairs: Pairs, units: Sequence[Unit], base: Sequence[Base]) -> list[Item]:
    """A tracking author's paragraphs, each with the library's paragraph that it is, and what would be typed for it.

    What the author left alone is the library's, whatever somebody did to it untracked; what somebody put in untracked
    and the author left alone is no paragraph of the author's.
    """
    made: list[Item] = []
    mixed: list[bool] = []
    told: list[tuple[Hunk, ...]] = []
    rows = [[Run(one.words, one.base, one.start, one.end) for one in each.segments] for each in seen]
    for each, changes in zip(seen, hunks(rows, lambda number: base[number].words), strict=True):
        source = _left_alone(each, base)
        pair = None if source is None else pairs.by_base.get(source)
        if source is not None and pair is None and base[source].words.strip():
            continue
        notes = frozenset[str]().union(*(one.comments for one in each.segments))
        raw = units[pair.unit].raw if pair else ""
        parts = (Part(raw, pair.unit, 0, len(raw), notes),) if pair else tuple(_parts(each, pairs.by_base))
        mixed.append(
            not pair and any(not pairs.by_base[s.base].exact for s in each.segments if s.base in pairs.by_base)
        )
        made.append(Item(parts, each.paragraph, each.label, moved=each.moved))
        told.append(changes)
    out = _finished(made, mixed, units)
    for item, changes in zip(out, told, strict=True):
        item.hunks = changes
    return out


def untracked(base: Sequence[Base], pairs: Pairs, units: Sequence[Unit]) -> list[Item]:
    """The paragraphs of the file with every tracked change rejected, as the work of somebody who tracked nothing."""
    made = []
    for each in base:
        pair = pairs.by_base.get(each.index)
        seen = Seen((Segment(each.words, each.index),), each.paragraph, each.label, bool(pair and pair.moved))
        made.append(Item(tuple(_parts(seen, pairs.by_base)), each.paragraph, each.label, moved=seen.moved))
    _finished(made, [False] * len(made), units)
    rows = [[Run(one.words, one.unit, one.start, one.end) for one in item.parts] for item in made]
    for item, changes in zip(made, hunks(rows, lambda unit: units[unit].raw), strict=True):
        item.hunks = changes
    return made


def _finished(made: list[Item], mixed: Sequence[bool], units: Sequence[Unit]) -> list[Item]:
    _own(made)
    for each, twofold in zip(made, mixed, strict=True):
        each.mixed = twofold
        _type(each, units)
    return made


def _left_alone(seen: Seen, base: Sequence[Base]) -> int | None:
    """The paragraph of the file that an author left as it was, and where it was; None if the author did not."""
    sources = {each.base for each in seen.segments}
    if len(sources) != 1 or -1 in sources:
        return None
    (source,) = sources
    return source if seen.words == base[source].words else None


def _parts(seen: Seen, by_base: Mapping[int, Pair]) -> Iterator[Part]:
    for each in seen.segments:
        pair = by_base.get(each.base)
        if pair is None:
            yield Part(each.words, comments=each.comments)
        else:
            yield from _held(each, pair)


def _held(segment: Segment, pair: Pair) -> Iterator[Part]:
    """A run of kept characters in terms of the library's; those that the library has otherwise are words put in."""
    for each in pair.stretches:
        start, end = max(each.start, segment.start), min(each.end, segment.end)
        words = segment.words[start - segment.start : end - segment.start]
        whole = (start, end) == (each.start, each.end)
        if start >= end and not (
            each.same and whole and each.start == each.end and segment.start <= each.start <= segment.end
        ):
            continue
        if each.same and each.end - each.start == each.unit_end - each.unit_start:
            at = each.unit_start + start - each.start
            yield Part(words, pair.unit, at, at + end - start, segment.comments)
        elif each.same and whole:
            yield Part(words, pair.unit, each.unit_start, each.unit_end, segment.comments)
        else:
            yield Part(words, comments=segment.comments)


def _own(made: Sequence[Item]) -> None:
    """Say of each paragraph which of the library's it is: that of which it keeps most, and no other more."""
    kept: list[tuple[int, int, int]] = []
    for number, item in enumerate(made):
        counts: Counter[int] = Counter()
        for part in item.parts:
            if part.unit >= 0:
                counts[part.unit] += len(part.words.strip()) + (part.end > part.start)
        kept += [(count, number, unit) for unit, count in counts.items()]
    taken: set[int] = set()
    for _, number, unit in sorted(kept, key=lambda each: (-each[0], each[1])):
        if made[number].unit < 0 and unit not in taken:
            made[number].unit = unit
            taken.add(unit)


def _type(item: Item, units: Sequence[Unit]) -> None:
    """Fill in what would be typed for a paragraph."""
    out: list[str] = []
    lost: list[str] = []
    run: list[Part] = []
    for part in (*item.parts, None):
        if part is not None and (part.unit < 0 or not run or _unit_of(run) in (-1, part.unit)):
            run.append(part)
            continue
        words, gone = _typed(run, units, item.unit)
        out.append(words)
        lost += gone
        run = [part] if part is not None else []
    item.markup = " ".join(filter(None, out))
    item.lost = tuple(lost)
    if item.unit < 0:
        item.changed = True
        return
    unit = units[item.unit]
    whole = _kept(item.parts, item.unit)
    put_in = any(part.words for part in item.parts if part.unit != item.unit)
    item.relabelled = not _covers(whole, 0, unit.offset)
    item.changed = put_in or not _covers(whole, unit.offset, len(unit.raw))


def _unit_of(run: Sequence[Part]) -> int:
    return next((each.unit for each in run if each.unit >= 0), -1)


def _kept(parts: Sequence[Part], unit: int) -> list[tuple[int, int]]:
    return [(each.start, each.end) for each in parts if each.unit == unit]


def _covers(kept: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether stretches hold every character between two places."""
    at = start
    for one, other in sorted(kept):
        if one <= at:
            at = max(at, other)
    return at >= end


def _typed(run: Sequence[Part], units: Sequence[Unit], owner: int) -> tuple[str, tuple[str, ...]]:
    """What would be typed for a run of parts of one paragraph of the library, without its written label."""
    number = _unit_of(run)
    if number < 0:
        return " ".join("".join(each.words for each in run).split()), ()
    unit = units[number]
    put_in: dict[int, str] = {}
    at = min((each.start for each in run if each.unit >= 0), default=0)
    last = False
    for part in run:
        if part.unit >= 0 and last and part.start < at:
            continue  # kept characters never stand in another order; what was put twice is told in its words
        if part.unit >= 0:
            at, last = part.end, True
        else:
            put_in[at] = put_in.get(at, "") + part.words
    kept = [(start, end) for start, end in _kept(run, number)]
    changed = edits(len(unit.raw), kept, {place: words.replace("\n", " ") for place, words in put_in.items()})
    changed.kept[: unit.offset] = [False] * unit.offset
    return retyped(spelled(unit), changed)

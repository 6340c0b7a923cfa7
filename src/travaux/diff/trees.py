"""A settled text as passages: what a comparison sees of the document tree.

Title, subtitle and body, in the order in which they are printed; not the notices before them nor the
apparatus behind, which are not of the text. Every character of them is in the label or the words of some
passage, spacing aside. A division and the paragraph that begins it are one passage.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, assert_never

from travaux.model.redline import Passage
from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Change,
    Cite,
    Definition,
    Division,
    Drawing,
    Edition,
    Emph,
    Facing,
    Figure,
    Inline,
    Items,
    Note,
    Option,
    Origin,
    Para,
    Place,
    Quoted,
    Recital,
    Ref,
    Settled,
    Sub,
    Table,
    Term,
    Text,
)
from travaux.model.walk import HEADED, inside, plain, runs, within

Belongs = Literal["", "own", "foreign"]
"""Where a character of a reference leads: inside the text, to another one; "" for every other character."""

CELLS = " | "
"""What parts the cells of a row of a table."""
_SPACE = re.compile(r"[ \t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]+")
_NOWHERE = Origin("")


def passages(settled: Settled) -> tuple[Passage, ...]:
    """The passages of a text: title, subtitle and body.

    Of a heading `label` is the number and `text` what follows it, with the dash that joins them, if one does.
    A paragraph without a number of its own stands under the `path` of what holds it. A recital has the level
    "recital". A heading that the instrument gives, and no clause, has no clause.
    """
    reading = _Reading(settled)
    document = settled.document
    heading = _Spot(ident="title", level="heading")
    reading.add(heading, document.title)
    reading.add(replace(heading, ident="subtitle"), document.subtitle)
    reading.blocks(document.body, _Spot())
    return tuple(reading.out)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where the next words stand: the id of what holds them, their level and path, the label before them."""

    ident: str = "text"
    level: str = "text"
    path: tuple[str, ...] = ()
    label: str = ""
    origin: Origin = _NOWHERE

    def after(self) -> _Spot:
        """The place of further words of the same division: without its label."""
        return replace(self, level="text", label="")


@dataclass(slots=True)
class _Reading:
    settled: Settled
    out: list[Passage] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)

    def add(self, spot: _Spot, run: Iterable[Inline]) -> None:
        """One passage, unless nothing is printed."""
        text, own, foreign = _words(run)
        if text or spot.label:
            origin = spot.origin
            ident = self.unique(spot.ident)
            made = Passage(ident, spot.label, text, spot.level, spot.path, origin.clause, origin.variant, own, foreign)
            self.out.append(made)

    def unique(self, ident: str) -> str:
        """An id that no passage has yet: the second of a division is "ident#2"."""
        count = self.taken[ident] = self.taken.get(ident, 0) + 1
        return ident if count == 1 else f"{ident}#{count}"

    def blocks(self, blocks: tuple[Block, ...], spot: _Spot) -> None:
        """Blocks in order; the first of them takes the label that waits, if it begins with words."""
        for block in blocks:
            self.block(block, spot)
            spot = spot.after()

    def block(self, block: Block, spot: _Spot) -> None:
        """One block; a label that waits is printed before its first words, or by itself before a division."""
        match block:
            case Para():
                self.add(replace(spot, origin=block.origin), block.inlines)
            case Recital():
                ident, level = block.ident or spot.ident, "text" if spot.label else "recital"
                self.add(replace(spot, ident=ident, level=level, origin=block.origin), block.inlines)
            case Definition() | Option():
                self.blocks(block.children, spot)
            case Division():
                self.alone(spot)
                self.division(block, spot)
            case Amendment():
                self.alone(spot)
                self.blocks(block.children, spot.after())
            case Edition() | Facing():
                self.alone(spot)
                self.blocks(inside(block), spot.after())
            case Drawing():
                self.block(block.data, spot)
            case Items() | Table() | Figure():
                for run in _rows(block):
                    self.add(replace(spot, origin=block.origin), run)
                    spot = spot.after()
            case _:
                assert_never(block)

    def alone(self, spot: _Spot) -> None:
        """A label that has no words of its own."""
        if spot.label:
            self.add(spot, ())

    def division(self, block: Division, above: _Spot) -> None:
        """A division: its heading as a passage of its own, or its label before its first words."""
        place = self.settled.places.get(block.ident)
        spot = _Spot(block.ident, block.level, _path(place) if place else above.path, _spaced(plain(block.label)))
        spot = replace(spot, origin=block.origin)
        if block.level not in HEADED and not block.heading:
            self.blocks(block.children, spot) if block.children else self.alone(spot)
            return
        joint = (Text(block.joint),) if block.label and block.heading else ()
        own = block.level == "article" and block.ident == block.origin.clause
        level = block.level if block.level == "article" else "heading"
        self.add(replace(spot, level=level, origin=block.origin if own else _NOWHERE), (*joint, *block.heading))
        self.blocks(block.children, spot.after())


def _path(place: Place) -> tuple[str, ...]:
    """The bare numbers of a place, from the article down; nothing for the only paragraph of an article."""
    return tuple(part for part in (place.article, *place.path) if part)


def _rows(block: Items | Table | Figure) -> Iterator[tuple[Inline, ...]]:
    """The lines of what is no running text: items, rows of a table with their cells joined, lines of a figure."""
    if not isinstance(block, Table):
        yield from runs(block)
        return
    yield block.caption
    for row in (block.head, *block.rows):
        cells: list[Inline] = []
        for number, cell in enumerate(row):
            cells += [*([Text(CELLS)] if number else []), *cell]
        yield tuple(cells)


# ---------------------------------------------------------------- characters


def _words(run: Iterable[Inline]) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """The characters of a run with single spaces, and the stretches of it that are references: own, foreign."""
    text = ""
    stretches: dict[Belongs, list[tuple[int, int]]] = {"": [], "own": [], "foreign": []}
    for words, belongs in _pieces(run):
        begun = len(text)
        spaced = _SPACE.sub(" ", words)
        text += spaced[1:] if spaced[:1] == " " and text[-1:] in ("", " ") else spaced
        if begun < len(text):
            stretches[belongs].append((begun, len(text)))
    kept = text.rstrip(" ")
    own, foreign = (_within(stretches[which], len(kept)) for which in ("own", "foreign"))
    return kept, own, foreign


def _within(stretches: Iterable[tuple[int, int]], end: int) -> tuple[tuple[int, int], ...]:
    """Stretches that end with the text."""
    return tuple((begin, min(stop, end)) for begin, stop in stretches if begin < end)


def _pieces(run: Iterable[Inline]) -> Iterator[tuple[str, Belongs]]:
    """The characters that inlines print, piece by piece, and where each leads."""
    for node in run:
        match node:
            case Text() | Sub():
                yield plain((node,)), ""
            case Ref():
                yield plain((node,)), "own" if node.anchors else "foreign" if node.targets else ""
            case Bracket():
                yield "[", ""
                yield from _pieces(node.children)
                yield "]", ""
            case Emph() | Quoted() | Change() | Term() | Cite():
                yield from _pieces(within(node))
            case Note():
                pass
            case _:
                assert_never(node)


def _spaced(words: str) -> str:
    return _SPACE.sub(" ", words).strip(" ")

"""What an output must print: the runs of a settled text, in order, with its notes where the mode puts them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from travaux.model import walk
from travaux.model.tree import Block, Bracket, Drawing, Edition, Inline, Mode, Note, Settled, Table

MARK = re.compile("\ue000(\\d+)\ue001")
"""Stands for the mark of a note, with its number, among the characters of a run."""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row of a table, which may stand side by side, and what their columns are called."""

    cells: tuple[str, ...]
    heads: tuple[str, ...] = ()


def runs(settled: Settled) -> Iterator[str]:
    """Each run of the text in order; in `margin` the notes follow the run they hang on, in `notes` all of it."""
    for each in parts(settled):
        yield from each.cells if isinstance(each, Row) else (each,)


def parts(settled: Settled, paper: bool = False) -> Iterator[str | Row]:
    """As `runs`, the cells of a row together; on `paper` all notes come last, the data of a pack's figures behind it.

    The notes of a margin stand level with their words, and others run on beside them: which comes first is for the eye.
    """
    ending: list[str] = []
    for line in _lines(settled, paper):
        words = [marked(run) if line.mode == "notes" else walk.plain(run) for run in line.runs]
        notes = [[said(each) for each in walk.deep(run) if isinstance(each, Note)] for run in line.runs]
        beside = notes if line.mode == "margin" and not paper else [[] for _ in notes]
        if line.heads is None or any(beside):
            for run, hung in zip(words, beside, strict=True):
                yield from (run, *hung)
        else:
            yield Row(tuple(words), line.heads)
        if line.mode == "notes" or (line.mode == "margin" and paper):
            ending += chain.from_iterable(notes)
    yield from ending


@dataclass(frozen=True, slots=True)
class _Line:
    """Runs that stand together, the mode of annotation they are printed in; of a row, what its columns are called."""

    mode: Mode
    runs: tuple[tuple[Inline, ...], ...]
    heads: tuple[str, ...] | None = None


def _lines(settled: Settled, paper: bool) -> Iterator[_Line]:
    """Everything in order; a text inside another one has a mode of annotation of its own."""
    document, mode = settled.document, settled.mode
    apart = paper and document.kind == "pack"
    titles = [_Line(mode, (each,)) for each in (document.title, document.subtitle)]
    yield from titles if document.kind == "pack" else ()
    yield from _of(document.front, mode, apart)
    yield from titles if document.kind == "text" else ()
    yield from _of(document.body, mode, apart)
    for each in walk.below(document.body):
        if apart and isinstance(each, Drawing) and each.apart:
            yield from _of((each.data,), mode)
    yield from _of(document.back, mode)


def _of(blocks: Iterable[Block], mode: Mode, apart: bool = False) -> Iterator[_Line]:
    """Blocks and what is inside them; where data stand `apart`, without those of figures that say as much."""
    for block in blocks:
        own = block.mode if isinstance(block, Edition) else mode
        if isinstance(block, Table):
            heads = tuple(map(walk.plain, block.head))
            yield _Line(own, (block.caption,))
            yield from (_Line(own, row, heads) for row in (block.head, *block.rows))
        else:
            yield from (_Line(own, (run,)) for run in walk.runs(block))
        if not (apart and isinstance(block, Drawing) and block.apart):
            yield from _of(walk.inside(block), own, apart)


def said(note: Note) -> str:
    """What a note says; how far it was checked is added by each format."""
    return f"{note.lead} {walk.plain(note.body)}"


def marked(run: Iterable[Inline]) -> str:
    """The characters of a run, with a mark where a note hangs."""
    out = []
    for node in run:
        inner = walk.within(node)
        if isinstance(node, Note):
            out.append(f"\ue000{node.number}\ue001")
        elif isinstance(node, Bracket):
            out.append(f"[{marked(inner)}]")
        else:
            out.append(marked(inner) if inner else walk.plain((node,)))
    return "".join(out)


def drawn_together(words: str) -> str:
    """Three marks and more side by side as a page prints them: the first and the last with a dash between."""
    return re.sub("(\ue000\\d+\ue001)(?:\ue000\\d+\ue001)+(\ue000\\d+\ue001)", r"\1–\2", words)


def squeezed(text: str) -> str:
    """The characters without white space."""
    return re.sub(r"\s+", "", text)

"""Walking the tree: its blocks, its inlines, its notes, and every character it prints.

What is printed, and in which order, is said once, here: front matter, title,
subtitle, body, apparatus (of a pack, title and subtitle first); of a division its label, its joint and its heading,
then what stands under it. A renderer that disagrees is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import assert_never

from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Branch,
    Change,
    Cite,
    Definition,
    Division,
    Document,
    Drawing,
    Edition,
    Emph,
    Facing,
    Figure,
    Inline,
    Items,
    Note,
    Option,
    Para,
    Quoted,
    Recital,
    Ref,
    Sub,
    Table,
    Term,
    Text,
)

_LEAVES = frozenset({Text, Sub})
"""What holds no inlines: most inlines."""
HEADED = frozenset({"preamble", "part", "chapter", "section", "title", "article", "annex"})
"""The levels that are printed as a heading over what stands in them, and not as a label before it."""


def plain(inlines: Iterable[Inline]) -> str:
    """The characters that inlines print, without emphasis and without notes."""
    return "".join(_printed(each) for each in inlines)


def _printed(node: Inline) -> str:
    match node:
        case Text():
            return node.value
        case Sub():
            return node.new
        case Bracket():
            return f"[{plain(node.children)}]"
        case Emph() | Quoted() | Change() | Term() | Ref() | Cite():
            return plain(within(node))
        case Note():
            return ""
        case _:
            assert_never(node)


def within(node: Inline) -> tuple[Inline, ...]:
    """The inlines inside an inline, as printed (of a note, its body)."""
    match node:
        case Text() | Sub():
            return ()
        case Emph() | Quoted() | Change() | Term() | Bracket():
            return node.children
        case Ref() | Cite():
            return node.text
        case Note():
            return node.body
        case _:
            assert_never(node)


def deep(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Inlines and all that is inside them, each before its own contents."""
    for each in inlines:
        yield each
        if each.__class__ not in _LEAVES and (inner := within(each)):
            yield from deep(inner)


def one_run(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """The inlines of a field that is one paragraph, a blank between blocks; what looked like a label is its words."""
    out: list[Inline] = []
    for block in blocks:
        if isinstance(block, Division):
            run = (Text(block.typed), Text(" "), *one_run(block.children)) if block.typed else one_run(block.children)
        else:
            run = inlines(block)
        out += [Text(" "), *run] if out and run else run
    return tuple(out)


def headed(division: Division) -> bool:
    """Whether a division stands under a heading, rather than behind a label."""
    return bool(division.heading or (division.label and division.level in HEADED))


def headline(division: Division) -> tuple[Inline, ...]:
    """The line over a division: its label, the joint where both stand, its heading."""
    joint = (Text(division.joint),) if division.joint and division.label and division.heading else ()
    return (*division.label, *joint, *division.heading)


def inlines(block: Block) -> tuple[Inline, ...]:
    """A block's own inlines in the order they print, without those of blocks inside it."""
    if isinstance(block, Para):  # nearly all that have any
        return block.inlines
    return tuple(chain.from_iterable(runs(block)))


def runs(block: Block) -> Iterator[tuple[Inline, ...]]:
    """A block's own inlines, a tuple for each paragraph, headline, item, cell or line of it."""
    match block:
        case Para() | Recital():
            yield block.inlines
        case Division():
            yield headline(block)
        case Definition() | Option() | Amendment():
            return
        case Items():
            yield from block.items
        case Table():
            yield block.caption
            yield from block.head
            yield from chain.from_iterable(block.rows)
        case Figure():
            yield from _lines(block.branches)
            yield block.caption
        case Drawing():
            yield block.caption
        case Facing():
            yield from block.heads
        case Edition():
            yield block.title
            yield block.subtitle
        case _:
            assert_never(block)


def lines(cell: Iterable[Inline]) -> list[tuple[Inline, ...]]:
    """The words of a cell of a table, divided at its breaks."""
    out: list[list[Inline]] = [[]]
    for each in cell:
        if isinstance(each, Sub) and each.why == "break":
            out.append([])
        else:
            out[-1].append(each)
    return [tuple(part) for part in out]


def _lines(branches: Iterable[Branch]) -> Iterator[tuple[Inline, ...]]:
    for each in branches:
        yield each.words
        yield from _lines(each.children)


def inside(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block."""
    match block:
        case Division() | Definition() | Option() | Edition() | Amendment():
            return block.children
        case Drawing():
            return (block.data,)
        case Facing():
            return tuple(chain.from_iterable((*left, *right) for left, right in block.pairs))
        case Para() | Recital() | Items() | Table() | Figure():
            return ()
        case _:
            assert_never(block)


def below(tops: Iterable[Block]) -> Iterator[Block]:
    """Blocks and all the blocks inside them, in reading order."""
    for each in tops:
        yield each
        if each.__class__ is not Para and (inner := inside(each)):
            yield from below(inner)


def blocks(document: Document) -> Iterator[Block]:
    """Every block of a document in reading order, each before those inside it."""
    yield from below((*document.front, *document.body, *document.back))


def printed(document: Document) -> Iterator[tuple[Inline, ...]]:
    """Every run of inlines a document prints, in order."""
    titles = (document.title, document.subtitle)
    if document.kind == "pack":
        yield from titles
    for each in below(document.front):
        yield from runs(each)
    if document.kind == "text":
        yield from titles
    for each in below((*document.body, *document.back)):
        yield from runs(each)


def notes(document: Document) -> Iterator[Note]:
    """Every note of a document, in order."""
    for each in deep(chain.from_iterable(printed(document))):
        if isinstance(each, Note):
            yield each


def characters(document: Document) -> str:
    """Every character a document prints, in order, a line for each run; notes are not of the text."""
    return "\n".join(words for each in printed(document) if (words := plain(each)))

"""Plain text: 78 columns, labels hanging, no mark-up; references are plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import (
    Amendment,
    Block,
    Branch,
    Definition,
    Division,
    Document,
    Drawing,
    Edition,
    Facing,
    Figure,
    Inline,
    Items,
    Mode,
    Note,
    Option,
    Para,
    Recital,
    Settled,
    Sub,
    Table,
    Text,
)
from travaux.render.api import Assets, Renderer, lead, tag

WIDTH = 78
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RULE = "─" * WIDTH
TALL = 6  # a cell of more lines is not set in a column
SIGNS = {"": "", "new": " <= new", "beside": " (beside it)", "not-here": " (not here)"}


def render(settled: Settled, assets: Assets) -> bytes:
    """The text as lines of plain characters."""
    return ("\n".join(_squeeze(_document(settled.document, settled.mode))) + "\n").encode()


def _document(document: Document, mode: Mode) -> Iterator[str]:
    writer = _Writer(mode)
    titles = (line for title in (document.title, document.subtitle) for line in writer.centred(title))
    front = writer.blocks(document.front, 0)
    yield from (*front, *titles) if document.kind == "text" else (*titles, *front)
    yield from writer.blocks(document.body, 0)
    yield from writer.blocks(document.back, 0)
    if mode == "notes":
        for note in walk.notes(document):
            yield from (*wrap(_said(note), f"{note.number}. ", 0), "")


def _squeeze(lines: Iterable[str]) -> Iterator[str]:
    """Never two blank lines running, none first or last, no blanks at a line's end."""
    waiting, begun = False, False
    for line in lines:
        if not line.strip():
            waiting = begun
            continue
        if waiting:
            yield ""
        waiting, begun = False, True
        yield line.rstrip()


def _said(note: Note) -> str:
    return " ".join(part for part in (lead(note), walk.plain(note.body), tag(note) and f"[{tag(note)}]") if part)


def wrap(words: str, label: str, indent: int, width: int = WIDTH) -> Iterator[str]:
    """Words in lines of at most `width`, the label hanging; only a plain space may break, and words never do."""
    first = " " * indent + label
    later = " " * len(first)
    line, empty = first, True
    for word in (each for each in words.replace("\n", " ").split(" ") if each):
        if not empty and len(line) + 1 + len(word) > width:
            yield line
            line, empty = later, True
        line += word if empty else f" {word}"
        empty = False
    yield line


def _width(indent: int, columns: int) -> int:
    """The characters of a column, where several stand side by side."""
    return max((WIDTH - indent - 2 * (columns - 1)) // max(columns, 1), 8)


class _Writer:
    def __init__(self, mode: Mode) -> None:
        self.mode = mode

    def words(self, inlines: Iterable[Inline]) -> str:
        """The words of inlines; in mode `notes` with the marks of their notes."""
        if self.mode != "notes":
            return walk.plain(inlines)
        out: list[str] = []
        before: Inline | None = None
        for each in inlines:
            out.append("," if isinstance(each, Note) and isinstance(before, Note) else "")
            out.append(self._marked(each))
            before = each
        return "".join(out)

    def _marked(self, node: Inline) -> str:
        match node:
            case Text() | Sub():
                return walk.plain((node,))
            case Note():
                return str(node.number).translate(SUPERSCRIPT)
            case _:
                inner = "".join(self._marked(each) for each in walk.within(node))
                return f"[{inner}]" if walk.plain((node,)) != walk.plain(walk.within(node)) else inner

    def centred(self, inlines: Sequence[Inline]) -> Iterator[str]:
        for line in wrap(self.words(inlines), "", 0, WIDTH - 10):
            yield line.center(WIDTH)
        yield from self.notes(inlines, 0)
        yield ""

    def notes(self, inlines: Iterable[Inline], indent: int) -> Iterator[str]:
        """In mode `margin`, the notes of a run as a quoted block under it."""
        if self.mode != "margin":
            return
        for note in (each for each in walk.deep(inlines) if isinstance(each, Note)):
            yield ""
            for line in wrap(_said(note), "", 0, WIDTH - indent - 6):
                yield f"{' ' * indent}    | {line}"

    def run(self, inlines: Sequence[Inline], indent: int, label: str = "") -> Iterator[str]:
        yield from wrap(self.words(inlines), label, indent)
        yield from self.notes(inlines, indent + len(label))
        yield ""

    def blocks(self, children: Sequence[Block], indent: int, label: str = "") -> Iterator[str]:
        for number, child in enumerate(children):
            yield from self.block(child, indent, label if number == 0 else " " * len(label))

    def block(self, block: Block, indent: int, label: str = "") -> Iterator[str]:
        """A block; `label` is what hangs before its first line, or blanks to stand under one."""
        match block:
            case Para() | Recital():
                yield from self.run(block.inlines, indent, label)
            case Division():
                yield from self.division(block, indent, label)
            case Definition() | Option():
                yield from self.blocks(block.children, indent, label)
            case Drawing():
                yield from self.bare(label, indent)
                yield from self.run(block.caption, indent + len(label)) if block.caption else ()
                yield from self.table(block.data, indent + len(label))
            case Facing():
                yield from self.bare(label, indent)
                for head in filter(None, block.heads):
                    yield from self.run(head, indent + len(label))
                for left, right in block.pairs:
                    yield from self.blocks((*left, *right), indent + len(label))
            case Edition():
                yield from self.bare(label, indent)
                inner = _Writer(block.mode)
                for line in (block.title, block.subtitle):
                    yield from inner.centred(line) if line else ()
                yield from inner.blocks(block.children, indent + len(label))
            case Amendment():
                yield from self.bare(label, indent)
                yield from self.blocks(block.children, indent + len(label) + 4)
            case Items():
                yield from self.bare(label, indent)
                for number, item in enumerate(block.items, 1):
                    yield from self.run(item, indent + len(label), f"{number}. " if block.ordered else "- ")
            case Table():
                yield from self.bare(label, indent)
                yield from self.table(block, indent + len(label))
            case Figure():
                yield from self.bare(label, indent)
                yield from self.figure(block, indent + len(label))
            case _:
                assert_never(block)

    def bare(self, label: str, indent: int) -> Iterator[str]:
        """A label whose first words are not a paragraph: on a line of its own."""
        if label.strip():
            yield from (" " * indent + label, "")

    def division(self, block: Division, indent: int, label: str) -> Iterator[str]:
        if block.level in walk.HEADED or block.heading:
            yield from self.bare(label, indent)
            indent += len(label)
            yield ""
            stacked = block.joint == "\n" and block.label
            for part in (block.label, block.heading) if stacked else (walk.headline(block),):
                if part:
                    yield from wrap(self.words(part), "", indent)
            yield from self.notes((*block.label, *block.heading), indent)
            yield ""
            yield from self.blocks(block.children, indent)
            return
        own = self.words(block.label)
        hang = f"{own} ".ljust(4) if own else ""
        if label.strip() and hang:
            yield from self.bare(label, indent)
            indent, label = indent + len(label), ""
        if not block.children:
            yield from self.bare(label + hang, indent)
        yield from self.blocks(block.children, indent, label + hang)

    def table(self, table: Table, indent: int) -> Iterator[str]:
        """A row is a block of lines, each cell under the heading of its column: no cell is ever cut.

        Where columns would be too long to be read beside each other, the cells stand below each other, each
        under the name of its column.
        """
        if table.caption:
            yield from self.run(table.caption, indent)
        heads = [self.words(cell) for cell in table.head]
        yield from (*self._row(heads, indent), "") if any(heads) else ()
        width = _width(indent, len(table.head))
        tall = any(len(walk.plain(cell)) > TALL * width for row in table.rows for cell in row)
        for row in table.rows:
            if tall and any(heads):
                yield from self._stacked(heads, row, indent)
            else:
                yield from self._row([self.words(cell) for cell in row], indent)
            for cell in row:
                yield from self.notes(cell, indent)
            yield ""

    def _row(self, cells: Sequence[str], indent: int) -> Iterator[str]:
        """Cells side by side in columns of one width, each wrapped in its own."""
        width = _width(indent, len(cells))
        columns = [list(wrap(cell, "", 0, width)) for cell in cells]
        for number in range(max(map(len, columns), default=0)):
            parts = (column[number] if number < len(column) else "" for column in columns)
            yield " " * indent + "  ".join(part.ljust(width) for part in parts)

    def _stacked(self, heads: Sequence[str], row: Sequence[Sequence[Inline]], indent: int) -> Iterator[str]:
        yield RULE
        for head, cell in zip((*heads, *("" for _ in row)), row, strict=False):
            if walk.plain(cell):
                yield from ("", f"{' ' * indent}{head}:")
                for number, part in enumerate(walk.lines(cell)):
                    yield from ("",) if number else ()
                    yield from wrap(self.words(part), "", indent + 4)

    def figure(self, figure: Figure, indent: int) -> Iterator[str]:
        yield from self.branches(figure.branches, " " * indent)
        yield ""
        if figure.caption:
            yield from self.run(figure.caption, indent)

    def branches(self, branches: Sequence[Branch], stem: str, top: bool = True) -> Iterator[str]:
        for number, branch in enumerate(branches, 1):
            last = number == len(branches)
            join, below = ("", "") if top else ("└─ ", "   ") if last else ("├─ ", "│  ")
            room = max(WIDTH - len(stem) - 3, 24)
            first, *rest = wrap(self.words(branch.words) + SIGNS[branch.emphasis], "", 0, room)
            yield f"{stem}{join}{first}"
            yield from (f"{stem}{below}{line}" for line in rest)
            yield from self.branches(branch.children, stem + below, top=False)


RENDERER = Renderer(name="txt", suffix="txt", render=render)

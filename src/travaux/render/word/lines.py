"""The tree as the paragraphs and tables that a word processor knows, one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias, assert_never

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
    Emph,
    Facing,
    Figure,
    Inline,
    Items,
    Mode,
    Option,
    Para,
    Recital,
    Sub,
    Table,
    Text,
)

LEVELS = ("part", "chapter", "section", "title", "article", "paragraph", "point", "subpoint", "item")
STYLES = {  # the style of the template for each role and level; what is not named here is the text's own
    "opening": "Opening",
    "closing": "Closing",
    "testimonium": "Testimonium",
    "notice": "Notice",
    "pending": "Pending",
    "apparatus": "Apparatus",
    "numbered": "Apparatus",
    "preamble": "Preamble",
    "part": "Part",
    "chapter": "Chapter",
    "section": "Section",
    "title": "TitleDivision",
    "article": "Article",
    "annex": "Annex",
}
SIGNS = {"": "", "new": " (new)", "beside": " (beside it)", "not-here": " (not here)"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its style, the label before its words, what stands between both, how deep it hangs.

    `idents` are the anchors that lead here, the outermost first; `outline` is its depth among the headings, from 0
    (-1 for none); `level` is that of the label; `mode` says what becomes of the notes in it.
    """

    style: str
    inlines: tuple[Inline, ...] = ()
    label: tuple[Inline, ...] = ()
    joint: str = ""
    level: str = ""
    idents: tuple[str, ...] = ()
    outline: int = -1
    depth: int = 0
    mode: Mode = "none"


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; across the longer side of the sheet if its `table` is wide."""

    table: Table
    mode: Mode


Piece: TypeAlias = Line | Grid


def lines(document: Document, mode: Mode) -> Iterator[Piece]:
    """All that a document prints, in the order in which `walk` says it is printed."""
    front, titles = _Lines().blocks(document.front, mode), _titles(document, mode)
    yield from (*front, *titles) if document.kind == "text" else (*titles, *front)
    for part in (document.body, document.back):
        yield from _Lines().blocks(part, mode)


def _titles(document: Document, mode: Mode) -> Iterator[Line]:
    if document.title:
        yield Line("Title", document.title, mode=mode)
    if document.subtitle:
        yield Line("Subtitle", document.subtitle, mode=mode)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the walk is: how deep among headings, how deep among labels, whether inside a quotation."""

    outline: int = 0
    depth: int = 0

    def blocks(self, children: Sequence[Block], mode: Mode, first: Line | None = None) -> Iterator[Piece]:
        """Blocks in order; the first paragraph takes the label and the anchors of `first`."""
        for child in children:
            yield from self.block(child, mode, first)
            first = None

    def block(self, block: Block, mode: Mode, first: Line | None) -> Iterator[Piece]:
        match block:
            case Para():
                yield self.line(STYLES.get(block.role, "Provision"), block.inlines, mode, first)
                return
            case Recital():
                line = self.line("Recital", block.inlines, mode, first)
                yield replace(line, idents=(*line.idents, block.ident))
                return
            case Definition() | Option():
                yield from self.blocks(block.children, mode, first)
                return
            case Division() if not walk.headed(block) and first and not block.label:
                yield from self.blocks(block.children, mode, replace(first, idents=(*first.idents, block.ident)))
                return
            case _:
                pass
        if first:
            yield first
        yield from self.whole(block, mode)

    def line(self, style: str, inlines: tuple[Inline, ...], mode: Mode, first: Line | None) -> Line:
        """A paragraph of running words, behind the label that waits for one."""
        line = first or Line(style, depth=self.depth, mode=mode)
        return replace(line, inlines=inlines, style="Provision" if first and first.label else style)

    def whole(self, block: Block, mode: Mode) -> Iterator[Piece]:
        """A block that can't stand behind a label on its line."""
        match block:
            case Division():
                yield from self.headed(block, mode) if walk.headed(block) else self.labelled(block, mode)
            case Amendment():
                yield from replace(self, depth=self.depth + 1).blocks(block.children, mode)
            case Items():
                yield from self.items(block, mode)
            case Table():
                yield from self.table(block, mode)
            case Figure():
                yield from self.branches(block.branches, mode)
                yield from self.caption(block.caption, mode)
            case Drawing():
                yield from self.caption(block.caption, mode)
                yield from self.table(block.data, mode)
            case Facing():
                for head in block.heads:
                    yield from self.caption(head, mode)
                for left, right in block.pairs:
                    yield from self.blocks((*left, *right), mode)
            case Edition():
                if block.title:
                    yield Line("Title", block.title, mode=block.mode)
                if block.subtitle:
                    yield Line("Subtitle", block.subtitle, mode=block.mode)
                yield from self.blocks(block.children, block.mode)
            case Para() | Recital() | Definition() | Option():
                yield from self.block(block, mode, None)
            case _:
                assert_never(block)

    def headed(self, block: Division, mode: Mode) -> Iterator[Piece]:
        joint = block.joint if block.label and block.heading else ""
        place = (block.ident,) if block.ident else ()
        style = STYLES.get(block.level, "Article")
        yield Line(style, block.heading, block.label, joint, block.level, place, self.outline, self.depth, mode)
        yield from replace(self, outline=self.outline + 1).blocks(block.children, mode)

    def labelled(self, block: Division, mode: Mode) -> Iterator[Piece]:
        inner = replace(self, depth=self.depth + 1) if block.label else self
        place = (block.ident,) if block.ident else ()
        first = Line("Provision", (), block.label, "\t", block.level, place, depth=inner.depth, mode=mode)
        if block.label and not block.children:
            yield first
        yield from inner.blocks(block.children, mode, first if block.label or place else None)

    def items(self, block: Items, mode: Mode) -> Iterator[Line]:
        for number, item in enumerate(block.items):
            ident = block.idents[number : number + 1]
            label = (Text(f"{number + 1}." if block.ordered else "•"),)
            yield Line("Item", item, label, "\t", "", ident, depth=self.depth + 1, mode=mode)

    def table(self, block: Table, mode: Mode) -> Iterator[Piece]:
        yield from self.caption(block.caption, mode)
        if block.head or block.rows:
            yield Grid(block, mode)

    def caption(self, words: tuple[Inline, ...], mode: Mode) -> Iterator[Line]:
        if words:
            yield Line("Caption", words, depth=self.depth, mode=mode)

    def branches(self, branches: Sequence[Branch], mode: Mode) -> Iterator[Line]:
        for branch in branches:
            words: tuple[Inline, ...] = branch.words
            if branch.emphasis == "new":
                words = (Emph(words, "**"),)
            if branch.emphasis:
                words = (*words, Sub("", SIGNS[branch.emphasis], "label"))
            yield Line("Item", words, (Text("•"),), "\t", "", depth=self.depth + 1, mode=mode)
            yield from replace(self, depth=self.depth + 1).branches(branch.children, mode)

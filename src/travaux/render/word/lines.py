"""The tree as the paragraphs and tables that a word processor knows, one after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias, assert_never

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
from travaux.render.writing.columns import parts
from travaux.render.writing.sections import is_short, shape

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
LABELLED = {"paragraph": "Paragraph", "point": "Point", "subpoint": "Subpoint", "item": "Subitem"}  # behind a label
LEADING = frozenset({"Title", "Subtitle", "Caption"})  # with headings, what stands over something else
Laid: TypeAlias = Literal["", "across", "lined"]
"""How the page is laid on which something stands: upright, across, or upright with its lines counted."""
SIGNS = {"": "", "new": " (new)", "beside": " (beside it)", "not-here": " (not here)"}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its style, the label before its words, what stands between both, how deep it hangs.

    `idents` are the anchors that lead here, the outermost first; `outline` is its depth among the headings, from 0
    (-1 for none); `level` is that of the label; `mode` says what becomes of the notes in it. `kept`: it stays with
    what comes after it, or does not (None: as its style says); `fresh`: it begins a page; `barred`: it is of words
    that are explained, and a bar stands beside it.
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
    laid: Laid = ""
    kept: bool | None = None
    fresh: bool = False
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table."""

    table: Table
    mode: Mode
    laid: Laid = ""


Piece: TypeAlias = Line | Grid


def lines(document: Document, mode: Mode) -> Iterator[Piece]:
    """All that a document prints, in the order in which `walk` says it is printed; a table of changes across."""
    return _led(_laid("across" if mode == "table" else "", _lines(document, mode)))


def _lines(document: Document, mode: Mode) -> Iterator[Piece]:
    pack = document.kind != "text"
    walked = _Lines(pack=pack, short=pack and is_short(document.body))
    front, titles = walked.blocks(document.front, mode), _titles(document, mode)
    yield from (*titles, *front) if pack else (*front, *titles)
    for part in (document.body, document.back):
        yield from walked.blocks(part, mode)


def _titles(document: Document, mode: Mode) -> Iterator[Line]:
    if document.title:
        yield Line("Title", document.title, mode=mode)
    if document.subtitle:
        yield Line("Subtitle", document.subtitle, mode=mode)


@dataclass(frozen=True, slots=True)
class _Lines:
    """Where the walk is: how deep among headings and among labels; whether in a pack, and in one of a few pages."""

    outline: int = 0
    depth: int = 0
    pack: bool = False
    short: bool = False

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
        return replace(line, inlines=inlines, style=first.style if first and first.label else style)

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
                for each in self.branches(block.branches, mode):
                    yield replace(each, kept=bool(block.caption) or None)
                for each in self.caption(block.caption, mode):
                    yield replace(each, kept=False)
            case Drawing():
                yield from self.caption(block.caption, mode)
                yield from self.table(block.data, mode)
            case Facing():
                yield from self.facing(block, mode)
            case Edition():
                yield from _laid("across" if block.mode == "table" else "", self.edition(block))
            case Para() | Recital() | Definition() | Option():
                yield from self.block(block, mode, None)
            case _:
                assert_never(block)

    def headed(self, block: Division, mode: Mode) -> Iterator[Piece]:
        """A heading and what it is over; in a pack laid as on paper, but for words beside words, which stay upright."""
        laid = shape(block, self.outline == 0, self.short) if self.pack else ""
        across = laid == " across" and not any(isinstance(each, Facing) for each in walk.below(block.children))
        yield from _laid("across" if across else "", self.section(block, mode, fresh=bool(laid) and not across))

    def section(self, block: Division, mode: Mode, fresh: bool) -> Iterator[Piece]:
        joint = block.joint if block.label and block.heading else ""
        place = (block.ident,) if block.ident else ()
        style = STYLES.get(block.level, "Article")
        line = Line(style, block.heading, block.label, joint, block.level, place, self.outline, self.depth, mode)
        yield replace(line, fresh=fresh and self.outline == 0)
        yield from replace(self, outline=self.outline + 1).blocks(block.children, mode)

    def labelled(self, block: Division, mode: Mode) -> Iterator[Piece]:
        inner = replace(self, depth=self.depth + 1) if block.label else self
        place = (block.ident,) if block.ident else ()
        style = LABELLED.get(block.level, "Provision")
        first = Line(style, (), block.label, "\t", block.level, place, depth=inner.depth, mode=mode)
        if block.label and not block.children:
            yield first
        yield from inner.blocks(block.children, mode, first if block.label or place else None)

    def items(self, block: Items, mode: Mode) -> Iterator[Line]:
        for number, item in enumerate(block.items):
            ident = block.idents[number : number + 1]
            label = (Text(f"{number + 1}." if block.ordered else "•"),)
            yield Line("Item", item, label, "\t", "", ident, depth=self.depth + 1, mode=mode)

    def facing(self, block: Facing, mode: Mode) -> Iterator[Piece]:
        """Words, each with a bar beside it, and under them what is said of them."""
        for head in block.heads:
            yield from self.caption(head, mode)
        for left, right in block.pairs:
            for each in self.blocks(left, mode):
                yield replace(each, barred=True) if isinstance(each, Line) and right else each
            yield from self.blocks(right, mode)

    def edition(self, block: Edition) -> Iterator[Piece]:
        """A text under its title, with its lines counted if it asks for that."""
        if block.title:
            yield Line("Title", block.title, mode=block.mode)
        if block.subtitle:
            yield Line("Subtitle", block.subtitle, mode=block.mode)
        for child in block.children:
            annex = isinstance(child, Division) and child.level == "annex"  # stands behind the text, and is not of it
            yield from _laid("lined" if block.numbered_lines and not annex else "", self.block(child, block.mode, None))

    def table(self, block: Table, mode: Mode) -> Iterator[Piece]:
        across = block.wide or len(parts(block)) > 1
        yield from _laid("across" if across else "", self.upright(block, mode))

    def upright(self, block: Table, mode: Mode) -> Iterator[Piece]:
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


def _laid(laid: Laid, pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces on pages that are laid so; those that ask for a page of their own keep it."""
    for each in pieces:
        yield replace(each, laid=laid) if laid and not each.laid else each


def _led(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces in order; headings lie as what they are over does."""
    waiting: list[Line] = []
    for each in pieces:
        if isinstance(each, Line) and (each.outline >= 0 or each.style in LEADING):
            waiting.append(each)
        else:
            yield from (replace(one, laid=each.laid) for one in waiting)
            waiting = []
            yield each
    yield from waiting

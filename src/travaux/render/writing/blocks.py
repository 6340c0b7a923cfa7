"""Blocks as HTML: paragraphs, divisions under their headings, texts inside a text.

In mode `margin` a paragraph that bears notes is a row, `[words | notes]`; where the notes are
longer than the words, note-free paragraphs that follow are taken into the row (`rest`), so that
the text runs on beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import (
    Amendment,
    Block,
    Definition,
    Division,
    Drawing,
    Edition,
    Facing,
    Figure,
    Inline,
    Items,
    Note,
    Option,
    Para,
    Recital,
    Settled,
    Table,
)
from travaux.render import measure
from travaux.render.writing import facing
from travaux.render.writing.grids import Grids
from travaux.render.writing.sections import is_short, right_head, shape


class Writer(Grids):
    """Writes the blocks of one document, each of its anchors once."""

    def __init__(self, settled: Settled, paged: bool) -> None:
        super().__init__(settled, paged)
        self.short = self.sheets and is_short(self.document.body)
        self.left = self.laid = ""  # what the section is called, and how it is laid

    def blocks(self, children: Sequence[Block], depth: int, label: Sequence[Inline] = ()) -> str:
        """Blocks in order; the first takes the label; a row takes in what runs on beside its notes."""
        out: list[str] = []
        at = 0
        while at < len(children):
            block, own = children[at], label if at == 0 else ()
            at += 1
            notes = measure.noted(own) + measure.unit(block) if self.mode == "margin" else ()
            if notes and not (own and isinstance(block, Division)):
                taken, lines = self.beside(children[at:], notes, measure.text_lines(block))
                words = self.taken((block,), depth, own)
                out.append(self.row(words, notes, self.taken(children[at : at + taken], depth), lines))
                at += taken
            else:
                out.append(self.block(block, depth, own))
        return "".join(out)

    def beside(self, following: Sequence[Block], notes: Sequence[Note], lines: float) -> tuple[int, float]:
        """How many of the following blocks run on beside the notes, and the lines of the text then."""
        taken = 0
        if self.mode == "margin" and notes:
            room = measure.note_lines(notes) * (1.0 if self.paged else measure.SCREEN)
            while taken < len(following) and lines < room and measure.absorbable(following[taken]):
                lines += measure.text_lines(following[taken])
                taken += 1
        return taken, lines

    def taken(self, children: Sequence[Block], depth: int, label: Sequence[Inline] = ()) -> str:
        """Blocks inside a row: they stand in its column already, and any notes stand beside it."""
        if not children:
            return ""
        mode, self.mode = self.mode, "none"
        words = self.blocks(children, depth, label)
        self.mode = mode
        return words

    def para(self, block: Para | Recital, label: Sequence[Inline] = ()) -> str:
        """A paragraph or a recital, its label hung before it."""
        kind = "recital" if isinstance(block, Recital) else block.role
        anchor = self.anchor(block.ident) if isinstance(block, Recital) else ""
        hang = f'<span class="label">{self.words(label)} </span>' if label else ""
        hung = " hung" if label else ""
        led = " led" if walk.plain(block.inlines).rstrip().endswith(":") else ""
        return f'<p class="{kind}{hung}{led}"{anchor}>{hang}{self.words(block.inlines)}</p>\n'

    def block(self, block: Block, depth: int, label: Sequence[Inline] = ()) -> str:
        """Any block, without the notes beside one that is a single paragraph."""
        match block:
            case Para() | Recital():
                return self.row(self.para(block, label), measure.noted((*label, *block.inlines)))
            case Definition():
                return f'<div class="definition">\n{self.blocks(block.children, depth, label)}</div>\n'
            case Option():
                return f'<div class="option">\n{self.blocks(block.children, depth, label)}</div>\n'
            case Division():
                return self.bare(label) + self.division(block, depth)
            case Amendment():
                quoted = self.blocks(block.children, depth)
                return f'{self.bare(label)}<blockquote class="amendment">\n{quoted}</blockquote>\n'
            case Items():
                return self.bare(label) + self.items(block)
            case Table():
                return self.bare(label) + self.table(block)
            case Figure():
                return self.bare(label) + self.figure(block)
            case Drawing():
                return self.bare(label) + self.drawing(block)
            case Facing():
                return self.bare(label) + self.facing(block, depth)
            case Edition():
                return self.bare(label) + self.edition(block, depth)
            case _:
                assert_never(block)

    def bare(self, label: Sequence[Inline]) -> str:
        """A label whose first words are not a paragraph: on a line of its own."""
        if not label:
            return ""
        return self.row(
            f'<p class="hung bare"><span class="label">{self.words(label)}</span></p>\n', measure.noted(label)
        )

    def division(self, block: Division, depth: int) -> str:
        """A division, under its heading or behind its label."""
        if walk.headed(block):
            return self.section(block, depth)
        kind = f"{block.level} numbered" if block.label else block.level
        children = self.blocks(block.children, depth, block.label) if block.children else self.bare(block.label)
        return f'<div class="division {kind}"{self.anchor(block.ident)}>\n{children}</div>\n'

    def section(self, block: Division, depth: int) -> str:
        """A division under a heading, with what the running head and the bookmarks call it."""
        ident = block.ident if block.ident and block.ident not in self.used else f"_d{len(self.anchors)}"
        self.anchors[id(block)] = ident
        anchor = self.anchor(ident)
        joint = " – " if block.joint.isspace() and "\n" in block.joint else block.joint or " "
        called = joint.join(walk.plain(measure.unquoted(part)) for part in (block.label, block.heading) if part)
        laid = shape(block, depth == 2, self.short) if self.sheets else ""
        around = self.outer, self.left, self.laid
        self.laid = laid if depth == 2 else laid or self.laid
        head = self.heading(block, min(depth, 6), called)
        if depth == 2:
            self.left = called
        notes = measure.noted((*block.label, *block.heading))
        taken, lines = self.beside(block.children, notes, 2.5)
        if block.level == "article":
            self.outer = f"{walk.plain(measure.unquoted(block.label))} › "
        rest = self.taken(block.children[:taken], depth + 1)
        first = self.row(head, notes, rest, lines, head=True)
        children = self.blocks(block.children[taken:], depth + 1)
        self.outer, self.left, self.laid = around
        return f'<section class="division {block.level}{laid}"{anchor}>\n{first}{children}</section>\n'

    def heading(self, block: Division, depth: int, called: str) -> str:
        """The line over a division, and what the running head and the bookmarks call it."""
        label = f'<span class="label">{self.words(block.label)}</span>' if block.label else ""
        words = f'<span class="heading">{self.headline(block.heading)}</span>' if block.heading else ""
        joint = "<br>" if block.joint == "\n" else escape(block.joint, quote=False)
        stacked = " stacked" if block.joint == "\n" else ""
        running = escape(self.running(called, depth))
        data = f' data-running="{running}" data-called="{escape(called)}"' if self.paged else ""
        line = f"{label}{joint if label and words else ''}{words}"
        return f'<h{depth} class="{block.level}{stacked}"{data}>{line}</h{depth}>\n'

    def running(self, called: str, depth: int) -> str:
        """What the running head calls a division: in a pack, cut to the room that the section's name leaves it."""
        if self.sheets and depth > 2:
            return measure.cut(self.outer + called, right_head(self.laid, self.left))
        return measure.short(self.outer + called, self.mode)

    def facing(self, block: Facing, depth: int) -> str:
        """Words beside words, each pair beginning level; on paper those of one long side run under each other."""
        stacked = facing.stacked(block.pairs) if self.paged else frozenset()
        over = len(stacked) == len(block.pairs)
        heads = "".join(f"<div>{self.words(each)}</div>" for each in block.heads) if any(block.heads) else ""
        head = f'<div class="pair heads{" over" if over else ""}">{heads}</div>\n' if heads else ""
        out = ""
        if over or 0 in stacked or not self.paged:
            out, head = (head if over or not self.paged else _run(head)), ""
        for under, group in groupby(enumerate(block.pairs), lambda each: each[0] in stacked):
            laid = facing.under if under else facing.beside
            written = "".join(self.pair(each, depth, laid(each) if self.paged else "") for _, each in group)
            out += written if under or not self.paged else _run(head + written)
            head = ""
        return f'<div class="facing">\n{out}</div>\n'

    def pair(self, pair: tuple[Sequence[Block], Sequence[Block]], depth: int, kind: str = "") -> str:
        """One pair; `kind` is the class that says how it is laid."""
        sides = zip(("left", "right"), pair, strict=True)
        said = "".join(f'<div class="{name}">{self.blocks(side, depth)}</div>' for name, side in sides)
        return f'<div class="pair{kind}">{said}</div>\n'

    def edition(self, block: Edition, depth: int) -> str:
        """A text with its title, printed in its own mode."""
        mode, self.mode = self.mode, block.mode
        called = f' data-called="{escape(walk.plain(block.title))}"' if self.paged else ""
        title = f'<h{depth} class="doc-title"{called}>{self.headline(block.title)}</h{depth}>\n' if block.title else ""
        subtitle = f'<p class="doc-subtitle">{self.words(block.subtitle)}</p>\n' if block.subtitle else ""
        words = self.blocks(block.children, depth + 1 if block.title else depth)
        self.mode = mode
        lined = " lined" if block.numbered_lines else ""
        return f'<div class="edition mode-{block.mode}{lined}">\n{title}{subtitle}{words}</div>\n'


def _run(pairs: str) -> str:
    """Pairs that stand beside each other; heads that come first stand over them on every page."""
    return f'<div class="run">\n{pairs}</div>\n' if pairs else ""

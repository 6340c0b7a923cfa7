"""The document tree as HTML fragments: what the pages of html and pdf have in common.

Every character passes `html.escape`; no fragment is parsed again. In mode `margin`
a paragraph that bears notes is a row, `[words | notes]`; where the notes are longer
than the words, note-free paragraphs that follow are taken into the row (`rest`), so
that the text runs on beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Branch,
    Cite,
    Definition,
    Division,
    Document,
    Emph,
    Figure,
    Inline,
    Items,
    Note,
    Option,
    Para,
    Quoted,
    Recital,
    Ref,
    Settled,
    Sub,
    Table,
    Term,
    Text,
)
from travaux.render import measure
from travaux.render.api import lead, tag
from travaux.render.contents import Entry, link

SIGNS = {"new": "new", "beside": "beside it", "not-here": "not here"}
SHORT = 18  # a reference of no more characters is not broken across lines
# WeasyPrint 70 breaks a line after its first word if the rest of a text fits only without the blank
# at its end; a blank of its own is measured apart.
BLANK = "<span> </span>"


@dataclass(frozen=True, slots=True)
class Body:
    """The parts of a page, as HTML, and the table of contents."""

    head: str
    text: str
    back: str
    endnotes: str
    entries: tuple[Entry, ...]


def body(settled: Settled, paged: bool = False) -> Body:
    """The fragments of a settled text; `paged` for sheets of paper rather than screens."""
    document = settled.document
    writer = _Writer(settled, paged)
    front = writer.blocks(document.front, 2)
    title = writer.titled(document.title, "h1", "doc-title") if document.title else ""
    subtitle = writer.titled(document.subtitle, "p", "doc-subtitle") if document.subtitle else ""
    text = writer.blocks(document.body, 2)
    back = writer.blocks(document.back, 2)
    return Body(front + title + subtitle, text, back, writer.endnotes(), _entries(document, writer))


def _entries(document: Document, writer: _Writer) -> tuple[Entry, ...]:
    """The lines of the contents: every heading of the text, and the first level of the apparatus."""
    back = (replace(each, children=()) for each in _found(document.back, writer))
    notes = (Entry("_notes", "Notes", "annex"),) if writer.mode == "notes" and any(walk.notes(document)) else ()
    return (*_found(document.body, writer), *back, *notes)


def _found(children: Sequence[Block], writer: _Writer) -> Iterator[Entry]:
    for each in children:
        target = writer.anchors.get(id(each))
        if isinstance(each, Division) and target:
            words = writer.quiet(each.label, each.heading)
            yield Entry(target, words, each.level, tuple(_found(each.children, writer)))
        else:
            yield from _found(walk.inside(each), writer)


# ---------------------------------------------------------------- writing


class _Writer:
    def __init__(self, settled: Settled, paged: bool) -> None:
        self.mode = settled.mode
        self.paged = paged
        self.document = settled.document
        self.used: set[str] = set()
        self.anchors: dict[int, str] = {}  # headed divisions, by identity, and the id each was given
        self.known = measure.idents(settled.document)
        self.linked = False  # inside a link: no link may stand in another
        self.outer = ""  # the article in which a quoted article stands

    # -------- words

    def words(self, inlines: Iterable[Inline]) -> str:
        out: list[str] = []
        for hanging, group in groupby(inlines, lambda each: isinstance(each, Note)):
            if hanging:
                marked = [each for each in group if isinstance(each, Note)]
                out.append(self.marks(marked) if self.mode == "notes" else "")
                continue
            out.extend(self.inlines(group))
        return "".join(out)

    def inlines(self, inlines: Iterable[Inline]) -> list[str]:
        """Words each by itself; on paper a blank before an element is an element too."""
        out: list[str] = []
        for each in inlines:
            out.append(self.inline(each))
            if self.paged and out[-1].startswith("<") and len(out) > 1 and out[-2].endswith(" "):
                out[-2] = out[-2][:-1] + BLANK
        return out

    def quiet(self, *runs: Sequence[Inline]) -> str:
        """Words without links, marks or anchors, for the table of contents; blanks between the runs."""
        return " ".join(f"<span>{_quiet(measure.unquoted(each))}</span>" for each in runs if each)

    def inline(self, node: Inline) -> str:
        match node:
            case Text() | Sub():
                return escape(walk.plain((node,)), quote=False)
            case Emph():
                name = "strong" if node.mark == "**" else "em"
                return f"<{name}>{self.words(node.children)}</{name}>"
            case Bracket():
                return f'<span class="bracket">[{self.words(node.children)}]</span>'
            case Quoted():
                return f'<span class="quoted">{self.words(node.children)}</span>'
            case Term():
                return self.term(node)
            case Ref():
                return self.link("ref", next((each for each in node.anchors if each in self.known), ""), node.text)
            case Cite():
                return f'<span class="cite">{self.words(node.text)}</span>'
            case Note():
                return self.words((node,))
            case _:
                assert_never(node)

    def term(self, node: Term) -> str:
        anchor = f"_term-{node.ident}"
        if not node.defining:
            return self.link("term", anchor if anchor in self.known else "", node.children, "Defined term")
        return f"<dfn{self.anchor(anchor)}>{self.words(node.children)}</dfn>"

    def link(self, kind: str, anchor: str, children: Sequence[Inline], title: str = "") -> str:
        """Words as a link; as plain words where there is nothing to lead to, or inside another link."""
        if kind == "ref" and len(walk.plain(children)) <= SHORT:
            kind = "ref short"
        if not anchor or self.linked:
            return f'<span class="{kind}">{self.words(children)}</span>'
        self.linked = True
        words = self.words(children)
        self.linked = False
        hint = f' title="{escape(title)}"' if title and not self.paged else ""
        return f'<a class="{kind}" href="{link(anchor)}"{hint}>{words}</a>'

    def marks(self, notes: Sequence[Note]) -> str:
        """The numbers of the endnotes that hang on the same words: "7", "7,8", "7–12"."""
        if len(notes) < 3:
            numbers = ",".join(self.mark(each) for each in notes)
        else:
            between = "".join(f"<span{self.anchor(f'_mark-{each.number}')}></span>" for each in notes[1:-1])
            numbers = f"{self.mark(notes[0])}–{between}{self.mark(notes[-1])}"
        return f'<sup class="mark">{numbers}</sup>'

    def mark(self, note: Note) -> str:
        """The number of an endnote, linked to it."""
        if self.linked:
            return str(note.number)
        anchor = self.anchor(f"_mark-{note.number}")
        return (
            f'<a{anchor} href="#_note-{note.number}" role="doc-noteref" '
            f'aria-label="Note {note.number}">{note.number}</a>'
        )

    def anchor(self, ident: str) -> str:
        """An id attribute; "" for none, or for one that stands already: a page has each id once."""
        if not ident or ident in self.used:
            return ""
        self.used.add(ident)
        return f' id="{escape(ident)}"'

    # -------- notes

    def note(self, note: Note) -> str:
        blank = BLANK if self.paged else " "
        trust = f'{blank}<span class="trust">{escape(tag(note))}</span>' if tag(note) else ""
        said = f'<b class="lead">{escape(lead(note))}</b> {self.words(note.body)}{trust}'
        if self.mode == "notes":
            back = (
                ""
                if self.paged
                else f' <a class="back" href="#_mark-{note.number}" aria-label="Back to the text">↩</a>'
            )
            number = f'<span class="number">{note.number}.</span> '
            return f'<div class="note {note.kind}"{self.anchor(f"_note-{note.number}")}>{number}{said}{back}</div>\n'
        return f'<div class="note {note.kind}" role="note">{said}</div>\n'

    def endnotes(self) -> str:
        if self.mode != "notes":
            return ""
        return "".join(self.note(each) for each in walk.notes(self.document))

    def row(self, words: str, notes: Sequence[Note], rest: str = "", lines: float = 0.0, head: bool = False) -> str:
        """Words with their notes beside them, and what runs on beside the notes."""
        if self.mode != "margin" or not notes:
            return f'<div class="plain">{words}</div>\n{rest}' if self.mode == "margin" else f"{words}{rest}"
        long = " long" if max(lines, measure.note_lines(notes)) > measure.LONG else ""
        said = "".join(self.note(each) for each in notes)
        kind = f"row{' headrow' if head else ''}{long}"
        if self.paged:
            return f'<div class="{kind}"><div class="words">{words}{rest}</div><div class="notes">{said}</div></div>\n'
        more = f'<div class="rest">{rest}</div>' if rest else ""
        return f'<div class="{kind}"><div class="words">{words}</div><div class="notes">{said}</div>{more}</div>\n'

    def titled(self, inlines: Sequence[Inline], name: str, kind: str) -> str:
        shape = f' style="width: {measure.even(inlines)}em"' if self.paged and name == "h1" else ""
        return self.row(f'<{name} class="{kind}"{shape}>{self.words(inlines)}</{name}>\n', measure.noted(inlines))

    # -------- blocks

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
        kind = "recital" if isinstance(block, Recital) else block.role
        anchor = self.anchor(block.ident) if isinstance(block, Recital) else ""
        hang = f'<span class="label">{self.words(label)} </span>' if label else ""
        hung = " hung" if label else ""
        led = " led" if walk.plain(block.inlines).rstrip().endswith(":") else ""
        return f'<p class="{kind}{hung}{led}"{anchor}>{hang}{self.words(block.inlines)}</p>\n'

    def block(self, block: Block, depth: int, label: Sequence[Inline] = ()) -> str:
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
        if measure.headed(block):
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
        head = self.heading(block, min(depth, 6), called)
        notes = measure.noted((*block.label, *block.heading))
        taken, lines = self.beside(block.children, notes, 2.5)
        outer = self.outer
        if block.level == "article":
            self.outer = f"{walk.plain(measure.unquoted(block.label))} › "
        rest = self.taken(block.children[:taken], depth + 1)
        first = self.row(head, notes, rest, lines, head=True)
        children = self.blocks(block.children[taken:], depth + 1)
        self.outer = outer
        return f'<section class="division {block.level}"{anchor}>\n{first}{children}</section>\n'

    def heading(self, block: Division, depth: int, called: str) -> str:
        label = f'<span class="label">{self.words(block.label)}</span>' if block.label else ""
        words = f'<span class="heading">{self.words(block.heading)}</span>' if block.heading else ""
        joint = "<br>" if block.joint == "\n" else escape(block.joint, quote=False)
        stacked = " stacked" if block.joint == "\n" else ""
        running = escape(measure.short(self.outer + called, self.mode))
        data = f' data-running="{running}" data-called="{escape(called)}"' if self.paged else ""
        line = f"{label}{joint if label and words else ''}{words}"
        return f'<h{depth} class="{block.level}{stacked}"{data}>{line}</h{depth}>\n'

    # -------- lists, tables, figures

    def items(self, block: Items) -> str:
        name = "ol" if block.ordered else "ul"
        idents = (*block.idents, *([""] * len(block.items)))
        lines = "".join(
            f"<li{self.anchor(ident)}>{self.words(item)}</li>\n"
            for ident, item in zip(idents, block.items, strict=False)
        )
        return self.row(f'<{name} class="items">\n{lines}</{name}>\n', measure.noted(walk.inlines(block)))

    def table(self, block: Table) -> str:
        caption = f"<caption>{self.words(block.caption)}</caption>\n" if block.caption else ""
        cells = "".join(f'<th scope="col">{self.words(cell)}</th>' for cell in block.head)
        head = f"<thead><tr>{cells}</tr></thead>\n" if cells else ""
        rows = "".join(self.table_row(block, row) for row in block.rows)
        table = f'<table class="grid">\n{caption}{head}<tbody>\n{rows}</tbody>\n</table>\n'
        if not self.paged:
            name = escape(walk.plain(block.caption).strip() or "Table")
            table = f'<div class="scroll" role="region" tabindex="0" aria-label="{name}">{table}</div>\n'
        notes = measure.noted(walk.inlines(block))
        return self.row(table, notes) if notes else table

    def table_row(self, block: Table, row: Sequence[Sequence[Inline]]) -> str:
        """A row; on a screen its cells say which column they are of, since a narrow one sets them below each other."""
        heads = [walk.plain(each) for each in block.head] if self.mode == "table" and not self.paged else []
        named = [f' data-head="{escape(each)}"' for each in heads] + [""] * (len(row) - len(heads))
        cells = "".join(f"<td{name}>{self.cell(cell)}</td>" for name, cell in zip(named, row, strict=False))
        long = max((len(walk.plain(cell)) for cell in row), default=0) > measure.LONG_CELL
        heading = len(row) > 1 and not walk.plain(row[-1])
        kind = ' class="long"' if long else ' class="heading"' if heading else ""
        return f"<tr{kind}>{cells}</tr>\n"

    def cell(self, cell: Sequence[Inline]) -> str:
        """The words of a cell, as paragraphs where it has several."""
        parts = walk.lines(cell)
        return "".join(f"<p>{self.words(part)}</p>" for part in parts) if len(parts) > 1 else self.words(cell)

    def figure(self, block: Figure) -> str:
        caption = f"<figcaption>{self.words(block.caption)}</figcaption>\n" if block.caption else ""
        told = f' role="group" aria-label="{escape(block.alternative)}"' if block.alternative else ""
        drawn = f'<figure class="tree"{told}>\n{self.branches(block.branches)}{caption}</figure>\n'
        notes = measure.noted(walk.inlines(block))
        return self.row(drawn, notes) if notes else drawn

    def branches(self, branches: Sequence[Branch]) -> str:
        if not branches:
            return ""
        lines = "".join(f"<li>{self.branch(each)}{self.branches(each.children)}</li>\n" for each in branches)
        return f"<ul>\n{lines}</ul>\n"

    def branch(self, branch: Branch) -> str:
        sign = f' <small class="sign">{SIGNS[branch.emphasis]}</small>' if branch.emphasis else ""
        kind = f" {branch.emphasis}" if branch.emphasis else ""
        return f'<span class="branch{kind}">{self.words(branch.words)}{sign}</span>'


def _quiet(inlines: Sequence[Inline]) -> str:
    """Words with the emphasis that tells some of them from the rest: a heading all in italics needs none."""
    if len(inlines) == 1 and isinstance(inlines[0], Emph):
        return _quiet(inlines[0].children)
    out = []
    for each in inlines:
        if isinstance(each, Emph):
            name = "strong" if each.mark == "**" else "em"
            out.append(f"<{name}>{_quiet(each.children)}</{name}>")
        elif isinstance(each, Text | Sub | Bracket):
            out.append(escape(walk.plain((each,)), quote=False))
        elif not isinstance(each, Note):
            out.append(_quiet(walk.within(each)))
    return "".join(out)

"""The words of a page as HTML: inlines, links, the numbers of notes, anchors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import Bracket, Change, Cite, Emph, Inline, Note, Quoted, Ref, Settled, Sub, Term, Text
from travaux.render import measure
from travaux.render.contents import link

SHORT = 18  # a reference, or in a heading a word, of no more characters is not broken across lines
# WeasyPrint 70 breaks a line after its first word if the rest of a text fits only without the blank
# at its end; a blank of its own is measured apart.
BLANK = "<span> </span>"
_COMPOUND = re.compile(r"( ?)([\w’]+(?:-[\w’]+)+)")


class Words:
    """Writes inlines; `mode` is the annotation mode of the text they stand in, `paged` is for sheets of paper."""

    def __init__(self, settled: Settled, paged: bool) -> None:
        self.mode = settled.mode
        self.paged = paged
        self.document = settled.document
        self.sheets = paged and settled.document.kind == "pack"  # a pack on paper, its sections laid each in its way
        self.short = False  # a pack of few pages
        self.used: set[str] = set()
        self.anchors: dict[int, str] = {}  # headed divisions, by identity, and the id each was given
        self.known = measure.idents(settled.document)
        self.linked = False  # inside a link: no link may stand in another
        self.heads = False  # in a heading on paper
        self.said = 0  # notes written beside their words
        self.tables = 0  # tables written for a screen
        self.outer = ""  # the article in which a quoted article stands

    # -------- words

    def words(self, inlines: Iterable[Inline]) -> str:
        """Words, each run of notes among them as one mark."""
        out: list[str] = []
        for hanging, group in groupby(inlines, lambda each: isinstance(each, Note)):
            if hanging:
                marked = [each for each in group if isinstance(each, Note)]
                out.append(self.marks(marked) if self.mode == "notes" else "")
                continue
            out.extend(self.inlines(group))
        return "".join(out)

    def headline(self, inlines: Sequence[Inline]) -> str:
        """Words of a heading: on paper no line of it ends at the hyphen of a word."""
        self.heads = self.paged
        words = self.words(inlines)
        self.heads = False
        return words

    def inlines(self, inlines: Iterable[Inline]) -> list[str]:
        """Words each by itself; on paper a blank before an element is an element too."""
        out: list[str] = []
        for each in inlines:
            out.append(self.inline(each))
            if self.paged and out[-1].startswith("<") and len(out) > 1 and out[-2].endswith(" "):
                out[-2] = out[-2][:-1] + BLANK
        return out

    def quiet(self, *runs: Sequence[Inline]) -> str:
        """Words without links, marks or anchors, for the table of contents; blanks between the runs.

        In a pack's narrow columns no line is broken behind a label.
        """
        joint = "\u00a0" if self.sheets else " "
        said = (_quiet(measure.unquoted(each)) for each in runs if each)
        return joint.join(f"<span>{whole(each) if self.paged else each}</span>" for each in said)

    def inline(self, node: Inline) -> str:
        """One inline."""
        match node:
            case Text() | Sub():
                words = escape(walk.plain((node,)), quote=False)
                return whole(words) if self.heads else words
            case Emph():
                name = "strong" if node.mark == "**" else "em"
                return f"<{name}>{self.words(node.children)}</{name}>"
            case Bracket():
                return f'<span class="bracket">[{self.words(node.children)}]</span>'
            case Quoted():
                return f'<span class="quoted">{self.words(node.children)}</span>'
            case Change():
                name = "ins" if node.sign == "+" else "del"
                return f"<{name}>{self.words(node.children)}</{name}>"
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
        """A defined term: where it is defined, or a link that leads there."""
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


def whole(words: str) -> str:
    """Words as HTML, those with a hyphen kept on one line each: "follow-up"; the longest may still be broken."""

    def kept(found: re.Match[str]) -> str:
        blank, word = found.groups()
        return f'{blank and BLANK}<span class="unbroken">{word}</span>' if len(word) <= SHORT else found[0]

    return _COMPOUND.sub(kept, words)


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

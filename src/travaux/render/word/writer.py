"""Paragraphs and tables as WordprocessingML: labels, words, fields, footnotes and comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import Bracket, Change, Cite, Emph, Inline, Mode, Note, Quoted, Ref, Sub, Term, Text
from travaux.ooxml import words as ooxml
from travaux.ooxml.numbering import STEP, Counted, Label, Numbering
from travaux.ooxml.story import FOOTNOTE_MARK, Story
from travaux.ooxml.words import Face
from travaux.ooxml.xml import el
from travaux.render.api import lead, tag
from travaux.render.word.lines import LEVELS, Grid, Line, Piece
from travaux.render.word.refs import Goal, numbers

ARTICLE = LEVELS.index("article")  # articles are counted on through the chapters


@dataclass(slots=True)
class _Said:
    """The runs of a paragraph: those that a comment may yet hang on are `open`."""

    done: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def close(self) -> str:
        return "".join((*self.done, *self.open))


class Writer:
    """Writes the pieces of one document; `story` collects what hangs on its words."""

    def __init__(self, pieces: Sequence[Piece], language: str, author: str) -> None:
        self.story = Story(author)
        self.face = Face(language)
        self.pieces = pieces
        labelled = [each for each in pieces if isinstance(each, Line) and each.label and each.level in LEVELS]
        self.numbering = Numbering([_label(each) for each in labelled], ARTICLE)
        self.counted = {id(line): counted for line, counted in zip(labelled, self.numbering.counted, strict=True)}
        self.goals = {goal.ident: goal for goal in self._goals(labelled)}

    def _goals(self, labelled: Sequence[Line]) -> Iterator[Goal]:
        """Every labelled division that has an anchor, and the one in which it stands."""
        above: list[tuple[int, str]] = []
        for line in labelled:
            rank = LEVELS.index(line.level)
            above = [each for each in above if each[0] < rank]
            ident = line.idents[0] if line.idents else ""
            if ident:
                counted = self.counted[id(line)] is not None
                words = walk.plain(line.label)
                parent = next((name for level, name in reversed(above) if level >= ARTICLE), "")
                yield Goal(ident, words.rstrip(".") if counted else words, counted, parent)
                above.append((rank, ident))

    def body(self) -> str:
        """All pieces as elements of the body."""
        return "".join(self.line(each) if isinstance(each, Line) else self.grid(each) for each in self.pieces)

    # -------- paragraphs

    def line(self, line: Line) -> str:
        """A paragraph with its label, counted or written out, inside the bookmarks of its anchors."""
        counted = self.counted.get(id(line))
        joint = "" if counted and line.joint == "\t" else line.joint
        if counted:
            before = self._runs(tuple(each for each in line.label if isinstance(each, Note)), line.mode)
        else:
            before = self._runs(line.label, line.mode)
        before += ooxml.run(joint, self.face) if line.label else ""
        if counted:
            words = self._marked(line.idents, before + self._runs(line.inlines, line.mode))
        else:
            words = self._marked(line.idents, before) + self._runs(line.inlines, line.mode)
        return ooxml.paragraph(line.style, words, *self._properties(line, counted))

    def _marked(self, idents: Sequence[str], words: str) -> str:
        for ident in reversed([each for each in idents if each]):
            words = self.story.bookmark(ident, words)
        return words

    def _properties(self, line: Line, counted: Counted | None) -> Iterator[str]:
        """The list and its level, the indentation, the depth among the headings."""
        if counted:
            yield el("w:numPr", el("w:ilvl", w_val=counted.level), el("w:numId", w_val=counted.number))
        hung = line.joint == "\t"
        if hung and not counted:
            yield el("w:tabs", el("w:tab", w_val="left", w_pos=line.depth * STEP))
        if line.depth and (not counted or counted.level != line.depth):
            yield el("w:ind", w_left=line.depth * STEP, w_hanging=STEP if hung else 0)
        if line.outline >= 0:
            yield el("w:outlineLvl", w_val=min(line.outline, 8))

    # -------- words

    def _runs(self, inlines: Iterable[Inline], mode: Mode) -> str:
        said = _Said()
        self._say(inlines, self.face, mode, said)
        return said.close()

    def _say(self, inlines: Iterable[Inline], face: Face, mode: Mode, said: _Said) -> None:
        for node in inlines:
            match node:
                case Text() | Sub():
                    said.open.append(ooxml.run(walk.plain((node,)), face))
                case Emph():
                    heavy = node.mark == "**"
                    inner = replace(face, bold=face.bold or heavy, italic=face.italic or not heavy)
                    self._say(node.children, inner, mode, said)
                case Quoted() | Cite():
                    self._say(walk.within(node), face, mode, said)
                case Term():
                    self._term(node, face, mode, said)
                case Ref():
                    said.open.append(self._ref(node, face))
                case Bracket():
                    self._say((Text("["), *node.children, Text("]")), face, mode, said)
                case Change():
                    inner = replace(face, style="Inserted" if node.sign == "+" else "Deleted")
                    self._say(node.children, inner, mode, said)
                case Note():
                    self._note(node, mode, said)
                case _:
                    assert_never(node)

    def _term(self, node: Term, face: Face, mode: Mode, said: _Said) -> None:
        self._say(node.children, replace(face, style="DefinedTerm") if node.defining else face, mode, said)

    def _note(self, note: Note, mode: Mode, said: _Said) -> None:
        """A note as a footnote, or as a comment on the words since the last one; in other modes it stands elsewhere."""
        if mode == "notes":
            if said.open and FOOTNOTE_MARK in said.open[-1]:
                said.open.append(ooxml.run(",", replace(self.face, style="FootnoteReference")))
            said.open.append(self.story.footnote(self._remark(note)))
        elif mode == "margin":
            words = "".join(said.open) or (said.done.pop() if said.done else "")
            said.done.append(self.story.comment(words, self._remark(note)))
            said.open.clear()

    def _remark(self, note: Note) -> str:
        """The words of a note: its first ones heavy, how far it may be trusted leaning."""
        trust = tag(note)
        return "".join(
            (
                ooxml.run(lead(note), replace(self.face, bold=True)),
                ooxml.run(" ", self.face),
                self._runs(note.body, "none"),
                ooxml.run(f" {trust}", replace(self.face, italic=True)) if trust else "",
            )
        )

    def _ref(self, node: Ref, face: Face) -> str:
        """A reference: fields where its words are labels of this document, a link where it only leads somewhere."""
        words = walk.plain(node.text)
        found = numbers(words, node.anchors, self.goals)
        spans = list(_faces(node.text, face))
        if not found:
            runs = "".join(ooxml.run(part, each) for part, each in spans)
            known = next((each for each in node.anchors if each in self.goals), "")
            return el("w:hyperlink", runs, w_anchor=self.story.name(known), w_history=1) if known and runs else runs
        out, at = "", 0
        for number in found:
            out += "".join(ooxml.run(*each) for each in _cut(spans, at, number.start))
            shown = list(_cut(spans, number.start, number.end))
            code = number.code(self.story.name(number.goal.ident))
            out += ooxml.field(code, "".join(part for part, _ in shown), shown[0][1])
            at = number.end
        return out + "".join(ooxml.run(*each) for each in _cut(spans, at, len(words)))

    # -------- tables

    def grid(self, grid: Grid) -> str:
        """A table; its head is repeated on every page."""
        table = grid.table
        width = max((len(each) for each in (table.head, *table.rows)), default=0)
        rows = [self._row(table.head, width, grid, head=True)] if table.head else []
        rows += [self._row(each, width, grid, head=False) for each in table.rows]
        columns = el("w:tblGrid", *(el("w:gridCol", w_w=9000 // width) for _ in range(width)))
        look = el("w:tblPr", el("w:tblStyle", w_val="Grid"), el("w:tblW", w_w=5000, w_type="pct"))
        return el("w:tbl", look, columns, *rows) + ooxml.paragraph("Apparatus", "")

    def _row(self, cells: Sequence[Sequence[Inline]], width: int, grid: Grid, head: bool) -> str:
        filled = [*cells, *((),) * (width - len(cells))]
        words = [self._cell(each, grid.mode, head or (grid.table.row_heads and not n)) for n, each in enumerate(filled)]
        return el("w:tr", el("w:trPr", "<w:cantSplit/>", "<w:tblHeader/>" if head else ""), *words)

    def _cell(self, cell: Sequence[Inline], mode: Mode, heads: bool) -> str:
        style = "TableHead" if heads else "TableWords"
        return el("w:tc", *(ooxml.paragraph(style, self._runs(part, mode)) for part in walk.lines(cell)))


def _label(line: Line) -> Label:
    """What a line's label asks of the list; emphasis in it can't be counted."""
    plain = all(isinstance(each, Text | Sub | Note) for each in line.label)
    quoted = any(isinstance(each, Sub) and each.why == "quotation" for each in line.label)
    return Label(LEVELS.index(line.level), walk.plain(line.label), plain and not quoted)


def _faces(inlines: Iterable[Inline], face: Face) -> Iterator[tuple[str, Face]]:
    """Words with the face of each part."""
    for node in inlines:
        if isinstance(node, Emph):
            heavy = node.mark == "**"
            inner = replace(face, bold=face.bold or heavy, italic=face.italic or not heavy)
            yield from _faces(node.children, inner)
        elif isinstance(node, Text | Sub):
            yield walk.plain((node,)), face
        elif isinstance(node, Bracket):
            yield from _faces((Text("["), *node.children, Text("]")), face)
        else:
            yield from _faces(walk.within(node), face)


def _cut(spans: Iterable[tuple[str, Face]], start: int, end: int) -> Iterator[tuple[str, Face]]:
    """The parts of words that stand between two places."""
    at = 0
    for words, face in spans:
        if part := words[max(start - at, 0) : max(end - at, 0)]:
            yield part, face
        at += len(words)

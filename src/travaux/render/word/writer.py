"""Paragraphs and tables as WordprocessingML: labels, words, fields, footnotes and comments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import Bracket, Change, Cite, Emph, Inline, Mode, Note, Quoted, Ref, Sub, Term, Text
from travaux.ooxml import words as ooxml
from travaux.ooxml.numbering import STEP, Counted, Label, Numbering
from travaux.ooxml.sheet import LONG, SHORT, SIDES, section
from travaux.ooxml.story import FOOTNOTE_MARK, Story
from travaux.ooxml.words import Face
from travaux.ooxml.xml import el
from travaux.render.api import lead, tag
from travaux.render.measure import LONG_CELL
from travaux.render.word.lines import LABELLED, LEVELS, STYLES, Grid, Line, Piece
from travaux.render.word.refs import Goal, numbers
from travaux.render.writing.columns import MANY, columns, shares

ARTICLE = LEVELS.index("article")  # articles are counted on through the chapters
ABOVE = 120  # what stands over words with a bar beside them, in twentieths of a point
UNCOUNTED = frozenset({"Title", "Subtitle", "Notice"})  # whose lines have no number where lines are counted
BAR, FARTHEST = 8, 31  # points from the words to the bar beside them, and the most that there can be (17.3.4)


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
        self.lined = any(each.laid == "lined" for each in pieces)
        labelled = [each for each in pieces if isinstance(each, Line) and each.label and each.level in LEVELS]
        styles = {**STYLES, **LABELLED}
        ranks = {rank: styles[level] for rank, level in enumerate(LEVELS)}
        self.numbering = Numbering([_label(each) for each in labelled], ARTICLE, ranks)
        self.listed = self.numbering.styled()
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

    def body(self, before: str = "") -> str:
        """All pieces as elements of the body, `before` over the first heading, and how the last pages are laid."""
        out: list[str] = []
        groups = [(laid, list(group)) for laid, group in groupby(self.pieces, lambda each: each.laid)]
        for number, (laid, group) in enumerate(groups, 1):
            end = section(number == 1, laid == "across", laid == "lined")
            for each in group[:-1]:
                if before and isinstance(each, Line) and each.outline >= 0:
                    out.append(before)
                    before = ""
                out.append(self.piece(each))
            out += (self.piece(group[-1]), end) if number == len(groups) else (self.piece(group[-1], end),)
        return "".join(out)

    def piece(self, piece: Piece, end: str = "") -> str:
        """A paragraph, or a table and the empty one that has to follow it; `end` is the section that ends with it."""
        return self.line(piece, end) if isinstance(piece, Line) else self.grid(piece) + ooxml.paragraph("End", "", end)

    # -------- paragraphs

    def line(self, line: Line, end: str = "") -> str:
        """A paragraph with its label, counted or written out, inside the bookmarks of its anchors."""
        counted = self.counted.get(id(line))
        joint = ooxml.run("" if counted and line.joint == "\t" else line.joint, self.face) if line.label else ""
        if counted:
            notes = self._runs(filter(_is_note, line.label), line.mode)
            words = self._marked(line.idents, notes + joint + self._runs(line.inlines, line.mode))
        else:  # a field says all that is in the bookmark, so that it holds the label and nothing else
            after = tuple(filter(_is_note, line.label)) if line.mode == "notes" else ()
            label = self._runs((each for each in line.label if each not in after), line.mode)
            words = self._marked(line.idents, label) + self._runs(after, line.mode) + joint
            words += self._runs(line.inlines, line.mode)
        return ooxml.paragraph(line.style, words, *self._properties(line, counted), end)

    def _marked(self, idents: Sequence[str], words: str) -> str:
        for ident in reversed([each for each in idents if each]):
            words = self.story.bookmark(ident, words)
        return words

    def _properties(self, line: Line, counted: Counted | None) -> Iterator[str]:
        """What stays with what, the list and its level, the indentation, the depth among the headings, in that order.

        A lead-in ("…, that is to say:") stays with what it leads to. A label that is written out is not counted too.
        """
        kept = line.kept if line.kept is not None else _last(line.inlines) == ":" or None
        if kept is not None:
            yield "<w:keepNext/>" if kept else el("w:keepNext", w_val=0)
        if line.fresh:
            yield "<w:pageBreakBefore/>"
        if counted:
            yield el("w:numPr", el("w:ilvl", w_val=counted.level), el("w:numId", w_val=counted.number))
        elif line.style in self.listed:
            yield el("w:numPr", el("w:ilvl", w_val=0), el("w:numId", w_val=self.numbering.uncounted))
        if self.lined and (line.laid != "lined" or line.outline >= 0 or line.style in UNCOUNTED):
            yield "<w:suppressLineNumbers/>"
        hung = line.joint == "\t"
        if line.barred:
            beside = BAR + max(line.depth - hung, 0) * STEP // 20
            bar = el("w:left", w_val="single", w_sz=12, w_space=min(beside, FARTHEST), w_color="595959")
            yield el("w:pBdr", bar)
        if hung and not counted:
            yield el("w:tabs", el("w:tab", w_val="left", w_pos=line.depth * STEP))
        if line.barred:
            yield el("w:spacing", w_before=ABOVE)
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
        """A table, with columns as wide as their words ask; its head is repeated on every page."""
        table = grid.table
        width = columns(table)
        rows = [self._row(table.head, width, grid, head=True, kept=True)] if table.head else []
        ends = (0, len(table.rows) - 2)  # no first or last row stands on a page alone
        rows += [self._row(each, width, grid, head=False, kept=place in ends) for place, each in enumerate(table.rows)]
        whole = LONG - 2 * SIDES[True] if grid.laid == "across" else SHORT - 2 * SIDES[False]
        places = [round(whole * each / 100) for each in shares(replace(table, wide=grid.laid == "across")) or (100,)]
        made = el("w:tblGrid", *(el("w:gridCol", w_w=each) for each in places))
        fixed = el("w:tblW", w_w=sum(places), w_type="dxa") + el("w:tblLayout", w_type="fixed")
        return el("w:tbl", el("w:tblPr", el("w:tblStyle", w_val="Grid"), fixed), made, *rows)

    def _row(self, cells: Sequence[Sequence[Inline]], width: int, grid: Grid, head: bool, kept: bool) -> str:
        """A row, in one piece unless it is long; one that is a title alone goes across, and stays with the next."""
        title = grid.table.row_heads and len(cells) > 1 and not any(map(walk.plain, cells[1:])) and not head
        filled = [cells[0]] if title else [*cells, *((),) * (width - len(cells))]
        span = el("w:tcPr", el("w:gridSpan", w_val=width)) if title else ""
        next_ = "<w:keepNext/>" if title or kept else ""
        words = [
            self._cell(each, grid, head or (grid.table.row_heads and not place), span, next_)
            for place, each in enumerate(filled)
        ]
        whole = max((len(walk.plain(each)) for each in cells), default=0) <= LONG_CELL // 2
        return el("w:tr", el("w:trPr", "<w:cantSplit/>" if whole else "", "<w:tblHeader/>" if head else ""), *words)

    def _cell(self, cell: Sequence[Inline], grid: Grid, heads: bool, span: str, kept: str) -> str:
        small = columns(grid.table) > MANY
        style = ("TableSmallHead" if heads else "TableSmall") if small else "TableHead" if heads else "TableWords"
        return el(
            "w:tc", span, *(ooxml.paragraph(style, self._runs(part, grid.mode), kept) for part in walk.lines(cell))
        )


def _is_note(inline: Inline) -> bool:
    return isinstance(inline, Note)


def _label(line: Line) -> Label:
    """What a line's label asks of the list; emphasis in it can't be counted."""
    plain = all(isinstance(each, Text | Sub | Note) for each in line.label)
    quoted = any(isinstance(each, Sub) and each.why == "quotation" for each in line.label)
    return Label(LEVELS.index(line.level), walk.plain(line.label), plain and not quoted)


def _last(inlines: Sequence[Inline]) -> str:
    """The last character of some words."""
    return walk.plain(inlines).rstrip()[-1:]


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

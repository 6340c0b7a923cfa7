r"""Markdown (CommonMark): headings, nested lists for points, notes as quoted blocks or `[^1]`.

No character of a clause may turn into mark-up, and none is escaped that could not: read
back, the paragraphs are the words of the text. Two things need care. Characters that
speak only at the beginning of a line (`#`, `1.`, `-`) are escaped there, after wrapping.
And emphasis does not open or close between a letter and a punctuation mark; there the
neighbouring letter is written as a character reference, which reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never

from travaux.model import walk
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
    Mode,
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
from travaux.render.api import Assets, Renderer, lead, tag

WIDTH = 78
SIGNS = {"": "", "new": " (new)", "beside": " (beside it)", "not-here": " (not here)"}
Piece = tuple[str, str]  # characters, and what they are: "", "em", "strong", "both" or "mark"

_ALWAYS = re.compile(r"[\\`*\[<]")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_TILDES = re.compile(r"~(?=~)|(?<=~)~")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_LEADER = re.compile(r"(?:#{1,6}(?=\s|$)|[-+](?=\s|$)|>|[-=|:]+[-=|:\s]*$|~~~)")


def render(settled: Settled, assets: Assets) -> bytes:
    """The text as Markdown, wrapped at 78 columns."""
    chunks = _document(settled.document, settled.mode)
    return ("\n\n".join("\n".join(chunk) for chunk in chunks if chunk) + "\n").encode()


def _document(document: Document, mode: Mode) -> Iterator[list[str]]:
    writer = _Writer(mode)
    front, titles = writer.blocks(document.front, 2, ""), _titles(writer, document)
    yield from (*front, *titles) if document.kind == "text" else (*titles, *front)
    yield from writer.blocks(document.body, 2, "")
    yield from writer.blocks(document.back, 2, "")
    if mode == "notes":
        for note in walk.notes(document):
            yield _defined(wrap(f"[^{note.number}]: {writer.said(note)}", "", "    "))


def _defined(lines: list[str]) -> list[str]:
    """A footnote that is none of a link where footnotes are not known, for there its words would not be shown.

    `[^1]: word`, and `[^1]: word (more words)`, define an address and its title (CommonMark 0.31.2, 4.7): two words
    stand on the first line, and the second begins with no bare bracket or quotation mark.
    """
    first, *rest = lines
    while rest and first.count(" ") < 2:
        first = f"{first} {rest.pop(0).lstrip(' ')}"
    return [re.sub(r"^(\[\^\d+\]: \S+ )(?=[\"'(])", r"\1\\", first), *rest]


def _titles(writer: _Writer, document: Document) -> Iterator[list[str]]:
    if document.title:
        yield [f"# {writer.words(document.title)}"]
        yield from writer.notes(document.title, "")
    if document.subtitle:
        yield wrap(writer.words(document.subtitle, "em"), "")
        yield from writer.notes(document.subtitle, "")


# ---------------------------------------------------------------- words


def escape(words: str) -> str:
    r"""Characters that could be mark-up anywhere in a line, escaped: ``\ ` * [ <``, and at need ``_ & ~``."""
    words = _ALWAYS.sub(lambda found: "\\" + found[0], words)
    words = _UNDERSCORE.sub(r"\_", words)
    words = _ENTITY.sub(r"\&", words)
    return _TILDES.sub(r"\~", words)


def wrap(words: str, prefix: str, later: str | None = None) -> list[str]:
    """Words in lines under a prefix (indentation, list or quotation mark), safe at each beginning."""
    later = prefix if later is None else later
    lines: list[str] = []
    line = ""
    for word in (each for each in re.split(r"[ \t\n\r]+", words) if each):
        room = WIDTH - len(later if lines else prefix)
        if line and len(_begin(line)) + 1 + len(word) > room:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    lines.append(line)
    return [((later if number else prefix) + _begin(each)).rstrip(" ") for number, each in enumerate(lines)]


def _begin(line: str) -> str:
    if found := _NUMBER.match(line):
        return f"{found[1]}\\{line[found.end(1) :]}"
    return "\\" + line if _LEADER.match(line) else line


def _pieces(inlines: Iterable[Inline], style: str, mode: Mode) -> Iterator[Piece]:
    for node in inlines:
        match node:
            case Text() | Sub():
                yield walk.plain((node,)), style
            case Emph():
                yield from _pieces(node.children, _joined(style, "strong" if node.mark == "**" else "em"), mode)
            case Term() | Quoted() | Ref() | Cite():
                yield from _pieces(walk.within(node), style, mode)
            case Change():
                yield "[-" if node.sign == "-" else "{+", style
                yield from _pieces(node.children, style, mode)
                yield "-]" if node.sign == "-" else "+}", style
            case Bracket():
                yield "[", style
                yield from _pieces(node.children, style, mode)
                yield "]", style
            case Note():
                if mode == "notes":
                    yield f"[^{node.number}]", "mark"
            case _:
                assert_never(node)


def _joined(outer: str, inner: str) -> str:
    """Emphasis within emphasis: the same twice is once, italics in bold are both."""
    return inner if outer in ("", inner) else "both"


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Neighbours of one style as one, blanks at the edges of emphasis moved outside it."""
    yield from _fused(_loosened(_fused(pieces)))


def _fused(pieces: Iterable[Piece]) -> Iterator[Piece]:
    words, style = "", ""
    for more, kind in pieces:
        if kind == style and kind != "mark":
            words += more
            continue
        if words:
            yield words, style
        words, style = more, kind
    if words:
        yield words, style


def _loosened(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for words, style in pieces:
        core = words.strip()
        if style in ("", "mark") or not words:
            yield words, style
            continue
        start = words.find(core) if core else len(words)
        yield words[:start], ""
        yield core, style
        yield words[start + len(core) :], ""


def marked(pieces: Iterable[Piece]) -> str:
    """Pieces as Markdown: emphasis marked so that it opens and closes whatever stands beside it."""
    out = ""
    after = ""  # the last character as read, "" at the beginning or after mark-up
    sign = ""  # the mark just written, if emphasis has just closed: its neighbour takes the other one
    wait = False  # the closing mark just written follows punctuation: no letter may follow it bare
    for words, style in ((w, s) for w, s in _merged(pieces) if w):
        if style == "mark":
            out, after, sign, wait = out + words, "", "", False
            continue
        if wait and words[0].isalnum() and not style:
            out, words, after = out + f"&#{ord(words[0])};", words[1:], ""
            if not words:
                wait, sign = False, ""
                continue
        wait = False
        if not style:
            out, after, sign = out + escape(words), words[-1], ""
            continue
        sign = "_" if sign.startswith("*") else "*"
        sign *= {"em": 1, "strong": 2, "both": 3}[style]
        opens_badly = not words[0].isalnum() or sign[0] == "_"
        if after.isalnum() and opens_badly and out.endswith(after):
            out = f"{out[:-1]}&#{ord(after)};"
        out += f"{sign}{escape(words)}{sign}"
        wait = not words[-1].isalnum() or sign[0] == "_"
        after = ""
    return out


# ---------------------------------------------------------------- blocks


class _Writer:
    def __init__(self, mode: Mode) -> None:
        self.mode = mode

    def words(self, inlines: Iterable[Inline], style: str = "") -> str:
        return marked(_pieces(inlines, style, self.mode)).replace("\n", " ")

    def said(self, note: Note) -> str:
        """A note in one paragraph: its first words bold, how far to trust it in italics."""
        pieces: list[Piece] = [(lead(note), "strong"), (" ", ""), *_pieces(note.body, "", "none")]
        if trust := tag(note):
            pieces += [(" ", ""), (trust, "em")]
        return marked(pieces)

    def notes(self, inlines: Iterable[Inline], prefix: str) -> Iterator[list[str]]:
        """In mode `margin`, the notes of a run, each a quoted block under it."""
        if self.mode == "margin":
            for note in (each for each in walk.deep(inlines) if isinstance(each, Note)):
                yield wrap(self.said(note), f"{prefix}> ")

    def run(
        self, inlines: Sequence[Inline], first: str, later: str, label: Sequence[Inline] = ()
    ) -> Iterator[list[str]]:
        pieces = _pieces(label, "", self.mode), _pieces((Text(" "),) if label else (), "", self.mode)
        words = marked([each for part in (*pieces, _pieces(inlines, "", self.mode)) for each in part])
        yield wrap(words, first, later)
        yield from self.notes((*label, *inlines), later)

    def blocks(
        self, children: Sequence[Block], depth: int, prefix: str, first: str | None = None, label: Sequence[Inline] = ()
    ) -> Iterator[list[str]]:
        """Blocks under a prefix; the first of them takes the list mark and the label."""
        for number, child in enumerate(children):
            if number == 0:
                yield from self.block(child, depth, prefix, prefix if first is None else first, label)
            else:
                yield from self.block(child, depth, prefix, prefix)

    def block(
        self, block: Block, depth: int, prefix: str, first: str, label: Sequence[Inline] = ()
    ) -> Iterator[list[str]]:
        match block:
            case Para() | Recital():
                yield from self.run(block.inlines, first, prefix, label)
                return
            case Definition() | Option():
                yield from self.blocks(block.children, depth, prefix, first, label)
                return
            case Division() if not label:
                yield from self.division(block, depth, prefix, first)
                return
            case _:
                pass
        if label or first != prefix:  # a label, or a list mark, before what can't stand on its line
            yield from self.run((), first, prefix, label)
        match block:
            case Division():
                yield from self.division(block, depth, prefix, prefix)
            case Amendment():
                yield _quoted(self.blocks(block.children, depth, f"{prefix}> "), f"{prefix}>")
            case Items():
                for number, item in enumerate(block.items, 1):
                    mark = f"{number}. " if block.ordered else "- "
                    yield from self.run(item, prefix + mark, prefix + " " * len(mark))
            case Table():
                yield from self.table(block, prefix)
            case Figure():
                yield list(self.branches(block.branches, prefix))
                if block.caption:
                    yield from self.run(block.caption, prefix, prefix)
            case Drawing():
                if block.caption:
                    yield from self.run(block.caption, prefix, prefix)
                yield from self.table(block.data, prefix)
            case Facing():
                for head in filter(None, block.heads):
                    yield from self.run((Emph(head, "**"),), prefix, prefix)
                for left, right in block.pairs:
                    yield from self.blocks((*left, *right), depth, prefix)
            case Edition():
                inner = _Writer(block.mode)
                if block.title:
                    yield [f"{prefix}{'#' * min(depth, 6)} " + _closed(inner.words(block.title))]
                if block.subtitle:
                    yield wrap(inner.words(block.subtitle, "em"), prefix)
                yield from inner.blocks(block.children, depth + 1 if block.title else depth, prefix)
            case _:
                assert_never(block)

    def division(self, block: Division, depth: int, prefix: str, first: str) -> Iterator[list[str]]:
        line = walk.headline(block)
        if line and (block.level in walk.HEADED or block.heading):
            if first != prefix:
                yield [first.rstrip()]
            yield from self.heading(block, line, depth, prefix)
            yield from self.blocks(block.children, depth + 1, prefix)
        elif block.label and block.level in ("point", "subpoint", "item"):
            yield from self.listed(block, depth, prefix, first)
        elif block.label and not block.children:
            yield from self.run((), first, prefix, block.label)
        else:
            yield from self.blocks(block.children, depth, prefix, first, block.label)

    def listed(self, block: Division, depth: int, prefix: str, first: str) -> Iterator[list[str]]:
        """A point, as an item of a list: the label stands in its words."""
        if block.children:
            yield from self.blocks(block.children, depth, f"{prefix}  ", f"{first}- ", block.label)
        else:
            yield from self.run((), f"{first}- ", f"{prefix}  ", block.label)

    def heading(self, block: Division, line: Sequence[Inline], depth: int, prefix: str) -> Iterator[list[str]]:
        stacked = block.joint == "\n" and block.label and block.heading
        mark = f"{prefix}{'#' * min(depth, 6)} "
        yield [mark + _closed(self.words(block.label if stacked else line))]
        if stacked:
            yield wrap(self.words(block.heading, "strong"), prefix)
        yield from self.notes(line, prefix)

    def table(self, table: Table, prefix: str) -> Iterator[list[str]]:
        if table.caption:
            yield from self.run(table.caption, prefix, prefix)
        width = max(len(table.head), *(len(row) for row in table.rows), 1) if table.rows else len(table.head)
        if not width:
            return
        lines = [self._row(table.head, width), f"|{' --- |' * width}"]
        yield [prefix + line for line in (*lines, *(self._row(row, width) for row in table.rows))]
        for cell in (*table.head, *(cell for row in table.rows for cell in row)):
            yield from self.notes(cell, prefix)

    def _row(self, cells: Sequence[Sequence[Inline]], width: int) -> str:
        lines = [[self.words(part).strip().replace("|", "\\|") for part in walk.lines(cell)] for cell in cells]
        words = ["<br>".join(each) for each in lines]
        return "| " + " | ".join(words + [""] * (width - len(words))) + " |"

    def branches(self, branches: Sequence[Branch], prefix: str) -> Iterator[str]:
        for branch in branches:
            words = self.words(branch.words, "strong" if branch.emphasis == "new" else "")
            yield from wrap(words + SIGNS[branch.emphasis], f"{prefix}- ", f"{prefix}  ")
            yield from self.branches(branch.children, f"{prefix}  ")


def _quoted(chunks: Iterable[list[str]], blank: str) -> list[str]:
    """Chunks of one quotation as one chunk: the mark stands on the blank lines too."""
    return [line for chunk in chunks for line in (*chunk, blank)][:-1]


def _closed(words: str) -> str:
    """Words of a heading: a `#` at their end would be read as its closing mark."""
    return words[:-1] + "\\#" if words.endswith("#") and not words.endswith("\\#") else words


RENDERER = Renderer(name="md", suffix="md", render=render)

"""The paragraphs of a document as its author left them: words, and what tracked changes would do to each.

A paragraph whose mark is inserted or deleted joins the one after it, on the side that does not have the mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from travaux.ooxml.xml import NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element

W = f"{{{NAMESPACES['w']}}}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COMPATIBLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
CAME, WENT = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_CHANGES = {f"{W}{kind}": kind for kind in CAME | WENT}
_WORDS = frozenset({f"{W}t", f"{W}delText"})
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "",
}
_SKIPPED = frozenset(
    {
        *(f"{W}{name}" for name in ("pPr", "rPr", "instrText", "delInstrText", "sectPr", "txbxContent", "rt")),
        f"{COMPATIBLE}Fallback",
        f"{MATH}oMath",
        f"{MATH}oMathPara",
    }
)
_MARKS = ("footnote", "endnote")  # how the styles of such marks begin, in any program
_BOXES = frozenset({f"{W}txbxContent", f"{COMPATIBLE}Fallback"})
_NAMED = {f"{W}moveFromRangeStart": True, f"{W}moveToRangeStart": True}
_ENDED = frozenset({f"{W}moveFromRangeEnd", f"{W}moveToRangeEnd"})


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: its kind ("ins", "del", "moveFrom", "moveTo"), who made it, and the name of the move."""

    kind: str
    author: str = ""
    move: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the changes that they stand in, the outermost first; `field`: the program computed them.

    `comments` are the numbers of the comments that hang on them; `hidden` says that a reader does not see them.
    """

    words: str
    changes: tuple[Change, ...] = ()
    field: bool = False
    comments: frozenset[str] = frozenset()
    hidden: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of the changes."""
        return frozenset(each.kind for each in self.changes)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its style, its pieces, what becomes of its mark; `listed` is its list and its level there."""

    style: str
    pieces: tuple[Piece, ...]
    mark: frozenset[str] = frozenset()
    element: _Element | None = None
    changes: tuple[Change, ...] = ()
    listed: tuple[str, int] | None = None

    @property
    def set_by(self) -> str:
        """Who changed, with tracking on, how it is set or in which list it is; "" if nobody did."""
        change = None if self.element is None else self.element.find(f"{W}pPr/{W}pPrChange")
        return "" if change is None else change.get(f"{W}author", "")

    def said(self, without: frozenset[str]) -> str:
        """Its words but for those in changes of some kinds."""
        return "".join(each.words for each in self.pieces if not each.kinds & without)


@dataclass(slots=True)
class _Story:
    """What runs on from paragraph to paragraph: open comments, open fields, the move that is open."""

    comments: frozenset[str] = frozenset()
    fields: list[bool] = field(default_factory=list)  # of each open field, whether its result has begun
    move: str = ""
    hidden: bool = False

    def said(self, words: str, changes: tuple[Change, ...]) -> Piece:
        return Piece(words, changes, bool(self.fields) and all(self.fields), self.comments, self.hidden)

    def pass_by(self, element: _Element) -> None:
        """Take note of a mark that stands between words."""
        tag, ident = element.tag, element.get(f"{W}id", "")
        if tag == f"{W}commentRangeStart":
            self.comments |= {ident}
        elif tag == f"{W}commentRangeEnd":
            self.comments -= {ident}
        elif tag == f"{W}fldChar":
            self._field(element.get(f"{W}fldCharType", ""))
        elif tag in _NAMED:
            self.move = element.get(f"{W}name", "") or ident
        elif tag in _ENDED:
            self.move = ""

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self.fields.append(False)
        elif kind == "separate" and self.fields:
            self.fields[-1] = True
        elif kind == "end" and self.fields:
            self.fields.pop()


def paragraphs(body: _Element) -> Iterator[Paragraph]:
    """Every paragraph below an element, those in tables too, in the order of the file; not those in boxes."""
    story = _Story()
    boxed: set[_Element] = set()
    for element in body.iterdescendants():
        if element.tag in _BOXES:
            boxed.update(element.iter(f"{W}p"))
        elif element.tag == f"{W}p" and element not in boxed:
            yield _paragraph(element, story)
        elif isinstance(element.tag, str) and element.tag[len(W) :] in _BETWEEN and _stands_between(element):
            story.pass_by(element)


_BETWEEN = frozenset(
    {
        *("commentRangeStart", "commentRangeEnd", "moveFromRangeStart", "moveToRangeStart"),
        *("moveFromRangeEnd", "moveToRangeEnd"),
    }
)


def _stands_between(element: _Element) -> bool:
    """Whether a mark stands between paragraphs, and not inside one."""
    return not any(above.tag == f"{W}p" for above in element.iterancestors())


def _paragraph(element: _Element, story: _Story) -> Paragraph:
    style = element.find(f"{W}pPr/{W}pStyle")
    marks = element.find(f"{W}pPr/{W}rPr")
    changes = tuple(_change(each, story) for each in marks if each.tag in _CHANGES) if marks is not None else ()
    named = "" if style is None else style.get(f"{W}val", "")
    pieces = tuple(_pieces(element, (), story))
    return Paragraph(named, pieces, frozenset(each.kind for each in changes), element, changes, listed(element))


def listed(element: _Element) -> tuple[str, int] | None:
    """The list that a paragraph or a style says it is in, and the level; None if it says nothing."""
    numbered = element.find(f"{W}pPr/{W}numPr")
    if numbered is None:
        return None
    number, level = numbered.find(f"{W}numId"), numbered.find(f"{W}ilvl")
    depth = "0" if level is None else level.get(f"{W}val", "0")
    return (
        "" if number is None else number.get(f"{W}val", ""),
        min(int(depth), 8) if depth.isascii() and depth.isdigit() and len(depth) < 3 else 0,
    )


def _change(element: _Element, story: _Story) -> Change:
    kind = _CHANGES[element.tag]
    return Change(kind, element.get(f"{W}author", ""), story.move if kind in ("moveFrom", "moveTo") else "")


def _pieces(element: _Element, changes: tuple[Change, ...], story: _Story) -> Iterator[Piece]:
    for child in element:
        tag = child.tag
        if tag in _WORDS:
            yield story.said(child.text or "", changes)
        elif tag in _SIGNS:
            yield story.said(_SIGNS[tag], changes)
        elif tag in _CHANGES:
            yield from _pieces(child, (*changes, _change(child, story)), story)
        elif tag == f"{W}commentReference":
            ident = child.get(f"{W}id", "")
            yield Piece("", changes, False, story.comments | {ident})
        elif tag == f"{W}fldSimple":
            story.fields.append(True)
            yield from _pieces(child, changes, story)
            story.fields.pop()
        elif tag == f"{W}r":
            if not _is_mark(child):
                story.hidden = _is_hidden(child)
                yield from _pieces(child, changes, story)
        elif tag not in _SKIPPED:
            story.pass_by(child)
            yield from _pieces(child, changes, story)


def _is_hidden(run: _Element) -> bool:
    """Whether a run is set so that a reader does not see it (ECMA-376 Part 1, 17.3.2.41)."""
    said = run.find(f"{W}rPr/{W}vanish")
    return said is not None and said.get(f"{W}val", "1") not in ("0", "false", "off")


def _is_mark(run: _Element) -> bool:
    """Whether a run is the comma between the marks of two notes, and no word."""
    words = "".join(each.text or "" for each in run.iter(*_WORDS))
    if words.strip(", ") or not words:
        return False
    style = run.find(f"{W}rPr/{W}rStyle")
    if style is not None and style.get(f"{W}val", "").lower().startswith(_MARKS):
        return True
    return words == "," and all(map(_is_reference, (run.getprevious(), run.getnext())))


def _is_reference(run: _Element | None) -> bool:
    return run is not None and any(run.find(f"{W}{kind}Reference") is not None for kind in _MARKS)


def standing(found: Iterable[Paragraph]) -> str:
    """What tells words from others: no tracked change made, no white space, "#" for what the program computed."""
    words = "".join("#" if piece.field else piece.words for each in found for piece in each.pieces if _stands(piece))
    return re.sub("#+", "#", "".join(words.split()))


def _stands(piece: Piece) -> bool:
    return not piece.kinds & CAME


def changes_above(element: _Element) -> tuple[Change, ...]:
    """The tracked changes that an element stands in, the outermost first."""
    above = [each for each in element.iterancestors() if each.tag in _CHANGES]
    return tuple(_change(each, _Story()) for each in reversed(above))


def accepted(found: Iterable[Paragraph]) -> list[str]:
    """The paragraphs once every change is accepted."""
    return _settled(found, WENT)


def rejected(found: Iterable[Paragraph]) -> list[str]:
    """The paragraphs once every change is rejected."""
    return _settled(found, CAME)


def _settled(found: Iterable[Paragraph], without: frozenset[str]) -> list[str]:
    out: list[str] = []
    open_words = ""
    for each in found:
        open_words += each.said(without)
        if not each.mark & without:
            out.append(open_words)
            open_words = ""
    return [*out, open_words] if open_words else out

"""The paragraphs of a document as its author left them: words, and what tracked changes would do to each.

A paragraph whose mark is inserted or deleted joins the one after it, on the side that does not have the mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.ooxml.xml import NAMESPACES

if TYPE_CHECKING:
    from lxml.etree import _Element

W = f"{{{NAMESPACES['w']}}}"
CAME, WENT = frozenset({"ins", "moveTo"}), frozenset({"del", "moveFrom"})
_CHANGES = {f"{W}{kind}": kind for kind in CAME | WENT}
_WORDS = frozenset({f"{W}t", f"{W}delText"})
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "\u2011", f"{W}softHyphen": "\u00ad"}
_SKIPPED = frozenset({f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText", f"{W}sectPr", f"{W}txbxContent"})


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the changes that they stand in: kinds, and the author of the innermost."""

    words: str
    kinds: frozenset[str] = frozenset()
    author: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its style, its pieces, what becomes of its mark."""

    style: str
    pieces: tuple[Piece, ...]
    mark: frozenset[str] = frozenset()
    element: _Element | None = None

    def said(self, without: frozenset[str]) -> str:
        """Its words but for those in changes of some kinds."""
        return "".join(each.words for each in self.pieces if not each.kinds & without)


def paragraphs(body: _Element) -> Iterator[Paragraph]:
    """Every paragraph below an element, those in tables too, in the order of the file."""
    for element in body.iter(f"{W}p"):
        if not any(above.tag == f"{W}txbxContent" for above in element.iterancestors()):
            yield _paragraph(element)


def _paragraph(element: _Element) -> Paragraph:
    style = element.find(f"{W}pPr/{W}pStyle")
    marks = element.find(f"{W}pPr/{W}rPr")
    kinds = (
        frozenset(_CHANGES[each.tag] for each in marks if each.tag in _CHANGES) if marks is not None else frozenset()
    )
    return Paragraph("" if style is None else style.get(f"{W}val", ""), tuple(_pieces(element)), kinds, element)


def _pieces(element: _Element, kinds: frozenset[str] = frozenset(), author: str = "") -> Iterator[Piece]:
    for child in element:
        tag = child.tag
        if tag in _WORDS:
            yield Piece(child.text or "", kinds, author)
        elif tag in _SIGNS:
            yield Piece(_SIGNS[tag], kinds, author)
        elif tag in _CHANGES:
            yield from _pieces(child, kinds | {_CHANGES[tag]}, child.get(f"{W}author", ""))
        elif tag not in _SKIPPED:
            yield from _pieces(child, kinds, author)


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

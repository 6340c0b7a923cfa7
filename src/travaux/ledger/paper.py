"""Paper: the words of a PDF, in the order in which its tags say they are read.

A page is not always drawn in that order, and bears running heads, feet and line numbers. In a tagged PDF (ISO 32000-1,
14.7 and 14.8) the tree of the structure says which marked content is of the text, and in which order; what it does not
name is decoration. A reader for the blind goes by the same tree.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

BREAK = "\u2010"
"""The hyphen that WeasyPrint breaks a word with at the end of a line; no text of ours holds it."""
CONTENTS, NOTE = "/TOC", "/Note"
BROKEN = "\x02"
"""What PDFium reads for a hyphen of the text's own at the end of a line."""
Marked = Mapping[tuple[int, int], str]
"""The characters by page and by the number of the marked content that they are of."""


def from_pdf(data: bytes) -> str:
    """The words of every page in reading order, without contents, running heads and feet; broken words are joined."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    root: Any = reader.trailer["/Root"]
    if "/StructTreeRoot" not in root:
        raise ValueError("it has no tags that say in which order it is read")
    numbers = {each.indirect_reference.idnum: at for at, each in enumerate(reader.pages) if each.indirect_reference}
    tree = _Tree(_marked(data), numbers)
    words = [*tree.words(root["/StructTreeRoot"].raw_get("/K")), *tree.notes]
    return "".join(words).replace(BREAK, "").replace(BROKEN, "-")


def _marked(data: bytes) -> Marked:
    """The characters of all pages, by the marked content in which they stand."""
    from pypdfium2 import PdfDocument, raw

    out: defaultdict[tuple[int, int], list[str]] = defaultdict(list)
    with PdfDocument(data) as document:
        for number, page in enumerate(document):
            text = page.get_textpage()
            for at in range(raw.FPDFText_CountChars(text.raw)):
                drawn = raw.FPDFText_GetTextObject(text.raw, at)
                if drawn and not raw.FPDFText_IsGenerated(text.raw, at):
                    mark = raw.FPDFPageObj_GetMarkedContentID(drawn)
                    out[number, mark].append(chr(raw.FPDFText_GetUnicode(text.raw, at)))
    return {place: "".join(letters) for place, letters in out.items()}


@dataclass(frozen=True, slots=True)
class _Tree:
    """The tree of a document's structure; `pages`: their numbers by those of their objects; `notes`, gathered apart."""

    marked: Marked
    pages: Mapping[int, int]
    notes: list[str] = field(default_factory=list)

    def words(self, kid: Any, page: int = -1) -> Iterator[str]:
        """The characters of what an element holds, in order; `page` is the number of the page that it is on."""
        each = kid.get_object()
        if isinstance(each, list):
            for one in each:
                yield from self.words(one, page)
        elif isinstance(each, int):
            yield self.marked.get((page, int(each)), "")
        elif isinstance(each, Mapping) and each.get("/S") != CONTENTS:
            if each.get("/S") == NOTE:
                self.notes.extend(self.held(each, page))
            else:
                yield from self.held(each, page)

    def held(self, each: Any, page: int) -> Iterator[str]:
        """The characters of one element of the tree."""
        page = self.pages[each.raw_get("/Pg").idnum] if "/Pg" in each else page
        if "/MCID" in each:
            yield self.marked.get((page, int(each["/MCID"])), "")
        elif "/K" in each:
            yield from self.words(each.raw_get("/K"), page)

"""The table of contents of a briefing pack: its headings as links, in a field that the word processor can make anew.

Page numbers are not known until it has laid out the pages: it puts them in when the field is updated.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from travaux.model import walk
from travaux.ooxml.story import Story
from travaux.ooxml.words import Face, begun, ended, paragraph, run
from travaux.ooxml.xml import el
from travaux.render.word.lines import Line, Piece

FEW = 4
"""A pack with fewer headings needs no table of contents."""
DEEPEST = 2
"""How many levels of headings are listed."""
APART = 360
"""What stands over the table, in twentieths of a point."""
CODE = rf'TOC \o "1-{DEEPEST}" \h \z \u'


def anchored(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces of which every heading that is listed has an anchor."""
    for number, each in enumerate(pieces):
        if isinstance(each, Line) and _listed(each) and not each.idents:
            yield replace(each, idents=(f"_heading-{number}",))
        else:
            yield each


def contents(pieces: Sequence[Piece], story: Story, face: Face) -> str:
    """The table, "" where there is too little to list; `pieces` are anchored."""
    heads = [each for each in pieces if isinstance(each, Line) and _listed(each)]
    if len(heads) < FEW:
        return ""
    written = ""
    for number, head in enumerate(heads, 1):
        words = " ".join(f"{walk.plain(head.label)}{head.joint}{walk.plain(head.inlines)}".split())
        link = el("w:hyperlink", run(words, face), w_anchor=story.name(head.idents[0]), w_history=1)
        before, after = begun(CODE, face) if number == 1 else "", ended(face) if number == len(heads) else ""
        apart = el("w:spacing", w_before=APART) if number == 1 else ""
        written += paragraph(f"TOC{head.outline + 1}", before + link + after, apart)
    kind = el("w:docPartObj", el("w:docPartGallery", w_val="Table of Contents"), "<w:docPartUnique/>")
    return el("w:sdt", el("w:sdtPr", kind), el("w:sdtContent", written))


def _listed(line: Line) -> bool:
    return 0 <= line.outline < DEEPEST and bool(line.label or line.inlines)

"""The document tree as HTML fragments: what the pages of html and pdf have in common.

Every character passes `html.escape`; no fragment is parsed again. The words, rows, tables and blocks are
written in `writing`; here they are put together, and the lines of the contents found.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from travaux.model import walk
from travaux.model.tree import Block, Division, Document, Edition, Settled
from travaux.render.contents import Entry
from travaux.render.writing.blocks import Writer
from travaux.render.writing.data import behind

MANY = 240
"""Of a text with more headings than this, two pages and a half, the chapters alone are in the contents."""


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
    if paged:
        settled = replace(settled, document=behind(settled.document))
    document = settled.document
    writer = Writer(settled, paged)
    front = writer.blocks(document.front, 2)
    title = writer.titled(document.title, "h1", "doc-title") if document.title else ""
    subtitle = writer.titled(document.subtitle, "p", "doc-subtitle") if document.subtitle else ""
    head = front + title + subtitle if document.kind == "text" else title + subtitle + front
    text = writer.blocks(document.body, 2)
    back = writer.blocks(document.back, 2)
    return Body(head, text, back, writer.endnotes(), _entries(document, writer))


def _entries(document: Document, writer: Writer) -> tuple[Entry, ...]:
    """The lines of the contents: every heading of the text, and the first level of the apparatus."""
    if document.kind == "pack":
        return _sections(document, writer)
    back = (replace(each, children=()) for each in _found(document.back, writer))
    notes = (Entry("_notes", "Notes", "annex"),) if writer.mode == "notes" and any(walk.notes(document)) else ()
    return (*_found(document.body, writer), *back, *notes)


def _found(children: Sequence[Block], writer: Writer) -> Iterator[Entry]:
    for each in children:
        target = writer.anchors.get(id(each))
        if isinstance(each, Division) and target:
            words = writer.quiet(each.label, each.heading)
            yield Entry(target, words, each.level, tuple(_found(each.children, writer)))
        else:
            yield from _found(walk.inside(each), writer)


def _sections(document: Document, writer: Writer) -> tuple[Entry, ...]:
    """The contents of a pack: its sections, and the headings of each of its texts where that stands first.

    A text without notes counts before one with notes, wherever it stands.
    """
    shown: dict[str, Edition] = {}
    editions = [each for each in walk.below(document.body) if isinstance(each, Edition)]
    for each in sorted(editions, key=lambda each: (each.mode == "report", each.mode != "none")):
        shown.setdefault(walk.plain(each.title), each)
    chosen = {id(each) for each in shown.values()}
    out = []
    for section in document.body:
        if isinstance(section, Division) and (target := writer.anchors.get(id(section))):
            texts = [each for each in walk.below(section.children) if id(each) in chosen]
            inside = tuple(entry for each in texts for entry in _found(walk.inside(each), writer))
            words = writer.quiet(section.label, section.heading)
            bare = tuple(_bare(inside))
            out.append(Entry(target, words, section.level, tuple(_level(bare)) if writer.paged else bare))
    return tuple(out)


def _bare(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The chapters and articles among the headings of a text, without the apparatus behind it."""
    for each in entries:
        if each.level not in ("annex", "preamble"):
            yield replace(each, children=tuple(_bare(each.children)))


def _level(entries: Sequence[Entry]) -> Iterator[Entry]:
    """The same lines on one level; of very many, the outermost alone."""
    few = sum(1 + len(each.children) for each in entries) <= MANY
    for each in entries:
        yield replace(each, children=())
        if few:
            yield from _level(each.children)

"""DOCX: the text for word processors, with its numbering, cross-references, footnotes and comments as they know them.

Rationale beside the text (mode `margin`) is comments, notes (mode `notes`) are footnotes.
"""

from __future__ import annotations

from travaux.model import walk
from travaux.model.tree import Settled
from travaux.ooxml.sheet import About, document
from travaux.render.api import Assets, Renderer, template
from travaux.render.word.about import own
from travaux.render.word.contents import anchored, contents
from travaux.render.word.lines import lines
from travaux.render.word.writer import Writer

AUTHOR = "Rationale"


def render(settled: Settled, assets: Assets) -> bytes:
    """The text as an Office Open XML document."""
    text = settled.document
    pieces = lines(text, settled.mode)
    listed = text.kind == "pack" and text.contents
    writer = Writer(tuple(anchored(pieces) if listed else pieces), text.language, AUTHOR)
    table = contents(writer.pieces, writer.story, writer.face) if listed else ""
    title = " ".join(walk.plain(text.title).split()) or text.ident
    about = About(title, text.language, text.running or title, "travaux", own(settled), text.restricted)
    return document(writer.body(table), writer.story, writer.numbering, about, template(assets))


RENDERER = Renderer(name="docx", suffix="docx", render=render)

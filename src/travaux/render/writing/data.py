"""The data of figures that stand apart from them: on paper behind the text of a pack, on a screen folded."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from travaux.model import walk
from travaux.model.tree import Division, Document, Drawing, Origin, Sub

HEADING = "Data of the figures"
LEADS = "The same as a table: page"
FOLDED = "The same as a table"


def name(drawing: Drawing) -> str:
    """The anchor of a drawing's data where they stand apart."""
    return f"_data-{sha256(drawing.svg.encode()).hexdigest()[:8]}"


def behind(document: Document) -> Document:
    """A pack for paper: the tables that say no more than their figures behind it, under a heading of their own."""
    drawings = [each for each in walk.below(document.body) if isinstance(each, Drawing) and each.apart]
    if document.kind != "pack" or not drawings:
        return document
    tables = tuple(Division("section", name(each), (each.data,), Origin("")) for each in drawings)
    heading = (Sub("", HEADING, "formula"),)
    annex = Division("annex", "_data-figures", tables, Origin(""), heading)
    return replace(document, body=(*document.body, annex))

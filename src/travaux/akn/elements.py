"""What the elements of Akoma Ntoso are to a reader of words, and a file opened with suspicion."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

TEXTS = frozenset({"act", "bill"})
"""The documents that are texts of law: of a collection that holds one, it is what is read."""
HIERARCHY = frozenset({
    "alinea", "article", "book", "chapter", "clause", "division", "hcontainer", "indent", "level", "list", "paragraph",
    "part", "point", "proviso", "rule", "section", "subchapter", "subclause", "subdivision", "sublist", "subparagraph",
    "subpart", "subrule", "subsection", "subtitle", "title", "tome", "transitional",
})  # fmt: skip
UNITS = ("article", "section", "clause", "rule", "paragraph")
"""What may be the unit that a text is numbered in, the first of them that it has."""
LEFT = {
    "authorialNote": "a note", "note": "a note", "img": "a picture",
    "foreign": "content that is no Akoma Ntoso", "componentRef": "a part in another file",
    "documentRef": "a document in another file", "toc": "a table of contents", "del": "words marked as deleted",
    "coverPage": "the cover", "remark": "an editor’s remark",
}  # fmt: skip
"""What is no text of the instrument: it is left out, and told."""
SILENT = frozenset({"meta", "noteRef"})
QUOTED = frozenset({"quotedStructure", "embeddedStructure", "extractStructure"})
REFERRED = frozenset({"componentRef", "documentRef"})
"""What leads to a document that stands elsewhere, in the file or in another one."""
BLOCKS = HIERARCHY | QUOTED | frozenset({
    "ul", "ol", "table", "blockList", "p", "tblock", "blockContainer", "item", "block", "li",
})  # fmt: skip
"""What ends the words before it, where it stands among running words."""
TITLED = frozenset({"article", "chapter", "section", "title", "part", "book", "rule"})
"""Elements whose name is printed before their number; some files leave that to whoever prints them."""
_NUMBER = re.compile(r"(?:\d{1,4}[a-z]?|[IVXLC]+|[A-Z])(?:[ \u00a0]?(?:bis|ter|qua\w+|quin\w+|sexies))?[.:]?")
DEEPEST = 100
HEADS = ("num", "heading", "subheading")
POINTS = frozenset({"point", "item", "indent", "subparagraph"})
"""What is never a paragraph of an article, even where it stands directly in it."""
DASH = "dash"
"""The class of a heading that a dash joins to its number in print."""
CELLS = " | "
"""What parts the cells of a row of a table."""


class Fault(Exception):
    """Why a file can't be read, where, and what to do."""

    def __init__(self, why: str, hint: str, line: int = 1, column: int = 1) -> None:
        super().__init__(why)
        self.hint, self.line, self.column = hint, line, column


def parsed(data: bytes) -> _Element:
    """The outermost element of XML; nothing outside the bytes is looked at. Raises `Fault` for what is none."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        why = f"this is no well-formed XML: {' '.join((error.msg or '').partition(', line ')[0].split())}"
        raise Fault(why, "ask for the file again", max(line, 1), max(column, 1)) from None
    except ValueError as error:
        raise Fault(f"this is no XML: {error}", "ask for the file again") from None
    if root.getroottree().docinfo.doctype:
        raise Fault("this file has a document type, which could hide entities", "save it without a <!DOCTYPE …>")
    return root


def name_of(each: _Element) -> str:
    """An element's name, without its namespace."""
    return each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""


def line_of(each: _Element) -> int:
    """The line on which an element begins."""
    return each.sourceline or 1


def unit_of(parts: Iterable[_Element]) -> str:
    """The element in which a text is numbered; quoted structure, which is of another text, does not count."""
    found = {name_of(each) for part in parts for each in part.iter() if not _is_quoted(each)}
    return next((name for name in UNITS if name in found), "article")


def _is_quoted(each: _Element) -> bool:
    return any(name_of(above) in QUOTED for above in each.iterancestors())


def title_of(document: _Element) -> str:
    """The title that a document gives itself."""
    for wanted in ("docTitle", "shortTitle", "longTitle"):
        for each in document.iter():
            if name_of(each) == wanted and (words := spaced("".join(_all(each)))):
                return words
    named = [each.get("value", "") for each in document.iter() if name_of(each) in ("FRBRalias", "FRBRname")]
    return next(filter(None, named), "")


def _all(each: _Element) -> Iterator[str]:
    """Every character in an element that is not left out."""
    for event in events(each):
        if isinstance(event, str):
            yield event
        elif name_of(event) not in LEFT:
            yield from _all(event)


def titled(name: str, label: str) -> str:
    """The label of a unit of an English text; a bare number bears the name of its element, as print would have it."""
    return f"{name.capitalize()} {label}" if name in TITLED and _NUMBER.fullmatch(label) else label


def language_of(document: _Element) -> str:
    """The code of its language, as its account of itself has it."""
    return next((each.get("language", "") for each in document.iter() if name_of(each) == "FRBRlanguage"), "")


def spaced(words: str) -> str:
    """Words with single spaces; those that do not break are kept."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", words).strip(" ")


def events(each: _Element, but: Container[str] = ()) -> Iterator[str | _Element]:
    """The characters in an element, and those elements among them that are left out or end a run of words.

    Quotation marks that an inline element has in its attributes are characters; children named in `but` are none.
    """
    yield each.text or ""
    for child in each:
        name = name_of(child)
        if name in ("eol", "br"):
            yield " "
        elif name in LEFT or name in BLOCKS:
            yield child
        elif name and name not in SILENT and name not in but:
            yield child.get("startQuote", "")
            yield from events(child)
            yield child.get("endQuote", "")
        yield child.tail or ""


def is_mixed(each: _Element) -> bool:
    """Whether an element holds words of its own, between its children or without any."""
    return any(words and not words.isspace() for words in (each.text, *(child.tail for child in each)))


def is_apparatus(each: _Element) -> bool:
    """Whether an attachment says itself that it is not of the text."""
    return any(name_of(child) == "doc" and child.get("name") == "apparatus" for child in each)

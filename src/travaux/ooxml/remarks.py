"""What a document holds beside its paragraphs: comments, notes, properties, and what can't be read as words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.ooxml.container import Container, Unreadable
from travaux.ooxml.reading import MATH, Paragraph, W, paragraphs

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY = "word/document.xml"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_ODD = {  # elements whose words are not read, or that are no words
    f"{W}drawing": "pictures or drawings",
    f"{W}pict": "pictures or drawings",
    f"{W}object": "embedded objects",
    f"{W}altChunk": "embedded documents",
    f"{W}sym": "signs of a font of their own",
    f"{MATH}oMath": "formulae",
    f"{W}rPrChange": "tracked changes of how words are set",
    f"{W}pPrChange": "tracked changes of how a paragraph is set",
    f"{W}sectPrChange": "tracked changes of the page",
    f"{W}tblPrChange": "tracked changes of how a table is set",
    f"{W}tblGridChange": "tracked changes of how a table is set",
    f"{W}tcPrChange": "tracked changes of how a table is set",
    f"{W}trPrChange": "tracked changes of how a table is set",
    f"{W}numberingChange": "tracked changes of numbering",
    f"{W}cellIns": "tracked changes of the cells of a table",
    f"{W}cellDel": "tracked changes of the cells of a table",
    f"{W}cellMerge": "tracked changes of the cells of a table",
}
_ROWS = frozenset({f"{W}ins", f"{W}del"})


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its number, its author, its words (a line for each paragraph)."""

    number: str
    author: str
    words: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that stand outside the running text: where ("a footnote", "a text box"), and the paragraphs."""

    where: str
    paragraphs: tuple[Paragraph, ...]


def body(container: Container) -> _Element:
    """The main part. Raises `Unreadable` where the file is no text of a word processor."""
    tree = container.tree(main_part(container))
    if tree is None or tree.tag != f"{W}document":
        raise Unreadable("it holds no text of a word processor", "save the text as .docx in the program that made it")
    return tree


def main_part(container: Container) -> str:
    """The name of the main part, as the package says it; "word/document.xml" where it says nothing."""
    links = container.tree("_rels/.rels")
    for each in () if links is None else links:
        if str(each.get("Type", "")).endswith("/officeDocument") and each.get("TargetMode") != "External":
            return str(each.get("Target", "")).lstrip("/") or BODY
    return BODY


def beside(container: Container, name: str) -> _Element | None:
    """A part that lies beside the main one ("styles"); None where there is none."""
    return container.tree(f"{main_part(container).rpartition('/')[0]}/{name}.xml".lstrip("/"))


def comments(container: Container) -> dict[str, Comment]:
    """The comments, by number."""
    part = beside(container, "comments")
    out = {}
    for each in () if part is None else part.iter(f"{W}comment"):
        number = each.get(f"{W}id", "")
        words = "\n".join(filter(None, ("".join(one.words for one in p.pieces).strip() for p in paragraphs(each))))
        out[number] = Comment(number, each.get(f"{W}author", "").strip(), words)
    return out


def asides(container: Container) -> Iterator[Aside]:
    """Footnotes, endnotes, headers, footers and text boxes, with the changes in them."""
    tree = body(container)
    for number, each in enumerate(_boxes(tree), 1):
        yield Aside(f"text box {number}", tuple(paragraphs(each)))
    for kind in ("footnote", "endnote"):
        part = beside(container, f"{kind}s")
        for number, each in enumerate([] if part is None else _own(part, kind), 1):
            yield Aside(f"{kind} {number}", tuple(paragraphs(each)))
    folder = main_part(container).rpartition("/")[0]
    for name in container.names:
        stem = name.removeprefix(f"{folder}/")
        kind = stem.rstrip("0123456789.xml")
        if kind in ("header", "footer") and stem.endswith(".xml"):
            part = container.tree(name)
            yield Aside(f"the {kind}", tuple(paragraphs(part)) if part is not None else ())


def _boxes(tree: _Element) -> Iterator[_Element]:
    """The text boxes, each once: what stands in a second form for older programs is left out."""
    for each in tree.iter(f"{W}txbxContent"):
        if not any(str(above.tag).endswith("}Fallback") for above in each.iterancestors()):
            yield each


def _own(part: _Element, kind: str) -> list[_Element]:
    """The notes that somebody wrote, not the lines between text and notes."""
    return [each for each in part.iter(f"{W}{kind}") if each.get(f"{W}type", "normal") == "normal"]


def properties(container: Container) -> dict[str, str]:
    """The properties that the document was given (`docProps/custom.xml`), by name."""
    part = container.tree("docProps/custom.xml")
    if part is None:
        return {}
    return {each.get("name", ""): "".join(each.itertext()) for each in part.iter(f"{_CUSTOM}property")}


def odd(container: Container) -> Counter[str]:
    """What is in the main part and is not read, and how many of each."""
    found: Counter[str] = Counter()
    for each in body(container).iter():
        if each.tag in _ODD:
            found[_ODD[each.tag]] += 1
        elif each.tag in _ROWS and (above := each.getparent()) is not None and above.tag == f"{W}trPr":
            found["tracked changes of whole rows of a table"] += 1
    macros = [name for name in container.names if name.lower().endswith("vbaproject.bin")]
    found["macros, which are never run"] += len(macros)
    return +found


def words_of(found: Sequence[Paragraph]) -> str:
    """All words of paragraphs, those in changes too, a line for each."""
    return "\n".join(filter(None, ("".join(each.words for each in one.pieces).strip() for one in found)))

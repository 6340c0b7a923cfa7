"""What a document holds beside its paragraphs: comments, notes, properties, and what can't be read as words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from travaux.ooxml.container import Container, Unreadable
from travaux.ooxml.reading import CAME, MATH, Change, Paragraph, W, changes_above, paragraphs, standing

if TYPE_CHECKING:
    from lxml.etree import _Element

BODY = "word/document.xml"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_ODD = {  # elements whose words are not read, or that are no words
    f"{W}drawing": "pictures or drawings",
    f"{W}pict": "pictures or drawings",
    f"{W}object": "embedded objects",
    f"{W}altChunk": "embedded documents",
    f"{W}subDoc": "other documents that this one draws in",
    f"{W}contentPart": "ink and other parts of their own",
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
_TITLE, _CREATOR = (f"{{http://purl.org/dc/elements/1.1/}}{name}" for name in ("title", "creator"))
_PARAGRAPH = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_THREADS = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_ROWS = frozenset({f"{W}ins", f"{W}del"})


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment: its number, its author, its words (a line for each paragraph).

    `answers` is the number of the comment that it replies to, `settled` whether it was marked as resolved; what
    `standing` says tells it from others.
    """

    number: str
    author: str
    words: str
    answers: str = ""
    settled: bool = False
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Aside:
    """Words that stand outside the running text: what they are ("footnote 2", "text box 1"), and the paragraphs.

    `anchor` is the paragraph that they hang on, `changes` are the tracked changes that put them in or take them out.
    """

    where: str
    paragraphs: tuple[Paragraph, ...]
    anchor: _Element | None = None
    changes: tuple[Change, ...] = ()

    @property
    def words(self) -> str:
        """Its words in one line, no tracked change made."""
        return " ".join("".join(each.said(CAME) + " " for each in self.paragraphs).split())


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
    return {} if part is None else {each.number: each for each in _comments(part, *_threads(container))}


def comments_of(part: _Element) -> list[Comment]:
    """The comments of a part."""
    return list(_comments(part, {}, frozenset()))


def _comments(part: _Element, parents: Mapping[str, str], settled: Collection[str]) -> Iterator[Comment]:
    """The comments; `parents` and `settled` are told by the ids of last paragraphs."""
    every = list(part.iter(f"{W}comment"))
    numbers = {each.get(f"{W}id", ""): [p.get(_PARAGRAPH, "") for p in each.iter(f"{W}p")] for each in every}
    owners = {ident: number for number, idents in numbers.items() for ident in idents if ident}
    for each in every:
        number = each.get(f"{W}id", "")
        found = tuple(paragraphs(each))
        words = "\n".join(filter(None, ("".join(one.words for one in p.pieces).strip() for p in found)))
        last = next((ident for ident in reversed(numbers[number]) if ident), "")
        answers = owners.get(parents.get(last, ""), "")
        author = each.get(f"{W}author", "").strip()
        yield Comment(number, author, words, answers, last in settled, standing(found))


def _threads(container: Container) -> tuple[dict[str, str], set[str]]:
    """What each comment answers, and which are resolved, by the ids of their last paragraphs (MS-DOCX 2.5.3)."""
    part = beside(container, "commentsExtended")
    parents: dict[str, str] = {}
    settled: set[str] = set()
    for each in () if part is None else part.iter(f"{_THREADS}commentEx"):
        ident = each.get(f"{_THREADS}paraId", "")
        parents[ident] = each.get(f"{_THREADS}paraIdParent", "")
        settled |= {ident} if each.get(f"{_THREADS}done") in ("1", "true") else set()
    return parents, settled


def asides(container: Container) -> Iterator[Aside]:
    """Footnotes, endnotes, headers, footers and text boxes, with the changes in them."""
    tree = body(container)
    for number, each in enumerate(_boxes(tree), 1):
        yield Aside(f"text box {number}", tuple(paragraphs(each)), _above(each), changes_above(each))
    for kind in ("footnote", "endnote"):
        part = beside(container, f"{kind}s")
        marks = {each.get(f"{W}id", ""): each for each in tree.iter(f"{W}{kind}Reference")}
        for number, each in enumerate([] if part is None else notes(part, kind), 1):
            mark = marks.get(each.get(f"{W}id", ""))
            hung = (None, ()) if mark is None else (_above(mark), changes_above(mark))
            yield Aside(f"{kind} {number}", tuple(paragraphs(each)), *hung)
    folder = main_part(container).rpartition("/")[0]
    for name in container.names:
        stem = name.removeprefix(f"{folder}/")
        kind = stem.rstrip("0123456789.xml")
        if kind in ("header", "footer") and stem.endswith(".xml"):
            part = container.tree(name)
            yield Aside(f"the {kind}", tuple(paragraphs(part)) if part is not None else ())


def _above(element: _Element) -> _Element | None:
    """The paragraph that an element stands in."""
    return next(element.iterancestors(f"{W}p"), None)


def _boxes(tree: _Element) -> Iterator[_Element]:
    """The text boxes, each once: what stands in a second form for older programs is left out."""
    for each in tree.iter(f"{W}txbxContent"):
        if not any(str(above.tag).endswith("}Fallback") for above in each.iterancestors()):
            yield each


def notes(part: _Element, kind: str) -> list[_Element]:
    """The notes that somebody wrote, not the lines between text and notes."""
    return [each for each in part.iter(f"{W}{kind}") if each.get(f"{W}type", "normal") == "normal"]


def properties(container: Container) -> dict[str, str]:
    """The properties that the document was given (`docProps/custom.xml`), by name."""
    part = container.tree("docProps/custom.xml")
    if part is None:
        return {}
    return {each.get("name", ""): "".join(each.itertext()) for each in part.iter(f"{_CUSTOM}property")}


def named(container: Container) -> tuple[str, str]:
    """The title of the document, and the program or the person that made it ("" for what is not said)."""
    part = container.tree("docProps/core.xml")
    said = {} if part is None else {each.tag: each.text or "" for each in part.iter(_TITLE, _CREATOR)}
    return said.get(_TITLE, "").strip(), said.get(_CREATOR, "").strip()


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

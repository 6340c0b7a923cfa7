"""What an output says: its characters as its reader sees them, read back from the bytes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]

ASIDE = frozenset({"footer", "head", "nav", "summary", "title"})
ASIDE_CLASSES = frozenset({"back", "mark", "restricted", "skip"})
"""What a page has beside its text: contents, the signs of notes and what leads back from them, who may read it."""
VOID = frozenset({"br", "hr", "img", "meta", "link", "col", "wbr"})


class _Page(HTMLParser):
    """The characters of a page, without those of elements that are not of the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            names = (dict(attrs).get("class") or "").split()
            aside = tag in ASIDE or not ASIDE_CLASSES.isdisjoint(names)
            self.open.append(aside or bool(self.open and self.open[-1]))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1]):
            self.words.append(data)


def from_html(data: bytes) -> str:
    """A page as a reader sees it, without its list of contents."""
    page = _Page()
    page.feed(data.decode())
    page.close()
    assert not page.open, "an element is never closed"
    return "".join(page.words)


def from_md(data: bytes) -> str:
    """What a reader of CommonMark sees, without signs of changes; marks of notes are not of CommonMark, and stay."""
    from markdown_it import MarkdownIt

    page = MarkdownIt("commonmark").enable("table").render(data.decode())
    return re.sub(r"\{\+|\+\}|\[-|-\]", "", from_html(page.encode()))


def from_txt(data: bytes) -> str:
    """Plain text without the branches of a figure, the bar beside a note and the rule above a row of a table."""
    return re.sub(r"^(?: *│[│ ]*(?=[^│├└ ])|[│ ]*[├└]─ | +\| |─+$)", "", data.decode(), flags=re.MULTILINE)


def from_json(data: bytes) -> str:
    """The characters of the tree, as another program would gather them from the file."""
    text = json.loads(data)
    document, tree = text["document"], _Tree()
    front = [each for top in document["front"] for each in tree.block(top, text["mode"])]
    titles = [each for name in ("title", "subtitle") for each in tree.run(document[name], text["mode"])]
    parts = [*titles, *front] if document["kind"] == "pack" else [*front, *titles]
    parts += [each for top in (*document["body"], *document["back"]) for each in tree.block(top, text["mode"])]
    return "\n".join((*parts, *tree.ending))


@dataclass(slots=True)
class _Tree:
    """A tree of JSON, read; `ending` are the notes that stand behind it all."""

    ending: list[str] = field(default_factory=list)

    def block(self, node: Json, mode: str) -> Iterator[str]:
        """The runs of a block in order, those of the blocks inside it last."""
        mode = node["mode"] if node["type"] == "Edition" else mode
        for run in _runs(node):
            yield from self.run(run, mode)
        for child in _inside(node):
            yield from self.block(child, mode)

    def run(self, nodes: list[Json], mode: str) -> Iterator[str]:
        """The words of a run, its notes behind it or behind everything."""
        notes: list[str] = []
        yield _words(nodes, notes)
        self.ending += notes if mode == "notes" else ()
        yield from notes if mode == "margin" else ()


def _runs(node: Json) -> Iterator[list[Json]]:
    match node["type"]:
        case "Para" | "Recital":
            yield node["inlines"]
        case "Division":
            joint = [{"type": "Text", "value": node["joint"]}] if node["label"] and node["heading"] else []
            yield [*node["label"], *joint, *node["heading"]]
        case "Items":
            yield from node["items"]
        case "Table":
            yield from (node["caption"], *node["head"], *(cell for row in node["rows"] for cell in row))
        case "Figure":
            yield from _lines(node["branches"])
            yield node["caption"]
        case "Drawing":
            yield node["caption"]
        case "Facing":
            yield from node["heads"]
        case "Edition":
            yield from (node["title"], node["subtitle"])


def _inside(node: Json) -> Iterator[Json]:
    match node["type"]:
        case "Drawing":
            yield node["data"]
        case "Facing":
            yield from (each for pair in node["pairs"] for side in pair for each in side)
        case _:
            yield from node.get("children", ())


def _lines(branches: list[Json]) -> Iterator[list[Json]]:
    for each in branches:
        yield each["words"]
        yield from _lines(each["children"])


def _words(nodes: list[Json], notes: list[str]) -> str:
    out = []
    for node in nodes:
        match node["type"]:
            case "Text":
                out.append(node["value"])
            case "Sub":
                out.append(node["new"])
            case "Bracket":
                out.append(f"[{_words(node['children'], notes)}]")
            case "Ref" | "Cite":
                out.append(_words(node["text"], notes))
            case "Note":
                notes.append(f"{node['lead']} {_words(node['body'], notes)}")
            case _:
                out.append(_words(node["children"], notes))
    return "".join(out)


def from_akn(data: bytes) -> str:
    """The words of an Akoma Ntoso file; a note beside the text stands after its run, one at the foot last."""
    from lxml import etree

    space = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
    out: list[str] = []
    beside: list[str] = []
    below: list[str] = []

    def go(node: Any) -> None:
        name = node.tag.removeprefix(space)
        if name == "meta":
            return
        if name == "authorialNote":
            (beside if node.get("placement") == "side" else below).append("".join(node.itertext()))
            return
        if name in ("quotedStructure", "ul", "li", "table"):
            flush()
        dash = "–" if name == "heading" and node.get("class") == "dash" else ""
        out.extend((node.get("startQuote", ""), dash, node.text or ""))
        for child in node:
            go(child)
            out.append(child.tail or "")
        out.append(node.get("endQuote", ""))
        if name in ("p", "li", "heading", "caption", "block"):
            flush()

    def flush() -> None:
        out.extend(beside)
        beside.clear()

    go(etree.fromstring(data))
    return "".join((*out, *below))


def from_docx(data: bytes) -> str:
    """The words of a document with the labels that it counts; a comment stands after its paragraph, footnotes last.

    The list of contents is not of the text.
    """
    from travaux.ooxml.container import Container
    from travaux.ooxml.counting import Counting
    from travaux.ooxml.reading import W, paragraphs

    box = Container(data)
    body, comments, footnotes = (box.tree(f"word/{name}.xml") for name in ("document", "comments", "footnotes"))
    assert body is not None
    found = list(paragraphs(body))
    labels = Counting(box.tree("word/numbering.xml"), box.tree("word/styles.xml")).labels(found)

    def words(element: Any) -> str:
        return "".join(each.text or "" for each in element.iter(f"{W}t"))

    remarks = {} if comments is None else {each.get(f"{W}id"): words(each) for each in comments}
    out: list[str] = []
    for label, each in zip(labels, found, strict=True):
        if each.style.lower().startswith("toc"):
            continue
        hung = (
            [one.get(f"{W}id") for one in each.element.iter(f"{W}commentReference")] if each.element is not None else []
        )
        out += [label, each.said(frozenset()), *(remarks[one] for one in hung)]
    below = [] if footnotes is None else [words(each) for each in footnotes if each.get(f"{W}type") is None]
    return "\n".join((*out, *below))

"""No character of a text may be lost, doubled or out of place on the way to any output.

`walk.characters` says what a settled text prints, and in which order. From each output all
characters are read back by means that share nothing with the renderer: Markdown through
markdown-it, HTML through the standard parser, PDF through pypdf, JSON through its tree.
White space aside, the one must stand in the other, in order; what an output may add besides
(a table of contents, the notes, running heads) is taken out first or is at most as long as
the allowance, so that a word printed twice is seen too.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, get_args

import pytest

from travaux.model import walk
from travaux.model.stages import Request
from travaux.model.tree import Block, Division, Document, Mode, Note, Para, Settled, Sub, Text
from travaux.render.api import Assets, renderers

INSTRUMENTS = ("amending-protocol", "model-convention", "optional-protocol")
MODES: tuple[Mode, ...] = get_args(Mode)
VOID = frozenset({"br", "hr", "img", "meta", "link", "col", "wbr"})


# ---------------------------------------------------------------- what an output says


class Page(HTMLParser):
    """The characters of a page, without those of elements that are not of the text."""

    def __init__(self, without: Callable[[str, dict[str, str]], bool]) -> None:
        super().__init__(convert_charrefs=True)
        self.without, self.words = without, [""]
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            hidden = bool(self.open and self.open[-1])
            self.open.append(hidden or self.without(tag, {name: value or "" for name, value in attrs}))
        elif tag == "br":
            self.words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1]):
            self.words.append(data)


def aside(tag: str, attributes: dict[str, str]) -> bool:
    """Whether an element of a page is not of the text: its head, its list of contents, its notes."""
    names = attributes.get("class", "").split()
    return (
        tag in ("head", "style", "script", "nav", "aside")
        or attributes.get("aria-hidden") == "true"
        or bool({"note", "notes", "note-ref", "noteref", "endnotes", "margin"} & set(names))
    )


def from_html(data: bytes) -> str:
    page = Page(aside)
    page.feed(data.decode())
    assert not page.open, "an element is never closed"
    return "".join(page.words)


def from_md(data: bytes) -> str:
    """The words that a reader of Markdown sees; the notes are taken out as the program marks them."""
    from markdown_it import MarkdownIt

    text = data.decode()
    page = Page(aside)
    page.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(text))
    return "".join(page.words)


def from_txt(data: bytes) -> str:
    return data.decode()


def from_json(data: bytes) -> str:
    """The characters of the tree as another program would read them from the file."""
    document = json.loads(data)["document"]
    parts = [*map(json_block, document["front"]), json_run(document["title"]), json_run(document["subtitle"])]
    return "\n".join([*parts, *map(json_block, (*document["body"], *document["back"]))])


def json_block(node: dict[str, Any]) -> str:
    match node["type"]:
        case "Para" | "Recital":
            return json_run(node["inlines"])
        case "Division":
            joint = node["joint"] if node["label"] and node["heading"] else ""
            head = json_run(node["label"]) + joint + json_run(node["heading"])
            return "\n".join([head, *map(json_block, node["children"])])
        case "Definition" | "Amendment":
            return "\n".join(map(json_block, node["children"]))
        case "Items":
            return "\n".join(map(json_run, node["items"]))
        case "Table":
            cells = [*node["head"], *(cell for row in node["rows"] for cell in row)]
            return "\n".join(map(json_run, (node["caption"], *cells)))
        case "Figure":
            return "\n".join([*map(json_branch, node["branches"]), json_run(node["caption"])])
        case other:
            raise AssertionError(f"an unknown block: {other}")


def json_branch(node: dict[str, Any]) -> str:
    return "\n".join([json_run(node["words"]), *map(json_branch, node["children"])])


def json_run(run: list[dict[str, Any]]) -> str:
    out = []
    for node in run:
        match node["type"]:
            case "Text":
                out.append(node["value"])
            case "Sub":
                out.append(node["new"])
            case "Bracket":
                out.append(f"[{json_run(node['children'])}]")
            case "Emph" | "Term" | "Quoted":
                out.append(json_run(node["children"]))
            case "Ref" | "Cite":
                out.append(json_run(node["text"]))
            case "Note":
                pass
            case other:
                raise AssertionError(f"an unknown inline: {other}")
    return "".join(out)


def from_pdf(data: bytes, running: str) -> str:
    """The words of every page, without running head and folio; a word broken at a line's end is joined."""
    from pypdf import PdfReader

    pages = []
    for number, page in enumerate(PdfReader(io.BytesIO(data)).pages, 1):
        lines = page.extract_text().split("\n")
        kept = [line for line in lines if not is_running(line, running, number)]
        pages.append("\n".join(kept))
    text = "\n".join(pages)
    return re.sub(r"[\u00ad\u2010]\s*\n", "", text).replace("\u00ad", "")


def is_running(line: str, running: str, number: int) -> bool:
    """Whether a line is a page's head or foot: the short title, the folio, or both."""
    bare = squeezed(line)
    return bare in {str(number), squeezed(running), squeezed(running) + str(number), str(number) + squeezed(running)}


READERS: dict[str, Callable[[bytes], str]] = {"md": from_md, "html": from_html, "txt": from_txt, "json": from_json}


# ---------------------------------------------------------------- the comparison


def squeezed(text: str) -> str:
    """The characters without white space."""
    return re.sub(r"[\s\u200b\u2060]+", "", text)


def first_loss(wanted: str, said: str) -> str:
    """Where the characters wanted first do not stand in those said, in order; "" if they all do."""
    want, have = squeezed(wanted), squeezed(said)
    at = 0
    for index, letter in enumerate(want):
        found = have.find(letter, at)
        if found < 0:
            return f"lost “{letter}” after “{want[max(0, index - 60) : index]}”, before “{want[index + 1 : index + 40]}”"
        at = found + 1
    return ""


def words(text: str) -> Counter[str]:
    """How often each word stands in a text, letters and digits alone."""
    return Counter(re.findall(r"\w+", text))


def check(wanted: str, said: str, exact: bool) -> None:
    """Fails where a character is lost or moved; if `exact`, also where one is added.

    A subsequence alone proves little in a long text, so it is looked for line by line: each run
    of the text must stand whole after the one before it.
    """
    have, at = squeezed(said), 0
    for line in wanted.split("\n"):
        want = squeezed(line)
        found = have.find(want, at)
        assert found >= 0, f"not in its place: {line!r}\n{first_loss(wanted, said)}\nthere: {have[at : at + 300]!r}"
        if exact:
            assert found == at, f"added: {have[at:found]!r} before {line!r}"
        at = found + len(want)
    if exact:
        assert at == len(have), f"added at the end: {have[at : at + 300]!r}"


# ---------------------------------------------------------------- tests


def bare(settled: Settled) -> Settled:
    """The same text without its notes, for outputs that print them where they hang."""
    from travaux.model.transform import deep, map_document

    def drop(run: tuple[Any, ...]) -> tuple[Any, ...]:
        return deep(run, lambda node: () if isinstance(node, Note) else (node,))

    return replace(settled, document=map_document(settled.document, drop))

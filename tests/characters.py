"""Every character of a settled text, and every character of an output, compared in order.

What must be printed comes from `walk.printed`; what was printed is read back from the
bytes by means that share nothing with the renderers. White space aside, each run must
stand whole in its place, and between two runs nothing may stand but what the format is
known to add (a list mark, a contents page, the number of a note).
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from travaux.model import walk
from travaux.model.marks import MARKS, mark_in_full
from travaux.model.tree import Bracket, Branch, Division, Figure, Inline, Items, Note, Settled, Table

VOID = frozenset({"br", "hr", "img", "meta", "link", "col", "wbr"})
MARK = re.compile("\ue000(\\d+)\ue001")
"""Stands for the mark of a note, with its number, among the characters of a run."""


# ---------------------------------------------------------------- what must be printed


def runs(settled: Settled) -> Iterator[str]:
    """Each run of the text in order; in `margin` the notes follow the run they hang on, in `notes` all of it."""
    ending: list[str] = []
    for run in walk.printed(settled.document):
        yield marked(run) if settled.mode == "notes" else walk.plain(run)
        for note in (each for each in walk.deep(run) if isinstance(each, Note)):
            if settled.mode == "margin":
                yield said(note)
            elif settled.mode == "notes":
                ending.append(said(note))
    yield from ending


def said(note: Note) -> str:
    """What a note says; how far it was checked is added by each format."""
    return f"{note.lead} {walk.plain(note.body)}"


def marked(run: Iterable[Inline]) -> str:
    """The characters of a run, with a mark where a note hangs."""
    out = []
    for node in run:
        inner = walk.within(node)
        if isinstance(node, Note):
            out.append(f"\ue000{node.number}\ue001")
        elif isinstance(node, Bracket):
            out.append(f"[{marked(inner)}]")
        else:
            out.append(marked(inner) if inner else walk.plain((node,)))
    return "".join(out)


def drawn_together(words: str) -> str:
    """Three marks and more side by side as a page prints them: the first and the last with a dash between."""
    return re.sub("(\ue000\\d+\ue001)(?:\ue000\\d+\ue001)+(\ue000\\d+\ue001)", r"\1–\2", words)


def squeezed(text: str) -> str:
    """The characters without white space."""
    return re.sub(r"\s+", "", text)


# ---------------------------------------------------------------- what was printed


class _Page(HTMLParser):
    """The characters of a page, without those of elements that are not of the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.open: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            names = (dict(attrs).get("class") or "").split()
            aside = tag in ("head", "nav", "footer", "title") or bool({"skip", "mark", "back"} & set(names))
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
    """What a reader of CommonMark sees; the marks of notes are not of CommonMark and stay."""
    from markdown_it import MarkdownIt

    return from_html(MarkdownIt("commonmark").enable("table").render(data.decode()).encode())


def from_txt(data: bytes) -> str:
    """Plain text without the branches of a figure, the bar beside a note and the rule above a row of a table."""
    return re.sub(r"^(?: *│[│ ]*(?=[^│├└ ])|[│ ]*[├└]─ | +\| |─+$)", "", data.decode(), flags=re.MULTILINE)


def from_json(data: bytes) -> str:
    """The characters of the tree, as another program would gather them from the file."""
    text = json.loads(data)
    document = text["document"]
    ending: list[str] = []

    def block(node: dict[str, Any]) -> Iterator[str]:
        match node["type"]:
            case "Para" | "Recital":
                yield from run(node["inlines"])
            case "Division":
                joint = [{"type": "Text", "value": node["joint"]}] if node["label"] and node["heading"] else []
                yield from run([*node["label"], *joint, *node["heading"]])
            case "Items":
                for item in node["items"]:
                    yield from run(item)
            case "Table":
                for cell in (node["caption"], *node["head"], *(cell for row in node["rows"] for cell in row)):
                    yield from run(cell)
            case "Figure":
                for branch in node["branches"]:
                    yield from lines(branch)
                yield from run(node["caption"])
        for child in node.get("children", ()):
            yield from block(child)

    def lines(branch: dict[str, Any]) -> Iterator[str]:
        yield from run(branch["words"])
        for child in branch["children"]:
            yield from lines(child)

    def run(nodes: list[dict[str, Any]]) -> Iterator[str]:
        notes: list[str] = []
        yield words(nodes, notes)
        (ending if text["mode"] == "notes" else []).extend(notes)
        yield from notes if text["mode"] == "margin" else ()

    def words(nodes: list[dict[str, Any]], notes: list[str]) -> str:
        out = []
        for node in nodes:
            match node["type"]:
                case "Text":
                    out.append(node["value"])
                case "Sub":
                    out.append(node["new"])
                case "Bracket":
                    out.append(f"[{words(node['children'], notes)}]")
                case "Ref" | "Cite":
                    out.append(words(node["text"], notes))
                case "Note":
                    notes.append(f"{node['lead']} {words(node['body'], notes)}")
                case _:
                    out.append(words(node["children"], notes))
        return "".join(out)

    parts = [each for top in document["front"] for each in block(top)]
    parts += [*run(document["title"]), *run(document["subtitle"])]
    parts += [each for top in (*document["body"], *document["back"]) for each in block(top)]
    return "\n".join((*parts, *ending))


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
    """The words of a document with the labels that it counts; a comment stands after its paragraph, footnotes last."""
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
        hung = (
            [one.get(f"{W}id") for one in each.element.iter(f"{W}commentReference")] if each.element is not None else []
        )
        out += [label, each.said(frozenset()), *(remarks[one] for one in hung)]
    below = [] if footnotes is None else [words(each) for each in footnotes if each.get(f"{W}type") is None]
    return "\n".join((*out, *below))


_FOOT = re.compile(r"\s*Draft – no authority Page \d+ / \d+\s*")
_LEADER = re.compile(r"(?: \. ){3,}.*\d\s*$")


def from_pdf(data: bytes, running: str) -> str:
    """The words of every page, without contents, running heads and feet; a word broken at a line's end is joined.

    WeasyPrint breaks words with U+2010, which no text of ours holds; a hyphen of the text's own stays.
    """
    from pypdf import PdfReader

    kept: list[str] = []
    contents = False
    for page in PdfReader(io.BytesIO(data)).pages:
        lines = [line for line in page.extract_text().split("\n") if line.strip()]
        assert _FOOT.fullmatch(lines[-1]), f"a page without a foot: {lines[-1]!r}"
        lines = _without_head(lines[:-1], running) if kept else lines[:-1]
        if "contents" in lines:
            lines, contents = lines[: lines.index("contents")], True
        elif contents and any(map(_LEADER.search, lines)):
            lines = []
        else:
            contents = False
        kept += lines
    return re.sub("\u2010\\s*\n", "", "\n".join(kept))


def _without_head(lines: list[str], running: str) -> list[str]:
    """The lines of a page without those of its running head, which are drawn last."""
    for at in range(len(lines) - 1, max(len(lines) - 7, -1), -1):
        if lines[at].startswith(running[:24]):
            return lines[:at]
    raise AssertionError(f"a page without a running head: {lines[-3:]}")


# ---------------------------------------------------------------- the comparison


@dataclass(frozen=True, slots=True)
class Format:
    """How an output is read, how it prints the mark of a note, and what it may add between two runs."""

    read: Callable[[bytes], str]
    mark: Callable[[str], str]
    adds: str


_SIGN = r"(?:new|besideit|nothere)"
_TRUST = rf"(?:\[?(?:{'|'.join(re.escape(squeezed(mark_in_full(each))) for each in MARKS)})\]?)?"
_HEADS = "(?:Presentprovision:|Asamended:|Why:)?"  # a table too wide for a page names the column of each cell
_TXT = rf"(?:<={_SIGN}|\({_SIGN}\))?{_TRUST}(?:-|\d+\.)?{_HEADS}"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FORMATS = {
    "md": Format(from_md, lambda n: rf"\[\^{n}\]", rf"(?:\({_SIGN}\))?{_TRUST}(?:\[\^\d+\]:)?"),
    "html": Format(from_html, lambda n: "", rf"{_SIGN}?{_TRUST}(?:Notes)?(?:\d+\.)?"),
    "txt": Format(from_txt, lambda n: f",?{n.translate(_RAISED)}", rf"{_TXT}"),
    "json": Format(from_json, lambda n: "", ""),
    "docx": Format(from_docx, lambda n: ",?", rf"(?:\({_SIGN}\))?{_TRUST}(?:•|\d+\.)?"),
    "akn": Format(from_akn, lambda n: "", rf"{_TRUST}(?:\d+\.)?"),
}


def differences(wanted: Iterable[str], said: str, mark: Callable[[str], str], adds: str) -> Iterator[str]:
    """Where the runs wanted do not stand one after the other in what was said, and what stands between them.

    The first run that is not in its place ends the comparison.
    """
    have, at, before = squeezed(said), 0, ""
    allowed = re.compile(adds)
    for want in filter(None, map(squeezed, wanted)):
        found = pattern(want, mark).search(have, at)
        if found is None:
            there = have[at : at + 300]
            yield f"lost or moved: {_loss(want, have[at:])} after “{before[-60:]}”, where “{there}” stands"
            return
        if not allowed.fullmatch(have[at : found.start()]):
            yield f"added: “{have[at : found.start()]}” before “{want[:60]}”"
        at, before = found.end(), want
    if not allowed.fullmatch(have[at:]):
        yield f"added at the end: “{have[at : at + 300]}”"


def pattern(want: str, mark: Callable[[str], str]) -> re.Pattern[str]:
    """The characters of a run, with each note's mark as the format prints it."""
    parts = MARK.split(want)
    return re.compile("".join(mark(part) if index % 2 else re.escape(part) for index, part in enumerate(parts)))


def _loss(want: str, have: str) -> str:
    """The longest beginning of a run that stands there, and how it should go on."""
    bare = MARK.sub("", want)
    low, high = 0, len(bare)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if bare[:middle] in have else (low, middle - 1)
    return f"“{bare[max(0, low - 60) : low]}” should go on with “{bare[low : low + 40]}”"


# ---------------------------------------------------------------- paper

ANY = "(?s:.*)"


def on_paper(settled: Settled) -> tuple[list[str], list[str], list[str]]:
    """The runs of the text, of its figures and of its notes: a page is not always drawn in the order it is read.

    A label is joined to the words that follow it: a figure alone might be any figure.
    """
    text: list[str] = []
    figures: list[str] = []
    notes: list[str] = []
    label = ""
    document = settled.document
    tops = (
        *walk.below(document.front),
        document.title,
        document.subtitle,
        *walk.below((*document.body, *document.back)),
    )
    for top in tops:
        if isinstance(top, Figure):
            *branches, caption = walk.runs(top)
            figures += map(walk.plain, branches)
            text.append(walk.plain(caption))
            continue
        for run in (top,) if isinstance(top, tuple) else walk.runs(top):
            notes += [said(each) for each in walk.deep(run) if isinstance(each, Note)]
            words = drawn_together(marked(run)) if settled.mode == "notes" else walk.plain(run)
            if words and isinstance(top, Division) and not top.heading:
                label += words
            elif words:
                text.append(label + words)
                label = ""
    return text, figures, notes


def paper_differences(settled: Settled, data: bytes) -> Iterator[str]:
    """What a PDF lost, moved, doubled or added: each kind of words in order, and every character as often as wanted."""
    found = from_pdf(data, settled.document.running)
    kinds = on_paper(settled)
    for kind in kinds:
        yield from differences(kind, found, lambda number: f",?{number}", ANY)
    wanted = Counter(squeezed(MARK.sub(r"\1", "".join(each for kind in kinds for each in kind))))
    printed = Counter(squeezed(found))
    if lost := wanted - printed:
        yield f"lost: {dict(lost)}"
    added = printed - wanted
    for letter in _extras(settled) + _heads_again(settled, found):
        added[letter] -= 1
    if more := +added:
        yield f"added: {dict(more)}"


def _heads_again(settled: Settled, found: str) -> str:
    """The heads of tables as often as they are repeated on further pages."""
    heads = [
        squeezed("".join(map(walk.plain, each.head)))
        for each in walk.blocks(settled.document)
        if isinstance(each, Table)
    ]
    return "".join(head * (squeezed(found).count(head) - 1) for head in heads if head)


def _extras(settled: Settled) -> str:
    """The characters that paper has besides: list marks, signs in a figure, the head and the numbers of the notes."""
    out = []
    for block in walk.blocks(settled.document):
        match block:
            case Items(ordered=True):
                out += [f"{number}." for number, _ in enumerate(block.items, 1)]
            case Items():
                out.append("–" * len(block.items))
            case Figure():
                out += [SIGNS[each] for each in emphases(block.branches)]
    hung = [*walk.notes(settled.document)]
    out += [f"[{mark_in_full(note.confidence)}]" for note in hung if note.confidence in MARKS]
    if settled.mode == "notes":
        numbers = [note.number for note in hung]
        out += ["Notes", *(f"{number}.," for number in numbers)]
    return squeezed("".join(out))


SIGNS = {"": "", "new": "new", "beside": "beside it", "not-here": "not here"}


def emphases(branches: Iterable[Branch]) -> Iterator[str]:
    """What is said of each line of a figure."""
    for each in branches:
        yield each.emphasis
        yield from emphases(each.children)

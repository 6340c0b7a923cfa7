"""An editor of documents, as a person with a word processor is one: tracked changes, moves, comments, acceptance.

It works on the XML and shares nothing with the reader that it tests but the names of elements.
"""

from __future__ import annotations

import zipfile
from copy import deepcopy
from io import BytesIO
from typing import Any

from lxml import etree

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{SPACE}}}"
TYPES = "[Content_Types].xml"
COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
DATE = "2026-01-01T00:00:00Z"


class Editor:
    """A document that is open for editing; `save` gives its bytes."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as box:
            self.parts = {name: box.read(name) for name in box.namelist()}
        self.tree = etree.fromstring(self.parts["word/document.xml"])
        self.number = 90_000

    def save(self) -> bytes:
        """The document as a file."""
        self.parts["word/document.xml"] = etree.tostring(
            self.tree, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
            for name, data in self.parts.items():
                box.writestr(name, data)
        return out.getvalue()

    # ------------------------------------------------------------ finding

    def paragraph(self, words: str) -> Any:
        """The first paragraph that holds these words (those that are struck do not count)."""
        for each in self.tree.iter(f"{W}p"):
            if words in said(each):
                return each
        raise LookupError(words)

    def cut(self, words: str) -> list[Any]:
        """The runs of just these words, split off from the others of their paragraph."""
        paragraph = self.paragraph(words)
        start = said(paragraph).index(words)
        for place in (start, start + len(words)):
            _split(paragraph, place)
        at, out = 0, []
        for run in _runs(paragraph):
            if start <= at < start + len(words):
                out.append(run)
            at += len(_text(run))
        return out

    # ------------------------------------------------------------ changing

    def delete(self, words: str, author: str, kind: str = "del") -> None:
        """Strike words."""
        for run in self.cut(words):
            for each in run.iter(f"{W}t"):
                if kind == "del":
                    each.tag = f"{W}delText"
            _wrap([run], self.mark(kind, author))

    def insert(self, words: str, after: str, author: str) -> None:
        """Put words in behind others."""
        run = self.cut(after)[-1]
        outer = run.getparent() if run.getparent().tag == f"{W}ins" else run
        outer.addnext(self.put_in(words, author))

    def replace(self, words: str, by: str, author: str) -> None:
        """Strike words and put others in behind them."""
        last = self.cut(words)[-1]
        last.addnext(self.put_in(by, author))
        self.delete(words, author)

    def put_in(self, words: str, author: str, kind: str = "ins") -> Any:
        """A new run inside its mark."""
        mark = self.mark(kind, author)
        mark.append(run_of(words))
        return mark

    def insert_paragraph(self, words: str, after: str, author: str, like: str = "") -> Any:
        """A new paragraph behind the one that holds some words, set like it or like another one."""
        before = self.paragraph(after)
        new = etree.Element(f"{W}p")
        properties = self.paragraph(like or after).find(f"{W}pPr")
        if properties is not None:
            new.append(deepcopy(properties))
        mark_end(new, self.mark("ins", author))
        new.append(self.put_in(words, author))
        before.addnext(new)
        return new

    def delete_paragraph(self, words: str, author: str) -> None:
        """Strike the whole paragraph that holds some words."""
        paragraph = self.paragraph(words)
        for run in list(_runs(paragraph)):
            for each in run.iter(f"{W}t"):
                each.tag = f"{W}delText"
            _wrap([run], self.mark("del", author))
        mark_end(paragraph, self.mark("del", author))

    def split_paragraph(self, after: str, author: str) -> None:
        """Begin a new paragraph behind some words."""
        run = self.cut(after)[-1]
        paragraph = self.paragraph(after)
        first = etree.Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            first.append(deepcopy(properties))
        for child in list(paragraph):
            if child is properties:
                continue
            first.append(child)
            if child is run or run in list(child):
                break
        mark_end(first, self.mark("ins", author))
        paragraph.addprevious(first)

    def move(self, words: str, after: str, author: str, name: str = "move1") -> None:
        """Move the whole paragraph that holds some words behind another one."""
        paragraph = self.paragraph(words)
        new = etree.Element(f"{W}p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            new.append(deepcopy(properties))
        target = self.paragraph(after)
        text = said(paragraph)
        for run in list(_runs(paragraph)):
            _wrap([run], self.mark("moveFrom", author))
        mark_end(paragraph, self.mark("moveFrom", author))
        self._range(paragraph, "moveFrom", author, name)
        mark_end(new, self.mark("moveTo", author))
        new.append(self.put_in(text, author, "moveTo"))
        self._range(new, "moveTo", author, name)
        target.addnext(new)

    def type_over(self, words: str, by: str) -> None:
        """Exchange words without tracking."""
        first, *others = self.cut(words)
        for each in others:
            each.getparent().remove(each)
        (text,) = first.iter(f"{W}t")
        text.text = by

    def _range(self, paragraph: Any, kind: str, author: str, name: str) -> None:
        self.number += 1
        start = etree.Element(f"{W}{kind}RangeStart")
        for key, value in (("id", str(self.number)), ("name", name), ("author", author), ("date", DATE)):
            start.set(f"{W}{key}", value)
        end = etree.Element(f"{W}{kind}RangeEnd")
        end.set(f"{W}id", str(self.number))
        properties = paragraph.find(f"{W}pPr")
        properties.addnext(start)
        paragraph.append(end)

    def mark(self, kind: str, author: str) -> Any:
        """A new mark of a change."""
        self.number += 1
        out = etree.Element(f"{W}{kind}")
        for key, value in (("id", str(self.number)), ("author", author), ("date", DATE)):
            out.set(f"{W}{key}", value)
        return out

    # ------------------------------------------------------------ settling

    def settle(self, author: str, accept: bool) -> None:
        """Accept, or reject, every change of an author that stands in words (not those of whole paragraphs)."""
        stays, goes = (("ins", "moveTo"), ("del", "moveFrom")) if accept else (("del", "moveFrom"), ("ins", "moveTo"))
        for mark in [each for each in self.tree.iter() if each.get(f"{W}author") == author]:
            kind = mark.tag.removeprefix(W)
            if mark.getparent().tag == f"{W}rPr":
                assert kind in stays, "whole paragraphs are not settled here"
                mark.getparent().remove(mark)
            elif kind in stays:
                for each in mark.iter(f"{W}delText"):
                    each.tag = f"{W}t"
                for child in reversed(list(mark)):
                    mark.addnext(child)
                mark.getparent().remove(mark)
            elif kind in goes:
                mark.getparent().remove(mark)

    # ------------------------------------------------------------ commenting

    def comment(self, words: str, says: str, author: str) -> None:
        """A comment on words."""
        runs = self.cut(words)
        self.number += 1
        number = str(self.number)
        for name, place in (("commentRangeStart", runs[0].addprevious), ("commentRangeEnd", runs[-1].addnext)):
            mark = etree.Element(f"{W}{name}")
            mark.set(f"{W}id", number)
            place(mark)
        reference = etree.SubElement(etree.Element(f"{W}r"), f"{W}commentReference")
        reference.set(f"{W}id", number)
        runs[-1].getnext().addnext(reference.getparent())
        part = etree.fromstring(self.parts.get("word/comments.xml") or f'<w:comments xmlns:w="{SPACE}"/>'.encode())
        comment = etree.SubElement(part, f"{W}comment")
        comment.set(f"{W}id", number)
        comment.set(f"{W}author", author)
        for line in says.split("\n"):
            etree.SubElement(comment, f"{W}p").append(run_of(line))
        if "word/comments.xml" not in self.parts:
            self._add_comments()
        self.parts["word/comments.xml"] = etree.tostring(part, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _add_comments(self) -> None:
        types = self.parts[TYPES].decode()
        override = f'<Override PartName="/word/comments.xml" ContentType="{COMMENTS}"/>'
        self.parts[TYPES] = types.replace("</Types>", f"{override}</Types>").encode()
        links = self.parts["word/_rels/document.xml.rels"].decode()
        link = f'<Relationship Id="rId9999" Type="{KIND}" Target="comments.xml"/>'
        self.parts["word/_rels/document.xml.rels"] = links.replace(
            "</Relationships>", f"{link}</Relationships>"
        ).encode()


def said(paragraph: Any) -> str:
    """The words of a paragraph that are not struck."""
    return "".join(_text(run) for run in _runs(paragraph))


def _runs(paragraph: Any) -> list[Any]:
    """The runs of words that are not struck."""
    struck = (f"{W}del", f"{W}moveFrom")
    return [each for each in paragraph.iter(f"{W}r") if each.getparent().tag not in struck]


def _text(run: Any) -> str:
    return "".join(each.text or "" for each in run.iter(f"{W}t"))


def run_of(words: str) -> Any:
    """A run of words."""
    run = etree.Element(f"{W}r")
    text = etree.SubElement(run, f"{W}t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def _split(paragraph: Any, place: int) -> None:
    """Split the run that holds a place, so that another begins there."""
    at = 0
    for run in _runs(paragraph):
        words = _text(run)
        if at < place < at + len(words):
            second = deepcopy(run)
            for each, part in ((run, words[: place - at]), (second, words[place - at :])):
                (text,) = each.iter(f"{W}t")
                text.text = part
            run.addnext(second)
            return
        at += len(words)


def _wrap(runs: list[Any], mark: Any) -> None:
    runs[0].addprevious(mark)
    for run in runs:
        mark.append(run)


def mark_end(paragraph: Any, mark: Any) -> None:
    """Mark the end of a paragraph as put in, taken out or moved."""
    properties = paragraph.find(f"{W}pPr")
    if properties is None:
        properties = etree.Element(f"{W}pPr")
        paragraph.insert(0, properties)
    marks = properties.find(f"{W}rPr")
    if marks is None:
        marks = etree.SubElement(properties, f"{W}rPr")
    marks.append(mark)

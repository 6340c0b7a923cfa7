"""Blocks as elements: what is counted becomes hierarchy, everything else stands in it as paragraphs, lists, tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import assert_never

from travaux.akn.elements import DASH
from travaux.akn.names import number
from travaux.akn.nodes import Node, node
from travaux.model import walk
from travaux.model.tree import (
    Amendment,
    Block,
    Branch,
    Definition,
    Division,
    Drawing,
    Edition,
    Facing,
    Figure,
    Inline,
    Items,
    Option,
    Para,
    Recital,
    Table,
)
from travaux.render.xml.changes import Changes, amended, quotation
from travaux.render.xml.inlines import Inlines

LEVELS = {"subpoint": "point", "item": "point", "preamble": "hcontainer", "annex": "hcontainer"}
"""The element of each level that has not the level's own name."""
HIERARCHY = frozenset({
    "part", "chapter", "section", "title", "article", "paragraph", "point", "alinea", "hcontainer",
})  # fmt: skip
SIGNS = {"": "", "new": "new", "beside": "beside it", "not-here": "not here"}
"""What the emphasis of a figure's line says."""
CONTAINERS = frozenset({"formula", "recital"})
"""What only a preamble may hold; elsewhere their paragraphs stand for them."""


@dataclass(slots=True)
class Structure:
    """Turns blocks into elements, and keeps what they change in other texts."""

    inlines: Inlines
    changes: Changes = field(default_factory=Changes)

    def stream(self, blocks: Iterable[Block]) -> list[Node]:
        """Blocks in order: elements of the hierarchy, of a preamble, and blocks, as they come."""
        out: list[Node] = []
        main: Node | None = None
        for block in blocks:
            match block:
                case Option():
                    rival = self.stream(block.children)
                    main = (rival[0] if rival else None) if block.number == 1 else main
                    _rivals(rival, main, block)
                    out += rival
                case Amendment():
                    before = out.pop() if out and out[-1].name == "p" else Node("p")
                    out.append(self.amendment(block, before))
                case Definition():
                    out += self.stream(block.children)
                case Facing():
                    out += [self.para("head", each) for each in block.heads if each]
                    out += [each for left, right in block.pairs for each in self.stream((*left, *right))]
                case Edition():
                    mode, self.inlines.mode = self.inlines.mode, block.mode
                    out += [self.para("title", each) for each in (block.title, block.subtitle) if each]
                    out += self.stream(block.children)
                    self.inlines.mode = mode
                case _:
                    out += self.block(block)
        return out

    def block(self, block: Block) -> list[Node]:
        """A block that stands for itself."""
        match block:
            case Para():
                words = self.para("" if block.role == "text" else block.role, block.inlines)
                if block.role in ("opening", "closing"):
                    words.attributes.pop("class")
                    return [node("formula", words, name=block.role)]
                return [words]
            case Recital():
                made = node("recital", self.para("", block.inlines))
                made.anchors = (block.ident,) if block.ident else ()
                return [made]
            case Division():
                return [self.division(block)]
            case Items():
                return [self.items(block)] if block.items else []
            case Table():
                return self.table(block)
            case Figure():
                tree = [node("ul", *map(self.branch, block.branches))] if block.branches else []
                return [*tree, *([self.para("caption", block.caption)] if block.caption else [])]
            case Drawing():
                return [*([self.para("caption", block.caption)] if block.caption else []), *self.table(block.data)]
            case Option() | Amendment() | Definition() | Facing() | Edition():
                return self.stream((block,))
            case _:
                assert_never(block)

    def para(self, role: str, words: tuple[Inline, ...]) -> Node:
        """A paragraph; one that changes the words of another text is an amendment."""
        made = node("p", class_=role)
        change = amended(words)
        if change is None:
            made.children = self.inlines.all(words)
            return made
        mod = Node("mod", self.inlines.all(words, "quotedText"))
        self.changes.of_words(mod, change)
        made.children = [mod]
        return made

    def division(self, block: Division) -> Node:
        """A division with its number, its heading and what stands in it."""
        name = LEVELS.get(block.level, block.level)
        made = node(name, name=block.level if name == "hcontainer" else "")
        made.anchors = (block.ident,) if block.ident else ()
        made.number = number(walk.plain(block.label))
        if block.label:
            made.children.append(Node("num", self.inlines.all(block.label)))
        if block.heading:
            dash = DASH if block.label and block.joint.strip() == "–" else ""
            made.children.append(node("heading", *self.inlines.all(block.heading), class_=dash))
        made.children += arranged(self.stream(block.children))
        return made

    def amendment(self, block: Amendment, before: Node) -> Node:
        """New structure for another text, within the sentence that orders it."""
        start, children, end, after = quotation(block.children)
        structure = node("quotedStructure", *flat(self.stream(children)), startQuote=start, endQuote=end)
        mod = Node("mod", [*before.children, structure])
        self.changes.of_structure(mod, structure, block)
        before.children = [mod, *([after] if after else [])]
        return before

    # ------------------------------------------------------------ lists and tables

    def items(self, block: Items) -> Node:
        """A list outside the text."""
        made = node("blockList" if block.ordered else "ul")
        for place, item in enumerate(block.items, 1):
            words = self.inlines.all(item)
            if block.ordered:
                each = node("item", Node("num", [f"{place}."]), Node("p", words))
                each.number = str(place)
            else:
                each = Node("li", words)
            each.anchors = block.idents[place - 1 : place]
            each.attributes.update({"keep": "1"} if each.anchors else {})
            made.children.append(each)
        return made

    def table(self, block: Table) -> list[Node]:
        """A table of words; without rows, its caption."""
        rows = [node("tr", *(self.cell("th", each) for each in block.head))] if any(block.head) else []
        for row in block.rows:
            cells = [self.cell("th" if block.row_heads and not at else "td", each) for at, each in enumerate(row)]
            rows.append(node("tr", *cells))
        if not any(row.children for row in rows):
            return [self.para("caption", block.caption)] if block.caption else []
        caption = [Node("caption", self.inlines.all(block.caption))] if block.caption else []
        return [node("table", *caption, *rows)]

    def cell(self, name: str, words: tuple[Inline, ...]) -> Node:
        """A cell of a table, a paragraph for each of its lines."""
        return node(name, *(Node("p", self.inlines.all(line)) for line in walk.lines(words)))

    def branch(self, branch: Branch) -> Node:
        """A line of a figure, with those below it."""
        below = [node("ul", *map(self.branch, branch.children))] if branch.children else []
        return node("li", *self.inlines.all(branch.words), *below, class_=branch.emphasis, title=SIGNS[branch.emphasis])


def _rivals(rival: list[Node], main: Node | None, option: Option) -> None:
    """Mark the elements of a rival wording as alternatives to the first; those of the first get an id."""
    for each in rival:
        each.attributes.setdefault("class", f"option-{option.number}")
        if each is main:
            each.attributes.setdefault("keep", "1")
        elif main is not None and option.number > 1:
            each.links.setdefault("alternativeTo", main)


def flat(nodes: Iterable[Node]) -> list[Node]:
    """Elements without those that only a preamble may hold: their paragraphs stand in their place."""
    out: list[Node] = []
    for each in nodes:
        if each.name not in CONTAINERS:
            out.append(each)
            continue
        held = [child for child in each.children if isinstance(child, Node)]
        for child in held:
            child.anchors += each.anchors if child is held[0] else ()
            child.attributes.update({**each.attributes, "keep": "1"})
            child.attributes.setdefault("class", each.attributes.pop("name", each.name))
            child.attributes.pop("name", None)
            child.links.update(each.links)
            out.append(child)
    return out


def arranged(nodes: Iterable[Node]) -> list[Node]:
    """What a division holds: its paragraphs as `content`, or round its divisions as `intro` and `wrapUp`."""
    held = flat(nodes)
    counted = [at for at, each in enumerate(held) if each.name in HIERARCHY]
    if not counted:
        return [node("content", *held)] if held else []
    first, last = counted[0], counted[-1] + 1
    out = [node("intro", *held[:first])] if first else []
    out += gathered(held[first:last])
    return [*out, node("wrapUp", *held[last:])] if held[last:] else out


def gathered(nodes: Iterable[Node]) -> list[Node]:
    """Elements of the hierarchy; paragraphs among them are gathered into unnumbered ones of it."""
    out: list[Node] = []
    for each in nodes:
        if each.name in HIERARCHY:
            out.append(each)
        elif out and out[-1].name == "alinea" and not out[-1].anchors:
            content = out[-1].children[0]
            assert isinstance(content, Node)
            content.children.append(each)
        else:
            out.append(node("alinea", node("content", each)))
    return out

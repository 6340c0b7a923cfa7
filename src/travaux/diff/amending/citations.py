"""What each provision of a text may be called, and which provision a citation names.

The writer takes the first of a provision's names that names nothing else; the reader looks a citation up
among the same names, made of the old text alone. A name that fits two provisions names neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from travaux.diff.amending.house import House, ordinal
from travaux.diff.amending.outline import Node, Outline, outline
from travaux.model.redline import Passage


class Unreadable(ValueError):
    """Printed words that cannot be carried out, and why."""


class Nameless(Exception):
    """A passage (its index) that no citation names alone."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


@dataclass(frozen=True, slots=True)
class Target:
    """What a citation names: the passages from `first` to `last`. `heads` are the provisions it counts."""

    first: int
    last: int
    heads: tuple[int, ...] = ()


@dataclass(slots=True)
class Citations:
    """The names of every provision of a text in a house style, and what each names."""

    old: tuple[Passage, ...]
    style: House
    outline: Outline = field(init=False)
    _names: dict[int, list[str]] = field(init=False, default_factory=dict)
    _own: dict[int, list[str]] = field(init=False, default_factory=dict)
    _targets: dict[str, set[Target]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.outline = outline(self.old)
        counted = _Counted(self.outline, self.style)
        for node in self.outline.nodes:
            self._names[node.index] = list(counted.names(node))
            for name in self._names[node.index]:
                self._add(name, Target(node.index, node.end, (node.index,)))
        for node in self.outline.nodes:
            self._own[node.index] = list(_opening(node, self._names[node.index]))
            for name in self._own[node.index]:
                self._add(name, Target(node.index, node.index))

    def _add(self, name: str, target: Target) -> None:
        self._targets.setdefault(_key(name), set()).add(target)

    # ------------------------------------------------------------ writing

    def whole(self, index: int) -> str:
        """The citation of a provision with all that stands under it."""
        return self._first(index, self._names[index])

    def own(self, index: int) -> str:
        """The citation of one passage, without what stands under it."""
        node = self.outline.nodes[index]
        return self._first(index, self._names[index] if node.end == index else self._own[index])

    def worded(self, index: int) -> str:
        """The citation of one passage whose words change: its article alone, if it has no other words."""
        node = self.outline.nodes[index]
        holder = self.outline.holder(node)
        if node.kind == "text" and holder and holder.kind == "article" and self.outline.only(node, holder):
            return self.whole(holder.index)
        return self.own(index)

    def _first(self, index: int, names: list[str]) -> str:
        for name in names:
            if len(self._targets[_key(name)]) == 1:
                return name
        raise Nameless(index)

    def several(self, indices: tuple[int, ...]) -> str | None:
        """The citation of provisions of one kind that follow each other; None if they cannot be drawn together."""
        if len(indices) == 1:
            return self.whole(indices[0])
        nodes = [self.outline.nodes[index] for index in indices]
        word = _plural(nodes[0], self.style)
        one_sort = len({_sort(each) for each in nodes}) == 1
        if not word or not one_sort or (nodes[0].kind != "article" and len({each.parent for each in nodes}) > 1):
            return None
        holder = self.outline.holder(nodes[0]) if nodes[0].kind == "numbered" else None
        before = f"{self.whole(holder.index)}, " if holder else ""
        joint = "and" if len(nodes) == 2 else "to"
        marks = "{}" if self.style.dotted or nodes[0].number[:1].isdigit() or nodes[0].kind == "article" else "({})"
        ends = [marks.format(each.number) for each in (nodes[0], nodes[-1])]
        out = f"{before}{word} {ends[0]} {joint} {ends[1]}"
        try:
            return out if self.read(out).heads == indices else None
        except Unreadable:
            return None

    # ------------------------------------------------------------ reading

    def read(self, words: str) -> Target:
        """What a citation names; `Unreadable` if nothing, or more than one thing."""
        found = self._targets.get(_key(words)) or self._targets.get(_key(_here(words)))
        if found is None:
            return self._range(words)
        if len(found) > 1:
            raise Unreadable(f"“{words}” names more than one provision")
        return next(iter(found))

    def _range(self, words: str) -> Target:
        matched = _RANGE.fullmatch(_here(words))
        if matched is None:
            raise Unreadable(f"“{words}” names no provision of this text")
        single = self._singular(matched["word"])
        if single is None:
            raise Unreadable(f"“{words}” names no provision of this text")
        first, last = (self.read(f"{matched['before'] or ''}{single} {matched[each]}") for each in ("one", "two"))
        head = self.outline.nodes[first.first]
        between = self.outline.nodes[first.first : last.first + 1]
        members = [each for each in between if _sort(each) == _sort(head) and self._beside(each, head)]
        return Target(first.first, last.last, tuple(each.index for each in members))

    def _beside(self, one: Node, other: Node) -> bool:
        return one.kind == "article" or self.outline.holder(one) == self.outline.holder(other)

    def _singular(self, plural: str) -> str | None:
        for one, many in (self.style.article, self.style.paragraph, self.style.point):
            if plural.lower() == many.lower():
                return one
        return None


_RANGE = re.compile(
    r"(?P<before>.+, )?(?P<word>[\w-]+) (?P<one>\S+(?: [a-z]{3,})?) (?:to|and) (?P<two>\S+(?: [a-z]{3,})?)"
)
_TREATY = re.compile(r",? of (?:the|this)(?: present)? [A-Z]\w+$")


def _here(words: str) -> str:
    """A citation without the name of the treaty that is amended."""
    return _TREATY.sub("", words)


def _key(words: str) -> str:
    """A citation as looked up: a capital at the head of a word means nothing, a single letter's does."""
    bared = words.removeprefix("the ").removeprefix("The ")
    return re.sub(r"\w{2,}", lambda found: found[0].lower(), bared)


def _sort(node: Node) -> tuple[str, str]:
    return node.kind, node.passage.level


def _plural(node: Node, style: House) -> str:
    if node.kind == "article":
        return style.article[1]
    if node.kind != "numbered":
        return ""
    return (style.paragraph if node.passage.level == "paragraph" else style.point)[1]


def _opening(node: Node, names: list[str]) -> Iterator[str]:
    """How the passage at the head of a provision is called, apart from what stands under it."""
    part = "opening words" if node.kind == "numbered" else "heading"
    for name in names if node.kind in ("numbered", "article", "division") else ():
        yield f"the {part} of {name}"


@dataclass(slots=True)
class _Counted:
    """Names made from a text's outline: by number, else by counting."""

    outline: Outline
    style: House
    ordinals: dict[int, int] = field(init=False, default_factory=dict)
    first_article: int = field(init=False, default=-1)
    divided: dict[int, bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        nodes = self.outline.nodes
        self.first_article = next((each.index for each in nodes if each.kind == "article"), -1)
        counts: dict[tuple[str, int, str], int] = {}
        for node in nodes:
            holder = self.outline.holder(node)
            within = holder.index if holder else -1
            if node.kind == "numbered" and node.passage.level == "paragraph":
                self.divided[within] = True
            where = (node.kind, -1 if node.kind in ("recital", "heading") else within, self._side(node, within))
            self.ordinals[node.index] = counts[where] = counts.get(where, 0) + 1

    def _side(self, node: Node, within: int) -> str:
        """Where unnumbered words outside the articles stand, in a text that has articles."""
        if within >= 0 or self.first_article < 0 or node.kind != "text":
            return ""
        return "preamble" if node.index < self.first_article else "closing"

    def names(self, node: Node) -> Iterator[str]:
        """The names of a provision, the shortest first."""
        match node.kind:
            case "recital":
                yield f"the {ordinal(self.ordinals[node.index])} {self.style.recital}"
            case "heading":
                if node.index == 0:
                    yield "the title of the text"
                yield f"the {ordinal(self.ordinals[node.index])} heading"
            case "title":
                yield f"the title of {self.style.article[0]} {self.outline.nodes[node.parent].number}"
            case "text":
                yield from self.words(node)
            case "article":
                yield from self.under(node, f"{self.style.article[0]} {node.number}", ("division", "heading"))
            case "division":
                what = node.passage.label.strip("“‘\"'").split()[0].capitalize()
                yield from self.under(node, f"{what} {node.number}", ("division",))
            case "numbered":
                yield from self.numbered(node)

    def under(self, node: Node, name: str, kinds: tuple[str, ...]) -> Iterator[str]:
        """A name alone, and with each thing above it that may tell it apart."""
        yield name
        for each in self.outline.above(node):
            if each.kind in kinds:
                joint = ", " if each.kind in ("division", "article") else " under "
                for above in self.names(each):
                    yield f"{above}{joint}{name}" if joint == ", " else f"{name} under {above}"

    def words(self, node: Node) -> Iterator[str]:
        """Unnumbered words, counted among those of their article, of the preamble, or of the text."""
        number, holder = ordinal(self.ordinals[node.index]), self.outline.holder(node)
        if holder is None:
            side = self._side(node, -1)
            yield {
                "preamble": f"the {number} paragraph of the preamble",
                "closing": f"the {number} closing paragraph",
            }.get(side, f"the {number} {'unnumbered ' if self.divided.get(-1) else ''}paragraph")
            return
        if holder.kind == "article" and self.ordinals[node.index] == 1 and not self.divided.get(holder.index):
            part = "text" if self.outline.only(node, holder) else "opening words"
            if part == "text" or self.outline.leads(node):
                yield from (f"the {part} of {name}" for name in self.names(holder))
        if holder.kind == "numbered" and node.index == holder.end and self.ordinals[node.index] == 1:
            yield from (f"the closing words of {name}" for name in self.names(holder))
        word = "unnumbered paragraph" if self.divided.get(holder.index) or holder.kind == "numbered" else "paragraph"
        for name in self.names(holder):
            yield f"the {number} {word} of {name}"

    def numbered(self, node: Node) -> Iterator[str]:
        """A numbered provision by its path below the article, then by its last number under what holds it."""
        chain = [node, *(each for each in self.outline.above(node) if each.kind == "numbered")][::-1]
        name = self.style.provision(chain[0].passage.level, tuple(each.number for each in chain))
        kinds = ("article", "heading", "text", "division")
        article = next((each for each in self.outline.above(node) if each.kind == "article"), None)
        if article is not None:
            for above in self.names(article):
                yield f"{above}, {name}"
                for each in self.outline.above(node):
                    if each.kind == "text":
                        yield from (f"{name} under {words}" for words in self.words(each))
        else:
            yield from self.under(node, name, kinds)
        if len(chain) > 1:
            alone = self.style.provision(node.passage.level, (node.number,))
            yield from (f"{above}, {alone}" for above in self.numbered(chain[-2]))

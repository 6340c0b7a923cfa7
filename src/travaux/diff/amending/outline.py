"""The outline of a text: which passage stands under which, and where each provision ends.

Made of the passages alone, so that the writer of amending instructions and their reader see the same. In a
text that gives unnumbered words no place of their own, they stand under the article that is open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from travaux.diff.labels import bare
from travaux.model.redline import Passage

Kind: TypeAlias = Literal["division", "heading", "article", "title", "recital", "numbered", "text"]

_DIVISIONS = {"annex": 1, "part": 1, "book": 1, "chapter": 2, "section": 3, "title": 4}
_HEADING, _ARTICLE, _WORDS = 5, 6, 7
_NUMBERED = {"paragraph": 7, "point": 8, "subpoint": 9, "item": 10}
_SENTENCE_ENDS = (".", ";", ":", ",", "!", "?")


@dataclass(frozen=True, slots=True)
class Node:
    """A passage in its place: what it is, its bare number, its rank (1 a part, 6 an article), what it stands under.

    `parent` is an index or -1; `end` is the index of the last passage that stands under it, its own if none.
    """

    index: int
    passage: Passage
    kind: Kind
    number: str
    rank: int
    parent: int
    end: int


@dataclass(frozen=True, slots=True)
class Outline:
    """A text's passages as nodes, in order."""

    nodes: tuple[Node, ...]

    def above(self, node: Node) -> Iterator[Node]:
        """What a node stands under, from the nearest."""
        while node.parent >= 0:
            node = self.nodes[node.parent]
            yield node

    def holder(self, node: Node) -> Node | None:
        """The article, division or numbered provision that a node stands in; None for one outside them all."""
        return next((each for each in self.above(node) if each.kind in ("article", "division", "numbered")), None)

    def only(self, words: Node, article: Node) -> bool:
        """Whether an article has these words alone, its title apart."""
        return words.index == article.end and all(
            n.kind == "title" for n in self.nodes[article.index + 1 : article.end]
        )

    def title_of(self, article: Node) -> Node:
        """The passage that holds an article's title: its own, or the line below it."""
        below = self.nodes[article.index + 1 : article.index + 2]
        return below[0] if below and below[0].kind == "title" else article

    def leads(self, words: Node) -> bool:
        """Whether points hang on these words."""
        then = self.nodes[words.index + 1 : words.index + 2]
        return bool(then) and then[0].kind == "numbered" and words.index in {each.index for each in self.above(then[0])}


def outline(passages: Sequence[Passage]) -> Outline:
    """The outline of a text's passages."""
    placed = any(each.level == "text" and each.path for each in passages)
    rough: list[Node] = []
    stack: list[Node] = []
    for index, passage in enumerate(passages):
        kind = _kind(passage, rough)
        rank = _rank(passage, kind)
        if kind == "text" and placed:
            _close(stack, passage)
        else:
            _leave(stack, rank)
        rank = max(rank, stack[-1].rank + 1) if kind == "text" and stack else rank
        node = Node(index, passage, kind, _number(passage, kind), rank, stack[-1].index if stack else -1, index)
        rough.append(node)
        if kind not in ("recital", "title"):
            stack.append(node)
    return Outline(_ended(rough))


def _kind(passage: Passage, before: Sequence[Node]) -> Kind:
    if passage.level == "article":
        return "article"
    if passage.level == "heading":
        return "division" if passage.label else "heading"
    if passage.level == "recital":
        return "recital"
    if passage.label and passage.path:
        return "numbered"
    over = before[-1] if before else None
    if over and over.kind == "article" and not over.passage.text and not passage.text.endswith(_SENTENCE_ENDS):
        return "title" if not passage.label else "text"
    return "text"


def _rank(passage: Passage, kind: Kind) -> int:
    match kind:
        case "division":
            return _DIVISIONS.get(passage.label.split()[0].lower().strip("“‘\"'"), 4)
        case "heading":
            return _HEADING
        case "article":
            return _ARTICLE
        case "numbered":
            return _NUMBERED.get(passage.level, 10)
        case _:
            return _WORDS


def _leave(stack: list[Node], rank: int) -> None:
    """Close what does not stand above a rank."""
    while stack and stack[-1].rank >= rank:
        stack.pop()


def _close(stack: list[Node], passage: Passage) -> None:
    """Close what words with a place of their own do not stand in."""
    while stack and stack[-1].kind not in ("division", "heading") and not _holds(stack[-1], passage):
        stack.pop()


def _holds(outer: Node, inner: Passage) -> bool:
    path = outer.passage.path
    return outer.kind in ("article", "numbered") and bool(path) and inner.path[: len(path)] == path


def _number(passage: Passage, kind: Kind) -> str:
    """The bare number: the last of the path, or that of a division's label ("Chapter II" has "II")."""
    if kind in ("article", "numbered") and passage.path:
        return passage.path[-1]
    return bare(passage.label.partition(" ")[2]) if kind == "division" else ""


def _ended(rough: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes with the end of each; unnumbered words hold nothing, though others may be cited by them."""
    ends = list(range(len(rough)))
    for node in reversed(rough):
        if node.parent >= 0:
            ends[node.parent] = max(ends[node.parent], ends[node.index])
    return tuple(
        Node(n.index, n.passage, n.kind, n.number, n.rank, n.parent, n.index if n.kind in ("text", "heading") else end)
        for n, end in zip(rough, ends, strict=True)
    )

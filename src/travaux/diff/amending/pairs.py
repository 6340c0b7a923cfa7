"""Which passages of the old text stay, which of them move, and which go or come: what a plan is made of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from travaux.diff.amending.outline import Node, Outline
from travaux.model.redline import Passage, Redline, Words

_LITTLE, _MANY = 0.3, 3
"""Less than this share of an article's words, of an article with as many passages or more."""


@dataclass(slots=True)
class Pairs:
    """The new passage of each old one that has one, and the words of the two.

    `old` and `new` are the passages, `to` leads from an index of the old to one of the new. `parted` says how many
    characters stay of the passages that were split or merged, by the first of the old.
    """

    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    to: dict[int, int] = field(default_factory=dict)
    words: dict[int, Words] = field(default_factory=dict)
    parted: dict[int, int] = field(default_factory=dict)

    def part(self, indices: Iterable[int]) -> None:
        """Take passages for gone, and their new ones for come."""
        for index in indices:
            self.to.pop(index, None)

    def back(self) -> dict[int, int]:
        """From an index of the new text to one of the old."""
        return {new: old for old, new in self.to.items()}


def paired(redline: Redline, old: Sequence[Passage], new: Sequence[Passage]) -> Pairs:
    """The pairs of a redline's rows that have one passage on each side."""
    out = Pairs(tuple(old), tuple(new))
    places = [{each.id: index for index, each in enumerate(side)} for side in (old, new)]
    for row in redline.rows:
        if row.old and row.new and len(row.old.passages) == len(row.new.passages) == 1:
            one, other = row.old.passages[0], row.new.passages[0]
            if one.id in places[0] and other.id in places[1]:
                index = places[0][one.id]
                out.to[index], out.words[index] = places[1][other.id], row.words
        elif row.old and row.new:
            out.parted[places[0].get(row.old.id, -1)] = sum(len(text) for sign, text in row.words if sign == "=")
    return out


def rewritten(pairs: Pairs, outline: Outline) -> None:
    """Part the pairs of articles of which little stays: they are better replaced as a whole."""
    for node in outline.nodes:
        span = range(node.index, node.end + 1)
        if node.kind != "article" or len(span) < _MANY:
            continue
        before = sum(len(pairs.old[index].text) for index in span)
        kept = sum(len(w) for i in span if i in pairs.to for sign, w in pairs.words[i] if sign == "=")
        kept += sum(pairs.parted.get(index, 0) for index in span)
        if before and kept < _LITTLE * before:
            pairs.part(span)


def staying(to: Mapping[int, int]) -> set[int]:
    """The old passages that keep their order: a longest run of them."""
    ends: list[int] = []
    chain: list[int] = []
    before: dict[int, int] = {}
    for old in sorted(to):
        new = to[old]
        at = bisect_left(ends, new)
        if at:
            before[old] = chain[at - 1]
        ends[at : at + 1], chain[at : at + 1] = [new], [old]
    out: set[int] = set()
    last = chain[-1] if chain else -1
    while last >= 0:
        out.add(last)
        last = before.get(last, -1)
    return out


def moving(pairs: Pairs, outline: Outline) -> dict[int, Node]:
    """The provision that moves as a whole with each passage, the innermost; pairs that move otherwise are parted."""
    out: dict[int, Node] = {}
    _moving(pairs, outline.nodes, None, out)
    return out


def _moving(pairs: Pairs, nodes: Sequence[Node], unit: Node | None, out: dict[int, Node]) -> None:
    """The same for the nodes of the text, or of a provision that moves."""
    inside = {each.index: pairs.to[each.index] for each in nodes if each.index in pairs.to}
    stay = staying(inside)
    done: set[int] = set()
    for node in nodes:
        if node.index not in inside or node.index in done:
            continue
        if node.index in stay:
            if unit is not None:
                out[node.index] = unit
        elif _whole(pairs, node, stay):
            span = nodes[node.index - nodes[0].index : node.end + 1 - nodes[0].index]
            done.update(each.index for each in span)
            _moving(pairs, span, node, out)
        else:
            pairs.part([node.index])


def _whole(pairs: Pairs, node: Node, stay: set[int]) -> bool:
    """Whether what stood in a provision stands together in the new text too, its head first."""
    members = {index for index in range(node.index, node.end + 1) if index in pairs.to}
    places = {pairs.to[index] for index in members}
    back = pairs.back()
    between = {back[place] for place in range(min(places), max(places) + 1) if place in back}
    return between == members and pairs.to[node.index] == min(places) and not stay & members

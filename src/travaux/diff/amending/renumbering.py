"""Numbers that change: instructions that give provisions the numbers of the new text, drawn together in runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from travaux.diff.amending.citations import Citations
from travaux.diff.amending.house import House
from travaux.diff.amending.instruction import Instruction
from travaux.diff.amending.outline import Node, Outline
from travaux.diff.amending.pairs import Pairs
from travaux.diff.amending.successors import numbers
from travaux.diff.amending.wording import balanced


def renumberings(cited: Citations, later: Outline, pairs: Pairs) -> Iterator[Instruction]:
    """The instructions for all labels that change, in the order of the old text."""
    runs: list[list[tuple[Node, str]]] = []
    for index in sorted(pairs.to):
        node, new = cited.outline.nodes[index], later.nodes[pairs.to[index]]
        if node.passage.label == new.passage.label:
            continue
        if relabelled(node, new.number) != new.passage.label or node.kind != new.kind:
            at = cited.whole(index)
            yield Instruction("label", at, to=node.passage.label, new=new.passage.label)
        elif runs and _next(cited, [each for each, _ in runs[-1]], node, [*(n for _, n in runs[-1]), new.number]):
            runs[-1].append((node, new.number))
        else:
            runs.append([(node, new.number)])
    for run in runs:
        nodes = [each for each, _ in run]
        at = cited.several(tuple(each.index for each in nodes)) or ""
        yield Instruction("renumber", at, new=named(nodes[0], [number for _, number in run], cited.style))


def relabelled(node: Node, number: str) -> str:
    """A provision's label with another number in it; "" if its own is not in it."""
    if not node.number or not number:
        return ""
    before, found, after = node.passage.label.rpartition(node.number)
    return before + number + after if found else ""


def relabelled_in_words(node: Node, new: Node, style: House) -> bool:
    """Whether an instruction can give a provision its new label: its number changes, or both can be quoted."""
    one, other = node.passage.label, new.passage.label
    if one == other or (relabelled(node, new.number) == other and node.kind == new.kind):
        return True
    return all(balanced(each, style.quotes) for each in (one, other))


def is_roman(node: Node) -> bool:
    """Whether a provision is numbered in Roman numerals."""
    return node.passage.level == "subpoint" or (node.kind == "division" and not node.number.isdecimal())


def named(node: Node, new: Sequence[str], style: House) -> str:
    """New numbers with the word for what bears them: "Article 7", "paragraphs 4 to 6"."""
    many = len(new) > 1
    if node.kind == "division":
        return f"{node.passage.label.split()[0].capitalize()} {new[0]}"
    word = style.article if node.kind == "article" else style.point
    word = style.paragraph if node.passage.level == "paragraph" else word
    marked = [each if style.dotted or each[:1].isdigit() else f"({each})" for each in (new[0], new[-1])]
    if not many:
        return f"{word[0]} {marked[0]}"
    return f"{word[1]} {marked[0]} {'and' if len(new) == 2 else 'to'} {marked[1]}"


def _next(cited: Citations, run: Sequence[Node], node: Node, new: Sequence[str]) -> bool:
    """Whether a provision can be renumbered together with those before it."""
    if numbers(new[0], len(new), is_roman(node)) != list(new) or node.kind == "division":
        return False
    if any(one.passage.level != other.passage.level for one, other in pairwise((*run, node))):
        return False
    return cited.several(tuple(each.index for each in (*run, node))) is not None

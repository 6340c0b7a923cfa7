"""An article in pieces, one for each clause that stands in it, so that something can stand beside each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from travaux.model.tree import Amendment, Block, Definition, Division, Option
from travaux.model.walk import inside

Slice = tuple[str, Block]
"""The clause whose words a piece holds ("" for none), and the piece."""


def sliced(block: Block) -> list[Slice]:
    """A block in pieces, each with the words of one clause, in order; what holds several is repeated round each.

    The label, the heading and the anchor of what is repeated stand on its first piece alone. Words repeated over
    several clauses (a chapeau) and words of no clause go with what follows them, or else with what is before.
    """
    if not isinstance(block, Division | Definition | Option | Amendment):
        own = block.origin.clause if block.origin.use == 0 else ""
        return [(own, block)]
    parts = [part for child in block.children for part in sliced(child)]
    named = list(_named(parts))
    if len({clause for clause, _ in named}) < 2:
        return [(named[0][0] if named else block.origin.clause, block)]
    out: list[Slice] = []
    for clause, same in groupby(named, key=lambda each: each[0]):
        children = tuple(child for _, child in same)
        out.append((clause, _around(block, children, not out)))
    return out


def _named(parts: list[Slice]) -> Iterator[Slice]:
    """The pieces, each with a clause: those without one take that of the next, the last ones that of the one before."""
    last = next((clause for clause, _ in reversed(parts) if clause), "")
    for number, (clause, child) in enumerate(parts):
        yield clause or next((each for each, _ in parts[number:] if each), last), child


def _around(block: Division | Definition | Option | Amendment, children: tuple[Block, ...], first: bool) -> Block:
    """What held several pieces round some of them; only round the first with its label."""
    if first or not isinstance(block, Division):
        return replace(block, children=children)
    return replace(block, children=children, label=(), heading=(), joint="", ident="", typed="")


def of_clause(tops: tuple[Block, ...], clause: str) -> tuple[Block, ...]:
    """The pieces of a text that hold words of one clause, without the articles and divisions round them."""
    return tuple(piece for top in tops for piece in _held(top, clause))


def _held(block: Block, clause: str) -> Iterator[Block]:
    """The outermost blocks below the articles whose words are all of the clause."""
    owners = set(_owners(block))
    above = isinstance(block, Amendment) or (
        isinstance(block, Division) and block.level not in ("paragraph", "point", "subpoint", "item")
    )
    if owners == {clause} and not above:
        yield block
    elif clause in owners:
        for child in inside(block):
            yield from _held(child, clause)


def _owners(block: Block) -> Iterator[str]:
    """The clauses whose words stand in a block."""
    children = inside(block)
    if not children:
        yield block.origin.clause
    for child in children:
        yield from _owners(child)

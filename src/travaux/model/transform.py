"""Rebuilding a tree with changed words: the nodes themselves never change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never

from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Branch,
    Change,
    Cite,
    Definition,
    Division,
    Drawing,
    Edition,
    Emph,
    Facing,
    Figure,
    Inline,
    Items,
    Note,
    Option,
    Para,
    Quoted,
    Recital,
    Ref,
    Sub,
    Table,
    Term,
    Text,
)

Inlines: TypeAlias = tuple[Inline, ...]
OnRun: TypeAlias = Callable[[Inlines], Inlines]
OnInline: TypeAlias = Callable[[Inline], Inlines]


def map_runs(block: Block, change: OnRun) -> Block:
    """The block with `change` applied to every run of inlines in it, nested blocks included."""
    match block:
        case Para():
            return Para(change(block.inlines), block.origin, block.role)
        case Recital():
            return replace(block, inlines=change(block.inlines))
        case Division():
            heading, label = change(block.heading), change(block.label)
            children = map_blocks(block.children, change)
            return Division(block.level, block.ident, children, block.origin, heading, label, block.joint, block.typed)
        case Definition() | Option() | Amendment():
            return replace(block, children=map_blocks(block.children, change))
        case Items():
            return replace(block, items=tuple(change(each) for each in block.items))
        case Table():
            rows = tuple(tuple(change(cell) for cell in row) for row in block.rows)
            return replace(block, head=tuple(change(c) for c in block.head), rows=rows, caption=change(block.caption))
        case Figure():
            return replace(block, branches=_branches(block.branches, change), caption=change(block.caption))
        case Drawing():
            data = map_runs(block.data, change)
            assert isinstance(data, Table)
            return replace(block, caption=change(block.caption), data=data)
        case Facing():
            pairs = tuple((map_blocks(left, change), map_blocks(right, change)) for left, right in block.pairs)
            return replace(block, pairs=pairs, heads=(change(block.heads[0]), change(block.heads[1])))
        case Edition():
            title, subtitle = change(block.title), change(block.subtitle)
            return replace(block, title=title, subtitle=subtitle, children=map_blocks(block.children, change))
        case _:
            assert_never(block)


def _branches(branches: tuple[Branch, ...], change: OnRun) -> tuple[Branch, ...]:
    return tuple(replace(b, words=change(b.words), children=_branches(b.children, change)) for b in branches)


def map_blocks(blocks: tuple[Block, ...], change: OnRun) -> tuple[Block, ...]:
    """`map_runs` for each block."""
    return tuple(map_runs(block, change) for block in blocks)


def deep(inlines: Inlines, change: OnInline) -> Inlines:
    """The run with `change` applied to every inline, innermost first; settled words are left alone."""
    out: list[Inline] = []
    for node in inlines:
        match node:
            case Text() | Sub() | Ref() | Cite():
                out.extend(change(node))
            case Term():
                out.extend(change(Term(node.ident, deep(node.children, change), node.defining, node.span)))
            case Emph() | Bracket() | Quoted() | Change():
                out.extend(change(replace(node, children=deep(node.children, change))))
            case Note():
                out.extend(change(replace(node, body=deep(node.body, change))))
            case _:
                assert_never(node)
    return tuple(out)

"""A text inside a pack: the same blocks with anchors of their own, so that it may stand in the pack more than once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from travaux.model.transform import Inlines, map_blocks
from travaux.model.tree import (
    Amendment,
    Block,
    Change,
    Definition,
    Division,
    Edition,
    Emph,
    Inline,
    Mode,
    Note,
    Option,
    Origin,
    Quoted,
    Recital,
    Ref,
    Settled,
    Term,
)


def edition(settled: Settled, mode: Mode, prefix: str, back: Iterable[Block] = (), lines: bool = False) -> Edition:
    """A settled text as a block, each of its anchors under a prefix; `back` is printed behind it."""
    document = settled.document
    blocks = anchored((*document.front, *document.body, *back), prefix)
    origin = blocks[0].origin if blocks else Origin("")
    return Edition(mode, document.title, blocks, origin, document.subtitle, lines)


def anchored(blocks: tuple[Block, ...], prefix: str) -> tuple[Block, ...]:
    """Blocks whose anchors, and the references to them, begin with a prefix."""
    return tuple(_block(each, prefix) for each in map_blocks(blocks, lambda run: _run(run, prefix)))


def _block(block: Block, prefix: str) -> Block:
    match block:
        case Division():
            children = tuple(_block(each, prefix) for each in block.children)
            return replace(block, ident=_under(block.ident, prefix), children=children)
        case Recital():
            return replace(block, ident=_under(block.ident, prefix))
        case Definition() | Option() | Amendment() | Edition():
            return replace(block, children=tuple(_block(each, prefix) for each in block.children))
        case _:
            return block


def _run(run: Inlines, prefix: str) -> Inlines:
    return tuple(_inline(each, prefix) for each in run)


def _inline(node: Inline, prefix: str) -> Inline:
    match node:
        case Ref():
            return replace(node, anchors=tuple(_under(each, prefix) for each in node.anchors))
        case Term():
            return replace(node, ident=_under(node.ident, prefix), children=_run(node.children, prefix))
        case Emph() | Quoted() | Change():
            return replace(node, children=_run(node.children, prefix))
        case Note():
            return replace(node, body=_run(node.body, prefix))
        case _:
            return node


def _under(ident: str, prefix: str) -> str:
    return f"{prefix}.{ident}" if ident else ""

"""One spelling for what a pack says between its texts.

What the library says beside a text is spelled on its way through `Briefing`; this is for the program's own words,
which know no style. A text keeps the spelling of its own style, wherever it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from travaux.model.transform import Inlines, deep, map_runs
from travaux.model.tree import Block, Division, Inline, Items, Para, Sub, Table
from travaux.model.walk import plain
from travaux.passes.words import respell


def spelled(blocks: tuple[Block, ...], spelling: Mapping[str, str]) -> tuple[Block, ...]:
    """Blocks with the program's own words in a spelling; those of a text are left as they are."""
    return tuple(_block(each, spelling) for each in blocks) if spelling else blocks


def spelled_run(run: Inlines, spelling: Mapping[str, str]) -> Inlines:
    """The same for a run."""

    def change(node: Inline) -> Inlines:
        if isinstance(node, Sub) and node.why == "formula":
            return (replace(node, new=plain(respell(node.new, spelling))),)
        return (node,)

    return deep(run, change)


def _block(block: Block, spelling: Mapping[str, str]) -> Block:
    if block.origin.clause:
        return block
    match block:
        case Division():
            heading = spelled_run(block.heading, spelling)
            return replace(block, heading=heading, children=spelled(block.children, spelling))
        case Para() | Items() | Table():
            return map_runs(block, lambda run: spelled_run(run, spelling))
        case _:
            return block

"""How a section of a briefing pack is laid on paper: on a new page, across the sheet, or with a margin for notes."""

from __future__ import annotations

from collections.abc import Sequence

from travaux.model import walk
from travaux.model.tree import Block, Division, Drawing, Edition, Facing, Table
from travaux.render.measure import text_lines
from travaux.render.writing import facing
from travaux.render.writing.columns import lines, parts

LONG = 40.0
"""A section of more lines than this begins on a page of its own."""
SHORT = 320.0
"""In a pack of no more lines than this (seven pages, with the sources), no section needs one."""
FEW = 26.0
"""What has no more lines than this, beside what stands across a sheet, stands across it too, …"""
LITTLE = 0.3
"""… and so does what has no more than this part of its lines."""
HEAD = {" across": 190, " annotated": 124, "": 110}
"""The characters that both running heads together have room for, by how a section is laid."""
GAP, LEAST = 8, 30
"""Characters between the two, and the least of the right one."""
HEADING, PICTURE = 3.0, 26.0
"""The lines that a heading takes, and a picture."""
WIDE = 0.7
"""A line as wide as a page, in lines of a text with a margin for notes, which `text_lines` counts."""


def shape(section: Division, outermost: bool, short: bool) -> str:
    """The class of a section: " across" the sheet, " annotated" in the margin, " fresh" on a new page, or "".

    What is inside a section may lie across, and no more. A heading lies as what it is over. In a `short` pack
    sections follow each other on the page.
    """
    across = [each for each in walk.below(section.children) if is_across(each)]
    if across:
        beside = sum(map(height, across))
        if height(section) - beside <= max(FEW, beside * LITTLE) or is_across(_first(section)):
            return " across"
    if not outermost:
        return ""
    if any(isinstance(each, Edition) and each.mode == "margin" for each in section.children):
        return " annotated"
    return " fresh" if height(section) > LONG and not short else ""


def right_head(laid: str, left: str) -> int:
    """How many characters the right running head may have beside the left one."""
    return max(HEAD.get(laid, HEAD[""]) - GAP - len(left), LEAST)


def is_short(body: Sequence[Block]) -> bool:
    """Whether a pack has but a few pages."""
    return sum(map(height, body)) <= SHORT


def height(block: Block) -> float:
    """About how many lines of the text a block is high."""
    match block:
        case Table():
            return lines(block)
        case Drawing():
            return PICTURE + (0.0 if block.apart else lines(block.data))
        case Facing():
            return facing.height(block.pairs)
        case Division() if walk.headed(block):
            return HEADING + sum(map(height, block.children))
        case _:
            inside = walk.inside(block)
            return sum(map(height, inside)) if inside else WIDE * text_lines(block)


def _first(block: Block) -> Block:
    """The first block in a block, under however many headings."""
    while isinstance(block, Division) and block.children:
        block = block.children[0]
    return block


def is_across(block: Block) -> bool:
    """Whether a block stands across the longer side of a sheet."""
    if isinstance(block, Table):
        return block.wide or len(parts(block)) > 1
    return isinstance(block, Facing) or (isinstance(block, Edition) and block.mode == "table")

"""Where references lead in a pack: to the place where it prints the text, or its sources; else they are plain words."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model.pack import Pack, SectionSpec
from travaux.model.transform import Inlines, deep, map_blocks
from travaux.model.tree import Block, Cite, Inline, Ref
from travaux.pack.editions import anchored

EDITIONS = {"clean-text": "clean", "annotated-text": "notes"}
"""The sections that print a text, with the prefix of its anchors there."""
SOURCES = "sources"


def pointed(pack: Pack, name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks whose references to one of the texts lead to where the pack prints it; as they are, if it does not.

    A reference to what is not in the document is printed as plain words.
    """
    first = pack.texts[0].instrument
    for _, spec in _shown(pack):
        if spec.section in EDITIONS and name in (spec.of or (first,)):
            return anchored(blocks, f"{EDITIONS[spec.section]}.{name}")
    return blocks


def sourced(pack: Pack, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Blocks whose citations lead to the pack's list of sources, if it has one."""
    lists = [anchor_of(index, spec.section) for index, spec in _shown(pack) if spec.section == SOURCES]
    return map_blocks(blocks, lambda run: _led(run, lists[0])) if lists else blocks


def anchor_of(index: int, section: str) -> str:
    """The anchor of a section, by its place in the pack's file."""
    return f"section-{index + 1}-{section}"


def _shown(pack: Pack) -> Iterator[tuple[int, SectionSpec]]:
    """The sections that the pack's readers see."""
    for index, spec in enumerate(pack.sections):
        if pack.sees == "internal" or not spec.internal:
            yield index, spec


def _led(run: Inlines, anchor: str) -> Inlines:
    def change(node: Inline) -> Inlines:
        return (Ref("", (), "", (node,), (anchor,)),) if isinstance(node, Cite) else (node,)

    return deep(run, change)

"""The facing commentary: each provision of a text, and beside it what it means, where it comes from, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from travaux.model.tree import Block, Division, Facing, Origin
from travaux.pack import telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.editions import anchored
from travaux.pack.slices import sliced
from travaux.passes.report import comments

Pair = tuple[tuple[Block, ...], tuple[Block, ...]]
KEY = "The numbers of the commentary are those of the explanatory report to the same text"
ELSEWHERE = ", which stands in this pack for another text only"


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """For each of the texts its articles on the left, clause by clause, the comments on the right."""
    return (
        telling.said(f"{KEY}{_which(briefing, asked)}."),
        *(_facing(briefing, asked, name) for name in briefing.of(asked)),
    )


def _which(briefing: Briefing, asked: Asked) -> str:
    """That the pack's explanatory report is to another text, if it has one; the numbers would mislead."""
    first = next(iter(briefing.texts))
    reports = {
        name for spec in briefing.pack.sections if spec.section == "explanatory-report" for name in spec.of or (first,)
    }
    return ELSEWHERE if reports and not reports & set(briefing.of(asked)) else ""


def _facing(briefing: Briefing, asked: Asked, name: str) -> Facing:
    heads = (telling.text(briefing.selection(name).instrument.short), telling.formula("Commentary"))
    return Facing(tuple(_pairs(briefing, asked, name)), Origin(""), heads)


def _pairs(briefing: Briefing, asked: Asked, name: str) -> Iterator[Pair]:
    """The pieces of each article with the comments on their clauses, each once; a chapter has its heading alone."""
    text, prefix = briefing.texts[name], f"facing-{asked.index + 1}.{name}"
    said = {clause: blocks for _, each in comments(text, briefing.beside(name)) for clause, blocks in each.items()}
    for block in _tops(text.document.body):
        for clause, piece in sliced(block):
            yield anchored((piece,), prefix), anchored(said.pop(clause, ()), prefix)


def _tops(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """The preamble, the articles and what stands outside them, each chapter before its own with nothing in it."""
    for block in blocks:
        if isinstance(block, Division) and block.level not in ("preamble", "article"):
            yield replace(block, children=())
            yield from _tops(block.children)
        else:
            yield block


SECTION = Section("facing-commentary", "The text, and what it means", make, ("text", "of"))

"""The facing commentary: each provision of a text, and beside it what it means, where it comes from, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from travaux.model import walk
from travaux.model.tree import Block, Division, Facing, Origin
from travaux.pack import telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.editions import anchored
from travaux.pack.slices import sliced
from travaux.passes.report import DRAWS, OTHERS, comments

Pair = tuple[tuple[Block, ...], tuple[Block, ...]]
KEY = "The numbers of the commentary are those of the explanatory report to the same text"
ELSEWHERE = ", which stands in this pack for another text only"
SHORTENED = " What that one lists in the same words, sources and other wordings, is not listed here again."


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """For each of the texts its articles on the left, clause by clause, the comments on the right."""
    return (
        telling.said(_key(briefing, asked)),
        *(_facing(briefing, asked, name) for name in briefing.of(asked)),
    )


def _key(briefing: Briefing, asked: Asked) -> str:
    """What the numbers are, and whether the pack's explanatory report is to another text: they would mislead."""
    reported = _reported(briefing)
    apart = ELSEWHERE if reported and not reported & set(briefing.of(asked)) else ""
    return f"{KEY}{apart}.{SHORTENED if apart else ''}"


def _reported(briefing: Briefing) -> set[str]:
    """The texts to which the pack has an explanatory report."""
    first = next(iter(briefing.texts))
    reports = (spec for spec in briefing.pack.sections if spec.section == "explanatory-report")
    return {name for spec in reports for name in spec.of or (first,) if name in briefing.texts}


def _listed(briefing: Briefing, name: str) -> frozenset[str]:
    """The sources and the other wordings that the pack's explanatory reports to other texts list, each as it reads."""
    reported = _reported(briefing)
    others = sorted(reported) if name not in reported else []
    told = (each for other in others for each in comments(briefing.texts[other], briefing.beside(other)))
    return frozenset(_words(block) for _, of in told for blocks in of.values() for block in blocks if _is_list(block))


def _is_list(block: Block) -> bool:
    return _words(block).startswith((DRAWS, OTHERS))


def _words(block: Block) -> str:
    """The words of a numbered paragraph, without its number."""
    return "".join(walk.plain(run) for each in walk.below(walk.inside(block)) for run in walk.runs(each))


def _facing(briefing: Briefing, asked: Asked, name: str) -> Facing:
    heads = (telling.text(briefing.selection(name).instrument.short), telling.formula("Commentary"))
    return Facing(tuple(_pairs(briefing, asked, name)), Origin(""), heads)


def _pairs(briefing: Briefing, asked: Asked, name: str) -> Iterator[Pair]:
    """The pieces of each article with the comments on their clauses, each once; a chapter has its heading alone."""
    text, prefix = briefing.texts[name], f"facing-{asked.index + 1}.{name}"
    listed = _listed(briefing, name)
    said = {
        clause: tuple(block for block in blocks if _words(block) not in listed)
        for _, each in comments(text, briefing.beside(name))
        for clause, blocks in each.items()
    }
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

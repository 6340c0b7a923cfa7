"""Undo: from the settled text of each instrument back to the YAML of every clause in it.

For every clause and variant that an instrument can take, in both house styles, the words typed
must come back to the letter (white space at line breaks apart), and every change must be a
recorded one. The default run settles each instrument once with the file's choices and then
once for the second variants of all its clauses together, once for the third, and so on; in
the style that is not its own it stops at the second. The full product, one change at a time
in both styles, is slow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from travaux.load.library import load
from travaux.model import walk
from travaux.model.instrument import Instrument
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Block, Cite, Division, Document, Inline, Mode, Para, Recital, Ref, Settled, Sub, Text
from travaux.model.uses import uses
from travaux.passes.undo import fold, typed, undo
from travaux.pipeline import settle

ROOT = Path(__file__).parents[2]
LIBRARY = load(ROOT)[0]
assert LIBRARY is not None
INSTRUMENTS = sorted(LIBRARY.instruments)
STYLES = sorted(LIBRARY.styles)
WHYS = {"placeholder", "spelling", "ending", "label", "quotation", "formula", "capital"}


def choices(library: Library, instrument: Instrument) -> dict[str, list[str]]:
    """Each clause used, with the variants that can serve in this kind of instrument: the file's own first."""
    out: dict[str, list[str]] = {}
    for use in uses(instrument):
        clause = library.clauses[use.clause]
        own = use.variant or clause.default
        names = [own, *(name for name in clause.variants if name != own)]
        fit = [n for n in names if instrument.vehicle in (clause.variants[n].vehicles or (instrument.vehicle,))]
        out[use.clause] = fit
    return out


def rounds(library: Library, instrument: Instrument) -> Iterator[dict[str, str]]:
    """Selections that together hold every variant of every clause at least once, as few as can be."""
    fit = choices(library, instrument)
    for index in range(max(map(len, fit.values()))):
        yield {name: names[index] for name, names in fit.items() if index < len(names)}


def product() -> list[tuple[str, str, str, str]]:
    """Every instrument, clause, variant and style."""
    assert LIBRARY is not None
    return [
        (name, clause, variant, style)
        for name, instrument in sorted(LIBRARY.instruments.items())
        for clause, variants in choices(LIBRARY, instrument).items()
        for variant in variants
        for style in STYLES
    ]


def in_styles() -> Iterator[ParameterSet]:
    """Every instrument in every style and round: beyond the second round, a style that is not its own is slow."""
    assert LIBRARY is not None
    for name, instrument in sorted(LIBRARY.instruments.items()):
        every = [*rounds(LIBRARY, instrument)]
        for style in STYLES:
            yield pytest.param(name, style, every if style == instrument.style else every[:2], id=f"{name}-{style}")
            if style != instrument.style:
                yield pytest.param(name, style, every[2:], id=f"{name}-{style}-rest", marks=pytest.mark.slow)


@pytest.mark.parametrize(("name", "style", "every"), [*in_styles()])
def test_every_clause_and_variant_comes_back(
    library: Library, name: str, style: str, every: list[dict[str, str]]
) -> None:
    """Undone from the text, each clause is what its file says, however many variants are changed at once."""
    for chosen in every:
        settled = settle(library, Request(name, style, chosen))
        assert not [each for each in settled.found if each.code in ("P404", "P419")]
        document = settled.document
        for clause, times in counted(document).items():
            variant = library.clauses[clause].variants[chosen.get(clause) or default(library, name, clause)]
            assert times > 0
            for use in range(times):
                assert undo(document, clause, use) == fold(variant.text), f"{clause} in {name} ({style}), use {use}"
        missing = {c for c in chosen if c not in counted(document) and not omitted(library, c, chosen[c])}
        assert not missing, "a chosen clause left no trace in the text"


@pytest.mark.parametrize("mode", ["margin", "notes"])
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_annotation_changes_no_word(settled: Callable[[Request], Settled], name: str, mode: Mode) -> None:
    """With notes hung on it the body reads as without, and comes back to the same files."""
    clean, hung = settled(Request(name)), settled(Request(name, mode=mode))
    assert read(clean.document.body) == read(hung.document.body)
    for clause in counted(hung.document):
        assert undo(hung.document, clause) == undo(clean.document, clause)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "clause", "variant", "style"), product())
def test_each_variant_alone_comes_back(library: Library, name: str, clause: str, variant: str, style: str) -> None:
    """The full product: one clause in one other variant, everything else as the instrument's file has it."""
    settled = settle(library, Request(name, style, {clause: variant}))
    wanted = "" if omitted(library, clause, variant) else fold(library.clauses[clause].variants[variant].text)
    assert undo(settled.document, clause) == wanted
    unrecorded(settled.document)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_change_is_recorded(settled: Callable[[Request], Settled], name: str, style: str) -> None:
    """What the text prints of a clause and the clause does not say stands in a `Sub`, a `Ref` or a `Cite`."""
    unrecorded(settled(Request(name, style)).document)


def unrecorded(document: Document) -> None:
    """Fails on a change of unknown kind, a text that was never typed, or an unfilled placeholder or reference."""
    for block in walk.below(document.body):
        for run in walk.runs(block):
            for node in walk.deep(run):
                if isinstance(node, Sub):
                    assert node.why in WHYS, node
                    assert node.why == "label" or node.old != node.new, f"a substitution that changes nothing: {node}"
                    assert node.new or node.old, node
                    assert "{{" not in node.new, f"left unfilled: {node}"
                elif isinstance(node, Ref | Cite):
                    assert node.text and node.typed.startswith("["), node
        if isinstance(block, Para | Recital) and block.origin.clause:
            source = fold(typed(block.inlines))
            for words in texts(block.inlines):
                assert fold(words) in source
        if isinstance(block, Division) and block.typed:
            assert [node.old for node in walk.deep(block.label) if isinstance(node, Sub) and node.old] == [block.typed]


def texts(run: Iterable[Inline]) -> Iterator[str]:
    """The characters of a run that are left as typed (those of a reference are the style's)."""
    for node in run:
        if isinstance(node, Text):
            yield node.value
        elif not isinstance(node, Ref | Cite):
            yield from texts(walk.within(node))


def counted(document: Document) -> dict[str, int]:
    """How often each clause is used in the text."""
    out: dict[str, int] = {}
    for block in walk.below(document.body):
        if block.origin.clause and isinstance(block, Para | Recital):
            out[block.origin.clause] = max(out.get(block.origin.clause, 0), block.origin.use + 1)
    return out


def default(library: Library, name: str, clause: str) -> str:
    """The variant that the instrument's file chooses."""
    return choices(library, library.instruments[name])[clause][0]


def omitted(library: Library, clause: str, variant: str) -> bool:
    """Whether this variant says nothing."""
    return library.clauses[clause].variants[variant].omit


def read(blocks: Iterable[Block]) -> str:
    """The words of blocks, in order."""
    return "\n".join(walk.plain(run) for block in walk.below(blocks) for run in walk.runs(block))


# ---------------------------------------------------------------- that the proof can fail


def damaged(document: Document, clause: str, damage: str) -> Document:
    """The document with one thing wrong in the first paragraph of a clause."""

    def change(block: Block) -> Block:
        if isinstance(block, Para) and block.origin.clause == clause:
            first, *rest = block.inlines
            assert isinstance(first, Text)
            match damage:
                case "lost":
                    return replace(block, inlines=(Text(first.value[:-1]), *rest))
                case "doubled":
                    return replace(block, inlines=(first, *block.inlines))
                case _:
                    return replace(block, inlines=(Text(first.value.swapcase()), *rest))
        if isinstance(block, Division):
            return replace(block, children=tuple(map(change, block.children)))
        return block

    return replace(document, body=tuple(map(change, document.body)))


@pytest.mark.parametrize("damage", ["lost", "doubled", "changed"])
def test_a_change_that_is_not_recorded_is_seen(library: Library, damage: str) -> None:
    clause = "offence-recruit"
    document = settle(library, Request("optional-protocol")).document
    wanted = fold(library.clauses[clause].variants[library.clauses[clause].default].text)
    assert undo(document, clause) == wanted
    assert undo(damaged(document, clause, damage), clause) != wanted

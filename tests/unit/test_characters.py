"""No character of a text is lost, doubled or out of place in any output, in any mode of annotation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import get_args

import pytest

from render_trees import ORIGIN
from travaux.ledger.comparing import FORMATS, compared
from travaux.ledger.wanted import runs
from travaux.model import walk
from travaux.model.stages import Request
from travaux.model.tree import Block, Division, Document, Facing, Mode, Para, Settled, Text
from travaux.render.api import Assets, renderers

INSTRUMENTS = ("amending-protocol", "model-convention", "optional-protocol")
STYLES = ("coe", "un")
MODES: tuple[Mode, ...] = get_args(Mode)
QUICK = [
    pytest.param(style, mode, marks=[] if style == "coe" or mode == "none" else pytest.mark.slow, id=f"{style}-{mode}")
    for style in STYLES
    for mode in MODES
]
QUICKLY_READ = [each for each in FORMATS if each != "pdf"]
Settle = Callable[[Request], Settled]


def test_every_format_is_read_back() -> None:
    """A new renderer needs a way to read its characters back."""
    assert set(renderers()) == set(FORMATS)


def test_what_is_wanted_is_every_character(settled: Settle) -> None:
    """The runs compared are those of `walk.characters`, to the letter."""
    for name in INSTRUMENTS:
        text = settled(Request(name))
        assert "\n".join(filter(None, runs(text))) == walk.characters(text.document)


@pytest.mark.parametrize("format", QUICKLY_READ)
@pytest.mark.parametrize(("style", "mode"), QUICK)
@pytest.mark.parametrize(
    "name", [pytest.param(each, marks=pytest.mark.slow) if each == "model-convention" else each for each in INSTRUMENTS]
)
def test_every_character_is_in_its_place(
    name: str, style: str, mode: Mode, format: str, settled: Settle, assets: Assets
) -> None:
    text = settled(Request(name, style, mode=mode))
    assert not compared(text, renderers()[format].render(text, assets), format)


@pytest.mark.parametrize("format", [each for each in FORMATS if each != "json"])  # which is the tree itself
def test_words_that_face_each_other_keep_their_heads(format: str, assets: Assets) -> None:
    sides = ((Para((Text("Left words."),), ORIGIN),), (Para((Text("Right words."),), ORIGIN),))
    facing = Facing((sides,), ORIGIN, ((Text("The one head"),), (Text("The other head"),)))
    text = Settled(Document("d", (Text("Title"),), "coe", "en", (), (facing,)))
    assert not compared(text, renderers()[format].render(text, assets), format)


def test_every_character_is_on_paper(settled: Settle, assets: Assets) -> None:
    text = settled(Request("optional-protocol"))
    assert not compared(text, renderers()["pdf"].render(text, assets), "pdf")


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_character_is_on_paper_in_every_mode(
    name: str, style: str, mode: Mode, settled: Settle, assets: Assets
) -> None:
    text = settled(Request(name, style, mode=mode))
    assert not compared(text, renderers()["pdf"].render(text, assets), "pdf")


# ---------------------------------------------------------------- that the comparison can fail

WHERE = "safeguard-expression"


def damaged(text: Settled, damage: str) -> Settled:
    """The text as a renderer would print it that loses a character, doubles a word or swaps two paragraphs."""

    def change(block: Block) -> Block:
        if not isinstance(block, Division):
            return block
        return replace(block, children=tuple(spoiled(change(each)) for each in block.children))

    def spoiled(block: Block) -> Block:
        if not isinstance(block, Para) or block.origin.clause != WHERE:
            return block
        first, *rest = block.inlines
        assert isinstance(first, Text) and " " in first.value
        word, _, others = first.value.partition(" ")
        match damage:
            case "a lost character":
                value = word[:-1] + " " + others
            case "a doubled word":
                value = f"{word} {word} {others}"
            case "a wrong mark":
                value = first.value.replace(" ", ", ", 1)
            case _:
                return block
        return replace(block, inlines=(Text(value), *rest))

    body = tuple(map(change, text.document.body))
    if damage == "swapped paragraphs":
        body = (*body[:1], *reversed(body[1:3]), *body[3:])
    elif damage == "a lost paragraph":
        body = (*body[:-2], *body[-1:])
    elif damage == "a doubled paragraph":
        body = (*body[:2], *body[1:])
    return replace(text, document=replace(text.document, body=body))


DAMAGES = (
    "a lost character",
    "a doubled word",
    "a wrong mark",
    "swapped paragraphs",
    "a lost paragraph",
    "a doubled paragraph",
)


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("format", QUICKLY_READ)
@pytest.mark.parametrize("mode", ["none", pytest.param("notes", marks=pytest.mark.slow)])
def test_damage_is_seen(damage: str, format: str, mode: Mode, settled: Settle, assets: Assets) -> None:
    """Printed from a damaged text, each output is found to differ from the sound one."""
    text = settled(Request("optional-protocol", mode=mode))
    assert compared(text, renderers()[format].render(damaged(text, damage), assets), format)


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_seen_on_paper(damage: str, settled: Settle, assets: Assets) -> None:
    text = settled(Request("optional-protocol"))
    assert compared(text, renderers()["pdf"].render(damaged(text, damage), assets), "pdf")

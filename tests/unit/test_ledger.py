"""The ledger itself: how rows of tables are read, what is told of a file that differs, the way back to the files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from render_trees import ORIGIN
from travaux.ledger.comparing import FORMATS, compared, differences
from travaux.ledger.findings import sourced, verified
from travaux.ledger.wanted import Row, drawn_together, parts
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Block, Division, Document, Drawing, Edition, Note, Para, Settled, Sub, Table, Text
from travaux.render.api import Assets, renderers

Settle = Callable[[Request], Settled]
TXT = FORMATS["txt"]
ROW = Row(("one two", "three", "–"), ("First", "Second – or other", "Third"))
SIDE_BY_SIDE = "one     three   –\ntwo\n"
STACKED = "First:\n    one two\nSecond – or other:\n    three\nThird:\n    –\n"


@pytest.mark.parametrize("printed", [SIDE_BY_SIDE, STACKED])
def test_a_row_is_read_side_by_side_or_stacked(printed: str) -> None:
    assert not list(differences([ROW, "after"], f"{printed}\nafter", TXT))


@pytest.mark.parametrize(
    "printed",
    [SIDE_BY_SIDE.replace("two", "tw"), SIDE_BY_SIDE.replace("one", "eno"), STACKED.replace("three", "there")],
)
def test_a_row_that_lost_or_changed_a_character_is_told(printed: str) -> None:
    assert list(differences([ROW, "after"], f"{printed}\nafter", TXT))


def test_a_mark_of_a_list_is_not_taken_for_a_cell() -> None:
    assert not list(differences(["–", "word"], "––word", FORMATS["pdf"]))


def test_marks_side_by_side_are_drawn_together() -> None:
    one, two, three = (f"\ue000{n}\ue001" for n in (1, 2, 3))
    assert drawn_together(f"a{one}{two}{three}b{one}{two}") == f"a{one}–{three}b{one}{two}"


def inside(mode: str) -> Settled:
    """A pack with a text in it that has a mode of annotation of its own, and a figure with its data."""
    note = Note(1, "for", "For.", (Text("A reason for it."),))
    words = Para((Text("Each Party shall act."), note), ORIGIN)
    data = Table(((Text("Head"),),), (((Text("cell"),),),), ORIGIN, (Text("Data, as drawn"),))
    drawing = Drawing("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>", "A figure", ORIGIN, data)
    body = (
        Edition(mode, (Text("A text inside"),), (words,), ORIGIN, (Text("Its subtitle"),)),  # type: ignore[arg-type]
        replace(drawing, caption=(Text("What the figure shows"),)),
    )
    return Settled(Document("pack", (Text("A pack"),), "coe", "en", (), body, running="A pack", kind="pack"))


@pytest.mark.parametrize("mode", ["none", "margin"])
@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_text_inside_another_keeps_its_notes_and_a_figure_both_its_captions(
    format: str, mode: str, assets: Assets
) -> None:
    text = inside(mode)
    assert any("A reason" in str(each) for each in parts(text)) == (mode != "none")
    assert not compared(text, renderers()[format].render(text, assets), format)


def test_a_file_that_differs_is_told_once_and_one_that_is_none_in_words() -> None:
    text = Settled(Document("d", (Text("A title"),), "coe", "en", (), (Para((Text("Some words."),), ORIGIN),)))
    (told,) = verified("d.txt", b"A titel\n\nSome wrods.\n", "txt", text)
    assert told.code == "C605" and "d.txt" in told.message and told.is_error
    (none,) = verified("d.json", b"{", "json", text)
    assert none.code == "C605"


# ---------------------------------------------------------------- back to the files


def spoiled(block: Block, clause: str) -> Block:
    """A block in which the first words of a clause were changed without a record."""
    if isinstance(block, Division):
        return replace(block, children=tuple(spoiled(each, clause) for each in block.children))
    if isinstance(block, Para) and block.origin.clause == clause:
        inlines = (Text(each.value.replace("e", "é")) if isinstance(each, Text) else each for each in block.inlines)
        return replace(block, inlines=tuple(inlines))
    return block


def test_every_text_is_led_back(settled: Settle, library: Library) -> None:
    for name in library.instruments:
        assert not list(sourced(settled(Request(name)), library))


def test_words_changed_without_a_record_are_told(settled: Settle, library: Library) -> None:
    text = settled(Request("optional-protocol"))
    body = tuple(spoiled(each, "safeguard-expression") for each in text.document.body)
    (told,) = sourced(replace(text, document=replace(text.document, body=body)), library)
    assert told.code == "C606" and "safeguard-expression" in told.message and "é" in told.message
    assert told.span is not None and told.span.path.endswith("safeguard-expression.yaml")


def test_a_heading_changed_without_a_record_is_told(settled: Settle, library: Library) -> None:
    def changed(block: Block) -> Block:
        if not isinstance(block, Division):
            return block
        heading = (Text("Another heading"),) if block.ident == "safeguard-expression" else block.heading
        return replace(block, heading=heading, children=tuple(map(changed, block.children)))

    text = settled(Request("optional-protocol"))
    (told,) = sourced(
        replace(text, document=replace(text.document, body=tuple(map(changed, text.document.body)))), library
    )
    assert told.code == "C606" and "Another heading" in told.message


def test_what_is_recorded_is_no_change(settled: Settle, library: Library) -> None:
    """The same words as a record of what was typed: nothing is told."""

    def recorded(block: Block) -> Block:
        if isinstance(block, Division):
            return replace(block, children=tuple(map(recorded, block.children)))
        if isinstance(block, Para) and block.inlines and isinstance(block.inlines[0], Text):
            value = block.inlines[0].value
            return replace(block, inlines=(Sub(value, value.upper(), "spelling"), *block.inlines[1:]))
        return block

    text = settled(Request("optional-protocol"))
    body = tuple(map(recorded, text.document.body))
    assert not list(sourced(replace(text, document=replace(text.document, body=body)), library))

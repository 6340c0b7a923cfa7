"""Paragraphs side by side: which stand in one row, and which of their words are marked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.diff.words import compared
from travaux.model.redline import Passage
from travaux.synopsis.model import Cell
from travaux.synopsis.rows import aligned, rows
from travaux.synopsis.told import labelled


def column(*texts: str, level: str = "paragraph") -> list[Passage]:
    """Passages of a text; what stands before "|" is the label."""
    return [
        Passage(f"p{number}", label.strip(), text.strip(), level)
        for number, (label, _, text) in enumerate(each.partition("|") for each in texts)
    ]


def shown(*columns: Sequence[Passage]) -> list[list[str]]:
    return [[labelled(cell) for cell in row] for row in aligned(columns, compared)]


def test_words_of_every_column_are_plain_and_others_are_marked() -> None:
    one = column("1.|Each Party shall provide for the recovery of victims.")
    other = column("1.|Each Party shall consider providing for the recovery of victims.")
    third = column("1.|Each Party may provide for the recovery of victims.")
    assert shown(one, other, third) == [
        [
            "1. Each Party ‹shall provide› for the recovery of victims.",
            "1. Each Party ‹shall consider providing› for the recovery of victims.",
            "1. Each Party ‹may provide› for the recovery of victims.",
        ]
    ]


def test_what_two_of_three_share_is_marked_in_both() -> None:
    plain, long = "a|the person advertised", "a|the person advertised, knowing the facts"
    marked = "a the person advertised‹, knowing the facts›"
    assert shown(column(plain), column(long), column(long)) == [["a the person advertised", marked, marked]]


def test_a_new_paragraph_pushes_no_other_out_of_its_row() -> None:
    old = column("1.|A first rule stands here.", "2.|A second and longer rule stands there.")
    new = column(
        "1.|A first rule stands here.", "2.|Something else altogether.", "3.|A second and longer rule stands there."
    )
    assert shown(old, new) == [
        ["1. A first rule stands here.", "1. A first rule stands here."],
        ["–", "2. ‹Something else altogether.›"],
        ["2. A second and longer rule stands there.", "3. A second and longer rule stands there."],
    ]


def test_one_label_brings_unlike_paragraphs_together_and_both_are_marked_whole() -> None:
    assert shown(
        column("1.|Same words.", "2.|Nothing alike."), column("1.|Same words.", "2.|Quite other terms used.")
    ) == [
        ["1. Same words.", "1. Same words."],
        ["2. ‹Nothing alike.›", "2. ‹Quite other terms used.›"],
    ]


def test_one_that_is_unlike_does_not_mark_the_others() -> None:
    same = "1.|Each Party shall ensure that victims receive information on proceedings."
    row = shown(column(same), column("1.|A fund is set up."), column(same))[0]
    assert row == [same.replace("|", " "), "1. ‹A fund is set up.›", same.replace("|", " ")]


def test_recitals_are_not_brought_together_by_having_no_label() -> None:
    one = column("|Recalling the work of the Assembly,", level="recital")
    other = column("|Convinced that children need care,", level="recital")
    assert [[bool(cell) for cell in row] for row in rows([one, other])] == [[True, False], [False, True]]


def test_the_first_paragraphs_stand_together_whatever_their_labels() -> None:
    assert len(rows([column("c|advertising a person;"), column("1.|Each Party shall act.")])) == 1


def test_a_heading_stands_in_no_row_with_a_paragraph() -> None:
    heading = [Passage("h", "Article 5", "Jurisdiction", "article")]
    assert [[bool(cell) for cell in row] for row in rows([heading, column("1.|Jurisdiction")])] == [
        [True, False],
        [False, True],
    ]


def test_a_mark_takes_no_blank_at_its_edge() -> None:
    cell = aligned([column("1|shall be bound by it"), column("1|shall not be bound by it")], compared)[0][1]
    assert cell is not None and labelled(cell) == "1 shall ‹not› be bound by it"
    assert cell.text == "shall not be bound by it"


def test_one_column_alone_has_no_marks() -> None:
    assert shown(column("1.|Only this.")) == [["1. Only this."]]


def test_no_columns_and_empty_ones_give_no_rows() -> None:
    assert aligned([], compared) == ()
    assert aligned([[], []], compared) == ()
    assert shown([], column("1|a rule")) == [["–", "1 ‹a rule›"]]


WORDS = st.lists(
    st.sampled_from(["each", "Party", "shall", "not", "adopt", "measures", ",", ";", "30", "(a)", "victims"]),
    max_size=12,
)
PASSAGES = st.builds(
    lambda label, words, level: Passage("p", label, " ".join(words), level),
    st.sampled_from(["", "1.", "2.", "(a)", "(b)"]),
    WORDS,
    st.sampled_from(["paragraph", "point", "recital", "article"]),
)


@given(st.lists(st.lists(PASSAGES, max_size=5), min_size=1, max_size=4))
def test_every_text_can_be_rebuilt_and_plain_words_are_everywhere(columns: list[list[Passage]]) -> None:
    made = aligned(columns, compared)
    for number, passages in enumerate(columns):
        cells = [row[number] for row in made if row[number]]
        assert [(cell.label, cell.text) for cell in cells if cell] == [(each.label, each.text) for each in passages]
    for row in made:
        assert len(row) == len(columns) and any(row)
        alike = [cell for cell in row if cell and any(common for common, _ in cell.runs)]
        assert len({_plain(cell) for cell in alike}) <= 1


def _plain(cell: Cell) -> str:
    """The words that are not marked, spacing aside: blanks at the edge of a mark are nobody's."""
    return "".join("".join(words.split()) for common, words in cell.runs if common)


@pytest.mark.parametrize("count", [2, 5])
def test_long_texts_are_soon_side_by_side(count: int) -> None:
    texts = [
        column(*(f"{n}.|Each Party shall adopt measure {n} of {count + k}." for n in range(60))) for k in range(count)
    ]
    assert len(rows(texts)) == 60

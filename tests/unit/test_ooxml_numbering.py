"""Labels that a word processor counts: only those that it would print to the letter, lists begun again at need."""

from __future__ import annotations

import pytest

from travaux.ooxml.numbering import Counted, Label, Numbering, Pattern

ARTICLE, PARAGRAPH, POINT, SUBPOINT = 4, 5, 6, 7


def counted(*labels: tuple[int, str]) -> list[Counted | None]:
    return list(Numbering([Label(*each) for each in labels], ARTICLE).counted)


def test_articles_run_on_through_the_chapters() -> None:
    found = counted((1, "Chapter I"), (ARTICLE, "Article 1"), (1, "Chapter II"), (ARTICLE, "Article 2"))
    assert found == [Counted(1, 1), Counted(2, 0), Counted(1, 1), Counted(2, 0)]


def test_paragraphs_and_points_begin_again_by_themselves() -> None:
    labels = [(ARTICLE, "Article 1"), (PARAGRAPH, "1"), (POINT, "a"), (POINT, "b"), (PARAGRAPH, "2"), (POINT, "a")]
    labels += [(ARTICLE, "Article 2"), (PARAGRAPH, "1"), (POINT, "a")]
    assert {each.number for each in counted(*labels) if each} == {2}


def test_a_second_list_of_points_under_one_paragraph_has_a_list_of_its_own() -> None:
    labels = ((ARTICLE, "Article 1"), (POINT, "(a)"), (POINT, "(b)"), (POINT, "(a)"), (POINT, "(b)"))
    first, a, b, again, then = counted(*labels)
    assert (first, a, b) == (Counted(2, 0), Counted(2, 2), Counted(2, 2))
    assert again == then == Counted(3, 2)
    part = Numbering([Label(*each) for each in labels], ARTICLE).part().decode()
    assert '<w:lvlOverride w:ilvl="2"><w:startOverride w:val="1"/></w:lvlOverride>' in part


def test_what_comes_behind_a_deeper_level_for_the_first_time_begins_a_list() -> None:
    """LibreOffice counts an article above paragraphs that stand in none, and would call the next one the second."""
    labels = ((PARAGRAPH, "1"), (PARAGRAPH, "2"), (ARTICLE, "Article 1"), (PARAGRAPH, "1"), (ARTICLE, "Article 2"))
    assert counted(*labels) == [Counted(2, 1), Counted(2, 1), Counted(3, 0), Counted(2, 1), Counted(3, 0)]


def test_a_number_that_is_left_out_begins_a_list_there() -> None:
    found = counted((ARTICLE, "Article 1"), (ARTICLE, "Article 3"), (ARTICLE, "Article 4"))
    assert found == [Counted(2, 0), Counted(3, 0), Counted(3, 0)]


@pytest.mark.parametrize("label", ["Article 8 bis", "“Article 8", "Article", "Article 08", "Art. 8", "Article %1"])
def test_what_would_not_be_printed_so_is_not_counted(label: str) -> None:
    found = counted(
        *((ARTICLE, f"Article {number}") for number in range(1, 8)), (ARTICLE, label), (ARTICLE, "Article 8")
    )
    assert found[7] is None and found[8] == Counted(2, 0)


def test_letters_that_end_a_word_are_no_number() -> None:
    assert counted((ARTICLE, "Article 8 bis"), (ARTICLE, "Annex")) == [None, None]


def test_emphasis_can_not_be_counted() -> None:
    assert Numbering([Label(ARTICLE, "Article 1", plain=False)], ARTICLE).counted == (None,)


@pytest.mark.parametrize(
    ("labels", "pattern"),
    [
        (["(a)", "(b)", "(c)"], Pattern("(", "lowerLetter", ")")),
        (["i", "ii", "iii", "iv"], Pattern("", "lowerRoman", "")),
        (["(h)", "(i)", "(j)"], Pattern("(", "lowerLetter", ")")),
        (["I.", "II.", "III."], Pattern("", "upperRoman", ".")),
        (["A", "B"], Pattern("", "upperLetter", "")),
        (["1.", "2."], Pattern("", "decimal", ".")),
    ],
)
def test_the_pattern_is_that_which_counts_most(labels: list[str], pattern: Pattern) -> None:
    assert Numbering([Label(POINT, each) for each in labels], ARTICLE).patterns == {POINT: pattern}

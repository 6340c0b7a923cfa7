"""A difference as amending instructions: what is printed, and that printed words alone make the new text.

Each page of `tests/amendments` holds an old and a new text and, below them, the instructions; `pytest --accept`
rewrites these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from golden import Golden
from travaux.diff.amendments import Unreadable, applied, instructions, printed, text
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.model.library import Library
from travaux.model.redline import Comparand, Passage

PAGES = sorted((Path(__file__).parents[1] / "amendments").glob("*.md"))
EXPECTED = "\n## Amended by\n\n"


def comparand(words: str, markdown: bool = False) -> Comparand:
    return Comparand("a text", read(words, markdown))


def made(old: str, new: str) -> str:
    """The instructions from one text to another, in the usual style."""
    one, other = comparand(old), comparand(new)
    return text(structural(one, other), one, other)


def lines(passages: Sequence[Passage]) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in passages]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages(page: Path, golden: Golden, library: Library) -> None:
    given, _, _ = page.read_text(encoding="utf-8").partition(EXPECTED)
    old, new = (
        comparand(re.findall(rf"```{side}\n(.*?)\n```", given, re.DOTALL)[0], "\nMarkdown\n" in given)
        for side in ("old", "new")
    )
    named = re.search(r"^Style: (\w+)$", given, re.MULTILINE)
    style = library.styles[named[1]] if named else None
    words = text(structural(old, new), old, new, style)
    assert lines(applied(old.passages, words, style)) == lines(new.passages)
    assert "whole text" not in words
    golden.text(page, f"{given.rstrip()}\n{EXPECTED}{words}")


# ---------------------------------------------------------------- the edges of writing


def test_texts_that_do_not_differ_need_no_amendment() -> None:
    words = made("1. One thing.\n", "1. One thing.\n")
    assert "no amendment is needed" in words
    assert lines(applied(read("1. One thing.\n"), words)) == [("1.", "One thing.")]


def test_a_text_that_was_empty_and_one_that_becomes_so() -> None:
    assert lines(applied((), made("", "1. One thing.\n\n2. Another.\n"))) == [
        ("1.", "One thing."),
        ("2.", "Another."),
    ]
    assert applied(read("1. One thing.\n"), made("1. One thing.\n", "")) == ()


def test_words_that_stand_twice_are_quoted_with_their_neighbours() -> None:
    body = "The Committee may meet in public and the Secretariat may meet in private, where the Committee so decides"
    words = made(f"{body}.\n", f"{body.replace('Secretariat may meet', 'Secretariat shall meet')}.\n")
    assert "the words “Secretariat may" in words


def test_a_word_that_changes_wherever_it_stands_is_said_once() -> None:
    old = "1. Where the Board agrees on an urgent matter, and the Chair of the Board so rules, the Board shall sit.\n"
    words = made(old, old.replace("Board", "Committee"))
    assert "the word “Board”, wherever it occurs," in words


def test_a_label_of_another_form_is_quoted() -> None:
    words = made("1. One thing of the two.\n\n2. Another thing.\n", "(1) One thing of the two.\n\n2. Another thing.\n")
    assert "The number “1.” of paragraph 1 shall be replaced by the number “(1)”." in words


def test_the_title_of_an_article_on_a_line_of_its_own() -> None:
    old = "Article 1\nScope\n\nThis Protocol applies to persons.\n"
    words = made(old, old.replace("Scope", "Scope of application"))
    assert "itle" in words
    assert lines(applied(read(old), words))[0] == ("Article 1", "Scope of application")


def test_instructions_can_be_had_before_they_are_printed() -> None:
    old, new = comparand("1. One thing of two.\n\n2. Gone.\n"), comparand("1. One thing of two.\n")
    given = instructions(structural(old, new), old, new)
    assert [(each.doing, each.at) for each in given] == [("delete", "paragraph 2")]
    assert printed(given).endswith("\n\n1. Paragraph 2 shall be deleted.\n")


# ---------------------------------------------------------------- the reader, on words of others

TREATY = """Article 5 – Measures

1. Each Party shall take measures to prevent such conduct, and shall punish such conduct.

2. A Party may:

(a) make a declaration;

(b) withdraw a declaration.

Article 6 – Costs

Each Party shall bear its costs.

Article 7 – Languages

The texts are equally authentic.
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "In Article 5, paragraph 1, of the Convention, "
            "the words “to prevent” shall be replaced by the words “against”.",
            ("1.", "Each Party shall take measures against such conduct, and shall punish such conduct."),
        ),
        (
            "In Article 5, paragraph 2.a, the words “of acceptance” shall be inserted after the word “declaration”.",
            ("(a)", "make a declaration of acceptance;"),
        ),
        (
            "In Article 6 of this Protocol, the word “own” shall be inserted before the word “costs”.",
            ("", "Each Party shall bear its own costs."),
        ),
        (
            "In Article 5, paragraph 1, "
            "the words “such conduct”, where they occur for the second time, shall be deleted.",
            ("1.", "Each Party shall take measures to prevent such conduct, and shall punish."),
        ),
        (
            "In Article 6, the words “It may ask for help.” shall be added at the end.",
            ("", "Each Party shall bear its costs. It may ask for help."),
        ),
        ("Article 7 shall become Article 9.", ("Article 9", "– Languages")),
        ("Article 6 shall bear the title “Expenses”.", ("Article 6", "– Expenses")),
        (
            "After Article 6, a new Article 6 bis shall be inserted, reading as follows: “Article 6 bis – Seat”.",
            ("Article 6 bis", "– Seat"),
        ),
        (
            "Article 5, paragraph 2.b, shall be replaced by the following:\n\n    “(b) withdraw it.”.",
            ("(b)", "withdraw it."),
        ),
    ],
)
def test_what_others_write_is_read(words: str, expected: tuple[str, str]) -> None:
    old = read(TREATY)
    new = lines(applied(old, words))
    assert expected in new
    assert expected not in lines(old)
    assert sum(each not in lines(old) for each in new) == 1


def test_wrapped_lines_are_read_as_one() -> None:
    words = "3. In Article 6, the\nwords “bear its” shall be replaced\nby the words “pay\nits own”.\n"
    assert ("", "Each Party shall pay its own costs.") in lines(applied(read(TREATY), words))


def test_a_provision_is_the_one_that_bore_the_number_before() -> None:
    words = (
        "1. Article 5 shall be deleted.\n\n2. In Article 6, the word “its” shall be replaced by the word “all”.\n\n"
        "3. Articles 6 and 7 shall become Articles 5 and 6.\n"
    )
    assert lines(applied(read(TREATY), words)) == [
        ("Article 5", "– Costs"),
        ("", "Each Party shall bear all costs."),
        ("Article 6", "– Languages"),
        ("", "The texts are equally authentic."),
    ]


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Article 9 shall be deleted.", "names no provision"),
        ("In Article 5, the words “no such words” shall be deleted.", "stand in 0 of its passages"),
        ("In Article 5, the words “such conduct” shall be deleted.", "stand there 2 times"),
        ("In Article 5, the word “declaration” shall be deleted.", "stand in 2 of its passages"),
        ("In Article 5, the word “declaration shall be deleted.", "does not end"),
        ("Article 5 shall be replaced by something better.", "not understood"),
        ("Article 5 shall be deleted.\n\nArticle 5 shall be deleted.", "deleted twice"),
        ("Article 5 shall be placed after Article 5, paragraph 1.", "inside itself"),
        ("Articles 5 and 6 shall become Articles 7 and 9.", "cannot become"),
        ("The number “8.” of Article 5, paragraph 1, shall be deleted.", "does not bear the number"),
        ("Article 5 shall be replaced by the following:\n\n    Article 5 – Unquoted", "not in quotation marks"),
        (
            "In Article 5, paragraph 1, the words “measures to prevent” shall be deleted.\n\n"
            "In Article 5, paragraph 1, the words “to prevent such” shall be deleted.",
            "the same words",
        ),
    ],
)
def test_what_cannot_be_carried_out_is_refused(words: str, why: str) -> None:
    with pytest.raises(Unreadable, match=re.escape(why)):
        applied(read(TREATY), words)


def test_an_instruction_on_a_number_that_two_bear_is_refused() -> None:
    old = read("1. One thing.\n\n2. Another.\n\n2. A third.\n")
    with pytest.raises(Unreadable, match="more than one provision"):
        applied(old, "Paragraph 2 shall be deleted.")


def test_words_that_amend_nothing_are_passed_over() -> None:
    old = read(TREATY)
    assert lines(applied(old, "This Protocol shall be open for signature.\n\nDone at a place.\n")) == lines(old)

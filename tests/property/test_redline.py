"""Redlines of plain texts: whatever the two texts are, both can be rebuilt, and nothing is guessed.

The treaties are generated (`treaties`, `treaty_amender`), so that what was changed is known; the other texts are
any Unicode at all. `make hunt` draws examples never drawn before.
"""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from redlines import check, compared, passages, said
from travaux.diff.plain import read
from travaux.model.redline import Passage, Redline, Row, Side
from treaties import printed, treaty
from treaty_amender import Amender, Pair, amended

SEEDS = st.integers(0, 10**9)


def pairs(units: int = 40, touched: int = 16, moved: int = 4) -> st.SearchStrategy[Pair]:
    """Small treaties and amended versions of them."""
    return st.builds(
        lambda seed, size, touches, moves, articles: amended(
            treaty(seed, size), seed + 1, touches + moves + articles, moves, articles
        ),
        SEEDS, st.integers(3, units), st.integers(0, touched), st.integers(0, moved), st.integers(0, 2),
    )  # fmt: skip


SCRIPTS = (
    "abc ABC", "éüñ e\u0301 n\u0303", "条约各缔约国。", "اتفاقية؛", "שלום", "Каждая", "कानून", "👩\u200d⚖️🇺🇳",
    "0123456789", ".,;:()[]{}“”\"'’–-—", "\u00a0\u202f\u2009\t", "\u200b\u200d\u00ad\ufeff", "*_#|`~<>&\\", "ⅠⅣ①²½ﬃ",
)  # fmt: skip
LABELS = ("", "", "1. ", "2. ", "(a) ", "(b) ", "i. ", "Article 1 – ", "Article 2\n", "Chapter I\n", "- ")
WORDS = ("each", "Party", "shall", "may", "adopt", "the", "measures", "of", "article", "2", "and", "3")
scripts = st.lists(st.text(st.sampled_from("".join(SCRIPTS)), max_size=8), max_size=30).map(" ".join)
labels = st.sampled_from(LABELS)
THREATS = (
    "Each Party shall act against threats to (i) persons for the reason that they belong to a group, or (ii) a group "
    "of persons, if 1. the threat is grave; or 2. it is made in public."
)
some_words = st.lists(st.sampled_from(WORDS), max_size=12)
lines = st.builds(lambda label, words: label + words, labels, some_words.map(" ".join) | scripts)
anything = (
    st.lists(lines, max_size=12).map("\n\n".join)
    | st.lists(lines, max_size=12).map("\n".join)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=120)
)


@settings(max_examples=400)
@given(pairs())
def test_of_treaties_both_can_be_rebuilt(pair: Pair) -> None:
    check(compared(pair.old, pair.new), pair.old, pair.new)
    check(compared(pair.new, pair.old), pair.new, pair.old)


@settings(max_examples=1000)
@given(anything, anything)
@example("", "")
@example("\n\n\n", " ")
@example("1.", "(a)")
@example("e\u0301", "é")
@example("0", "0 \u00a0")
@example("0\n\u2000", "Article 2\n\u202f")
@example("0:\n\n00Ⅰ 1\u2009", "0: 00Ⅰ")
@example("each\n\neach each\n\neach each each Party", "each each each each each\n\nParty\n\neach")
def test_of_any_texts_both_can_be_rebuilt(old: str, new: str) -> None:
    check(compared(old, new), old, new)


@settings(max_examples=600)
@given(anything, st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30), scripts), max_size=6), st.booleans())
def test_of_any_text_and_an_edit_of_it_both_can_be_rebuilt(
    old: str, edits: list[tuple[int, int, str]], markdown: bool
) -> None:
    new = old
    for at, length, put in edits:
        new = new[: at % (len(new) + 1)] + put + new[at % (len(new) + 1) + length :]
    check(compared(old, new, markdown), old, new, markdown)


@settings(max_examples=400)
@given(pairs().map(lambda pair: pair.new) | anything)
@example("0.\n1.")
@example("Article 0–\nArticle 0–")
def test_a_text_is_equal_to_itself(text: str) -> None:
    made = compared(text, text)
    assert set(made.summary) <= {"equal"} and not made.terms


@settings(max_examples=300)
@given(SEEDS, st.integers(1, 40), st.integers(16, 140))
def test_where_lines_end_says_nothing(seed: int, units: int, width: int) -> None:
    old = printed(treaty(seed, units))
    new = "\n\n".join(
        textwrap.fill(each, width, break_on_hyphens=False, break_long_words=False) for each in old.split("\n\n")
    )
    assert set(compared(old, new).summary) <= {"equal"}
    assert set(compared(new, old).summary) <= {"equal"}


@settings(max_examples=100)
@given(st.integers(30, 120), st.integers(40, 160))
@example(50, 100)
def test_an_address_longer_than_the_lines_says_nothing_of_where_they_end(width: int, length: int) -> None:
    old = f"Article 4 – Threats\n\n{THREATS}\n\nhttps://example.org/{'a/' * length}"
    new = "\n\n".join(
        textwrap.fill(each, width, break_on_hyphens=False, break_long_words=False) for each in old.split("\n\n")
    )
    assert set(compared(old, new).summary) == {"equal"}


@settings(max_examples=300)
@given(pairs() | st.builds(lambda one, other: Pair(one.old, other.new, ()), pairs(12), pairs(12)))
def test_an_article_that_is_gone_stands_together_and_parts_no_other(pair: Pair) -> None:
    for old, new in ((pair.old, pair.new), (pair.new, pair.old)):
        rows = compared(old, new).rows
        gone = {row.old.passages[0].path for row in rows if row.old and not row.new and _is_head(row.old)}
        over = _over(read(old)), _over(read(new))
        places: dict[tuple[str, ...], list[int]] = {}
        held: dict[tuple[str, ...], list[int]] = {}
        for at, row in enumerate(rows):
            if row.new:
                held.setdefault(over[1][row.new.passages[0].id], []).append(at)
            elif row.old and (head := over[0][row.old.passages[0].id]) in gone:
                places.setdefault(head, []).append(at)
        for every in places.values():
            assert every == [*range(every[0], every[-1] + 1)], rows
            assert not any(at[0] < every[0] < at[-1] for head, at in held.items() if head), rows


def _is_head(side: Side) -> bool:
    return side.passages[0].level == "article"


def _over(every: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """The number of the article that each passage stands in, by the passage's id; none where there is none."""
    out, head = {}, ()
    for each in every:
        head = each.path if each.level == "article" else () if each.level == "heading" else head
        out[each.id] = head
    return out


@settings(max_examples=300)
@given(pairs())
def test_backwards_is_the_mirror_image(pair: Pair) -> None:
    """What was inserted is deleted, and as much is equal; which of two that changed places moved may differ."""
    there, back = compared(pair.old, pair.new), compared(pair.new, pair.old)
    assert there.summary.get("equal", 0) == back.summary.get("equal", 0)
    inserted, deleted = (Counter(said(passages([side])) for side in sides) for sides in _gone(there))
    deleted_back, inserted_back = (Counter(said(passages([side])) for side in sides) for sides in _gone(back)[::-1])
    assert (inserted, deleted) == (deleted_back, inserted_back)
    assert there.summary.get("split", 0) == back.summary.get("merged", 0)


def _gone(made: Redline) -> tuple[list[Side | None], list[Side | None]]:
    """The sides that were inserted, and those that were deleted."""
    return (
        [row.new for row in made.rows if row.old is None],
        [row.old for row in made.rows if row.new is None],
    )


# ---------------------------------------------------------------- moves


def _moves(made: Redline) -> list[Row]:
    return [row for row in made.rows if row.status in ("moved", "moved-changed")]


@settings(max_examples=300)
@given(pairs() | st.builds(Pair, anything, anything, st.just(())))
def test_a_move_is_of_words_that_stand_once(pair: Pair) -> None:
    """No move of words that stand in either text more than once, nor of a passage that shares few with the other."""
    made = compared(pair.old, pair.new)
    before, after = (Counter(each.text for each in read(text)) for text in (pair.old, pair.new))
    for row in _moves(made):
        assert row.old is not None and row.new is not None
        if row.status == "moved":
            assert before[row.old.text] == after[row.new.text] == 1, row
        kept = sum(len(text) for op, text in row.words if op == "=")
        assert kept >= 0.5 * min(len(row.old.text), len(row.new.text)), row


@settings(max_examples=200)
@given(SEEDS, st.integers(60, 160), st.integers(1, 4))
def test_every_planted_move_is_found_and_no_other(seed: int, units: int, moves: int) -> None:
    pair = amended(treaty(seed, units), seed + 1, moves, moves, 0)
    assume(pair.planted)
    planted = sorted((each.old[0], each.new[0]) for each in pair.planted)
    found = sorted((row.old.text, row.new.text) for row in _moves(compared(pair.old, pair.new)) if row.old and row.new)
    assert found == planted


@settings(max_examples=200)
@given(SEEDS, st.integers(20, 80), st.integers(0, 12))
def test_where_nothing_was_moved_nothing_is_said_to_be(seed: int, units: int, touched: int) -> None:
    pair = amended(treaty(seed, units), seed + 1, touched, 0, 1)
    assert not _moves(compared(pair.old, pair.new))


# ---------------------------------------------------------------- single changes


@settings(max_examples=100)
@given(SEEDS, st.integers(12, 60))
def test_an_inserted_article_changes_nothing_else(seed: int, units: int) -> None:
    pair = amended(treaty(seed, units), seed + 1, 1, 0, 1)
    assume(pair.planted)
    made = compared(pair.old, pair.new)
    assert set(made.summary) <= {"equal", "inserted", "renumbered", "consequential"}
    assert [row.new.text for row in made.rows if row.new is not None and row.old is None] == [*pair.planted[0].new]


@settings(max_examples=100)
@given(SEEDS, st.integers(12, 60), st.sampled_from(["insert", "delete", "split", "merge"]))
def test_one_change_of_structure_is_told_as_what_it_is(seed: int, units: int, which: str) -> None:
    amender = Amender(treaty(seed, units), seed + 1)
    assume(getattr(amender, which)())
    made = compared(amender.pair().old, amender.pair().new)
    status = {"insert": "inserted", "delete": "deleted", "split": "split", "merge": "merged"}[which]
    assert set(made.summary) <= {"equal", "renumbered", "consequential", status}
    assert made.summary[status] == 1


@pytest.mark.slow
def test_a_long_convention() -> None:
    """A text of some 48,000 words, much amended: rebuilt to the letter, its moves found and no others."""
    pair = amended(treaty(1), 2, 800, 60, 5)
    made = compared(pair.old, pair.new)
    check(made, pair.old, pair.new)
    planted = {(each.old[0], each.new[0]) for each in pair.planted if each.touch in ("moved", "moved and edited")}
    assert {(row.old.text, row.new.text) for row in _moves(made) if row.old and row.new} == planted

"""The marks of a redline: where white space stands, what shows of a character, how lines break."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redline_samples import both, one
from travaux.model.redline import Op, Words
from travaux.render.redline.lines import Run, columns, cut, printed, wrapped
from travaux.render.redline.markdown import whole
from travaux.render.redline.marks import SPACES, edged, flat, labelled, side, visible

SIGNS: tuple[Op, ...] = ("=", "-", "+")
WORDS = st.lists(st.tuples(st.sampled_from(SIGNS), st.text("ab ,.(\u00a0", min_size=1, max_size=8)), max_size=8)


def told(words: Words) -> str:
    begin, end = {"=": "", "-": "[-", "+": "{+"}, {"=": "", "-": "-]", "+": "+}"}
    return "".join(f"{begin[sign]}{flat(run)}{end[sign]}" for sign, run in edged(words))


def joined(words: Words, sign: Op) -> str:
    return "".join(run for each, run in words if each in ("=", sign))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((("=", "shall "), ("+", "not "), ("=", "be bound")), "shall {+not+} be bound"),
        ((("=", "shall"), ("-", " not"), ("=", " be bound")), "shall [-not-] be bound"),
        ((("-", "adopt "), ("+", "take "), ("=", "measures")), "[-adopt-]{+take+} measures"),
        ((("=", "The"), ("-", " adopting"), ("+", " taking"), ("=", " Party")), "The [-adopting-]{+taking+} Party"),
        ((("=", "a"), ("-", " b"), ("+", ","), ("=", " c")), "a[- b-]{+,+} c"),
        ((("=", "Convention"), ("-", " of Budapest"), ("=", ", and")), "Convention[- of Budapest-], and"),
        ((("-", "Recalling "), ("=", "that")), "[-Recalling-] that"),
        ((("=", "State"), ("-", " Party ("), ("=", "or not)")), "State[- Party (-]or not)"),
        ((("-", "a "), ("+", "x "), ("-", "b "), ("=", "c")), "[-a b-]{+x+} c"),
        (
            (("=", "annually"), ("-", ", and it"), ("+", ".\n\n2. It"), ("=", " shall adopt")),
            "annually[-, and it-]{+.¶ 2. It+} shall adopt",
        ),
        ((("=", "one."), ("-", "\n\n"), ("+", " "), ("=", "Two")), "one.[-¶ -]{+ +}Two"),
        ((("=", "non"), ("-", " "), ("+", "-"), ("=", "State")), "non[- -]{+-+}State"),
        ((("=", "thirty ("), ("-", "30"), ("+", "45"), ("=", ")")), "thirty ([-30-]{+45+})"),
    ],
)
def test_white_space_stands_outside_the_marks(words: Words, expected: str) -> None:
    assert told(words) == expected


def single(words: str) -> str:
    """Words with each stretch of white space as one space, none at the ends."""
    return re.sub(rf"[{SPACES}]+", " ", words).strip(" ")


@given(WORDS)
def test_both_texts_read_as_before_with_white_space_outside(words: list[tuple[Op, str]]) -> None:
    made = edged(tuple(words))
    for sign in ("-", "+"):
        assert single(joined(made, sign)) == single(joined(tuple(words), sign))


@given(WORDS)
def test_a_side_is_its_own_text_to_the_letter(words: list[tuple[Op, str]]) -> None:
    signs: tuple[Op, Op] = ("-", "+")
    for sign, other in (signs, signs[::-1]):
        made = side(tuple(words), sign)
        assert "".join(run for _, run in made) == joined(tuple(words), sign)
        assert other not in {each for each, _ in made}


def test_beside_each_other_neither_side_has_the_space_of_the_other() -> None:
    words: Words = (("=", "of the Convention"), ("-", " of Budapest"), ("=", ", and"))
    assert side(words, "-") == (("=", "of the Convention "), ("-", "of Budapest"), ("=", ", and"))
    assert side(words, "+") == (("=", "of the Convention, and"),)


@given(WORDS)
def test_marks_of_whole_words_keep_every_word(words: list[tuple[Op, str]]) -> None:
    made = whole(edged(tuple(words)))
    for sign in ("-", "+"):
        assert joined(made, sign).split() == joined(edged(tuple(words)), sign).split() or any(
            not run.strip(SPACES) for each, run in edged(tuple(words)) if each != "="
        )


def test_control_characters_show_and_spaces_do_not() -> None:
    assert visible("a\x1b[31m\u202e\x00\ud800\U000e0001") == "a\\u001b[31m\\u202e\\u0000\\ud800\\U000e0001"
    assert visible("30\u00a0days") == "30 days"
    assert visible("30\u00a0days", exact=True) == "30\\u00a0days"
    assert flat("one\ntwo\n\nthree") == "one\\u000atwo¶ three"


def test_a_label_is_marked_if_it_changed_and_with_its_words_if_all_is_new() -> None:
    assert told(labelled(both("changed", ("2.", "3."), "a |-b|+c"))) == "[-2.-]{+3.+} a [-b-]{+c+}"
    assert told(labelled(both("changed", ("2.", "2."), "a |-b|+c"))) == "2. a [-b-]{+c+}"
    assert told(labelled(both("changed", ("", "1."), "a"))) == "{+1.+} a"
    assert told(labelled(one("inserted", "4.", "All of it."))) == "{+4. All of it.+}"
    assert told(labelled(one("deleted", "", "All of it."))) == "[-All of it.-]"


RUNS = st.lists(st.tuples(st.sampled_from(["", "deleted", "inserted"]), st.text("ab[-]{+} 漢é")), max_size=8)


@given(RUNS, st.integers(min_value=12, max_value=40))
def test_lines_hold_to_their_width_and_lose_nothing(runs: list[Run], width: int) -> None:
    lines = wrapped(tuple(runs), width, "  ", "    ")
    assert all(columns("".join(text for _, text in line)) <= width for line in lines)
    kept = "".join(text for line in lines for _, text in line)
    assert kept.replace(" ", "") == "".join(text for _, text in runs).replace(" ", "")
    assert columns("".join(text for _, text in cut(tuple(runs), width))) <= width


def test_a_sign_is_never_broken_and_each_line_has_its_own_colour() -> None:
    runs: tuple[Run, ...] = (("", "x"), ("deleted", "[-" + "a" * 20 + "-]"), ("inserted", "{+one two three four+}"))
    for width in range(12, 30):
        for line in printed(wrapped(runs, width, "", ""), False).split("\n"):
            assert not re.search(r"[\[{]$|^[\]}]", line)
    for line in printed(wrapped((("deleted", "one two three four five"),), 12, "", "  "), True).split("\n"):
        assert line.count("\x1b[31;9m") == line.count("\x1b[0m") == 1
        assert line.endswith("\x1b[0m")


def test_a_long_word_begins_where_there_is_room() -> None:
    lines = printed(wrapped((("", "ab " + "c" * 25),), 12, "", "  "), False).split("\n")
    assert lines == ["ab", "  cccccccccc", "  cccccccccc", "  ccccc"]

"""Words as outlines: where HarfBuzz puts them, the same on every machine, and drawn as the fonts have them."""

from __future__ import annotations

import re

import pytest

from travaux.carried import carried
from travaux.pack.figures.canvas import Canvas
from travaux.pack.figures.letters import Face, face

FONTS = carried() / "templates" / "fonts"


def font(weight: str = "Regular") -> Face:
    return face(FONTS / f"AlegreyaSans-{weight}.ttf")


def names(said: str, weight: str = "Regular") -> list[str]:
    return [each.name for each in font(weight).shaped(said).glyphs]


# What another way to HarfBuzz (libraqm 0.10.5, with the feature lnum) gives for these words in these fonts.
SET = [
    ("Regular", "AVATAR, To 1,234", "0 556 1098 1621 2056 2634 3188 3417 3582 4006 4497 4662 5018 5247 5737 6166"),
    ("Bold", "Title 2 – Off", "0 503 764 1102 1365 1837 1988 2486 2637 3098 3249 3892 4215"),
    ("Italic", "(f) fjord, Ty. new", "0 287 567 875 1022 1518 1929 2252 2693 2903 3050 3453 3798 4009 4156 4623 5001"),
    ("Regular", "of the QyQ", "0 471 774 939 1258 1778 2239 2404 3043 3470"),
]


@pytest.mark.parametrize(("weight", "said", "places"), SET, ids=[said for _, said, _ in SET])
def test_glyphs_stand_where_harfbuzz_puts_them(weight: str, said: str, places: str) -> None:
    glyphs = font(weight).shaped(said).glyphs
    assert [each.right for each in glyphs] == [int(each) for each in places.split()]
    assert not any(each.up for each in glyphs)


def test_letters_that_meet_are_one_glyph_or_give_way() -> None:
    assert names("fi") == ["fi"]
    assert names("fj", "Italic") == ["f_j"]
    assert names("ff") == ["f.f", "f"]
    assert names("Qy") == ["Q.short", "y"]
    assert names("Qu")[0] == "Q"


def test_figures_are_as_tall_as_capitals() -> None:
    assert names("10") == ["one.lf", "zero.lf"]


def test_an_accent_typed_apart_is_one_character_with_its_letter() -> None:
    assert font().shaped("e\u0301") == font().shaped("\u00e9")


def test_an_accent_without_a_character_of_its_own_stands_above_its_letter() -> None:
    letter, accent = font().shaped("H\u0301").glyphs
    assert (letter.name, accent.name) == ("H", "acutecomb.case")
    assert accent.up > 0
    canvas = Canvas(10.0)
    canvas.words(0, 8, "H\u0301")
    used = {name: rest for name, rest in re.findall(r'<use href="#t-Regular-([^"]+)" ([^/]*)/>', canvas.svg("t"))}
    assert "y=" not in used["H"]
    assert f'y="{accent.up}"' in used["acutecomb.case"]


def test_a_character_that_the_font_lacks_is_its_sign_for_that() -> None:
    assert names("a\u3042") == ["a", ".notdef"]


def test_no_words_are_no_glyphs_and_a_blank_has_no_outline() -> None:
    assert font().shaped("").glyphs == ()
    assert font().shaped("").width == 0
    (blank,) = font().shaped(" ").glyphs
    assert font().outline(blank.name) == ""
    assert font().shaped(" ").width > 0


def test_a_pair_is_kerned_and_the_width_is_to_the_end_of_the_last_glyph() -> None:
    one, other, both = (font().shaped(said).width for said in ("A", "V", "AV"))
    assert both < one + other
    assert both == font().shaped("AV").glyphs[1].right + other


def test_an_outline_lies_within_the_glyph_and_on_the_base() -> None:
    numbers = [int(each) for each in re.findall(r"-?\d+", font().outline("H"))]
    assert font().outline("H").startswith("M")
    assert min(numbers) == 0
    assert max(numbers) < font().units


def test_a_font_is_read_once() -> None:
    assert font("Bold") is font("Bold")

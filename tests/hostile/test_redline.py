"""Texts made to crash, to slow down or to deceive a comparison of plain texts: each gives a redline that is true."""

from __future__ import annotations

import random
import time

import pytest

from redlines import check, compared, page
from travaux.diff.effects.reading import with_effects
from travaux.diff.plain import read
from travaux.model.redline import Comparand
from treaties import printed, treaty

LIMIT = 20.0
"""Seconds: many times what any of these should take, and far below what a square of its size would."""


def within(old: str, new: str, markdown: bool = False) -> str:
    """The rows of a redline that is true and was made in time."""
    start = time.perf_counter()
    made = compared(old, new, markdown)
    spent = time.perf_counter() - start
    check(made, old, new, markdown)
    whole = with_effects(made, Comparand("old", read(old, markdown)), Comparand("new", read(new, markdown)))
    assert [row._replace(effects=()) for row in whole.rows] == [*made.rows], "effects change no row"
    assert spent < LIMIT, f"{spent:.1f} s"
    return page(made)


# ---------------------------------------------------------------- characters

BARE = {
    "NUL": "\x00",
    "escape sequence": "\x1b[31m\x1b]0;title\x07",
    "bidi override": "\u202eevil\u202c",
    "isolates": "\u2066\u2067\u2069",
    "line separator": "\u2028\u2029\x85",
    "form feed": "\x0b\x0c\x1c\x1d\x1e",
    "byte order mark": "\ufeff",
    "lone carriage return": "\r",
    "lone combining mark": "\u0301",
    "joiners": "\u200d\u200d",
    "noncharacter": "\uffff\U0010ffff",
    "private use": "\ue000\U000f0000",
    "lone surrogate": "\ud800",
    "tags": "\U000e0041\U000e007f",
    "marks of our own": "[-{+¶+}-]",
}


@pytest.mark.parametrize("name", BARE)
@pytest.mark.parametrize("markdown", [False, True])
def test_characters_that_none_should_type(name: str, markdown: bool) -> None:
    odd = BARE[name]
    old = f"Article 1 – Duty\n\n1. Each Party shall {odd} act.\n\n2. {odd}\n\n{odd}"
    for new in (old.replace(odd, ""), old.replace("shall", f"may{odd}"), odd, odd * 40, f"{odd}{old}{odd}"):
        within(old, new, markdown)
        within(new, old, markdown)


@pytest.mark.parametrize(
    "label",
    [
        "Article " + "9" * 6000,
        "9" * 6000 + ".",
        "Article 0",
        "Article ٣",
        "٣.",
        "²)",
        "Article " + "X" * 5000,
        "(" + "i" * 5000 + ")",
        pytest.param("1." * 3000, marks=pytest.mark.slow),
        "Article 6 bis bis bis",
        "Article 5" + " bis" * 2000,
        "(a)(b)(c)" * 500,
        "Chapter MMMMMMMM",
        "§" * 1000,
        "—",
        "* * *",
        "#" * 2000,
        "Article",
        "Article \n\nArticle",
        "1\t",
    ],
    ids=lambda label: label[:12].strip(),
)
def test_labels_that_number_nothing(label: str) -> None:
    old = f"{label} – One\n\n{label} Each Party shall act.\n\nSee {label}, paragraph {label}, of this {label}."
    new = f"{label} – Two\n\n{label} Each Party may act.\n\nArticle 1 – New\n\nSee {label}, paragraph {label}."
    for markdown in (False, True):
        within(old, new, markdown)
        within(new, old, markdown)


# ---------------------------------------------------------------- sizes

LONG = 60_000
RUNS = {
    "one letter": "a" * LONG,
    "spaces": "x" + " " * LONG + "x",
    "hard spaces": "x" + "\u00a0" * LONG + "x",
    "opened brackets": "[" * LONG,
    "brackets in brackets": "(" * (LONG // 2) + ")" * (LONG // 2),
    "points": "." * LONG,
    "hyphens": "-" * LONG,
    "dashes": "a–" * (LONG // 2),
    "quotation marks": "“" * LONG,
    "digits": "1" * LONG,
    "digits and commas": "1,1" * (LONG // 3),
    "combining marks": "a" + "\u0301" * LONG,
    "joined faces": "👩\u200d" * (LONG // 2),
    "numbers in words": "thirty (30) " * (LONG // 12),
    "half of a number": "thirty (" * (LONG // 8),
    "references": "article 1, paragraph 2(b), and " * (LONG // 31),
    "half a reference": "article " * (LONG // 8),
    "stars": "*" * LONG,
    "a table": "|" * LONG,
    "Chinese": "条约各缔约国" * (LONG // 6),
    "soft hyphens": "a\u00ad" * (LONG // 2),
}


@pytest.mark.parametrize("name", RUNS)
def test_a_long_run_of_one_thing(name: str) -> None:
    run = RUNS[name]
    within(run, run[: len(run) // 2] + " shall " + run[len(run) // 2 :])
    within(f"1. {run}", f"1. {run[:-7]}")


def test_one_word_very_often() -> None:
    within("shall " * 100_000, "shall " * 100_001)
    within("shall not " * 20_000, "not shall " * 20_000)


def test_one_paragraph_very_often() -> None:
    """Nothing tells two of them apart: as many are the same, and the others were inserted."""
    one = "Each Party shall act.\n\n"
    made = compared(one * 5000, one * 5003)
    check(made, one * 5000, one * 5003)
    assert made.summary == {"inserted": 3, "equal": 5000}


def test_paragraphs_that_are_nearly_one() -> None:
    old = [f"Each Party shall inform the Parties of measure {number}." for number in range(1500)]
    new = [each.replace("shall", "may") if at % 3 == 0 else each for at, each in enumerate(old)]
    del new[700:710]
    within("\n\n".join(old), "\n\n".join(new))


def test_every_paragraph_in_the_reverse_order() -> None:
    old = printed(treaty(5, 600)).split("\n\n")
    within("\n\n".join(old), "\n\n".join(old[::-1]))


def test_every_paragraph_shuffled() -> None:
    old = printed(treaty(6, 600)).split("\n\n")
    new = random.Random(1).sample(old, len(old))
    within("\n\n".join(old), "\n\n".join(new))


def test_two_treaties_that_have_nothing_in_common() -> None:
    within(printed(treaty(7, 1460)), printed(treaty(8, 1460)))


@pytest.mark.slow
def test_one_line_of_a_megabyte() -> None:
    old = printed(treaty(9, 5000)).replace("\n", " ")
    assert len(old) > 900_000
    words = old.split(" ")
    for at in range(100, len(words), 997):
        words[at] = "amended"
    within(old, " ".join(words))


def test_paragraphs_without_blank_lines() -> None:
    old = printed(treaty(10, 800)).replace("\n\n", "\n")
    within(old, old.replace("shall", "may"))


def test_a_deep_list() -> None:
    levels = ["1.", "(a)", "(i)", "(A)", "-"] * 400
    old = "\n".join(f"{label} item {at}" for at, label in enumerate(levels))
    within(old, old.replace("item 7", "thing 7"))


def test_articles_that_change_numbers_in_a_circle() -> None:
    """Each article takes the next one's number, the last the first's; references go round with them."""
    texts = [
        f"The matter of {word} is settled there." for word in ["borders", "rivers", "forests", "harbours", "airports"]
    ]
    old = "".join(f"Article {at}\n\n{text} See Article {at % 5 + 1}.\n\n" for at, text in enumerate(texts, 1))
    new = "".join(
        f"Article {at}\n\n{text} See Article {at % 5 + 1}.\n\n" for at, text in enumerate(texts[1:] + texts[:1], 1)
    )
    rows = within(old, new)
    assert "deleted" not in rows and "inserted" not in rows


def test_nothing_is_read_twice_the_same() -> None:
    """Whatever the labels, no two passages have one name."""
    text = "\n\n".join(["Article 1", "1. One.", "1. One.", "(a) One.", "Article 1", "1. One.", "One.", "One."] * 50)
    every = read(text)
    assert len({each.id for each in every}) == len(every)

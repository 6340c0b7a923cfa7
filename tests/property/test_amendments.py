"""Amending instructions of texts nobody thought of: the printed words, read alone, make the new text to the letter."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.diff.amendments import Unreadable, applied, instructions, printed
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.diff.trees import passages
from travaux.load.library import load
from travaux.model.library import Library
from travaux.model.redline import Comparand, Passage
from travaux.model.stages import Request
from travaux.pipeline import settle

SOME = settings(max_examples=60, deadline=None)
INSTRUMENTS = ("optional-protocol", "model-convention", "un-supplementary-protocol")
WORDS = [
    "shall",
    "the",
    "“quoted”",
    "new words",
    "30",
    "й",
    ",",
    ".",
    "(x)",
    "“open",
    "close”",
    "of the Convention",
    "‘’",
]
ODD = "“”‘’„«»…–—§&%#<>~`'\"!?$+=|^/\\@,;:.()éøßİżЖ中あ\u0301\u00a0\u2002€½² abc12"


@cache
def library() -> Library:
    loaded, _ = load(Path(__file__).parents[2])
    assert loaded is not None
    return loaded


@cache
def printed_text(name: str) -> tuple[Passage, ...]:
    return passages(settle(library(), Request(name)))


def lines(text: Sequence[Passage]) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in text]


def check(old: Sequence[Passage], new: Sequence[Passage], house: str = "coe", whole: bool = True) -> None:
    """The instructions from one text to another make it; unless `whole`, none of them replaces all of it."""
    style = library().styles[house]
    one, other = Comparand("old", tuple(old)), Comparand("new", tuple(new))
    made = instructions(structural(one, other), one, other, style)
    assert lines(applied(one.passages, printed(made, style), style)) == lines(new)
    if not whole:
        assert not any(each.doing == "replace" and not each.at for each in made)


def mutated(text: Sequence[Passage], chance: random.Random) -> list[Passage]:
    """A text with words, passages and whole stretches changed, moved, taken out, put in and numbered anew."""
    out = list(text)
    for turn in range(chance.randint(1, 8)):
        if not out:
            break
        at = chance.randrange(len(out))
        words = out[at].text.split(" ")
        match chance.randrange(8):
            case 0:
                del out[at : at + chance.randint(1, 6)]
            case 1:
                begin = chance.randrange(len(words))
                words[begin : begin + chance.randint(0, 3)] = [chance.choice(WORDS)]
                out[at] = out[at]._replace(text=" ".join(words).strip())
            case 2 if len(words) > 3:
                del words[chance.randrange(len(words) - 2)]
                out[at] = out[at]._replace(text=" ".join(words))
            case 3:
                out.insert(at, Passage(f"new-{turn}", "", "A passage that was not there before."))
            case 4:
                out.insert(chance.randrange(len(out)), out.pop(at))
            case 5:
                moved = out[at : at + chance.randint(2, 7)]
                del out[at : at + len(moved)]
                place = chance.randrange(len(out) + 1)
                out[place:place] = moved
            case 6:
                out[at] = out[at]._replace(label=chance.choice(["", "(z)", "9.", "Article 77", "a"]))
            case _:
                out.insert(at, out[at]._replace(id=f"twice-{turn}"))
    return out


@SOME
@given(st.sampled_from(INSTRUMENTS), st.randoms(use_true_random=False))
def test_a_treaty_edited_anyhow(name: str, chance: random.Random) -> None:
    text = printed_text(name)
    begin = chance.randrange(len(text))
    old = text[begin : begin + chance.randint(1, 60)]
    check(old, mutated(old, chance), library().instruments[name].style)


@SOME
@given(st.sampled_from(INSTRUMENTS), st.randoms(use_true_random=False))
def test_a_treaty_as_a_file_edited_anyhow(name: str, chance: random.Random) -> None:
    text = printed_text(name)
    begin = chance.randrange(len(text))
    old = text[begin : begin + chance.randint(1, 60)]
    new = mutated(old, chance)
    check(*(read("\n\n".join(f"{each.label} {each.text}".strip() for each in side)) for side in (old, new)))


LINE = st.text(ODD, max_size=30).map(lambda words: " ".join(re.split("[ \t\n]+", words)).strip())
LABEL = st.sampled_from(["", "", "1.", "2.", "(a)", "(i)", "Article 1", "Article 2", "Chapter I", "–", "3.1"])
TEXTS = st.lists(st.tuples(LABEL, LINE), max_size=7).map(
    lambda pairs: read("\n\n".join(f"{label} {words}".strip() for label, words in pairs))
)


@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS)
def test_texts_of_any_characters(old: tuple[Passage, ...], new: tuple[Passage, ...]) -> None:
    check(old, new)


@settings(max_examples=300, deadline=None)
@given(st.text("In Article 1, the words “” shall be replaced by following:\n \x000\u2002", max_size=120))
def test_no_words_make_the_reader_fail(words: str) -> None:
    old = read("Article 1 – One\n\n1. Some words.\n\n2. More words.\n")
    try:
        applied(old, words)
    except Unreadable as unreadable:
        assert str(unreadable)


def there_and_back(name: str, step: int) -> None:
    """The variants of the library, each so many'th, in an instrument: never is the text replaced as a whole."""
    plain, done = printed_text(name), 0
    style = library().instruments[name].style
    chosen = [(clause.id, variant) for clause in library().clauses.values() for variant in clause.variants]
    for clause, variant in chosen[::step]:
        other = passages(settle(library(), Request(name, "", {clause: variant})))
        if lines(other) != lines(plain):
            check(plain, other, style, whole=False)
            check(other, plain, style, whole=False)
            done += 1
    assert done


@pytest.mark.parametrize("name", ["child-minimum-protocol", pytest.param("optional-protocol", marks=pytest.mark.slow)])
def test_some_variants_of_an_instrument(name: str) -> None:
    there_and_back(name, 29)


@pytest.mark.slow
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_many_variants_of_an_instrument(name: str) -> None:
    there_and_back(name, 4)

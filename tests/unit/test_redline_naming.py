"""What names the offences by their articles weighs little: in which passages are one, and in what is marked."""

from __future__ import annotations

import pytest

from travaux.diff.likeness import Likeness
from travaux.diff.naming import naming, told, unnamed
from travaux.diff.tokens import Codes
from travaux.diff.words import compared
from travaux.model.redline import Passage

NAMED = "the offences established in accordance with Articles 6 to 16, 18 and 20 bis of this Convention"
LAUNDERING = f"Each Party shall ensure that {NAMED} are predicate offences of laundering."
CONFISCATING = f"Each Party shall adopt measures to confiscate the proceeds of {NAMED}, or other property."
ENABLING = "Each Party shall adopt measures to enable the confiscation of the proceeds of crime, or other property."


@pytest.mark.parametrize(
    "text",
    [
        NAMED,
        "an offence established in accordance with Article 5",
        "Offences established in accordance with articles 5, 7 and 8 of the present Protocol",
    ],
)
def test_the_words_that_name_offences_are_found_whole(text: str) -> None:
    tokens = Codes().tokens(f"It concerns {text}.")
    begin, end = 2, len(tokens) - 1
    assert naming(tokens) == [range(begin, end)]
    assert len(unnamed(tokens, naming(tokens))) == begin + 1


@pytest.mark.parametrize(
    "text", ["", "The offences are serious.", "established in accordance with Article 5", "Article 5"]
)
def test_other_words_name_no_offence(text: str) -> None:
    assert naming(Codes().tokens(text)) == []


def test_a_passage_goes_with_what_says_the_same_and_not_with_what_names_the_same() -> None:
    passages = [Passage(str(n), str(n), text) for n, text in enumerate((LAUNDERING, ENABLING))]
    likeness = Likeness(passages, [Passage("0", "0", CONFISCATING)], Codes())
    assert likeness.worth(0, 0) < likeness.score(0, 0)
    assert likeness.worth(1, 0) == likeness.score(1, 0) > likeness.worth(0, 0)


def test_two_sentences_that_name_the_same_offences_only_are_replaced_whole() -> None:
    old, new = (
        f"Each Party shall see to it that {NAMED} are known.",
        f"A long period runs for {NAMED} where a child was harmed.",
    )
    assert [op for op, _ in compared(old, new)] == ["-", "+"]
    assert [op for op, _ in reversed(compared(new, old))] == ["+", "-"]


def test_sentences_that_say_alike_what_is_done_with_the_offences_keep_them() -> None:
    old = f"This Convention shall apply to {NAMED}, where they cross a border and a group commits them for gain."
    new = f"This Convention shall apply, save as stated, to the pursuit of {NAMED}."
    assert any(op == "=" and "established in accordance" in run for op, run in compared(old, new))


def test_only_what_both_name_is_left_out() -> None:
    codes = Codes()
    old, new = codes.tokens(LAUNDERING), codes.tokens(ENABLING)
    assert told(old, new) == (old.code, new.code)
    assert "\0" in told(old, codes.tokens(CONFISCATING))[0]

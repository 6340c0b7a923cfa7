"""A word in any form in any field of a project: where the plain word is printed it is printed too, or refused."""

from __future__ import annotations

from collections import Counter

import pytest

from corpora import Counted
from fields import FORMS, MARK, fields, printed, put

PLACES = tuple(each for each in fields() if " " in each[2] or each[1][-1] in ("heading", "label", "title", "short"))
EVERY = 11
"""Of the pairs of a field and a form one in so many is tried in the slow test."""


def tried(pairs: list[tuple[int, str]]) -> Counter[str]:
    """What became of words put into fields, each given by its number, in some form."""
    ended: Counter[str] = Counter()
    for number, form in pairs:
        path, at, words = PLACES[number]
        usual, _ = printed(put(path, at, FORMS["a word"].format(words.rstrip(), MARK)))
        where, told = printed(put(path, at, FORMS[form].format(words.rstrip(), MARK)))
        refused = any(each.is_error and each.span and each.hint for each in told)
        assert usual <= where or refused, (path, at, form, usual - where)
        ended["refused" if refused else "printed" if usual else "not of a text"] += 1
    return ended


PAIRS = [(number, form) for number in range(len(PLACES)) for form in [*FORMS][1:]]


def test_a_few_words_in_odd_forms_are_printed_or_refused() -> None:
    assert len(PAIRS) > 1_500
    assert tried(PAIRS[7::397])["printed"] > 1


@pytest.mark.slow
def test_words_in_odd_forms_are_printed_or_refused(counted: Counted) -> None:
    ended = tried(PAIRS[::EVERY])
    assert ended["printed"] > 50 and ended["refused"] > 10
    counted("fields of a project, in odd forms", "tests/fields.py", ended)

"""Turned round, a redline pairs the same passages; and what is paired in the library is worth pairing."""

from __future__ import annotations

from itertools import combinations

import pytest

from redlines import compared, drawn
from travaux.comparing.sides import Choices, Edition, instrument
from travaux.comparing.wordings import Wording, wordings
from travaux.diff.redline import structural
from travaux.model.library import Library
from travaux.model.redline import Comparand, Redline, Side


def ids(side: Side | None) -> tuple[str, ...]:
    return tuple(each.id for each in side.passages) if side else ()


def pairs(made: Redline, turned: bool = False) -> set[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Which old passages stand beside which new ones."""
    sides = ((row.new, row.old) if turned else (row.old, row.new) for row in made.rows)
    return {(ids(one), ids(other)) for one, other in sides}


def turned(old: Comparand, new: Comparand) -> bool:
    """Whether the same passages are paired both ways."""
    return pairs(structural(old, new)) == pairs(structural(new, old), turned=True)


@pytest.mark.slow
def test_every_two_variants_are_paired_alike_both_ways(library: Library) -> None:
    edition, differing = Edition.of(library), []
    for clause in library.clauses.values():
        for one, other in combinations(clause.variants, 2):
            both = Wording(edition, clause.id, one), Wording(edition, clause.id, other)
            if not turned(*wordings((one, other), both)):
                differing.append(f"{clause.id}:{one}, {other}")
    assert not differing


@pytest.mark.slow
def test_every_two_instruments_are_paired_alike_both_ways(library: Library) -> None:
    edition, choices = Edition.of(library), Choices("coe")
    sides = [instrument(name, edition, choices.request(name)) for name in library.instruments]
    for one, other in combinations(sides, 2):
        assert turned(one, other), (one.name, other.name)


OTHERS = """
Article 5 – Research

1. Each Party shall endeavour to undertake research on the ways in which persons are deceived.

2. Each Party shall provide or strengthen training for the officials concerned, with due regard to human rights.
"""
TRAINING = """
Article 5 – Training

1. Each Party shall provide or strengthen training for police officers, border officials and prosecutors.

2. The Parties shall, where possible, assist one another by exchanging teachers and the means of instruction.
"""


def test_paragraphs_are_paired_by_what_they_say_and_not_by_their_number() -> None:
    rows = [drawn(row) for row in compared(OTHERS, TRAINING).rows if row.old is not None and row.new is not None]
    assert [each.split(" | ")[1] for each in rows][1:] == ["2. → 1."]
    assert "Each Party shall provide or strengthen training for" in rows[1]


AMENDMENT = (
    "1. In Article {} of the Convention, the words “Articles 2 and 6” shall be replaced by the words “Article {}”.\n"
)


def test_two_amendments_of_different_articles_are_not_one() -> None:
    old = AMENDMENT.format(40, 2)
    assert set(compared(old, AMENDMENT.format(42, 3)).summary) == {"deleted", "inserted"}
    assert set(compared(old, AMENDMENT.format(40, 3)).summary) == {"changed"}


def test_a_definition_is_compared_with_that_of_the_same_term() -> None:
    old = "a. “system” has the meaning given to it by law; “person” means any natural person;\n"
    new = "a. “system” means one or more devices connected to one another; “person” means any natural person;\n"
    (row,) = compared(old, new).rows
    assert drawn(row) == (
        "changed | a. | “system” [-has the meaning given to it by law;-]"
        "{+means one or more devices connected to one another;+} “person” means any natural person;"
    )


def test_a_deleted_article_does_not_part_old_words_from_new_ones() -> None:
    old = "Article 1 – Aim\n\nSome words of old.\n\nArticle 2 – Gone\n\nIt goes.\n\nArticle 3 – End\n\nIt ends here.\n"
    new = "Article 1 – Aim\n\nQuite other ones follow now, at greater length.\n\nArticle 2 – End\n\nIt ends here.\n"
    told = [drawn(row) for row in compared(old, new).rows]
    assert [each.split(" | ")[0] for each in told] == [
        "equal", "deleted", "inserted", "deleted", "deleted", "renumbered", "equal",
    ]  # fmt: skip

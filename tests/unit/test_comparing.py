"""Every variant of every clause as a side: its own words, whole, and nothing that a drafter would type."""

from __future__ import annotations

import pytest

from travaux.carried import carried
from travaux.comparing.operands import Misuse, is_markdown, operand
from travaux.comparing.sides import Edition
from travaux.comparing.wordings import Wording, wording, wordings
from travaux.load.library import load
from travaux.model.redline import Comparand

LIBRARY, _ = load(carried())
assert LIBRARY is not None
EDITION = Edition.of(LIBRARY)


def checked(side: Comparand, one: Wording) -> None:
    assert bool(side.passages) != one.is_silent
    for each in side.passages:
        assert (each.clause, each.variant) == (one.clause, one.variant)
        assert "](" not in each.text and "{{" not in each.text, each.text
    assert set(side.stated) == (set() if one.is_silent else {one.clause})
    assert all(each.elements == one.source.elements_of(one.variant) for each in side.stated.values())


def both(clause: str, old: str, new: str) -> tuple[Comparand, Comparand]:
    one, other = Wording(EDITION, clause, old), Wording(EDITION, clause, new)
    made = wordings(("old", "new"), (one, other))
    checked(made[0], one)
    checked(made[1], other)
    assert (made[0].name, made[1].name) == ("old", "new")
    return made


@pytest.mark.slow
def test_every_variant_against_the_default_of_its_clause() -> None:
    assert LIBRARY is not None
    for clause in LIBRARY.clauses.values():
        for variant in clause.variants:
            both(clause.id, clause.default, variant)


@pytest.mark.parametrize(
    ("clause", "old", "new"),
    [
        ("offence-advertise", "knowing", "reckless"),
        ("relation-to-convention", "listed-articles", "listed-with-article-11"),
        ("ancillary-attempt-aid", "both", "subject-to-basic-concepts"),
        ("offence-nonconsensual-adult-images", "any-adult", "aggravation"),
        ("mla-extradition", "convention-applies", "written-out"),
        ("preamble-core", "full", "minimal"),
    ],
)
def test_variants_that_stand_in_odd_places(clause: str, old: str, new: str) -> None:
    both(clause, old, new)


def test_both_sides_stand_in_the_first_instrument_that_takes_both() -> None:
    old, new = both("offence-advertise", "knowing", "excludes-self-advertising")
    assert {each.path[0] for each in (*old.passages, *new.passages)} == {"8 bis"}


def test_an_instrument_in_which_a_reference_leads_nowhere_is_passed_over() -> None:
    old, _ = both("ancillary-attempt-aid", "both", "subject-to-basic-concepts")
    assert "“" not in old.passages[1].text  # it would be worded by the heading of what it refers to


def test_variants_without_a_common_instrument_are_read_in_one_style() -> None:
    old, new = both("final-accession", "acceded-to-convention", "open-to-all")
    assert all(each.passages[0].text.startswith("– ") for each in (old, new))


def test_a_chapeau_is_read_once() -> None:
    assert len(wording("it", Wording(EDITION, "element-intent-without-right", "intentional")).passages) == 1


@pytest.mark.parametrize(
    ("given", "name", "variant", "revision"),
    [
        ("a-clause", "a-clause", "", ""),
        ("a-clause:one", "a-clause", "one", ""),
        ("a-clause:one@HEAD~3", "a-clause", "one", "HEAD~3"),
        ("a-clause@HEAD@{2}", "a-clause", "", "HEAD@{2}"),
        ("a-clause@:/words: more", "a-clause", "", ":/words: more"),
        ("a-clause@feature/x", "a-clause", "", "feature/x"),
    ],
)
def test_what_an_operand_says(given: str, name: str, variant: str, revision: str) -> None:
    made = operand(given)
    assert (made.given, made.name, made.variant, made.revision, made.path) == (given, name, variant, revision, "")


def test_a_file_of_a_revision_need_not_be_there_today() -> None:
    made = operand("talks/gone.txt@v1")
    assert (made.path, made.revision) == ("talks/gone.txt", "v1")
    with pytest.raises(Misuse, match="no file"):
        operand("talks/gone.txt")
    with pytest.raises(Misuse, match=r"\.odt files are not read"):
        operand("talks/gone.odt@v1")


def test_what_is_read_as_markdown() -> None:
    assert is_markdown("a.md") and is_markdown("A.MARKDOWN") and not is_markdown("a.txt") and not is_markdown("LICENSE")

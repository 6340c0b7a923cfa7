"""Whole projects that nobody wrote: nothing is lost on the way, twice made is the same, and labels are unique."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from mutant_walk import assets, loaded
from strategies import Made, amended, projects
from travaux.comparing.redlines import compared
from travaux.comparing.sides import bare, comparand
from travaux.ledger.findings import sourced, verified
from travaux.model import walk
from travaux.model.library import Library
from travaux.model.redline import Comparand
from travaux.model.stages import Referred, Request, TitlesOnly
from travaux.model.tree import Division, Mode
from travaux.pipeline import refer, settle_as
from travaux.render.api import renderers

ALL = list(HealthCheck)
FEW = settings(max_examples=6, deadline=None, suppress_health_check=ALL)
MANY = settings(max_examples=40, deadline=None, suppress_health_check=ALL)
KNOWN = {"P412", "P423"}
"""A reference to a paragraph that a clause has not, or that is in options; options in a clean text."""


def referred(made: Made) -> tuple[Library, Referred]:
    library, found = loaded(made.files)
    assert library is not None and not [each for each in found if each.is_error], found
    text = refer(library, Request("text"), TitlesOnly())
    assert {each.code for each in text.found if each.is_error} <= KNOWN, text.found
    return library, text


def side(name: str, made: Made) -> Comparand:
    library, text = referred(made)
    return comparand(name, library, bare(text))


def nothing_is_lost(made: Made, modes: tuple[Mode, ...], formats: tuple[str, ...]) -> None:
    library, text = referred(made)
    for mode in modes:
        settled = settle_as(text, mode)
        assert [*sourced(settled, library)] == []
        for name in formats:
            data = renderers()[name].render(settled, assets())
            assert [*verified("x", data, name, settled)] == []
            assert data == renderers()[name].render(settle_as(referred(made)[1], mode), assets())


def labels_are_unique(made: Made) -> None:
    """No two provisions of one article have one label, rival options apart, and their ids are their own."""
    _, text = referred(made)
    divisions = [each for each in walk.below(text.document.body) if isinstance(each, Division)]
    assert len({each.ident for each in divisions}) == len(divisions)
    for parent in divisions:
        labels = [walk.plain(each.label) for each in parent.children if isinstance(each, Division) and each.label]
        assert len(set(labels)) == len(labels), labels
    articles = [walk.plain(each.label) for each in divisions if each.level == "article"]
    assert articles == [
        f"Article {number}{'.' if each.endswith('.') else ''}" for number, each in enumerate(articles, 1)
    ]


def both_can_be_rebuilt(pair: tuple[Made, Made]) -> None:
    """Whoever accepts a redline has the new text, whoever rejects it the old one; of a text with itself it is empty."""
    one, other = (side(name, made) for name, made in zip(("old", "new"), pair, strict=True))
    for old, new in ((one, other), (other, one)):
        made = compared(old, new)
        assert "".join(row.new.label + row.new.text for row in made.rows if row.new) == "".join(
            each.label + each.text for each in new.passages
        ) or any(row.status in ("split", "merged") for row in made.rows)
        for row in made.rows:
            for its, gone in ((row.old, "+"), (row.new, "-")):
                assert "".join(words for op, words in row.words if op != gone) == (its.text if its else "")
            assert all(before != after for (before, _), (after, _) in pairwise(row.words))
        assert set(compared(old, old).summary) <= {"equal"}


@FEW
@given(projects())
def test_nothing_of_a_project_is_lost_and_its_labels_are_unique(made: Made) -> None:
    nothing_is_lost(made, ("margin",), ("html", "txt"))
    labels_are_unique(made)


@FEW
@given(amended())
def test_of_two_editions_both_can_be_rebuilt(pair: tuple[Made, Made]) -> None:
    both_can_be_rebuilt(pair)


@pytest.mark.slow
@MANY
@given(projects())
def test_nothing_of_many_projects_is_lost_and_their_labels_are_unique(made: Made) -> None:
    nothing_is_lost(made, ("margin", "notes", "report"), ("html", "md", "txt", "json", "akn"))
    labels_are_unique(made)


@pytest.mark.slow
@MANY
@given(amended())
def test_of_many_editions_both_can_be_rebuilt(pair: tuple[Made, Made]) -> None:
    both_can_be_rebuilt(pair)

"""What can be wrong with what is recorded of existing law, works cited and gaps, and the page of each such fault."""

from __future__ import annotations

from collections.abc import Iterable

from travaux.load.words import listed, shown
from travaux.pages import finding


@finding("S232", "not-a-date")
def not_a_date(key: str, value: str) -> tuple[str, str]:
    """A date is not written as the year, the month and the day, or does not exist.

    Dates are printed in words, in the citation of a treaty or a work; one that can't be read would be printed as
    it is typed, or left out.

    Example: `adopted: 21 May 1997`, or `as-of: "2026-13"`.

    Instead: `adopted: "1997-05-21"`; a month alone is `"1997-05"`, a year alone `"1997"` (ISO 8601).
    """
    return (
        f"“{key}” can't be {shown(value)}: it is no date",
        "write year, month and day: “1997-05-21”, “1997-05”, “1997”",
    )


@finding("S233", "odd-extent")
def odd_extent(value: str) -> tuple[str, str]:
    """The extent of a treaty does not say which numbers its articles have.

    By it, a citation of an article that does not exist is found. It holds numbers and ranges, with a dash (–)
    in a range and commas between.

    Example: `extent: all of it`, `extent: 1-37` (a hyphen), or `extent: 37–1`.

    Instead: `extent: 1–37`, or `extent: 1–2, 4, 8 bis`.
    """
    return (
        f"the extent {shown(value)} names no articles",
        "write numbers and ranges, the smaller first: “1–37”, “1–2, 4”",
    )


@finding("S234", "recorded-twice")
def recorded_twice(what: str) -> tuple[str, str]:
    """An article of existing law, or a provision within it, is recorded twice.

    Only one of the two would be read, and nobody could say which.

    Example: two members of `articles` with `article: "28"`, or `labels: ["1", "1"]`.

    Instead: one record, with all that is to be said of it.
    """
    return f"{what} is recorded twice", "join the two, or correct the number of one"


@finding("S235", "provision-not-recorded")
def provision_not_recorded(at: str, article: str, labels: Iterable[str]) -> tuple[str, str]:
    """What a provision covers is recorded at a place that, by its own labels, the article does not have.

    The coverage table cites the place, so it has to exist. Where `labels` lists the provisions of an article, `at`
    is one of them, or what holds one of them. An article without `labels` is not asked.

    Example: `labels: ["1", "2"]` and, under `covers`, `at: "3"`.

    Instead: the provision's own number, or the label that is missing.
    """
    return (
        f"article {article} has no provision {shown(at)} among its labels",
        f"correct it, or add it to labels: {listed(labels)}",
    )

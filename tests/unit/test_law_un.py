"""Existing law of the United Nations and the ILO, and the comparators: what it has, and what it covers.

The tables are typed here from a reading of the treaties made before the law was recorded; the cells are
computed with nothing but `Elements.meets`, so that they check the record and not the command that prints it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from travaux.carried import carried
from travaux.load.library import load
from travaux.model.law import Covered, Law
from travaux.model.library import Coverage, Library, Row

ROOT = Path(__file__).parents[2]
NONE, PARTIAL, FULL = "○", "◐", "●"
ORDER = (NONE, PARTIAL, FULL)
ROWS = (
    "recruit",
    "entice",
    "advertise",
    "offer-or-sell",
    "arrange",
    "purchase",
    "receive-payment",
    "control",
    "live",
    "identity-data",
    "operate-market",
)
# the reading, column by column in the order of ROWS; a cell of it does not part adults from children
READ = {"palermo": "●◐○◐◐○◐◐◐○○", "uncc": "●◐○◐◐○◐◐◐◐◐"}
READ_CHILD = "●●◐●◐●◐◐●○○"
# where the record says otherwise than the reading, and why
DIFFERENCES = {
    ("uncc", "operate-market", "adult"): (NONE, "article 19 is participation, as in the Trafficking Protocol: none"),
    ("uncc", "operate-market", "child"): (NONE, "the same"),
    ("uncc", "advertise", "child"): (PARTIAL, "article 4 carries article 3.1 of the OPSC: offering is near"),
    ("uncc", "offer-or-sell", "child"): (FULL, "article 4 carries article 3.1 of the OPSC: offering a child"),
    ("uncc", "purchase", "child"): (FULL, "article 4 carries article 3.1(b) of the OPSC: obtaining a child"),
}
# what the two treaties on children alone reach for a child; CETS No. 201 makes up the rest of the column
UN_CHILD = "◐○◐●◐●◐○◐○○"
COMPARATORS = {
    "eu": ("●◐○◐◐●◐◐◐○○", "●●◐◐◐●◐◐●○○"),
    "us": ("●●●●◐●●◐◐◐●", "●●●●◐●●◐●◐●"),
    "canada": ("●○●◐◐●●●◐◐○", "●◐●◐●●●●◐◐○"),
    "australia": ("●●○●◐●◐◐◐○○", "●●○●◐●◐◐●○○"),
}
EXTENTS = {
    "untoc": 41,
    "tip-protocol": 20,
    "opsc": 17,
    "ilo-c182": 16,
    "ilo-p029": 12,
    "uncc": 68,
    "crc": 54,
    "iccpr": 53,
    "vclt": 85,
    "rome-statute": 128,
    "suppression-traffic-1949": 28,
}
WHOLE = ("untoc", "tip-protocol", "opsc", "ilo-c182", "ilo-p029", "crc", "iccpr", "vclt")
"""The treaties of which every article, and every provision in it, is recorded from a text that was read."""
UNCC_READ = 15
"""The last article of the Convention against Cybercrime that was read; later ones are from memory."""
READ_STATUTES = ("canada-criminal-code",)
"""The comparators of which every recorded section was read in an official consolidation."""
# series, adopted, opened, in force
FACTS = {
    "untoc": ("", "2000-11-15", "2000-12-12", "2003-09-29"),
    "tip-protocol": ("2237 UNTS 319, No. 39574", "2000-11-15", "2000-12-12", "2003-12-25"),
    "opsc": ("", "2000-05-25", "", "2002-01-18"),
    "ilo-c182": ("ILO Convention No. 182", "1999-06-17", "", "2000-11-19"),
    "ilo-p029": ("ILO Protocol P029", "2014-06-11", "", "2016-11-09"),
    "uncc": ("", "2024-12-24", "2025-10-25", ""),
    "crc": ("", "1989-11-20", "", "1990-09-02"),
    "iccpr": ("", "1966-12-16", "", "1976-03-23"),
    "vclt": ("", "1969-05-23", "", "1980-01-27"),
    "rome-statute": ("", "1998-07-17", "", "2002-07-01"),
    "suppression-traffic-1949": ("96 UNTS 271", "1949-12-02", "1950-03-21", "1951-07-25"),
}
# the printed text of the Trafficking Protocol, provision by provision
TIP_LABELS = {
    "1": "1 2 3",
    "2": "a b c",
    "3": "a b c d",
    "4": "",
    "5": "1 2 2.a 2.b 2.c",
    "6": "1 2 2.a 2.b 3 3.a 3.b 3.c 3.d 4 5 6",
    "7": "1 2",
    "8": "1 2 3 4 5 6",
    "9": "1 1.a 1.b 2 3 4 5",
    "10": "1 1.a 1.b 1.c 2 3",
    "11": "1 2 3 4 5 6",
    "12": "a b",
    "13": "",
    "14": "1 2",
    "15": "1 2 3 4",
    "16": "1 2 3 4",
    "17": "1 2",
    "18": "1 2 3 4 5",
    "19": "1 2",
    "20": "1 2",
}


@pytest.fixture(scope="module")
def library() -> Library:
    loaded, found = load(carried())
    assert loaded is not None, found
    return loaded


@pytest.fixture(scope="module")
def coverage(library: Library) -> Coverage:
    assert library.coverage is not None
    return library.coverage


# ---------------------------------------------------------------- what it covers


def _covers(law: Law) -> Iterator[Covered]:
    return (each for _, article in law.every_article() for each in article.covers)


def _with_carried(library: Library, ident: str) -> Iterator[Covered]:
    """What a law covers, and the offences of other law that it takes over."""
    for each in _covers(library.law[ident]):
        yield each
        for other in each.carries:
            yield from (inner for inner in _covers(library.law[other]) if inner.duty == "criminalise")


def _reach(each: Covered, row: Row) -> str:
    reached = each.elements.victim is not None and any(each.elements.meets(pattern) for pattern in row.reached)
    if not reached and not any(each.elements.meets(pattern) for pattern in row.near):
        return NONE
    if reached and each.duty == "criminalise":
        return FULL
    return NONE if each.duty in ("policy", "evidence") else PARTIAL


def _cells(library: Library, coverage: Coverage, laws: tuple[str, ...], victim: str) -> str:
    """The cells of a column for a victim, in the order of ROWS."""
    about = (None, victim, "any-person")
    found = [each for ident in laws for each in _with_carried(library, ident) if each.elements.victim in about]
    return "".join(max((_reach(each, coverage.rows[row]) for each in found), key=ORDER.index) for row in ROWS)


@pytest.mark.parametrize("victim", ["adult", "child"])
@pytest.mark.parametrize("column", READ)
def test_each_cell_is_what_the_reading_says(library: Library, coverage: Coverage, column: str, victim: str) -> None:
    expected = {row: cell for row, cell in zip(ROWS, READ[column], strict=True)}
    expected |= {row: cell for (of, row, who), (cell, _) in DIFFERENCES.items() if (of, who) == (column, victim)}
    cells = _cells(library, coverage, coverage.columns[column].law, victim)
    assert dict(zip(ROWS, cells, strict=True)) == expected


@pytest.mark.parametrize("of", sorted(DIFFERENCES))
def test_a_difference_that_is_told_is_one(of: tuple[str, str, str]) -> None:
    column, row, _ = of
    assert DIFFERENCES[of][0] != READ[column][ROWS.index(row)]


def test_the_treaties_on_children_reach_no_further_than_their_column(library: Library, coverage: Coverage) -> None:
    own = _cells(library, coverage, ("opsc", "ilo-c182"), "child")
    assert own == UN_CHILD
    assert all(ORDER.index(cell) <= ORDER.index(read) for cell, read in zip(own, READ_CHILD, strict=True))
    assert _cells(library, coverage, coverage.columns["child"].law, "child") == READ_CHILD


def test_the_treaties_on_children_protect_no_adult(library: Library, coverage: Coverage) -> None:
    for ident in ("opsc", "ilo-c182"):
        wide = [each for each in _covers(library.law[ident]) if each.elements.victim not in ("child",)]
        assert wide == []


@pytest.mark.parametrize("column", COMPARATORS)
def test_the_comparators(library: Library, coverage: Coverage, column: str) -> None:
    asked = coverage.columns[column]
    assert asked.comparator
    assert tuple(_cells(library, coverage, asked.law, who) for who in ("adult", "child")) == COMPARATORS[column]


def test_the_rows_and_columns_are_those_of_the_table(coverage: Coverage) -> None:
    assert tuple(coverage.rows) == ROWS
    assert coverage.columns["palermo"].law == ("tip-protocol", "untoc")
    assert set(coverage.columns["child"].law) == {"opsc", "cets-201", "ilo-c182"}
    assert not any(coverage.columns[column].comparator for column in ("palermo", "child", "uncc"))


def test_without_what_it_carries_the_convention_against_cybercrime_has_no_trafficking(
    library: Library, coverage: Coverage
) -> None:
    carrying = [each for each in _covers(library.law["uncc"]) if each.carries]
    assert [(each.carries, each.duty) for each in carrying] == [(("tip-protocol", "opsc"), "criminalise")]
    bare = [replace(each, carries=()) for each in _covers(library.law["uncc"])]
    assert {_reach(each, coverage.rows["recruit"]) for each in bare} == {NONE}


def test_laundering_alone_makes_the_payment_cell(library: Library, coverage: Coverage) -> None:
    cells = _cells(library, coverage, ("tip-protocol",), "adult")
    assert cells[ROWS.index("receive-payment")] == NONE


def test_a_child_is_trafficked_without_any_means(library: Library) -> None:
    offences = [each for each in _covers(library.law["tip-protocol"]) if "recruit" in each.elements.conduct]
    assert {each.elements.victim: bool(each.elements.means) for each in offences} == {
        "any-person": True,
        "child": False,
    }


@pytest.mark.parametrize(("place", "row"), [("9.5", "purchase"), ("12", "identity-data"), ("13", "identity-data")])
def test_policies_are_recorded_and_fill_no_cell(library: Library, coverage: Coverage, place: str, row: str) -> None:
    number, _, at = place.partition(".")
    article = next(each for _, each in library.law["tip-protocol"].every_article() if each.article == number)
    found = [each for each in article.covers if each.at == at]
    patterns = (*coverage.rows[row].reached, *coverage.rows[row].near)
    assert [each.duty for each in found] == ["policy"]
    assert any(each.elements.meets(pattern) for each in found for pattern in patterns)


# ---------------------------------------------------------------- what it has


@pytest.mark.parametrize("ident", EXTENTS)
def test_the_extent(library: Library, ident: str) -> None:
    law = library.law[ident]
    assert law.extent == f"1–{EXTENTS[ident]}"
    recorded = [article.article for _, article in law.every_article()]
    assert len(set(recorded)) == len(recorded)
    assert all(int(number.split()[0]) <= EXTENTS[ident] for number in recorded)
    if ident in WHOLE:
        assert recorded == [str(number) for number in range(1, EXTENTS[ident] + 1)]


def test_the_labels_of_the_trafficking_protocol(library: Library) -> None:
    articles = library.law["tip-protocol"].every_article()
    assert {each.article: " ".join(each.labels) for _, each in articles} == TIP_LABELS


@pytest.mark.parametrize("ident", [*EXTENTS, "us-code", "us-code-47", "canada-criminal-code", "eu-dir-2011-36"])
def test_what_is_covered_stands_at_a_provision_that_exists(library: Library, ident: str) -> None:
    for _, article in library.law[ident].every_article():
        for label in article.labels:
            above = label.rpartition(".")[0]
            assert not above or above in article.labels, (article.article, label)
        if article.labels:
            assert {each.at for each in article.covers} <= {"", *article.labels}, article.article


def _cited(ident: str) -> set[tuple[str, str]]:
    """Every article and provision that the clauses cite of a law: "5.2(b)–(c)" is 5 with 2.b and 2.c."""
    found = set()
    for path in (ROOT / "clauses").rglob("*.yaml"):
        for words in re.findall(rf"@{ident}, arts? ([^\];]+)", path.read_text(encoding="utf-8")):
            article = above = ""
            for number, letters in re.findall(r"(\d+(?:\.[0-9a-z]+)*)?((?:\([a-z]+\))*)", words):
                if number:
                    article, _, above = number.partition(".")
                inner = re.findall(r"[a-z]+", letters)
                if number or inner:
                    found.add((article, ".".join([above, *inner] if above else inner)))
    return found


@pytest.mark.parametrize("ident", WHOLE)
def test_what_the_clauses_cite_exists(library: Library, ident: str) -> None:
    labels = {article.article: article.labels for _, article in library.law[ident].every_article()}
    cited = _cited(ident)
    assert cited
    assert [(article, at) for article, at in cited if article not in labels] == []
    assert [(article, at) for article, at in sorted(cited) if at and at not in labels[article]] == []


@pytest.mark.parametrize("ident", FACTS)
def test_the_facts(library: Library, ident: str) -> None:
    law = library.law[ident]
    assert (law.series, law.adopted, law.opened, law.in_force) == FACTS[ident]
    assert law.kind == "treaty"
    assert ("International Labour" in law.depositary) == ident.startswith("ilo-")
    assert not law.in_force or law.in_force >= (law.opened or law.adopted)


def test_what_is_said_to_be_in_force_is_dated(library: Library, coverage: Coverage) -> None:
    laws = {*EXTENTS, *(ident for column in coverage.columns.values() for ident in column.law)}
    for ident in laws:
        law = library.law[ident]
        if law.in_force:
            assert law.as_of, ident
            assert datetime.date.fromisoformat(law.in_force).isoformat()[:7] <= law.as_of, ident


@pytest.mark.parametrize("column", COMPARATORS)
def test_the_comparators_are_statutes_with_honest_marks(library: Library, coverage: Coverage, column: str) -> None:
    for ident in coverage.columns[column].law:
        law = library.law[ident]
        assert (law.kind, law.confidence) == ("statute", "high")
        assert "from memory" in law.note
        assert (ident in READ_STATUTES) == all(each.confidence == "verified" for each in _covers(law)), ident


def test_no_more_is_marked_verified_than_was_read(library: Library) -> None:
    for _, article in library.law["uncc"].every_article():
        read = int(article.article) <= UNCC_READ
        assert bool(article.labels) == (read or article.article == "65")
        assert {each.confidence for each in article.covers} <= ({"verified"} if read else {"high"}), article.article
    for ident in WHOLE:
        assert {each.confidence for each in _covers(library.law[ident])} <= {"verified"}, ident

"""Existing law of the Council of Europe: which articles and provisions it has, and what it covers.

The tables are typed here from the printed texts, and from a reading of them made before the law was
recorded; the cells are computed with nothing but `Elements.meets`, so that they check the record and
not the command that prints it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from travaux.carried import carried
from travaux.load.library import load
from travaux.model.elements import Elements
from travaux.model.law import Covered, Law, LawArticle
from travaux.model.library import Coverage, Library

EXTENTS = {
    "ets-182": "1–35",
    "ets-185": "1–48",
    "ets-189": "1–16",
    "ets-191": "1–14",
    "cets-196": "1–32",
    "cets-197": "1–47",
    "cets-201": "1–50",
    "cets-224": "1–25",
    "echr": "1–59",
}
WHOLE = ("ets-182", "ets-185", "ets-189", "ets-191", "cets-196", "cets-197", "cets-201")
"""The laws of which every article is recorded, as far as `extent` goes."""
FULL, PARTIAL, NONE = "●", "◐", "○"
# row by row: the trafficking convention for an adult and a child, the cybercrime treaties for an adult and a
# child, and the Lanzarote Convention alone for a child
EXPECTED = {
    "recruit": "● ● ○ ○ ●",
    "entice": "◐ ◐ ○ ○ ●",
    "advertise": "○ ○ ○ ○ ◐",
    "offer-or-sell": "◐ ◐ ○ ○ ○",
    "arrange": "◐ ◐ ○ ○ ◐",
    "purchase": "◐ ◐ ○ ○ ●",
    "receive-payment": "◐ ◐ ○ ○ ◐",
    "control": "◐ ◐ ○ ○ ◐",
    "live": "◐ ◐ ○ ◐ ●",
    "identity-data": "◐ ◐ ◐ ◐ ○",
    "operate-market": "○ ○ ○ ○ ○",
}
ROWS = tuple(EXPECTED)
CYBERCRIME = ("ets-185", "ets-189", "cets-224")
ASKED = (
    (("cets-197",), "adult"),
    (("cets-197",), "child"),
    (CYBERCRIME, "adult"),
    (CYBERCRIME, "child"),
    (("cets-201",), "child"),
)
# the whole column of treaties on children, of which the Lanzarote Convention is one
CHILD_COLUMN = dict(zip(ROWS, "●●◐●◐●◐◐●○○", strict=True))
FACTS = {
    "ets-182": ("ETS No. 182", "", "2001-11-08", "Strasbourg", ""),
    "ets-185": ("ETS No. 185", "2001-11-08", "2001-11-23", "Budapest", "2004-07-01"),
    "ets-189": ("ETS No. 189", "", "2003-01-28", "Strasbourg", "2006-03-01"),
    "ets-190": ("ETS No. 190", "", "2003-05-15", "Strasbourg", ""),
    "ets-191": ("ETS No. 191", "", "2003-05-15", "Strasbourg", "2005-02-01"),
    "cets-196": ("CETS No. 196", "", "2005-05-16", "Warsaw", "2007-06-01"),
    "cets-197": ("CETS No. 197", "", "2005-05-16", "Warsaw", "2008-02-01"),
    "cets-201": ("CETS No. 201", "", "2007-10-25", "Lanzarote", "2010-07-01"),
    "cets-223": ("CETS No. 223", "", "2018-10-10", "Strasbourg", ""),
    "cets-224": ("CETS No. 224", "2021-11-17", "2022-05-12", "Strasbourg", ""),
    "echr": ("ETS No. 5", "", "1950-11-04", "Rome", "1953-09-03"),
}
COE = tuple(FACTS)


@pytest.fixture(scope="module")
def library() -> Library:
    loaded, found = load(carried())
    assert loaded is not None, found
    return loaded


@pytest.fixture(scope="module")
def coverage(library: Library) -> Coverage:
    assert library.coverage is not None
    return library.coverage


def _articles(law: Law) -> dict[str, LawArticle]:
    return {article.article: article for _, article in law.every_article()}


def _numbers(extent: str) -> list[str]:
    first, last = extent.split("–")
    return [str(number) for number in range(int(first), int(last) + 1)]


def _covers(library: Library, laws: tuple[str, ...]) -> list[Covered]:
    return [each for ident in laws for _, article in library.law[ident].every_article() for each in article.covers]


def _protects(library: Library, victim: str | None, asked: str) -> bool:
    words = library.vocabulary.victim
    return victim == asked or (victim in words and asked in words[victim].includes)


def _reach(each: Covered, reached: tuple[Elements, ...], near: tuple[Elements, ...]) -> str:
    """How far one provision, about the victim asked or about no person, reaches a way of acting."""
    by_name = any(each.elements.meets(pattern) for pattern in reached) and each.elements.victim is not None
    nearly = any(each.elements.meets(pattern) for pattern in near)
    if each.duty == "criminalise" and by_name:
        return FULL
    short = each.duty in {"criminalise", "consider", "prohibit", "provide"}
    return PARTIAL if short and (by_name or nearly) else NONE


def _cell(library: Library, coverage: Coverage, laws: tuple[str, ...], row: str, victim: str) -> str:
    asked = coverage.rows[row]
    found = [
        _reach(each, asked.reached, asked.near)
        for each in _covers(library, laws)
        if each.elements.victim is None or _protects(library, each.elements.victim, victim)
    ]
    return next(reach for reach in (FULL, PARTIAL, NONE) if reach in {*found, NONE})


# ---------------------------------------------------------------- what it covers


@pytest.mark.parametrize("row", ROWS)
def test_each_cell_is_what_the_texts_say(library: Library, coverage: Coverage, row: str) -> None:
    cells = [_cell(library, coverage, laws, row, victim) for laws, victim in ASKED]
    assert " ".join(cells) == EXPECTED[row]


def test_the_rows_are_those_of_the_table(coverage: Coverage) -> None:
    assert tuple(coverage.rows) == ROWS
    assert coverage.columns["cets-197"].law == ("cets-197",)
    assert coverage.columns["ets-185"].law == CYBERCRIME
    assert "cets-201" in coverage.columns["child"].law


@pytest.mark.parametrize("row", ROWS)
def test_the_lanzarote_convention_alone_reaches_no_further_than_its_column(
    library: Library, coverage: Coverage, row: str
) -> None:
    order = (NONE, PARTIAL, FULL)
    assert order.index(_cell(library, coverage, ("cets-201",), row, "child")) <= order.index(CHILD_COLUMN[row])


def test_the_lanzarote_convention_protects_no_adult(library: Library, coverage: Coverage) -> None:
    assert {_cell(library, coverage, ("cets-201",), row, "adult") for row in ROWS} == {NONE}


def _at(article: str, at: str = "") -> Callable[[Law], list[Covered]]:
    def of(law: Law) -> list[Covered]:
        return [each for each in _articles(law)[article].covers if each.at == at]

    return of


@pytest.mark.parametrize(
    ("law", "provision", "duty"),
    [
        ("cets-197", _at("18"), "criminalise"),
        ("cets-197", _at("19"), "consider"),
        ("cets-197", _at("6"), "policy"),
        ("cets-197", _at("23", "3"), "provide"),
        ("cets-201", _at("8", "2"), "prohibit"),
        ("cets-201", _at("19", "1.c"), "criminalise"),
        ("ets-185", _at("14", "2"), "evidence"),
    ],
)
def test_how_strongly_a_provision_obliges(
    library: Library, law: str, provision: Callable[[Law], list[Covered]], duty: str
) -> None:
    assert {each.duty for each in provision(library.law[law])} == {duty}


def test_trafficking_in_a_child_needs_no_means(library: Library) -> None:
    offences = _at("18")(library.law["cets-197"])
    means = {each.elements.victim: len(each.elements.means) for each in offences}
    assert means == {"any-person": 5, "child": 0}


def test_the_cybercrime_treaties_do_not_speak_of_exploitation(library: Library) -> None:
    assert not [each.about for each in _covers(library, CYBERCRIME) if each.elements.purpose]


def test_content_offences_are_told_from_the_rest(library: Library) -> None:
    by_law = {
        ident: [
            article.article
            for _, article in library.law[ident].every_article()
            if any(each.elements.gravamen == "content" and each.duty == "criminalise" for each in article.covers)
        ]
        for ident in ("ets-185", "ets-189", "cets-196", "cets-197", "cets-201")
    }
    assert by_law == {
        "ets-185": ["9"],
        "ets-189": ["3", "4", "5", "6"],
        "cets-196": ["5"],
        "cets-197": [],
        "cets-201": ["20"],
    }


@pytest.mark.parametrize("ident", COE)
def test_what_is_covered_stands_at_a_provision_that_exists(library: Library, ident: str) -> None:
    for number, article in _articles(library.law[ident]).items():
        for each in article.covers:
            assert not article.labels or each.at in article.labels or not each.at, (ident, number, each.at)


def test_what_was_not_read_is_never_called_verified(library: Library) -> None:
    assert {each.confidence for each in _covers(library, ("cets-224",))} == {"high"}


# ---------------------------------------------------------------- its articles and provisions


def test_extents(library: Library) -> None:
    assert {ident: library.law[ident].extent for ident in COE if library.law[ident].extent} == EXTENTS


@pytest.mark.parametrize("ident", WHOLE)
def test_every_article_is_recorded_with_its_heading(library: Library, ident: str) -> None:
    articles = _articles(library.law[ident])
    assert sorted(articles, key=int) == _numbers(EXTENTS[ident])
    assert all(article.heading for article in articles.values())


@pytest.mark.parametrize("ident", WHOLE)
def test_every_article_that_was_read_has_labels(library: Library, ident: str) -> None:
    bare = [number for number, article in _articles(library.law[ident]).items() if not article.labels]
    # the stored text of the mutual assistance protocol leaves out the articles that replace older ones
    assert bare == (["1", "2", "3", "4", "5", "6"] if ident == "ets-182" else [])


@pytest.mark.parametrize("ident", COE)
def test_labels_are_in_order_and_each_stands_below_another(library: Library, ident: str) -> None:
    for number, article in _articles(library.law[ident]).items():
        labels = article.labels
        assert len(set(labels)) == len(labels), (ident, number)
        for label in labels:
            above = label.rpartition(".")[0]
            assert not above or labels.index(above) < labels.index(label), (ident, number, label)
        paragraphs = [int(label) for label in labels if label.isdigit()]
        assert paragraphs == list(range(1, len(paragraphs) + 1)), (ident, number)


LABELS = {
    ("ets-185", "1"): "a b c c.i c.ii d",
    ("ets-185", "6"): "1 1.a 1.a.i 1.a.ii 1.b 2 3",
    ("ets-185", "9"): "1 1.a 1.b 1.c 1.d 1.e 2 2.a 2.b 2.c 3 4",
    ("ets-185", "11"): "1 2 3",
    ("ets-185", "14"): "1 2 2.a 2.b 2.c 3 3.a 3.b 3.b.i 3.b.ii",
    ("ets-185", "18"): "1 1.a 1.b 2 3 3.a 3.b 3.c",
    ("ets-185", "19"): "1 1.a 1.b 2 3 3.a 3.b 3.c 3.d 4 5",
    ("ets-185", "22"): "1 1.a 1.b 1.c 1.d 2 3 4 5",
    ("ets-185", "24"): "1 1.a 1.b 2 3 4 5 6 7 7.a 7.b",
    ("ets-185", "27"): "1 2 2.a 2.b 2.c 2.d 3 4 4.a 4.b 5 6 7 8 9 9.a 9.b 9.c 9.d 9.e",
    ("ets-185", "29"): "1 2 2.a 2.b 2.c 2.d 2.e 2.f 3 4 5 5.a 5.b 6 7",
    ("ets-185", "35"): "1 1.a 1.b 1.c 2 2.a 2.b 3",
    ("ets-185", "44"): "1 2 3 4 5",
    ("ets-185", "46"): "1 1.a 1.b 1.c 2 3 4 5",
    ("ets-189", "4"): "i ii",
    ("ets-189", "5"): "1 1.i 1.ii 2 2.a 2.b",
    ("ets-189", "8"): "1 2",
    ("ets-189", "12"): "1 2 3",
    ("cets-197", "4"): "a b c d e",
    ("cets-197", "12"): "1 1.a 1.b 1.c 1.d 1.e 1.f 2 3 4 5 6 7",
    ("cets-197", "14"): "1 1.a 1.b 2 3 4 5",
    ("cets-197", "20"): "a b c",
    ("cets-197", "31"): "1 1.a 1.b 1.c 1.d 1.e 2 3 4 5",
    ("cets-197", "38"): "1 2 3 4 5 6 7 7.a 7.b",
    ("cets-201", "20"): "1 1.a 1.b 1.c 1.d 1.e 1.f 2 3 4",
    ("cets-201", "27"): "1 2 2.a 2.b 2.c 2.d 3 3.a 3.b 4 5",
    ("cets-196", "9"): "1 1.a 1.b 1.c 1.c.i 1.c.ii 2",
    ("ets-191", "13"): "1 2 3",
    ("ets-182", "34"): "1 2 3",
    ("echr", "6"): "1 2 3 3.a 3.b 3.c 3.d 3.e",
    ("echr", "10"): "1 2",
}


@pytest.mark.parametrize(("law", "article"), LABELS)
def test_labels_are_those_of_the_text(library: Library, law: str, article: str) -> None:
    assert " ".join(_articles(library.law[law])[article].labels) == LABELS[law, article]


@pytest.mark.parametrize(
    ("law", "number"),
    [("ets-185", 229), ("ets-189", 42), ("cets-197", 173), ("cets-201", 190)],
)
def test_no_provision_is_missing(library: Library, law: str, number: int) -> None:
    assert (
        sum(len([label for label in article.labels if label]) for article in _articles(library.law[law]).values())
        == number
    )


@pytest.mark.parametrize(
    ("law", "undivided"),
    [
        ("ets-185", "2 3 5 7 23 34 40 42"),
        ("ets-189", "1 7"),
        ("cets-197", "2 3 9 17 18 19 25 26 32 35 39 45"),
    ],
)
def test_articles_of_one_paragraph_have_the_empty_label_only(library: Library, law: str, undivided: str) -> None:
    found = [number for number, article in _articles(library.law[law]).items() if article.labels == ("",)]
    assert " ".join(found) == undivided


def test_labels_hold_every_provision_whose_words_are_recorded(library: Library) -> None:
    for ident in WHOLE:
        for number, article in _articles(library.law[ident]).items():
            assert {label for label in article.text if label} <= set(article.labels), (ident, number)


# ---------------------------------------------------------------- its facts


@pytest.mark.parametrize("ident", COE)
def test_facts(library: Library, ident: str) -> None:
    law = library.law[ident]
    assert (law.series, law.adopted, law.opened, law.opened_at, law.in_force) == FACTS[ident]
    assert law.depositary == "Secretary General of the Council of Europe"
    assert law.authentic in {(), ("English", "French")}


@pytest.mark.parametrize("ident", COE)
def test_a_treaty_said_to_be_in_force_says_when_that_was_so(library: Library, ident: str) -> None:
    law = library.law[ident]
    assert not law.in_force or law.as_of
    dates = [each for each in (law.adopted, law.opened, law.in_force) if each]
    assert [datetime.date.fromisoformat(each) for each in dates] == sorted(map(datetime.date.fromisoformat, dates))


@pytest.mark.parametrize("ident", COE)
def test_the_series_changes_its_name_after_193(library: Library, ident: str) -> None:
    name, _, number = library.law[ident].series.rpartition(" No. ")
    assert name == ("ETS" if int(number) <= 193 else "CETS")

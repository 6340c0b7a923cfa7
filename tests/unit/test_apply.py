"""Amendments carried out on the recorded words: what is kept, taken out and put in always makes up both texts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from travaux.diagnostics import Diagnostic
from travaux.lint.api import lint
from travaux.model.law import Law, LawArticle, LawDivision
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Table
from travaux.model.walk import below, lines, plain
from travaux.passes.apply import Amended, amended
from travaux.pipeline import refer, settle

NAME, LAW = "amending-protocol", "ets-185"
VARIANTS = "consequential-amendments"


def applied(library: Library, variant: str = "") -> tuple[dict[str, Amended], list[Diagnostic]]:
    """What the amending protocol makes of the Convention, with its consequential amendments in a variant."""
    found: list[Diagnostic] = []
    request = Request(NAME, "", {VARIANTS: variant} if variant else {})
    return amended(library.law[LAW], refer(library, request), found), found


def recorded(law: Law, place: str) -> str:
    """The words recorded of a provision, its line breaks folded."""
    number, _, label = place.partition(".")
    article = next(each for _, each in law.every_article() if each.article == number)
    return " ".join(article.text[label].split())


def test_the_words_of_the_convention_as_amended(library: Library) -> None:
    provisions, found = applied(library)
    assert not found
    assert list(provisions) == ["11.1", "11.2", "40", "42"]
    assert "Articles 2 through 10, including Article 8 bis, of the present Convention" in provisions["11.1"].new
    assert "Articles 3 through 5, 7, 8, 8 bis.1." in provisions["11.2"].new
    assert ", and 9.1.a and c. of this Convention." in provisions["11.2"].new
    assert (
        "under Articles 2 and 3, Article 6, paragraph 1.b, Article 7, Article 8 bis, paragraph" in provisions["40"].new
    )
    assert "Articles 2, 3, 6" not in provisions["40"].new
    assert "Article 6, paragraph 3, Article 8 bis, paragraph" in provisions["42"].new
    assert provisions["42"].new.endswith("No other reservation may be made.")


def test_every_variant_is_carried_out_and_loses_no_word(library: Library) -> None:
    law = library.law[LAW]
    for name, variant in library.clauses[VARIANTS].variants.items():
        provisions, found = applied(library, name)
        assert not found, name
        assert {f"{LAW}:{place}" for place in provisions} == {each.at for each in variant.amends}
        for place, each in provisions.items():
            assert each.present == recorded(law, place)
            kept = "".join(plain(part.words) for part in each.parts if part.sign == "=")
            taken = sum(len(plain(part.words)) for part in each.parts if part.sign == "-")
            put = sum(len(plain(part.words)) for part in each.parts if part.sign == "+")
            assert len(each.present) - taken == len(kept) == len(each.new) - put
            assert put > 0


def test_a_changed_law_changes_the_table(library: Library) -> None:
    """The words of the table are those recorded: a word put into the record stands in both columns."""
    other = changed(library.law[LAW], "11", "1", "domestic law", "national law")
    text = settle(replace(library, law={**library.law, LAW: other}), Request(NAME, mode="table"))
    (table,) = [block for block in below(text.document.body) if isinstance(block, Table)]
    row = next(row for row in table.rows if "Articles 2 through 10" in plain(row[0]))
    assert "national law" in plain(row[0]) and "national law" in plain(row[1])
    assert "domestic law" not in plain(row[0]) + plain(row[1])


def test_words_that_are_gone_from_the_law_are_reported(library: Library) -> None:
    other = changed(library.law[LAW], "11", "1", "Articles 2 through 10", "Articles 2 to 10")
    text = settle(replace(library, law={**library.law, LAW: other}), Request(NAME, mode="table"))
    assert [each.code for each in text.found if each.is_error] == ["P426"]


def test_each_reason_of_the_changes_stands_in_the_table_once(library: Library) -> None:
    """Every claim of every clause that has a row is there, and only once."""
    text = settle(library, Request(NAME, mode="table"))
    (table,) = [block for block in below(text.document.body) if isinstance(block, Table)]
    said = [plain(part) for row in table.rows for part in lines(row[2]) if part]
    notes = settle(library, Request(NAME, mode="notes"))
    assert len(said) == len(set(said))
    for name in (VARIANTS, "offence-advertise", "def-child", "element-consent-irrelevant"):
        clause = library.clauses[name]
        variant = refer(library, Request(NAME)).numbered.draft.selection.chosen[name]
        claims = [each.claim for each in clause.rationale if not each.variants or variant in each.variants]
        plain_claims = [each for each in claims if "[](" not in each and "*" not in each]
        assert plain_claims
        for claim in plain_claims:
            assert sum(claim in each for each in said) == 1, claim
    assert notes.document.title == text.document.title[1:]


@pytest.mark.parametrize("name", ["optional-protocol", "model-convention"])
def test_a_text_that_amends_nothing_has_no_table(library: Library, name: str) -> None:
    assert [each.code for each in settle(library, Request(name, mode="table")).found] == ["P425"]


def changed(law: Law, number: str, label: str, old: str, new: str) -> Law:
    """The law with some words of one provision recorded otherwise."""

    def article(each: LawArticle) -> LawArticle:
        if each.article != number:
            return each
        assert old in " ".join(each.text[label].split())
        return replace(each, text={**each.text, label: " ".join(each.text[label].split()).replace(old, new)})

    def division(each: LawDivision) -> LawDivision:
        return replace(
            each,
            articles=tuple(map(article, each.articles)),
            divisions=tuple(map(division, each.divisions)),
        )

    return replace(law, divisions=tuple(map(division, law.divisions)))


def ranges_that_grow(library: Library, variant: str = "") -> str:
    """What the rules say of the ranges of the Convention, with the consequential amendments in a variant."""
    text = refer(library, Request(NAME, "", {VARIANTS: variant} if variant else {}))
    return " ".join(each.message for each in lint(library, [text], ()) if each.code == "L549")


def test_a_range_beside_which_the_new_article_is_named_does_not_grow_unsaid(library: Library) -> None:
    """Article 11, paragraph 1, is amended by default and left alone in the other variant; Article 13 always is."""
    named, left = ranges_that_grow(library), ranges_that_grow(library, "attempt-declarations-reservations")
    assert "13.1 (" in named and "11.1 (" not in named
    assert "13.1 (" in left and "11.1 (" in left

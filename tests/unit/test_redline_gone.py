"""An article that gave way to another: each stands together, and what the one took over from the other is told."""

from __future__ import annotations

from redlines import compared, drawn
from travaux.render.api import Assets
from travaux.render.redline import pdf, sheet
from travaux.render.redline.api import View, renderer

DROPPED = """
Article 1 – Aims

Each Party shall act.

Article 2 – Notices

1. Each Party shall publish a notice of every meeting in the official journal.

2. Nothing in this article shall be read as asking a person to publish his or her own name.

3. Old journals are sold at the price of their paper.

Article 3 – Rules

The rules stand.
"""
TAKEN_OVER = """
Article 1 – Aims

Each Party shall act.

Article 2 – Common duties

1. Registers are kept by the depositary, and seals by the bureau.

2. Nothing in this article shall be read as asking a child to publish his or her own name.

3. An emblem is flown from every ship that sails for the conference.

4. Disputes about salvage go before arbitrators.

Article 3 – Rules

The rules stand.
"""


def test_of_an_article_that_is_gone_what_another_took_over_is_told_in_both_places() -> None:
    told = sheet.sheet(compared(DROPPED, TAKEN_OVER))
    (kept,) = (each for each in told.entries if each.left)
    assert kept.note == "formerly Article 2(2)" and kept.name == "Article 2(2)"
    ((after, traces),) = told.traces.items()
    before = told.entries[after].row
    assert traces == (kept,) and before.status == "deleted" and before.old and before.old.label == "1."
    statuses = [each.row.status for each in told.entries]
    assert statuses == [
        *("equal", "equal", "deleted", "deleted", "deleted"),
        *("inserted", "inserted", "changed", "inserted", "inserted", "equal", "equal"),
    ]


def test_print_says_where_it_was(assets: Assets) -> None:
    made, view = compared(DROPPED, TAKEN_OVER), View(assets=assets)
    for name in ("terminal", "md", "html"):
        assert "formerly Article 2(2)" in renderer(name).render(made, view).decode()
    for page in (renderer("html").render(made, view).decode(), pdf.source(made, assets)):
        assert "formerly Article 2(2)</" in page and "moved to Article 2(2)" in page


def test_of_several_in_a_row_each_follows_the_one_before_it() -> None:
    old = DROPPED.replace("Article 3 – Rules", "Article 3 – Seals\n\nSeals are blue.\n\nArticle 4 – Rules")
    rows = [drawn(row).split(" | ")[:2] for row in compared(old, TAKEN_OVER).rows]
    assert [each for each in rows if each[0] in ("deleted", "inserted")] == [
        ["deleted", "Article 2"],
        ["deleted", "1."],
        ["deleted", "3."],
        ["deleted", "Article 3"],
        ["deleted", "[-Seals are blue.-]"],
        ["inserted", "Article 2"],
        ["inserted", "1."],
        ["inserted", "3."],
        ["inserted", "4."],
    ]


ALIKE = "Each Party shall establish as an offence, when committed intentionally, the following conduct:"


def test_that_two_articles_begin_alike_does_not_make_one_of_the_other() -> None:
    heads = "Article 1 – Aims\n\nEach Party shall act.\n\n"
    old = (
        f"{heads}Article 2 – Theft\n\n{ALIKE}\n\ntaking a purse.\n\nArticle 3 – Fraud\n\n{ALIKE}\n\nselling a bridge.\n"
    )
    new = f"{heads}Article 2 – Common offences\n\n{ALIKE}\n\nany conduct named in the annex, however done.\n"
    assert {row.status for row in compared(old, new).rows[2:]} == {"deleted", "inserted"}
    assert {row.status for row in compared(new, old).rows[2:]} == {"deleted", "inserted"}


def test_equal_words_under_headings_that_are_paired_stay_a_pair() -> None:
    heads = "Article 1 – Aims\n\nEach Party shall act.\n\n"
    old = f"{heads}Article 2 – Theft of goods\n\n1. {ALIKE}\n\n2. Theft includes the taking of a purse or a bag.\n"
    new = (
        f"{heads}Article 2 – Theft of goods\n\n{ALIKE}\n\nArticle 3 – Fraud\n\n1. {ALIKE}\n\n"
        "2. Fraud includes the sale of a bridge.\n"
    )
    for redline in (compared(old, new), compared(new, old)):
        (chapeau,) = [row for row in redline.rows if row.old and row.new and row.new.text == ALIKE]
        assert chapeau.status == "renumbered"

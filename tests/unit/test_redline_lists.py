"""What leads into a printed redline: its changes article by article, what they do in law, marks that are told apart."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from redline_samples import HARDENS, NARROWS, NEUTRAL, WIDENS, both, one, treaty
from travaux.model.redline import Effect, Redline, Row
from travaux.render.api import Assets
from travaux.render.redline import lists, pdf, sheet
from travaux.render.redline.api import View, renderer


def printed(name: str, redline: Redline, view: View) -> str:
    return renderer(name).render(redline, view).decode()


def article(number: int, *effects: Effect) -> tuple[Row, Row]:
    """An article whose heading and only paragraph change."""
    path = str(number)
    return (
        both("changed", (f"Article {path}", f"Article {path}"), "|-Aim|+Purpose", "article", (path, path)),
        both("changed", ("1.", "1."), "a |-b|+c", paths=(f"{path} 1", f"{path} 1"), effects=effects),
    )


def long(articles: int) -> Redline:
    return Redline("a", "b", tuple(row for number in range(1, articles + 1) for row in article(number)))


# ---------------------------------------------------------------- the changes


@pytest.mark.parametrize(("articles", "folded"), [(lists.MANY // 2, 0), (lists.MANY // 2 + 1, lists.MANY // 2 + 1)])
def test_of_many_changes_the_list_is_folded_article_by_article(assets: Assets, articles: int, folded: int) -> None:
    page = printed("html", long(articles), View(assets=assets))
    beside = page[page.index('<nav class="contents side"') : page.index("<main")]
    assert beside.count("<li><details>") == folded
    assert beside.count('<span class="tally">2</span>') == folded
    assert [int(each) for each in re.findall(r'href="#_c(\d+)"', beside)] == [*range(1, 2 * articles + 1)]


def test_a_heading_under_which_nothing_else_changes_is_a_link_itself() -> None:
    rows = (*article(1, HARDENS, NEUTRAL), *article(2)[:1])
    first, second = lists.contents(sheet.sheet(Redline("a", "b", rows)))["groups"]
    assert (first["head"], first["ways"]) == ("Article 1 – Purpose", ["hardens"])
    assert [each["name"] for each in first["links"]] == ["Heading", "Article 1(1)"]
    assert (second["head"], [each["name"] for each in second["links"]]) == ("", ["Article 2 – Purpose"])


def test_unnumbered_words_are_named_by_the_article_over_them() -> None:
    rows = (
        both("changed", ("", ""), "Recalling |-a|+b", "recital"),
        both("renumbered", ("Article 2", "Article 3"), "Scope", "article", ("2", "3")),
        both("changed", ("", ""), "Each Party |-may|+shall| act.", "text"),
        one("deleted", "", "It may do more.", level="text"),
    )
    names = [each.name for each in sheet.sheet(Redline("a", "b", rows)).entries]
    assert names == ["Recalling b", "Article 3", "Article 3", "Article 2"]


# ---------------------------------------------------------------- what they do in law


def test_what_is_neutral_is_folded_behind_what_points_one_way(assets: Assets) -> None:
    rows = (*article(1, NEUTRAL, WIDENS), *article(2, NARROWS))
    page = printed("html", Redline("a", "b", rows), View(assets=assets))
    law = page[page.index('id="_law"') : page.index('id="_compared"')]
    open_part, fold = law.split("<details>")
    assert [*re.findall(r'class="way (\w+)"', open_part)] == ["widens", "narrows"]
    assert [*re.findall(r'class="way (\w+)"', fold)] == ["neutral"]
    assert "both texts (1)</summary>" in fold


def test_what_is_neutral_is_not_folded_where_there_is_nothing_else(assets: Assets) -> None:
    page = printed("html", Redline("a", "b", article(1, NEUTRAL)), View(assets=assets))
    law = page[page.index('id="_law"') : page.index('id="_compared"')]
    assert "<details>" not in law and law.count('class="way neutral"') == 1


def test_on_paper_what_is_neutral_has_a_table_of_its_own(assets: Assets) -> None:
    source = pdf.source(treaty(), assets)
    tables = re.findall(r'<table class="grid">.*?</table>', source, re.DOTALL)
    ways = [re.findall(r'class="way (\w+)"', each) for each in tables]
    assert ways == [["hardens", "softens", "widens", "narrows"], ["neutral"]]
    assert source.index("Neutral, or to be read") > source.index(tables[0])


def test_the_effects_of_one_article_stand_together(assets: Assets) -> None:
    rows = (*article(1, HARDENS, WIDENS), *article(2, NEUTRAL, NEUTRAL), *article(3, NARROWS))
    made = lists.in_law(sheet.sheet(Redline("a", "b", rows)))
    assert [(each["head"], len(each["items"])) for each in made["effects"]] == [("Article 1 – Purpose", 2), ("", 1)]
    assert [(each["head"], len(each["items"])) for each in made["neutral"]] == [("Article 2 – Purpose", 2)]
    assert made["neutrals"] == 2
    page = printed("html", Redline("a", "b", rows), View(assets=assets))
    law = re.findall(r"<b>(Article.*?)</b>|>(Article[^<]*)</a>: <span", page)
    titles = [title or name for title, name in law]
    assert titles == [
        *("Article 1 – Purpose", "Article 1(1)", "Article 1(1)", "Article 3(1)"),
        *("Article 2 – Purpose", "Article 2(1)", "Article 2(1)"),
    ]


def test_a_passage_that_is_gone_is_named_as_one_of_the_old_text() -> None:
    gone = one("deleted", "Article 1", "Purpose", "1", "article", (NARROWS,))
    new = one("inserted", "Article 1", "Aim", "1", "article", (WIDENS,))
    made = lists.in_law(sheet.sheet(Redline("a", "b", (gone, new))))
    assert [item["name"] for each in made["effects"] for item in each["items"]] == [
        "Article 1 (old\u00a0text)",
        "Article 1",
    ]


def test_quotation_marks_within_quoted_words_are_the_inner_ones() -> None:
    effect = Effect(
        "definition", "neutral", "The definition reads differently.", "“child” means", "the Party’s “child”"
    )
    assert sheet.change(effect) == "“‘child’ means” → “the Party’s ‘child’”"


# ---------------------------------------------------------------- marks that are told apart


def own(words: str) -> Redline:
    return Redline("a", "b", (both("changed", ("[-1.", "[-1."), words, paths=("1 1", "1 1")),))


def test_what_looks_like_a_mark_in_a_text_stands_behind_a_backslash() -> None:
    said = printed("terminal", own("take [- or -] {+some+} |-measures|+steps"), View())
    assert said.endswith(r"  \[-1. take \[- or \-] \{+some\+} [-measures-]{+steps+}" + "\n")
    assert said.count("stand behind a backslash") == 1


def test_without_such_characters_or_with_colour_nothing_is_said_of_them() -> None:
    assert "backslash" not in printed("terminal", treaty(), View())
    coloured = printed("terminal", own("take [- or -] |-measures|+steps"), View(colour=True))
    assert "backslash" not in coloured and "[- or -]" in coloured and "\\" not in coloured


def test_an_own_sign_is_never_broken_from_its_backslash() -> None:
    for width in range(12, 40):
        said = printed("terminal", own("aaaaaaaaaaaaaaaaaa[-bbbbbbbbbb-] |-measures|+steps"), View(width=width))
        assert r"\[-" in said.split("\n", 6)[-1] and not re.search(r"\\$|\\\[$", said, re.MULTILINE)


def test_in_colour_deleted_and_inserted_words_do_not_run_into_each_other() -> None:
    row = both("changed", ("1.", "1."), "Each Party |-may|+shall| act.", paths=("1 1", "1 1"))
    said = printed("terminal", Redline("a", "b", (row,)), View(colour=True))
    assert re.sub(r"\x1b\[[0-9;]*m", "", said).endswith("1. Each Party may shall act.\n")


def test_the_words_copied_from_paper_tell_the_two_apart(assets: Assets) -> None:
    pytest.importorskip("weasyprint")
    from io import BytesIO

    from pypdf import PdfReader

    row = both("changed", ("1.", "1."), "Each Party |-may|+shall| act.", paths=("1 1", "1 1"))
    made = renderer("pdf").render(replace(treaty(), rows=(row,), terms=(), old_ids=()), View(assets=assets))
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
    assert re.search("Each Party ⸤ ?may ?⸥ ?⸢ ?shall ?⸣ act", words)


def test_only_an_insertion_that_replaces_something_stands_off(assets: Assets) -> None:
    rows = (both("changed", ("1.", "1."), "a |-b|+c| d |+e", paths=("1 1", "1 1")),)
    source = pdf.source(Redline("a", "b", rows), assets)
    assert re.findall(r"<ins( class=\"close\")?><span class=\"said\">\[inserted: </span>(\w)", source) == [
        (' class="close"', "c"),
        ("", "e"),
    ]

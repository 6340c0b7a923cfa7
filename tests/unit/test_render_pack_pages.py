"""A briefing pack on paper: its cover, its running heads, its bookmarks; and not a character is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from render_trees import ORIGIN, assets, division, para, t
from travaux.model import walk
from travaux.model.tree import Block, Change, Division, Document, Edition, Facing, Para, Settled, Table
from travaux.render import markdown, pdf, text

weasyprint = pytest.importorskip("weasyprint")
SENTENCE = "Each Party shall adopt such measures as may be necessary. "


def pack(*body: Block) -> Settled:
    notices = (para("For those who read", role="notice"), para("A draft without authority.", role="notice"))
    return Settled(
        Document("pack", t("A pack"), "coe", "en", notices, body, (), t("Its subtitle"), "A pack", "pack", False)
    )


def section(name: str, *blocks: Block) -> Division:
    return division("annex", f"section-{name}", "", *blocks, heading=f"Section {name}")


def edition(prefix: str) -> Edition:
    articles = (division("article", f"{prefix}.{at}", f"Article {at}", para(SENTENCE * 60)) for at in (1, 2, 3))
    return Edition("none", t(f"The text {prefix}"), tuple(articles), ORIGIN)


def sample() -> Settled:
    changed = Para((*t("Each Party "), Change(t("may"), "-"), Change(t("shall"), "+"), *t(" act.")), ORIGIN)
    pairs = (((para("Left."),), (para("Right."),)),)
    grid = Table((t("Element"), t("Here")), ((t("act"), t("yes")), (t("means"), t("no"))), ORIGIN, (), False, True)
    return pack(
        section("one", para(SENTENCE * 3), changed, grid),
        section("two", edition("c")),
        section("three", Facing(pairs, ORIGIN, (t("The words"), t("What they mean")))),
    )


def pages_of(settled: Settled) -> list[Any]:
    html = weasyprint.HTML(string=pdf.source(settled, assets()), url_fetcher=pdf.fetcher(assets()), base_url=pdf.SCHEME)
    return [each._page_box for each in html.render().pages]


def texts(box: Any) -> Iterator[str]:
    if hasattr(box, "text"):
        yield box.text.removesuffix("‐")
    for each in getattr(box, "children", ()):
        yield from texts(each)


def margin(page: Any, place: str) -> str:
    return "".join(word for box in page.children[1:] if box.at_keyword == place for word in texts(box))


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_not_a_character_is_lost_and_the_title_comes_first() -> None:
    settled = sample()
    out = "".join(word for page in pages_of(settled) for word in texts(page.children[0]))
    assert squeezed(out) == squeezed(walk.characters(settled.document))
    assert out.startswith("A packIts subtitleFor those who read")
    for written in (text.render(settled, assets()), markdown.render(settled, assets())):
        assert re.search("A pack.*Its subtitle.*For those who read.*Section one", written.decode(), re.DOTALL)


def test_the_cover_is_a_page_of_its_own_without_heads() -> None:
    cover, following, *_ = pages_of(sample())
    assert squeezed("".join(texts(cover.children[0]))).endswith("Adraftwithoutauthority.")
    assert len(cover.children) == 1, "nothing stands in its margins"
    assert "".join(texts(following.children[0])).startswith("Section one")
    assert re.fullmatch(r"2 / \d+", margin(following, "@bottom-right"))


def test_running_heads_name_the_section_and_the_article() -> None:
    heads = [(margin(page, "@top-left"), margin(page, "@top-right")) for page in pages_of(sample())[1:]]
    assert heads[0] == ("Section one", "")
    assert ("Section two", "Article 1") in heads and ("Section two", "Article 2") in heads
    assert heads[-1] == ("Section three", ""), "a new section forgets the article of the one before"


def test_a_long_section_begins_on_a_new_page_in_a_pack_that_is_long() -> None:
    long = section("long", *(para(SENTENCE * 4) for _ in range(40)))
    brief = section("brief", para(SENTENCE))
    more = (replace(long, ident=f"section-{number}") for number in range(4))

    def begins(settled: Settled) -> int:
        return next(
            n for n, page in enumerate(pages_of(settled)) if "Section long" in " ".join(texts(page.children[0]))
        )

    assert begins(pack(brief, long)) == 1, "behind the section before it"
    assert begins(pack(brief, long, *more)) == 2


def test_bookmarks_lead_to_sections_texts_and_articles() -> None:
    pypdf = pytest.importorskip("pypdf")
    reader = pypdf.PdfReader(BytesIO(pdf.render(sample(), assets())))

    def titles(outline: Any) -> list[Any]:
        return [titles(each) if isinstance(each, list) else each.title for each in outline]

    articles = ["Article 1", "Article 2", "Article 3"]
    assert titles(reader.outline) == ["Section one", "Section two", ["The text c", articles], "Section three"]


def test_the_same_bytes_twice_mended_or_not() -> None:
    settled = pack(section("one", *(para(SENTENCE * 9) for _ in range(9)), para("w" * 400)))
    assert pdf.render(settled, assets()) == pdf.render(settled, assets())

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
from travaux.model.tree import Block, Change, Division, Document, Drawing, Edition, Facing, Para, Settled, Table
from travaux.render import html, markdown, pdf, text

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
    sheets = weasyprint.HTML(
        string=pdf.source(settled, assets()), url_fetcher=pdf.fetcher(assets()), base_url=pdf.SCHEME
    )
    return [each._page_box for each in sheets.render().pages]


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


# ---------------------------------------------------------------- what is laid by its length


def facing(*pairs: tuple[int, int]) -> Settled:
    """Pairs with so many sentences on their left and right sides."""
    said = (tuple((para(SENTENCE * each),) if each else () for each in pair) for pair in pairs)
    sides = tuple((left, right) for left, right in said)
    return pack(section("facing", Facing(sides, ORIGIN, (t("The words"), t("What they mean")))))


def test_a_long_comment_runs_under_its_provision_in_two_columns() -> None:
    settled = facing((1, 40), (1, 40), (2, 30))
    laid = pdf.source(settled, assets())
    assert laid.count('class="pair over right-columns"') == 3
    assert '<div class="run">' not in laid, "no provision stands beside an empty half of a sheet"
    for page in pages_of(settled)[1:-1]:
        foot = max(line for line in lines_of(page.children[0]))
        assert foot > page.height * 0.7, "and no page is left half empty"


def test_pairs_of_like_lengths_stand_beside_each_other_with_heads() -> None:
    laid = pdf.source(facing((6, 8), (1, 40), (5, 7), (7, 6)), assets())
    assert laid.count('class="pair over') == 1 and laid.count('<div class="run">') == 2
    assert laid.count("What they mean") == 1 and laid.index("What they mean") < laid.index("Each Party")


def test_a_provision_that_nothing_is_said_of_has_no_empty_column() -> None:
    laid = pdf.source(facing((6, 8), (3, 0), (5, 7)), assets())
    assert 'class="pair over alone"' in laid


def lines_of(box: Any) -> Iterator[float]:
    if hasattr(box, "text"):
        yield box.position_y + box.height
    for each in getattr(box, "children", ()):
        yield from lines_of(each)


def drawing(apart: bool) -> Drawing:
    data = Table((t("Place"), t("Heading")), ((t("Chapter I"), t("Terms")),), ORIGIN, t("As drawn"), False, True)
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'
    return Drawing(svg, "A tree of two lines.", ORIGIN, data, t("A tree."), apart)


def test_data_that_repeat_a_figure_stand_behind_the_text_and_are_led_to() -> None:
    settled = pack(section("one", drawing(True)), section("two", para(SENTENCE)))
    written = pdf.source(settled, assets())
    assert written.index("Chapter I") > written.index("Section two") > written.index("The same as a table")
    pages = pages_of(settled)
    said = "".join(texts(pages[1].children[0]))
    assert "Data of the figures" in said and re.search(rf"The same as a table: page\s{2}\.", said)
    shown = html.render(settled, assets()).decode()
    assert re.search(r'<details class="data"><summary>The same as a table</summary>\s*<div class="scroll"', shown)


def test_data_that_say_more_than_a_figure_stand_under_it() -> None:
    settled = pack(section("one", drawing(False)), section("two", para(SENTENCE)))
    for written in (pdf.source(settled, assets()), html.render(settled, assets()).decode()):
        assert written.index("Chapter I") < written.index(">Section two</span></h2>")
        assert "The same as a table" not in written


def test_a_row_of_a_title_alone_heads_a_group_of_rows() -> None:
    rows = ((t("The words"), (), ()), (t("1"), t("a"), t("b")), (t("About them"), (), ()), (t("2"), t("c"), t("d")))
    written = pdf.source(pack(section("one", Table((t("x"), t("y"), t("z")), rows, ORIGIN, (), False, True))), assets())
    assert written.count('<tbody class="group">') == written.count("</tbody>") == 2
    assert '<tr class="over"><th scope="rowgroup" colspan="3">About them</th></tr>' in written


def test_running_heads_are_cut_by_the_width_there_is() -> None:
    name = "Trafficking in persons by means of a computer system, and what follows from it for each Party"
    grid = Table((t("x"), t("y")), ((t("a"), t("b")),) * 60, ORIGIN, (), True, True)
    across = pages_of(pack(section("one", division("article", "c.8", "Article 8", grid, heading=name))))[-1]
    assert across.width > across.height and margin(across, "@top-right") == f"Article 8 – {name}"
    article = division("article", "c.8", "Article 8", *(para(SENTENCE * 9),) * 9, heading=name)
    upright = margin(pages_of(pack(section("one", article)))[-1], "@top-right")
    assert len(upright) > 80 and upright.endswith(" …") and name.startswith(upright[12:-2])


def test_the_contents_have_two_levels_and_no_more() -> None:
    articles = tuple(division("article", f"c.{at}", f"Article {at}", para(SENTENCE)) for at in range(1, 31))
    chapter = division("chapter", "c.i", "Chapter I", *articles)
    document = replace(pack(section("one", Edition("none", t("The text"), (chapter,), ORIGIN))).document, contents=True)
    written = pdf.source(Settled(document, "none"), assets())
    nav = written[written.index("<nav") : written.index("</nav>")]
    assert nav.count("<ol>") == 2 and nav.count("<li") == 32
    heads = [margin(each, "@top-left") for each in pages_of(Settled(document, "none"))]
    assert heads.count("Contents") == 1

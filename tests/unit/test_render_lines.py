"""Line numbers in the margin: the fifth line of the text is the fifth, and no reader hears its number."""

from __future__ import annotations

import re
from typing import Any

import pytest

from render_trees import ORIGIN, assets, division, para, protocol, t
from travaux.model.tree import Document, Edition, Note, Settled
from travaux.render import lines, pdf

weasyprint = pytest.importorskip("weasyprint")
SENTENCE = "Each Party shall adopt such measures as may be necessary. "


def numbered(*paragraphs: int, mode: Any = "none", texts: int = 1, noted: bool = False) -> Settled:
    """Texts of paragraphs of so many sentences, whose lines are counted."""
    note = (Note(1, "for", "For.", t("Why so. " * 20)),) if noted else ()
    body = tuple(
        division("article", f"{text}.{at}", f"Article {at}", para(SENTENCE * length, *note))
        for text in range(texts)
        for at, length in enumerate(paragraphs)
    )
    each = len(paragraphs)
    editions = tuple(
        Edition(mode, t("A text"), body[text * each : (text + 1) * each], ORIGIN, (), True) for text in range(texts)
    )
    section = division("annex", "s", "", *editions, heading="The text")
    return Settled(Document("p", t("A pack"), "coe", "en", (), (section,), (), (), "A pack", "pack", False))


def laid_out(settled: Settled) -> tuple[int, list[Any]]:
    html = weasyprint.HTML(string=pdf.source(settled, assets()), url_fetcher=pdf.fetcher(assets()), base_url=pdf.SCHEME)
    pages = html.render().pages
    return lines.number_lines(pages), [each._page_box for each in pages]


def numbers(page: Any) -> list[tuple[str, Any]]:
    found = [each for each in page.children if getattr(each, "at_keyword", "") == lines.HELD]
    return [(lines._words(each).text, lines._words(each)) for each in found]


def text_lines(box: Any, heading: bool = False) -> list[Any]:
    heading = heading or box.element_tag in ("h1", "h2", "h3", "h4", "h5", "h6")
    if box.element is not None and "note" in (box.element.get("class") or "").split():
        return []
    if type(box).__name__ == "LineBox":
        return [] if heading or not box.width else [box]
    return [line for each in getattr(box, "children", ()) for line in text_lines(each, heading)]


def feet(box: Any) -> float:
    return float(box.position_y + box.baseline)


@pytest.mark.parametrize("mode", ["none", "margin"])
def test_every_fifth_line_has_its_number_level_with_it(mode: Any) -> None:
    count, pages = laid_out(numbered(*range(4, 34), mode=mode, noted=mode == "margin"))
    counted = [(page, line) for page in pages[1:] for line in text_lines(page.children[0])]
    assert count == len(counted) > 100
    printed = [(page, text, box) for page in pages for text, box in numbers(page)]
    assert [text for _, text, _ in printed] == [str(each) for each in range(5, count + 1, 5)]
    for page, text, box in printed:
        on, line = counted[int(text) - 1]
        assert on is page
        assert feet(box) == pytest.approx(feet(line), abs=0.6)
        assert box.position_x > 0 and box.position_x + box.width < page.content_box_x()


def test_each_text_is_counted_anew() -> None:
    _, pages = laid_out(numbered(9, 9, texts=2))
    printed = [text for page in pages for text, _ in numbers(page)]
    half = len(printed) // 2
    assert printed[:half] == printed[half:] and printed[0] == "5"


def test_what_stands_behind_a_text_is_not_counted() -> None:
    further = division("annex", "f", "", para(SENTENCE * 40), heading="Further notes")
    edition = Edition("none", t("A text"), (para(SENTENCE * 20), further), ORIGIN, (), True)
    with_it = Settled(Document("p", t("A pack"), "coe", "en", (), (edition,), (), (), "A pack", "pack", False))
    assert 8 < laid_out(with_it)[0] < 20


def test_where_no_lines_are_counted_no_page_has_numbers() -> None:
    for settled in (protocol("margin"), protocol("none")):
        assert "@left-top" not in pdf.source(settled, assets())
        count, pages = laid_out(settled)
        assert count == 0 and not any(numbers(page) for page in pages)


def test_the_numbers_are_printed_and_not_read() -> None:
    pypdf = pytest.importorskip("pypdf")
    from io import BytesIO

    data = pdf.render(numbered(30), assets())
    assert data == pdf.render(numbered(30), assets())
    (page,) = (each for each in pypdf.PdfReader(BytesIO(data)).pages if "Each Party" in each.extract_text())
    assert re.search(r"\b10\b", page.extract_text())
    stream = page.get_contents().get_data()
    marks = re.findall(rb"/(\w+)\s*(?:<<[^>]*>>)?\s*(?:BDC|BMC)", stream)
    assert b"Artifact" in marks
    parents = pypdf.PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]
    assert b"/MCID" in stream and parents is not None

"""The layout audit: what is out of place is found, mended where a break mends it, and told where none does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from time import process_time
from typing import Any

import pytest

from render_trees import ORIGIN, assets, division, long_notes, para, protocol, t
from travaux.misprints import WHAT, misprinted
from travaux.model.tree import Block, Document, Drawing, Edition, Facing, Inline, Note, Settled, Table
from travaux.render import audit, pdf
from travaux.render.api import Misprint

weasyprint = pytest.importorskip("weasyprint")
NOTED = protocol("margin")
WORD = re.compile(r"\w+")


def html_of(source: str) -> Any:
    return weasyprint.HTML(string=source, url_fetcher=pdf.fetcher(assets()), base_url=pdf.SCHEME)


def found(source: str) -> list[tuple[str, str]]:
    """What the audit finds in a page as it is set the first time: the kind, and the first word."""
    page = html_of(source)
    faults = audit.audit(page.render(), page.etree_element)
    return [(each.misprint.kind, WORD.findall(each.misprint.words)[0]) for each in faults]


def told(source: str) -> list[Misprint]:
    """What remains when a page has been set and mended."""
    heard: list[Misprint] = []
    pdf.write(source, replace(assets(), tell=heard.append))
    return heard


@pytest.fixture(scope="module")
def source() -> str:
    return pdf.source(NOTED, assets())


def notes_of(source: str) -> list[str]:
    return re.findall(r'<div class="note [^"]*" data-note="\d+">.*?</div>', source, re.DOTALL)


def said(note: str) -> str:
    return WORD.findall(re.sub("<[^>]+>", " ", note))[0]


# ---------------------------------------------------------------- notes


@pytest.mark.parametrize("settled", [NOTED, protocol("notes"), protocol("none"), long_notes()])
def test_of_a_sound_page_nothing_is_told(settled: Settled) -> None:
    assert told(pdf.source(settled, assets())) == []


def test_the_notes_of_a_sound_page_are_all_looked_at(source: str) -> None:
    page = html_of(source)
    walk = audit._Walk(page.etree_element)
    for number, each in enumerate(page.render().pages, 1):
        walk.page(number, each._page_box)
    assert len(walk.notes) == len(notes_of(source)) > 5
    assert all(walk.seen[note].characters > 10 for note in walk.notes)


DISPLACED = (
    "position: relative; top: 400pt",
    "position: relative; top: -30pt",
    "position: absolute; top: 200pt",
    "margin-top: 300pt",
    "margin-top: 900pt",
)


@pytest.mark.parametrize("style", DISPLACED)
def test_a_displaced_note_is_told(source: str, style: str) -> None:
    note = notes_of(source)[-1]
    planted = source.replace(note, note.replace("<div ", f'<div style="{style}" ', 1))
    if "900" in style:  # on the next page, from a row that may be divided
        planted = planted.replace('class="row"', 'class="row long"')
    assert ("displaced", said(note)) in found(planted)
    assert "displaced" in {each.kind for each in told(planted)}, "no break mends what a style sheet does"


@pytest.mark.parametrize("at", [0, 3, -1])
def test_a_lost_note_is_told(source: str, at: int) -> None:
    note = notes_of(source)[at]
    planted = source.replace(note, note.replace("<div ", '<div style="display: none" ', 1))
    assert found(planted) == [("lost", said(note))]
    assert [each.kind for each in told(planted)] == ["lost"]


def test_a_note_of_which_a_sentence_is_lost_is_told(source: str) -> None:
    note = notes_of(source)[3]
    words = re.sub(r"(.*) (\w+ \w+ \w+)", r'\1 <span style="display: none">\2</span>', note, count=1, flags=re.DOTALL)
    assert words != note
    assert [kind for kind, _ in found(source.replace(note, words))] == ["lost"]


@pytest.mark.parametrize("at", [0, 3, -1])
def test_a_doubled_note_is_told(source: str, at: int) -> None:
    note = notes_of(source)[at]
    assert ("doubled", said(note)) in found(source.replace(note, note + note))
    behind = source.replace("</main>", f"{note}</main>")
    assert [kind for kind, _ in found(behind)] == ["doubled"]


# ---------------------------------------------------------------- headings


SMALL = "<style>@page { size: 100mm 60mm; margin: 10mm } * { margin: 0; font: 10pt/12pt Garamond }</style>"
EIGHT = '<p style="height: 90pt">Words.</p>'


def test_a_heading_last_on_its_page_is_told_and_mended() -> None:
    planted = f'{SMALL}{EIGHT}<h2 style="break-after: auto">Heading</h2><p>More words.</p><p>And more.</p>'
    assert found(planted) == [("heading", "Heading")]
    assert told(planted) == []


def test_a_heading_at_the_very_end_is_where_it_belongs() -> None:
    assert found(f"{SMALL}<p>Words.</p><h2>Heading</h2>") == []


def test_a_heading_that_no_break_helps_is_told() -> None:
    planted = f'{SMALL}{EIGHT}<h2 style="break-after: page">Heading</h2><p>More words.</p>'
    assert [each.kind for each in told(planted)] == ["heading"]


# ---------------------------------------------------------------- the area of the page


def test_a_word_that_no_line_has_room_for_is_divided() -> None:
    planted = f"{SMALL}<p>{'w' * 80} and more</p>"
    assert found(planted) == [("beside", "w" * 60)]
    assert told(planted) == []


def test_what_is_too_wide_and_cant_be_divided_is_told() -> None:
    planted = f'{SMALL}<p style="width: 300mm">{"word " * 60}</p>'
    assert "beside" in {each.kind for each in told(planted)}


def test_a_row_too_high_for_its_page_is_divided() -> None:
    cells = "".join(f"<tr><td><p>{'Words of a cell. ' * 40}</p></td></tr>" for _ in range(2))
    planted = f"{SMALL}<style>tr {{ break-inside: avoid }}</style><table>{cells}</table>"
    assert told(planted) == []


# ---------------------------------------------------------------- packs


def pack(*body: Block, contents: bool = False) -> Settled:
    return Settled(Document("pack", t("A pack"), "coe", "en", (), body, (), (), "A pack", "pack", contents))


def section(ident: str, *blocks: Block) -> Block:
    return division("annex", ident, "", *blocks, heading=f"Section {ident}")


def pages_of(settled: Settled) -> list[Any]:
    return [each._page_box for each in html_of(pdf.source(settled, assets())).render().pages]


def boxes(box: Any, *, where: Callable[[Any], bool]) -> Iterator[Any]:
    if where(box):
        yield box
    for each in getattr(box, "children", ()):
        yield from boxes(each, where=where)


def has_class(name: str) -> Callable[[Any], bool]:
    return lambda box: box.element is not None and name in (box.element.get("class") or "").split()


def texts(box: Any) -> str:
    return " ".join(each.text for each in boxes(box, where=lambda box: hasattr(box, "text")))


def grid(columns: int, rows: int, words: str = "considerations", wide: bool = True) -> Table:
    head = tuple(t(f"Head-of-column-{each}") for each in range(columns))
    cells = tuple(tuple(t(f"{words} {row}.{each}") for each in range(columns)) for row in range(rows))
    return Table(head, cells, ORIGIN, t("A table"), wide, True)


def test_a_wide_table_lies_across_the_sheet_and_its_heading_with_it() -> None:
    first, *rest = pages_of(pack(section("a", para("Words.")), section("b", para("Words."), grid(8, 60))))
    assert first.width < first.height
    across = [each for each in rest if each.width > each.height]
    assert "Section b" in texts(across[0]), "the heading stands where the table begins"
    heads = [each for each in across if "Head-of-column-0" in texts(each).replace("‐ ", "")]
    assert len(across) > 1 and len(heads) == len(across), "the head stands over each part"


def test_a_table_wider_than_a_sheet_is_set_in_parts_with_the_first_column() -> None:
    settled = pack(section("b", grid(30, 4)))
    assert told(pdf.source(settled, assets())) == []
    printed = " ".join(texts(page) for page in pages_of(settled)).replace("‐ ", "")
    for column in range(30):
        assert f"considerations 3.{column}" in printed
    tables = [each for page in pages_of(settled) for each in boxes(page, where=has_class("grid")) if each.children]
    assert printed.count("considerations 3.0") == printed.count("(continued)") + 1 > 1
    assert tables


def test_a_row_is_not_split_unless_it_is_long() -> None:
    settled = pack(section("a", *(para("Words.") for _ in range(9)), grid(3, 30, "many words in a cell " * 9, False)))
    for page in pages_of(settled):
        for row in boxes(page, where=lambda box: type(box).__name__ == "TableRowBox" and "many" in texts(box)):
            assert "0" in texts(row.children[0]) or "." in texts(row.children[0])
            assert texts(row.children[0]).startswith("many")


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20"><rect width="50" height="9" fill="#123"/></svg>'


def test_a_picture_is_as_wide_as_the_text_and_stands_with_its_data() -> None:
    data = Table((t("What"), t("How many")), ((t("A"), t("5")),), ORIGIN)
    drawing = Drawing(SVG, "A bar", ORIGIN, data, t("Bars"))
    for lines in (3, 20, 38):
        settled = pack(section("a", *(para("Words.") for _ in range(lines)), drawing))
        (page,) = (each for each in pages_of(settled) if any(boxes(each, where=has_class("drawing"))))
        (image,) = boxes(page, where=lambda box: type(box).__name__ == "BlockReplacedBox")
        assert image.width == pytest.approx(page.width, abs=1)
        assert "How many" in texts(page)


def test_words_beside_words_begin_level() -> None:
    words = "Each Party shall do what it can. "
    pairs = tuple(((para(words * (1 + each % 5)),), (para(words * (9 - each % 7)),)) for each in range(30))
    settled = pack(section("a", Facing(pairs, ORIGIN, (t("Text"), t("Commentary")))))
    seen = 0
    for page in pages_of(settled):
        for pair in boxes(page, where=lambda box: type(box).__name__ == "TableRowBox"):
            left, right = pair.children
            assert left.position_y == right.position_y
            assert left.position_x < right.position_x
            seen += 1
        if any(boxes(page, where=has_class("pair"))):
            assert page.width > page.height
            assert "Commentary" in texts(page), "the heads stand over each page"
    assert seen >= 30


def test_the_contents_have_each_article_once_and_the_page_it_is_on() -> None:
    def text(mode: Any, prefix: str) -> Edition:
        articles = (
            division("article", f"{prefix}.{each}", f"Article {each}", para("Words. " * 300)) for each in (1, 2, 3)
        )
        return Edition(mode, t("A text"), tuple(articles), ORIGIN)

    settled = pack(
        section("report", text("report", "r")),
        section("clean", text("none", "c")),
        section("a", para("x")),
        contents=True,
    )
    pages = pages_of(settled)
    (contents,) = (each for each in pages if any(boxes(each, where=has_class("contents"))))
    listed = re.findall(r"(Section \w+|Article \d)", texts(contents))
    assert listed == ["Section report", "Section clean", "Article 1", "Article 2", "Article 3", "Section a"]
    numbers = [int(each) for each in re.findall(r" (\d+)(?= Section| Article|$| \d+ / )", texts(contents.children[0]))]
    assert [*numbers] and all(f"Article {at}" in texts(pages[page - 1]) for at, page in enumerate(numbers[2:5], 1))


# ---------------------------------------------------------------- long words, and what it costs


def test_a_reason_of_fifty_pages_in_one_paragraph_is_printed_to_its_end() -> None:
    words = " ".join(f"reason{each} which is given here at length" for each in range(2600))
    said: tuple[Inline, ...] = t(words)
    noted = para("Each Party shall.", Note(1, "for", "For.", said))
    clauses = tuple(para(f"Paragraph {each}.") for each in range(9))
    heard: list[Misprint] = []
    source = pdf.source(Settled(Document("d", (), "coe", "en", (), (noted, *clauses)), "margin"), assets())
    page = html_of(source)
    document, misprints = audit.set_and_audit(page, partial(page.render))
    assert misprints == () == tuple(heard)
    assert len(document.pages) > 25
    printed = set("".join(texts(each._page_box) for each in document.pages).replace("‐ ", "").split())
    assert sum(f"reason{each}" in printed for each in range(2600)) > 2500, "some are divided at the end of a line"


def test_it_costs_little() -> None:
    page = html_of(pdf.source(NOTED, assets()))
    begun = process_time()
    document = page.render()
    rendered = process_time() - begun
    least = min(_seconds(partial(audit.audit, document, page.etree_element)) for _ in range(5))
    assert least < 0.03 * rendered


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


# ---------------------------------------------------------------- what the user is told


@pytest.mark.parametrize("kind", [each for each in WHAT if each != "glyph"])
def test_what_is_out_of_place_is_a_warning_that_names_the_page(kind: Any) -> None:
    (finding,) = misprinted("a.pdf", [Misprint(kind, 7, "First words")])
    assert finding.code == "C603" and not finding.is_error
    assert finding.message.startswith("on page 7 of a.pdf ") and "“First words”" in finding.message


def test_what_follows_across_the_sheet_stands_upright_again() -> None:
    settled = pack(section("a", grid(8, 3)), section("b", para("Words after a wide table.")))
    (page,) = (each for each in pages_of(settled) if "Words after" in texts(each))
    assert page.width < page.height

"""DOCX: pages that lie across, tables, lines that are counted, what stays together."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from render_trees import ORIGIN, awkward, division, para, protocol
from travaux.model.tree import Block, Document, Edition, Facing, Inline, Settled, Table, Text
from travaux.ooxml.container import Container
from travaux.render import docx
from travaux.render.api import Assets


def body(settled: Settled, assets: Assets) -> str:
    return (Container(docx.render(settled, assets)).read("word/document.xml") or b"").decode()


def of(*blocks: Block) -> Settled:
    return Settled(Document("d", (Text("Draft"),), "coe", "en-GB", (), blocks))


def pack(*blocks: Block) -> Settled:
    text = of(*blocks)
    return replace(text, document=replace(text.document, kind="pack"))


def cells(count: int, words: str = "x") -> tuple[tuple[Inline, ...], ...]:
    return ((Text(words),),) * count


WIDE = Table(cells(8), (cells(8), cells(8)), ORIGIN, (Text("Caption"),), wide=True)


def laid(text: Settled, assets: Assets) -> list[tuple[str, bool]]:
    """The words of each section, and whether it lies across."""
    out, words = [], ""
    for each in re.findall(r"<w:p>.*?</w:p>|<w:sectPr>.*?</w:sectPr>", body(text, assets)):
        words += re.sub(r"<[^>]+>", "", each)
        if "<w:sectPr>" in each:
            out.append((words, "landscape" in each))
            words = ""
    return out


def test_a_wide_table_lies_across_with_what_heads_it(assets: Assets) -> None:
    text = of(para("before"), division("annex", "t", "", WIDE, heading="Heading"), para("after"))
    assert laid(text, assets) == [("Draftbefore", False), ("HeadingCaption" + 24 * "x", True), ("after", False)]
    assert laid(of(para("x")), assets) == [("Draftx", False)]
    heads = re.findall(r"<w:sectPr>(.*?)<w:pgSz", body(text, assets))
    assert [each.count("Reference ") for each in heads] == [2, 0, 0]  # the later ones go on with those of the first


def test_a_table_of_changes_lies_across(assets: Assets) -> None:
    text = replace(of(para("x"), Table(cells(3), (cells(3),), ORIGIN)), mode="table")
    assert [across for _, across in laid(text, assets)] == [True]


def test_columns_are_as_wide_as_their_words_ask(assets: Assets) -> None:
    long = (Text("Many words that say much. " * 30),)
    rows = ((*cells(2), long), (*cells(2), (Text("short"),)), cells(3))
    shown = body(of(Table(cells(3), rows, ORIGIN)), assets)
    widths = [int(each) for each in re.findall(r'<w:gridCol w:w="(\d+)"', shown)]
    assert widths[2] > 3 * widths[0] and sum(widths) in range(9060, 9080)
    assert shown.count("<w:cantSplit/>") == 3  # the head and the short rows
    assert "TableSmall" not in shown and "TableSmall" in body(of(WIDE), assets)


def test_a_row_that_is_a_title_goes_across(assets: Assets) -> None:
    titled = Table(cells(3), (((Text("Title"),), (), ()), cells(3), cells(3), cells(3)), ORIGIN, row_heads=True)
    shown = body(of(titled), assets)
    assert re.search(
        r'<w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="TableHead"/><w:keepNext/>', shown
    )
    kept = ["<w:keepNext/>" in each for each in re.findall(r"<w:tr>.*?</w:tr>", shown)]
    assert kept == [True, True, False, True, False]  # the head, the title, and what the last row stands with


def test_a_lead_in_stays_with_what_it_leads_to(assets: Assets) -> None:
    shown = body(of(para("The following:"), para("one"), para("two.")), assets)
    assert shown.count("<w:keepNext/>") == 1
    assert shown.index("<w:keepNext/>") < shown.index("The following:")


def test_lines_of_a_text_in_a_pack_are_counted(assets: Assets) -> None:
    inner = (
        division("article", "a", "Article 1", para("counted")),
        division("annex", "n", "", para("not"), heading="N"),
    )
    edition = Edition("none", (Text("Title"),), inner, ORIGIN, numbered_lines=True)
    shown = body(pack(division("section", "s", "", edition, heading="Section")), assets)
    counted = re.findall(r"<w:sectPr>.*?</w:sectPr>", shown)
    assert ["w:lnNumType" in each for each in counted] == [True, False]
    said = {
        re.sub(r"<[^>]+>", "", each): "suppressLineNumbers" in each for each in re.findall(r"<w:p>.*?</w:p>", shown)
    }
    assert said == {"Draft": True, "Section": True, "Title": True, "": True, "counted": False, "N": True, "not": True}
    assert "suppressLineNumbers" not in body(of(*inner), assets)


def test_words_that_are_explained_have_a_bar_beside_them(assets: Assets) -> None:
    pair = ((division("paragraph", "p", "1.", para("The text.")),), (para("What is said of it."),))
    shown = body(pack(Facing((pair, ((para("Alone."),), ())), ORIGIN)), assets)
    barred = [re.sub(r"<[^>]+>", "", each) for each in re.findall(r"<w:p>.*?</w:p>", shown) if "<w:pBdr>" in each]
    assert barred == ["The text."]


def test_a_pack_has_a_table_of_contents(assets: Assets) -> None:
    sections = [
        division("section", name, "", para(f"in {name}"), heading=f"Head {name or 'b'}") for name in ("a", "", "c")
    ]
    inner = division("article", "x", "Article 1", division("point", "y", "a", para("z")), heading="On x")
    sections.append(division("section", "d", "", inner, heading="Head d"))
    shown = body(pack(para("Notice", role="notice"), *sections), assets)
    listed = re.search(r"<w:sdt>.*?</w:sdt>", shown)
    assert listed and shown.index("Notice") < listed.start() < shown.index("in a")
    lines = re.findall(r'<w:pStyle w:val="(TOC\d)"/>.*?<w:hyperlink w:anchor="(\w+)".*?>([^<]+)</w:t>', listed[0])
    assert [(style, words) for style, _, words in lines] == [
        *(("TOC1", f"Head {name}") for name in "abcd"),
        ("TOC2", "Article 1 – On x"),
    ]
    assert {mark for _, mark, _ in lines} <= set(re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', shown))
    kinds = re.findall(r'fldCharType="(\w+)"', listed[0])
    assert kinds == ["begin", "separate", "end"] and r" TOC \o &quot;1-2&quot; \h \z \u " in listed[0]


def test_a_few_headings_and_texts_have_no_table_of_contents(assets: Assets) -> None:
    sections = [division("section", name, "", para("x"), heading=name) for name in "abcde"]
    assert "<w:sdt>" not in body(pack(*sections[:3]), assets)
    assert "<w:sdt>" not in body(of(*sections), assets)


@pytest.mark.slow
def test_the_auditors_find_nothing_in_a_pack(assets: Assets, tmp_path: Path) -> None:
    """Every layout there is, and trees that are hard to print."""
    from ooxml_integrity import check
    from openxml_audit import OpenXmlValidator

    pair = ((division("article", "f", "Article 1", para("The text:"), WIDE),), (para("Said of it."), WIDE))
    texts = tuple(
        Edition(each.mode, (Text("Title"),), each.document.body, ORIGIN, numbered_lines=lined)
        for lined, each in ((True, protocol("margin")), (False, awkward()))
    )
    kinds = (*texts, Facing((pair,), ORIGIN), WIDE, Table((), (((Text("a"),), ()),), ORIGIN, row_heads=True))
    sections = (division("section", f"s{n}", "", each, heading=f"Head {n}") for n, each in enumerate(kinds))
    path = tmp_path / "pack.docx"
    path.write_bytes(docx.render(pack(para("x", role="notice"), *sections), assets))
    assert [str(each) for each in OpenXmlValidator(max_errors=0).validate(path).errors] == []
    found = [str(each) for each in check(path)]
    assert [each for each in found if "TXT002" not in each] == []  # words that look like an entity are meant

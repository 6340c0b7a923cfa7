"""PDFs for archives and for every reader: both marks, sources enclosed, and tags in the order of the text."""

from __future__ import annotations

import io
import subprocess
from base64 import b64encode
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import NullObject

from render_trees import assets, long_notes, protocol
from travaux.render import archive, pdf
from travaux.render.archive import Attachment, Unsuitable
from travaux.render.press import Press

weasyprint = pytest.importorskip("weasyprint")
STYLE = """<style>
@font-face { font-family: "Garamond"; src: url("font:EBGaramond-Regular.ttf"); }
@page { size: 9cm 9cm; @top-left { content: "A running head"; } }
body { font: 12pt/16pt Garamond; } p { margin: 0; }
nav a::after { content: leader(" . ") target-counter(attr(href), page); }
</style>"""
CLAUSE = Attachment("clause.yaml", b"heading: One\n", "A clause of the text", "application/yaml")
LAW = Attachment("a-law.json", b"{}", "A law", "application/vnd.law+json")


def printed(body: str) -> bytes:
    return pdf.write(f'<html lang="en"><title>T</title>{STYLE}<body>{body}</body></html>', assets())


@cache
def plain(mode: str) -> bytes:
    return pdf.render(protocol(mode), assets())


def read(data: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(data))


def elements(data: bytes) -> list[Any]:
    """Every structure element, in reading order."""
    root = read(data).trailer["/Root"]["/StructTreeRoot"]
    out: list[Any] = []

    def walk(element: Any) -> None:
        out.append(element)
        for kid in element["/K"]:
            inner = kid.get_object()
            if not isinstance(inner, int) and inner.get("/Type") == "/StructElem":
                assert inner["/P"].get_object() == element
                walk(inner)

    walk(root["/K"][0].get_object())
    return out


def tags(data: bytes, *names: str) -> list[str]:
    return [each["/S"][1:] for each in elements(data) if not names or each["/S"][1:] in names]


def heard(data: bytes, folder: Path) -> str:
    """The words as a reader hears them, with the tags around them, by poppler."""
    path = folder / "heard.pdf"
    path.write_bytes(data)
    done = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, encoding="utf-8", check=True)
    return done.stdout


# ---------------------------------------------------------------- WeasyPrint's inner parts


def test_what_is_used_of_weasyprint_is_there() -> None:
    archive.require()


def test_another_weasyprint_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr("weasyprint.pdf.tags._build_box_tree")
    with pytest.raises(Unsuitable, match=r"has no pdf\.tags\._build_box_tree, which travaux needs: install 70\.0"):
        pdf.write("<p>x</p>", assets())


def test_metadata_of_another_form_are_refused() -> None:
    with pytest.raises(Unsuitable, match="do not end as expected"):
        archive._marked(b"<rdf:RDF/>")


def test_weasyprint_is_left_as_it_was() -> None:
    from weasyprint.pdf import VARIANTS, tags

    before = set(VARIANTS), tags._build_box_tree
    printed("<p>x</p>")
    assert (set(VARIANTS), tags._build_box_tree) == before


def test_it_says_that_it_is_both() -> None:
    reader = read(plain("none"))
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="3" pdfaid:conformance="A"' in metadata
    assert 'pdfuaid:part="1"' in metadata
    assert metadata.count("<rdf:RDF ") == 1
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


# ---------------------------------------------------------------- files enclosed


def test_files_are_enclosed_as_the_source() -> None:
    data = pdf.render(protocol("none"), assets(), (CLAUSE, LAW))
    reader = read(data)
    root = reader.trailer["/Root"]
    assert reader.attachments == {"a-law.json": [b"{}"], "clause.yaml": [b"heading: One\n"]}
    told = [each.get_object() for each in root["/AF"]]
    assert [each["/UF"] for each in told] == ["a-law.json", "clause.yaml"]
    assert {each["/AFRelationship"] for each in told} == {"/Source"}
    assert [each["/Desc"] for each in told] == ["A law", "A clause of the text"]
    files = [each["/EF"]["/F"].get_object() for each in told]
    assert [each["/Subtype"] for each in files] == ["/application/vnd.law+json", "/application/yaml"]
    assert {each["/Params"]["/ModDate"] for each in files} == {"D:19800101000000Z"}
    assert root["/Names"]["/Dests"], "links still lead somewhere"


def test_the_same_files_give_the_same_bytes_in_any_order_and_others_do_not() -> None:
    page = "<html lang='en'><title>T</title><p>x</p></html>"
    one, turned, other = (
        pdf.write(page, assets(), files)
        for files in ((CLAUSE, LAW), (LAW, CLAUSE), (CLAUSE, replace(LAW, content=b"[]")))
    )
    assert one == turned
    assert read(one).trailer["/ID"] != read(other).trailer["/ID"]


def test_two_files_of_one_name_are_refused() -> None:
    with pytest.raises(ValueError, match="same name"):
        pdf.write("<p>x</p>", assets(), (CLAUSE, replace(CLAUSE, content=b"")))


def test_the_press_encloses_the_same_and_only_once() -> None:
    page, fonts = "<html lang='en'><title>T</title><p>x</p></html>", assets().fonts
    with Press() as press:
        assert press.set(page, fonts, (CLAUSE, LAW)) == pdf.write(page, assets(), (CLAUSE, LAW))
        assert press.set(page, fonts) == pdf.write(page, assets())
        with pytest.raises(ValueError, match="same name"):
            press.set(page, fonts, (CLAUSE, CLAUSE))
        assert press.set(page, fonts) == pdf.write(page, assets())


# ---------------------------------------------------------------- tags


def test_a_paragraph_and_a_list_that_go_on_overleaf_are_one() -> None:
    long = "Each Party shall adopt such measures as may be necessary. " * 30
    data = printed(f"<main><p>{long}</p><ul><li>{long}</li><li>short</li></ul></main>")
    assert len(read(data).pages) > 3
    assert tags(data, "Part", "P", "L", "LI", "LBody") == ["Part", "P", "L", "LI", "LBody", "LI", "LBody"]


def test_the_text_is_heard_once_and_in_order(tmp_path: Path) -> None:
    words = " ".join(f"w{number}" for number in range(400))
    said = heard(printed(f"<main><section><h1>Head</h1><p>{words}</p></section><p>end</p></main>"), tmp_path)
    found = [each for line in said.splitlines() if '"' in line for each in line.strip().strip('"').split()]
    assert found == ["Head", *words.split(), "end"]


def test_running_heads_and_leaders_are_not_heard(tmp_path: Path) -> None:
    data = printed(
        '<h1>Text</h1><nav class="contents"><ol style="list-style: none"><li><a href="#x">Article 1</a>'
        '<ol style="list-style: none"><li><a href="#y">Inner</a></li></ol></li></ol></nav>'
        '<h2 id="x">One</h2><h3 id="y">Two</h3><p aria-hidden="true">hidden</p>'
    )
    said = heard(data, tmp_path)
    assert "running head" not in said and ". ." not in said and "hidden" not in said
    assert tags(data, "TOC", "TOCI", "Reference", "Link") == [
        *("TOC", "TOCI", "Reference", "Link", "TOC", "TOCI", "Reference", "Link")
    ]
    artifacts = b"".join(page.get_contents().get_data() for page in read(data).pages)
    assert artifacts.count(b"/Artifact\n<</Type /Pagination>>\nBDC") >= 3


def test_a_table_overleaf_has_one_head_and_its_cells_know_it() -> None:
    rows = "".join(f'<tr><th scope="row">r{each}</th><td>c{each}</td></tr>' for each in range(30))
    group = '<tbody><tr><th scope="rowgroup" colspan="2">g</th></tr><tr><td>x</td><td>y</td></tr></tbody>'
    data = printed(
        '<table><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
        f"<tbody>{rows}</tbody>{group}</table>"
    )
    assert len(read(data).pages) > 1
    assert tags(data, "Table", "THead", "TBody") == ["Table", "THead", "TBody", "TBody"]
    every = elements(data)
    heads = {each["/ID"]: each["/A"]["/Scope"] for each in every if each["/S"] == "/TH"}
    assert list(heads.values()) == ["/Column", "/Column", *["/Row"] * 31]
    first, second, *beside, grouped = heads
    cells = [each["/A"]["/Headers"] for each in every if each["/S"] == "/TD"]
    assert cells[:-2] == [[second, each] for each in beside]
    assert cells[-2:] == [[first, grouped], [second, grouped]]


def test_notes_are_notes_with_names_of_their_own() -> None:
    for text, data in (
        (protocol("margin"), plain("margin")),
        (protocol("notes"), plain("notes")),
        (long_notes(), pdf.render(long_notes(), assets())),
    ):
        notes = [each["/ID"] for each in elements(data) if each["/S"] == "/Note"]
        assert len(notes) == len(set(notes)) == pdf.source(text, assets()).count('<div class="note ')
        tree = read(data).trailer["/Root"]["/StructTreeRoot"]["/IDTree"]["/Names"]
        assert set(notes) <= set(tree[::2]) and tree[::2] == sorted(tree[::2])


def test_a_link_says_where_it_leads_once() -> None:
    data = printed(
        '<h1 id="a">A</h1><p>See <a href="#a">the <em>first</em> heading</a><a href="#a" aria-label="Back">^</a>.</p>'
    )
    found = [each.get_object()["/Contents"] for page in read(data).pages for each in page["/Annots"]]
    assert found == ["the first heading", "Back"]


def test_a_hyphen_at_the_end_of_a_line_is_soft() -> None:
    data = printed('<p style="hyphens: auto; width: 3cm">international responsibilities of administrations</p>')
    divided = [each["/ActualText"] for each in elements(data) if "/ActualText" in each]
    assert divided and all(each.endswith("\u00ad") and "\u2010" not in each for each in divided)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="16" fill="#a00">words</text></svg>'


def test_a_figure_has_its_alternative_text_and_its_place() -> None:
    source = f"data:image/svg+xml;base64,{b64encode(SVG.encode()).decode()}"
    data = printed(f'<h1>T</h1><p><img alt="A drawing" src="{source}" style="margin-left: 8px"></p>')
    (figure,) = (each for each in elements(data) if each["/S"] == "/Figure")
    assert figure["/Alt"] == "A drawing"
    left, low, right, high = figure["/A"]["/BBox"]
    page = read(data).pages[0].mediabox
    assert (left, right - left, high - low) == pytest.approx(((75 + 8 + 8) * 0.75, 30, 15), abs=0.1)
    assert page.height - 200 < low < high < page.height - 75 * 0.75


def test_what_owns_words_on_a_page_is_in_the_tree() -> None:
    data = plain("margin")
    owned = read(data).trailer["/Root"]["/StructTreeRoot"]["/ParentTree"]["/Nums"][1::2]
    owners = [each.get_object() for one in owned for each in (one if isinstance(one, list) else [one])]
    tree = {id_of(each) for each in elements(data)}
    assert {id_of(each) for each in owners if not isinstance(each, NullObject)} <= tree
    assert sum(isinstance(each, NullObject) for each in owners) > 5, "running heads"


def id_of(element: Any) -> int:
    return int(element.indirect_reference.idnum)

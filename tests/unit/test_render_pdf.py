"""PDF: the same bytes in any folder, nothing fetched, every paragraph printed, and notes level with their words."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from render_trees import assets, long_notes, para, protocol
from travaux.model import walk
from travaux.model.tree import Cite, Document, Settled, Text
from travaux.render import pdf
from travaux.render.press import Press

weasyprint = pytest.importorskip("weasyprint")
TESTS = Path(__file__).parents[1]
CODE = """
import hashlib, sys
from render_trees import assets, protocol
from travaux.render import pdf
print(hashlib.sha256(pdf.render(protocol("margin"), assets())).hexdigest())
"""


def pages(settled: Settled) -> list[Any]:
    document = weasyprint.HTML(
        string=pdf.source(settled, assets()), url_fetcher=pdf.fetcher(assets()), base_url=pdf.SCHEME
    ).render()
    return [page._page_box for page in document.pages]


def boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def classes(box: Any) -> list[str]:
    return (box.element.get("class") or "").split() if getattr(box, "element", None) is not None else []


def words(box: Any) -> str:
    return " ".join(each.text for each in boxes(box) if hasattr(each, "text"))


def test_the_same_bytes_in_any_folder_and_zone(tmp_path: Path) -> None:
    here = hashlib.sha256(pdf.render(protocol("margin"), assets())).hexdigest()
    path = os.pathsep.join((str(TESTS), str(TESTS.parent / "src"), *sys.path))
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == here


def test_nothing_but_fonts_of_the_project_is_served() -> None:
    for url in ("https://example.org/x.css", "file:///etc/passwd", "font:nothing.ttf", "data:text/css,p{}"):
        with pytest.raises(ValueError, match="ever fetched"):
            pdf.write(f'<link rel="stylesheet" href="{url}"><p>x</p>', assets())


def test_the_style_sheets_are_understood(caplog: pytest.LogCaptureFixture) -> None:
    pages(protocol("margin"))
    assert not [each.getMessage() for each in caplog.records if each.name == "weasyprint"]


def test_all_fonts_are_ours_and_embedded() -> None:
    fonts = {name for page in pages(protocol("margin")) for name in used_fonts(page)}
    assert fonts <= {"Garamond", "Notes"}


def used_fonts(page: Any) -> Iterator[str]:
    for box in boxes(page):
        if hasattr(box, "text") and box.text.strip():
            yield box.style["font_family"][0]


def test_it_is_tagged_titled_and_dated_never() -> None:
    data = pdf.render(protocol("none"), assets())
    assert data.startswith(b"%PDF-1.7")
    streams = re.findall(rb"stream\r?\n(.*?)\nendstream", data, re.DOTALL)
    inside = data + b"".join(zlib.decompress(each) for each in streams if each[:1] == b"x")
    for mark in (b"pdfuaid", b"/MarkInfo", b"/Lang", b"/Outlines", b"/StructTreeRoot"):
        assert mark in inside
    for date in (b"CreationDate", b"ModDate", b"xmp:CreateDate"):
        assert date not in inside


def test_notes_begin_level_with_their_paragraph_and_rows_are_whole() -> None:
    seen = 0
    for page in pages(protocol("margin")):
        for row in (each for each in boxes(page) if type(each).__name__ == "TableRowBox"):
            if not any("notes" in classes(cell) for cell in row.children):
                continue
            cells = {classes(cell)[0]: cell for cell in row.children}
            assert abs(cells["words"].position_y - cells["notes"].position_y) < 1
            seen += 1
    assert seen == 6, "each row stands once: none is broken across pages"


def test_a_row_longer_than_a_page_is_printed_to_its_end() -> None:
    printed = " ".join(words(page) for page in pages(long_notes()))
    for number in range(1, 31):
        assert f" {number}: " in printed
    for number in range(2, 14):
        assert f"Paragraph {number}." in printed


@pytest.mark.parametrize(
    "settled", [protocol("margin"), protocol("none"), long_notes()], ids=["margin", "none", "long"]
)
def test_no_heading_stands_last_on_its_page(settled: Settled) -> None:
    for page in pages(settled):
        lines = [each for each in boxes(page.children[0]) if type(each).__name__ == "LineBox" and words(each).strip()]
        last = max(lines, key=lambda line: line.position_y)
        assert last.element_tag not in ("h1", "h2", "h3", "h4", "h5", "h6")


def test_no_line_is_broken_after_its_first_word() -> None:
    """What WeasyPrint does where a text fits only without the blank before the next inline."""
    sentence = "use of a computer to traffic, not what is said or shown there, then or later, by others or by itself"
    words_of = sentence.split()
    cited = Cite("", (), (Text("(Kunze, pp. 283–284)"),))
    body = tuple(
        para(" ".join((words_of * 3)[start : start + count]) + " ", cited, " and so on to the end of the line")
        for start in range(len(words_of))
        for count in range(14, 32, 3)
    )
    for page in pages(Settled(Document("d", (), "coe", "en", (), body))):
        for block in (each for each in boxes(page.children[0]) if type(each).__name__ == "BlockBox"):
            lines = [each for each in block.children if type(each).__name__ == "LineBox"]
            for line in lines[:-1]:
                assert len(words(line).split()) > 4, words(block)


def test_not_a_character_is_lost_on_paper() -> None:
    """The printed boxes in order, without the contents and the signs of the figure, are the text."""
    settled = protocol("none")
    out = []
    for page in pages(settled):
        out.extend(printed(page.children[0]))
    assert squeezed("".join(out)) == squeezed(walk.characters(settled.document))


def printed(box: Any) -> Iterator[str]:
    """The words of a box; a hyphen that only the end of a line put there is no word."""
    if {"contents", "sign"} & set(classes(box)):
        return
    if hasattr(box, "text"):
        yield box.text.removesuffix("‐")
    for child in getattr(box, "children", ()):
        yield from printed(child)


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


# ---------------------------------------------------------------- the press


def test_the_press_prints_the_same_bytes_as_the_process_itself() -> None:
    with Press() as press:
        assert press.why_not() == ""
        pressed = replace(assets(), press=press.set)
        for text in (protocol("margin"), protocol()):
            assert pdf.render(text, pressed) == pdf.render(text, assets())


def test_the_press_refuses_what_may_not_be_fetched_and_goes_on() -> None:
    with Press() as press:
        with pytest.raises(ValueError, match="nothing else is ever fetched"):
            press.set('<link rel="stylesheet" href="file:///etc/passwd"><p>x</p>', {})
        assert press.set("<p>x</p>", {}).startswith(b"%PDF")


def test_a_press_that_died_says_so() -> None:
    with Press() as press:
        assert press.why_not() == ""
        press._child.process.kill()
        press._child.process.wait()
        with pytest.raises(RuntimeError, match="died"):
            press.set("<p>x</p>", {})

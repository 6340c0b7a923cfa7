"""Characters that the fonts lack: printed from another font, or as their numbers and told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from render_trees import assets, para, t
from travaux.misprints import misprinted
from travaux.model.tree import Document, Settled
from travaux.render import pdf
from travaux.render.api import Misprint
from travaux.render.glyphs import legible
from travaux.render.press import Press

weasyprint = pytest.importorskip("weasyprint")
CHINESE = "\u4e2d\u56fd"
GOOD = "“Żółć”, naïve – Ελλάδα, Україна … § ½ № 8 bis\u00a0"
SIGNS = "● ○ ◐ → ✓ ≥ שלום سلام Հայ ქართ"


def settled(words: str) -> Settled:
    return Settled(Document("d", t("A text"), "coe", "en", (), (para(words),)))


def test_what_the_fonts_have_is_left_as_it_is() -> None:
    page = pdf.source(settled(GOOD + SIGNS), assets())
    assert legible(page, assets().fonts) == (page, "")


def test_what_no_font_has_is_printed_as_its_number_and_told() -> None:
    page = pdf.source(settled(f"In {CHINESE} and \U00020000."), assets())
    readable, unknown = legible(page, assets().fonts)
    assert "In [U+4E2D U+56FD] and [U+20000]." in readable
    assert unknown == f"{CHINESE}\U00020000"
    heard: list[Misprint] = []
    pdf.write(page, replace(assets(), tell=heard.append))
    assert heard == [Misprint("glyph", 0, unknown)]
    (finding,) = misprinted("a.pdf", heard)
    assert finding.code == "C604" and not finding.is_error
    assert "中 (U+4E2D), 国 (U+56FD)" in finding.message


def test_many_unknown_characters_are_counted() -> None:
    (finding,) = misprinted("a.pdf", [Misprint("glyph", 0, "".join(map(chr, range(0x4E00, 0x4E14))))])
    assert finding.message.count("U+") == 8 and "and 12 more" in finding.message


def test_only_fonts_of_the_project_are_used_for_signs() -> None:
    """Pango would take a font of the machine for what the named ones lack."""
    import re
    import zlib

    data = pdf.render(settled(GOOD + SIGNS + CHINESE), assets())
    streams = re.findall(rb"stream\r?\n(.*?)\nendstream", data, re.DOTALL)
    inside = data + b"".join(zlib.decompress(each) for each in streams if each[:1] == b"x")
    names = set(re.findall(rb"/FontName\s*/[A-Z]{6}\+([\w-]+)", inside))
    assert names and all(re.match(rb"(Garamond|Notes|Signs)\b", each) for each in names), names


def test_a_page_that_names_no_fonts_is_left_alone() -> None:
    assert legible(f"<p>{CHINESE}</p>", {}) == (f"<p>{CHINESE}</p>", "")


def test_the_press_tells_what_it_found_and_is_silent_the_next_time() -> None:
    with Press() as press:
        heard: list[Misprint] = []
        for words in (f"In {CHINESE}.", "In Latin letters."):
            press.set(pdf.source(settled(words), assets()), assets().fonts, heard=heard.append)
        assert heard == [Misprint("glyph", 0, CHINESE)]

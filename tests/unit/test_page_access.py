"""Pages that can be read without seeing them: one title, headings in order, landmarks, tables with heads, contrast."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from redline_samples import hostile, identical, treaty
from travaux.model.redline import Redline
from travaux.render.api import Assets
from travaux.render.redline import html, pdf
from travaux.render.redline.api import View
from travaux.synopsis.model import Cell, Fact, Group, Head, Synopsis
from travaux.synopsis.page import PAPER, SCREEN, on_paper, on_screen

LEVEL = re.compile(r"h([1-6])")
LEAST = 4.5
"""The contrast of words with what is behind them that WCAG 2.2 asks for at level AA (1.4.3)."""


class Page(HTMLParser):
    """The elements of a page with their attributes, and what is wrong with their order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.every: list[tuple[str, dict[str, str | None]]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.every.append((tag, dict(attrs)))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [given for each, given in self.every if each == tag]

    def faults(self) -> list[str]:
        """What a reader who does not see the page would stumble over."""
        levels = [int(found[1]) for tag, _ in self.every if (found := LEVEL.fullmatch(tag))]
        ids = [given["id"] for _, given in self.every if "id" in given]
        labels = {given.get("for") for given in self.all("label")}
        wrong = {
            "not one h1, first of all headings": levels.count(1) != 1 or levels[0] != 1,
            "a level of headings is left out": any(b > a + 1 for a, b in pairwise(levels)),
            "not one main": len(self.all("main")) != 1,
            "an id twice": len(ids) != len(set(ids)),
            "a head of a table without scope": any("scope" not in each for each in self.all("th")),
            "a table without a head": len(self.all("table")) > len(self.all("th")),
            "a navigation without a name": any("aria-label" not in each for each in self.all("nav")),
            "a control without a label": any(each.get("id") not in labels for each in self.all("input")),
            "no language": not self.all("html")[0].get("lang"),
        }
        return [fault for fault, is_so in wrong.items() if is_so]


def group(ident: str) -> Group:
    cells = (Cell("1.", ((True, "Each Party "), (False, "shall"))), Cell("1.", ((True, "Each Party "), (False, "may"))))
    facts = (Fact("stance", "Stance", (("for",), ("against",))), Fact("duty", "Duty", (("a",), ("a",))))
    return Group(ident, f"On {ident}", (Head("one", "One"), Head("other", "Other")), (cells,), facts)


ONE = Synopsis("variants", "A clause", (group("a"),), ("Read somewhere.",), {"EP": "A profile"})
TWO = Synopsis("instruments", "Side by side", (group("a"), group("b")), (), {"EP": "A profile"})


@pytest.mark.parametrize("redline", [treaty(), hostile(), identical(), replace(treaty(), terms=())], ids=str)
def test_a_redline_on_a_screen_and_on_paper(redline: Redline, assets: Assets) -> None:
    assert Page(html.render(redline, View(assets=assets)).decode()).faults() == []
    assert Page(pdf.source(redline, assets)).faults() == []


@pytest.mark.parametrize("synopsis", [ONE, TWO], ids=["one", "two"])
def test_texts_side_by_side_on_a_screen_and_on_paper(synopsis: Synopsis, assets: Assets) -> None:
    pressed = replace(assets, press=lambda page, _: page.encode())
    assert Page(on_screen(synopsis, assets).decode()).faults() == []
    assert Page(on_paper(synopsis, pressed).decode()).faults() == []


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (("<h2", "<h4"), "a level of headings is left out"),
        (("<h2", "<h1"), "not one h1, first of all headings"),
        ((' scope="col"', ""), "a head of a table without scope"),
        ((' for="_only"', ""), "a control without a label"),
        (('id="_beside"', 'id="_inline"'), "an id twice"),
    ],
)
def test_the_faults_are_found(damage: tuple[str, str], fault: str, assets: Assets) -> None:
    pages = html.render(treaty(), View(assets=assets)).decode(), pdf.source(treaty(), assets)
    assert any(fault in Page(page.replace(*damage)).faults() for page in pages)


# ---------------------------------------------------------------- contrast


def light(colour: str) -> float:
    """Relative luminance of #rrggbb or #rgb (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(each * 2 for each in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def variables(css: str, dark: bool) -> dict[str, str]:
    """The colours of a sheet by name, those for dark screens last if they are asked for."""
    blocks = re.findall(
        r"(prefers-color-scheme: dark\) \{\s*)?:root \{(.*?)\}", css.split("@media print")[0], re.DOTALL
    )
    chosen = [body for is_dark, body in blocks if dark or not is_dark]
    return dict(pair for body in chosen for pair in re.findall(r"(--[a-z-]+): (#[0-9a-f]{3,6})\b", body))


@pytest.mark.parametrize("dark", [False, True])
def test_grey_and_marked_words_can_be_read(dark: bool, assets: Assets) -> None:
    found = variables("\n".join(assets.layouts[name].split("@media print")[0] for name in html.STYLES), dark)
    words = [("--soft", "--paper"), ("--soft", "--tint"), ("--link", "--paper"), ("--link", "--tint")]
    words += [("--deleted", "--deleted-tint"), ("--inserted", "--inserted-tint"), ("--ink", "--tint")]
    poor = [(*each, round(by, 2)) for each in words if (by := contrast(*(found[one] for one in each))) < LEAST]
    assert not poor and set(SCREEN[:2]) < set(html.STYLES)


def test_words_on_paper_can_be_read(assets: Assets) -> None:
    for name in {*pdf.STYLES, *PAPER} - {"css/page.css"}:
        colours = re.findall(r"[ {;]color: (#[0-9a-f]{3,6})", re.sub(r"background[^}]*\}", "}", assets.layouts[name]))
        assert [each for each in colours if contrast(each, "#ffffff") < LEAST] == []

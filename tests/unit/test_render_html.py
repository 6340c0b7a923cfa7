"""HTML: the words are the text's and nothing of them is mark-up; the page is whole, valid and alone."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from urllib.parse import unquote

import pytest

from render_trees import assets, awkward, division, long_notes, note, para, protocol, ref, t
from travaux.model import walk
from travaux.model.tree import Document, Settled
from travaux.render import html
from travaux.render.api import Assets

VOID = {"meta", "link", "br", "hr", "img"}
HIDDEN = {"note", "sign", "mark"}


class Page(HTMLParser):
    """What a page holds: its elements, its ids and links, and the words of the text."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(source)
        self.close()
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: content or "" for name, content in attrs}
        assert len(given) == len(attrs), "no attribute twice"
        self.elements.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
            assert "a" not in [name for name, _ in self.open], "no link in a link"
        if tag == "p":
            assert "p" not in [name for name, _ in self.open], "no paragraph in a paragraph"
        hidden = tag in ("nav", "style", "title", "footer") or bool(HIDDEN & set(given.get("class", "").split()))
        hidden = hidden or given.get("class") in ("skip", "endnotes")
        if tag not in VOID:
            self.open.append((tag, hidden or (bool(self.open) and self.open[-1][1])))

    def handle_endtag(self, tag: str) -> None:
        name, _ = self.open.pop()
        assert name == tag, f"{name} is closed by {tag}"

    def handle_data(self, data: str) -> None:
        if self.open and not self.open[-1][1]:
            self.words.append(data)


def page(settled: Settled) -> str:
    return html.render(settled, assets()).decode()


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


ALL = [protocol("none"), protocol("margin"), protocol("notes"), protocol("report"), long_notes(), awkward()]
NAMES = ["none", "margin", "notes", "report", "long", "awkward"]


@pytest.mark.parametrize("settled", ALL, ids=NAMES)
def test_not_a_character_is_lost_or_added(settled: Settled) -> None:
    words = squeezed("".join(Page(page(settled)).words))
    title = squeezed(walk.characters(settled.document))
    # A caption stands before its table, and below its figure, as in the tree.
    assert words == title


@pytest.mark.parametrize("settled", ALL, ids=NAMES)
def test_ids_are_unique_and_links_lead_somewhere(settled: Settled) -> None:
    found = Page(page(settled))
    assert len(found.ids) == len(set(found.ids))
    for link in found.links:
        assert link.startswith("#")
        assert unquote(link[1:]) in found.ids


@pytest.mark.parametrize("settled", ALL, ids=NAMES)
def test_headings_skip_no_level(settled: Settled) -> None:
    levels = [int(name[1]) for name, _ in Page(page(settled)).elements if re.fullmatch(r"h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_page_stands_alone() -> None:
    source = page(protocol("margin"))
    assert "http" not in re.sub(r"http-equiv", "", source)
    assert "<script" not in source
    assert "@import" not in source
    assert "url(" not in source
    assert 'lang="en"' in source
    assert "default-src 'none'" in source


def test_clauses_can_write_no_markup() -> None:
    source = page(awkward())
    assert "<script" not in source
    assert "<b>no tag" not in source
    assert "{{ not_a_template }}" in source
    assert "&lt;/style&gt;" in source


def test_landmarks_and_a_way_past_the_contents() -> None:
    found = Page(page(protocol()))
    names = [name for name, _ in found.elements]
    assert names.count("main") == 1
    assert "#_text" in found.links
    assert {"nav", "header", "footer", "main", "details"} <= set(names)


def test_a_short_text_has_no_contents() -> None:
    assert "<nav" not in page(long_notes())


def test_notes_stand_beside_their_paragraph() -> None:
    source = page(protocol("margin"))
    row = re.search(
        r'<div class="row"><div class="words"><div class="division point numbered" id="offence-advertise">.*', source
    )
    assert row
    assert 'id="_mark' not in source
    assert '<div class="note against" role="note"><b class="lead">Against.</b>' in source
    assert '<span class="trust">M: from memory, to be checked</span>' in source


def test_text_runs_on_beside_long_notes() -> None:
    source = page(protocol("margin"))
    rest = re.search(r'<div class="rest"><div class="division point numbered" id="offence-transport">', source)
    assert rest, "point c has no notes and stands beside those of point b"


def test_endnotes_are_linked_both_ways() -> None:
    found = Page(page(protocol("notes")))
    assert {"_mark-4", "_note-4"} <= set(found.ids)
    assert {"#_mark-4", "#_mark-1", "#_note-1"} <= set(found.links)


def test_references_and_terms_lead_to_their_place() -> None:
    source = page(protocol())
    assert '<a class="ref short" href="#article-8-bis">Article 8 bis</a>' in source
    assert '<a class="term" href="#_term-victim" title="Defined term">victim</a>' in source
    assert '<dfn id="_term-victim">victim</dfn>' in source


def test_a_reference_to_nowhere_is_plain_words() -> None:
    source = page(Settled(Document("d", t("D"), "coe", "en", (), (para(ref("Article 9", "elsewhere")),))))
    assert "#elsewhere" not in source
    assert "Article 9" in source


def test_a_division_used_twice_keeps_its_links_apart() -> None:
    twice = tuple(division("article", "same", "Article", para("x"), heading=str(k)) for k in range(5))
    found = Page(page(Settled(Document("d", t("D"), "coe", "en", (), twice))))
    assert len(found.ids) == len(set(found.ids))


def test_a_heading_may_bear_notes() -> None:
    article = division("article", "a", "Article 1", para("words"), heading="Purpose")
    noted = replace(article, heading=(*article.heading, note(1, "for", "For.", "because")))
    source = page(Settled(Document("d", t("D"), "coe", "en", (), (noted,)), "margin"))
    assert '<div class="row headrow">' in source
    assert "because" in source


def test_a_style_sheet_can_not_end_its_element() -> None:
    layouts = dict(assets().layouts)
    layouts["css/page.css"] = "p {} </style><p>"
    with pytest.raises(ValueError, match="holds '</'"):
        html.render(protocol(), Assets(layouts, {}))


def test_a_layout_can_reach_nothing() -> None:
    from jinja2.exceptions import SecurityError, UndefinedError

    layouts = dict(assets().layouts)
    layouts["html/page.html.j2"] = "{{ title.__class__.__mro__ }}"
    with pytest.raises((SecurityError, UndefinedError)):
        html.render(protocol(), Assets(layouts, {}))
    layouts["html/page.html.j2"] = "{{ unknown }}"
    with pytest.raises(UndefinedError):
        html.render(protocol(), Assets(layouts, {}))


def test_every_colour_pair_is_legible() -> None:
    """Text colours against their paper, by the contrast that WCAG asks of small print."""
    page_css, screen = assets().layouts["css/page.css"], assets().layouts["css/screen.css"]
    dark = screen[screen.index("prefers-color-scheme: dark") : screen.index("html {")]
    for css in (page_css, dark):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", css))
        for name in ("ink", "soft", "link", "for", "against", "flag"):
            assert contrast(colours[name], colours["paper"]) >= 4.5, name


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_contents_leave_the_marks_of_quotation_to_the_text() -> None:
    source = page(protocol())
    contents = source[source.index("<nav") : source.index("</nav>")]
    assert "<span>Article 8 <em>bis</em></span> <span>Trafficking in persons" in contents
    assert "“Article 8" in source.replace('<span class="label">', "")


@pytest.mark.parametrize("settled", [protocol("margin"), long_notes("margin"), long_notes("notes")])
def test_every_note_is_printed_once(settled: Settled) -> None:
    source = page(settled)
    assert source.count('<div class="note ') == len(list(walk.notes(settled.document)))

"""Redlines printed: what the drafter reads in every format, and nothing of a text taken for the printer's own."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from golden import Golden
from redline_samples import WIDENS, both, hostile, identical, treaty
from travaux.cli.diff import FORMATS
from travaux.model.redline import STATUSES, Effect, Redline, Row, Side
from travaux.render.api import Assets
from travaux.render.redline import pdf, sheet
from travaux.render.redline.api import View, renderer

PAGES = Path(__file__).parents[1] / "redline" / "printed"
SAMPLES = {"treaty": treaty, "identical": identical, "hostile": hostile}


def words(name: str, redline: Redline, view: View | None = None) -> str:
    return renderer(name).render(redline, view or View()).decode()


def test_every_format_is_found_and_the_sample_has_every_status() -> None:
    for name in FORMATS:
        assert renderer(name).name == name
    with pytest.raises(KeyError):
        renderer("marks")
    assert {each.status for each in treaty().rows} == set(STATUSES)


def test_no_printer_is_loaded_for_another() -> None:
    asked = (
        "import sys, travaux.output; from travaux.render.redline.api import renderer; renderer('docx'); "
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert not {"travaux.render.redline.html", "travaux.render.redline.pdf", "travaux.render.html", "yaml"} & {*loaded}


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize(("name", "suffix"), [("terminal", "txt"), ("md", "md")])
def test_as_kept_in_git(golden: Golden, sample: str, name: str, suffix: str) -> None:
    golden.text(PAGES / f"{sample}.{suffix}", words(name, SAMPLES[sample]()))


@pytest.mark.parametrize("name", ["html", "json", "md", "terminal"])
def test_the_same_bytes_twice(name: str, assets: Assets) -> None:
    view = View(True, 72, assets)
    assert renderer(name).render(treaty(), view) == renderer(name).render(treaty(), view)


# ---------------------------------------------------------------- JSON


def test_json_is_the_contract_and_both_texts_can_be_rebuilt() -> None:
    redline = treaty()
    data = json.loads(words("json", redline))
    assert list(data) == ["old", "new", "rows", "terms", "summary"]
    assert data["summary"] == redline.summary
    assert data["terms"] == [{"old": "child", "new": "minor", "count": 7}]
    for row in data["rows"]:
        assert list(row) == ["status", "old", "new", "words", "effects"]
        for side, sign in (("old", "-"), ("new", "+")):
            if row[side]:
                assert list(row[side]) == ["id", "label", "text"]
                assert "".join(text for each, text in row["words"] if each in ("=", sign)) == row[side]["text"]
        assert all(list(each) == ["kind", "direction", "why", "old", "new"] for each in row["effects"])


def test_json_keeps_what_utf8_has_not() -> None:
    data = json.loads(words("json", hostile()))
    assert "\ud800" in data["rows"][1]["new"]["text"]


# ---------------------------------------------------------------- terminal


def test_nothing_that_is_equal_is_printed_but_headings() -> None:
    said = words("terminal", treaty())
    assert "Recalling" not in said and "The purpose of this Protocol" not in said
    assert "\nArticle 1 – Purpose\n" in said
    assert words("terminal", identical()) == "a.md → b.md\nNo difference.\n"


def test_a_renumbered_article_is_one_line_without_marks() -> None:
    line = next(each for each in words("terminal", treaty()).split("\n") if "Article 3 → Article 4" in each)
    assert line == "renumbered: Article 3 → Article 4 – Co-operation"


def test_an_effect_on_words_that_stayed_is_not_lost() -> None:
    row = both("equal", ("1.", "1."), "Each Party shall act.", paths=("1 1", "1 1"))._replace(effects=(WIDENS,))
    redline = Redline("a", "b", (row,))
    assert "widens, acts" in words("terminal", redline) and "the words are unchanged" in words("terminal", redline)
    assert "widens" in words("md", redline)


def test_words_that_the_reason_says_are_not_said_again() -> None:
    effect = Effect("time limit", "softens", "Forty-five days replace thirty days.", "thirty days", "")
    row = both("changed", ("1.", "1."), "In |-thirty|+forty-five| days.", paths=("1 1", "1 1"), effects=(effect,))
    assert words("terminal", Redline("a", "b", (row,))).endswith(
        "» softens, time limit: Forty-five days replace thirty days.\n"
    )


def test_a_label_that_is_lost_is_named() -> None:
    line = words("terminal", Redline("a", "b", (both("renumbered", ("1.", ""), "The Parties consult."),)))
    assert line.endswith("renumbered: 1. → unnumbered  The Parties consult.\n")


def test_changes_only_keeps_the_headings_over_changes(assets: Assets) -> None:
    rows = (
        both("equal", ("Article 1", "Article 1"), "Purpose", "article", ("1", "1")),
        both("equal", ("Article 2", "Article 2"), "", "article", ("2", "2")),
        both("equal", ("", ""), "Scope", "text"),
        both("changed", ("1.", "1."), "a |-b|+c", paths=("2 1", "2 1")),
    )
    source = words("html", Redline("a", "b", rows), View(assets=assets))
    kept = re.findall(r'<div class="change is-equal depth-0[^"]*">', source)
    assert [" is-over" in each for each in kept] == [False, True, True]


def test_terms_alone_are_a_difference() -> None:
    assert "No difference" not in words("terminal", replace(identical(), terms=treaty().terms))


@pytest.mark.parametrize("width", [40, 58, 200])
def test_a_terminal_of_any_width_with_colour_says_the_same(width: int) -> None:
    plain, coloured = (words("terminal", treaty(), View(colour, width)) for colour in (False, True))
    assert max(map(len, plain.split("\n"))) <= min(width, 100)
    assert "\x1b" not in plain
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert re.sub(r"\[-|-\]|\{\+|\+\}|\s", "", plain)[:300] == re.sub(r"\s", "", bare)[:300]


@pytest.mark.parametrize("colour", [False, True])
def test_no_control_character_reaches_a_terminal(colour: bool) -> None:
    said = words("terminal", hostile(), View(colour, 60))
    assert "\x1b[31mred" not in said and "\u202e" not in said and "\x07" not in said
    assert re.sub(r"\x1b\[[0-9;]+m", "", said).replace("\n", "").isprintable()


# ---------------------------------------------------------------- Markdown


def test_markdown_reads_back_as_struck_and_bold_words_and_no_more() -> None:
    tokens = MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(words("md", hostile()))
    inside = [child for each in tokens for child in each.children or ()]
    assert not [each for each in (*tokens, *inside) if each.type in ("html_block", "html_inline", "link_open", "fence")]
    row = next(each for each in tokens if each.type == "inline" and "alert(1)" in each.content)
    struck = [each.content for each in row.children or () if each.type == "text" and each.level == 1]
    assert struck[:2] == ["1.", "<i>"]
    assert "".join(each.content for each in row.children or ()).count("**y**") == 1


def test_markdown_marks_open_and_close_beside_punctuation() -> None:
    made = MarkdownIt("commonmark").enable("strikethrough").render(words("md", treaty()))
    assert "<s>annually, and it</s> <strong>annually.¶ 4. It</strong> shall adopt" in made
    assert "~~" not in made and "**" not in made


# ---------------------------------------------------------------- HTML


class Page(HTMLParser):
    """The elements, links and ids of a page, and the words of its inline view by mark."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[tuple[str, str]] = []
        self.feed(source)
        self.close()
        assert not self.open, "every element is closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.elements.append((tag, given))
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if tag == "a" else []
        if tag == "br" and self.within("inline"):
            self.say("\n\n")
        if tag not in ("meta", "link", "br", "input"):
            self.open.append((tag, given.get("class") or ""))
            if self.open[-1] == ("div", "inline"):
                self.rows.append(("", ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.within("inline") and not self.within("said") and not self.within("pilcrow"):
            self.say(data)

    def within(self, name: str) -> bool:
        return any(name == each for _, each in self.open)

    def say(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        old, new = self.rows[-1]
        self.rows[-1] = (old if "ins" in tags else old + data, new if "del" in tags else new + data)


def sides(row: Row) -> tuple[str, str]:
    old, new = (f"{each.label} {each.text}" if each else "" for each in (row.old, row.new))
    return old, new


def test_the_inline_view_holds_both_texts_to_the_letter(assets: Assets) -> None:
    page = Page(words("html", treaty(), View(assets=assets)))
    assert len(page.rows) == len(treaty().rows)
    for said, row in zip(page.rows, treaty().rows, strict=True):
        assert [each.split() for each in said] == [each.split() for each in sides(row)]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_page_is_whole_and_alone(sample: str, assets: Assets) -> None:
    source = words("html", SAMPLES[sample](), View(assets=assets))
    page = Page(source)
    assert source.startswith("<!DOCTYPE html>\n<html lang=")
    assert len(page.ids) == len(set(page.ids))
    assert {each[1:] for each in page.links} <= set(page.ids)
    outside = [(tag, at) for tag, at in page.elements if "src" in at or (at.get("href") or "#")[:1] not in "#d"]
    assert not outside
    assert not [at for _, at in page.elements if any(name.startswith("on") for name in at)]


def test_the_only_script_is_the_one_the_policy_names(assets: Assets) -> None:
    for source in (words("html", hostile(), View(assets=assets)), words("html", treaty(), View(assets=assets))):
        scripts = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()
        assert len(scripts) == 1
        assert f"script-src 'sha256-{digest}'" in source


def test_a_script_that_would_end_early_is_refused(assets: Assets) -> None:
    own = replace(assets, layouts={**assets.layouts, "html/redline.js.j2": "'</script>'"})
    with pytest.raises(ValueError, match="holds '</'"):
        words("html", treaty(), View(assets=own))


def test_moved_rows_and_their_old_places_lead_to_each_other(assets: Assets) -> None:
    redline = treaty()
    traces = sheet.sheet(redline).traces
    after = {redline.rows[at].words[0][1][:12]: [each.name for each in found] for at, found in traces.items()}
    assert after == {"This Protoco": ["Article 4(1)"], "Co-operation": ["Article 4(2)(b)"]}
    source = words("html", redline, View(assets=assets))
    assert 'id="_o12"><span class="label">2.</span> The Parties' in source
    assert '<a class="ref" href="#_o12">old place</a>' in source


def test_without_the_old_order_there_are_no_traces(assets: Assets) -> None:
    source = words("html", replace(treaty(), old_ids=()), View(assets=assets))
    assert "old place" not in source and "moved: Article 1(3) → Article 4(1)" in source


def test_html_and_pdf_need_the_layouts() -> None:
    for name in ("html", "pdf"):
        with pytest.raises(ValueError, match="layouts"):
            words(name, treaty())


# ---------------------------------------------------------------- PDF


def test_the_sheet_says_what_changes_in_law_first(assets: Assets) -> None:
    source = pdf.source(treaty(), assets)
    assert source.index("Legend.") < source.index("What changes in law") < source.index("Recalling")
    assert "<script" not in pdf.source(hostile(), assets)


def test_the_pdf_is_the_same_twice_and_is_set_by_a_press_if_there_is_one(assets: Assets) -> None:
    pytest.importorskip("weasyprint")
    made = renderer("pdf").render(treaty(), View(assets=assets))
    assert made.startswith(b"%PDF") and made == renderer("pdf").render(treaty(), View(assets=assets))
    pressed = replace(assets, press=lambda page, fonts: f"{len(page)} {len(fonts)}".encode())
    assert renderer("pdf").render(treaty(), View(assets=pressed)).split()[1] == b"%d" % len(assets.fonts)


def test_a_deleted_row_stands_under_the_heading_it_stood_under() -> None:
    told = sheet.sheet(treaty())
    last = told.entries[-1]
    assert last.row.status == "deleted" and told.titles[last.head or 0] == "Article 5 – Territorial clause"
    assert [each.name for each in told.entries if each.row.status == "moved-changed"] == ["Article 4(2)(b)"]


def test_the_title_of_a_bare_article_is_the_line_beneath_it() -> None:
    rows = (
        both("equal", ("Article 4", "Article 4"), "", "article", ("4", "4")),
        both("equal", ("", ""), "Sanctions", "text"),
        both("changed", ("1.", "1."), "a |-b|+c", paths=("4 1", "4 1")),
        both("renumbered", ("Article 5", "Article 6"), "", "article", ("5", "6")),
        both("changed", ("", ""), "The Parties |-may|+shall| consult.", "text"),
    )
    told = sheet.sheet(Redline("a", "b", rows))
    assert [each.head for each in told.entries] == [0, 0, 0, 3, 3]
    assert [each.is_title for each in told.entries] == [False, True, False, False, False]
    assert told.titles == {0: "Article 4 – Sanctions", 3: "Article 5 → Article 6"}


def test_articles_renumbered_in_a_row_are_lines_in_a_row() -> None:
    rows = tuple(
        both("renumbered", (f"Article {n}", f"Article {n + 1}"), name, "article", (str(n), str(n + 1)))
        for n, name in enumerate(("Purpose", "Scope"), start=4)
    )
    lines = words("terminal", Redline("a", "b", rows)).split("\n")[3:]
    assert lines == ["renumbered: Article 4 → Article 5 – Purpose", "renumbered: Article 5 → Article 6 – Scope", ""]


def test_what_is_neutral_is_listed_after_what_is_not() -> None:
    found = sheet.effects(reversed(sheet.sheet(treaty()).changes))
    assert (found[0][1].direction, found[-1][1].direction) == ("narrows", "neutral")


def test_an_article_within_quotation_marks_is_named_without_them() -> None:
    rows = (
        both("equal", ("“Article 8 bis", "“Article 8 bis"), "Purpose", "article", ("8 bis", "8 bis")),
        both("changed", ("1.", "1."), "a |-b|+c", paths=("8-bis 1", "8-bis 1")),
    )
    path = rows[0].new.passages[0]._replace(path=("8-bis",)) if rows[0].new else None
    assert path and rows[0].new
    head = rows[0]._replace(new=Side((path,)))
    assert sheet.sheet(Redline("a", "b", (head, rows[1]))).entries[1].name == "Article 8 bis(1)"

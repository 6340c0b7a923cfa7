"""Variants, instruments and existing law side by side: on the library, and in every form."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from functools import cache

import pytest

from travaux import api
from travaux.comparing.side_by_side import UsualRoad
from travaux.load.library import load
from travaux.model.library import Library
from travaux.model.stages import Request, TitlesOnly
from travaux.pipeline import refer
from travaux.project import find
from travaux.render.api import Assets
from travaux.synopsis.gather import law_table, variants_table
from travaux.synopsis.lines import lines
from travaux.synopsis.model import Cell, Fact, Group, Head, Synopsis
from travaux.synopsis.page import ON_PAPER, on_paper, on_screen, page_data
from travaux.synopsis.reading import Reading, distributed, fitting
from travaux.synopsis.sheets import data, markdown, sheet
from travaux.synopsis.told import labelled


@cache
def whole() -> Library:
    project = find()
    library, found = load(project.root, project.base)
    assert library is not None and not found
    return library


@cache
def road() -> UsualRoad:
    """One road for all tests, so that every file of the library is read once."""
    return UsualRoad(whole())


@cache
def variants(clause: str, *names: str) -> Synopsis:
    return variants_table(whole(), clause, names, road(), str)


def fact(synopsis: Synopsis, key: str) -> dict[str, tuple[str, ...]]:
    """What one fact tells of each column."""
    group = synopsis.groups[0]
    cells = next(each.cells for each in group.facts if each.key == key)
    return {head.ident: cell for head, cell in zip(group.heads, cells, strict=True)}


# ---------------------------------------------------------------- variants


@pytest.mark.parametrize("clause", sorted(whole().clauses))
def test_every_clause_has_its_variants_side_by_side(clause: str) -> None:
    synopsis = variants(clause)
    (group,) = synopsis.groups
    it = whole().clauses[clause]
    assert [head.ident for head in group.heads] == [it.default, *(each for each in it.variants if each != it.default)]
    for number, head in enumerate(group.heads):
        words = " ".join(cell.text for row in group.rows if (cell := row[number]))
        assert bool(words) != it.variants[head.ident].omit, head.ident
        assert "{{" not in words and "](" not in words
        assert (head.instead == "(says nothing)") == it.variants[head.ident].omit
    assert max(map(len, lines(synopsis))) <= 80
    assert set(fact(synopsis, "vehicles")) == set(it.variants)


def test_the_words_of_a_variant_are_those_of_the_instrument_it_is_read_in() -> None:
    group = variants("offence-advertise", "knowing", "reckless").groups[0]
    assert [labelled(cell) for cell in group.rows[0]] == [
        "c causing the availability of a person to be advertised, with the knowledge that the person is a victim of "
        "trafficking in persons;",
        "c causing the availability of a person to be advertised, with the knowledge that the person is a victim of "
        "trafficking in persons ‹or in reckless disregard of whether he or she is one›;",
    ]


def test_what_is_told_of_the_variants_is_what_the_library_says() -> None:
    synopsis = variants("offence-advertise")
    assert fact(synopsis, "stance")["reckless"] == ("for: BR", "against: EP, FED, IND")
    assert fact(synopsis, "mental")["knowing"] == ("intentional", "without right", "knowing")
    assert fact(synopsis, "victim")["child-only"] == ("child",)
    assert fact(synopsis, "closes") == {
        "knowing": ("Advertising an adult victim",),
        "reckless": ("Advertising an adult victim",),
        "child-only": (),
        "excludes-self-advertising": ("Advertising an adult victim",),
    }
    assert any(each.startswith("Freedom of expression") for each in fact(synopsis, "invites")["reckless"])
    assert fact(synopsis, "invites")["knowing"] == ()
    assert {"EP", "BR", "Advertising an adult victim"} <= set(synopsis.keys) and "SOV" not in synopsis.keys


def test_the_effects_are_those_of_the_redline() -> None:
    redline = api.diff(*api.comparands("offence-recruit:palermo-means", "offence-recruit:full-acts", find()))
    expected = {f"{each.direction}: {each.why}" for row in redline.rows for each in row.effects}
    told = fact(variants("offence-recruit"), "effect")
    assert told["palermo-means"] == () and set(told["full-acts"]) == expected != set()


def test_an_effect_is_told_once_with_the_paragraphs_that_have_it() -> None:
    lost = [each for each in fact(variants("victim-status-unconditional"), "effect")["consider-stay"] if "list" in each]
    assert len(lost) == 1 and lost[0].endswith("(before at (a), before at (b))")


def test_the_plain_function_gives_the_same() -> None:
    assert api.compare(whole(), "def-child") == variants("def-child")
    with pytest.raises(KeyError):
        api.compare(whole(), "no-such-clause")
    with pytest.raises(KeyError):
        api.compare(whole(), "def-child", ["no-such-variant"])


def test_one_variant_named_stands_beside_the_default() -> None:
    assert [head.ident for head in variants("offence-advertise", "reckless").groups[0].heads] == ["knowing", "reckless"]
    named = variants("offence-advertise", "reckless", "child-only").groups[0].heads
    assert [head.ident for head in named] == ["reckless", "child-only"]


def test_variants_are_read_in_one_instrument_where_one_takes_them() -> None:
    clause = whole().clauses["jurisdiction-safe-haven"]
    found = fitting(whole(), clause, list(clause.variants))
    assert "convention-pattern" in found["model-convention"]
    assert "victim-nationality-protocol" in found["optional-protocol"]
    assert "victim-nationality-protocol" not in found["model-convention"]


@pytest.mark.parametrize(
    ("clean", "expected"),
    [
        ({"a1", "a2", "a3"}, {"1": "a", "2": "a", "3": "a"}),
        (
            {"a1", "b1", "b2"},
            {"1": "b", "2": "b"},
        ),  # most of them together, though the first instrument could take more
        ({"a1", "b2"}, {"1": "a", "2": "b"}),
        (set(), {}),
    ],
)
def test_as_many_variants_as_possible_have_the_same_surroundings(clean: set[str], expected: dict[str, str]) -> None:
    fits = {"b": ("1", "2"), "a": ("1", "2", "3")}
    made = distributed(fits, "123", lambda one, name: Reading("c", (one,), name, ()) if name + one in clean else None)
    assert {variant: reading.instrument for variant, reading in made.items()} == expected


def test_a_variant_is_read_where_what_it_refers_to_is() -> None:
    """`[](#group:attempt)` names nothing in the protocol on children, which has no such group."""
    assert variants("ancillary-attempt-aid").about == ("Read in model-convention, Article 18.",)


def test_a_variant_that_no_instrument_takes_is_read_by_itself() -> None:
    synopsis = variants("safeguard-prostitution-neutrality")
    recital = next(head for head in synopsis.groups[0].heads if head.ident == "abolitionist-recital")
    assert recital.notes == ("read by itself",)
    assert variants("offence-nonconsensual-adult-images").about == ("Read by itself.",)


# ---------------------------------------------------------------- instruments


def test_instruments_side_by_side_say_who_has_what_where() -> None:
    texts = [refer(whole(), Request(name), TitlesOnly()) for name in ("optional-protocol", "model-convention")]
    synopsis = api.compare_instruments(whole(), texts)
    by_clause = {group.ident: group for group in synopsis.groups}
    child = by_clause["def-child"]
    assert [labelled(cell) for cell in child.rows[0]] == [
        "c “‹child›” means any person under eighteen years of age;",
        "(c) “‹Child›” means any person under eighteen years of age;",
    ]
    assert [head.title for head in by_clause["offence-advertise"].heads] == ["Article 7", "Article 8"]
    chapeau = by_clause["element-intent-without-right"]
    assert len(chapeau.rows) == 1, "a chapeau stands over every offence, and is read once"
    instead = {head.instead for group in synopsis.groups for head in group.heads}
    assert instead == {"", "(says nothing)", "(not in this text)"}
    order = [group.ident for group in synopsis.groups]
    assert order.index("def-child") < order.index("offence-recruit") < order.index("offence-advertise")


def test_a_clause_that_no_text_has_is_said_to_be_in_none() -> None:
    text = refer(whole(), Request("child-minimum-protocol"), TitlesOnly())
    (group,) = api.compare_instruments(whole(), [text], ["offence-advertise"]).groups
    assert [head.instead for head in group.heads] == ["(not in this text)"] and not group.rows


# ---------------------------------------------------------------- existing law


def test_a_variant_beside_the_law_that_is_near_it() -> None:
    synopsis = api.compare(whole(), "offence-recruit", law=("cets-197", "ets-185"))
    heads = [head.ident for head in synopsis.groups[0].heads]
    assert heads[0] == "palermo-means" and "CETS No. 197, art. 18" in heads
    assert fact(synopsis, "means")["CETS No. 197, art. 18"][-1] == "→ ours: the same"
    assert fact(synopsis, "instrumentality")["CETS No. 197, art. 18"] == ("none asked for", "→ ours: narrower")
    assert fact(synopsis, "conduct")["CETS No. 197, art. 18"][-1] == "→ ours: narrower"
    assert synopsis.about == ("No provision recorded is near it in: ETS No. 185.",)


def test_variants_that_differ_alike_are_told_together() -> None:
    synopsis = api.compare(whole(), "offence-advertise", ("knowing", "child-only"), law=("opsc",))
    lines_told = fact(synopsis, "victim")["OPSC, art. 9.5"]
    assert lines_told == ("child", "→ knowing: wider", "→ child-only: the same")
    assert fact(synopsis, "duty")["OPSC, art. 9.5"][-1] == "→ ours: stronger"


def test_a_rule_is_compared_by_how_strongly_it_binds() -> None:
    synopsis = api.compare(whole(), "victim-status-unconditional", ("consider-stay",), law=("cets-197", "tip-protocol"))
    told = fact(synopsis, "strength")
    assert told["consider-stay"] == ("shall consider",)
    assert any(cell and cell[-1] == "→ ours: the same" for name, cell in told.items() if name.startswith("Trafficking"))


@pytest.mark.slow
def test_any_clause_can_be_set_beside_all_law() -> None:
    for name, clause in sorted(whole().clauses.items()):
        if any(not each.omit for each in clause.variants.values()):
            heads = [head.ident for head in law_table(whole(), name, (), (), road()).groups[0].heads]
            assert heads and len(set(heads)) == len(heads)


# ---------------------------------------------------------------- forms

HOSTILE = Synopsis(
    "variants",
    "=1+1 <b>&",
    (
        Group(
            "a-clause",
            "A | clause",
            (Head("one", "*1*"), Head("other", "<script>alert(1)</script>"), Head("none", "", (), "(says nothing)")),
            ((Cell("1.", ((True, "shall "), (False, "=cmd|' /C"), (True, " <i>not</i>"))), None, None),),
            (Fact("stance", "Stance", (("=SUM(A1)",), ("@x",), ())), Fact("duty", "Duty", (("a",), ("a",), ("a",)))),
        ),
    ),
)  # fmt: skip


def test_a_spreadsheet_runs_nothing_and_has_every_cell() -> None:
    rows = list(csv.reader(io.StringIO(sheet(HOSTILE))))
    assert rows[0] == ["clause", "row", "one", "other", "none"]
    assert ["a-clause", "text", "1. shall ‹=cmd|' /C› <i>not</i>", "", "(says nothing)"] in rows
    assert ["a-clause", "stance", "'=SUM(A1)", "'@x", ""] in rows
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_markdown_is_escaped_and_what_differs_is_bold() -> None:
    made = markdown(HOSTILE)
    assert "\\<script\\>" in made and "shall **=cmd\\|' /C** \\<i\\>not\\</i\\>" in made
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in made.splitlines() if line.startswith("|")}
    assert widths == {4, 5}


def test_the_page_is_escaped_and_fetches_nothing(assets: Assets) -> None:
    page = on_screen(HOSTILE, assets).decode()
    assert "<script" not in page and "&lt;script&gt;" in page and "<mark>=cmd|&#39; /C</mark>" in page
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", page)
    assert "The same in every column" in page


def test_programs_get_every_word_with_its_mark() -> None:
    made = json.loads(json.dumps(data(HOSTILE)))
    first, missing, _ = made["groups"][0]["text"][0]
    assert first == {"label": "1.", "words": [["=", "shall "], ["*", "=cmd|' /C"], ["=", " <i>not</i>"]]}
    assert missing is None
    assert made["groups"][0]["columns"][2]["instead"] == "(says nothing)"


def test_on_paper_many_columns_are_parted_and_each_part_has_the_base() -> None:
    made = page_data(variants("jurisdiction-safe-haven"), ON_PAPER)
    tables = made["groups"][0]["tables"]
    names = [[head["ident"] for head in table["heads"]] for table in tables]
    assert all(1 < len(each) <= ON_PAPER and each[0] == "convention-pattern" for each in names)
    once = ["convention-pattern", *(name for each in names for name in each[1:])]
    assert once == [head.ident for head in variants("jurisdiction-safe-haven").groups[0].heads]


def test_on_paper_many_clauses_have_contents_and_running_heads(assets: Assets) -> None:
    pressed = replace(assets, press=lambda page, _: page.encode())
    groups = tuple(replace(HOSTILE.groups[0], ident=f"c{number}", title=f"Clause {number}") for number in range(3))
    page = on_paper(replace(HOSTILE, kind="instruments", groups=groups), pressed).decode()
    for number in range(3):
        assert f'<li><a href="#_c{number}">Clause {number}</a></li>' in page
        assert f'<section class="group" id="_c{number}">' in page
        assert f'<h2 class="article" data-called="Clause {number}" data-running="Clause {number}">' in page
    assert page.count("<b>The same in every column.</b> Duty: a</p>") == 3 and page.count("<thead>") == 3


def test_many_clauses_are_listed_in_a_fold_that_few_have_open(assets: Assets) -> None:
    for count, fold in ((2, "<details open>"), (40, "<details>")):
        groups = tuple(replace(HOSTILE.groups[0], ident=f"c{number}") for number in range(count))
        page = on_screen(replace(HOSTILE, groups=groups), assets).decode()
        assert f"{fold}\n<summary>Clauses ({count})</summary>" in page


def test_on_paper_a_short_element_and_how_ours_stands_to_it_are_one_line(assets: Assets) -> None:
    pressed = replace(assets, press=lambda page, _: page.encode())
    cells = (("advertise",), ("advertise", "→ ours: the same"), ("a; " * 20 + "z", "→ ours: wider"))
    group = replace(HOSTILE.groups[0], rows=(), facts=(Fact("conduct", "Conduct", cells),))
    page = on_paper(replace(HOSTILE, kind="law", groups=(group,)), pressed).decode()
    assert "<p>advertise → ours: the same</p>" in page and "<p>→ ours: wider</p>" in page


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("names", [(), ("knowing", "reckless"), ("knowing", "reckless", "child-only")])
def test_lines_fit_and_lose_no_word(names: tuple[str, ...], width: int) -> None:
    synopsis = variants("offence-advertise", *names)
    made = list(lines(synopsis, width))
    assert max(map(len, made)) <= width
    shown = set(re.findall(r"\w+", " ".join(made)))
    words = {
        word for row in synopsis.groups[0].rows for cell in row if cell for word in re.findall(r"\w{3,}", cell.text)
    }
    assert words <= shown

"""The sections of a briefing pack that are tables, comparisons and commentary: each says what the library does."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from repositories import committed
from travaux import api
from travaux.coverage.told import in_words, sign
from travaux.load.library import load
from travaux.load.placed import Marks
from travaux.load.schema import validate
from travaux.model.dates import long_date
from travaux.model.library import Library
from travaux.model.pack import Pack
from travaux.model.stages import Request
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Change, Division, Edition, Facing, Inline, Para, Ref, Table
from travaux.model.walk import below, blocks, deep, inlines, inside, plain, runs
from travaux.pack import matrix
from travaux.pack.api import sections
from travaux.pack.assemble import Briefed, brief
from travaux.pack.briefing import Facts
from travaux.pack.slices import sliced
from travaux.passes.beside import articles
from travaux.passes.report import report
from travaux.pipeline import refer
from travaux.project import find
from travaux.render.markdown import RENDERER as MARKDOWN
from travaux.render.text import RENDERER as TEXT

PATH = "templates/packs/example.yaml"
THREE = ("optional-protocol", "amending-protocol", "model-convention")
TAKES = {
    "executive-summary": ("text", "of"),
    "how-to-read": ("text",),
    "coverage-matrix": ("text", "of"),
    "synoptic-table": ("text", "of", "clauses"),
    "redline": ("text", "of", "against", "dropped"),
    "objections-and-answers": ("text", "of", "clauses"),
    "comparator-law": ("text", "of"),
    "existing-law": ("text", "of", "clauses"),
    "vehicle-comparison": ("text", "of"),
    "facing-commentary": ("text", "of"),
    "safeguards": ("text", "of", "clauses"),
}


@cache
def whole() -> Library:
    project = find()
    library, found = load(project.root, project.base)
    assert library is not None and not found
    return library


def made(
    asked: Sequence[str | Mapping[str, Any]],
    texts: Sequence[Any] = ("optional-protocol",),
    sees: str = "public",
    facts: Facts | None = None,
    library: Library | None = None,
) -> Briefed:
    """A pack with these sections, made from the library."""
    value = {"title": "A pack", "audience": "readers", "sees": sees, "texts": [*texts], "sections": [*asked]}
    written = json.dumps(value, ensure_ascii=False)
    pack, found = validate("pack", json.loads(written), lambda: Marks(written, PATH), {"id": "example", "path": PATH})
    assert isinstance(pack, Pack), found
    held = library or whole()
    held = replace(held, texts={**held.texts, PATH: written}, packs={"example": pack})
    return brief(held, pack, (), facts)


def section(briefed: Briefed, number: int = 0) -> Division:
    """One section of what was made, which is to be there."""
    found = briefed.text.document.body[number]
    assert isinstance(found, Division)
    return found


def errors(briefed: Briefed) -> list[str]:
    return [each.code for each in briefed.found if each.is_error]


def tables(tops: Sequence[Block]) -> list[Table]:
    return [each for each in below(tops) if isinstance(each, Table)]


def cells(table: Table) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in table.rows]


def words(tops: Sequence[Block]) -> str:
    return "\n".join(plain(run) for each in below(tops) for run in runs(each))


def paragraphs(tops: Sequence[Block]) -> list[str]:
    """The words of what has no blocks in it, in order."""
    return [plain(inlines(each)) for each in below(tops) if not inside(each) and not isinstance(each, Division)]


def changes(run: Inlines) -> Iterator[Inline]:
    return (each for each in deep(run) if isinstance(each, Change))


# ---------------------------------------------------------------- all of them


@pytest.mark.parametrize("name", sorted(TAKES))
def test_takes_what_it_says(name: str) -> None:
    assert sections()[name].takes == TAKES[name]


@cache
def everything() -> Briefed:
    asked: list[Any] = [
        "clean-text",
        "how-to-read",
        "executive-summary",
        "coverage-matrix",
        {"section": "synoptic-table", "clauses": ["offence-advertise"]},
        {"section": "existing-law", "clauses": ["offence-recruit"]},
        "comparator-law",
        "vehicle-comparison",
        "objections-and-answers",
        "safeguards",
        {"section": "redline", "against": "model-convention"},
        {"section": "facing-commentary", "of": ["amending-protocol"]},
        "sources",
    ]
    return made(asked, THREE)


def test_all_of_them_are_made_without_a_finding() -> None:
    found = everything()
    assert not errors(found)
    assert len(found.text.document.body) == 13
    assert all(section(found, number).children for number in range(13))


def test_what_leads_into_a_text_leads_to_where_the_pack_prints_it() -> None:
    document = everything().text.document
    idents = {each.ident for each in blocks(document) if isinstance(each, Division)}
    for name in ("vehicle-comparison", "objections-and-answers", "safeguards"):
        part = next(each for each in document.body if isinstance(each, Division) and each.ident.endswith(name))
        led = [
            anchor
            for each in below(part.children)
            for node in deep(inlines(each))
            if isinstance(node, Ref)
            for anchor in node.anchors
            if anchor.startswith("clean.optional-protocol.")
        ]
        assert led and idents.issuperset(led), name


@pytest.mark.parametrize("renderer", [MARKDOWN, TEXT], ids=lambda each: str(each.name))
def test_every_renderer_prints_every_section(renderer: Any) -> None:
    from travaux.render.api import Assets

    settled = everything().text
    printed = renderer.render(settled, Assets({}, {})).decode()
    for each in settled.document.body:
        assert isinstance(each, Division)
        assert plain(each.heading).casefold() in printed.casefold()


# ---------------------------------------------------------------- coverage


def test_each_cell_of_the_matrix_has_its_sign_and_its_words() -> None:
    part = section(made(["coverage-matrix"], THREE))
    table = matrix.only(
        api.coverage(whole(), [(Request(name), refer(whole(), Request(name))) for name in THREE]), ("existing", "text")
    )
    for (victim, lines), printed in zip(table.victims.items(), tables(part.children), strict=False):
        assert plain(printed.caption).startswith(victim.capitalize())
        assert printed.wide and printed.row_heads and len(printed.head) == 1 + len(table.headings)
        for line, row in zip(lines, cells(printed), strict=True):
            for cell, said in zip(line.cells, row[1:], strict=True):
                assert said.split(" ", 1) == [sign(cell), in_words(replace(cell, more=False))]


def test_the_matrix_leaves_out_what_is_for_comparison_only() -> None:
    part, library = section(made(["coverage-matrix"])), whole()
    assert library.coverage is not None
    heads = {plain(head) for table in tables(part.children) for head in table.head}
    apart = {each.label for each in library.coverage.columns.values() if each.comparator}
    assert apart and heads.isdisjoint(apart)
    compared = section(made(["comparator-law"]))
    assert apart <= {plain(head) for table in tables(compared.children) for head in table.head}


def test_the_matrix_tells_every_gap_with_its_day() -> None:
    part = section(made(["coverage-matrix"]))
    gaps = tables(part.children)[-1]
    assert len(gaps.rows) == len(whole().gaps)
    for gap, row in zip(whole().gaps.values(), cells(gaps), strict=True):
        assert row[0] == gap.title != "" and long_date(gap.as_of) in row[2]


@pytest.mark.parametrize("name", ["coverage-matrix", "existing-law", "comparator-law"])
def test_what_the_library_does_not_have_is_said(name: str) -> None:
    found = made([name], library=replace(whole(), coverage=None))
    assert errors(found) == ["K851"]
    (fault,) = (each for each in found.found if each.is_error)
    assert fault.span is not None and fault.span.path == PATH


# ---------------------------------------------------------------- wordings and law


def synoptic(clause: str, texts: Sequence[Any] = ("optional-protocol",)) -> list[Table]:
    return tables(section(made([{"section": "synoptic-table", "clauses": [clause]}], texts)).children)


def test_wordings_stand_four_beside_each_other_with_the_first_in_each_table() -> None:
    clause = max(whole().clauses.values(), key=lambda each: len(each.variants))
    found = synoptic(clause.id)
    assert len(clause.variants) > 4 and len(found) == 1 + (len(clause.variants) - 2) // 3
    assert all(len(table.head) <= 5 for table in found)
    assert len({plain(table.head[1]) for table in found}) == 1
    named = {plain(head).rpartition("(")[2].split(";")[0].rstrip(")") for table in found for head in table.head[1:]}
    assert named == set(clause.variants)


def test_the_wording_of_the_text_comes_first_and_is_called_so() -> None:
    text = {"instrument": "optional-protocol", "variants": {"offence-advertise": "reckless"}}
    (table,) = synoptic("offence-advertise", [text])
    assert "(reckless; in the text" in plain(table.head[1])
    assert any(plain(row[0]).startswith("Compared with reckless") for row in table.rows)


def test_what_differs_is_marked_and_nothing_is_lost() -> None:
    (table,) = synoptic("offence-advertise")
    first = next(row for row in table.rows if "causing the availability of" in plain(row[1]))
    assert plain(first[0]).startswith("Words")
    marked = ["".join(plain((each,)) for each in changes(cell)) for cell in first[1:]]
    assert all(marked) and not any("causing the availability of" in each for each in marked)


@pytest.mark.parametrize(
    ("spec", "code", "key"),
    [
        ({"section": "synoptic-table"}, "K803", "section"),
        ({"section": "synoptic-table", "clauses": ["offence-advertize"]}, "K852", "clauses"),
        ({"section": "existing-law", "clauses": ["offence-advertize"]}, "K852", "clauses"),
        ({"section": "safeguards", "clauses": ["none-such"]}, "K852", "clauses"),
        ({"section": "redline"}, "K803", "section"),
        ({"section": "redline", "against": "no-such-thing"}, "K853", "against"),
        ({"section": "redline", "against": "nothing@HEAD"}, "K853", "against"),
    ],
)
def test_what_a_section_lacks_or_can_t_use_is_said_at_its_place(spec: dict[str, Any], code: str, key: str) -> None:
    found = made([spec])
    assert errors(found) == [code]
    (fault,) = (each for each in found.found if each.is_error)
    assert fault.span is not None and fault.span.path == PATH and fault.hint


def test_existing_law_begins_with_the_text_s_own_provision() -> None:
    (table,) = tables(section(made([{"section": "existing-law", "clauses": ["offence-recruit"]}])).children)
    head, own, *others = cells(table)
    assert head[0] and not any(head[1:])
    assert own[0] == "Article 5" and others
    assert any("→ ours:" in cell for row in others for cell in row)


def test_without_clauses_existing_law_takes_every_offence_of_the_text() -> None:
    (table,) = tables(section(made(["existing-law"], ["amending-protocol"])).children)
    referred = refer(whole(), Request("amending-protocol"))
    chosen = referred.numbered.draft.selection.chosen
    offences = [
        whole().clauses[each].heading.replace("*", "") for each in chosen if whole().clauses[each].kind == "offence"
    ]
    assert [row[0] for row in cells(table) if not any(row[1:])] == offences


# ---------------------------------------------------------------- redlines


def earlier(change: Callable[[Library], Library]) -> Facts:
    """Facts by which the library was another one at the revision "before"."""

    def at(revision: str) -> Library:
        if revision != "before":
            raise ValueError(f"there is no revision “{revision}”.")
        return change(whole())

    return Facts(earlier=at)


def otherwise(library: Library) -> Library:
    """The library with another word in the clause on expression."""
    path = library.clauses["safeguard-expression"].path
    return replace(library, texts={**library.texts, path: library.texts[path].replace("opinions", "views")})


def redline(against: str, facts: Facts | None = None, of: str = "optional-protocol") -> Division:
    found = made([{"section": "redline", "against": against, "of": [of]}], [of], facts=facts)
    assert not errors(found), found.found
    return section(found)


def test_a_text_against_itself_has_no_difference() -> None:
    assert "no difference" in words(redline("optional-protocol").children)
    assert "no difference" in words(redline("before", earlier(lambda library: library)).children)


def test_what_changed_since_a_revision_is_shown_and_the_rest_left_out() -> None:
    for against in ("before", "@before", "optional-protocol@before"):
        part = redline(against, earlier(otherwise))
        marked = [plain((each,)) for block in below(part.children) for each in changes(inlines(block))]
        assert any("views" in each for each in marked)
        assert any("opinions" in each for each in marked)
        said = paragraphs(part.children)
        assert "[…]" in said and not any("recruiting a person" in each for each in said)
        assert not any(one == other == "[…]" for one, other in pairwise(said))


def test_what_the_other_side_has_not_is_inserted() -> None:
    part = redline("child-minimum-protocol")
    inserted = [each for block in below(part.children) for each in changes(inlines(block)) if isinstance(each, Change)]
    assert {"+", "-"} == {each.sign for each in inserted}
    assert any("arranging, brokering" in plain((each,)) for each in inserted if each.sign == "+")


def test_an_article_that_is_gone_is_told_in_a_line_unless_its_words_are_asked_for() -> None:
    texts = ["child-minimum-protocol", "optional-protocol"]
    asked = {"section": "redline", "against": "optional-protocol", "of": ["child-minimum-protocol"]}
    part = section(made([asked], texts))
    said = words(part.children)
    line = "Article 7 – Advertising by means of a computer system is not in the new text: narrows, offence dropped."
    assert f"{line} What was Article 7(2) is Article 5(2) now." in said.replace("\u00a0", " ")
    assert "causing the availability of another person" not in said
    heads = [plain(each.heading) for each in part.children if isinstance(each, Division)]
    assert heads.count("Article 5 – Minimum offences for the protection of children") == 1
    assert len(heads) == len(set(heads)) and not any("Advertising" in each for each in heads)
    assert "Article 16 → Article 6 – Means and consent" in heads
    assert "Article 47 → Article 25 – Territorial application: only the number changes." in said.replace("\u00a0", " ")
    whole = words(section(made([{**asked, "dropped": True}], texts)).children)
    assert "causing the availability of another person" in whole and "is not in the new text" not in whole


def test_a_new_article_has_all_its_words() -> None:
    part = redline("child-minimum-protocol")
    (new,) = (each for each in part.children if isinstance(each, Division) and "Advertising" in plain(each.heading))
    said = words(new.children)
    assert "Each Party shall adopt" in said and "causing the availability" in said and "[…]" not in said


def test_a_revision_is_one_of_the_project_s_repository(tmp_path: Path) -> None:
    for folder in ("clauses", "templates"):
        shutil.copytree(find().root / folder, tmp_path / folder)
    pack = tmp_path / "templates" / "packs" / "since.yaml"
    head = "title: Since\naudience: readers\nsees: public\ntexts: [amending-protocol]\n"
    pack.write_text(f"{head}sections: [{{section: redline, against: HEAD}}]\n", encoding="utf-8")
    committed(tmp_path)
    clause = tmp_path / whole().clauses["safeguard-expression"].path
    clause.write_text(clause.read_text(encoding="utf-8").replace("opinions", "views"), encoding="utf-8")
    loaded = api.load(api.find(tmp_path))
    assert loaded.library is not None
    printed = api.brief(loaded, loaded.library.packs["since"], ["md"]).files["since.md"].decode()
    assert "[-opinions-]\u2009{+views+}" in printed.replace("\\", "")
    pack.write_text(f"{head}sections: [{{section: redline, against: HEAD~9}}]\n", encoding="utf-8")
    loaded = api.load(api.find(tmp_path))
    assert loaded.library is not None
    wrong = api.brief(loaded, loaded.library.packs["since"], ["md"])
    assert not wrong.files and [each.code for each in wrong.found if each.is_error] == ["K853"]


def test_of_rival_options_no_effect_in_law_is_told() -> None:
    text = {"instrument": "optional-protocol", "variants": {"offence-advertise": "excludes-self-advertising,reckless"}}
    found = made([{"section": "redline", "against": "optional-protocol"}], [text])
    said = words(section(found).children)
    assert "Option 2" in said and "mental lowered" not in said
    alone = {"instrument": "optional-protocol", "variants": {"offence-advertise": "reckless"}}
    assert "mental lowered" in words(
        section(made([{"section": "redline", "against": "optional-protocol"}], [alone])).children
    )


def test_no_such_revision_is_said() -> None:
    found = made([{"section": "redline", "against": "long-ago"}], facts=earlier(otherwise))
    assert errors(found) == ["K853"] and "long-ago" in next(each.message for each in found.found if each.is_error)


def test_an_instrument_that_was_not_there_is_said() -> None:
    facts = earlier(lambda library: replace(library, instruments={}))
    assert errors(made([{"section": "redline", "against": "before"}], facts=facts)) == ["K853"]


def test_choices_that_could_not_be_made_then_are_left_out() -> None:
    def without(library: Library) -> Library:
        clause = library.clauses["offence-advertise"]
        variants = {name: each for name, each in clause.variants.items() if name != "reckless"}
        return replace(library, clauses={**library.clauses, clause.id: replace(clause, variants=variants)})

    text = {"instrument": "optional-protocol", "variants": {"offence-advertise": "reckless"}}
    found = made([{"section": "redline", "against": "before"}], [text], facts=earlier(without))
    assert not errors(found)
    assert "reckless disregard" in words(section(found).children)


# ---------------------------------------------------------------- commentary and safeguards


def facing(name: str) -> Facing:
    found = [each for each in section(made(["facing-commentary"], [name])).children if isinstance(each, Facing)]
    return found[0]


@pytest.mark.parametrize("name", THREE)
def test_the_left_pages_hold_the_whole_text_in_order(name: str) -> None:
    left = [block for blocks_, _ in facing(name).pairs for block in blocks_]
    assert paragraphs(left) == paragraphs(refer(whole(), Request(name)).document.body)


@pytest.mark.parametrize("name", THREE)
def test_the_right_pages_hold_the_commentary_with_the_numbers_of_the_report(name: str) -> None:
    from travaux.passes.beside import Beside

    referred = refer(whole(), Request(name))
    commentary = next(
        each
        for each in report(referred, Beside(referred)).body
        if isinstance(each, Division) and each.ident == "commentary"
    )
    right = [block for _, blocks_ in facing(name).pairs for block in blocks_]

    def numbered(tops: Sequence[Block]) -> dict[str, str]:
        every = [each for each in below(tops) if isinstance(each, Division) and each.level == "paragraph"]
        return {plain(each.label): words(each.children) for each in every}

    assert numbered(right) == numbered(commentary.children) and numbered(right)


def test_the_commentary_says_when_the_report_in_the_pack_is_to_another_text() -> None:
    facing_it: dict[str, object] = {"section": "facing-commentary", "of": ["amending-protocol"]}
    told = "stands in this pack for another text only"
    for reported, says in (("optional-protocol", True), ("amending-protocol", False)):
        of_it: dict[str, object] = {"section": "explanatory-report", "of": [reported]}
        assert (told in words(section(made([facing_it, of_it], [*THREE])).children)) is says
    assert told not in words(section(made([facing_it], [*THREE])).children)


def test_what_the_report_to_another_text_lists_in_the_same_words_is_not_listed_again() -> None:
    facing_it: dict[str, object] = {"section": "facing-commentary", "of": ["amending-protocol"]}
    of_it: dict[str, object] = {"section": "explanatory-report", "of": ["optional-protocol"]}

    def said(*sections: dict[str, object]) -> list[str]:
        (found,) = [each for each in section(made([*sections], [*THREE])).children if isinstance(each, Facing)]
        every = below([block for _, right in found.pairs for block in right])
        return [words(each.children) for each in every if isinstance(each, Division) and each.level == "paragraph"]

    whole_of_it, shortened = said(facing_it), said(facing_it, of_it)
    left_out = [each for each in whole_of_it if each not in shortened]
    assert left_out and all(each.startswith(("The provision draws on", "Other wordings")) for each in left_out)
    assert [each for each in whole_of_it if each in shortened] == shortened
    assert "not listed here again" in words(section(made([facing_it, of_it], [*THREE])).children)


@pytest.mark.parametrize("name", sorted(whole().instruments))
def test_an_article_in_pieces_loses_no_word_and_repeats_no_anchor(name: str) -> None:
    for article in articles(refer(whole(), Request(name)).document.body):
        pieces = [piece for _, piece in sliced(article)]
        assert paragraphs(pieces) == paragraphs([article])
        idents = [each.ident for each in below(pieces) if isinstance(each, Division) and each.ident]
        assert len(idents) == len(set(idents))
        assert plain(inlines(pieces[0])) == plain(inlines(article))


def test_every_safeguard_that_says_something_stands_there_word_for_word() -> None:
    referred = refer(whole(), Request("model-convention"))
    selection = referred.numbered.draft.selection
    part = section(made(["safeguards"], ["model-convention"]))
    wanted = [
        clause
        for name in selection.chosen
        for clause in [whole().clauses[name]]
        if clause.kind == "safeguard" and not clause.variants[selection.chosen[name]].omit
    ]
    assert [plain(each.heading) for each in part.children if isinstance(each, Division)] == [
        each.heading.replace("*", "") for each in wanted
    ]
    said = paragraphs(part.children)
    for clause in wanted:
        own = [
            plain(inlines(each))
            for each in below(referred.document.body)
            if isinstance(each, Para) and each.origin.clause == clause.id
        ]
        assert own and set(own) <= set(said)


def test_safeguards_of_an_inserted_article_are_found() -> None:
    part = section(made(["safeguards"], ["amending-protocol"]))
    assert "Nothing in paragraph 1 of this article" in words(part.children)


# ---------------------------------------------------------------- objections, routes, summary


def test_an_objection_says_where_it_is_answered_and_where_not() -> None:
    part = section(made(["clean-text", "objections-and-answers"]), 1)
    every = {plain(each.heading): words(each.children) for each in part.children if isinstance(each, Division)}
    assert set(every) <= {each.title for each in whole().objections.values()} and every
    expression = every["Freedom of expression"]
    assert "Article 22: No Party is required" in expression
    assert "Answered by wordings that this text does not have:" in expression
    assert "[S: as its source says]" in expression


def test_a_place_that_begins_a_line_begins_with_a_capital() -> None:
    for name in ("objections-and-answers", "safeguards"):
        said = words(section(made([name], ["model-convention"])).children)
        assert re.search(r"^Article \d", said, re.MULTILINE)
        assert not any(line.startswith("article ") for line in said.split("\n"))


def test_what_invites_an_objection_is_named_when_the_text_has_it() -> None:
    text = {"instrument": "optional-protocol", "variants": {"offence-advertise": "reckless"}}
    spec = {"section": "objections-and-answers", "clauses": ["offence-advertise"]}
    part = section(made([spec], [text]))
    label = whole().clauses["offence-advertise"].variants["reckless"].label
    invited = [each.title for each in whole().objections.values() if "offence-advertise:reckless" in each.variants]
    every = {plain(each.heading): words(each.children) for each in part.children if isinstance(each, Division)}
    assert invited and all(label in every[title] for title in invited)
    assert "The cost of ratification" not in every


def route(texts: Sequence[Any], library: Library | None = None) -> dict[str, list[str]]:
    (table,) = tables(section(made(["vehicle-comparison"], texts, library=library)).children)
    return {row[0]: row[1:] for row in cells(table)}


def test_the_numbers_of_a_route_are_those_of_the_text() -> None:
    text = {"instrument": "amending-protocol", "parameters": {"acceptances": "40"}}
    told = route([text, "optional-protocol"])
    entry = told["How it enters into force"]
    assert "as soon as they are forty" in entry[0]
    assert "Article 44: It enters into force three to four months after five States" in entry[1]


def test_another_rule_on_entry_into_force_is_another_route() -> None:
    text = {"instrument": "amending-protocol", "variants": {"final-signature-entry": "all-parties"}}
    (entry,) = route([text])["How it enters into force"]
    assert "for all Parties to the Convention together" in entry and "If five years" not in entry


def test_of_a_wording_of_which_a_route_says_nothing_the_label_and_the_numbers_are_told() -> None:
    every = whole().instruments
    untold = {
        name: replace(each, route=replace(each.route, enters={})) if each.route else each
        for name, each in every.items()
    }
    text = {"instrument": "amending-protocol", "parameters": {"acceptances": "40"}}
    (entry,) = route([text], replace(whole(), instruments=untold))["How it enters into force"]
    label = whole().clauses["final-signature-entry"].variants["all-or-some-after-years"].label
    assert f"{label} (Article 3)." in entry and "How many Parties must then have consented: forty." in entry


def test_a_text_without_a_route_of_its_own_has_what_is_computed() -> None:
    bare = {name: replace(each, route=None) for name, each in whole().instruments.items()}
    told = route(THREE, replace(whole(), instruments=bare))
    assert "What it needs" not in told and "Whom it binds" not in told
    assert told["What this draft holds"][0].startswith("Offences: 11")


@pytest.mark.parametrize("name", sorted(whole().instruments))
def test_every_instrument_says_by_which_route_it_would_become_law(name: str) -> None:
    told = route([name])
    for label in ("What it needs", "How it enters into force", "Whom it binds", "What it can carry", "Its limits"):
        assert len(told[label][0]) > 20, label


def test_the_summary_counts_what_the_texts_hold() -> None:
    (table,) = tables(section(made(["executive-summary"], THREE)).children)
    rows = {row[0]: row[1:] for row in cells(table)}
    for number, name in enumerate(THREE):
        selection = refer(whole(), Request(name)).numbered.draft.selection
        kinds = [
            whole().clauses[each].kind
            for each, variant in selection.chosen.items()
            if not whole().clauses[each].variants[variant].omit
        ]
        assert rows["Offences"][number] == str(kinds.count("offence"))
        assert rows["Safeguards"][number] == str(kinds.count("safeguard"))
        assert rows["Protection"][number] == (str(kinds.count("protection")) if "protection" in kinds else "none")
    assert rows["Gaps in existing law that it closes"][0].endswith(f"of {len(whole().gaps)}")


def test_how_to_read_leads_to_each_section_that_these_readers_see() -> None:
    asked: list[Any] = [
        "how-to-read",
        "clean-text",
        {"section": "words", "heading": "For the delegation", "text": "A word.", "internal": "true"},
        {"section": "redline", "against": "model-convention"},
    ]
    for sees, hidden in (("public", True), ("internal", False)):
        found = made(asked, sees=sees)
        part = section(found)
        led = [node for each in below(part.children) for node in deep(inlines(each)) if isinstance(node, Ref)]
        idents = {each.ident for each in found.text.document.body if isinstance(each, Division)}
        assert {anchor for each in led for anchor in each.anchors} == idents - {part.ident}
        assert ("For the delegation" in words(part.children)) is not hidden
        assert "inserted" in words(part.children)


def test_an_edition_inside_a_pack_is_no_part_of_these_sections() -> None:
    parts = everything().text.document.body[1:-1]
    assert not any(isinstance(each, Edition) for each in below(parts))

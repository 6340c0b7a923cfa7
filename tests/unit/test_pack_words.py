"""What a pack says between its texts: in one spelling, by the titles of gaps, with references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from render_trees import assets
from travaux.coverage.gaps import states
from travaux.load.library import load
from travaux.model.library import Library
from travaux.model.pack import Pack, PackText, SectionSpec
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Cite, Division, Drawing, Edition, Facing, Origin, Para, Ref, Sub, Table, Text
from travaux.model.walk import below, deep, plain, runs
from travaux.pack.assemble import Briefed, brief
from travaux.pack.spelling import spelled
from travaux.project import find
from travaux.render import html
from travaux.render.writing.columns import shares

COE, UN = "optional-protocol", "model-convention"
SECTIONS = (
    "executive-summary",
    "vehicle-comparison",
    "coverage-matrix",
    "comparator-law",
    "objections-and-answers",
    "safeguards",
    "gaps-figure",
)
OWN = "The co-operation of those who organise it is recognised ([](#safeguard-expression)) [@kunze, 281]."
PATH = "templates/packs/example.yaml"


@cache
def whole() -> Library:
    project = find(Path(__file__).parents[2])
    library, _ = load(project.root, project.base)
    assert library is not None
    return library


def made(*asked: str | SectionSpec, texts: tuple[str | PackText, ...] = (COE, UN), sees: str = "public") -> Briefed:
    """A pack with these sections; the words of its own, where it has any, are `OWN`."""
    specs = tuple(SectionSpec(each) if isinstance(each, str) else each for each in asked)
    taken = tuple(PackText(each) if isinstance(each, str) else each for each in texts)
    pack = Pack("Co-operation", "readers", "internal" if sees == "internal" else "public", taken, specs, "Organised")
    pack = replace(pack, id="example", path=PATH)
    library = whole()
    yaml = "".join(f"  - section: {each.section}\n    text: {each.text!r}\n" for each in specs)
    texts_by_path = {**library.texts, PATH: f"title: Co-operation\nsections:\n{yaml}"}
    return brief(replace(library, texts=texts_by_path, packs={"example": pack}), pack)


def between(blocks: tuple[Block, ...]) -> Iterator[Inlines]:
    """The runs of what stands between the texts: no edition, no words of a clause, no figure of another treaty."""
    for each in blocks:
        if each.origin.clause or isinstance(each, Edition | Facing | Drawing):
            continue
        if isinstance(each, Division):
            yield each.heading
            yield from between(each.children)
        else:
            yield from runs(each)


# ---------------------------------------------------------------- spelling


@pytest.mark.parametrize(
    ("texts", "foreign"),
    [
        ((COE, UN), r"\bcooperat\w+|\w*(?:organiz|criminaliz|recogniz|authoriz)\w*"),
        ((UN, COE), r"\bco-operat\w+|\w*(?:organis|criminalis|recognis|authoris)\w*"),
    ],
)
def test_what_stands_between_the_texts_has_the_spelling_of_the_first(texts: tuple[str, ...], foreign: str) -> None:
    pack = made(SectionSpec("words", text=OWN), *SECTIONS, texts=texts)
    said = "\n".join(plain(run) for run in between(pack.text.document.body))
    said = said.replace("Transnational Organized Crime", "")
    assert len(said) > 10000 and not re.findall(foreign, said, re.IGNORECASE)
    title = plain((*pack.text.document.title, *pack.text.document.subtitle))
    assert title == ("Co-operationOrganised" if texts[0] == COE else "CooperationOrganized")


def test_a_text_keeps_its_own_spelling_and_its_notes_have_that_of_the_pack() -> None:
    pack = made(SectionSpec("annotated-text", of=(UN,)))
    (edition,) = [each for each in below(pack.text.document.body) if isinstance(each, Edition)]
    texts = [plain(run) for each in below(edition.children) if each.origin.clause for run in runs(each)]
    assert any("cooperat" in each for each in texts)
    alone = made("annotated-text", texts=(UN,))
    notes, others = (list(_notes(each)) for each in (pack, alone))
    assert any("co-operation" in each for each in notes) and not any("cooperation" in each for each in notes)
    assert any("cooperation" in each for each in others) and not any("co-operation" in each for each in others)


def _notes(pack: Briefed) -> Iterator[str]:
    for each in below(pack.text.document.body):
        for run in runs(each):
            for node in deep(run):
                if type(node).__name__ == "Note":
                    yield plain(node.body)


def test_only_the_words_of_the_program_are_respelled_and_none_of_a_text() -> None:
    own, typed = Para((Sub("", "Organise", "formula"),), Origin("")), Para((Text("organise"),), Origin(""))
    of_text = Para((Sub("", "organise", "formula"),), Origin("a-clause"))
    kept = spelled((own, typed, of_text), {"organise": "organize"})
    assert [plain(run) for each in kept for run in runs(each)] == ["Organize", "organise", "organise"]


# ---------------------------------------------------------------- gaps, and entry into force


def test_no_id_of_a_gap_is_printed() -> None:
    synoptic = SectionSpec("synoptic-table", clauses=("offence-advertise",))
    pack = made("coverage-matrix", "gaps-figure", "executive-summary", synoptic)
    said = "\n".join(plain(run) for each in below(pack.text.document.body) for run in runs(each))
    assert not [name for name in whole().gaps if name in said]
    assert said.count(whole().gaps["gap-adult-advertising"].title) >= 3


def test_a_gap_without_a_title_is_called_by_its_id() -> None:
    library = whole()
    gaps = {name: replace(gap, title=" ") for name, gap in library.gaps.items()}
    assert [each.name for each in states(replace(library, gaps=gaps))] == list(gaps)


def test_every_wording_of_the_entry_into_force_that_a_text_may_take_is_told_in_sentences() -> None:
    library = whole()
    clause = library.clauses["final-signature-entry"]
    for each in library.instruments.values():
        able = {
            f"{clause.id}:{name}"
            for name, variant in clause.variants.items()
            if not variant.vehicles or each.vehicle in variant.vehicles
        }
        assert each.route is not None and set(each.route.enters) == able, each.id
        assert all(words.strip().endswith(".") for words in each.route.enters.values())


def test_how_a_text_enters_into_force_is_that_of_the_wording_chosen() -> None:
    def told(variant: str) -> str:
        chosen = PackText(COE, variants={"final-signature-entry": variant}, parameters={"consents": "7"})
        pack = made("vehicle-comparison", texts=(chosen,))
        (grid,) = [each for each in below(pack.text.document.body) if isinstance(each, Table)]
        (row,) = [row for row in grid.rows if plain(row[0]) == "How it enters into force"]
        return plain(row[1])

    assert "It enters into force three to four months after seven States" in told("protocol")
    assert "on the ninetieth day after seven States" in told("protocol-universal")


# ---------------------------------------------------------------- references


def test_references_in_the_packs_own_words_lead_to_the_text_and_to_the_sources() -> None:
    pack = made(SectionSpec("words", text=OWN), "sources", "clean-text")
    words, *_ = pack.text.document.body
    assert isinstance(words, Division)
    (said,) = words.children
    found = [node for run in runs(said) for node in run if isinstance(node, Ref)]
    assert [each.anchors[0] for each in found] == [f"clean.{COE}.safeguard-expression", "section-2-sources"]
    assert isinstance(found[1].text[0], Cite)
    anchors = {each.ident for each in below(pack.text.document.body) if isinstance(each, Division)}
    assert {each.anchors[0] for each in found} <= anchors


def test_they_are_plain_words_where_the_pack_prints_neither() -> None:
    pack = made(SectionSpec("words", text=OWN))
    page = html.render(pack.text, assets()).decode()
    assert '<span class="ref short">Article 22</span>' in page and '<span class="cite">(Kunze, p.' in page
    assert 'href="#' not in page.partition('<div class="instrument">')[2]
    led = html.render(made(SectionSpec("words", text=OWN), "sources", "clean-text").text, assets()).decode()
    assert f'href="#clean.{COE}.safeguard-expression"' in led and 'href="#section-2-sources"' in led


# ---------------------------------------------------------------- columns


def grid(*rows: tuple[str, ...], wide: bool = True) -> Table:
    cells = tuple(tuple((Text(cell),) for cell in row) for row in rows)
    return Table(cells[0], cells[1:], Origin(""), (), wide, True)


def test_a_column_of_short_lists_is_not_broken_for_the_sake_of_one_long_cell() -> None:
    lists = [
        ("a way", "CETS No. 197, art. 18", "UN Convention, art. 4.1, carrying another, art. 5.1") for _ in range(9)
    ]
    table = grid(("Way", "CETS No. 197", "UN Convention"), *lists, ("a way", "–", "a long list of articles, " * 20))
    first, second, third = shares(table)
    assert second * 2.57 > 21 * 1.5 and third > second > first
    assert sum((first, second, third)) == pytest.approx(100, abs=0.05)


def test_columns_that_need_more_than_there_is_get_what_they_need_in_proportion() -> None:
    assert shares(grid(("abcdefghij",) * 40, ("abcdefghij",) * 40)) == (2.5,) * 40
    assert shares(grid(("one",), ("two",))) == ()


def test_what_is_left_where_every_cell_stands_in_one_line_is_shared_out() -> None:
    first, second = shares(grid(("ab", "abcd"), ("ab", "abcd"), wide=False))
    assert first + second == pytest.approx(100, abs=0.05) and second > first

"""Figures of briefing packs: what they show is true of the library, and each is the same bytes everywhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from xml.etree import ElementTree

import pytest

from travaux.coverage.gaps import states
from travaux.coverage.texts import text_of
from travaux.load.library import load
from travaux.load.read import MarkedReader
from travaux.model.library import Library
from travaux.model.pack import Pack, PackText, SectionSpec
from travaux.model.stages import Question, Referred, Request, TitlesOnly
from travaux.model.tree import Block, Division, Drawing, Para
from travaux.model.walk import below, plain
from travaux.pack.assemble import Briefed, brief
from travaux.pack.figures import canvas
from travaux.pack.figures.combining import Field, Point, Ways, field_of
from travaux.pack.figures.scatter import lettered, marked
from travaux.pack.figures.structure import insertion, structure
from travaux.pack.figures.wordings import Wording, Wordings
from travaux.passes.resolve import resolve
from travaux.pipeline import refer
from travaux.render.api import Assets, renderers

ROOT = Path(__file__).parents[2]
PROTOCOL = "amending-protocol"
# A chapeau, two clauses that exclude each other in some wordings, one that is required, one that closes little.
FEW = ("element-intent-without-right", "offence-purchase-or-use", "element-consent-irrelevant", "offence-recruit")
WITH = (*FEW, "safeguard-prostitution-neutrality")


@cache
def own() -> Library:
    loaded, _ = load(ROOT)
    assert loaded is not None
    return loaded


@cache
def referred(instrument: str) -> Referred:
    return refer(own(), Request(instrument), TitlesOnly(), MarkedReader(own().texts))


def known(instrument: str = PROTOCOL) -> Wordings:
    return Wordings(referred(instrument).numbered.draft.selection)


def objections(wording: Wording) -> frozenset[str]:
    return wording.objections


def briefed(*sections: SectionSpec, texts: tuple[str, ...] = (PROTOCOL,), library: Library | None = None) -> Briefed:
    pack = Pack("A pack", "readers", "public", tuple(map(PackText, texts)), sections, id="p", path="p.yaml")
    used = library or own()
    return brief(replace(used, texts={**used.texts, "p.yaml": "sections:\n- section: x\n"}), pack)


def drawings(made: Briefed) -> list[Drawing]:
    return [each for each in _every(made.text.document.body) if isinstance(each, Drawing)]


def _every(blocks: tuple[Block, ...]) -> list[Block]:
    out: list[Block] = []
    for each in blocks:
        out += [each, *(_every(each.children) if isinstance(each, Division) else [])]
    return out


def cells(drawing: Drawing) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in drawing.data.rows]


# ---------------------------------------------------------------- the structure of the amended treaty


def drawn(name: str = "f") -> Drawing:
    text = referred(PROTOCOL)
    inserted = insertion(text)
    assert inserted is not None
    return structure(text, inserted, name)


def test_the_new_article_stands_after_the_article_that_the_text_names() -> None:
    places = [row[0] for row in cells(drawn())]
    after = places.index("Chapter II, Section 1, Title 2, Article 8")
    assert places[after + 1] == "Chapter II, Section 1, Title 2, Article 8 bis"
    notes = {row[0]: row[2] for row in cells(drawn()) if row[2]}
    assert notes == {
        "Chapter II, Section 1, Title 2": "takes the new article",
        "Chapter II, Section 1, Title 2, Article 8 bis": "new",
        "Chapter II, Section 1, Title 3": "not here",
    }


def test_every_chapter_of_the_treaty_is_drawn_and_the_articles_of_one_division_only() -> None:
    law = own().law["ets-185"]
    places = [row[0] for row in cells(drawn())]
    assert [each.label for each in law.divisions] == [place for place in places if "," not in place]
    assert {place.rpartition(", ")[0] for place in places if "Article" in place} == {"Chapter II, Section 1, Title 2"}


def test_the_reason_against_the_other_division_is_what_the_law_records_of_both() -> None:
    reason = "The offences of Title 2 turn on what is done, those of Title 3 on what is shown"
    assert reason in plain(drawn().caption)
    assert reason in drawn().alternative
    assert "after Article 8." in drawn().alternative


def test_without_a_record_of_what_offences_turn_on_no_division_is_marked() -> None:
    law = own().law["ets-185"]
    chapters = tuple(
        replace(
            chapter,
            divisions=tuple(
                replace(each, divisions=tuple(replace(title, gravamen=None) for title in each.divisions))
                for each in chapter.divisions
            ),
        )
        for chapter in law.divisions
    )
    library = replace(own(), law={**own().law, "ets-185": replace(law, divisions=chapters)})
    (figure,) = drawings(briefed(SectionSpec("structure-figure"), library=library))
    assert "turn on" not in figure.alternative
    assert not [row for row in cells(figure) if row[2] == "not here"]


def test_a_text_that_inserts_nothing_has_no_such_figure() -> None:
    assert insertion(referred("optional-protocol")) is None
    made = briefed(SectionSpec("structure-figure"), texts=("optional-protocol",))
    assert [each.code for each in made.found if each.is_error] == ["K803"]


def test_of_several_texts_that_which_inserts_an_article_is_drawn() -> None:
    made = briefed(SectionSpec("structure-figure"), texts=("optional-protocol", PROTOCOL))
    assert len(drawings(made)) == 1


# ---------------------------------------------------------------- all combinations


def counted_by_hand(instrument: str, clauses: tuple[str, ...]) -> Counter[tuple[int, int]]:
    """Each combination made as a text of its own, by the program's usual road, and asked what it closes and invites."""
    library, found = own(), Counter[tuple[int, int]]()
    reader, vehicle = MarkedReader(library.texts), library.instruments[instrument].vehicle
    able = [
        [name for name, each in library.clauses[clause].variants.items() if vehicle in (each.vehicles or (vehicle,))]
        for clause in clauses
    ]
    for choice in product(*able):
        request = Request(instrument, variants=dict(zip(clauses, choice, strict=True)))
        selection = resolve(Question(library, request, reader))
        if any(each.is_error for each in selection.found):
            continue
        state = states(library, [text_of(refer(library, request, TitlesOnly(), reader))])
        closed = sum(any(closer.whole for closer in each.closers[instrument]) for each in state)
        named = {*selection.chosen, *(f"{clause}:{variant}" for clause, variant in selection.chosen.items())}
        raised = sum(not named.isdisjoint(each.variants) for each in library.objections.values())
        found[closed, raised] += 1
    return found


@pytest.mark.parametrize("clauses", [FEW[:2], FEW[2:], WITH[1:3] + WITH[4:]], ids=" ".join)
def test_the_count_is_that_of_making_every_text(clauses: tuple[str, ...]) -> None:
    field = field_of(known(), clauses, objections)
    assert {(each.gaps, each.cost): each.ways.count for each in field.points} == counted_by_hand(PROTOCOL, clauses)


def test_the_texts_own_combination_is_its_own_point_and_changes_nothing() -> None:
    field = field_of(known(), FEW, objections)
    assert field.ours.ways.changed == ()
    assert {each.clause: each.variant for each in field.wordings(field.ours)} == dict(known().chosen)


def test_the_combination_named_for_a_point_makes_that_point() -> None:
    field = field_of(known(), WITH, objections)
    for point in field.points:
        taken = field.wordings(point)
        assert point.cost == len(frozenset().union(*map(objections, taken)))
        assert not [one for one in taken for other in taken if one != other and known().clash(one, other)]
        if not any(each.clause == FEW[0] for each in point.ways.changed):  # another chapeau may change the others
            assert point.gaps == len(frozenset().union(*(each.gaps for each in taken)))


def test_a_duty_short_of_an_offence_closes_no_gap() -> None:
    found = {each.variant: each.gaps for each in known().of("offence-purchase-or-use")}
    assert found["consider"] == frozenset() == found["omit"]
    assert found["knowing"] == {"gap-demand"}


def test_clauses_are_varied_where_their_wordings_differ_in_what_is_counted() -> None:
    varied = known().varied()
    assert {"offence-recruit", "offence-purchase-or-use"} <= set(varied)
    assert "safeguard-expression" not in varied
    assert known().varied(["safeguard-expression"]) == ("safeguard-expression",)


def a_field(ours: tuple[int, int], *places: tuple[int, int]) -> Field:
    """Points at (gaps, cost), of one combination each."""
    points = {place: Point(*place, Ways(1)) for place in places}
    return Field(tuple(sorted(points.values(), key=lambda each: (each.cost, each.gaps))), points[ours], ())


def test_the_frontier_is_what_nothing_betters() -> None:
    field = a_field((3, 2), (1, 0), (2, 0), (3, 1), (3, 2), (2, 1), (5, 4), (4, 4))
    assert [(each.gaps, each.cost) for each in field.frontier] == [(2, 0), (3, 1), (5, 4)]


def test_letters_go_to_the_frontier_the_text_and_what_a_little_more_buys() -> None:
    field = a_field((1, 1), (2, 0), (1, 1), (2, 1), (0, 1), (2, 2), (2, 3), (2, 4))
    assert [(each.gaps, each.cost) for each in marked(field)] == [(2, 0), (1, 1), (2, 1), (2, 2), (2, 3)]
    letters = [[letter for letter, _ in each] for each in lettered([field] * 6)]
    assert letters[0] == ["A", "B", "C", "D", "E"]
    assert letters[5] == ["Z", "AA", "AB", "AC", "AD"]


# ---------------------------------------------------------------- the trade-off in a pack


def test_the_trade_off_says_what_the_count_found() -> None:
    made = briefed(SectionSpec("trade-off"))
    (figure,) = drawings(made)
    field = field_of(known(), known().varied(), objections)
    assert f"the text closes {field.ours.gaps}." in figure.alternative
    assert figure.alternative in plain(figure.caption)
    said = [plain(each.inlines) for each in below(made.text.document.body) if isinstance(each, Para)]
    assert any(f"{field.count:,}" in each for each in said)
    assert [row for row in cells(figure) if row[0] == "A, frontier, the text" and row[4] == "nothing"]


def test_of_rival_options_the_first_is_the_texts_own() -> None:
    rivals = PackText(PROTOCOL, variants={"offence-purchase-or-use": "consider,knowing"})
    spec = SectionSpec("trade-off", clauses=("offence-purchase-or-use",))
    pack = Pack("A pack", "readers", "public", (rivals,), (spec,), id="p", path="p.yaml")
    made = brief(replace(own(), texts={**own().texts, "p.yaml": "sections:\n- section: x\n"}), pack)
    said = [plain(each.inlines) for each in below(made.text.document.body) if isinstance(each, Para)]
    assert any("the first is taken for its own" in each for each in said)
    (figure,) = drawings(made)
    assert "combinations close up to 9; the text closes 8." in figure.alternative


def test_a_plain_text_has_the_caption_and_the_data(assets: Assets) -> None:
    printed = renderers()["txt"].render(briefed(SectionSpec("structure-figure")).text, assets).decode()
    assert "those of Title 3 on what is shown" in " ".join(printed.split())
    assert "Computer-related forgery" in printed


def test_the_profiles_are_explained_where_no_list_of_sources_does() -> None:
    words = "Delegation profiles are invented, and stand for no State:"
    for sections, count in (((SectionSpec("trade-off"),), 1), ((SectionSpec("trade-off"), SectionSpec("sources")), 1)):
        made = briefed(*sections)
        said = [plain(each.inlines) for each in below(made.text.document.body) if isinstance(each, Para)]
        assert said.count(words) == count


@pytest.mark.parametrize(
    ("clauses", "codes"),
    [
        (("offence-recruitt",), ["K852"]),
        (("final-accession",), ["P405"]),
        (("functional-equivalence", "offence-recruit"), ["P405"]),
    ],
    ids=str,
)
def test_a_clause_that_cannot_be_varied_is_a_fault(clauses: tuple[str, ...], codes: list[str]) -> None:
    made = briefed(SectionSpec("trade-off", clauses=clauses))
    assert [each.code for each in made.found if each.is_error] == codes


def test_a_library_without_gaps_has_no_trade_off() -> None:
    made = briefed(SectionSpec("trade-off"), library=replace(own(), gaps={}))
    assert [each.code for each in made.found if each.is_error] == ["K851"]


# ---------------------------------------------------------------- the gaps at a glance

TEXTS = (PROTOCOL, "optional-protocol", "child-minimum-protocol")


def test_the_squares_say_what_each_text_closes() -> None:
    (figure,) = drawings(briefed(SectionSpec("gaps-figure"), texts=TEXTS))
    every = states(own(), [text_of(referred(name)) for name in TEXTS])
    closed = [sum(bool(state.closers[name]) for state in every) for name in TEXTS]
    short = [own().instruments[name].short for name in TEXTS]
    for name, number in zip(short, closed, strict=True):
        assert f"the {name} closes {number}" in figure.alternative
    assert [sum(row[column] != "–" for row in cells(figure)) for column in (2, 3, 4)] == closed
    most = [sum(cell != "–" for cell in row[2:]) for row in cells(figure)]
    assert most == sorted(most, reverse=True)
    assert [row[0] for row in cells(figure)] == [str(number) for number in range(1, len(own().gaps) + 1)]


def test_a_gap_that_a_lesser_duty_closes_is_closed_in_part() -> None:
    pack_text = PackText(PROTOCOL, variants={"offence-purchase-or-use": "consider"})
    pack = Pack("A pack", "readers", "public", (pack_text,), (SectionSpec("gaps-figure"),), id="p", path="p.yaml")
    made = brief(replace(own(), texts={**own().texts, "p.yaml": "sections:\n- section: x\n"}), pack)
    (figure,) = drawings(made)
    assert "closes 8, and 1 in part" in figure.alternative
    assert sum("in part" in row[2] for row in cells(figure)) == 1


def test_more_gaps_than_fit_stand_in_several_rows() -> None:
    gap = next(iter(own().gaps.values()))
    gaps = {f"gap-{number}": gap for number in range(31)}
    (few,) = drawings(briefed(SectionSpec("gaps-figure"), library=replace(own(), gaps=dict(list(gaps.items())[:5]))))
    (many,) = drawings(briefed(SectionSpec("gaps-figure"), library=replace(own(), gaps=gaps)))
    tall = [float(ElementTree.fromstring(each.svg).attrib["height"][:-2]) for each in (few, many)]
    assert tall[1] - tall[0] == pytest.approx(2 * 10.4 / 25.4 * 72, abs=0.1)


@pytest.mark.parametrize("lacking", ["coverage", "gaps"])
def test_without_what_it_is_made_of_there_is_no_such_figure(lacking: str) -> None:
    library = replace(own(), coverage=None) if lacking == "coverage" else replace(own(), gaps={})
    made = briefed(SectionSpec("gaps-figure"), library=library)
    assert [each.code for each in made.found if each.is_error] == ["K851"]


# ---------------------------------------------------------------- the picture itself

PLACE = "{http://www.w3.org/2000/svg}"


def test_a_picture_is_the_same_bytes_in_another_process() -> None:
    run = subprocess.run(
        [sys.executable, "-c", "import test_pack_figures as t; print(t.drawn().svg, end='')"],
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(__file__).parent), "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert run.stdout == drawn().svg
    assert not run.stderr


def test_a_picture_may_stand_in_a_page_beside_another() -> None:
    one, other = drawn("one").svg, drawn("two").svg
    ids = [set(re.findall(r' id="([^"]+)"', svg)) for svg in (one, other)]
    assert ids[0] and not ids[0] & ids[1]
    assert len(re.findall(r' id="', one)) == len(ids[0])
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', one))
    assert used == ids[0]
    assert one.replace("one-", "two-") == other


def test_a_picture_brings_no_style_script_or_address() -> None:
    svg = drawn().svg
    root = ElementTree.fromstring(svg)
    names = {each.tag.removeprefix(PLACE) for each in root.iter()}
    assert names == {"svg", "g", "defs", "path", "use"}
    assert set(re.findall(r"https?://[^\"' ]+", svg)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<!|<\?|metadata|date", svg)


def test_a_picture_is_in_millimetres_and_in_the_ink_of_the_page() -> None:
    root = ElementTree.fromstring(drawn().svg)
    assert root.attrib["width"].endswith("pt")
    assert float(root.attrib["width"][:-2]) == pytest.approx(canvas.WIDTH / 25.4 * 72, abs=0.01)
    colours = set(re.findall(r" (?:fill|stroke)=\"([^\"]+)\"", drawn().svg))
    assert colours == {"currentColor", canvas._GREY, "none"}


def test_letters_stay_legible_on_a_narrow_screen() -> None:
    shown = 346  # pixels between the margins of a screen of 390
    assert canvas.SIZE * min(1.0, shown / (canvas.WIDTH / 25.4 * 96)) >= 7.5


def test_lines_fill_the_room_and_no_more() -> None:
    words = "Offences against the confidentiality, integrity and availability of computer data and systems"
    lines = canvas.lines_of(words, 60.0)
    assert " ".join(lines) == words
    assert all(canvas.width_of(each) <= 60.0 for each in lines)
    assert canvas.width_of(f"{lines[0]} {lines[1].split()[0]}") > 60.0
    assert canvas.lines_of("indivisible", 1.0) == ["indivisible"]


def test_bold_words_are_wider_than_regular_ones() -> None:
    assert canvas.width_of("Title 2", "Bold") > canvas.width_of("Title 2") > 0


@pytest.mark.parametrize("said", ["$x^2$ & <b>", "ﬁ – “quoted”"])
def test_words_are_drawn_as_they_are(said: str) -> None:
    sheet = canvas.Canvas(10.0)
    sheet.words(2.0, 6.0, said)
    root = ElementTree.fromstring(sheet.svg("w"))
    drawn_letters = [each for each in root.iter(f"{PLACE}use")]
    assert len(drawn_letters) >= len(said.replace(" ", "")) - 1

"""What existing law covers and what a text adds: the rule, on small law and small texts, then on the library."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from travaux import api
from travaux.carried import carried
from travaux.coverage.gaps import contradictions, states, unmet
from travaux.coverage.lines import lines
from travaux.coverage.provisions import provisions_of, takes_in, within
from travaux.coverage.sheets import as_csv, markdown, table_rows
from travaux.coverage.sources import reason_for
from travaux.coverage.table import Table, table
from travaux.coverage.texts import text_of
from travaux.coverage.told import placed, sign
from travaux.load.library import load
from travaux.model.clause import Claim, Clause, Draws, Variant
from travaux.model.elements import Elements
from travaux.model.law import Covered, Law, LawArticle
from travaux.model.library import Column, Coverage, Gap, Library, Row, Vocabulary, VocabularyWord
from travaux.model.stages import Request
from travaux.pipeline import refer

ROOT = Path(__file__).parents[2]
ANY = VocabularyWord("Anybody", includes=("adult", "minor"))
MINOR = VocabularyWord("Under eighteen", includes=("infant",))
VICTIMS = {"any-person": ANY, "adult": VocabularyWord("Of age"), "minor": MINOR, "infant": VocabularyWord("Under two")}
ROW = Row("sell", reached=(Elements(conduct=("sell",)),), near=(Elements(conduct=("offer",)),))


def law(*covers: Covered, ident: str = "treaty", in_force: str = "2001-01-01", kind: str = "treaty") -> Law:
    article = LawArticle("3", covers=covers)
    return Law(ident, ident, ident, kind=kind, in_force=in_force, articles=(article,), id=ident)  # type: ignore[arg-type]


def covered(
    duty: str = "criminalise", conduct: str = "sell", victim: str | None = "any-person", **more: object
) -> Covered:
    elements = Elements(conduct=(conduct,), victim=victim)
    return Covered("Of that.", duty, elements, **more)  # type: ignore[arg-type]


def library(*laws: Law, columns: Mapping[str, Column] | None = None, gaps: Mapping[str, Gap] | None = None) -> Library:
    vocabulary = Vocabulary({}, {}, {}, {}, {}, VICTIMS, {}, {}, {})
    every = columns or {each.id: Column(each.id, (each.id,)) for each in laws}
    coverage = Coverage(dict(every), {"sell": ROW}, ("adult", "minor"))
    return Library({}, {}, {}, {}, {each.id: each for each in laws}, vocabulary, gaps or {}, {}, coverage, {})


def made(small: Library) -> Table:
    assert small.coverage
    return table(small, small.coverage)


def signs(made: Table) -> dict[str, dict[str, list[str]]]:
    return {
        victim: {line.ident: [sign(cell) for cell in line.cells] for line in rows}
        for victim, rows in made.victims.items()
    }


# ---------------------------------------------------------------- the rule


@pytest.mark.parametrize(
    ("provision", "adult", "minor"),
    [
        (covered(), "●", "●"),
        (covered(victim="adult"), "●", "○"),
        (covered(victim="minor"), "○", "●"),
        (covered(conduct="offer"), "◐", "◐"),
        (covered(conduct="steal"), "○", "○"),
        (covered("consider"), "◐", "◐"),
        (covered("prohibit"), "◐", "◐"),
        (covered("provide", "offer", "minor"), "○", "◐"),
        (covered("policy"), "○", "○"),
        (covered("evidence", "offer"), "○", "○"),
        (covered(victim=None), "○", "○"),
        (covered(conduct="offer", victim=None), "◐", "◐"),
        (covered("prohibit", "offer", None), "◐", "◐"),
        (covered(confidence="high"), "●", "●"),
        (covered(confidence="source"), "●", "●"),
        (covered(confidence="medium"), "●?", "●?"),
        (covered(confidence="low", conduct="offer"), "◐?", "◐?"),
    ],
)
def test_one_provision_makes_a_cell(provision: Covered, adult: str, minor: str) -> None:
    found = signs(made(library(law(provision))))
    assert (found["adult"]["sell"], found["minor"]["sell"]) == ([adult], [minor])


def test_a_victim_takes_in_narrower_ones_of_any_depth() -> None:
    words = library().vocabulary
    assert takes_in(words, "any-person", "infant") and not takes_in(words, "infant", "minor")
    assert not takes_in(words, None, "adult") and not takes_in(words, "nobody", "adult")
    circle = Vocabulary({}, {}, {}, {}, {}, {"a": VocabularyWord("a", includes=("a", "b"))}, {}, {}, {})
    assert takes_in(circle, "a", "b") and not takes_in(circle, "a", "c")


def test_law_not_in_force_is_marked_unless_other_law_suffices() -> None:
    coming, there = law(covered(), ident="coming", in_force=""), law(covered(confidence="low"), ident="there")
    both = {"both": Column("Both", ("coming", "there")), "coming": Column("Coming", ("coming",))}
    assert signs(made(library(coming, there, columns=both)))["adult"]["sell"] == ["●?", "●*"]


def test_the_surest_of_several_provisions_decides_how_sure_a_cell_is_and_all_are_kept() -> None:
    small = made(library(law(covered(confidence="low"), covered(at="2"), covered(conduct="offer"))))
    cell = small.victims["adult"][0].cells[0]
    assert (sign(cell), [(each.place, each.confidence) for each in cell.provisions]) == (
        "●",
        [("3.2", "verified"), ("3", "low")],
    )


def test_policies_and_powers_are_noted_on_an_empty_cell_only() -> None:
    noted = made(library(law(covered("policy"), covered("evidence", "offer", None)))).victims["adult"][0].cells[0]
    assert [each.duty for each in noted.notes] == ["policy", "evidence"] and not noted.provisions
    filled = made(library(law(covered("policy"), covered("consider")))).victims["adult"][0].cells[0]
    assert sign(filled) == "◐" and not filled.notes and [each.duty for each in filled.provisions] == ["consider"]


def test_a_pattern_that_names_a_victim_is_met_by_who_protects_it() -> None:
    small = library(law(covered()))
    pattern = Row("sell", reached=(Elements(conduct=("sell",), victim="minor"),))
    coverage = Coverage({"treaty": Column("Treaty", ("treaty",))}, {"sell": pattern}, ("minor",))
    assert signs(table(small, coverage))["minor"]["sell"] == ["●"]


def test_nothing_is_claimed_of_law_of_which_nothing_is_recorded() -> None:
    small = made(library(law(), law(covered(), ident="other")))
    assert signs(small)["adult"]["sell"] == ["–", "●"]
    assert [each.unrecorded for each in small.headings] == [("treaty",), ()]


# ---------------------------------------------------------------- law that takes over other law


def test_offences_of_another_law_are_taken_over_with_the_weaker_duty_and_the_lower_confidence() -> None:
    first = law(covered("criminalise"), covered("prohibit", "offer"), ident="first")
    carrier = Covered("The offences of the first.", "consider", carries=("first",), at="1", confidence="high")
    second = law(carrier, ident="second", in_force="")
    taken = provisions_of(library(first, second), "second")
    assert [(each.source, each.duty, each.confidence, each.in_force, each.via) for each in taken] == [
        ("first", "consider", "high", False, ("second", "3.1"))
    ]


def test_what_the_carrying_provision_adds_is_added_and_circles_end() -> None:
    online = Elements(instrumentality=("computer-system",))
    first = law(covered(), Covered("Back.", "criminalise", carries=("second",)), ident="first")
    second = law(Covered("Online.", "criminalise", online, carries=("first",)), ident="second")
    taken = provisions_of(library(first, second), "second")
    assert [(each.elements.conduct, each.elements.instrumentality) for each in taken] == [
        ((), ("computer-system",)),
        (("sell",), ("computer-system",)),
    ]
    assert provisions_of(library(), "nowhere") == ()


# ---------------------------------------------------------------- gaps


def test_a_gap_is_open_until_an_offence_in_force_meets_it() -> None:
    gap = Gap("Selling an adult is no offence.", "2026-05", Elements(conduct=("sell",), victim="adult"))
    silent = Gap("Something else is missing.", "2026-05")

    def state(*laws: Law, columns: Mapping[str, Column] | None = None) -> tuple[bool, bool, bool]:
        found, other = states(library(*laws, columns=columns, gaps={"gap": gap, "silent": silent}))
        assert other.open and not other.computed
        return found.computed, found.open, bool(found.coming)

    assert state(law(covered(victim="minor"), covered("consider"))) == (True, True, False)
    assert state(law(covered(), in_force="")) == (True, True, True)
    assert state(law(covered(), kind="statute")) == (True, True, False)
    assert state(law(covered()), columns={"far": Column("Far", ("treaty",), comparator=True)}) == (True, True, False)
    assert state(law(covered())) == (True, False, False)
    closed = contradictions(library(law(covered()), gaps={"gap": gap, "silent": silent}))
    assert [each.ident for each in closed] == ["gap"]


def test_a_gap_without_a_victim_is_closed_by_an_offence_against_nobody_in_particular() -> None:
    gap = Gap("Selling is no offence.", "2026-05", Elements(conduct=("sell",)))
    assert contradictions(library(law(covered(victim=None)), gaps={"gap": gap}))


# ---------------------------------------------------------------- texts

FILES = {
    "clauses/law/treaty.yaml": """\
        title: Treaty on sale
        short: Treaty on sale
        cite-as: Treaty on sale
        in-force: "2001-01-01"
        articles:
          - article: "3"
            covers:
              - about: Offering a person.
                duty: criminalise
                elements: {conduct: [offer], victim: any-person}
        """,
    "clauses/law/statute.yaml": """\
        title: Code
        short: Code
        cite-as: Code
        kind: statute
        articles:
          - article: "7"
            covers:
              - {about: Selling a person., duty: criminalise, elements: {conduct: [sell], victim: any-person}}
        """,
    "clauses/coverage.yaml": """\
        victims: [adult, child]
        columns:
          treaty: {label: The treaty, law: [treaty]}
          code: {label: The code, law: [statute], comparator: true}
        rows:
          sell:
            label: sell
            reached: [{conduct: [sell], purpose: [exploitation]}, {conduct: [sell], means: [abduction]}]
            near: [{conduct: [offer]}]
          market: {label: run a market, reached: [{conduct: [operate-market]}]}
        """,
    "clauses/gaps.yaml": """\
        gap-sale:
          statement: Selling an adult for exploitation is no offence.
          as-of: "2026-05"
          elements: {conduct: [sell], purpose: [exploitation], victim: adult}
        """,
    "clauses/chapeau.yaml": """\
        kind: element
        form: provision
        heading: Opening
        placement: {optional-protocol: {into: offences, because: "It opens."}}
        elements: {mental: [intentional], purpose: [exploitation]}
        default: only
        variants:
          only:
            label: Only
            text: "Each Party shall make it an offence, when committed for the purpose of exploitation:"
        rationale: [{claim: "So it is.", cite: "[@treaty, art 3]"}]
        """,
    "clauses/offence-sell.yaml": """\
        kind: offence
        heading: Selling a person
        placement: {optional-protocol: {into: offences, because: "It is one."}}
        elements: {conduct: [sell], victim: any-person}
        default: any
        variants:
          any: {label: Anybody, text: selling a person}
          children: {label: Children, text: selling a child, elements: {victim: child}}
          soft:
            label: To be considered
            duty: consider
            form: provision
            elements: {purpose: [exploitation]}
            text: Each Party shall consider making it an offence to sell a person for the purpose of exploitation.
          bare: {label: Without purpose, form: provision, text: Each Party shall make selling a person an offence.}
          silent: {label: Nothing, omit: true}
        rationale:
          - {claim: "It is missing there, as [](#offence-market) says.", cite: "[@treaty, art 3]"}
          - {claim: "Children first.", cite: "[@treaty, art 3.1]", variants: [children]}
        closes: [gap-sale]
        draws-on:
          - {instrument: treaty, article: "3", relation: extends}
          - {instrument: treaty, article: "3", relation: departs, variants: [bare]}
        """,
    "clauses/offence-market.yaml": """\
        kind: offence
        heading: Running a market
        placement: {optional-protocol: {into: offences, because: "It is one."}}
        elements: {conduct: [operate-market]}
        default: only
        variants:
          only:
            label: Only
            text: "operating a service with the intent that an offence under [](#all:offence) be committed"
        rationale: [{claim: "It is missing.", cite: "[@treaty, art 3]"}]
        """,
    "templates/instruments/protocol.yaml": """\
        title: Protocol on sale
        short: Protocol
        vehicle: optional-protocol
        style: coe
        preamble: []
        report: {introduction: An example., considerations: An example.}
        body:
          - chapter: {id: offences, heading: Offences, chapeau: chapeau, contents: [offence-sell, offence-market]}
        """,
}


def written(folder: Path, *changes: tuple[str, str, str]) -> Library:
    """The small project with some of its words changed, loaded without a fault."""
    import textwrap

    files = {path: textwrap.dedent(text) for path, text in FILES.items()}
    for path, old, new in changes:
        assert files[path].count(old) == 1, (path, old)
        files[path] = files[path].replace(old, new)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    small, found = load(folder, carried())
    assert small is not None and not [str(each) for each in found if each.is_error]
    return small


def added(small: Library, **variants: str) -> Table:
    request = Request("protocol", variants={name.replace("_", "-"): value for name, value in variants.items()})
    return api.coverage(small, [(request, refer(small, request))])


def test_a_text_has_the_elements_of_the_chapeau_over_its_conduct(tmp_path: Path) -> None:
    found = signs(added(written(tmp_path)))
    assert found == {
        "adult": {"sell": ["◐", "○", "+●"], "market": ["○", "○", "+●"]},
        "child": {"sell": ["◐", "○", "+●"], "market": ["○", "○", "+●"]},
    }


@pytest.mark.parametrize(
    ("variant", "adult", "child", "closed"),
    [
        ("any", "+●", "+●", ["offence-sell any True"]),
        ("children", "○", "+●", []),
        ("soft", "◐", "◐", ["offence-sell soft False"]),
        ("bare", "○", "○", []),
        ("silent", "○", "○", []),
        ("any,soft", "◐", "◐", ["offence-sell any False"]),
        ("any,children", "○", "+●", []),
    ],
)
def test_another_variant_is_another_table(
    tmp_path: Path, variant: str, adult: str, child: str, closed: list[str]
) -> None:
    made = added(written(tmp_path), offence_sell=variant)
    found = signs(made)
    assert (found["adult"]["sell"][-1], found["child"]["sell"][-1]) == (adult, child)
    gap = next(each for each in made.gaps if each.ident == "gap-sale")
    assert [f"{each.clause} {each.variant} {each.whole}" for each in gap.closers["protocol"]] == closed


def test_one_element_of_one_article_changes_its_cell_and_no_other(tmp_path: Path) -> None:
    before = signs(added(written(tmp_path / "before")))
    change = ("clauses/law/treaty.yaml", "{conduct: [offer], victim: any-person}", "{conduct: [offer], victim: child}")
    after = signs(added(written(tmp_path / "after", change)))
    assert (before["adult"]["sell"][0], after["adult"]["sell"][0]) == ("◐", "○")
    before["adult"]["sell"][0] = after["adult"]["sell"][0]
    assert before == after


def test_what_existing_law_has_is_not_added(tmp_path: Path) -> None:
    change = ("clauses/law/treaty.yaml", "[offer], victim", "[sell], means: [abduction], victim")
    found = signs(added(written(tmp_path, change)))
    assert found["adult"]["sell"] == ["●", "○", "●"]
    change = ("clauses/law/statute.yaml", "conduct: [sell]", "conduct: [sell], means: [abduction]")
    found = signs(added(written(tmp_path / "code", change)))
    assert found["adult"]["sell"] == ["◐", "●", "+●"], "law for comparison is not existing law"


def test_a_market_for_offences_protects_whom_they_protect(tmp_path: Path) -> None:
    small = written(tmp_path)
    found = signs(added(small, offence_sell="children"))
    assert (found["adult"]["market"][-1], found["child"]["market"][-1]) == ("○", "+●")
    assert signs(added(small, offence_sell="silent"))["child"]["market"][-1] == "○"


def test_a_clause_that_can_not_close_a_gap_is_found(tmp_path: Path) -> None:
    small = written(tmp_path)
    assert unmet(small, small.clauses["offence-sell"]) == ()
    change = ("clauses/chapeau.yaml", ", purpose: [exploitation]", "")
    without = ("clauses/offence-sell.yaml", "    elements: {purpose: [exploitation]}\n", "")
    small = written(tmp_path / "without", change, without)
    assert [each.gap for each in unmet(small, small.clauses["offence-sell"])] == ["gap-sale"]


# ---------------------------------------------------------------- sources


def test_sources_come_in_the_order_of_the_text_with_its_numbers_and_its_variant(tmp_path: Path) -> None:
    small = written(tmp_path)

    def rows(variant: str) -> list[tuple[str, ...]]:
        request = Request("protocol", variants={"offence-sell": variant})
        (one,) = api.correspondence(small, [refer(small, request)])
        return [
            (each.place, each.heading, each.variant, each.relation, each.reason.claim if each.reason else "")
            for each in one.rows
        ]

    head = ("Article 1", "Selling a person")
    reason = "It is missing there, as Article 2 says."
    assert rows("any") == [(*head, "any", "extends", reason)]
    assert rows("bare") == [(*head, "bare", "extends", reason), (*head, "bare", "departs", reason)]
    assert rows("silent") == []


def test_the_reason_is_one_that_speaks_of_the_source() -> None:
    claims = (
        Claim("Others.", "[@elsewhere, art 1]"),
        Claim("Not so.", "[@treaty, art 3]", "against"),
        Claim("Of the law.", "[@book, 9; @treaty, art 13]"),
        Claim("Of the article.", "[@treaty, arts 2, 3.1]"),
        Claim("Of another variant.", "[@treaty, art 3]", variants=("other",)),
    )
    text = Variant("One", "x")

    def reason(*given: Claim, article: str = "3", treaty: str = "treaty") -> str:
        clause = Clause("offence", "x", "one", {"one": text}, {}, given)
        found = reason_for(clause, "one", Draws(treaty, article, "follows"))
        return found.claim if found else ""

    assert reason(*claims) == "Of the article."
    assert reason(*claims[:3]) == "Of the law."
    assert reason(*claims[:2]) == "Not so."
    assert reason(*claims, treaty="treaty-two") == "Others."
    assert reason(claims[1], treaty="treaty-two") == "" and reason() == ""


# ---------------------------------------------------------------- forms


def test_a_cell_that_a_spreadsheet_would_run_is_escaped() -> None:
    rows = [["+●", "=1+1", "-", "@x", "\tx", " =1", "● a, “b”", "○"]]
    assert list(csv.reader(io.StringIO(as_csv(rows)))) == [
        ["'+●", "'=1+1", "'-", "'@x", "'\tx", "' =1", "● a, “b”", "○"]
    ]


def test_more_columns_than_a_line_holds_follow_below_it() -> None:
    laws = [law(covered(confidence="low"), ident=f"law-{number}") for number in range(40)]
    small = library(*laws)
    printed = list(lines(small, made(small), str))
    assert max(map(len, printed)) <= 80
    heads = [line.split() for line in printed if line.split()[:1] in (["A"], ["S"], ["T"], ["U"]) and "law" not in line]
    assert [key for line in heads[: len(heads) // 2] for key in line][:3] == ["A", "B", "C"]
    assert sum(line.count("●?") for line in printed) == 80
    assert "AN" in "".join(printed)


def test_markdown_keeps_what_would_part_its_cells() -> None:
    small = library(law(covered()))
    coverage = Coverage(
        {"treaty": Column("Treaty", ("treaty",))}, {"sell": Row("sell | *buy*", ROW.reached)}, ("adult",)
    )
    assert "| sell \\| \\*buy\\* | ● |" in markdown(small, table(small, coverage), str)


@pytest.mark.parametrize(
    ("kind", "places", "words"),
    [
        ("treaty", ("5.1.a",), "treaty, art. 5.1.a"),
        ("treaty", ("3(a)", "5"), "treaty, arts. 3(a), 5"),
        ("treaty", ("12–13",), "treaty, arts. 12–13"),
        ("treaty", ("preamble",), "treaty, preamble"),
        ("statute", ("1591.a",), "treaty, 1591.a"),
    ],
)
def test_a_place_is_cited_with_its_unit(kind: str, places: tuple[str, ...], words: str) -> None:
    assert placed(library(law(kind=kind)), "treaty", *places) == words


@pytest.mark.parametrize(
    ("article", "at", "place"), [("5", "1.a", "5.1.a"), ("3", "(a)", "3(a)"), ("8 bis", "", "8 bis")]
)
def test_a_place_within_an_article(article: str, at: str, place: str) -> None:
    assert within(article, at) == place


# ---------------------------------------------------------------- the library

EXISTING = ("palermo", "cets-197", "child", "ets-185", "uncc")
COVERED = {
    # way of acting: adults, children, for each column of existing law
    "recruit": ("● ● ○ ○ ●*", "● ● ● ○ ●*"),
    "entice": ("◐ ◐ ○ ○ ◐*", "◐ ◐ ● ○ ◐*"),
    "advertise": ("○ ○ ○ ○ ○", "○ ○ ◐ ○ ◐*"),
    "offer-or-sell": ("◐ ◐ ○ ○ ◐*", "◐ ◐ ● ○ ●*"),
    "arrange": ("◐ ◐ ○ ○ ◐*", "◐ ◐ ◐ ○ ◐*"),
    "purchase": ("○ ◐ ○ ○ ○", "○ ◐ ● ○ ●*"),
    "receive-payment": ("◐ ◐ ○ ○ ◐*", "◐ ◐ ◐ ○ ◐*"),
    "control": ("◐ ◐ ○ ○ ◐*", "◐ ◐ ◐ ○ ◐*"),
    "live": ("◐ ◐ ○ ○ ◐*", "◐ ◐ ● ◐ ◐*"),
    "identity-data": ("○ ◐ ○ ◐ ◐*", "○ ◐ ○ ◐ ◐*"),
    "operate-market": ("○ ○ ○ ○ ○", "○ ○ ○ ○ ○"),
}
"""What is expected of the texts of these treaties, typed by hand; docs/decisions.md says where this is arguable."""


@cache
def whole() -> tuple[Library, Table]:
    real, _ = load(ROOT)
    assert real is not None and real.coverage
    texts = [text_of(refer(real, Request(name))) for name in real.instruments]
    return real, table(real, real.coverage, texts)


def test_the_library_covers_what_the_treaties_say() -> None:
    _, made = whole()
    columns = [each.ident for each in made.headings]
    places = [columns.index(name) for name in EXISTING]
    found = {
        row: tuple(" ".join(signs(made)[victim][row][n] for n in places) for victim in ("adult", "child"))
        for row in signs(made)["adult"]
    }
    assert found == COVERED


def test_all_law_of_the_table_is_recorded() -> None:
    assert [(each.ident, each.unrecorded) for each in whole()[1].headings if each.unrecorded] == []


def test_no_gap_of_the_library_is_contradicted_and_each_is_closed_by_a_text() -> None:
    real, made = whole()
    assert contradictions(real) == ()
    assert {each.ident for each in made.gaps if not any(each.closers.values())} == set()
    assert [each.ident for each in made.gaps if not each.computed] == ["gap-organising", "gap-identification-online"]
    assert [unmet(real, clause) for clause in real.clauses.values() if unmet(real, clause)] == []


def test_the_texts_add_what_the_gaps_say_is_missing() -> None:
    found, columns = signs(whole()[1])["adult"], [each.ident for each in whole()[1].headings]
    number = columns.index("optional-protocol")
    missing = ("entice", "advertise", "offer-or-sell", "arrange", "purchase", "receive-payment", "operate-market")
    assert [found[row][number] for row in missing] == ["+●"] * len(missing)
    assert found["recruit"][number] == "●"


def test_the_rows_for_a_spreadsheet_are_the_table() -> None:
    made = whole()[1]
    head, *rows = table_rows(made)
    assert len(rows) == len(made.victims) * len(COVERED)
    assert all(len(row) == len(head) == len(made.headings) + 3 for row in rows)

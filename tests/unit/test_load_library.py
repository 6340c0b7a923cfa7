"""A project's folder as a library: the schema in plain words, and what must exist."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from travaux.carried import CARRIED, carried
from travaux.diagnostics import Diagnostic, Severity
from travaux.load.editors import json_schema
from travaux.load.kinds import KINDS
from travaux.load.library import load
from travaux.load.placed import Marks
from travaux.load.schema import validate
from travaux.load.yaml import parse
from travaux.pages import PAGES, gather

ROOT = Path(__file__).parents[2]

VOCABULARY = """\
mental: {knowing: {about: Knowledge}, knowing-or-reckless: {about: Recklessness}}
conduct: {advertise: {about: Advertising, words: [advertis]}}
instrumentality: {}
means: {}
purpose: {exploitation: {about: Exploitation}}
victim: {any-person: {about: Any person}}
profiles: {EP: Expression-protective, BR: Broad-coverage}
flags: {beyond-palermo: Goes beyond}
terms: {exploitation: Exploitation}
"""
LAW = "title: The Convention on Cybercrime\nshort: The Convention\ncite-as: Budapest Convention\n"
CLAUSE = """\
kind: offence
heading: Advertising
placement:
  optional-protocol: {into: national-measures, because: "It stands with the other offences."}
default: knowing
variants:
  knowing:
    label: Knowledge
    text: |
      causing a person to be advertised
rationale:
  - claim: None of the acts is advertising.
"""
INSTRUMENT = """\
title: Protocol
short: Protocol
vehicle: optional-protocol
style: coe
preamble: []
body:
  - purpose
  - chapter:
      id: measures
      heading: Measures
      chapeau: purpose
      contents:
        - article: {points: [purpose], closing: [{clauses: ["purpose:knowing"]}]}
report: {introduction: Words., considerations: Words.}
parent: ets-185
groups: {attempt: [purpose]}
"""


Project = Callable[..., Path]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Makes a project of the files given (path: text); the usual lists are there unless they are None."""

    def make(**files: str | None) -> Path:
        usual: dict[str, str | None] = {
            "clauses/vocabulary.yaml": VOCABULARY,
            "clauses/gaps.yaml": 'gap-advertising: {statement: A gap., as-of: "2026-05"}\n',
            "clauses/law/ets-185.yaml": LAW,
            "clauses/purpose.yaml": CLAUSE,
        }
        for path, text in {**usual, **files}.items():
            if text is not None:
                file = tmp_path / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, "utf-8")
        return tmp_path

    return make


def found_in(root: Path, base: Path | None = None) -> list[str]:
    """Every fault as `path:line:column code`."""
    return [f"{each.span} {each.code}" for each in load(root, base)[1]]


def clause(**changed: str) -> str:
    """The usual clause with lines replaced: key (with underscores for hyphens) to its whole new lines."""
    text = CLAUSE
    for old, new in changed.items():
        key = old.replace("_", "-")
        lines = text.split("\n")
        at = next((n for n, line in enumerate(lines) if line.strip(" -").startswith(f"{key}:")), None)
        if at is None:
            text += new + "\n"
        else:
            text = "\n".join([*lines[:at], new, *lines[at + 1 :]])
    return text


# ---------------------------------------------------------------- a sound project


def test_a_sound_project_loads_without_a_fault(project: Project) -> None:
    root = project(**{"clauses/themes/deep/other.yaml": clause(requires="requires: [purpose]")})
    library, found = load(root)
    assert found == () and library is not None
    assert sorted(library.clauses) == ["other", "purpose"]
    assert library.clauses["other"].path == "clauses/themes/deep/other.yaml"
    assert library.clauses["other"].id == "other"
    assert library.law["ets-185"].short == "The Convention"
    assert library.texts["clauses/purpose.yaml"] == CLAUSE


def test_the_carried_library_has_no_error() -> None:
    library, found = load(carried())
    assert library is not None
    assert [str(each) for each in found if each.is_error] == []


def test_the_carried_lists_fill_in_what_a_project_lacks(project: Project) -> None:
    mine = "knowing: {about: My own}"
    files = {"clauses/vocabulary.yaml": f"mental: {{{mine}}}\n", "clauses/gaps.yaml": None}
    files["templates/instruments/protocol.yaml"] = INSTRUMENT.replace("coe", "un")
    library, found = load(project(**files), carried())
    assert library is not None
    assert [str(each) for each in found] == []
    assert library.vocabulary.mental["knowing"].about == "My own"
    assert not library.vocabulary.conduct and not library.gaps, "a vocabulary of its own stands alone"
    assert "un" in library.styles
    assert library.law["ets-185"].path == "clauses/law/ets-185.yaml"
    assert library.law["opsc"].path.startswith(CARRIED)
    assert library.styles["un"].path in library.texts
    assert list(library.clauses) == ["purpose"] and list(library.instruments) == ["protocol"]


def test_hidden_files_and_backups_are_passed_over(project: Project) -> None:
    names = ("clauses/.x.yaml", "clauses/.git/x.yaml", "clauses/#x.yaml#", "clauses/x.yaml~", "clauses/x.yaml.bak")
    assert found_in(project(**dict.fromkeys(names, "not: a clause"), **{"clauses/README.md": "words"})) == []


# ---------------------------------------------------------------- files


def test_an_empty_library_is_a_fault_with_advice(tmp_path: Path) -> None:
    library, (fault,) = load(tmp_path, carried())
    assert library is None and fault.code == "S207" and fault.span and "travaux new" in fault.hint
    (tmp_path / "clauses").mkdir()
    library, found = load(tmp_path)
    assert library is None and [each.code for each in found] == ["S207"]


def test_a_project_without_a_vocabulary(project: Project) -> None:
    library, found = load(project(**{"clauses/vocabulary.yaml": None}))
    assert library is None and [each.code for each in found] == ["S209"]


def test_every_fault_of_every_file_in_one_run(project: Project) -> None:
    root = project(
        **{
            "clauses/a.yaml": clause(kind="kindd: offence", default="default: other"),
            "clauses/b.yaml": "kind: [\n",
            "clauses/c.yaml": "- a list\n",
            "clauses/D_e.yaml": CLAUSE,
            "clauses/f.yml": CLAUSE,
            "clauses/g.yaml": clause(default="default: other", text="    txt: |"),
            "clauses/h.yaml": clause(heading="heading: A # b", label="    labell: Knowledge"),
        }
    )
    assert found_in(root) == [
        "clauses/D_e.yaml:1:1 S205",
        "clauses/a.yaml:1:1 S210",
        "clauses/a.yaml:1:1 S211",
        "clauses/b.yaml:2:1 Y106",
        "clauses/c.yaml:1:1 S203",
        "clauses/f.yml:1:1 S219",
        "clauses/g.yaml:9:5 S210",
        "clauses/h.yaml:2:12 Y115",
        "clauses/h.yaml:7:3 S211",
        "clauses/h.yaml:8:5 S210",
    ]


def test_a_place_with_a_fault_is_not_reported_twice(project: Project) -> None:
    root = project(**{"clauses/a.yaml": "base: &x {}\n" + clause(placement="placement: *x")})
    codes = [each.split()[1] for each in found_in(root)]
    assert "Y109" in codes and "S212" not in codes and "S213" not in codes


def test_a_bad_file_does_not_make_its_references_unknown(project: Project) -> None:
    root = project(**{"clauses/a.yaml": "kind: [\n", "clauses/b.yaml": clause(requires="requires: [a, 'a:x']")})
    assert found_in(root) == ["clauses/a.yaml:2:1 Y106"]


@pytest.mark.parametrize("other", ["clauses/themes/purpose.yaml", "clauses/law/purpose.yaml"])
def test_an_id_in_two_folders_names_both_files(project: Project, other: str) -> None:
    _, found = load(project(**{other: LAW if "law" in other else CLAUSE}))
    (fault,) = found
    assert fault.code == "S206" and fault.span
    assert {fault.span.path, "clauses/purpose.yaml"} >= {other} or other in fault.message
    assert "purpose.yaml" in fault.message


# ---------------------------------------------------------------- schema


def faults(text: str, kind: str = "clause") -> list[Diagnostic]:
    value, bad = parse(text, "x.yaml")
    assert not bad
    made, found = validate(kind, value, lambda: Marks(text, "x.yaml"), {"id": "x", "path": "x.yaml"})  # type: ignore[arg-type]
    assert made is None
    return sorted(found, key=lambda each: (each.span, each.code))


@pytest.mark.parametrize(
    ("text", "code", "place", "words"),
    [
        (clause(kind="kind: ofence"), "S214", "1:7", "“offence”"),
        (clause(heading="heading:"), "S212", "2:9", "empty"),
        (clause(heading="id: x\nheading: A"), "S218", "2:1", "file's name"),
        (clause(default="default: A b"), "S215", "5:10", "“A b”"),
        (clause(rationales="rationales: []"), "S210", "13:1", "“rationale”"),
        (clause(claim="  - cite: x"), "S211", "12:5", "“claim”"),
        (clause(claim="  - words"), "S213", "12:5", "a mapping"),
        (clause(closes="closes: gap"), "S213", "13:9", "a list"),
        (clause(label="    label: L\n    omit: perhaps"), "S217", "9:11", "true or false"),
        (clause(label="    label: L\n    omit: [true]"), "S213", "9:11", "true or false"),
        (clause(label="    label: L\n    omit: {a: b}"), "S213", "9:11", "true or false"),
        (clause(kind="kind: [offence]"), "S213", "1:7", "a string"),
        (clause(requires="requires: [[]]"), "S213", "13:12", "a string or a mapping"),
        (clause(requires="requires: [A b]"), "S215", "13:12", "a colon and a variant"),
        (clause(requires="requires: [{clause: a}]"), "S211", "13:12", "“in”"),
        (clause(requires="requires: [{clause: a, in: [optional]}]"), "S214", "13:29", "“optional-protocol”"),
        (clause(elements="elements: {mental: [a], victm: b}"), "S210", "13:25", "“victim”"),
        (clause(optional_protocol="  optional: {because: x}"), "S210", "4:3", "“optional-protocol”"),
        (clause(knowing="  Knowing:"), "S215", "7:3", "“Knowing”"),
    ],
)
def test_each_fault_once_in_plain_words(text: str, code: str, place: str, words: str) -> None:
    (fault,) = faults(text)
    assert fault.span is not None
    assert (fault.code, f"{fault.span.line}:{fault.span.column}") == (code, place)
    assert words in fault.message + fault.hint and fault.hint
    assert not any(word in fault.message for word in ("Input", "valid", "dataclass", "tuple", "pydantic"))


def test_pairs_and_levels_of_a_style() -> None:
    found = faults("cite: {article: [a], paragraph: [a, b, c]}\nquotes: [a, b]\n", "style")
    wrong = [(each.code, str(each.span)) for each in found if each.code != "S211"]
    assert wrong == [("S216", "x.yaml:1:17"), ("S216", "x.yaml:1:33")]


def test_faults_deep_in_a_body_have_their_place() -> None:
    found = faults(INSTRUMENT.replace("points: [purpose]", "point: [purpose], clauses: [A b]"), "instrument")
    assert [(each.code, str(each.span)) for each in found] == [("S210", "x.yaml:13:21"), ("S215", "x.yaml:13:49")]


def test_pydantic_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, travaux.load.library; sys.exit('pydantic' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT / "src", check=False).returncode == 0


# ---------------------------------------------------------------- existence


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"default": "default: other"}, "5:10 S220"),
        ({"label": "    label: A\n    omit: true"}, "9:5 S221"),
        ({"elements": "elements: {mental: [knowingly], victim: person}"}, "13:21 S222|13:41 S222"),
        ({"label": "    label: A\n    stance: {for: [EP, XX], against: [YY]}"}, "9:24 S222|9:39 S222"),
        ({"label": "    label: A\n    flags: [beyond]"}, "9:13 S222"),
        ({"defines": "defines: [exploitation, misuse]"}, "13:25 S222"),
        ({"closes": "closes: [gap-advertisin]"}, "13:10 S222"),
        ({"requires": "requires: [purpos]"}, "13:12 S223"),
        ({"requires": "requires: ['purpose:strict']"}, "13:12 S225"),
        ({"requires": "requires: [{clause: purpos, in: [optional-protocol]}]"}, "13:21 S223"),
        ({"excludes": "excludes: [purpos]"}, "13:12 S224"),
        ({"excludes": "excludes: ['purpose:strict']"}, "13:12 S225"),
        ({"label": "    label: A\n    requires: [purpos]"}, "9:16 S223"),
        ({"claim": "  - claim: A\n    variants: [strict]"}, "13:16 S225"),
        ({"draws_on": "draws-on: [{instrument: ets185, article: '1', relation: follows}]"}, "13:25 S226"),
        ({"label": "    label: A\n    amends: [{at: 'opsc:1', operation: insert}]"}, "9:19 S226"),
    ],
)
def test_what_a_clause_names_must_exist(project: Project, changed: dict[str, str], expected: str) -> None:
    root = project(**{"clauses/a.yaml": clause(**changed)})
    assert found_in(root) == [f"clauses/a.yaml:{each}" for each in expected.split("|")]


def test_a_variant_says_something_or_says_openly_that_it_does_not(project: Project) -> None:
    silent = CLAUSE.replace("    text: |\n      causing a person to be advertised\n", "")
    blank = CLAUSE.replace("      causing a person to be advertised\n", "\n")
    open_ = silent.replace("    label: Knowledge\n", "    label: Knowledge\n    omit: true\n")
    root = project(**{"clauses/a.yaml": silent, "clauses/b.yaml": blank, "clauses/c.yaml": open_})
    assert found_in(root) == ["clauses/a.yaml:7:3 S221", "clauses/b.yaml:7:3 S221"]


def test_an_unknown_name_comes_with_the_nearest_known(project: Project) -> None:
    root = project(**{"clauses/a.yaml": clause(requires="requires: [purpos]")})
    assert load(root)[1][0].hint == "did you mean “purpose”?"


def test_an_unknown_exclusion_is_only_a_warning(project: Project) -> None:
    (fault,) = load(project(**{"clauses/a.yaml": clause(excludes="excludes: [purpos]")}))[1]
    assert fault.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("style: coe", "style: co", "4:8 S227"),
        ("parent: ets-185", "parent: ets", "15:9 S228"),
        ("parent: ets-185", "parent: protocol", "15:9 S228"),
        ("preamble: []", "preamble: [recitals]", "5:12 S223"),
        ("  - purpose\n", "  - purpos\n", "7:5 S223"),
        ("chapeau: purpose", "chapeau: chapeau", "11:16 S223"),
        ("points: [purpose]", "points: [purpose, points]", "13:39 S223"),
        ('"purpose:knowing"', '"purpose:strict"', "13:61 S225"),
        ("[purpose]}\n", "[purpos]}\n", "16:20 S223"),
        ("  - purpose\n", "  - {}\n", "7:5 S229"),
        ("  - purpose\n", "  - {article: {}, part: {id: a, heading: b}}\n", "7:5 S229"),
        (
            "  - purpose\n",
            "  - article: {inserts: {after: '8', into: x, style: no, because: x, article: {points: [q]}}}\n",
            None,
        ),
        ("groups:", "waives: [{clause: purpose, requires: purpose, because: x}]\ngroups:", "16:38 S230"),
        ("groups:", "waives: [{clause: purpos, requires: purpose, because: x}]\ngroups:", "16:19 S223"),
    ],
)
def test_what_an_instrument_names_must_exist(project: Project, old: str, new: str, expected: str | None) -> None:
    assert old in INSTRUMENT
    root = project(**{"templates/instruments/protocol.yaml": INSTRUMENT.replace(old, new)})
    here = [each for each in found_in(root, carried()) if each.startswith("templates/")]
    wanted = expected.split("|") if expected else ["7:53 S227", "7:88 S223"]
    assert here == [f"templates/instruments/protocol.yaml:{each}" for each in wanted]


# ---------------------------------------------------------------- schema for editors


@pytest.mark.parametrize("kind", KINDS)
def test_a_schema_for_editors_is_closed_and_friendly(kind: str) -> None:
    schema = json_schema(kind)  # type: ignore[arg-type]
    text = json.dumps(schema)
    assert '"null"}' not in text and "_Item" not in text
    for node in nodes(schema):
        if node.get("type") == "object":
            assert "additionalProperties" in node
        if "properties" in node:
            assert node["additionalProperties"] is False
            assert all("_" not in name for name in node["properties"])
        if node.get("type") == "string":
            assert {"pattern", "enum", "const"} & node.keys()
        if "$ref" in node:
            assert node["$ref"].rpartition("/")[2] in schema["$defs"]


def nodes(node: Any) -> list[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(node, list):
        return [inner for each in node for inner in nodes(each)]
    if not isinstance(node, dict):
        return []
    return [node, *(inner for each in node.values() for inner in nodes(each))]


def test_a_schema_for_editors_knows_flags_and_leaves_out_what_the_loader_sets() -> None:
    schema = json_schema("clause")
    assert {"id", "path"}.isdisjoint(schema["properties"])
    assert "id" in json_schema("instrument")["$defs"]["DivisionSpec"]["properties"]
    assert schema["$defs"]["Variant"]["properties"]["omit"] == {"type": "boolean"}
    assert schema["properties"]["commentary"]["type"] == ["string", "number", "boolean", "null"]
    assert schema["description"].startswith("A provision with its variants")
    assert json_schema("instrument")["$defs"]["Item"]["anyOf"][0]["type"] == "string"
    schema.clear()
    assert json_schema("clause")


# ---------------------------------------------------------------- pages


def test_every_fault_of_loading_has_its_page() -> None:
    gather("travaux.load")
    pages = [each for code, each in PAGES.items() if code[0] in "YS"]
    assert len(pages) > 40
    for each in pages:
        assert "Example: " in each.text and "Instead: " in each.text, each.code
        assert each.summary and not each.summary.endswith(".")

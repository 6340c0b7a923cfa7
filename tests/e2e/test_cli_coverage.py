"""travaux coverage: what existing law covers, what each text adds, and where our provisions come from."""

from __future__ import annotations

import csv
import io
import json
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest

from command import ROOT, SILENT, change, on_terminal, run, small_project

FORMATS = ("text", "html", "csv", "json", "md")
TABLES = ((), ("--sources", "amending-protocol"))
LAW = "clauses/law/watercourses.yaml"
TABLE = """\
victims: [public]
columns:
  water: {label: Watercourses, law: [vclt]}
rows:
  sell: {label: "sell, offer", reached: [{conduct: [tamper]}], near: [{conduct: [withhold]}]}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project of `travaux new`, with a table of its own."""
    made = small_project(tmp_path / "project")
    (made / "clauses/coverage.yaml").write_text(TABLE, encoding="utf-8")
    return made


# ---------------------------------------------------------------- the forms


@pytest.mark.slow
@pytest.mark.parametrize("what", TABLES, ids=lambda what: " ".join(what) or "table")
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_the_same_twice_and_in_a_file(tmp_path: Path, what: tuple[str, ...], form: str) -> None:
    first = run("coverage", *what, "--format", form, cwd=ROOT)
    assert first.returncode == 0, first.stderr
    done = run("coverage", *what, "--format", form, "--out", tmp_path / "out", cwd=ROOT, env={"PYTHONHASHSEED": "7"})
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'out'}\n")
    assert (tmp_path / "out").read_text(encoding="utf-8") == first.stdout != ""


@pytest.mark.parametrize("what", TABLES, ids=lambda what: " ".join(what) or "table")
def test_lines_fit_a_terminal_a_narrow_one_and_a_pipe(what: tuple[str, ...]) -> None:
    piped = run("coverage", *what, cwd=ROOT).stdout
    assert max(map(len, piped.splitlines())) <= 80 and "\x1b" not in piped
    shown = on_terminal("coverage", *what, cwd=ROOT, columns=80, before=SILENT, env={"NO_COLOR": "1"})
    assert shown.replace("\r\n", "\n") == piped
    narrow = on_terminal("coverage", *what, cwd=ROOT, columns=60, before=SILENT)
    assert max(map(len, narrow.splitlines())) <= 60
    assert narrow.count("●") == piped.count("●")


def test_the_spreadsheet_runs_nothing_and_agrees_with_the_program() -> None:
    rows = list(csv.reader(io.StringIO(run("coverage", "--format", "csv", cwd=ROOT).stdout)))
    data = json.loads(run("coverage", "--format", "json", cwd=ROOT).stdout)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert any(cell == "'+●" for row in rows for cell in row)
    found = {
        (row[0], row[1], column): cell.lstrip("'")
        for row in rows[1:]
        for column, cell in zip(rows[0], row, strict=True)
    }
    for cell in data["cells"]:
        assert found[cell["victim"], cell["row"], cell["column"]] == cell["sign"]


def test_a_program_gets_the_provisions_of_each_cell() -> None:
    data = json.loads(run("coverage", "optional-protocol", "--victim", "adult", "--format", "json", cwd=ROOT).stdout)
    cells = {(cell["row"], cell["column"]): cell for cell in data["cells"]}
    demand = cells["purchase", "cets-197"]
    assert (demand["covers"], demand["provisions"][0]["article"]) == ("partial", "19")
    assert demand["provisions"][0]["duty"] == "consider"
    policy = cells["purchase", "palermo"]
    assert policy["covers"] == "none" and [each["article"] for each in policy["notes"]] == ["9.5"]
    ours = cells["advertise", "optional-protocol"]
    assert ours["more"] and ours["provisions"][0]["clause"] == "offence-advertise"
    assert ours["provisions"][0]["variant"] and ours["provisions"][0]["place"].startswith("Article ")
    carried = cells["recruit", "uncc"]
    assert carried["in-force"] is False and carried["provisions"][0]["carried-by"]["law"] == "uncc"
    assert data["victims"] == ["adult"]
    gaps = {gap["id"]: gap for gap in data["gaps"]}
    assert gaps["gap-adult-advertising"]["open"] and gaps["gap-organising"]["open"] is None
    assert gaps["gap-adult-advertising"]["closed-by"]["optional-protocol"][0]["whole"]


def test_a_heading_row_and_column_are_told_to_who_can_not_see_the_table() -> None:
    class Page(HTMLParser):
        cells: tuple[list[dict[str, str | None]], int, int] = ([], 0, 0)

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            heads, tables, said = self.cells
            heads += [given] * (tag == "th")
            self.cells = (heads, tables + (tag == "table"), said + (given.get("class") == "said"))
            assert "src" not in given and not (given.get("href") or "").startswith("http")

    for what in TABLES:
        page = Page()
        page.feed(run("coverage", *what, "--format", "html", cwd=ROOT).stdout)
        heads, tables, said = page.cells
        assert tables and heads and all(head.get("scope") in ("col", "row", "colgroup", "rowgroup") for head in heads)
        assert bool(said) == (not what)


def test_another_variant_is_another_table() -> None:
    def cell(*variant: str) -> str:
        done = run("coverage", "model-convention", "--victim", "adult", "--format", "csv", *variant, cwd=ROOT)
        rows = {row[1]: row[-1] for row in csv.reader(io.StringIO(done.stdout))}
        return rows["purchase"]

    assert cell() == "'+●"
    assert cell("--variant", "offence-purchase-or-use=consider") == "◐"
    assert cell("--variant", "offence-purchase-or-use=omit") == "○"


def test_an_instrument_may_be_named_either_way() -> None:
    one = run("coverage", "optional-protocol", "--format", "csv", cwd=ROOT).stdout
    assert one == run("coverage", "--instrument", "optional-protocol", "--format", "csv", cwd=ROOT).stdout
    assert one.splitlines()[0].endswith(",optional-protocol")


# ---------------------------------------------------------------- sources


def test_sources_are_those_of_the_text_in_its_order() -> None:
    rows = json.loads(run("coverage", "--sources", "amending-protocol", "--format", "json", cwd=ROOT).stdout)
    places = [row["provision"] for row in rows]
    points = [place for place in dict.fromkeys(places) if place.startswith("Article 8 bis, paragraph 1.")]
    assert points == sorted(points) and len(points) > 5
    assert {row["relation"] for row in rows} <= {"follows", "narrows", "extends", "departs"}
    demand = [row for row in rows if row["clause"] == "offence-purchase-or-use"]
    assert [(row["variant"], row["law"], row["article"], row["relation"]) for row in demand] == [
        ("knowing", "cets-197", "19", "extends")
    ]
    assert not any("](#" in (row["reason"] or "") or "[@" in (row["reason"] or "") for row in rows)
    chosen = ("--variant", "offence-purchase-or-use=consider", "--format", "json")
    other = json.loads(run("coverage", "--sources", "amending-protocol", *chosen, cwd=ROOT).stdout)
    assert ("consider", "follows") in {(row["variant"], row["relation"]) for row in other}


def test_sources_need_no_table(project: Path) -> None:
    (project / "clauses/coverage.yaml").unlink()
    done = run("coverage", "--sources", cwd=project)
    assert done.returncode == 0 and "narrows Watercourses Convention (1997), art. 28" in done.stdout
    assert run("coverage", "--sources", "--format", "html", cwd=project).returncode == 0


# ---------------------------------------------------------------- mistakes


def test_a_project_without_a_table_is_told_where_to_write_one(project: Path) -> None:
    (project / "clauses/coverage.yaml").unlink()
    done = run("coverage", cwd=project)
    assert (done.returncode, done.stdout) == (2, "") and "write clauses/coverage.yaml" in done.stderr


def test_law_that_nothing_is_recorded_of_claims_nothing(project: Path) -> None:
    done = run("coverage", cwd=project)
    assert done.returncode == 0 and "–  nothing is recorded" in done.stdout and "(not recorded)" in done.stdout


@pytest.mark.parametrize(
    ("path", "old", "new", "found"),
    [
        ("clauses/coverage.yaml", "[vclt]", "[vlct]", "clauses/coverage.yaml:3:38 S226"),
        ("clauses/coverage.yaml", "[tamper]", "[temper]", "clauses/coverage.yaml:5:53 S222"),
        ("clauses/coverage.yaml", "[public]", "[public, minor]", "clauses/coverage.yaml:1:19 S222"),
        ("clauses/coverage.yaml", "label: Watercourses, ", "", "clauses/coverage.yaml:3"),
    ],
)
def test_a_fault_of_the_table_is_located(project: Path, path: str, old: str, new: str, found: str) -> None:
    change(project, path, old, new)
    done = run("coverage", cwd=project)
    assert (done.returncode, done.stdout) == (1, "") and found in done.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--victim", "adlt"), "There are: adult, child."),
        (("optional-protocl",), "Did you mean optional-protocol"),
        (("--instrument", "optional-protocl"), "Did you mean optional-protocol"),
        (("--variant", "offence-advertise=loud"), "has no variant"),
        (("--variant", "offence-advertize=knowing"), "offence-advertise"),
        (("--variant", "offence-advertise"), "NAME=VALUE"),
        (("--sources", "--victim", "adult"), "--victim has no meaning for --sources"),
        (("--format", "pdf"), "'pdf' is not one of"),
    ],
)
def test_misuse(arguments: tuple[str, ...], words: str) -> None:
    done = run("coverage", *arguments, cwd=ROOT)
    assert (done.returncode, done.stdout) == (2, "") and words in done.stderr


def test_a_choice_that_contradicts_itself_is_shown_and_reported() -> None:
    variant = ("--variant", "element-consent-irrelevant=unconditional")
    done = run("coverage", "optional-protocol", *variant, cwd=ROOT)
    assert done.returncode == 1 and "P407" in done.stderr and "Victim – adult" in done.stdout


def test_a_fault_of_the_projects_own_layout_is_reported(project: Path) -> None:
    layouts = project / "templates/layouts/html"
    layouts.mkdir(parents=True)
    shutil.copy(ROOT / "templates/layouts/html/coverage.html.j2", layouts)
    change(project, "templates/layouts/html/coverage.html.j2", "{{ title }}</h1>", "{{ titel }}</h1>")
    done = run("coverage", "--format", "html", cwd=project)
    assert (done.returncode, done.stdout) == (1, "") and "C602" in done.stderr and "titel" in done.stderr


def test_words_of_a_project_are_escaped(project: Path) -> None:
    change(project, "clauses/coverage.yaml", '"sell, offer"', '"<b>sell</b> | \\"x\\""')
    page = run("coverage", "--format", "html", cwd=project).stdout
    assert "<b>sell" not in page and "&lt;b&gt;sell&lt;/b&gt;" in page
    assert "\\<b>sell\\</b> \\| " in run("coverage", "--format", "md", cwd=project).stdout

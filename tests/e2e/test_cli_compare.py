"""travaux compare: variants, instruments and existing law side by side."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from command import DUTY, ROOT, SILENT, change, on_terminal, run, small_project

FORMATS = ("terminal", "html", "md", "csv", "json")
TABLES = (
    ("offence-advertise",),
    ("offence-recruit", "--law", "cets-197,opsc"),
    ("--instruments", "optional-protocol,model-convention", "def-child", "offence-advertise"),
)
ALL = [pytest.param(each, id=each[0], marks=[pytest.mark.slow] * (each[0] == "--instruments")) for each in TABLES]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


# ---------------------------------------------------------------- the forms


@pytest.mark.parametrize("what", ALL)
@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_the_same_twice_and_in_a_file(tmp_path: Path, what: tuple[str, ...], form: str) -> None:
    first = run("compare", *what, "--format", form, cwd=ROOT)
    assert (first.returncode, first.stderr) == (0, "")
    done = run("compare", *what, "--format", form, "--out", tmp_path / "out", cwd=ROOT, env={"PYTHONHASHSEED": "7"})
    assert (done.returncode, done.stdout) == (0, f"{tmp_path / 'out'}\n")
    assert (tmp_path / "out").read_text(encoding="utf-8") == first.stdout != ""


def test_paper_is_the_same_twice(tmp_path: Path) -> None:
    for name in ("one", "other"):
        done = run("compare", "def-child", "--format", "pdf", "--out", tmp_path / name, cwd=ROOT)
        assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
    assert (tmp_path / "one").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("what", TABLES, ids=lambda what: what[0])
def test_lines_fit_a_terminal_a_narrow_one_and_a_pipe(what: tuple[str, ...]) -> None:
    piped = run("compare", *what, cwd=ROOT).stdout
    assert max(map(len, piped.splitlines())) <= 80 and "\x1b" not in piped
    shown = on_terminal("compare", *what, cwd=ROOT, columns=80, before=SILENT)
    assert shown.replace("\r\n", "\n") == piped
    assert max(map(len, on_terminal("compare", *what, cwd=ROOT, columns=50, before=SILENT).splitlines())) <= 50


def test_two_variants_stand_beside_each_other() -> None:
    shown = run("compare", "offence-advertise", "knowing", "reckless", cwd=ROOT).stdout
    assert "trafficking in persons;                │ trafficking in persons ‹or in reckless\n" in shown
    assert "COMPARED WITH KNOWING" in shown and "widens: " in shown
    assert shown == run("compare", "offence-advertise:knowing", "offence-advertise:reckless", cwd=ROOT).stdout


def test_a_page_or_a_pdf_is_not_put_on_a_terminal() -> None:
    for form in ("html", "pdf"):
        said = on_terminal("compare", "def-child", "--format", form, cwd=ROOT)
        assert f"A terminal can't show {form}" in said and "%PDF" not in said and "<html" not in said


def test_the_spreadsheet_and_the_program_get_the_same_words() -> None:
    rows = list(csv.reader(io.StringIO(run("compare", "offence-advertise", "--format", "csv", cwd=ROOT).stdout)))
    data = json.loads(run("compare", "offence-advertise", "--format", "json", cwd=ROOT).stdout)
    (group,) = data["groups"]
    assert rows[0][2:] == [column["id"] for column in group["columns"]]
    for row, cells in zip([row for row in rows if row[1] == "text"], group["text"], strict=True):
        for said, cell in zip(row[2:], cells, strict=True):
            words = "".join(words for _, words in cell["words"]) if cell else ""
            assert said.replace("‹", "").replace("›", "").endswith(words) and bool(said) == bool(words)


# ---------------------------------------------------------------- mistakes


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ((), "Name a clause, or several instruments"),
        (("offence-advertis",), "There is no clause 'offence-advertis'. Did you mean offence-advertise"),
        (("offence-advertise", "recless"), "has no variant 'recless'. Did you mean reckless?"),
        (("offence-advertise:",), "offence-advertise has no variant ''. There are: child-only"),
        (("def-child", "offence-advertise:knowing"), "'travaux diff' compares variants of two clauses"),
        (("optional-protocol",), "'optional-protocol' is an instrument: name it with --instruments"),
        (("def-child", "--law", "cets-19"), "There is no treaty or statute 'cets-19'. Did you mean cets-197"),
        (("def-child", "--law", ","), "It names nothing"),
        (("encryption-neutrality", "silent", "--law", "all"), "encryption-neutrality:silent says nothing"),
        (("--instruments", "optional-protocl"), "Did you mean optional-protocol"),
        (("--instruments", "optional-protocol", "def-chidl"), "There is no clause 'def-chidl'. Did you mean def-child"),
        (("--instruments", "all", "--law", "opsc"), "leave out --instruments"),
        (("def-child", "--format", "docx"), "'docx' is not one of"),
    ],
)
def test_what_there_is_not_is_misuse(what: tuple[str, ...], said: str) -> None:
    done = run("compare", *what, cwd=ROOT)
    assert done.returncode == 2 and done.stdout == ""
    assert said in " ".join(done.stderr.split())


def test_errors_in_files_are_told_and_nothing_is_printed(project: Path) -> None:
    change(project, DUTY, "kind:", "kinds:")
    done = run("compare", "duty-to-warn", cwd=project)
    assert done.returncode == 1 and done.stdout == "" and DUTY in done.stderr


# ---------------------------------------------------------------- another subject


def test_a_small_project_has_its_clauses_side_by_side(project: Path) -> None:
    done = run("compare", "duty-to-warn", "--format", "json", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    (group,) = json.loads(done.stdout)["groups"]
    assert group["text"] and all(column["title"] for column in group["columns"])
    beside = run("compare", "--instruments", "all", cwd=project)
    assert (beside.returncode, beside.stderr) == (0, "") and "duty-to-warn" in beside.stdout


def test_a_project_may_lay_out_the_page_itself(project: Path) -> None:
    folder = project / "templates" / "layouts" / "html"
    folder.mkdir(parents=True)
    (folder / "compare.html.j2").write_text("<p>{{ titel }}</p>", encoding="utf-8")
    done = run("compare", "duty-to-warn", "--format", "html", "--out", "page.html", cwd=project)
    assert done.returncode == 1 and "C602" in done.stderr and not (project / "page.html").exists()
    (folder / "compare.html.j2").write_text("<p>{{ title }}</p>", encoding="utf-8")
    assert "<p>" in run("compare", "duty-to-warn", "--format", "html", cwd=project).stdout

"""travaux lint and explain: findings for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import DUTY, ROOT, SILENT, change, on_terminal, run, small_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def test_a_sound_project(project: Path) -> None:
    done = run("lint", cwd=project)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "Nothing found.\n")


def test_the_library_has_no_error() -> None:
    done = run("lint", cwd=ROOT)
    assert done.returncode == 0, done.stdout


def test_warnings_alone_give_0_and_errors_1(project: Path) -> None:
    change(project, DUTY, '    cite: "[@watercourses, art 28]"\n', "")
    done = run("lint", cwd=project)
    assert done.returncode == 0 and " warning: " in done.stdout
    change(project, DUTY, "[](#:1)", "[](#:7)")
    done = run("lint", cwd=project)
    assert done.returncode == 1 and f"{DUTY}:" in done.stdout


def test_faults_of_passes_and_of_annotations_are_found(project: Path) -> None:
    change(project, DUTY, '    at: "1"', '    at: "9"')
    change(project, DUTY, "@watercourses", "@watercoarses")
    done = run("lint", "--format", "json", cwd=project)
    assert {"P417", "P416"} <= {each["code"] for each in json.loads(done.stdout)}


def test_nothing_is_written(project: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}
    run("lint", cwd=project)
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_findings_for_programs(project: Path) -> None:
    change(project, DUTY, "[](#:1)", "[](#:7)")
    done = run("lint", "--format", "json", cwd=project)
    (finding,) = (each for each in json.loads(done.stdout) if each["severity"] == "error")
    assert done.returncode == 1
    assert (finding["path"], finding["line"], finding["code"]) == (DUTY, 17, "P412")
    assert finding["hint"] and finding["column"] > 1


def test_findings_as_sarif(project: Path, tmp_path: Path) -> None:
    change(project, DUTY, "[](#:1)", "[](#:7)")
    done = run("lint", "-C", project, "--format", "sarif", "--out", "findings.sarif", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (1, "findings.sarif\n")
    log = json.loads((tmp_path / "findings.sarif").read_text(encoding="utf-8"))
    assert log["version"] == "2.1.0" and log["$schema"].endswith("sarif-2.1.0.json")
    (part,) = log["runs"]
    rules = part["tool"]["driver"]["rules"]
    for result in part["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note") and result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] in part["originalUriBaseIds"]
        assert place["region"]["startLine"] >= 1 and place["region"]["startColumn"] >= 1
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_out_is_for_programs(project: Path) -> None:
    assert run("lint", "--out", "x", cwd=project).returncode == 2


def test_colour_only_on_a_terminal_that_wants_it(project: Path) -> None:
    change(project, DUTY, "[](#:1)", "[](#:7)")
    assert "\x1b[" in on_terminal("lint", cwd=project)
    assert "\x1b[" not in on_terminal("lint", cwd=project, env={"NO_COLOR": "1"})
    assert "\x1b[" not in on_terminal("lint", cwd=project, env={"TERM": "dumb"})
    assert "\x1b[" not in run("lint", cwd=project).stdout


def test_findings_fit_the_terminal_and_are_whole_in_a_pipe(project: Path) -> None:
    change(project, DUTY, "[](#:1)", "[](#:7)")
    change(project, DUTY, "heading: Warning of floods", "headng: Warning of floods")
    change(project, "clauses/coverage.yaml", "law: [watercourses]", "law: [nolaw]")
    shown = on_terminal("lint", cwd=project, before=SILENT, env={"NO_COLOR": "1"})
    piped = run("lint", cwd=project)
    assert [line for line in shown.splitlines() if len(line) > 80] == []
    assert max(map(len, piped.stdout.splitlines())) > 100
    told = [line for line in piped.stdout.splitlines() if line.startswith("    hint: ")]
    assert told and all(" ".join(line.split()) in " ".join(shown.split()) for line in told)


@pytest.mark.parametrize("columns", [40, 80])
def test_misuse_fits_the_terminal(project: Path, columns: int) -> None:
    shown = on_terminal("build", "--set", "consents=none", cwd=project, columns=columns)
    assert max(map(len, shown.splitlines())) <= columns
    said = run("build", "--set", "consents=none", cwd=project).stderr
    assert shown.split()[-20:] == said.split()[-20:] and "whole number from 1 to 999" in said


def test_a_finding_in_sarif_is_told_in_sentences(project: Path) -> None:
    change(project, "clauses/coverage.yaml", "withhold]", "withhald]")
    log = json.loads(run("lint", "--format", "sarif", cwd=project).stdout)
    told = [each["message"]["text"] for each in log["runs"][0]["results"]]
    assert "“withhald” is not in the list “conduct”. Did you mean “withhold”?" in told


def test_a_library_cannot_speak_to_the_terminal(project: Path) -> None:
    (project / DUTY).write_text("kind: \x1b]0;owned\x07\x1b[31m\n", encoding="utf-8")
    done = run("build", cwd=project)
    assert done.returncode == 1 and "\x1b" not in done.stderr and "\\u001b" in done.stderr


# ---------------------------------------------------------------- explain


def test_every_rule_has_a_page() -> None:
    codes = [line.split()[0] for line in run("explain", cwd=ROOT).stdout.splitlines()]
    assert {"Y101", "S201", "T301", "P401", "C601"} <= set(codes)
    for code in (codes[0], codes[-1], "p406", "requires-missing"):
        done = run("explain", code, cwd=ROOT)
        assert done.returncode == 0 and "Instead" in done.stdout


def test_an_unknown_code_names_near_ones() -> None:
    done = run("explain", "P46", cwd=ROOT)
    assert done.returncode == 2 and "P406" in done.stderr

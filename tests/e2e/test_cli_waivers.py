"""Waivers: a finding set aside in a clause or an instrument, told to people, to programs and in the report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command import DUTY, change, run, small_project

INSTRUMENT = "templates/instruments/flood-warnings.yaml"
REASON = "The word is that of the Convention."
ASIDE = f'waives:\n  - {{rule: L514, because: "{REASON}"}}\n'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose clause foretells where it should oblige: one finding of L514, an error."""
    made = small_project(tmp_path / "project")
    change(made, DUTY, "shall warn that {{ party }} as soon", "will warn that {{ party }} as soon")
    return made


def append(project: Path, path: str, text: str) -> None:
    file = project / path
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def rows(project: Path) -> list[dict[str, object]]:
    out: list[dict[str, object]] = json.loads(run("lint", "--format", "json", cwd=project).stdout)
    return out


def codes(project: Path) -> set[tuple[object, bool]]:
    return {(each["code"], each["waived"] is not None) for each in rows(project)}


def test_without_a_waiver_the_finding_is_an_error(project: Path) -> None:
    assert run("lint", cwd=project).returncode == 1
    assert codes(project) == {("L514", False)}


def test_a_clause_sets_an_error_aside(project: Path) -> None:
    append(project, DUTY, ASIDE)
    done = run("lint", cwd=project)
    assert done.returncode == 0 and done.stdout == ""
    assert "1 finding is waived" in done.stderr
    assert [(each["code"], each["waived"]) for each in rows(project)] == [("L514", REASON)]


@pytest.mark.parametrize(("variant", "waived"), [("as-soon-as-known", True), ("without-delay", False)])
def test_only_in_the_variants_named(project: Path, variant: str, waived: bool) -> None:
    append(project, DUTY, f'waives:\n  - {{rule: L514, variants: [{variant}], because: "{REASON}"}}\n')
    assert ("L514", waived) in codes(project) and (("L531", False) in codes(project)) is not waived


def test_the_last_variant_ends_with_the_next_key(project: Path) -> None:
    change(project, DUTY, "shall warn that {{ party }} without", "must warn that {{ party }} without")
    append(project, DUTY, f'waives:\n  - {{rule: L514, variants: [without-delay], because: "{REASON}"}}\n')
    assert codes(project) == {("L514", False), ("L514", True)}


def test_a_waiver_that_sets_nothing_aside_warns(project: Path) -> None:
    change(project, DUTY, "will warn", "shall warn")
    append(project, DUTY, ASIDE)
    done = run("lint", cwd=project)
    assert done.returncode == 0 and "L531 warning" in done.stdout and f"{DUTY}:" in done.stdout


def test_an_unknown_rule_is_an_error_with_a_hint(project: Path) -> None:
    append(project, DUTY, ASIDE.replace("L514", "L51"))
    done = run("lint", cwd=project)
    assert done.returncode == 1 and "L530" in done.stdout and "did you mean" in done.stdout


@pytest.mark.parametrize(
    "given",
    [
        "- {rule: L514, because: ''}",
        "- {rule: L514}",
        "- {because: It is so.}",
        "- {rule: L514, requires: entry-into-force, because: It is so.}",
        "- {rule: L514, variants: [nowhere], because: It is so.}",
    ],
)
def test_a_waiver_without_a_reason_or_a_thing_is_an_error(project: Path, given: str) -> None:
    append(project, DUTY, f"waives:\n  {given}\n")
    done = run("lint", cwd=project)
    assert done.returncode == 1 and any(f" {code} " in done.stdout for code in ("S211", "S212", "S225", "S231"))


def test_an_instrument_sets_a_finding_about_itself_aside(project: Path) -> None:
    change(project, DUTY, "will warn", "shall [promptly] warn")
    assert codes(project) == {("L507", False)}
    append(project, INSTRUMENT, f'waives:\n  - {{rule: L507, because: "{REASON}"}}\n')
    assert codes(project) == {("L507", True)}


def test_sarif_carries_the_waiver_as_a_suppression(project: Path) -> None:
    append(project, DUTY, ASIDE)
    (part,) = json.loads(run("lint", "--format", "sarif", cwd=project).stdout)["runs"]
    (result,) = part["results"]
    (aside,) = result["suppressions"]
    assert (aside["kind"], aside["status"], aside["justification"]) == ("inSource", "accepted", REASON)
    assert aside["location"]["physicalLocation"]["artifactLocation"]["uri"] == DUTY


def test_the_report_prints_the_reason(project: Path) -> None:
    append(project, DUTY, ASIDE)
    out = project / "out"
    done = run("build", "flood-warnings", "--format", "md", "--annotate", "report", "--out", out, cwd=project)
    assert done.returncode == 0, done.stderr
    words = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in out.rglob("*.report.md"))
    assert "departs from the rule of drafting L514" in words and REASON in words


def test_sarif_is_the_same_every_time(project: Path) -> None:
    append(project, DUTY, ASIDE)
    first, second = (run("lint", "--format", "sarif", cwd=project).stdout for _ in range(2))
    assert first == second
    (part,) = json.loads(first)["runs"]
    assert all("suppressions" in result for result in part["results"])


def test_an_absence_that_is_recorded_is_printed(project: Path) -> None:
    append(project, INSTRUMENT, 'without: {sanctions: "The duty is owed between States, and is no offence."}\n')
    out = project / "out"
    change(project, DUTY, "will warn", "shall warn")
    done = run("build", "flood-warnings", "--format", "md", "--annotate", "report", "--out", out, cwd=project)
    words = " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in out.rglob("*.report.md"))
    assert done.returncode == 0 and "The text has no provision on sanctions" in words
    assert "The duty is owed between States" in words

"""Mistakes in the files of a whole project: each is told once, at its place, and nothing breaks."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from command import DUTY, change, run, small_project

LAW, GAPS = "clauses/law/watercourses.yaml", "clauses/gaps.yaml"
COVERAGE, OBJECTIONS = "clauses/coverage.yaml", "clauses/objections.yaml"
INSTRUMENT, OFFENCE = "templates/instruments/flood-warnings.yaml", "clauses/offences/false-warnings.yaml"
WAIVER = "waives:\n  - {rule: WHAT}\npreamble:"

ROUTE = "route: {needs: N., binds: B., carries: C., limits: L.,\n enters: {\n"
"""How a text would become law, as far as to what is said of its entry into force."""
CHANGES = [
    ("S220", DUTY, "default: as-soon-as-known", "default: at-once", "7:10"),
    ("S222", OFFENCE, "[warn-falsely]", "[warn-falsly]", "8:13"),
    ("P416", DUTY, "@watercourses, art 28", "@nobody, 3", "27:12"),
    ("S211", INSTRUMENT, "preamble:", WAIVER.replace("WHAT", "L510"), "12:5"),
    ("S212", INSTRUMENT, "preamble:", WAIVER.replace("WHAT", 'L510, because: ""'), "12:27"),
    ("L530", INSTRUMENT, "preamble:", WAIVER.replace("WHAT", "nothing, because: Why."), "12:12"),
    ("L531", INSTRUMENT, "preamble:", WAIVER.replace("WHAT", "L510, because: Why."), "12:5"),
    ("P408", INSTRUMENT, "  - entry-into-force", "  - entry-into-force\n  - entry-into-force", "16:5"),
    ("S223", INSTRUMENT, "  - entry-into-force", "  - entry-into-farce", "15:5"),
    ("S225", INSTRUMENT, "  - duty-to-warn", "  - duty-to-warn:at-once", "13:5"),
    ("S227", INSTRUMENT, "style: coe", "style: mine", "5:8"),
    ("S225", INSTRUMENT, "style: coe", f"style: coe\n{ROUTE}  'duty-to-warn:at-once': At once.}}}}", "8:3"),
    ("S223", INSTRUMENT, "style: coe", f"style: coe\n{ROUTE}  duty-to-worn: At once.}}}}", "8:3"),
    ("P422", INSTRUMENT, "  - duty-to-warn", "  - duty-to-warn:without-delay|without-delay", "13:5"),
    ("S226", COVERAGE, "[watercourses]", "[nolaw]", "4:56"),
    ("S222", COVERAGE, "[withhold]", "[withhald]", "7:62"),
    ("S222", COVERAGE, "[public]", "[nobody]", "2:11"),
    ("S223", OBJECTIONS, "duty-to-warn:without-delay", "duty-to-tell:without-delay", "11:16"),
    ("L577", OBJECTIONS, 'answers:\n    - {clause: "duty-to-warn:without-delay", how: ', 'cite: "" #', "3:10"),
    ("S222", GAPS, "[warn-falsely]", "[warn-truly]", "6:24"),
    ("S214", LAW, "duty: provide", "duty: must", "17:15"),
    ("S226", LAW, "duty: provide", "duty: provide\n        carries: [nolaw]", "18:19"),
    ("S213", LAW, "    covers:", '    labels: "1"\n    covers:', "15:13"),
    ("S233", LAW, "extent: 1–37", "extent: 37–1", "11:9"),
    ("Y103", DUTY, "The warning shall state:", "The \u202ewarning shall state:", "14:14"),
    ("Y103", DUTY, "The warning shall state:", "The \x00warning shall state:", "14:14"),
]


def empty(path: Path) -> None:
    path.write_bytes(b"")


def pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def told(project: Path) -> list[str]:
    """What lint prints of each finding but notes: place and code."""
    done = run("lint", cwd=project)
    assert done.returncode in (0, 1), done.stderr
    lines = [line for line in done.stdout.splitlines() if not line.startswith(" ") and " note: " not in line]
    return [" ".join(line.split()[:2]) for line in lines]


@pytest.mark.parametrize(("code", "path", "old", "new", "place"), CHANGES)
def test_a_mistake_is_told_at_its_place_and_once(
    project: Path, code: str, path: str, old: str, new: str, place: str
) -> None:
    change(project, path, old, new)
    before = sorted(project.rglob("*"))
    found = told(project)
    assert f"{path}:{place} {code}" in found
    assert len([each for each in found if each.startswith(f"{path}:{place} ")]) == 1
    assert sorted(project.rglob("*")) == before, "a check writes nothing"


@pytest.mark.parametrize("path", [DUTY, LAW, COVERAGE, GAPS, OBJECTIONS, INSTRUMENT, "clauses/vocabulary.yaml"])
@pytest.mark.parametrize("how", [empty, Path.mkdir, pipe])
def test_a_file_that_is_none(project: Path, path: str, how: Callable[[Path], None]) -> None:
    (project / path).unlink()
    how(project / path)
    assert f"{path}:1:1 {'S202' if how is empty else 'S201'}" in told(project)


@pytest.mark.parametrize(
    "what", [("build", "--force", "--format", "txt"), ("show", "flood-warnings:1.1"), ("coverage",)]
)
@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(each[1], each[2], each[3]) for each in CHANGES if each[0] in ("S220", "S223", "S225", "S227")],
)
def test_other_commands_say_so_too(project: Path, what: tuple[str, ...], path: str, old: str, new: str) -> None:
    change(project, path, old, new)
    done = run(*what, cwd=project)
    assert done.returncode == 1 and f"{path}:" in done.stderr

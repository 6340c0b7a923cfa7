"""A run that would come to the same: it says the same and writes nothing; whatever has changed, it is done in full."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from command import DUTY, change, run, small_project
from killing import strays
from travaux import again
from travaux.again import Run
from travaux.caching import NO_CACHE
from travaux.diagnostics import Diagnostic, Severity, Span, Waived
from travaux.project import Project, find

BUILD = ("build", "--format", "md,txt,html", "--annotate", "none,report")
FINDING = Diagnostic("L001", Severity.WARNING, "“words” \udcff", Span("clauses/a.yaml", 3, 7), "mend it")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the records of this test are, and no others."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "p")


def built(project: Path, home: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return run(*BUILD, *more, cwd=project, env={"XDG_CACHE_HOME": str(home)})


def files(project: Path) -> dict[str, tuple[bytes, int]]:
    """What was built: content and date of each file."""
    found = sorted((project / "build").rglob("*.*"))
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in found if each.parent.name != "build"}


def records(home: Path) -> dict[str, int]:
    """The dates of the records of runs: a run that was done in full writes its own anew."""
    return {each.name: each.stat().st_mtime_ns for each in home.rglob("*.runs.json")}


def test_a_second_run_says_the_same_and_writes_nothing(project: Path, home: Path) -> None:
    first = built(project, home)
    made, kept = files(project), records(home)
    second = built(project, home)
    assert (second.stdout, second.stderr, second.returncode) == (first.stdout, first.stderr, 0)
    assert len(made) == 6 and files(project) == made and records(home) == kept


def test_lint_says_the_same_in_every_form(project: Path, home: Path) -> None:
    change(project, DUTY, "heading: ", "heading: The ")
    change(project, DUTY, "warn", "warn  ")
    env = {"XDG_CACHE_HOME": str(home)}
    forms = [(), ("--format", "json"), ("--format", "sarif")]
    fresh = [run("lint", "--no-cache", *form, cwd=project, env=env) for form in forms]
    assert not records(home)
    known = [run("lint", *form, cwd=project, env=env) for form in (*forms, ())]
    assert len(records(home)) == 1
    for one, other in zip([*fresh, fresh[0]], known, strict=True):
        assert (one.stdout, one.stderr, one.returncode) == (other.stdout, other.stderr, other.returncode)


def another_word(project: Path) -> None:
    change(project, DUTY, "warn", "notify")


def a_layout(project: Path) -> None:
    (project / "templates/layouts/css").mkdir(parents=True)
    (project / "templates/layouts/css/screen.css").write_text("p { color: navy }\n")


def a_file_that_is_none(project: Path) -> None:
    (project / "clauses/duties/other.yml").write_text("kind: duty\n")


@pytest.mark.parametrize("changed", [another_word, a_layout, a_file_that_is_none])
def test_whatever_changes_in_the_project_is_built(changed: Callable[[Path], None], project: Path, home: Path) -> None:
    built(project, home)
    before, kept = files(project), records(home)
    changed(project)
    done = built(project, home)
    assert records(home) != kept
    fresh = built(project, home, "--no-cache", "--out", "fresh")
    assert done.returncode == fresh.returncode and done.stderr == fresh.stderr
    made = {each.name: each.read_bytes() for each in (project / "fresh").rglob("*.*")}
    assert {name: data for name, (data, _) in files(project).items()} == made
    if changed is a_file_that_is_none:
        assert files(project) == before and "other.yml" in done.stderr
    else:
        assert files(project) != before


def damaged(project: Path) -> None:
    (file,) = (project / "build").rglob("*.report.md")
    file.write_bytes(file.read_bytes()[:-1])


def gone(project: Path) -> None:
    shutil.rmtree(project / "build/flood-warnings")


def a_link(project: Path) -> None:
    (file,) = (project / "build").rglob("*.report.md")
    (project / "elsewhere.md").write_bytes(file.read_bytes())
    file.unlink()
    file.symlink_to(project / "elsewhere.md")


@pytest.mark.parametrize("changed", [damaged, gone, a_link])
def test_a_file_that_does_not_stand_as_it_was_written_is_made_again(
    changed: Callable[[Path], None], project: Path, home: Path
) -> None:
    built(project, home)
    before = {name: data for name, (data, _) in files(project).items()}
    changed(project)
    done = built(project, home)
    if changed is a_link:
        assert done.returncode == 2 and "there is a link" in done.stderr
    else:
        assert done.returncode == 0 and {name: data for name, (data, _) in files(project).items()} == before


def test_a_damaged_record_of_runs_is_none(project: Path, home: Path) -> None:
    first = built(project, home)
    made = files(project)
    (record,) = home.rglob("*.runs.json")
    whole = record.read_bytes()
    for data in (whole[:-3], whole.replace(b"flood", b"fl00d"), b"[" * 100_000):
        record.write_bytes(data)
        done = built(project, home)
        assert (done.stdout, done.stderr, done.returncode) == (first.stdout, first.stderr, 0)
        assert files(project) == made and record.read_bytes() == whole


def test_an_error_is_told_again_and_again(project: Path, home: Path) -> None:
    change(project, DUTY, "heading:", "headng:")
    first, second = built(project, home), built(project, home)
    assert first.returncode == second.returncode == 1 and first.stderr == second.stderr and not records(home)


def test_what_a_killed_run_left_is_taken_away_all_the_same(project: Path, home: Path) -> None:
    built(project, home)
    stray = project / "build/flood-warnings/.travaux-0123456789ab"
    stray.write_bytes(b"half")
    kept = records(home)
    assert built(project, home).returncode == 0
    assert not strays(project / "build") and not stray.exists() and records(home) == kept


def this_run(project: Project, *asked: str, out: Path = Path()) -> Run:
    return Run.of(project, asked, out)


def test_what_was_kept_comes_back_as_it_was(project: Path, home: Path) -> None:
    there = find(project)
    waived = Waived(FINDING, "so it is meant", "clauses/a.yaml")
    assert this_run(there, "x").before() is None
    this_run(there, "x").keep([FINDING], [waived])
    before = this_run(there, "x").before()
    assert before is not None and (before.found, before.waived, before.files) == ((FINDING,), (waived,), {})
    assert this_run(there, "y").before() is None and this_run(there, "x", out=project).before() is None


def test_nothing_is_kept_of_what_changed_meanwhile(project: Path, home: Path) -> None:
    begun = this_run(find(project), "x")
    another_word(project)
    begun.keep([])
    assert not records(home) and this_run(find(project), "x").before() is None


def test_another_program_has_other_runs(project: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    this_run(find(project), "x").keep([])
    monkeypatch.setattr(again, "program", lambda: "another")
    assert this_run(find(project), "x").before() is None


def test_the_last_runs_are_remembered_and_no_more(project: Path, home: Path) -> None:
    there = find(project)
    for number in range(again.MOST + 2):
        this_run(there, str(number)).keep([])
    known = [this_run(there, str(number)).before() is not None for number in range(again.MOST + 2)]
    assert known == [False, False] + [True] * again.MOST


@pytest.mark.skipif(os.name == "nt", reason="no pipes with a name")
@pytest.mark.parametrize("odd", ["a folder elsewhere", "a pipe"])
def test_where_something_odd_stands_nothing_is_remembered(odd: str, project: Path, home: Path, tmp_path: Path) -> None:
    if odd == "a pipe":
        os.mkfifo(project / "clauses/pipe")
    else:
        (tmp_path / "other").mkdir()
        (project / "clauses/other").symlink_to(tmp_path / "other")
    this_run(find(project), "x").keep([])
    assert this_run(find(project), "x").before() is None and not records(home)


def test_nothing_is_remembered_or_used_where_that_is_refused(
    project: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    this_run(find(project), "x").keep([])
    monkeypatch.setenv(NO_CACHE, "1")
    assert this_run(find(project), "x").before() is None

"""A library lost, an id given twice, markup broken where nobody looks: each is told, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import DUTY, TEXT, change, run, small_project

INSTRUMENT = "templates/instruments/flood-warnings.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


@pytest.mark.parametrize("lost", ["gone", "a file"])
def test_a_lost_library_is_told_and_no_other_treaty_is_printed(project: Path, lost: str) -> None:
    assert run("build", "--format", "md", cwd=project).returncode == 0
    before = (project / TEXT).read_bytes()
    (project / "clauses").rename(project / "elsewhere")
    if lost == "a file":
        (project / "clauses").write_text("")
    done = run("build", "--format", "md", cwd=project)
    assert done.returncode == 1 and "S207" in done.stderr + done.stdout
    assert (project / TEXT).read_bytes() == before
    assert [path.name for path in (project / "build").iterdir()] == ["flood-warnings"]


def test_broken_markup_in_a_variant_that_nobody_chose(project: Path) -> None:
    change(
        project,
        DUTY,
        "variants:\n",
        "variants:\n  broken:\n    label: Broken\n    text: |\n      Within [thirty days.\n",
    )
    for name in ("lint", "build"):
        done = run(name, cwd=project)
        assert done.returncode == 1
        assert "T304" in done.stdout + done.stderr and DUTY in done.stdout + done.stderr


def test_a_clause_that_is_a_link_to_itself(project: Path) -> None:
    (project / "clauses" / "circle.yaml").symlink_to("circle.yaml")
    done = run("build", "--format", "md", cwd=project)
    assert done.returncode == 1
    assert "clauses/circle.yaml" in done.stdout + done.stderr


def test_two_divisions_with_one_id(project: Path) -> None:
    text = (project / INSTRUMENT).read_text()
    twice = "  - chapter: {id: same, heading: One, pending: true}\n"
    (project / INSTRUMENT).write_text(text.replace("body:\n", f"body:\n{twice}{twice}"))
    done = run("build", "--format", "md", cwd=project)
    assert done.returncode == 1 and "P421" in done.stdout + done.stderr


def test_a_new_project_is_named_and_not_meant_by_c(project: Path, tmp_path: Path) -> None:
    done = run("-C", project, "new", "another", cwd=tmp_path)
    assert done.returncode == 2 and not (tmp_path / "another").exists()

"""travaux new and schema: a project to begin with, and what editors check it by."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from command import ROOT, run


def test_a_new_project_builds_at_once(tmp_path: Path) -> None:
    done = run("new", "made/here", cwd=tmp_path)
    assert done.returncode == 0
    assert all((tmp_path / line).is_file() for line in done.stdout.split())
    built = run("build", cwd=tmp_path / "made/here")
    assert (built.returncode, built.stderr) == (0, "")
    assert run("lint", cwd=tmp_path / "made/here").returncode == 0


def test_every_command_of_its_readme_works(tmp_path: Path) -> None:
    run("new", "p", cwd=tmp_path)
    lines = (tmp_path / "p/README.md").read_text(encoding="utf-8").splitlines()
    commands = [line.partition("#")[0].split()[1:] for line in lines if line.startswith("    travaux ")]
    assert len(commands) >= 5
    for each in commands:
        quicker = ("--format", "md") if each[0] == "build" else ()
        assert run(*each, *quicker, cwd=tmp_path / "p").returncode == 0, each


def test_an_empty_folder_is_filled_where_it_stands(tmp_path: Path) -> None:
    inode = tmp_path.stat().st_ino
    assert run("new", ".", cwd=tmp_path).returncode == 0
    assert (tmp_path / "clauses").is_dir() and tmp_path.stat().st_ino == inode
    assert not list(tmp_path.glob(".travaux-*"))


@pytest.mark.parametrize("taken", ["file", "folder", "hidden", "link"])
def test_what_is_there_is_left_alone(tmp_path: Path, taken: str) -> None:
    target = tmp_path / "p"
    match taken:
        case "file":
            target.write_text("mine")
        case "folder" | "hidden":
            target.mkdir()
            (target / (".git" if taken == "hidden" else "notes.txt")).write_text("mine")
        case _:
            (tmp_path / "other").mkdir()
            target.symlink_to(tmp_path / "other")
    before = sorted(tmp_path.rglob("*"))
    done = run("new", "p", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: p: ")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failure_leaves_nothing_behind(tmp_path: Path) -> None:
    full = "import os; real = os.rename\ndef rename(a, b): {}\nos.rename = rename"
    failing = full.format("real(a, b) if str(b).endswith('.gitignore') else (_ for _ in ()).throw(OSError(28, 'full'))")
    done = run("new", "a/b", cwd=tmp_path, before=f"exec({failing!r})")
    assert done.returncode == 2 and "full" in done.stderr
    assert os.listdir(tmp_path) == []


def test_schemas_are_written_for_the_editor(tmp_path: Path) -> None:
    done = run("schema", "--out", "schemas", cwd=tmp_path)
    assert done.returncode == 0
    wanted = json.loads((ROOT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert sorted(f"./{line}" for line in done.stdout.split()) == sorted(wanted)
    for path in done.stdout.split():
        assert json.loads((tmp_path / path).read_text(encoding="utf-8"))["$schema"]


def test_one_schema_is_printed(tmp_path: Path) -> None:
    assert json.loads(run("schema", "clause", cwd=tmp_path).stdout)["title"] == "travaux: clause"
    done = run("schema", "clauze", cwd=tmp_path)
    assert done.returncode == 2 and "clause" in done.stderr
    listed = [line.split()[0] for line in run("schema", cwd=tmp_path).stdout.splitlines()]
    lists = {"sources", "vocabulary", "gaps", "objections", "coverage"}
    assert {"clause", "law", "instrument", "style", "pack"} | lists == set(listed)

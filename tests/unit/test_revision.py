"""A library read from git's objects: the same as from the disk, nothing checked out, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import DUTY, change, small_project
from repositories import committed, git
from travaux.carried import carried
from travaux.load.git import GitError, Repository, UnknownRevision
from travaux.load.library import load
from travaux.load.revision import RevisionFiles


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file below a folder, git's own too, with the time it was changed."""
    files = (each for each in folder.rglob("*") if each.is_file())
    return {str(each): (each.stat().st_mtime_ns, each.read_bytes()) for each in files}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = small_project(tmp_path / "treaty")
    committed(folder)
    return folder


def held(folder: Path, revision: str = "HEAD") -> RevisionFiles:
    repository = Repository(folder)
    return RevisionFiles(repository, repository.commit(revision))


def test_a_revision_gives_the_library_that_the_disk_gave(project: Path) -> None:
    today, found = load(project, carried())
    assert today is not None and not found
    change(project, DUTY, "shall", "should")
    (project / "clauses/final/entry-into-force.yaml").unlink()
    before = snapshot(project)
    then, found = load(project, carried(), held(project))
    assert then == today and not found
    assert snapshot(project) == before


def test_a_project_may_be_a_part_of_its_repository(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "work" / "treaties" / "floods")
    (tmp_path / "work" / "clauses").mkdir()
    (tmp_path / "work" / "clauses" / "other.yaml").write_text("kind: nothing\n", encoding="utf-8")
    git(tmp_path / "work", "init", "-q", "-b", "main")
    committed(tmp_path / "work")
    then, found = load(folder, carried(), held(folder))
    today, _ = load(folder, carried())
    assert then == today and not found


def test_the_order_of_files_is_that_of_the_disk(project: Path) -> None:
    for name in ("b.yaml", "a-b.yaml", "a/c.yaml", "a.b/c.yaml", "A.yaml", ".hidden.yaml", "x.yaml~", "#x.yaml"):
        file = project / "clauses" / "odd" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("kind: rule\n", encoding="utf-8")
    committed(project)
    from travaux.load.files import Files

    disk = [path for path, _ in Files(project, "").under("clauses")]
    assert [path for path, _ in held(project).under("clauses")] == disk
    assert not any("hidden" in path or "x.yaml" in path for path in disk)


def test_links_are_refused_and_odd_names_reported(project: Path) -> None:
    (project / "clauses" / "final" / "link.yaml").symlink_to(project / DUTY)
    (project / "clauses" / "away").symlink_to("/etc")
    (project / "clauses" / "final" / "old.yml").write_text("kind: rule\n", encoding="utf-8")
    (project / "clauses" / "folder.yaml").mkdir()
    (project / "clauses" / "folder.yaml" / "inner.yaml").write_text("kind: rule\n", encoding="utf-8")
    committed(project)
    _, found = load(project, carried(), held(project))
    assert {(each.code, each.span.path if each.span else "") for each in found} == {
        ("S236", "clauses/away"),
        ("S236", "clauses/final/link.yaml"),
        ("S219", "clauses/final/old.yml"),
        ("S201", "clauses/folder.yaml"),
    }


def test_a_file_that_is_too_large_is_not_read(project: Path) -> None:
    (project / DUTY).write_bytes(b"#" * 8_000_001)
    committed(project)
    _, found = load(project, carried(), held(project))
    assert ("S208", DUTY) in {(each.code, each.span.path if each.span else "") for each in found}


def test_a_revision_without_a_library(tmp_path: Path) -> None:
    (tmp_path / "readme").write_text("nothing yet", encoding="utf-8")
    committed(tmp_path)
    library, found = load(tmp_path, carried(), held(tmp_path))
    assert library is None and [each.code for each in found] == ["S207"]


@pytest.mark.parametrize("revision", ["", "-x", "--output=x", "HEAD\n", "a\x00b", "\udcff"])
def test_what_can_be_no_revision_never_reaches_git(revision: str, project: Path) -> None:
    with pytest.raises(GitError, match="can be no revision"):
        Repository(project).commit(revision)
    assert not (project / "x").exists()


@pytest.mark.parametrize("revision", ["HEAD~9", "nosuch", "HEAD:clauses", "HEAD..HEAD", "0000", "main^{tree}"])
def test_what_names_no_commit_is_unknown(revision: str, project: Path) -> None:
    git(project, "tag", "v1")
    with pytest.raises(UnknownRevision) as caught:
        Repository(project).commit(revision)
    assert set(caught.value.known) == {"main", "v1"}


def test_every_way_of_naming_a_commit(project: Path) -> None:
    git(project, "tag", "-a", "v1", "-m", "first")
    oid = git(project, "rev-parse", "HEAD").strip()
    assert {Repository(project).commit(name) for name in ("HEAD", "@", "main", "v1", oid, oid[:8], "HEAD@{0}")} == {oid}


def test_a_folder_in_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GitError, match="no git repository"):
        Repository(tmp_path)


def test_where_git_is_not_installed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(GitError, match="not installed"):
        Repository(project)


def test_the_surroundings_send_git_nowhere_else(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    assert Repository(project).commit("HEAD")


def test_what_a_repository_configures_is_not_run(project: Path, tmp_path: Path) -> None:
    """A repository from elsewhere may name programs: watchers, pagers, filters."""
    trap = tmp_path / "trap"
    run = tmp_path / "run.sh"
    run.write_text(f"#!/bin/sh\ntouch {trap}\n", encoding="utf-8")
    run.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "core.sshCommand", "filter.it.smudge", "diff.it.textconv"):
        git(project, "config", key, str(run))
    (project / ".gitattributes").write_text("* filter=it diff=it\n", encoding="utf-8")
    library, _ = load(project, carried(), held(project))
    assert library is not None and not trap.exists()

"""Files that are no texts, and operands that are meant to do harm: told in one line, and nothing breaks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from command import run, small_project
from repositories import committed

GOOD = "1. Each Party shall be bound.\n"
FILES = {
    "utf-16.txt": (GOOD.encode("utf-16"), 1, "D701", "it is UTF-16"),
    "utf-16-without-mark.txt": (GOOD.encode("utf-16-le"), 1, "D701", "it is UTF-16"),
    "utf-16-be.txt": (GOOD.encode("utf-16-be"), 1, "D701", "it is UTF-16"),
    "latin.txt": ("1. Un État.\n2. Créée.\n".encode("latin-1"), 1, "D701", "1:7"),
    "late.txt": ("Première ligne.\nCré".encode() + b"\xe9e\n", 1, "D701", "2:4"),
    "nul.txt": (b"1. One.\n2. T\0wo.\n", 1, "D702", "2:5"),
    "word.txt": (b"PK\x03\x04" + bytes(range(256)), 1, "D702", "Word document"),
    "paper.txt": (b"%PDF-1.7\n\xe2\xe3", 1, "D702", "a PDF"),
    "draft.docx": (b"PK\x03\x04", 1, "D710", "no zip file"),
    "draft.odt": (b"PK\x03\x04", 2, "", ".odt files are not read"),
    "draft.pdf": (b"%PDF-1.7", 2, "", ".pdf files are not read"),
    "page.html": (b"<p>One</p>", 2, "", ".html files are not read"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("turned", [False, True], ids=["old", "new"])
def test_what_is_no_text_is_told(name: str, turned: bool, folder: Path) -> None:
    data, code, finding, said = FILES[name]
    (folder / name).write_bytes(data)
    pair = ("good.txt", name) if turned else (name, "good.txt")
    done = run("diff", *pair, cwd=folder)
    words = " ".join(done.stderr.split())
    assert done.returncode == code and not done.stdout, done.stderr
    assert finding in words and said in words and name in words
    assert code == 2 or "hint:" in words


def test_a_folder_an_unreadable_file_and_a_link_to_nothing(folder: Path) -> None:
    (folder / "drafts.txt").mkdir()
    (folder / "loop.txt").symlink_to(folder / "loop.txt")
    (folder / "lost.txt").symlink_to(folder / "gone.txt")
    for name, said in (
        ("drafts.txt", "is a folder"),
        ("loop.txt", "There is no file"),
        ("lost.txt", "There is no file"),
        ("a" * 300 + ".txt", "There is no file"),
        ("good.txt/inner.txt", "There is no file"),
    ):
        done = run("diff", name, "good.txt", cwd=folder)
        assert done.returncode == 2 and said in " ".join(done.stderr.split()), (name, done.stderr)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(folder: Path) -> None:
    (folder / "secret.txt").write_text(GOOD, encoding="utf-8")
    (folder / "secret.txt").chmod(0)
    done = run("diff", "secret.txt", "good.txt", cwd=folder)
    assert done.returncode == 2 and "can't be read" in done.stderr


def test_a_file_without_end(folder: Path) -> None:
    done = run("diff", "/dev/zero", "good.txt", cwd=folder)
    assert done.returncode == 1 and "D703" in done.stderr


@pytest.mark.slow
def test_ten_megabytes_of_one_line(folder: Path) -> None:
    (folder / "long.txt").write_text("Each Party shall be bound. " * 370_000, encoding="utf-8")
    done = run("diff", "long.txt", "long.txt", cwd=folder)
    assert done.returncode == 0 and "No difference." in done.stdout
    done = run("diff", "long.txt", "good.txt", "--out", "it.txt", cwd=folder)
    assert done.returncode == 0 and (folder / "it.txt").stat().st_size > 9_000_000


def test_names_that_a_terminal_would_obey(folder: Path) -> None:
    name = "\x1b[2J\u202eevil.txt"
    (folder / name).write_bytes(b"\xff")
    done = run("diff", name, "good.txt", cwd=folder)
    assert done.returncode == 1 and "\x1b" not in done.stderr and "\u202e" not in done.stderr
    (folder / name).write_text("1. Other.\n", encoding="utf-8")
    done = run("diff", name, "good.txt", cwd=folder)
    assert done.returncode == 0 and "\x1b" not in done.stdout and "\u202e" not in done.stdout


@pytest.mark.parametrize(
    "revision",
    ["--output=pwned", "-x", "$(touch pwned)", "`touch pwned`", "HEAD;touch pwned", "HEAD\ntouch pwned", ":/"],
)
def test_revisions_that_would_do_harm(revision: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / "treaty")
    committed(project)
    before = {each.name for each in project.iterdir()}
    done = run("diff", f"flood-warnings@{revision}", "flood-warnings", cwd=project)
    assert done.returncode == 2 and "\n" in done.stderr
    assert {each.name for each in project.iterdir()} == before


def test_a_link_at_a_revision_leads_nowhere(tmp_path: Path) -> None:
    project = small_project(tmp_path / "treaty")
    (project / "clauses" / "secret.yaml").symlink_to("/etc/passwd")
    (project / "notes.txt").symlink_to("/etc/passwd")
    committed(project)
    (project / "clauses" / "secret.yaml").unlink()
    (project / "notes.txt").unlink()
    done = run("diff", "flood-warnings@HEAD", "flood-warnings", cwd=project)
    assert done.returncode == 1 and "HEAD:clauses/secret.yaml:1:1 S236" in done.stderr and "root" not in done.stdout
    (project / "notes.txt").write_text(GOOD, encoding="utf-8")
    done = run("diff", "notes.txt@HEAD", "flood-warnings", cwd=project)
    assert done.returncode == 2 or "root:" not in done.stdout


def test_no_treaty_has_a_hundred_thousand_points(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("1.\n\n" * 100_001, encoding="utf-8")
    (tmp_path / "b.txt").write_text("New words.\n", encoding="utf-8")
    done = run("diff", "list.txt", "b.txt", cwd=tmp_path)
    assert done.returncode == 1 and "D704" in done.stderr and "100,001" in done.stderr

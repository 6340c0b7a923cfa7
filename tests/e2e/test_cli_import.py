"""`travaux import` as its users meet it: files in, a file for review out, nothing of the library changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from command import ROOT, run, small_project
from editor import Editor
from imported import opened
from travaux.load import yaml
from travaux.load.writing import written


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "p")


@pytest.fixture
def draft(project: Path) -> Path:
    """The project's text as a document, edited by two."""
    done = run("build", "flood-warnings", "--format", "docx", cwd=project)
    assert done.returncode == 0, done.stderr
    editor = Editor((project / "build/flood-warnings/flood-warnings.docx").read_bytes())
    editor.replace("shall", "should", "A")
    editor.comment("should", "Not every State can.", "A")
    (project / "edited.docx").write_bytes(editor.save())
    return project / "edited.docx"


def files(folder: Path) -> dict[str, bytes]:
    return {str(each): each.read_bytes() for each in sorted(folder.rglob("*.yaml")) if "proposals" not in each.name}


def test_an_edited_draft_becomes_a_file_for_review(project: Path, draft: Path) -> None:
    before = files(project)
    done = run("import", draft.name, cwd=project)
    assert (done.returncode, done.stdout) == (0, "edited.proposals.yaml\n"), done.stderr
    assert "1 proposal by 1 author." in done.stderr
    value, faults = yaml.parse((project / "edited.proposals.yaml").read_bytes(), "x")
    assert not faults and isinstance(value, dict)
    assert value["file"] == "edited.docx" and value["text"] == "flood-warnings"
    (one,) = value["proposals"]  # type: ignore[misc]
    assert "should" in str(one["draft"]) and "Not every State can." in str(one["draft"]["rationale"])
    assert files(project) == before


def test_a_draft_that_is_taken_over_loads_and_reads_as_it_was_edited(project: Path, draft: Path) -> None:
    assert run("import", draft.name, cwd=project).returncode == 0
    found, _ = yaml.parse((project / "edited.proposals.yaml").read_bytes(), "x")
    (one,) = found["proposals"]  # type: ignore[index, call-overload]
    (file,) = (project / "clauses").rglob(f"{one['clause']}.yaml")
    clause: Any = yaml.parse(file.read_bytes(), "x")[0]
    clause["variants"] |= one["draft"]["variants"]
    clause["rationale"] += one["draft"]["rationale"]
    file.write_text(written(clause))
    (name,) = one["draft"]["variants"]
    done = run("diff", f"{one['clause']}:{one['variant']}", f"{one['clause']}:{name}", "--format", "md", cwd=project)
    assert done.returncode == 0 and "should" in done.stdout and "shall" in done.stdout, done.stderr
    done = run("build", "flood-warnings", "--variant", f"{one['clause']}={name}", "--format", "md", cwd=project)
    assert done.returncode == 0, done.stderr
    assert "should" in next((project / "build/flood-warnings").glob("*.md")).read_text()


def test_a_file_that_is_there_is_written_over_only_if_asked(project: Path, draft: Path) -> None:
    (project / "edited.proposals.yaml").write_text("mine\n")
    done = run("import", draft.name, cwd=project)
    assert done.returncode == 2 and "--force" in done.stderr
    assert (project / "edited.proposals.yaml").read_text() == "mine\n"
    done = run("import", draft.name, "--force", cwd=project)
    assert done.returncode == 0 and "proposals:" in (project / "edited.proposals.yaml").read_text()
    assert run("import", draft.name, "--out", "review.yaml", cwd=project).stdout == "review.yaml\n"


def test_a_draft_that_nobody_edited_writes_nothing(project: Path, draft: Path) -> None:
    done = run("import", "build/flood-warnings/flood-warnings.docx", cwd=project)
    assert done.returncode == 0 and not done.stdout and "nothing to review" in done.stderr
    assert not list(project.glob("*.proposals.yaml"))


def test_a_document_is_compared_with_every_change_accepted(project: Path, draft: Path) -> None:
    done = run("diff", "flood-warnings", draft.name, "--format", "md", cwd=project)
    assert done.returncode == 0 and "should" in done.stdout, done.stderr


def test_a_document_read_as_a_version_of_a_text(project: Path, draft: Path) -> None:
    editor = Editor(draft.read_bytes())
    del editor.parts["docProps/custom.xml"]
    for name in ("[Content_Types].xml", "_rels/.rels"):
        part = editor.parts[name].decode().split("<")
        editor.parts[name] = "<".join(each for each in part if "custom" not in each).encode()
    draft.write_bytes(editor.save())
    done = run("import", draft.name, "--as", "flood-warnings", cwd=project)
    assert done.returncode == 0 and "1 proposal" in done.stderr, done.stderr
    done = run("import", draft.name, "--as", "flood-warning", "--force", cwd=project)
    assert done.returncode == 2 and "Did you mean flood-warnings?" in done.stderr


def test_a_treaty_from_elsewhere_becomes_a_library(project: Path, draft: Path) -> None:
    editor = Editor(draft.read_bytes())
    editor.parts["docProps/custom.xml"] = editor.parts["docProps/custom.xml"].replace(b"travaux-", b"other-")
    (project / "foreign.docx").write_bytes(editor.save())
    done = run("import", "foreign.docx", "--out", "theirs", cwd=project)
    assert (done.returncode, done.stdout) == (0, "theirs\n"), done.stderr
    assert "not written by travaux build" in done.stderr
    listed = run("list", "instruments", "-C", "theirs", cwd=project)
    assert listed.returncode == 0, listed.stderr


@pytest.mark.parametrize("name", ["edited.docm", "edited.dotx", "edited.DOCX"])
def test_other_endings_of_documents_are_read_too(name: str, project: Path, draft: Path) -> None:
    draft.rename(project / name)
    done = run("import", name, "--out", "x.yaml", cwd=project)
    assert done.returncode == 0 and "1 proposal by 1 author." in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("nowhere.docx",), "can't be read"),
        (("draft.pdf",), "what can be read are"),
        (("LICENSE",), "what can be read are"),
        (("draft.odt",), "save it as .docx"),
        (("text.txt", "--as", "flood-warnings"), "--as reads a document"),
        ((), "Missing argument"),
    ],
)
def test_misuse(given: tuple[str, ...], said: str, project: Path) -> None:
    done = run("import", *given, cwd=project)
    assert done.returncode == 2 and said in " ".join(done.stderr.split()), done.stderr


def test_the_carried_library_can_be_proposed_to_from_anywhere(tmp_path: Path) -> None:
    editor = opened()
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "A")
    (tmp_path / "x.docx").write_bytes(editor.save())
    done = run("import", "x.docx", "-C", ROOT, cwd=tmp_path)
    assert done.returncode == 0 and (tmp_path / "x.proposals.yaml").exists(), done.stderr


@pytest.mark.parametrize("ending", [".docx", ".docm", ".DOTX"])
def test_what_is_imported_is_compared_too(ending: str, tmp_path: Path) -> None:
    """A document of any of the kinds that are read is an operand of diff."""
    run("build", "child-minimum-protocol", "--format", "docx,txt", "--out", "made", cwd=tmp_path)
    text = tmp_path / "made/child-minimum-protocol/child-minimum-protocol.docx"
    text.rename(tmp_path / f"sent{ending}")
    done = run("diff", f"sent{ending}", f"sent{ending}", cwd=tmp_path)
    assert done.returncode == 0 and "is no" not in done.stderr, done.stderr

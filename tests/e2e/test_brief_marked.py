"""Which packs are written where none is named, what an internal one says of itself on every page, empty options."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from command import change, run
from packs import OURS, PACK, PUBLIC, packs_project, secrets_project

NOT_ON = "not to be passed on"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return packs_project(tmp_path / "project", public=PACK, inside=OURS)


# ---------------------------------------------------------------- which


def test_an_internal_pack_of_the_carried_library_is_written_only_if_it_is_named(tmp_path: Path) -> None:
    done = run("brief", "--format", "txt", cwd=tmp_path)
    assert done.returncode == 0
    assert sorted(Path(line).stem for line in done.stdout.split()) == ["civil-society", "legal-adviser", "minister"]
    assert done.stderr.split("\n")[0] == (
        "Left out, since internal: delegation. To have it all the same: travaux brief delegation"
    )
    named = run("brief", "delegation", "--format", "txt", "--only", "cover", cwd=tmp_path)
    assert (named.returncode, named.stdout, named.stderr) == (0, "build/packs/delegation.txt\n", "")


def test_of_ones_own_library_every_pack_is_written(project: Path) -> None:
    done = run("brief", "--format", "txt", cwd=project)
    assert (done.stdout.split(), done.stderr) == (["build/packs/inside.txt", "build/packs/public.txt"], "")


# ---------------------------------------------------------------- what it says


def test_an_internal_pack_says_so_on_every_page_in_the_head_and_in_the_properties(project: Path) -> None:
    done = run("brief", "--format", "pdf,html,txt,md", cwd=project)
    assert done.returncode == 0, done.stderr
    made = {Path(line).name: (project / line).read_bytes() for line in done.stdout.split()}
    for name in ("inside", "public"):
        internal = name == "inside"
        reader = PdfReader(io.BytesIO(made[f"{name}.pdf"]))
        pages = [" ".join(page.extract_text().split()) for page in reader.pages]
        assert len(pages) > 1
        assert [NOT_ON in page and "Internal" in page for page in pages] == [internal] * len(pages)
        assert reader.metadata is not None
        assert (reader.metadata.subject or "") == (f"Internal: {NOT_ON}." if internal else "")
        page = made[f"{name}.html"].decode()
        head = page.partition("</head>")[0]
        assert (f'<meta name="description" content="Internal: {NOT_ON}.">' in head) == internal
        assert (f'<p class="restricted">Internal: {NOT_ON}.</p>' in page) == internal
        assert all((f"Internal: {NOT_ON}." in made[f"{name}.{kind}"].decode()) == internal for kind in ("txt", "md"))


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize("against", ["HEAD", "v9"])
def test_a_redline_against_no_revision_is_told_at_its_place_whatever_is_withheld(tmp_path: Path, against: str) -> None:
    folder = secrets_project(tmp_path / "project")
    (folder / "templates/packs/inside.yaml").unlink()
    if against == "v9":
        subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    change(folder, PUBLIC, "  - annotated-text\n", f"  - {{section: redline, against: {against}}}\n")
    done = run("brief", "--format", "txt", cwd=folder)
    assert done.returncode == 1 and not (folder / "build").exists()
    line = (folder / PUBLIC).read_text(encoding="utf-8").split("\n").index(
        f"  - {{section: redline, against: {against}}}"
    ) + 1  # fmt: skip
    assert done.stderr.startswith(f"{PUBLIC}:{line}:33 K853 ") or f"\n{PUBLIC}:{line}:33 K853 " in done.stderr
    assert "K810" not in done.stderr


EMPTY = [
    ("brief", "--format", ""),
    ("brief", "--format", " , "),
    ("brief", "--only", ""),
    ("brief", "--out", ""),
    ("build", "--format", ""),
    ("build", "--annotate", ","),
    ("build", "--out", " "),
    ("build", "--style", ""),
    ("build", "--set", ""),
    ("build", "--variant", ""),
    ("diff", "a", "b", "--out", ""),
    ("diff", "a", "b", "--format", ""),
    ("compare", "a", "--out", ""),
    ("compare", "a", "--law", ""),
    ("compare", "--instruments", ","),
    ("coverage", "--victim", ""),
    ("coverage", "--out", ""),
    ("lint", "--out", ""),
    ("schema", "--out", ""),
    ("list", "packs", "-C", ""),
    ("-C", "", "list", "packs"),
]


@pytest.mark.parametrize("given", EMPTY, ids=" ".join)
def test_an_option_that_names_nothing_is_misuse(project: Path, given: tuple[str, ...]) -> None:
    done = run(*given, cwd=project)
    option = next(each for each in given if each.startswith("-"))
    assert done.returncode == 2 and f"'{option}'" in done.stderr and done.stdout == ""
    assert not (project / "build").exists()

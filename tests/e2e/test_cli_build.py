"""travaux build: what it writes and where, what stops it, and what it never touches."""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from pathlib import Path

import pypdfium2
import pytest

from command import DUTY, ROOT, TEXT, change, run, small_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def break_reference(project: Path) -> None:
    change(project, DUTY, "[](#:1)", "[](#:7)")


# ---------------------------------------------------------------- what is written


def test_the_usual_formats_of_every_instrument_and_their_paths(project: Path) -> None:
    done = run("build", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [f"build/flood-warnings/flood-warnings.{each}" for each in ("pdf", "html", "md")]
    assert set(files(project / "build")) == {path.removeprefix("build/") for path in done.stdout.split()}
    assert (project / "build/flood-warnings/flood-warnings.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_for_each_format_and_annotation(project: Path) -> None:
    given = ("--format", "md,txt", "--format", "JSON", "--annotate", "none,margin", "--annotate", "notes,report")
    done = run("build", "flood-warnings", *given, cwd=project)
    assert done.returncode == 0
    marks, suffixes = ("", ".annotated", ".notes", ".report"), ("md", "txt", "json")
    assert {Path(line).name for line in done.stdout.split()} == {
        f"flood-warnings{mark}.{suffix}" for mark in marks for suffix in suffixes
    }


def test_every_instrument_of_the_library_from_an_empty_folder(empty: Path) -> None:
    done = run("build", "--format", "md", "--annotate", "none,notes,report", cwd=empty)
    assert done.returncode == 0, done.stderr
    names = sorted(path.stem for path in (ROOT / "templates/instruments").glob("*.yaml"))
    assert sorted(path.name for path in (empty / "build").iterdir()) == names
    assert all((empty / line).is_file() for line in done.stdout.split())


def test_the_same_bytes_again_and_elsewhere(project: Path, empty: Path) -> None:
    given = ("--format", "pdf,html,md,txt,json", "--annotate", "margin")
    run("build", *given, cwd=project)
    run(
        "build", *given, "-C", project, "--out", "elsewhere", cwd=empty, env={"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7"}
    )
    assert files(project / "build") == files(empty / "elsewhere")


@pytest.mark.parametrize("order", ["before", "after"])
def test_the_project_is_named_before_or_after_the_command(project: Path, empty: Path, order: str) -> None:
    given = (
        ("-C", project, "build", "--format", "md") if order == "before" else ("build", "-C", project, "--format", "md")
    )
    done = run(*given, cwd=empty)
    assert done.returncode == 0
    assert (empty / done.stdout.strip()).samefile(project / TEXT)


def test_the_project_is_found_from_a_folder_inside_it(project: Path) -> None:
    done = run("build", "--format", "md", cwd=project / "clauses" / "duties")
    assert done.stdout.strip() == f"../../{TEXT}"
    assert (project / TEXT).is_file()


def test_choices_change_the_text(project: Path) -> None:
    given = ("--format", "md", "--variant", "duty-to-warn=without-delay", "--set", "consents=12", "--style", "un")
    assert run("build", *given, cwd=project).returncode == 0
    text = (project / TEXT).read_text(encoding="utf-8")
    assert "without delay" in text and "twelve States" in text and "Each State Party" in text


def test_of_several_instruments_each_takes_the_choices_that_concern_it(empty: Path) -> None:
    done = run("build", "--format", "md", "--set", "years=7", cwd=empty)
    assert done.returncode == 0, done.stderr


def test_a_projects_own_templates_are_laid_over_the_carried_ones(project: Path) -> None:
    layout = project / "templates/layouts/html/page.html.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text("<!DOCTYPE html><title>{{ title }}</title>our own page {{ text }}", encoding="utf-8")
    assert run("build", "--format", "html,pdf", cwd=project).returncode == 0
    assert "our own page" in (project / "build/flood-warnings/flood-warnings.html").read_text(encoding="utf-8")


def test_the_same_from_python(project: Path) -> None:
    from travaux import api

    run("build", "--format", "txt", "--annotate", "none,report", cwd=project)
    loaded = api.load(api.find(project))
    made = api.build(loaded, api.Request("flood-warnings"), formats=["txt"], modes=("none", "report"))
    assert made.files == {path.name: path.read_bytes() for path in (project / "build/flood-warnings").iterdir()}


# ---------------------------------------------------------------- what stops it


def test_an_error_stops_the_build_and_leaves_what_was_there(project: Path) -> None:
    run("build", "--format", "md", cwd=project)
    before = files(project / "build")
    break_reference(project)
    done = run("build", "--format", "md", cwd=project)
    assert (done.returncode, done.stdout, files(project / "build")) == (1, "", before)
    line = (project / DUTY).read_text(encoding="utf-8").splitlines()[16]
    assert done.stderr.startswith(f"{DUTY}:17:{line.index('[](#:7)') + 1} P412 ")
    assert "17 |" in done.stderr and "hint: " in done.stderr and done.stderr.endswith("1 error\n")


def test_all_faults_of_a_run_are_shown_at_once(project: Path) -> None:
    change(project, DUTY, "heading: Warning", "headng: Warning")
    (project / "clauses/odd.yaml").mkdir()
    (project / "clauses/latin.yaml").write_bytes(b"kind: \xe9\n")
    done = run("build", cwd=project)
    assert done.returncode == 1
    for place in (f"{DUTY}:2:1 S210", "clauses/odd.yaml:1:1 S201", "clauses/latin.yaml:1:7 Y101"):
        assert place in done.stderr


def test_force_prints_the_errors_on_the_title_page(project: Path) -> None:
    break_reference(project)
    done = run("build", "--format", "txt", "--force", cwd=project)
    assert done.returncode == 1
    text = (project / "build/flood-warnings/flood-warnings.txt").read_text(encoding="utf-8")
    assert " ".join(text.split()).startswith("Not fit for circulation: printed by force in spite of an error")
    assert "P412" in text.splitlines()[1]


def as_words(file: Path) -> str:
    """What a file says, its markup aside, on one line."""
    if file.suffix == ".pdf":
        with pypdfium2.PdfDocument(file) as paper:
            words = " ".join(page.get_textpage().get_text_range() for page in paper)
    elif file.suffix == ".docx":
        with zipfile.ZipFile(file) as parts:
            words = re.sub("<[^>]*>", "", parts.read("word/document.xml").decode())
    else:
        words = re.sub("<[^>]*>", "", file.read_text(encoding="utf-8"))
    return " ".join(words.split())


def test_every_format_says_that_it_was_forced_and_names_every_error(project: Path) -> None:
    break_reference(project)
    change(project, DUTY, "the waters concerned;", "the waters concerned, [](#:8);")
    change(project, DUTY, "[@watercourses, art 28]", "[@nowhere, art 28]")
    asked = ("--format", "pdf,html,md,txt,json,akn,docx", "--force")
    done = run("build", *asked, cwd=project)
    codes = Counter(re.findall(r"^\S+:\d+:\d+ ([A-Z]\d+) ", done.stderr, re.MULTILINE))
    assert done.returncode == 1 and codes == {"P412": 2, "P416": 2}
    made = sorted((project / "build/flood-warnings").iterdir())
    assert len(made) == 7
    for each in made:
        assert (
            "printed by force in spite of 4 errors that were found in it: P412 (2 times), P416 (2 times)."
            in as_words(each)
        ), each


def test_warnings_do_not_stop_a_build(project: Path) -> None:
    change(project, DUTY, '    cite: "[@watercourses, art 28]"\n', "")
    done = run("build", "--format", "md", cwd=project)
    assert (done.returncode, done.stdout.strip()) == (0, TEXT)
    assert " warning: " in done.stderr


def test_a_format_that_fails_leaves_every_file_as_it_was(project: Path) -> None:
    run("build", "--format", "md,html", cwd=project)
    before = files(project / "build")
    change(project, DUTY, "the waters concerned;", "the waters that are concerned;")
    layout = project / "templates/layouts/html/page.html.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text("{{ titel }}", encoding="utf-8")
    done = run("build", "--format", "md,html", cwd=project)
    assert (done.returncode, done.stdout, files(project / "build")) == (1, "", before)
    assert "C602" in done.stderr and "titel" in done.stderr


def test_nothing_is_fetched_for_a_projects_own_layout(project: Path) -> None:
    style = project / "templates/layouts/css/print.css"
    style.parent.mkdir(parents=True)
    style.write_text("@font-face { font-family: X; src: url(https://fonts.example/x.woff2) }", encoding="utf-8")
    done = run("build", "--format", "pdf", cwd=project)
    assert done.returncode == 1 and "C602" in done.stderr and "fonts.example" in done.stderr


def test_without_pango_the_other_formats_are_written(project: Path, tmp_path: Path) -> None:
    fake = tmp_path / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("print('a page of advice')\nraise OSError(\"cannot load library 'pango'\")\n")
    done = run("build", cwd=project, env={"FIRST": str(fake.parent)})
    assert done.returncode == 1
    assert done.stdout.split() == [f"build/flood-warnings/flood-warnings.{each}" for each in ("html", "md")]
    for name in ("C601", "libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "macOS", "Windows"):
        assert name in done.stderr


# ---------------------------------------------------------------- misuse


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("flood-warning",), "Did you mean flood-warnings?"),
        (("--format", "wordperfect"), "There are: pdf, html, md"),
        (("--annotate", "sideways"), "none, margin, notes, report"),
        (("--style", "oecd"), "house style “oecd”"),
        (("--variant", "duty-to-warn"), "NAME=VALUE"),
        (("--variant", "duty-to-warn=never"), "as-soon-as-known, without-delay"),
        (("--variant", "duty=never"), "no clause “duty”"),
        (("--variant", "recitals=only", "--variant", "recitals=other"), "given twice"),
        (("--set", "consents=few"), "whole number"),
        (("--set", "consent=3"), "consents"),
        (("--bogus",), "No such option"),
        (("-C", "nowhere"), "'nowhere' is not a folder"),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else None,
)
def test_misuse_ends_with_2_and_a_hint(project: Path, given: tuple[str, ...], said: str) -> None:
    done = run("build", *given, cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Try 'travaux build --help'" in done.stderr and said in done.stderr
    assert not (project / "build").exists()


def test_a_project_without_a_library(empty: Path) -> None:
    done = run("build", "-C", ".", cwd=empty)
    assert done.returncode == 1 and "S207" in done.stderr and "travaux new" in done.stderr
    (empty / "clauses").mkdir()
    done = run("build", cwd=empty)
    assert done.returncode == 1 and "S207" in done.stderr


def test_an_instrument_that_cannot_be_read_is_not_called_unknown(project: Path) -> None:
    change(project, "templates/instruments/flood-warnings.yaml", "style: coe", "stile: coe")
    for given in (("build", "flood-warnings"), ("build", "flood-warnings", "--force"), ("lint", "flood-warnings")):
        done = run(*given, cwd=project)
        assert done.returncode == 1 and "“stile”" in done.stderr + done.stdout


@pytest.mark.parametrize(
    "kind", ["file", "below a file", "link", "link inside", "folder for a file", "no folder can be"]
)
def test_output_that_cannot_be_written_there(project: Path, kind: str) -> None:
    out = project / "out"
    match kind:
        case "file":
            out.write_text("mine")
        case "below a file":
            out.write_text("mine")
            out = out / "deeper" / "still"
        case "link":
            (project / "other").mkdir()
            out.symlink_to(project / "other")
        case "link inside":
            (project / "other").mkdir()
            out.mkdir()
            (out / "flood-warnings").symlink_to(project / "other")
        case "folder for a file":
            (out / "flood-warnings" / "flood-warnings.txt").mkdir(parents=True)
        case _:
            out = Path("/proc/travaux")
    done = run("build", "--format", "md,txt", "--out", out, cwd=project)
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr.startswith("Error: ") and str(project / "out" if kind != "no folder can be" else out) in done.stderr
    )
    assert not list(project.rglob("*.md")) or list(project.rglob("*.md")) == [project / "README.md"]
    assert not list(project.rglob(".travaux-*"))


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_output_that_is_forbidden(project: Path) -> None:
    (project / "build").mkdir(mode=0o500)
    done = run("build", "--format", "md", cwd=project)
    assert done.returncode == 2 and "build" in done.stderr and "ermission" in done.stderr


# ---------------------------------------------------------------- read back


def test_verify_reads_every_file_back(project: Path) -> None:
    done = run("build", "--format", "all", "--annotate", "all", "--verify", cwd=project)
    assert done.returncode == 0, done.stderr
    count = len(done.stdout.splitlines())
    assert count > 20
    assert f"Verified: {count} files read back, every character of the text in its place.\n" in done.stderr


def test_verify_writes_nothing_that_lost_the_text(project: Path) -> None:
    run("build", "--format", "md,html", cwd=project)
    before = files(project / "build")
    layout = project / "templates/layouts/html/page.html.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text("<!DOCTYPE html><title>{{ title }}</title>our own page, without the text", encoding="utf-8")
    done = run("build", "--format", "md,html", "--verify", cwd=project)
    assert (done.returncode, done.stdout, files(project / "build")) == (1, "", before)
    assert "C605 flood-warnings.html does not say what the text says; lost or moved: " in done.stderr
    assert "Verified" not in done.stderr


@pytest.mark.slow
def test_every_text_of_the_library_is_verified_in_every_format_and_mode(tmp_path: Path) -> None:
    done = run("build", "--format", "all", "--annotate", "all", "--verify", "--out", tmp_path, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "Verified: 147 files read back" in done.stderr and "C603" not in done.stderr


@pytest.mark.slow
def test_every_pack_of_the_library_is_verified_in_every_format(tmp_path: Path) -> None:
    done = run("brief", "--format", "all", "--verify", "--out", tmp_path, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "Verified: 28 files read back" in done.stderr and "C603" not in done.stderr

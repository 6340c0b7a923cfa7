"""travaux brief: what it writes and where, the same bytes whatever the road, and what is not made again."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from command import DUTY, ROOT, begun, change, group, on_terminal, run
from packs import INSTRUMENT, PACK, PUBLIC, packs_project

RECORD = "build/.travaux/packs.json"
SECOND = PACK.replace("A proposal in brief", "For somebody else")
FINAL = PACK.replace("texts: [flood-warnings]", "texts: [thresholds]")
NO_PRESS = "import travaux.render.press as press; press.Press.__init__ = lambda *_: 1 / 0"
"""Before a run: no page can be set."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return packs_project(tmp_path / "project")


@pytest.fixture
def three(tmp_path: Path) -> Path:
    """A project with three packs, of which one does not hold the duty to warn."""
    folder = packs_project(tmp_path / "project", a=PACK, b=SECOND, c=FINAL)
    text = (folder / INSTRUMENT).read_text(encoding="utf-8")
    (folder / "templates/instruments/thresholds.yaml").write_text(text.replace("  - duty-to-warn\n", ""))
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


# ---------------------------------------------------------------- what is written


def test_the_usual_formats_of_every_pack_and_their_paths(three: Path) -> None:
    done = run("brief", cwd=three)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == [f"build/packs/{name}.{kind}" for name in "abc" for kind in ("pdf", "html")]
    assert set(files(three / "build/packs")) == {Path(line).name for line in done.stdout.split()}


def test_a_pack_formats_and_a_folder_that_are_named(project: Path) -> None:
    done = run("brief", "public", "--format", "md,txt", "--out", "elsewhere", cwd=project)
    assert (done.returncode, done.stdout.split()) == (0, ["elsewhere/public.md", "elsewhere/public.txt"])
    assert not (project / "build").exists()


def test_packs_and_sections_are_listed_and_shown(project: Path) -> None:
    assert run("list", "packs", cwd=project).stdout.split()[:2] == ["public", "public"]
    listed = run("list", "sections", "--format", "json", cwd=project)
    assert {"cover", "words", "redline"} <= {each["section"] for each in json.loads(listed.stdout)}
    change(project, PUBLIC, "  - annotated-text\n", "  - {section: redline, against: HEAD, internal: true}\n")
    shown = run("show", "public", cwd=project)
    assert shown.returncode == 0 and "public: Warnings of floods" in shown.stdout
    assert "redline (against HEAD; internal)" in shown.stdout and "those who live by rivers" in shown.stdout


def test_only_some_sections(three: Path) -> None:
    change(three, "templates/packs/b.yaml", "  - sources\n", "")
    done = run("brief", "--only", "sources,words", "--format", "txt", cwd=three)
    assert done.returncode == 0, done.stderr
    text = (three / "build/packs/a.txt").read_text(encoding="utf-8")
    assert "Rivers rise" in text and "SOURCES" in text.upper() and "EXPLANATORY REPORT" not in text.upper()
    done = run("brief", "--only", "sources", "--format", "txt", cwd=three)
    assert [Path(line).stem for line in done.stdout.split()] == ["a", "c"]  # b has none


def test_the_same_from_python(project: Path) -> None:
    from travaux import api

    run("brief", "--format", "txt,html", cwd=project)
    loaded = api.load(api.find(project))
    assert loaded.library
    made = api.brief(loaded, loaded.library.packs["public"], ["txt", "html"])
    assert made.files == files(project / "build/packs")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("publik",), "Did you mean public?"),
        (("--only", "sauces"), "sources"),
        (("--only", "redline"), "It has: cover, contents, words"),
        (("public", "--only", "redline"), "has no section redline"),
        (("--format", "epub"), "There are: pdf, html"),
        (("-j", "0"), "-j"),
        (("-j", "many"), "-j"),
    ],
    ids=" ".join,
)
def test_misuse_ends_with_2_and_a_hint(project: Path, given: tuple[str, ...], said: str) -> None:
    done = run("brief", *given, cwd=project)
    assert (done.returncode, done.stdout) == (2, "") and said in done.stderr
    assert not (project / "build").exists()


def test_a_project_without_packs(tmp_path: Path) -> None:
    project = packs_project(tmp_path / "project")
    (project / PUBLIC).unlink()
    done = run("brief", cwd=project)
    assert done.returncode == 2 and "templates/packs/ID.yaml" in done.stderr


def test_an_error_stops_its_pack_and_leaves_what_was_there(three: Path) -> None:
    run("brief", "--format", "txt", cwd=three)
    before = files(three / "build/packs")
    change(three, "templates/packs/b.yaml", "Rivers rise", "Rivers [rise](https://example.org)")
    change(three, "templates/packs/a.yaml", "Rivers rise", "Streams rise")
    done = run("brief", "--format", "txt", cwd=three)
    assert done.returncode == 1
    assert done.stdout.split() == ["build/packs/a.txt", "build/packs/c.txt"]
    assert done.stderr.startswith("templates/packs/b.yaml:12:14 ")
    after = files(three / "build/packs")
    assert after["b.txt"] == before["b.txt"] and b"Streams rise" in after["a.txt"]


# ---------------------------------------------------------------- the same bytes


@pytest.mark.parametrize(
    "given",
    [
        ("-j", "3"),
        *(
            pytest.param(each, marks=pytest.mark.slow)
            for each in (("-j", "1"), ("-j", "2"), ("-j", "64", "--no-cache"))
        ),
    ],
    ids=" ".join,
)
def test_however_many_are_made_at_once(three: Path, given: tuple[str, ...]) -> None:
    done = run("brief", "-j", "1", cwd=three)
    first = files(three / "build/packs")
    again = run("brief", *given, "--out", "again", cwd=three)
    assert (again.returncode, again.stderr) == (0, "")
    assert again.stdout == done.stdout.replace("build/packs", "again")
    assert files(three / "again") == first


def test_on_any_day_in_any_folder(project: Path, tmp_path: Path) -> None:
    run("brief", "--format", "all", cwd=project)
    other = packs_project(tmp_path / "a föhn–folder with blanks" / "deeper")
    elsewhere = {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    run("brief", "--format", "all", "-C", other, "--out", "out", cwd=tmp_path, env=elsewhere)
    assert files(tmp_path / "out") == files(project / "build/packs")


# ---------------------------------------------------------------- what is not made again


def test_what_has_not_changed_is_not_set_again(project: Path) -> None:
    run("brief", cwd=project)
    first = files(project / "build/packs")
    done = run("brief", cwd=project, before=NO_PRESS, new=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert files(project / "build/packs") == first
    done = run("brief", "--no-cache", cwd=project, before=NO_PRESS, new=True)
    assert done.returncode == 70 and "ZeroDivisionError" in done.stderr


@pytest.mark.slow
def test_only_the_packs_that_hold_a_changed_clause_are_set_again(three: Path) -> None:
    run("brief", cwd=three)
    first = files(three / "build/packs")
    change(three, DUTY, "the waters concerned;", "the waters that are concerned;")
    done = run("brief", "c", cwd=three, before=NO_PRESS, new=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert run("brief", cwd=three).returncode == 0
    second = files(three / "build/packs")
    assert {name for name in first if first[name] != second[name]} == {"a.pdf", "a.html", "b.pdf", "b.html"}
    run("brief", "--no-cache", "--out", "cold", cwd=three)
    assert files(three / "cold") == second


def test_a_commit_that_touches_none_of_its_files_changes_nothing(three: Path) -> None:
    """The revision that a colophon names is the last that changed what the pack is made of."""

    def git(*arguments: str) -> None:
        mine = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        off = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        subprocess.run(["git", *arguments], cwd=three, check=True, env={**os.environ, **mine, **off})

    def made() -> dict[str, bytes]:
        assert run("brief", "--format", "txt", cwd=three).returncode == 0
        return files(three / "build/packs")

    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    first = made()
    assert all(b"Revision of the library: " in each and b"not committed" not in each for each in first.values())
    change(three, DUTY, "the waters concerned;", "the waters that are concerned;")
    second = made()
    assert b"not committed" in second["a.txt"] and second["c.txt"] == first["c.txt"]
    git("commit", "-q", "-a", "-m", "two")
    third = made()
    assert b"not committed" not in third["a.txt"] and third["c.txt"] == first["c.txt"]
    assert third["a.txt"] != second["a.txt"]


@pytest.mark.parametrize(
    "damage",
    [
        *("no record", "other hashes", "the file"),
        *(
            pytest.param(each, marks=pytest.mark.slow)
            for each in ("no JSON", "another shape", "deep", "a folder", "no file")
        ),
    ],
)
def test_what_is_missing_or_damaged_is_made_again(project: Path, damage: str) -> None:
    run("brief", "--format", "pdf", cwd=project)
    first = files(project / "build/packs")
    record, file = project / RECORD, project / "build/packs/public.pdf"
    match damage:
        case "no record":
            record.unlink()
        case "no JSON":
            record.write_bytes(b"\xff{")
        case "another shape":
            record.write_text('["packs"]')
        case "deep":
            record.write_text("[" * 100_000)
        case "other hashes":
            record.write_text(json.dumps(dict.fromkeys(json.loads(record.read_text()), "0" * 64)))
        case "a folder":
            record.unlink()
            record.mkdir()
        case "the file":
            file.write_bytes(file.read_bytes().replace(b"1", b"2", 1))
        case _:
            file.unlink()
    done = run("brief", "--format", "pdf", cwd=project)
    assert (done.returncode, done.stderr) == (0, "")
    assert files(project / "build/packs") == first


def test_the_record_holds_hashes_alone(project: Path) -> None:
    run("brief", "--format", "pdf", cwd=project)
    record = json.loads((project / RECORD).read_text())
    assert len(record) == 1
    assert all(len(each) == 64 and not each.strip("0123456789abcdef") for pair in record.items() for each in pair)


# ---------------------------------------------------------------- while it works


def test_what_is_being_done_is_told_on_a_terminal(three: Path) -> None:
    at_once = (
        "import travaux.cli.progress as p; old = p.Progress.__init__; p.Progress.__init__ = lambda s: old(s, 0.01)"
    )
    shown = on_terminal("brief", "-j", "1", "--no-cache", cwd=three, before=at_once)
    assert "a: page 1" in shown or "a: page 2" in shown
    assert "build/packs/c.html" in shown


def test_an_interrupt_leaves_nothing_behind(three: Path) -> None:
    """As Ctrl-C does it: a signal to every process of the group."""
    run("brief", "--format", "txt", cwd=three)
    before = files(three / "build/packs")
    process = begun("brief", "-j", "3", "--no-cache", cwd=three)
    time.sleep(1.5)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, "")
    assert err == "\nInterrupted.\n"
    assert files(three / "build/packs") == before and not list(three.rglob(".travaux-*"))
    assert not group(process.pid)


def test_a_process_that_dies_is_told(three: Path) -> None:
    broken = "import os, travaux.workers.tasks as w; w.Packs.make = lambda *_: os._exit(9)"
    done = run("brief", "-j", "2", cwd=three, before=broken, new=True)
    assert done.returncode == 70 and "has died" in done.stderr
    assert not (three / "build").exists()


def test_without_pango_the_web_page_is_written(project: Path, tmp_path: Path) -> None:
    fake = tmp_path / "fake" / "weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError(\"cannot load library 'pango'\")\n")
    done = run("brief", cwd=project, env={"FIRST": str(fake.parent)})
    assert done.returncode == 1 and done.stdout.split() == ["build/packs/public.html"]
    assert "C601" in done.stderr


def test_the_librarys_own_packs_from_an_empty_folder(tmp_path: Path) -> None:
    done = run("brief", "--format", "txt", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = sorted(
        path.stem for path in (ROOT / "templates/packs").glob("*.yaml") if "sees: public" in path.read_text()
    )
    assert [Path(line).stem for line in done.stdout.split()] == names
    assert not (tmp_path / "build/.travaux").exists()


def test_the_example_of_the_documentation_is_a_pack(tmp_path: Path) -> None:
    page = (ROOT / "docs/packs.md").read_text(encoding="utf-8")
    path, _, text = page.partition("```yaml ")[2].partition("```")[0].partition("\n")
    for name in ("clauses", "templates"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / path).write_text(text, encoding="utf-8")
    done = run("brief", Path(path).stem, "--format", "txt", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")

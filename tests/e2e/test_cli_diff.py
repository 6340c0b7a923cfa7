"""`travaux diff`: what may be compared, what is printed where, and how it ends."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from command import DUTY, change, on_terminal, run, small_project
from repositories import committed, git
from travaux import api
from travaux.comparing.sides import Choices
from travaux.model.stages import Request
from travaux.model.walk import plain
from travaux.project import Project

ROOT = Path(__file__).parents[2]
ADVERTISE = "offence-advertise"
# What a comparison of plain files needs not: readers of YAML, the schema, the setting of pages, the library.
NOT_NEEDED = ("pydantic", "yaml", "weasyprint", "jinja2", "citeproc", "travaux.api", "travaux.load.library")


def redline(*arguments: str | Path, cwd: Path = ROOT) -> dict[str, Any]:
    """The redline of two operands as JSON."""
    done = run("diff", *arguments, "--format", "json", cwd=cwd)
    assert done.returncode == 0 and not done.stderr, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


def sides(made: dict[str, Any], side: str) -> list[str]:
    """The labels and texts of one side, in the order of the rows."""
    return [f"{row[side]['label']} {row[side]['text']}".strip() for row in made["rows"] if row[side]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project in a repository whose first commit is tagged v1, and whose duty is stronger there."""
    folder = small_project(tmp_path / "treaty")
    committed(folder)
    git(folder, "tag", "v1")
    change(folder, DUTY, "shall", "should")
    committed(folder, "softer")
    return folder


# ---------------------------------------------------------------- operands


def test_two_variants_of_a_clause() -> None:
    made = redline(f"{ADVERTISE}:knowing", f"{ADVERTISE}:reckless")
    assert (made["old"], made["new"]) == (f"{ADVERTISE}:knowing", f"{ADVERTISE}:reckless")
    kinds = {effect["kind"] for row in made["rows"] for effect in row["effects"]}
    assert "mental-lowered" in kinds
    assert all("knowledge" in words for words in sides(made, "old")) and len(sides(made, "old")) == 1


def test_a_clause_alone_is_its_default_variant() -> None:
    assert redline(ADVERTISE, f"{ADVERTISE}:knowing")["summary"] == {"equal": 1}


def test_a_variant_that_says_nothing() -> None:
    made = redline("sovereignty-clause:omit", "sovereignty-clause")
    assert set(made["summary"]) == {"inserted"} and not sides(made, "old")


def test_two_clauses_are_compared_by_content() -> None:
    made = redline("offence-arrange-services", "offence-offer-or-sell")
    assert sides(made, "old")[0].startswith("e arranging") and sides(made, "new")[0].startswith("d offering")


def test_a_clause_that_no_instrument_takes_is_read_by_itself() -> None:
    name = "offence-nonconsensual-adult-images"
    made = redline(f"{name}:any-adult", f"{name}:images-of-victims")
    words = " ".join([*sides(made, "old"), *sides(made, "new")])
    assert "](#" not in words and "{{" not in words and "Each Party" in words


@pytest.mark.parametrize("name", ["amending-protocol", "model-convention"])
def test_an_instrument_with_itself_and_another_variant(name: str) -> None:
    made = redline(name, name, "--variant", f"{ADVERTISE}=reckless")
    assert made["new"] == f"{name} ({ADVERTISE}=reckless)" and made["old"] == name
    assert set(made["summary"]) >= {"changed", "equal"}
    old, new = sides(made, "old"), sides(made, "new")
    assert not any("recklessness" in each for each in old) and any(
        "disregard" in each or "reckless" in each for each in new
    )


def test_rival_options_are_no_choice_yet() -> None:
    """What is stated of the first option would say more than the text does."""
    choice = "offence-purchase-or-use=consider,knowing"
    made = redline("optional-protocol", "optional-protocol", "--variant", choice)
    kinds = {effect["kind"] for row in made["rows"] for effect in row["effects"]}
    assert any("[Option 2:" in each for each in sides(made, "new")) and "duty-softened" not in kinds


def test_the_choices_hold_on_both_sides_of_two_instruments() -> None:
    made = redline("optional-protocol", "child-minimum-protocol", "--style", "un")
    assert "Drafted in the house style of the United Nations" in sides(made, "old")[1]
    assert "Drafted in the house style of the United Nations" in sides(made, "new")[1]


def test_two_instruments_are_whole(settled: Any) -> None:
    made = redline("optional-protocol", "model-convention")
    for side, name in (("old", "optional-protocol"), ("new", "model-convention")):
        document = settled(Request(name)).document
        assert sides(made, side)[0] == plain(document.title)
    assert sum(made["summary"].values()) == len(made["rows"])


@pytest.mark.parametrize("name", ["optional-protocol", "model-convention", "child-minimum-protocol"])
def test_a_text_that_was_sent_out_is_that_of_its_instrument(name: str, tmp_path: Path) -> None:
    """Printed as plain text and read again, nothing differs but the notice, which is not of the text."""
    assert run("build", name, "--format", "txt", "--out", tmp_path, cwd=ROOT).returncode == 0
    made = redline(tmp_path / name / f"{name}.txt", name)
    assert made["summary"].keys() == {"deleted", "equal"} and made["summary"]["deleted"] == 1
    assert sides(made, "old")[0].startswith("Draft without authority.")


def test_a_file_wins_over_a_clause_of_its_name(tmp_path: Path) -> None:
    (tmp_path / ADVERTISE).write_text("1. One.\n", encoding="utf-8")
    made = redline(ADVERTISE, f"{ADVERTISE}:reckless", cwd=tmp_path)
    assert sides(made, "old") == ["1. One."] and len(sides(made, "new")) == 1


# ---------------------------------------------------------------- plain files


def test_plain_files_need_no_library(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Article 1\n\n1. Each Party shall be bound.\n", encoding="utf-8")
    (tmp_path / "b.md").write_text("# Article 1\n\n1. Each Party shall not be bound.\n", encoding="utf-8")
    (tmp_path / "clauses").write_text("no folder at all", encoding="utf-8")
    code = (
        "import sys, atexit; atexit.register(lambda: print('loaded', "
        f"[n for n in {NOT_NEEDED!r} if n in sys.modules], file=sys.stderr))"
    )
    done = run("diff", "a.txt", "b.md", cwd=tmp_path, before=code)
    assert done.returncode == 0 and "shall {+not+} be bound." in done.stdout
    assert done.stderr == "loaded []\n"


def test_plain_files_as_pages(tmp_path: Path) -> None:
    """Outside any project the layouts are those that come with the program."""
    (tmp_path / "a.txt").write_text("1. One.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("1. Two.\n", encoding="utf-8")
    done = run("diff", "a.txt", "b.txt", "--format", "html", "--out", "it.html", cwd=tmp_path)
    assert done.returncode == 0 and "<html" in (tmp_path / "it.html").read_text(encoding="utf-8"), done.stderr


def test_equal_files_and_a_file_with_itself(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("1. One.\n\n2. Two.\n", encoding="utf-8")
    for other in ("a.txt", "b.txt"):
        done = run("diff", "a.txt", other, cwd=tmp_path)
        assert done.returncode == 0 and "No difference." in done.stdout


def test_an_empty_file_against_a_full_one(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text("1. One.\n", encoding="utf-8")
    assert redline("a.txt", "b.txt", cwd=tmp_path)["summary"] == {"inserted": 1}
    assert redline("b.txt", "a.txt", cwd=tmp_path)["summary"] == {"deleted": 1}
    assert "No difference." in run("diff", "a.txt", "a.txt", cwd=tmp_path).stdout


def test_a_byte_order_mark_is_no_difference(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf1. One.\n")
    (tmp_path / "b.txt").write_bytes(b"1. One.\n")
    assert redline("a.txt", "b.txt", cwd=tmp_path)["summary"] == {"equal": 1}


def test_a_pipe_is_read_to_its_end(tmp_path: Path) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "b.txt").write_text("1. One.\n", encoding="utf-8")
    if os.fork() == 0:
        (tmp_path / "pipe").write_text("1. One.\n", encoding="utf-8")
        os._exit(0)
    assert redline("pipe", "b.txt", cwd=tmp_path)["summary"] == {"equal": 1}
    os.wait()


# ---------------------------------------------------------------- revisions


def test_an_instrument_at_a_revision(project: Path) -> None:
    made = redline("flood-warnings@v1", "flood-warnings", cwd=project)
    words = [word for row in made["rows"] if row["status"] == "changed" for word in row["words"]]
    assert ["-", "shall"] in words and ["+", "should"] in words
    assert redline("flood-warnings@HEAD", "flood-warnings", cwd=project)["summary"].keys() == {"equal"}


def test_a_clause_at_a_revision_from_a_folder_below(project: Path) -> None:
    made = redline("duty-to-warn@v1", "duty-to-warn@main", cwd=project / "clauses")
    assert "changed" in made["summary"]


def test_a_file_at_a_revision(project: Path) -> None:
    (project / "talks.txt").write_text("1. Thirty days.\n", encoding="utf-8")
    committed(project)
    (project / "talks.txt").write_text("1. Forty days.\n", encoding="utf-8")
    made = redline("talks.txt@HEAD", "talks.txt", cwd=project)
    assert sides(made, "old") == ["1. Thirty days."] and sides(made, "new") == ["1. Forty days."]
    done = run("diff", "talks.txt@v1", "talks.txt", cwd=project)
    assert done.returncode == 2 and "no file 'talks.txt' at revision v1" in done.stderr


def test_what_was_wrong_at_a_revision_is_shown_as_it_stood_there(project: Path) -> None:
    change(project, DUTY, "kind:", "knid:")
    committed(project)
    git(project, "tag", "broken")
    change(project, DUTY, "knid:", "kind:")
    done = run("diff", "flood-warnings@broken", "flood-warnings", cwd=project)
    assert done.returncode == 1 and not done.stdout
    assert f"broken:{DUTY}:" in done.stderr and "knid" in done.stderr
    assert "| kind:" not in done.stderr  # today's line is not the one that was wrong


def test_faults_of_today_end_it_too(project: Path) -> None:
    change(project, DUTY, "kind:", "knid:")
    done = run("diff", "flood-warnings@v1", "flood-warnings", cwd=project)
    assert done.returncode == 1 and f"{DUTY}:" in done.stderr and "v1:" not in done.stderr
    assert run("diff", "flood-warnings@v1", "flood-warnings@HEAD", cwd=project).returncode == 0


# ---------------------------------------------------------------- output


def test_every_format_to_a_file_and_to_a_pipe(tmp_path: Path) -> None:
    begins = {"terminal": f"{ADVERTISE}", "html": "<!DOCTYPE html>", "pdf": "%PDF-", "md": "", "json": "{"}
    for form, begin in begins.items():
        out = tmp_path / f"it.{form}"
        done = run("diff", ADVERTISE, f"{ADVERTISE}:reckless", "--format", form, "--out", out, cwd=ROOT)
        assert done.returncode == 0 and done.stdout.strip() == str(out), done.stderr
        assert out.read_bytes().lower().startswith(begin.lower().encode())
        if form != "pdf":
            again = run("diff", ADVERTISE, f"{ADVERTISE}:reckless", "--format", form, cwd=ROOT)
            assert again.stdout == out.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_terminal_is_spared_pages(form: str) -> None:
    shown = on_terminal("diff", ADVERTISE, ADVERTISE, "--format", form, cwd=ROOT)
    assert "--out" in shown and "%PDF" not in shown and "<html" not in shown


def test_colour_is_for_terminals(tmp_path: Path) -> None:
    arguments = ("diff", ADVERTISE, f"{ADVERTISE}:reckless")
    assert "\x1b[" in on_terminal(*arguments, cwd=ROOT)
    assert "\x1b[" not in on_terminal(*arguments, cwd=ROOT, env={"NO_COLOR": "1"})
    piped = run(*arguments, cwd=ROOT).stdout
    assert "\x1b[" not in piped and "{+" in piped
    run(*arguments, "--out", tmp_path / "it.txt", cwd=ROOT)
    assert (tmp_path / "it.txt").read_text(encoding="utf-8") == piped


def test_lines_fit_the_terminal() -> None:
    shown = on_terminal("diff", ADVERTISE, f"{ADVERTISE}:reckless", cwd=ROOT, columns=60, env={"NO_COLOR": "1"})
    assert max(len(line) for line in shown.splitlines()) <= 60


def test_as_amendments() -> None:
    arguments = ("diff", "optional-protocol", "optional-protocol", "--variant", f"{ADVERTISE}=reckless")
    done = run(*arguments, "--as", "amendments", cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "shall be" in done.stdout and "“" in done.stdout
    assert "Article 7, paragraph 1" in done.stdout
    assert "article 7, paragraph 1" in run(*arguments, "--as", "amendments", "--style", "un", cwd=ROOT).stdout
    united = run("diff", *["un-supplementary-protocol"] * 2, *arguments[3:], "--as", "amendments", cwd=ROOT)
    assert "article 8, paragraph 1" in united.stdout  # in the style of the text amended
    assert "do not differ" in run("diff", ADVERTISE, ADVERTISE, "--as", "amendments", cwd=ROOT).stdout
    assert run(*arguments, "--as", "amendments", "--format", "json", cwd=ROOT).returncode == 2
    assert run(*arguments, "--as", "amendments", "--style", "nosuch", cwd=ROOT).returncode == 2


# ---------------------------------------------------------------- misuse


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("offence-advertize", ADVERTISE, "Did you mean offence-advertise?"),
        (f"{ADVERTISE}:knowingly", ADVERTISE, "Its variants are: knowing, reckless"),
        (f"{ADVERTISE}:palermo-means", ADVERTISE, "'palermo-means' is a variant of offence-recruit"),
        ("optional-protocol", ADVERTISE, "is an instrument and 'offence-advertise' a clause"),
        ("optional-protocol:5", "optional-protocol", "is an instrument and has no variants"),
        ("optional-protocol@nosuch", "optional-protocol", "there is no revision 'nosuch'"),
        ("optional-protocol@-x", "optional-protocol", "can be no revision"),
        ("optional-protocol@", "optional-protocol", "a revision should follow the @"),
        ("", ADVERTISE, "An operand is empty"),
        (":knowing", ADVERTISE, "write CLAUSE:VARIANT"),
        (f"{ADVERTISE}:", ADVERTISE, "write CLAUSE:VARIANT"),
        ("clauses", ADVERTISE, "is a folder"),
        ("./clauses", ADVERTISE, "is a folder"),
        ("nosuch.txt", "LICENSE", "There is no file 'nosuch.txt'"),
        ("draft.docx", "LICENSE", "There is no file 'draft.docx'"),
    ],
)
def test_misuse_says_what_to_do(old: str, new: str, said: str) -> None:
    done = run("diff", old, new, cwd=ROOT)
    assert done.returncode == 2 and said in " ".join(done.stderr.split()), done.stderr
    assert not done.stdout


def test_choices_that_fit_nothing() -> None:
    for arguments, said in (
        ((ADVERTISE, f"{ADVERTISE}:reckless", "--variant", f"{ADVERTISE}=knowing"), "are for instruments"),
        (("LICENSE", "LICENSE", "--style", "un"), "are for instruments and clauses"),
        (("optional-protocol", "optional-protocol", "--variant", "nosuch=x"), "nosuch"),
        (("optional-protocol", "optional-protocol", "--set", "consents"), "NAME=VALUE"),
        (("optional-protocol", "optional-protocol", "--style", "nosuch"), "nosuch"),
    ):
        done = run("diff", *arguments, cwd=ROOT)
        assert done.returncode == 2 and said in " ".join(done.stderr.split()), (arguments, done.stderr)


def test_the_author_of_tracked_changes(tmp_path: Path) -> None:
    asked = (f"{ADVERTISE}:knowing", f"{ADVERTISE}:reckless", "--out", tmp_path / "changes.docx", "--format")
    assert run("diff", *asked, "docx", "--author", "Delegation A", cwd=ROOT).returncode == 0
    with zipfile.ZipFile(tmp_path / "changes.docx") as made:
        assert b'<w:ins w:id="10001" w:author="Delegation A">' in made.read("word/document.xml")
    for form, name, said in (
        ("docx", "x" * 256, "more than 255 characters"),
        ("docx", " ", "It names nothing"),
        ("md", "A", "which only --format docx has"),
    ):
        done = run("diff", *asked, form, "--author", name, cwd=ROOT)
        assert done.returncode == 2 and said in " ".join(done.stderr.split()), done.stderr


def test_choices_that_contradict_each_other_are_faults() -> None:
    choice = "element-consent-irrelevant=unconditional"
    done = run("diff", "optional-protocol", "optional-protocol", "--variant", choice, cwd=ROOT)
    assert done.returncode == 1 and "P407" in done.stderr


def test_the_style_of_a_clause() -> None:
    made = redline("final-accession", "final-accession", "--style", "un")
    assert "States Parties" in " ".join(sides(made, "old")) or "Article" in " ".join(sides(made, "old"))


def test_where_git_can_not_help(tmp_path: Path) -> None:
    folder = small_project(tmp_path / "treaty")
    fence = {"GIT_CEILING_DIRECTORIES": str(tmp_path)}
    done = run("diff", "flood-warnings@v1", "flood-warnings", cwd=folder, env=fence)
    assert done.returncode == 2 and "no git repository" in done.stderr
    done = run("diff", "flood-warnings@v1", "flood-warnings", cwd=folder, env={"PATH": str(tmp_path)})
    assert done.returncode == 2 and "git is not installed" in done.stderr
    committed(tmp_path)
    git(tmp_path, "checkout", "-q", "--orphan", "empty")
    git(tmp_path, "rm", "-rfq", "--cached", ".")
    git(tmp_path, "commit", "-q", "--allow-empty", "-m", "nothing")
    done = run("diff", "flood-warnings@empty", "flood-warnings", cwd=folder)
    assert done.returncode == 2 and "holds no library" in done.stderr


def test_the_carried_library_has_no_revisions(tmp_path: Path) -> None:
    """As it is when installed: a folder of the package, in no repository of its own."""
    packed = small_project(tmp_path / "packed")
    (tmp_path / "empty").mkdir()
    before = f"import travaux.project as p; from pathlib import Path; p.carried = lambda: Path({str(packed)!r})"
    done = run("diff", "flood-warnings@v1", "flood-warnings", cwd=tmp_path / "empty", before=before)
    assert done.returncode == 2 and "has no revisions" in done.stderr


# ---------------------------------------------------------------- as functions


def test_the_same_as_functions(tmp_path: Path) -> None:
    project = Project(ROOT, ROOT, tmp_path)
    old, new = api.comparands(
        "optional-protocol", "optional-protocol", project, Choices(variants={ADVERTISE: "reckless"})
    )
    made = api.diff(old, new)
    assert made.summary["changed"] >= 1
    assert old.stated[ADVERTISE].variant != new.stated[ADVERTISE].variant == "reckless"
    assert old.vocabulary is not None and "sovereignty-clause" not in old.stated
    with pytest.raises(ValueError, match="no clause"):
        api.comparands("nosuch", "optional-protocol", project)


def test_help_tells_what_may_be_compared() -> None:
    done = run("diff", "--help", cwd=ROOT)
    for word in ("CLAUSE:VARIANT", "@REVISION", "--as", "--out", "offence-advertise:reckless", "HEAD~3"):
        assert word in done.stdout


def test_neither_text_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Old words.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("New words.\n", encoding="utf-8")
    for out in ("a.txt", "./b.txt", tmp_path / "b.txt"):
        done = run("diff", "a.txt", "b.txt", "--out", out, cwd=tmp_path)
        assert done.returncode == 2 and "name another file" in done.stderr
    assert [each.read_text(encoding="utf-8") for each in sorted(tmp_path.iterdir())] == ["Old words.\n", "New words.\n"]

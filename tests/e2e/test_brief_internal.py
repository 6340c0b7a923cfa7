"""What is internal is in no file of a public pack, in no wrapping; what still names it stops the pack, at its place."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from command import DUTY, change, run
from packs import INSTRUMENT, OBJECTIONS, PUBLIC, SECRET, everything, secrets_project

OTHER = "clauses/final/entry-into-force.yaml"
COMMENTARY = "  The duty is owed to each Party"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return secrets_project(tmp_path / "project")


def packs(project: Path, *given: str) -> dict[str, str]:
    """All that each file holds which a run writes."""
    done = run("brief", *given, cwd=project)
    assert done.returncode == 0, done.stderr
    return {Path(line).name: everything(project / line) for line in done.stdout.split()}


def test_no_file_of_a_public_pack_holds_what_is_internal(project: Path) -> None:
    made = packs(project, "--format", "all")
    assert {Path(name).suffix for name in made} == {".pdf", ".html", ".docx", ".xml", ".md", ".txt", ".json"}
    for name, held in made.items():
        assert (SECRET.lower() in held) == name.startswith("inside."), name
        assert "whether" in held or "danger" in held, name


def test_the_same_is_found_in_the_same_places_without_the_mark(project: Path) -> None:
    """So that the test above could fail: the words stand in the text, in the file enclosed, in the title."""
    change(project, "templates/packs/inside.yaml", "sees: internal", "sees: public")
    for path in (DUTY, PUBLIC, OBJECTIONS, "clauses/final/until-qxzv.yaml", "templates/instruments/flood-qxzv.yaml"):
        file = project / path
        text = re.sub(r"^ *internal: true\n", "", file.read_text(encoding="utf-8"), flags=re.M)
        file.write_text(text.replace(", internal: true", ""), encoding="utf-8")
    made = packs(project, "--format", "pdf,html,txt")
    assert all(SECRET.lower() in held for held in made.values())
    assert "at-qxzv:" in made["public.pdf"]  # the clause's file, enclosed
    assert "our qxzv" in made["public.pdf"]


def test_the_clauses_enclosed_are_whole_but_for_what_is_internal(project: Path) -> None:
    held = packs(project, "public", "--format", "pdf")["public.pdf"]
    assert "as-soon-as-known:" in held and "without-delay:" in held and "upstream services fear false alarms" in held


def test_the_internal_pack_shows_everything(project: Path) -> None:
    held = packs(project, "inside", "--format", "pdf")["inside.pdf"]
    assert "what we could live with" in held and "others would settle for less" in held


def test_an_earlier_revision_shows_no_more_of_it(project: Path) -> None:
    """Marked only today, it was internal yesterday too: a redline against yesterday's text does not print it."""
    for path in ("inside.yaml", "../instruments/flood-qxzv.yaml"):
        (project / "templates/packs" / path).unlink()
    today = (project / DUTY).read_text(encoding="utf-8")
    yesterday = today.replace("    internal: true\n", "").replace(", internal: true", "")
    (project / DUTY).write_text(yesterday.replace("default: as-soon", "default: at-qxzv #"), encoding="utf-8")
    _git(project, "init", "-q")
    _git(project, "add", ".")
    _git(project, "commit", "-q", "-m", "yesterday")
    (project / DUTY).write_text(today, encoding="utf-8")
    change(project, PUBLIC, "  - annotated-text\n", "  - {section: redline, against: HEAD}\n")
    done = run("brief", "--format", "txt", cwd=project)
    assert done.returncode == 1
    assert f"HEAD:{DUTY}:" in done.stderr and "K81" in done.stderr
    assert not (project / "build").exists()
    _git(project, "commit", "-q", "-a", "-m", "today")
    held = packs(project, "--format", "txt")["public.txt"]
    assert SECRET.lower() not in held


def _git(folder: Path, *arguments: str) -> None:
    who = {f"GIT_{role}_{what}": "x@example.org" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    surroundings = {**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *arguments], cwd=folder, check=True, env=surroundings, capture_output=True)


NAMED = [
    (DUTY, "default: as-soon-as-known", "default: at-qxzv", "K811", "at-qxzv"),
    (DUTY, "    variants: [as-soon-as-known]", "    variants: [as-soon-as-known, at-qxzv]", "K810", "at-qxzv"),
    (DUTY, COMMENTARY, f"  See [](#until-qxzv). {COMMENTARY.strip()}", "K810", "until-qxzv"),
    (DUTY, COMMENTARY, "  See `duty-to-warn:at-qxzv`.", "K810", "duty-to-warn:at-qxzv"),
    (DUTY, "default: as-soon-as-known", "default: as-soon-as-known\nrequires: [until-qxzv]", "K810", "until-qxzv"),
    (DUTY, "default: as-soon-as-known", "default: as-soon-as-known\nexcludes: [until-qxzv]", "K810", "until-qxzv"),
    (OTHER, "kind:", "# until-qxzv would do as well\nkind:", "K810", "until-qxzv"),
    (INSTRUMENT, "  - duty-to-warn\n", '  - "duty-to-warn:at-qxzv"\n', "K810", "duty-to-warn:at-qxzv"),
    (INSTRUMENT, "  - entry-into-force\n", "  - entry-into-force\n  - until-qxzv\n", "K810", "until-qxzv"),
    (OBJECTIONS, '["duty-to-warn:as-soon-as-known"]', '["duty-to-warn:at-qxzv"]', "K810", "duty-to-warn:at-qxzv"),
    (OBJECTIONS, ', internal: true}', "}", "K810", "duty-to-warn:at-qxzv"),
    (
        PUBLIC,
        "texts: [flood-warnings]",
        "texts: [{instrument: flood-warnings, variants: {duty-to-warn: at-qxzv}}]",
        "K810",
        "at-qxzv",
    ),
    (PUBLIC, "texts: [flood-warnings]", "texts: [flood-warnings, flood-qxzv]", "K810", "flood-qxzv"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "code", "word"), NAMED, ids=lambda each: None)
def test_what_names_it_stops_the_pack_at_its_place(
    project: Path, path: str, old: str, new: str, code: str, word: str
) -> None:
    change(project, path, old, new)
    done = run("brief", "--format", "txt", "public", cwd=project)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    lines = (project / path).read_text(encoding="utf-8").splitlines()
    place, found, *_ = done.stderr.split(" ")
    name, number, column = place.split(":")
    assert (name, found) == (path, code)
    assert lines[int(number) - 1][int(column) - 1 :].strip("\"'").startswith(word), done.stderr
    assert not (project / "build").exists()
    assert f"{place} {code} " in run("lint", cwd=project).stdout


def test_the_same_is_no_fault_where_everything_is_shown(project: Path) -> None:
    change(project, INSTRUMENT, "  - duty-to-warn\n", '  - "duty-to-warn:at-qxzv"\n')
    assert SECRET.lower() in packs(project, "inside", "--format", "txt")["inside.txt"]


def test_a_fault_that_has_nothing_to_do_with_it_stands_where_it_was_typed(project: Path) -> None:
    """The files that lost something were written anew: the place is that in the file on the disk."""
    for_us = "    variants: [as-soon-as-known]"
    change(project, DUTY, f'"[@watercourses, art 28]"\n{for_us}', f'"[@nobody, 3]"\n{for_us}')
    done = run("brief", "--format", "txt", "public", cwd=project)
    number = next(n for n, line in enumerate((project / DUTY).read_text().splitlines(), 1) if "@nobody" in line)
    assert done.returncode == 1 and done.stderr.startswith(f"{DUTY}:{number}:12 P416 "), done.stderr


def test_nothing_is_left_for_the_public(project: Path) -> None:
    for path in (project / "clauses").rglob("*/*.yaml"):
        if path.parent.name != "law":
            text = path.read_text(encoding="utf-8")
            path.write_text(text if text.startswith("internal") else f"internal: true\n{text}", encoding="utf-8")
    done = run("brief", "public", cwd=project)
    assert done.returncode == 1 and "K810" in done.stderr

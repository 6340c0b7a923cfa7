"""travaux build with rival options and with the table of changes: what is printed, what is refused, and how."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from command import run

PURCHASE = "offence-purchase-or-use=consider,knowing"


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    folder = tmp_path / "empty"
    folder.mkdir()
    return folder


def test_options_stand_side_by_side_in_every_format(empty: Path) -> None:
    given = ("optional-protocol", "--variant", PURCHASE, "--annotate", "notes", "--format", "md,txt,html,json")
    done = run("build", *given, cwd=empty)
    assert done.returncode == 0, done.stderr
    for line in done.stdout.split():
        text = (empty / line).read_text(encoding="utf-8")
        assert "Option 1:" in text and "Option 2:" in text, line


def test_a_clean_text_has_no_options(empty: Path) -> None:
    done = run("build", "optional-protocol", "--variant", PURCHASE, "--format", "md", cwd=empty)
    assert done.returncode == 1
    assert "P423" in done.stderr and "--annotate margin" in done.stderr
    assert not (empty / "build").exists()


def test_a_clean_edition_among_others_stops_them_all(empty: Path) -> None:
    given = ("optional-protocol", "--variant", PURCHASE, "--format", "md", "--annotate", "none,notes")
    done = run("build", *given, cwd=empty)
    assert done.returncode == 1
    assert not (empty / "build").exists()


@pytest.mark.parametrize(
    ("given", "code", "hint"),
    [
        ("offence-advertise=knowing,careless", "P404", "did you mean"),
        ("offence-advertise=knowing,knowing", "P422", "once"),
        ("offence-advertise=knowing,", "P404", ""),
        ("offence-advertise=,knowing", "P404", ""),
    ],
)
def test_a_list_that_names_what_does_not_exist_is_misuse(empty: Path, given: str, code: str, hint: str) -> None:
    done = run("build", "optional-protocol", "--variant", given, "--annotate", "notes", "--format", "md", cwd=empty)
    assert done.returncode == 2
    assert code in done.stderr and hint.lower() in done.stderr.lower()
    assert not (empty / "build").exists()


def test_a_provision_of_an_option_is_looked_up(empty: Path) -> None:
    outline = run("show", "optional-protocol", "--variant", PURCHASE, cwd=empty).stdout
    number = re.search(r"Article (\d+) – Purchasing", outline)
    assert number, outline
    done = run("show", f"optional-protocol:{number[1]}.2", "--variant", PURCHASE, cwd=empty)
    assert done.returncode == 0, done.stderr
    assert "offence-purchase-or-use" in done.stdout and "knowing" in done.stdout


def test_every_option_is_judged_by_the_rules(empty: Path) -> None:
    """What would be an error if the second option were chosen is an error where it is one of two."""
    given = ("amending-protocol", "--annotate", "notes", "--format", "md", "--variant")
    alone = run("build", *given, "consequential-amendments=attempt-only", cwd=empty)
    together = run("build", *given, "consequential-amendments=full,attempt-only", cwd=empty)
    assert alone.returncode == together.returncode == 1
    assert "L521" in alone.stderr and "L521" in together.stderr
    sound = run("build", *given, "consequential-amendments=full", cwd=empty)
    assert sound.returncode == 0, sound.stderr


def test_the_table_of_changes(empty: Path) -> None:
    done = run("build", "amending-protocol", "--annotate", "table", "--format", "md,json", cwd=empty)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == [f"build/amending-protocol/amending-protocol.table.{each}" for each in ("md", "json")]
    rows = json.loads((empty / done.stdout.split()[1]).read_text(encoding="utf-8"))["document"]["body"][1]["rows"]
    assert all(len(row) == 3 for row in rows)


def test_a_table_of_what_amends_nothing_is_misuse(empty: Path) -> None:
    done = run("build", "optional-protocol", "--annotate", "margin,table", "--format", "md", cwd=empty)
    assert done.returncode == 2
    assert "optional-protocol amends no treaty" in done.stderr and "amending-protocol" in done.stderr


def test_all_editions_of_what_amends_nothing_are_all_but_the_table(empty: Path) -> None:
    done = run("build", "optional-protocol", "--annotate", "all", "--format", "md", cwd=empty)
    assert done.returncode == 0, done.stderr
    assert ".table." not in done.stdout and ".report." in done.stdout


def test_of_several_texts_only_what_amends_has_a_table(empty: Path) -> None:
    names = ("optional-protocol", "amending-protocol")
    done = run("build", *names, "--annotate", "none,table", "--format", "md", cwd=empty)
    assert done.returncode == 0, done.stderr
    assert {Path(line).name for line in done.stdout.split()} == {
        "optional-protocol.md",
        "amending-protocol.md",
        "amending-protocol.table.md",
    }
    done = run("build", *names, "--annotate", "table", "--format", "md", cwd=empty)
    assert {Path(line).name for line in done.stdout.split()} == {"amending-protocol.table.md"}

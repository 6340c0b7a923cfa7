"""The benchmarks: every script says what it does, the table in docs names them all, and what they share is right.

None is run to measure: that is `make bench`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "benchmarks"
SHARED = {"measuring", "inputs", "growth_figure"}
SCRIPTS = sorted(each.stem for each in FOLDER.glob("*.py") if each.stem not in SHARED)
PARTS = sorted(set(SCRIPTS) - {"table", "peer", "convention"})
HELP = """
import runpy, sys
for file in sys.argv[1:]:
    sys.argv = [file, "--help"]
    sys.path.insert(0, file.rpartition("/")[0])
    print("\\f", end="")
    try:
        runpy.run_path(file, run_name="__main__")
    except SystemExit as end:
        assert not end.code, file
"""
sys.path.append(str(FOLDER))  # behind the modules of the tests, one of which has the name of a script

import convention  # noqa: E402
import growth  # noqa: E402
import growth_figure  # noqa: E402
import inputs  # noqa: E402
import measuring  # noqa: E402
import peer  # noqa: E402
import table  # noqa: E402


def test_every_script_answers_help() -> None:
    """In one process, since each start of one takes longer than the rest."""
    done = subprocess.run(
        [sys.executable, "-c", HELP, *(str(FOLDER / f"{name}.py") for name in SCRIPTS)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    helps = done.stdout.split("\f")[1:]
    for name, text in zip(SCRIPTS, helps, strict=True):
        assert text.startswith(f"usage: {name}.py"), name
        assert len(" ".join(text.split()).partition("options:")[0]) > 100, name


def test_the_table_runs_every_part() -> None:
    assert sorted(table.PARTS) == PARTS
    assert set(table.SMALL) <= set(PARTS)


@pytest.mark.parametrize("page", ["docs/performance.md", "benchmarks/README.md"])
def test_a_page_names_every_part(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    assert [name for name in PARTS if f"{name}.py`" not in text] == []


def test_a_page_names_no_part_that_is_not_there() -> None:
    named = re.findall(r"benchmarks/(\w+)\.py", (ROOT / "docs/performance.md").read_text("utf-8"))
    assert set(named) <= set(SCRIPTS)


# ---------------------------------------------------------------- timing


def test_turns_are_taken_and_the_first_round_is_not_counted() -> None:
    called: list[str] = []
    took = measuring.in_turns(2, {"a": lambda: called.append("a"), "b": lambda: called.append("b")})
    assert called == ["a", "b"] * 3
    assert {name: len(each) for name, each in took.items()} == {"a": 2, "b": 2}


def test_who_takes_too_long_has_one_round() -> None:
    called: list[str] = []
    took = measuring.in_turns(5, {"a": lambda: called.append("a")}, patience=-1)
    assert (len(called), len(took["a"])) == (2, 1)


def test_a_command_that_fails_is_told_and_stops_no_other() -> None:
    good = measuring.Command("good", (sys.executable, "-c", "pass"))
    bad = measuring.Command("bad", (sys.executable, "-c", "raise SystemExit('no such thing')"))
    took = measuring.commands_in_turns(1, {"good": good, "bad": bad})
    assert len(took.seconds["good"]) == 1 and took.processor["good"][0] > 0
    row = took.row("work", "good", "bad 1.0", "bad", 0.5)
    assert row.measured == "not measured: ended with 1: no such thing"
    assert (row.met, row.commands) == (None, ("good", "bad"))


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(measuring.Unmeasured, match="No such file"):
        measuring.run(["/no/such/program"])


def test_other_programs_do_not_see_our_modules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    monkeypatch.setenv("TRAVAUX_NO_CACHE", "1")
    assert measuring.surroundings()["PYTHONPATH"] == str(ROOT / "src")
    assert measuring.surroundings(ours=False).keys().isdisjoint({"PYTHONPATH", "TRAVAUX_NO_CACHE"})


# ---------------------------------------------------------------- rows


def test_a_ratio_is_of_medians_and_held_to_its_goal() -> None:
    row = measuring.ratio("work", [1.0, 9.0, 2.0], "peer", [4.0, 4.0, 5.0], 0.5, ("ours", "theirs"))
    assert row.measured == "0.50 (2.0 s to 4.0 s, 3 rounds)"
    assert row.met is True
    assert measuring.ratio("work", [2.1], "peer", [4.0], 0.5).met is False
    assert measuring.ratio("work", [2.1], "peer", [4.0]).met is None


def test_the_table_says_what_was_met() -> None:
    rows = [
        ("benchmarks/a.py", measuring.ratio("a | b", [1.0], "peer", [4.0], 0.5, ("ours", "theirs"))),
        ("benchmarks/b.py", measuring.missing("work", "peer", "it is not there")),
    ]
    lines = [measuring.line(part, row) for part, row in rows]
    assert measuring.markdown(lines).splitlines()[2:] == lines
    first, second = lines
    assert first == (
        "| a / b | peer | 0.25 (1.0 s to 4.0 s, one round) | at most 0.5 | met | `ours`; `theirs` | `benchmarks/a.py` |"
    )
    assert second == "| work | peer | not measured: it is not there | none set |  |  | `benchmarks/b.py` |"


def test_what_is_recorded_leaves_the_rows_of_other_parts() -> None:
    old, new = (measuring.ratio("work", [seconds], "peer", [4.0]) for seconds in (1.0, 2.0))
    page = f"Before.\n{table.BEGIN}\n{table.END}\nAfter.\n"
    for made, part in ((old, "load"), (old, "pages"), (new, "pages"), (new, "startup")):
        page = table.record(page, {part: [measuring.line(f"benchmarks/{part}.py", made)]}, "A machine.")
    assert page.startswith("Before.\n") and page.endswith("\nAfter.\n")
    rows = [each for each in page.splitlines() if "benchmarks/" in each]
    assert rows == [
        measuring.line(f"benchmarks/{part}.py", made)
        for part, made in (("startup", new), ("load", old), ("pages", new))
    ]
    assert page.count("A machine.") == 1


def test_rows_come_even_if_their_maker_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def rows():  # type: ignore[no-untyped-def]
        yield measuring.ratio("work", [5.0], "peer", [4.0], 1)
        raise RuntimeError("the peer went away")

    given = SimpleNamespace(rows=tmp_path / "rows")
    assert measuring.tell(rows(), given) == 1  # type: ignore[arg-type]
    assert "the peer went away" in (tmp_path / "rows").read_text("utf-8").splitlines()[1]
    assert "MISSED" in capsys.readouterr().out


# ---------------------------------------------------------------- what is measured


def test_the_generated_convention_is_sound_and_all_print_its_words(tmp_path: Path) -> None:
    from travaux import api

    convention.project(tmp_path, 20)
    loaded = api.load(api.find(tmp_path))
    assert loaded.found == ()
    built = api.build(loaded, api.Request(convention.NAME), formats=["html"])
    assert built.found == ()
    page = built.files[f"{convention.NAME}.html"].decode()
    assert inputs.holds(page, 20) == ""
    assert inputs.holds(page, 21) == convention.said_by(20)[0].heading
    inputs.markdown(tmp_path / "page.md", 20)
    assert inputs.holds((tmp_path / "page.md").read_text("utf-8"), 20) == ""


def test_every_peer_has_a_version() -> None:
    assert {name: bool(re.match(r"\d", peer.version(name))) for name in peer.names()} == dict.fromkeys(
        peer.names(), True
    )


def test_an_exponent_is_the_slope_over_logarithms() -> None:
    points = [growth.Point(count, 0.002 * count**1.5, 10) for count in (100, 1000, 10000)]
    assert growth.exponent(points) == pytest.approx(1.5)


def test_the_figure_says_in_words_what_it_draws() -> None:
    from xml.etree import ElementTree

    lines = [growth_figure.Line(name, ((100, 0.5, 60), (10000, 40.0, 900)), 0.95, 0.99) for name in ("load", "build")]
    root = ElementTree.fromstring(growth_figure.figure_of(lines))
    said = " ".join(root.itertext())
    assert "load: 100 clauses 0.5 s, 60 MB; 10,000 clauses 40 s, 900 MB." in said
    assert "build: time grows as n to the 0.95" in said
    sizes = [int(each) for each in re.findall(r"(\d+)px", said)]
    assert min(sizes) >= 12

"""Pages that would cost more time or memory than a machine has: they are given up, and that is told."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import run, small_project
from corpora import Counted
from travaux.bounds import Bounds, Exceeded, for_page, within
from travaux.render import press as presses
from travaux.render.press import Press

ENOUGH = 10**13
WIDE = "<table>" + "<tr><td colspan=1000000>x</td></tr>" * 50 + "</table>"
PAGES = {
    "columns by the million": (WIDE, "MB of memory"),
    "boxes in boxes": ("<div style='display:flex'>" * 400 + "x" + "</div>" * 400, "deeper than"),
}

DEEP = 300
BOMBS = {
    "rows by the million": "<table><tr><td rowspan=1000000>x</td><td>y</td></tr></table>" * 20,
    "both by the thousand": "<table>" + "<tr>" + "<td colspan=1000 rowspan=1000>x</td>" * 30 + "</tr></table>",
    "tables in tables": "<table><tr><td>" * DEEP + "x" + "</table>" * DEEP,
    "grids in grids": "<div style='display:grid;grid-template-columns:1fr 1fr'>" * 9 + "x" + "</div>" * 9,
    "a grid of a million lines": "<div style='display:grid;grid-template-columns:repeat(1000000,1px)'>x</div>",
    "columns in columns": "<div style='columns:9'>" * 3 + "words " * 50 + "</div>" * 3,
    "a counter beyond all numbers": "<ol style='list-style:lower-roman' start=999999999999999999999><li>x</ol>",
    "a roman number of a million": "<ol style='list-style:upper-roman' start=1000000000><li>x</ol>",
    "lists in lists": "<ul><li>" * DEEP + "x" + "</ul>" * DEEP,
    "a page of no height": "<style>@page{size:1mm 1mm;margin:0}</style>" + "<p>words words " * 20,
    "margins wider than the page": "<style>@page{margin:9999cm}</style><p>x",
    "letters of a kilometre": "<p style='font-size:100000cm'>x",
    "letters of nothing": "<p style='font-size:0'>" + "x " * 5000,
    "floats beside floats": "<span style='float:left;width:51%'>x</span>" * 400,
    "a word without end": "<p>" + "x" * 10_000,
    "breaks after every letter": "<p>" + "x<wbr>" * 20_000,
    "breaks before every page": "<p style='break-before:page'>x" * 400,
    "drawings in drawings": "<svg>" * DEEP + "</svg>" * DEEP,
    "uses of uses": "<svg><defs><g id=a><use href='#b'/></g><g id=b><use href='#a'/></g></defs><use href='#a'/></svg>",
    "a filling of a filling": "<p style='content:counter(a);counter-increment:a 2147483647'>x" * 50,
    "variables in variables": "<style>:root{--a:var(--b);--b:var(--a)}p{width:var(--a)}</style><p>x",
    "sums in sums": "<p style='width:" + "calc(1px + " * 200 + "1px" + ")" * 200 + "'>x",
    "emphasis in emphasis": "<em>" * DEEP + "x" + "</em>" * DEEP,
    "notes on notes": "<p style='float:footnote'>" * 30 + "x" + "</p>" * 30,
}
"""Pages that make a layout engine work, each of another kind; it may print them or give them up, and must end."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


@pytest.fixture(scope="module")
def press() -> Iterator[Press]:
    with Press() as started:
        yield started


def test_work_is_given_up_when_its_time_is_over_whatever_catches_faults() -> None:
    begun = time.process_time()
    with pytest.raises(Exceeded, match="more than 0 seconds"), within(Bounds(0.2, ENOUGH)):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue
    assert time.process_time() - begun < 5


def test_memory_is_bounded_and_free_again_afterwards() -> None:
    """In a process of its own: bounds of memory are those of a whole process."""
    code = """
from travaux.bounds import Bounds, Exceeded, within
try:
    with within(Bounds(60, 400_000_000)):
        bytes(800_000_000)
except Exceeded as told:
    print(told)
print(len(bytes(800_000_000)))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "it took more than 400 MB of memory\n800000000\n"


def test_bounds_grow_with_the_page() -> None:
    short, long = for_page(1_000), for_page(1_000_000)
    assert short.seconds < long.seconds and short.bytes < long.bytes < 4_000_000_000
    assert short.patience > short.seconds


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_costs_too_much_is_given_up_and_the_press_goes_on(name: str, press: Press) -> None:
    page, told = PAGES[name]
    with pytest.raises(Exceeded, match=told):
        press.set(f"<html lang=en><title>t</title><body>{page}", {})
    assert press.set("<html lang=en><title>t</title><body><p>Words.", {}).startswith(b"%PDF")


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_page_of_any_kind_is_printed_or_given_up(name: str, press: Press, counted: Counted) -> None:
    begun = time.monotonic()
    try:
        ended = press.set(f"<html lang=en><title>t</title><body>{BOMBS[name]}", {})[:4].decode()
    except (Exceeded, RuntimeError) as fault:
        ended = "given up" if isinstance(fault, Exceeded) else "the engine failed"
    assert ended in ("%PDF", "given up", "the engine failed")
    assert time.monotonic() - begun < for_page(len(BOMBS[name])).patience
    assert press.set("<html lang=en><title>t</title><body><p>Words.", {}).startswith(b"%PDF")
    counted("pages that cost too much, by kind", "tests/hostile/test_bounds.py", {ended: 1})


def test_a_press_that_does_not_answer_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presses, "for_page", lambda length: Bounds(-2.95, ENOUGH))  # half a second on the clock
    with Press() as mute:
        mute.why_not()
        mute._child.process.kill()
        mute._child.process.wait()
        mute._child.process = subprocess.Popen(["sleep", "60"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with pytest.raises(Exceeded, match="nothing came back within"):
            mute.set("<p>Words.", {})


def test_it_is_told_with_its_code_and_nothing_is_written(project: Path) -> None:
    layout = project / "templates/layouts/html/print.html.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text(f"<!DOCTYPE html><html lang=en><title>t</title><body>{WIDE}", encoding="utf-8")
    done = run("build", "--format", "pdf", cwd=project)
    assert (done.returncode, done.stdout) == (1, "")
    assert "C607 flood-warnings.pdf could not be made within bounds: it took more than" in done.stderr
    assert not (project / "build/flood-warnings").exists()

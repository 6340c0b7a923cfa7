"""Runs that are killed while they write, and runs that write into one folder at once: whole files, and no strays.

The killed process is a real run of the command (a fork of one that has imported it), ended by SIGKILL before a given
call to the system, for every such call, or at a random moment of its writing.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from command import DUTY, asked, change, environment, run, small_project
from killing import before, found, own, strays, torn
from warm import Warm, warm

BUILD = ("build", "--no-cache", "--format", "md,txt", "--annotate", "none,report")


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    """Two projects whose texts have the same names and not one file in common."""
    projects = [small_project(tmp_path / name) for name in "ab"]
    change(projects[1], DUTY, "warn", "notify")
    change(projects[1], "templates/instruments/flood-warnings.yaml", "early warning", "very early warning")
    return projects


def wholes(projects: list[Path]) -> list[dict[str, bytes]]:
    """What each of the projects is built into."""
    made = []
    for each in projects:
        assert run(*BUILD, "--out", each / "whole", cwd=each).returncode == 0
        made.append(found(each / "whole"))
    assert made[0].keys() == made[1].keys() and len(made[0]) == 4
    assert all(made[0][name] != made[1][name] for name in made[0])
    return made


def ended(process: Warm, *arguments: str | Path, cwd: Path, how: str) -> int:
    """The end of a run that does `how` first: 0, or less than 0 for a signal."""
    with open(os.devnull, "wb") as null:
        told = asked(*arguments, cwd=cwd, before=before(how), env=None)
        number = process.start(told, null.fileno(), null.fileno())
    return process.wait(number, 120)


def moments(seed: int, calls: int) -> Iterator[str]:
    """Where a run is killed: first at each call, in an order by lot, and at times between; then at any, by lot."""
    drawn = random.Random(seed)
    order = drawn.sample(range(1, calls + 1), calls)
    while True:
        for number in order:
            yield f"at_call({number})"
            if number % 3 == 0:
                yield f"after({drawn.uniform(0, 0.004):.5f})"
        order = drawn.choices(range(1, calls + 1), k=calls)


def calls_of(projects: list[Path], out: Path) -> int:
    """How many calls the writing of one project over the other takes."""
    for project in reversed(projects):
        assert ended(warm(), *BUILD, "--out", out, cwd=project, how=f"at_call(0, {str(out) + '.calls'!r})") == 0
    return int(Path(f"{out}.calls").read_text())


def killed(projects: list[Path], out: Path, kills: int, runs: int, seed: int) -> Counter[str]:
    """Kill that many builds, of one project and the other in turn; after every few of them, let one end.

    Gives what was counted: calls, kills, runs that ended before, next runs, and the kills that left something to clear
    away, or whole files of two runs side by side.
    """
    made = wholes(projects)
    told: Counter[str] = Counter()
    told["calls"] = calls_of(projects, out)
    places = moments(seed, told["calls"])
    while told["kills"] < kills:
        turn = (told["kills"] + told["ended"]) % 2
        ending = ended(warm(), *BUILD, "--out", out, cwd=projects[turn], how=next(places))
        assert ending in (0, -signal.SIGKILL)
        told["kills" if ending else "ended"] += 1
        there = found(out)
        assert not torn(there, *made) and own(there).keys() == made[0].keys()
        told["strays"] += bool(strays(out))
        told["mixed"] += own(there) not in made
        if ending and told["kills"] % runs == 0:
            turn = 1 - turn
            assert run(*BUILD, "--out", out, cwd=projects[turn]).returncode == 0
            told["next"] += 1
        if not ending or told["kills"] % runs == 0:
            assert found(out) == made[turn] and not strays(out)
    return told


def test_a_build_that_is_killed_tears_nothing(two: list[Path], tmp_path: Path) -> None:
    told = killed(two, tmp_path / "out", kills=20, runs=5, seed=1)
    assert told["next"] == 4 and told["strays"] > 5, told


@pytest.mark.slow
def test_a_thousand_killed_builds_tear_nothing(two: list[Path], tmp_path: Path) -> None:
    told = killed(two, tmp_path / "out", kills=1000, runs=5, seed=2)
    print(f"killed builds: {dict(told)}")
    assert told["next"] == 200 and told["strays"] > 400 and told["mixed"] > 20, told


@pytest.mark.parametrize("times", [2, pytest.param(20, marks=pytest.mark.slow)])
def test_two_builds_at_once_do_not_mix(two: list[Path], tmp_path: Path, times: int) -> None:
    made = wholes(two)
    pair = [Warm(environment()) for _ in two]
    order = list(zip(pair, two, strict=True))
    try:
        for turn in range(times):
            out = tmp_path / f"out{turn}"
            with open(tmp_path / "said", "w+b") as said:
                running = [
                    (each, each.start(_slow(project, out), said.fileno(), said.fileno()))
                    for each, project in order[:: 1 if turn % 2 else -1]
                ]
                codes = [each.wait(number, 120) for each, number in running]
                said.seek(0)
                assert codes == [0, 0], said.read().decode()
            assert found(out) in made and not strays(out)
    finally:
        for each in pair:
            each.end()


def _slow(project: Path, out: Path) -> dict[str, object]:
    return asked(*BUILD, "--out", out, cwd=project, before=before("slow(0.03)"), env=None)


# ---------------------------------------------------------------- new projects


@pytest.mark.parametrize("where", ["p", "."])
def test_a_new_project_that_is_killed_is_whole_or_not_there(tmp_path: Path, where: str) -> None:
    """The next run makes it, or finds it made; here for some calls, in a slow test for every one."""
    _new_killed(tmp_path, where, range(3, 400, 31))


@pytest.mark.slow
@pytest.mark.parametrize("where", ["p", "."])
def test_a_new_project_killed_at_every_call(tmp_path: Path, where: str) -> None:
    _new_killed(tmp_path, where, range(1, 1000))


def _new_killed(tmp_path: Path, where: str, calls: range) -> None:
    (tmp_path / "whole").mkdir()
    assert run("new", "p", cwd=tmp_path / "whole").returncode == 0
    whole, kills, partly = found(tmp_path / "whole/p"), 0, 0
    for number in calls:
        stand = tmp_path / str(number)
        stand.mkdir()
        ending = ended(warm(), "new", where, cwd=stand, how=f"at_call({number})")
        there, left = own(found(stand)), strays(stand)
        partly += any(name.endswith("-whole") for name in left) and bool(there)
        made = found(stand / "p") if where == "p" else there
        assert made in ({}, whole) or (where == "." and len(left) == 1 and not torn(there, whole))
        done = run("new", where, cwd=stand)
        assert done.returncode == (2 if made == whole and not left else 0), done.stderr
        assert found(stand / where) == whole and not strays(stand)
        shutil.rmtree(stand)
        if not ending:
            break
        kills += 1
    else:
        raise AssertionError("the run has more calls than were tried")
    assert kills > 4
    assert partly > 2 or where == "p" or len(calls) < 100

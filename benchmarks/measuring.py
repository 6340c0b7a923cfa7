"""What every benchmark shares: timing in turns, whole commands, and the rows of the one table.

Both sides of a comparison run turn and turn about within one run, so that whatever else the machine does falls on both.
The first round is not counted: it compiles, and warms the file cache, for all. A row says how many times as long as
the other side ours takes (a ratio below 1 is faster), beside the goal that was set, if one was.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[1]
TRAVAUX = (sys.executable, "-c", "import sys; sys.argv[0] = 'travaux'; from travaux.cli.main import main; main()")
sys.path.insert(0, str(ROOT / "src"))  # this checkout's, whatever is installed
Times: TypeAlias = dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table; `met` is None where no goal is set; `commands`: ours, then theirs, as one types them."""

    what: str
    against: str
    measured: str
    goal: str = "none set"
    met: bool | None = None
    commands: tuple[str, ...] = ()


class Unmeasured(Exception):
    """A command that could not be run to its end; says why."""


# ---------------------------------------------------------------- time


def timed(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """The seconds of one call."""
    gc.collect()
    start = clock()
    work()
    return clock() - start


def in_turns(
    rounds: int,
    works: Mapping[str, Callable[[], object]],
    clock: Callable[[], float] = time.perf_counter,
    patience: float = 180.0,
) -> Times:
    """The seconds of each work, all of them once in every round, after a first round that is not counted.

    Where that first round took more than `patience` seconds, one more is made, and no others.
    """
    start = time.perf_counter()
    for work in works.values():
        work()
    counted = rounds if time.perf_counter() - start <= patience else 1
    times: Times = {name: [] for name in works}
    for _ in range(counted):
        for name, work in works.items():
            times[name].append(timed(work, clock))
    return times


def middle(times: Sequence[float]) -> float:
    """The median."""
    return statistics.median(times)


# ---------------------------------------------------------------- whole commands


@cache
def scratch() -> tempfile.TemporaryDirectory[str]:
    """Where whole commands keep bytecode and what they cache, as long as this process lives."""
    return tempfile.TemporaryDirectory(prefix="measured-")


def forget(project: Path | None = None) -> None:
    """Remove what commands of ours have kept for a second run: of a project, or all of it."""
    kept = Path(scratch().name) / "kept"
    if project is None:
        shutil.rmtree(kept, ignore_errors=True)
        return
    from travaux.records import FOLDER, record_of

    for kind in ("values", "runs"):
        record = record_of(project, kind, kept / FOLDER)
        assert record is not None
        record.unlink(missing_ok=True)


def surroundings(ours: bool = True) -> dict[str, str]:
    """The environment of whole commands: bytecode is kept, and what was made, in a folder of this run.

    Ours runs the code of this checkout, whatever is installed; its path is no business of other programs.
    """
    kept = {name: value for name, value in os.environ.items() if name not in ("TRAVAUX_NO_CACHE", "PYTHONPATH")}
    folder = Path(scratch().name)
    places = {"PYTHONPYCACHEPREFIX": str(folder / "bytecode"), "XDG_CACHE_HOME": str(folder / "kept")}
    code = {"PYTHONPATH": str(ROOT / "src")} if ours else {}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "", **places, **code}


def run(command: Sequence[str | Path], where: Path | None = None, timeout: float = 900.0) -> str:
    """Run a command to its end; gives what it printed. Raises `Unmeasured` where it fails or takes too long."""
    words = [str(each) for each in command]
    try:
        done = subprocess.run(
            words,
            cwd=where,
            env=surroundings(words[0] == sys.executable),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Unmeasured(f"given up after {timeout:g} s") from error
    except OSError as error:
        raise Unmeasured(str(error)) from error
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no words").splitlines()[-1]
        raise Unmeasured(f"ended with {done.returncode}: {last[:200]}")
    return done.stdout


@dataclass(frozen=True, slots=True)
class Command:
    """A command as a user would call it; `shown`: how it is told of; `before` is done first and not timed."""

    shown: str
    words: Sequence[str | Path]
    where: Path | None = None
    before: Callable[[], object] = lambda: None


def processor() -> float:
    """The processor time of the commands that have ended, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def commands_in_turns(rounds: int, commands: Mapping[str, Command], patience: float = 180.0) -> Clocked:
    """The seconds of each command from the start of its process to its end, as `in_turns`; and why others failed.

    A command that fails in the first round is left out of the others.
    """
    clocked, failed, start = {}, {}, time.perf_counter()
    for name, command in commands.items():
        try:
            _once(command)
            clocked[name] = command
        except Unmeasured as error:
            failed[name] = str(error)
    counted = rounds if time.perf_counter() - start <= patience else 1
    seconds: Times = {name: [] for name in clocked}
    cpu: Times = {name: [] for name in clocked}
    for _ in range(counted):
        for name, command in clocked.items():
            taken, used = _once(command)
            seconds[name].append(taken)
            cpu[name].append(used)
    return Clocked(seconds, cpu, failed, commands)


def _once(command: Command) -> tuple[float, float]:
    """Seconds of one run by the clock, and of the processors."""
    command.before()
    start, before = time.perf_counter(), processor()
    run(command.words, command.where)
    return time.perf_counter() - start, processor() - before


@dataclass(frozen=True, slots=True)
class Clocked:
    """What commands took, by the clock and of the processors, and which failed, with the reason."""

    seconds: Times
    processor: Times
    failed: Mapping[str, str]
    commands: Mapping[str, Command]

    def row(self, what: str, ours: str, against: str, theirs: str, goal: float | None = None) -> Row:
        """How many times as long as theirs ours takes, by the clock; beside it the ratio of processor time."""
        shown = (self.commands[ours].shown, self.commands[theirs].shown)
        for name in (ours, theirs):
            if name in self.failed:
                return replace(missing(what, against, self.failed[name]), commands=shown)
        made = ratio(what, self.seconds[ours], against, self.seconds[theirs], goal, shown)
        used = middle(self.processor[ours]) / middle(self.processor[theirs])
        return replace(made, measured=f"{made.measured}; {figure(used)} in processor time")


# ---------------------------------------------------------------- rows


def short(seconds: float) -> str:
    """Seconds as one reads them."""
    return f"{seconds * 1000:.0f} ms" if seconds < 1 else f"{seconds:.1f} s" if seconds < 100 else f"{seconds:.0f} s"


def figure(ratio: float) -> str:
    """A ratio with as many digits as it deserves."""
    return f"{ratio:.3f}" if ratio < 0.1 else f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"


def ratio(
    what: str,
    ours: Sequence[float],
    against: str,
    theirs: Sequence[float],
    goal: float | None = None,
    commands: tuple[str, ...] = (),
) -> Row:
    """How many times as long as theirs ours takes, median by median; `goal`: at most so many."""
    mine, other = middle(ours), middle(theirs)
    of = f"{len(ours)} rounds" if len(ours) > 1 else "one round"
    told = f"{figure(mine / other)} ({short(mine)} to {short(other)}, {of})"
    met = None if goal is None else mine <= goal * other
    return Row(what, against, told, "none set" if goal is None else f"at most {goal:g}", met, commands)


def most(what: str, value: float, goal: float | None, unit: str, commands: tuple[str, ...] = ()) -> Row:
    """A figure that stands by itself; `goal`: at most so much."""
    met = None if goal is None else value <= goal
    return Row(
        what, "–", f"{value:.3g}{unit}", "none set" if goal is None else f"at most {goal:g}{unit}", met, commands
    )


def missing(what: str, against: str, why: object) -> Row:
    """The row of a comparison that could not be made."""
    return Row(what, against, f"not measured: {why}")


HEAD = "| What | Against | Ours to theirs | Goal | | Commands | Part |"


def line(part: str, row: Row) -> str:
    """A row as a line of the table, with the part that measured it."""
    status = {True: "met", False: "**missed**", None: ""}[row.met]
    said = "; ".join(f"`{each}`" for each in row.commands)
    cells = (row.what, row.against, row.measured, row.goal, status, said, f"`{part}`")
    return "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in cells) + " |"


def markdown(lines: Iterable[str]) -> str:
    """The table of these lines."""
    return "\n".join([HEAD, "| --- | --- | --- | --- | --- | --- | --- |", *lines])


# ---------------------------------------------------------------- a part of the suite


def options(about: str, rounds: int) -> argparse.ArgumentParser:
    """The options that every part has."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-r", "--rounds", type=int, default=rounds, help=f"rounds that are counted (default {rounds})")
    parser.add_argument("--rows", type=Path, help="write the rows there too, as lines of JSON")
    return parser


def tell(rows: Iterable[Row], given: argparse.Namespace) -> int:
    """Print the rows as they come, and write them where --rows says; 1 if a goal was missed, else 0.

    What goes wrong on the way is printed, and ends them with a row that says so.
    """
    missed = False
    if given.rows:
        given.rows.write_text("", "utf-8")
    for row in _to_the_end(rows):
        missed |= row.met is False
        status = {True: ", met", False: ", MISSED", None: ""}[row.met]
        against = "" if row.against == "–" else f", against {row.against}"
        print(f"{row.what}{against}: {row.measured}; goal {row.goal}{status}", flush=True)
        if given.rows:
            with given.rows.open("a", encoding="utf-8") as file:
                file.write(json.dumps(asdict(row), ensure_ascii=False) + "\n")
    return int(missed)


def _to_the_end(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, and a last one where what makes them fails."""
    try:
        yield from rows
    except Exception as error:
        traceback.print_exc()
        yield missing("what comes after in this part", "–", f"{type(error).__name__}: {error}")

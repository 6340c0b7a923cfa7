"""How long a redline of two plain texts takes beside `git diff --word-diff`, what memory, and whether it is right.

    python benchmarks/redline.py [-r ROUNDS] [--others] [--timeout SECONDS]

Generates a convention of some 48,000 words in 1,460 paragraphs and two amended versions of it, of which it is known
what was changed: light (100 changes, 12 of them moves, a new article) and heavy (800 changes, 60 moves, five new
articles). Times in turns, within one run, our redline (reading both texts included) and a process of
`git diff --no-index --word-diff`; then the light text by two other packages (with --others: they are installed in an
environment of their own in a temporary folder, and given up after the timeout); then two treaties that have nothing
in common, and ten megabytes of one line. Memory is the most that a fresh process held that did nothing else.
Counts the planted moves that were found and the moves that were never made. Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from travaux.diff.plain import read  # noqa: E402
from travaux.diff.redline import redline, structural  # noqa: E402
from travaux.model.redline import Comparand, Redline  # noqa: E402
from treaties import printed, treaty  # noqa: E402
from treaty_amender import Pair, amended  # noqa: E402

GIT = ["git", "-c", "core.pager=cat", "diff", "--no-index", "--word-diff"]
QUIET = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}

# What a fresh process runs: two files in; seconds and the most memory it held (MB) out. Not ru_maxrss, which
# begins with what the parent held when it forked.
ALONE = """
import re, sys, time
from pathlib import Path
start = time.perf_counter()
from travaux.diff.plain import read
from travaux.diff.redline import redline
from travaux.model.redline import Comparand
redline(*(Comparand(each, read(Path(each).read_text("utf-8"))) for each in sys.argv[1:]))
print(time.perf_counter() - start, int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""
# The same with other packages, in an environment of their own; only the comparison is timed, not the import.
OTHERS = {
    "prosediff": """
from prosediff import compare_paths
start = time.perf_counter(); compare_paths(*sys.argv[1:])
""",
    "redlines": """
from redlines import Redlines
start = time.perf_counter(); Redlines(old, new).output_markdown
""",
}
OTHER = """
import sys, time
old, new = (open(each, encoding="utf-8").read() for each in sys.argv[1:])
{}
print(time.perf_counter() - start)
"""


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table; `met` is None where no goal is set."""

    what: str
    goal: str
    measured: str
    met: bool | None = None


def compared(old: str, new: str, how: Callable[[Comparand, Comparand], Redline] = redline) -> Redline:
    """Our redline of two texts."""
    return how(Comparand("old", read(old)), Comparand("new", read(new)))


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def in_turns(rounds: int, *works: Callable[[int], object]) -> list[float]:
    """The median seconds of each work, all of them once in every round, which is told; the first is not counted."""
    times = [[timed(lambda work=work, at=at: work(at)) for work in works] for at in range(rounds + 1)][1:]  # type: ignore[misc]
    return [statistics.median(each) for each in zip(*times, strict=True)]


def files(folder: Path, name: str, old: str, new: str) -> tuple[str, str]:
    """The texts written to files."""
    out = []
    for side, text in (("old", old), ("new", new)):
        path = folder / f"{name}.{side}.txt"
        path.write_text(text, encoding="utf-8")
        out.append(str(path))
    return out[0], out[1]


def git(paths: tuple[str, str]) -> None:
    subprocess.run([*GIT, *paths], stdout=subprocess.DEVNULL, env=QUIET, check=False)


def alone(paths: tuple[str, str], timeout: float | None = None) -> tuple[float, float]:
    """Seconds and megabytes of a fresh process that does only this redline, its imports included."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, *paths], capture_output=True, text=True, check=True, timeout=timeout
    )
    seconds, memory = done.stdout.split()
    return float(seconds), float(memory)


# ---------------------------------------------------------------- what is measured


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair of texts, as files too."""

    pair: Pair
    paths: tuple[str, str]


def samples(folder: Path, name: str, count: int, touched: int, moved: int, articles: int) -> list[Sample]:
    """Pairs of their own for every round, so that nothing kept from one serves the next."""
    out = []
    for seed in range(1, count + 1):
        pair = amended(treaty(seed), seed + 1, touched, moved, articles)
        out.append(Sample(pair, files(folder, f"{name}{seed}", pair.old, pair.new)))
    return out


def ours(sample: Sample) -> Redline:
    """What is compared with git: both texts read, and their redline, effects in law apart."""
    return compared(sample.pair.old, sample.pair.new, structural)


def beside_git(name: str, every: Sequence[Sample], goal: float) -> Iterator[Result]:
    mine, theirs, whole, fresh = in_turns(
        len(every) - 1,
        lambda at: ours(every[at]),
        lambda at: git(every[at].paths),
        lambda at: compared(every[at].pair.old, every[at].pair.new),
        lambda at: alone(every[at].paths),
    )
    what = f"{name} text, beside git diff --word-diff ({theirs * 1000:.0f} ms)"
    yield Result(what, f"≤ {goal:g} ×", f"{mine / theirs:.1f} × ({mine * 1000:.0f} ms)", mine <= goal * theirs)
    yield Result(f"{name} text, read again and with effects in law", "none set", f"{whole / theirs:.1f} ×")
    yield Result(f"{name} text, a fresh Python process and all of it", "none set", f"{fresh / theirs:.1f} ×")


def memory(name: str, sample: Sample) -> Result:
    most = alone(sample.paths)[1]
    return Result(f"{name} text, memory of a fresh process", "< 100 MB", f"{most:.0f} MB", most < 100)


def moves(name: str, every: Sequence[Sample]) -> Iterator[Result]:
    """How many of the planted moves were found, and how many were found that nobody planted."""
    number = found = false = 0
    for sample in every:
        planted = Counter(
            (each.old[0], each.new[0]) for each in sample.pair.planted if each.touch in ("moved", "moved and edited")
        )
        told = Counter(
            (row.old.text, row.new.text)
            for row in ours(sample).rows
            if row.status in ("moved", "moved-changed") and row.old and row.new
        )
        number, found, false = (
            number + planted.total(), found + (planted & told).total(), false + (told - planted).total()
        )  # fmt: skip
    yield Result(f"{name} texts ({len(every)}), planted moves found", f"{number}", f"{found}", found == number)
    yield Result(f"{name} texts ({len(every)}), moves that nobody made", "0", f"{false}", not false)


def other(python: Path, name: str, paths: tuple[str, str], timeout: float) -> float | None:
    """Seconds that another package takes; None where it was given up."""
    script = OTHER.format(OTHERS[name])
    try:
        done = subprocess.run(
            [python, "-c", script, *paths], capture_output=True, text=True, check=True, timeout=timeout
        )
    except subprocess.TimeoutExpired:
        return None
    return float(done.stdout.split()[-1])


def others(folder: Path, every: Sequence[Sample], timeout: float) -> Iterator[Result]:
    """The light text by other packages, ours timed directly before and after each of them."""
    subprocess.run([sys.executable, "-m", "venv", folder / "others"], check=True)
    python = folder / "others" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-qq", *OTHERS], check=True)
    for name, goal in (("prosediff", 40), ("redlines", 100)):
        before = in_turns(len(every) - 1, lambda at: ours(every[at]))
        theirs = other(python, name, every[0].paths, timeout)
        mine = statistics.mean(before + in_turns(len(every) - 1, lambda at: ours(every[at])))
        ratio, sign = (theirs or timeout) / mine, "" if theirs else "> "
        took = f"{theirs:.1f} s" if theirs else f"given up after {timeout:g} s"
        yield Result(f"light text, {name} beside ours ({took})", f"≥ {goal} ×", f"{sign}{ratio:.0f} ×", ratio >= goal)


def unrelated(rounds: int) -> Result:
    texts = [printed(treaty(seed)) for seed in range(100, 102 + rounds)]
    [seconds] = in_turns(rounds, lambda at: compared(texts[at], texts[at + 1], structural))
    return Result("two unrelated texts of 48,000 words", "< 0.5 s", f"{seconds:.2f} s", seconds < 0.5)


def one_line(folder: Path, timeout: float) -> Iterator[Result]:
    """Ten megabytes without a line break, one word in a thousand replaced."""
    words = " ".join(printed(treaty(seed, 5000)) for seed in range(10)).split()
    words *= 1 + 10_000_000 // sum(len(word) + 1 for word in words)
    old = " ".join(words)[:10_000_000]
    words[500::1000] = ["amended"] * len(words[500::1000])
    new = " ".join(words)[: len(old)]
    paths = files(folder, "line", old, new)
    theirs = timed(lambda: git(paths))
    what = f"ten megabytes of one line, a fresh process, beside git ({theirs:.1f} s)"
    try:
        seconds, most = alone(paths, timeout)
    except subprocess.TimeoutExpired:
        yield Result(what, "none set", f"given up after {timeout:g} s")
    else:
        yield Result(what, "none set", f"{seconds / theirs:.1f} × ({seconds:.1f} s, {most:.0f} MB)")


def results(folder: Path, rounds: int, timeout: float, with_others: bool) -> Iterator[Result]:
    light = samples(folder, "light", rounds + 1, 100, 12, 1)
    heavy = samples(folder, "heavy", rounds + 1, 800, 60, 5)
    for name, every, goal in (("light", light, 3), ("heavy", heavy, 8)):
        yield from beside_git(name, every, goal)
        yield from moves(name, every)
        yield memory(name, every[0])
    if with_others:
        yield from others(folder, light, timeout)
    yield unrelated(rounds)
    yield from one_line(folder, timeout)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("-r", "--rounds", type=int, default=7)
    options.add_argument("--others", action="store_true", help="compare with two packages of the Python index too")
    options.add_argument(
        "--timeout", type=float, default=120.0, help="seconds after which another package, or one line, is given up"
    )
    given = options.parse_args()
    if not shutil.which("git"):
        raise SystemExit("git is needed to compare with")
    missed = False
    print(f"{'what':<78} {'goal':>9}  measured")
    with tempfile.TemporaryDirectory() as folder:
        for each in results(Path(folder), given.rounds, given.timeout, given.others):
            missed |= each.met is False
            print(f"{each.what:<78} {each.goal:>9}  {each.measured}{'' if each.met is not False else ', missed'}")
            sys.stdout.flush()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())

"""How long a redline of two plain texts takes beside `git diff --word-diff`, what memory, and whether it is right.

    python benchmarks/redline.py [-r ROUNDS] [--timeout SECONDS]

Generates a convention of some 48,000 words in 1,460 paragraphs and two amended versions of it, of which it is known
what was changed: light (100 changes, 12 of them moves, a new article) and heavy (800 changes, 60 moves, five new
articles). Times in turns, within one run, our redline (reading both texts included) and a process of
`git diff --no-index --word-diff`; then the light text by prosediff and redlines (given up after the timeout), of the
versions that benchmarks/peers/*.lock name; then two treaties that have nothing
in common, and ten megabytes of one line. Memory is the most that a fresh process held that did nothing else.
Counts the planted moves that were found and the moves that were never made. Ends with 1 where a goal is missed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from measuring import (
    ROOT,
    Row,
    Unmeasured,
    figure,
    in_turns,
    middle,
    missing,
    options,
    ratio,
    run,
    short,
    surroundings,
    tell,
    timed,
)
from peer import peer

sys.path.insert(0, str(ROOT / "tests"))

from travaux.diff.plain import read
from travaux.diff.redline import redline, structural
from travaux.model.redline import Comparand, Redline
from treaties import printed, treaty
from treaty_amender import Pair, amended

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


def compared(old: str, new: str, how: Callable[[Comparand, Comparand], Redline] = redline) -> Redline:
    """Our redline of two texts."""
    return how(Comparand("old", read(old)), Comparand("new", read(new)))


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


def alone(paths: tuple[str, str], timeout: float = 900.0) -> tuple[float, float]:
    """Seconds and megabytes of a fresh process that does only this redline, its imports included."""
    seconds, memory = run([sys.executable, "-c", ALONE, *paths], timeout=timeout).split()
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


def by_round(rounds: int, **works: Callable[[int], object]) -> dict[str, list[float]]:
    """As `in_turns`, each work told which round it is (the first, 0, is not counted)."""
    rounds_of = {name: iter(range(rounds + 1)) for name in works}
    calls = {name: lambda name=name, work=work: work(next(rounds_of[name])) for name, work in works.items()}  # type: ignore[misc]
    return in_turns(rounds, calls)


def beside_git(name: str, every: Sequence[Sample], goal: float) -> Iterator[Row]:
    """Ours beside git, each round with a text of its own."""
    took = by_round(
        len(every) - 1,
        ours=lambda at: ours(every[at]),
        git=lambda at: git(every[at].paths),
        whole=lambda at: compared(every[at].pair.old, every[at].pair.new),
        fresh=lambda at: alone(every[at].paths),
    )
    version = run(["git", "--version"]).split()[2]
    against, commands = f"git {version} diff --word-diff", ("redline", "git diff --no-index --word-diff")
    yield ratio(f"redline, {name} text: its structure and words", took["ours"], against, took["git"], goal, commands)
    what = f"redline, {name} text: read again and with effects in law"
    yield ratio(what, took["whole"], against, took["git"], None, commands)
    what = f"redline, {name} text: a fresh Python process and all of it"
    yield ratio(what, took["fresh"], against, took["git"], None, commands)


def memory(name: str, sample: Sample) -> Row:
    most = alone(sample.paths)[1]
    return Row(f"redline, {name} text: memory of a fresh process", "–", f"{most:.0f} MB", "under 100 MB", most < 100)


def moves(name: str, every: Sequence[Sample]) -> Iterator[Row]:
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
    what = f"redline, {len(every)} {name} texts"
    yield Row(f"{what}: planted moves found", "–", f"{found}", f"{number}", found == number)
    yield Row(f"{what}: moves found that nobody made", "–", f"{false}", "none", not false)


def other(python: Path, name: str, paths: tuple[str, str], timeout: float) -> float | None:
    """Seconds that another package takes; None where it was given up; raises `Unmeasured` where it fails."""
    script = OTHER.format(OTHERS[name])
    try:
        done = subprocess.run(
            [python, "-c", script, *paths],
            capture_output=True, text=True, check=True, timeout=timeout, env=surroundings(ours=False),
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return None
    except subprocess.CalledProcessError as error:
        raise Unmeasured(error.stderr.strip().splitlines()[-1]) from error
    return float(done.stdout.split()[-1])


def others(every: Sequence[Sample], timeout: float) -> Iterator[Row]:
    """The light text by other packages, once, ours timed directly before and after each of them."""
    for name, goal in (("prosediff", 1 / 40), ("redlines", 1 / 100)):
        try:
            made = peer(name)
            mine = by_round(len(every) - 1, ours=lambda at: ours(every[at]))["ours"]
            theirs = other(made.python, name, every[0].paths, timeout)
            mine += by_round(len(every) - 1, ours=lambda at: ours(every[at]))["ours"]
        except Unmeasured as error:
            yield missing("redline, light text", name, error)
            continue
        took, sign = theirs or timeout, "" if theirs else "less than "
        over = "" if theirs else "over "
        said = f"{sign}{figure(middle(mine) / took)} ({short(middle(mine))} to {over}{short(took)}, once)"
        # Given up, it takes longer than this: the goal may be known to be met, but not to be missed.
        met = middle(mine) <= goal * took or (False if theirs else None)
        yield Row("redline, light text", made.title, said, f"at most {goal:g}", met, ("redline", name))


def unrelated(rounds: int) -> Row:
    texts = [printed(treaty(seed)) for seed in range(100, 102 + rounds)]
    seconds = middle(by_round(rounds, ours=lambda at: compared(texts[at], texts[at + 1], structural))["ours"])
    return Row("redline of two unrelated texts of 48,000 words", "–", f"{seconds:.2f} s", "under 0.5 s", seconds < 0.5)


def one_line(folder: Path, timeout: float) -> Iterator[Row]:
    """Ten megabytes without a line break, one word in a thousand replaced."""
    words = " ".join(printed(treaty(seed, 5000)) for seed in range(10)).split()
    words *= 1 + 10_000_000 // sum(len(word) + 1 for word in words)
    old = " ".join(words)[:10_000_000]
    words[500::1000] = ["amended"] * len(words[500::1000])
    new = " ".join(words)[: len(old)]
    paths = files(folder, "line", old, new)
    theirs, what = timed(lambda: git(paths)), "redline of ten megabytes of one line, a fresh process"
    try:
        seconds, most = alone(paths, timeout)
    except Unmeasured as error:
        yield missing(what, "git diff --word-diff", error)
    else:
        said = f"{figure(seconds / theirs)} ({short(seconds)} to {short(theirs)}, one round, {most:.0f} MB)"
        yield Row(what, "git diff --word-diff", said)


def rows(rounds: int, timeout: float) -> Iterator[Row]:
    """The rows of the table."""
    if not shutil.which("git"):
        raise Unmeasured("git is needed to compare with")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        light = samples(folder, "light", rounds + 1, 100, 12, 1)
        heavy = samples(folder, "heavy", rounds + 1, 800, 60, 5)
        for kind, every, goal in (("light", light, 3), ("heavy", heavy, 8)):
            yield from beside_git(kind, every, goal)
            yield from moves(kind, every)
            yield memory(kind, every[0])
        yield from others(light, timeout)
        yield unrelated(rounds)
        yield from one_line(folder, timeout)


def main() -> int:
    parser = options(__doc__, 7)
    parser.add_argument("--timeout", type=float, default=120.0, help="seconds after which a package is given up")
    given = parser.parse_args()
    return tell(rows(given.rounds, given.timeout), given)


if __name__ == "__main__":
    sys.exit(main())

"""How time and memory grow: 100, 1,000 and 10,000 clauses, loaded and checked, and built to a web page.

    python benchmarks/growth.py [-n CLAUSES]... [-r ROUNDS] [--plot FILE]

Each is a process of its own, with nothing kept from an earlier run. Time is that of the processors, of the process and
those that it started, from its start to its end; memory is what the kernel says that the process held at most
(`VmHWM`). The exponent is the slope of the least squares over the logarithms, nothing subtracted: what starts and loads
is in it, so that it says too little of what follows; that over the last step says more. --plot draws all of it.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

import convention
from growth_figure import Line, figure_of
from measuring import ROOT, Row, options, processor, run, tell

GOAL = 1.05
COUNTS = (100, 1000, 10000)
PEAK = r"""
import re
from pathlib import Path
print(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1])
"""
WORKS = {
    "load and check": """
import sys
from pathlib import Path
from travaux.load.library import load
library, found = load(Path.cwd(), Path(sys.argv[1]))
assert library is not None and not found, found
""",
    "build to a web page": """
import sys
from travaux.cli.main import main
sys.argv[1:] = ["build", "--format", "html", "--no-cache"]
try:
    main()
except SystemExit as end:
    assert not end.code
""",
}
SHOWN = {"load and check": "load", "build to a web page": "travaux build --format html --no-cache"}


@dataclass(frozen=True, slots=True)
class Point:
    """What one work took at one size: seconds of processor time, megabytes at most."""

    count: int
    seconds: float
    memory: float


def measured(root: Path, work: str, rounds: int, count: int) -> Point:
    """The median of so many rounds, after one that is not counted; of one round, where that took over half a minute."""
    command = [sys.executable, "-c", WORKS[work] + PEAK, ROOT]
    seconds, memory = [], []
    for at in range(rounds + 1):
        before = processor()
        memory.append(int(run(command, root).split()[-1]) / 1024)
        seconds.append(processor() - before)
        if at and seconds[0] > 30:
            break
    return Point(count, median(seconds[1:]), median(memory[1:]))


def exponent(points: Sequence[Point]) -> float:
    """The slope of the least squares over the logarithms of size and time."""
    return linear_regression([math.log(p.count) for p in points], [math.log(p.seconds) for p in points]).slope


def every(counts: Sequence[int], rounds: int) -> dict[str, list[Point]]:
    """Each work at each size, in turns by size."""
    found: dict[str, list[Point]] = {work: [] for work in WORKS}
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            convention.project(Path(name), count)
            for work, points in found.items():
                points.append(measured(Path(name), work, rounds, count))
    return found


def rows(counts: Sequence[int], rounds: int, plot: Path | None) -> Iterator[Row]:
    """The rows of the table; the figure is drawn into `plot`."""
    found = every(counts, rounds)
    if plot:
        plot.write_text(figure_of(lines(found)), "utf-8")
    for work, points in found.items():
        sizes = ", ".join(f"{p.count:,}" for p in points)
        times = ", ".join(f"{p.seconds:.2f} s" for p in points)
        slope, last = exponent(points), exponent(points[-2:])
        said = f"exponent {slope:.2f}; over the last step {last:.2f} ({times} of processor time)"
        yield Row(
            f"growth: {work}, {sizes} clauses", "–", said, f"at most {GOAL}", max(slope, last) <= GOAL, (SHOWN[work],)
        )
        memory = ", ".join(f"{p.memory:.0f} MB" for p in points)
        yield Row(f"most memory: {work}, {sizes} clauses", "–", memory, commands=(SHOWN[work],))


def lines(found: dict[str, list[Point]]) -> list[Line]:
    """What is drawn: of each work its time and its memory."""
    return [
        Line(work, tuple((p.count, p.seconds, p.memory) for p in each), exponent(each), exponent(each[-2:]))
        for work, each in found.items()
    ]


def main() -> int:
    parser = options(__doc__, 3)
    parser.add_argument("-n", "--clauses", type=int, action="append", help="a size (default 100, 1000 and 10000)")
    parser.add_argument("--plot", type=Path, help="draw it into this file")
    given = parser.parse_args()
    return tell(rows(given.clauses or COUNTS, given.rounds, given.plot), given)


if __name__ == "__main__":
    sys.exit(main())

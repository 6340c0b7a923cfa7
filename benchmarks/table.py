"""Every benchmark in one run, and its one table: ours beside the peers, with versions, goals and commands.

    python benchmarks/table.py [PART]... [--quick | --record]

`make bench` is this. A part is a script of this folder (`pages`, `growth`,
…); all of them, if none is named. Each runs in a process of its own, one after the other; one that fails leaves the
rows that it had and a row that says why, and the others go on. The table comes at the end whether goals are met or
not, and the exit code is 0. --quick makes one round of each on small samples: it shows that everything works, and
nothing more. --record puts the table into docs/performance.md, where the rows of parts that did not run stay as they
are, and the figure of growth into docs/growth.svg.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from measuring import ROOT, Row, line, markdown, missing

HERE = Path(__file__).resolve().parent
PAGE, FIGURE = ROOT / "docs" / "performance.md", ROOT / "docs" / "growth.svg"
BEGIN, END = "<!-- what make bench prints -->", "<!-- up to here -->"
PARTS = ("startup", "load", "checks", "lint", "pages", "again", "growth", "pdf", "packs", "redline", "word")
SMALL = {
    "load": ("-n", "50"), "checks": ("-n", "50"), "lint": ("-n", "50"), "pages": ("-n", "50"), "again": ("-n", "50"),
    "growth": ("-n", "20", "-n", "50"), "packs": ("minister", "--no-change"), "redline": ("--timeout", "5"),
}  # fmt: skip
OURS = ("PyYAML", "weasyprint", "click", "pydantic", "lxml")


def measured(part: str, more: Sequence[str]) -> Iterator[tuple[str, Row]]:
    """The rows of one part, each with the script that made it; what else it says goes to standard error."""
    script = f"benchmarks/{part}.py"
    with tempfile.TemporaryDirectory() as name:
        rows = Path(name) / "rows"
        command = [sys.executable, str(HERE / f"{part}.py"), "--rows", str(rows), *more]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
        lines = rows.read_text("utf-8").splitlines() if rows.is_file() else []
    for each in lines:
        made = json.loads(each)
        yield script, Row(**{**made, "commands": tuple(made["commands"])})
    if done.returncode not in (0, 1) or not lines:
        yield script, missing(part, "–", f"the script ended with {done.returncode}")


def machine(busy: float) -> str:
    """What it ran on; `busy`: how many processes wanted a processor before it began (the load average of a minute)."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in OURS)
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False).stdout.split()[2:3]
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"Machine: {count} processors, {platform.system()} {platform.machine()}; "
        f"{platform.python_implementation()} {platform.python_version()}, {versions}, git {''.join(git) or 'none'}; "
        f"load average {busy:.1f} before it began."
    )


def arguments(part: str, given: argparse.Namespace) -> list[str]:
    """What a part is called with."""
    if given.quick:
        return ["-r", "1", *SMALL.get(part, ())]
    return ["--plot", str(FIGURE)] if given.record and part == "growth" else []


def recorded(text: str) -> dict[str, list[str]]:
    """The lines of the table in a page, by part."""
    found: dict[str, list[str]] = {part: [] for part in PARTS}
    for each in text.partition(BEGIN)[2].partition(END)[0].splitlines():
        part = re.search(r"`benchmarks/(\w+)\.py` \|$", each)
        if part and part[1] in found:
            found[part[1]].append(each)
    return found


def record(page: str, lines: Mapping[str, list[str]], told: str) -> str:
    """The page with its table made anew: the lines of these parts, and of the others those that it has."""
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    every = {**recorded(page), **lines}
    table = markdown(each for part in PARTS for each in every[part])
    return f"{before}{BEGIN}\n{table}\n\n{told}\n{END}{after}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--quick", action="store_true", help="one round on small samples")
    how.add_argument("--record", action="store_true", help="put the table and the figure into docs/")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    lines: dict[str, list[str]] = {}
    told = machine(os.getloadavg()[0])
    for part in given.parts or PARTS:
        print(f"benchmarks/{part}.py", file=sys.stderr, flush=True)
        lines[part] = [line(script, row) for script, row in measured(part, arguments(part, given))]
        if given.record:  # at once, so that what was measured stays if the rest is stopped
            PAGE.write_text(record(PAGE.read_text("utf-8"), lines, told), "utf-8")
    print(f"{markdown(each for every in lines.values() for each in every)}\n\n{told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

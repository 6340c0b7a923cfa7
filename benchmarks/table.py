"""Every benchmark in one run, and its one table: ours beside the peers, with versions, goals and commands.

    python benchmarks/table.py [PART]... [--quick] [--out FILE] [--plot FILE]

`make bench` is this, with the figure of growth put into docs/. A part is a script of this folder (`pages`, `growth`,
…); all of them, if none is named. Each runs in a process of its own, one after the other; one that fails leaves the
rows that it had and a row that says why, and the others go on. The table comes at the end whether goals are met or
not, and the exit code is 0. --quick makes one round of each on small samples: it shows that everything works, and
nothing more.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from measuring import Row, markdown, missing

HERE = Path(__file__).resolve().parent
PARTS = ("startup", "load", "checks", "lint", "pages", "again", "growth", "pdf", "packs", "redline", "word")
SMALL = {
    "load": ("-n", "50"), "checks": ("-n", "50"), "lint": ("-n", "50"), "pages": ("-n", "50"), "again": ("-n", "50"),
    "growth": ("-n", "20", "-n", "50"), "packs": ("minister",), "redline": ("--timeout", "5"),
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
    for line in lines:
        made = json.loads(line)
        yield script, Row(**{**made, "commands": tuple(made["commands"])})
    if done.returncode not in (0, 1) or not lines:
        yield script, missing(part, "–", f"the script ended with {done.returncode}")


def machine() -> str:
    """What it ran on."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in OURS)
    git = subprocess.run(["git", "--version"], capture_output=True, text=True, check=False).stdout.split()[2:3]
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"Machine: {count} processors, {platform.system()} {platform.machine()}; "
        f"{platform.python_implementation()} {platform.python_version()}, {versions}, git {''.join(git) or 'none'}."
    )


def arguments(part: str, given: argparse.Namespace) -> list[str]:
    """What a part is called with."""
    out = ["-r", "1", *SMALL.get(part, ())] if given.quick else []
    return [*out, "--plot", str(given.plot)] if part == "growth" and given.plot else out


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"one of {', '.join(PARTS)}")
    parser.add_argument("--quick", action="store_true", help="one round on small samples")
    parser.add_argument("--out", type=Path, help="write the table there too")
    parser.add_argument("--plot", type=Path, help="draw the growth into this file")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    rows: list[tuple[str, Row]] = []
    for part in given.parts or PARTS:
        print(f"benchmarks/{part}.py", file=sys.stderr, flush=True)
        rows += measured(part, arguments(part, given))
    table = f"{markdown(rows)}\n\n{machine()}\n"
    if given.out:
        given.out.write_text(table, "utf-8")
    print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())

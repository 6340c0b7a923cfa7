"""How long `travaux --help` takes, against a bare click program with as many commands.

Both run as processes of their own, turn and turn about, so that whatever else the machine
does falls on both. Goal: the ratio of the medians and that of the minima are at most 1.2.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

GOAL = 1.2
TRAVAUX = "import sys; sys.argv[0] = 'travaux'; from travaux.cli.main import main; main()"
# Modules are found by name in both, and compiled beforehand in both.
BARE = "import sys; sys.argv[0] = 'bare'; from bare_program import main; main()"
HEAD = '''"""A bare click program."""
import click


@click.group()
def main():
    """Do nothing, in as many ways."""
'''
COMMAND = '''

@main.command("{name}")
def _{number}():
    """{help}"""
'''


def seconds(code: str, folder: Path) -> float:
    """One run of `--help`, from the start of the process to its end."""
    command = [sys.executable, "-c", code, "--help"]
    start = time.perf_counter()
    subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def commands(folder: Path) -> list[tuple[str, str]]:
    """The names and short descriptions of travaux's commands, read off its own help."""
    run = [sys.executable, "-c", TRAVAUX, "--help"]
    text = subprocess.run(run, cwd=folder, check=True, capture_output=True, text=True).stdout
    listed = text.partition("Commands:\n")[2].splitlines()
    rows = [line.split(maxsplit=1) for line in listed if line.startswith("  ") and not line.startswith("   ")]
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows]


def bare_program(names: list[tuple[str, str]]) -> str:
    """The source of a click program with these commands."""
    body = (COMMAND.format(name=name, number=n, help=text.replace('"', "'")) for n, (name, text) in enumerate(names))
    return HEAD + "".join(body)


def main() -> int:
    """Measure and print; exit 1 if the goal is missed and `--check` was given."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=40, help="runs of each program (default 40)")
    options.add_argument("--check", action="store_true", help="exit 1 if the goal is missed")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = commands(folder)
        (folder / "bare_program.py").write_text(bare_program(names), encoding="utf-8")
        programs = {"bare click": BARE, "travaux": TRAVAUX}
        for code in programs.values():  # compile, and warm the file cache
            seconds(code, folder)
        times: dict[str, list[float]] = {label: [] for label in programs}
        for _ in range(given.runs):
            for label, code in programs.items():
                times[label].append(seconds(code, folder))
    print(f"--help with {len(names)} commands, {given.runs} runs each, alternating")
    for label, each in times.items():
        print(f"{label:<12} median {statistics.median(each) * 1000:6.1f} ms   minimum {min(each) * 1000:6.1f} ms")
    ratios = [pick(times["travaux"]) / pick(times["bare click"]) for pick in (statistics.median, min)]
    met = max(ratios) <= GOAL
    line = f"ratio        median {ratios[0]:6.2f}      minimum {ratios[1]:6.2f}      goal {GOAL}: "
    print(line + ("met" if met else "MISSED"))
    return 1 if given.check and not met else 0


if __name__ == "__main__":
    sys.exit(main())

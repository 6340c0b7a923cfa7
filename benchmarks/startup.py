"""How long `travaux --help` takes, against a bare click program with as many commands.

Both run as processes of their own, turn and turn about, so that whatever else the machine
does falls on both. Goal: the ratio of the medians is at most 1.1.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from measuring import TRAVAUX, Command, Row, commands_in_turns, options, run, tell

GOAL = 1.1
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


def commands(folder: Path) -> list[tuple[str, str]]:
    """The names and short descriptions of travaux's commands, read off its own help."""
    text = run([*TRAVAUX, "--help"], folder)
    listed = text.partition("Commands:\n")[2].splitlines()
    rows = [line.split(maxsplit=1) for line in listed if line.startswith("  ") and not line.startswith("   ")]
    return [(row[0], row[1] if len(row) > 1 else "") for row in rows]


def bare_program(names: list[tuple[str, str]]) -> str:
    """The source of a click program with these commands."""
    body = (COMMAND.format(name=name, number=n, help=text.replace('"', "'")) for n, (name, text) in enumerate(names))
    return HEAD + "".join(body)


def rows(rounds: int) -> Iterator[Row]:
    """The row of the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        names = commands(folder)
        (folder / "bare_program.py").write_text(bare_program(names), encoding="utf-8")
        bare = Command("a bare script --help", (sys.executable, "-c", BARE, "--help"), folder)
        ours = Command("travaux --help", (*TRAVAUX, "--help"), folder)
        took = commands_in_turns(rounds, {"bare": bare, "ours": ours})
    against = f"a bare click program with as many commands ({len(names)}; click {version('click')})"
    yield took.row("`travaux --help`", "ours", against, "bare", GOAL)


def main() -> int:
    given = options(__doc__, 40).parse_args()
    return tell(rows(given.rounds), given)


if __name__ == "__main__":
    sys.exit(main())

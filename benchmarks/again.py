"""Ten thousand clauses built again: nothing changed, and one clause changed, beside libyaml's events over the files.

    python benchmarks/again.py [-n CLAUSES] [-r ROUNDS]

`travaux build` as a whole command, in a project that was built before; the other side is one process, its start counted
too, that reads the same files and has libyaml run over them, and does nothing else.
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import convention
from measuring import TRAVAUX, Command, Row, commands_in_turns, options, tell

GOAL = 0.7
EVENTS = """
import sys
from pathlib import Path
import yaml
for each in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    for _ in yaml.parse(each.read_bytes(), yaml.CSafeLoader):
        pass
"""


def changing(file: Path) -> object:
    """What changes a word that is printed, to another one at each call."""
    text, numbers = file.read_text("utf-8"), itertools.count()
    return lambda: file.write_text(
        text.replace("Each {{ party }} shall", f"Each {{{{ party }}}} now {next(numbers)} shall"), "utf-8"
    )


def rows(count: int, rounds: int) -> Iterator[Row]:
    """The rows of the table."""
    import yaml

    with tempfile.TemporaryDirectory() as name:
        same, other = Path(name) / "same", Path(name) / "other"
        files = [convention.project(each, count) for each in (same, other)]
        build = (*TRAVAUX, "build", convention.NAME, "--format", "html")
        shown = "travaux build --format html"
        took = commands_in_turns(
            rounds,
            {
                "same": Command(shown, build, same),
                "other": Command(shown, build, other, changing(files[1][count // 2])),  # type: ignore[arg-type]
                "events": Command(
                    "for each in yaml.parse(…, CSafeLoader)", (sys.executable, "-c", EVENTS, same / "clauses")
                ),
            },
        )
    against = f"reading the files and libyaml's events (PyYAML {yaml.__version__})"
    yield took.row(f"{count:,} clauses built again, nothing changed", "same", against, "events", GOAL)
    yield took.row(f"{count:,} clauses built again, one changed", "other", against, "events")


def main() -> int:
    parser = options(__doc__, 3)
    parser.add_argument("-n", "--clauses", type=int, default=10000)
    given = parser.parse_args()
    return tell(rows(given.clauses, given.rounds), given)


if __name__ == "__main__":
    sys.exit(main())

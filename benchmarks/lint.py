"""How long the rules take: on generated clauses beside loading them, and on the whole library.

    python benchmarks/lint.py [-n CLAUSES]... [-r ROUNDS] [--slowest]

Writes CLAUSES generated clauses of about 2.5 kB into a temporary folder and times, in turns within
one run, `travaux`'s `load` and every rule over what was loaded; then does the same with the library
of this repository and the text of each of its instruments. --slowest names the rules that take longest.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import load as generated
from measuring import ROOT, Row, Unmeasured, middle, options, ratio, tell, timed

from travaux.lint.api import judge, rules
from travaux.lint.ground import Ground
from travaux.load.library import load
from travaux.model.library import Library
from travaux.model.stages import Referred, Request
from travaux.pipeline import refer

GOAL = 6
TAILS = generated.TAILS[:1]


def sound(root: Path, count: int) -> Path:
    """A project of generated clauses, with the closed lists and the law of this repository: nothing is wrong in it."""
    generated.CONDUCT, generated.TAILS = ("causing a person to be advertised through an online service",), TAILS
    for number, file in enumerate(generated.project(root, count)):
        text = file.read_text("utf-8").replace("mental: [knowing-or-reckless]", "mental: [knowing]")
        file.write_text(text.replace("an online service", f"the online service {number}"), "utf-8")
    shutil.copytree(ROOT / "clauses" / "law", root / "clauses" / "law", dirs_exist_ok=True)
    shutil.copy(ROOT / "clauses" / "vocabulary.yaml", root / "clauses" / "vocabulary.yaml")
    return root


def loaded(root: Path) -> Library:
    library, _ = load(root, ROOT)
    if library is None:
        raise Unmeasured(f"{root} can't be loaded")
    return library


def compared(root: Path, rounds: int, texts: bool) -> tuple[list[float], list[float]]:
    """The seconds of loading, and of all rules over what was loaded (and over its texts), each freshly loaded."""
    times: dict[str, list[float]] = {"load": [], "rules": []}
    for _ in range(rounds + 1):
        library = loaded(root)
        made = [refer(library, Request(name)) for name in library.instruments] if texts else []
        times["load"].append(timed(lambda: loaded(root)))
        times["rules"].append(timed(lambda made=made, library=library: judge(library, made)))  # type: ignore[misc]
    return times["load"][1:], times["rules"][1:]


def slowest(library: Library, texts: Sequence[Referred], count: int) -> list[tuple[float, str]]:
    """The rules that take longest, each with a fresh ground beneath it for what it asks first."""
    ground = Ground(library, texts)
    found = []
    for each in rules().values():
        start = time.perf_counter()
        over = {"clause": tuple(ground.clauses()), "text": ground.texts, "library": (library,)}[each.over]
        for subject in over:
            list(each.check(subject, ground))
        found.append((time.perf_counter() - start, f"{each.code} {each.slug}"))
    return sorted(found, reverse=True)[:count]


def rows(count: int, rounds: int, told: bool) -> Iterator[Row]:
    """The row of the table for so many generated clauses."""
    with tempfile.TemporaryDirectory() as folder:
        sound(Path(folder), count)
        loading, ruling = compared(Path(folder), rounds, texts=False)
        longest = slowest(loaded(Path(folder)), (), 5) if told else []
    yield ratio(f"every rule over {count:,} sound clauses, in one process", ruling, "loading them", loading, GOAL)
    tell_slowest(longest)


def own(rounds: int, told: bool) -> Iterator[Row]:
    """The row for this repository's library."""
    loading, ruling = compared(ROOT, rounds, texts=True)
    library = loaded(ROOT)
    made = [refer(library, Request(name)) for name in library.instruments]
    what = f"every rule over this library and its {len(made)} texts, in one process"
    row = ratio(what, ruling, "loading the library", loading)
    yield replace(row, goal="half a second in all", met=middle(ruling) <= 0.5)
    tell_slowest(slowest(library, made, 5) if told else [])


def tell_slowest(found: Sequence[tuple[float, str]]) -> None:
    """Print the rules that take longest."""
    if found:
        print("longest: " + ", ".join(f"{name} {seconds:.3f} s" for seconds, name in found))


def main() -> int:
    parser = options(__doc__, 3)
    parser.add_argument("-n", "--clauses", type=int, action="append", help="how many (default 1000, then 10000)")
    parser.add_argument("--slowest", action="store_true", help="name the rules that take longest")
    given = parser.parse_args()
    rules()
    counts = given.clauses or (1000, 10000)
    generated_rows = (row for count in counts for row in rows(count, given.rounds, given.slowest))
    return tell(chain(generated_rows, own(given.rounds, given.slowest)), given)


if __name__ == "__main__":
    sys.exit(main())

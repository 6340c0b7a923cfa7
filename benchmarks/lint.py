"""How long the rules take: on generated clauses beside loading them, and on the whole library.

    python benchmarks/lint.py [-n CLAUSES] [-r ROUNDS] [--limit RATIO]

Writes CLAUSES generated clauses of about 2.5 kB into a temporary folder and times, in turns within
one run, `travaux`'s `load` and every rule over what was loaded. Then does the same with the library
of this repository and the text of each of its instruments, and names the rules that take longest.
With --limit it ends with 1 if the rules take more than RATIO times as long as loading.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import load as generated

from travaux.lint.api import judge, rules
from travaux.lint.ground import Ground
from travaux.load.library import load
from travaux.model.library import Library
from travaux.model.stages import Referred, Request
from travaux.pipeline import refer

ROOT = Path(__file__).parents[1]
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
        raise SystemExit(f"{root} can't be loaded")
    return library


def compared(root: Path, rounds: int, texts: bool) -> tuple[float, float]:
    """The median seconds of loading, and of all rules over what was loaded (and over its texts)."""
    times: dict[str, list[float]] = {"load": [], "rules": []}
    for _ in range(rounds + 1):
        library = loaded(root)
        made = [refer(library, Request(name)) for name in library.instruments] if texts else []
        times["load"].append(generated.timed(lambda: loaded(root)))
        times["rules"].append(generated.timed(lambda made=made, library=library: judge(library, made)))  # type: ignore[misc]
    middle = {name: statistics.median(every[1:]) for name, every in times.items()}
    return middle["load"], middle["rules"]


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


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("-n", "--clauses", type=int, default=10000)
    options.add_argument("-r", "--rounds", type=int, default=3)
    options.add_argument("--limit", type=float, default=0.0, help="end with 1 if the ratio of medians is above this")
    given = options.parse_args()
    rules()
    with tempfile.TemporaryDirectory() as folder:
        sound(Path(folder), given.clauses)
        loading, ruling = compared(Path(folder), given.rounds, texts=False)
        first = slowest(loaded(Path(folder)), (), 5)
    ratio = ruling / loading
    print(f"{given.clauses} generated clauses: load {loading:.3f} s, rules {ruling:.3f} s, ratio {ratio:.2f}")
    own_loading, own_ruling = compared(ROOT, given.rounds, texts=True)
    library = loaded(ROOT)
    texts = [refer(library, Request(name)) for name in library.instruments]
    print(f"the library and its {len(texts)} texts: load {own_loading:.3f} s, rules {own_ruling:.3f} s")
    for where, every in (("generated", first), ("library", slowest(library, texts, 5))):
        print(f"longest ({where}): " + ", ".join(f"{name} {seconds:.3f} s" for seconds, name in every))
    return int(bool(given.limit) and ratio > given.limit)


if __name__ == "__main__":
    sys.exit(main())

"""How long the strict loader takes beside PyYAML's CSafeLoader alone on the same files.

    python benchmarks/load.py [-n CLAUSES] [-r ROUNDS] [--limit RATIO]

Writes CLAUSES generated clauses of about 2.5 kB into a temporary folder and times, in
turns within one run, reading each file with `yaml.load(…, CSafeLoader)` and `travaux`'s
`load` (strict YAML, schema, and what must exist). Prints the least and the median of each
and the ratio of the two; beside it the ratio when what was parsed before is known (against
reading the files and running libyaml over them, too), when every prose field is loaded into the
tree as well, and when every file is marked. With --limit it ends with 1 above that ratio.
"""

from __future__ import annotations

import argparse
import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from travaux.load.known import known
from travaux.load.library import load
from travaux.load.placed import Marks
from travaux.load.text import parse_prose
from travaux.model.clause import Clause
from travaux.model.library import Library

CONDUCT = (
    "causing a person to be advertised, offered or otherwise promoted by means of a computer system",
    "arranging, brokering or scheduling access to a person through an online service",
    "publishing an offer of work, study or travel which is false in a material respect",
    "receiving or passing on a payment, in whatever form, for the services of another person",
)
TAILS = (
    "with the knowledge that the person is a victim of\n[trafficking in persons](term:trafficking-in-persons)",
    "knowing, or being reckless as to whether, the person is a victim within the meaning of\n[](#ets-185:11.2)",
    "for the purpose of [exploitation](term:exploitation), whether or not any exploitation takes place;\nor",
)
REASONS = (
    "None of the acts that the Trafficking Protocol lists is advertising: the offence closes that gap…",
    "“Knowledge” follows the Convention’s own pattern; recklessness would reach the negligent host.",
    "Several delegations doubted that a definition by reference would be certain enough for a criminal court.",
)
VOCABULARY = """\
mental: {knowing: {about: Knowledge, words: [knowing]}, knowing-or-reckless: {about: Recklessness}}
conduct: {advertise: {about: Advertising, words: [advertis]}}
instrumentality: {}
means: {}
purpose: {exploitation: {about: Exploitation}}
victim: {any-person: {about: Any person, words: [person]}}
profiles: {EP: Expression-protective, BR: Broad-coverage}
flags: {beyond-palermo: Goes beyond the Trafficking Protocol}
terms: {trafficking-in-persons: Trafficking in persons}
"""


def block(text: str, indent: int) -> str:
    """A literal block's lines."""
    return "".join(" " * indent + line + "\n" for line in text.split("\n"))


def provision(rng: random.Random) -> str:
    """Two labelled paragraphs, the first of them with points."""
    points = "\n".join(f"   {letter}. {rng.choice(CONDUCT)};" for letter in "ab")
    return (
        f"1. {rng.choice(CONDUCT).capitalize()}, {rng.choice(TAILS)}, including:\n{points}\n"
        f"2. Each {{{{ party }}}} shall consider paragraph [](#:1), {rng.choice(TAILS)}."
    )


def clause(number: int, rng: random.Random) -> str:
    """The YAML of one clause of about 2.5 kB."""
    place = '{into: national-measures, because: "It stands with the other offences."}'
    claims = "".join(
        f'  - claim: "{rng.choice(REASONS)}"\n    cite: "[@kunze, {rng.randrange(240, 290)}]"\n'
        f"    stance: {stance}\n    confidence: high\n"
        for stance in ("for", "against")
    )
    return (
        f"kind: offence\nheading: Advertising by means of a computer system, number {number}\n"
        f"placement:\n  optional-protocol: {place}\n  model-convention: {place}\n"
        "elements:\n  mental: [knowing]\n  conduct: [advertise]\n  victim: any-person\n  gravamen: conduct\n"
        "default: knowing\nvariants:\n"
        "  knowing:\n    label: Knowledge that the person is a victim of trafficking\n"
        f"    stance: {{for: [EP], against: [BR]}}\n    text: |\n{block(provision(rng), 6)}"
        "  reckless:\n    label: Knowledge or recklessness\n    stance: {for: [BR], against: [EP]}\n"
        f"    elements: {{mental: [knowing-or-reckless]}}\n    text: |\n{block(provision(rng), 6)}"
        f"rationale:\n{claims}commentary: |\n{block(rng.choice(REASONS) + ' ' + rng.choice(REASONS), 2)}"
        f'closes: [gap-advertising]\ndraws-on: [{{instrument: opsc, article: "3.1", relation: extends}}]\n'
        f"requires:\n  - clause-{number // 2}\n"
    )


def project(root: Path, count: int, write: Callable[[int, random.Random], str] = clause) -> list[Path]:
    """A project of so many clauses in themes of a hundred; gives the clauses' files."""
    rng = random.Random(20)
    (root / "clauses" / "law").mkdir(parents=True)
    (root / "clauses" / "vocabulary.yaml").write_text(VOCABULARY, "utf-8")
    (root / "clauses" / "gaps.yaml").write_text('gap-advertising: {statement: A gap., as-of: "2026-05"}\n', "utf-8")
    law = "title: The Optional Protocol\nshort: OPSC\ncite-as: OPSC\n"
    (root / "clauses" / "law" / "opsc.yaml").write_text(law, "utf-8")
    files = []
    for number in range(count):
        folder = root / "clauses" / f"theme-{number // 100}"
        folder.mkdir(exist_ok=True)
        files.append(folder / f"clause-{number}.yaml")
        files[-1].write_text(write(number, rng), "utf-8")
    return files


def prose(made: Clause) -> Iterator[str]:
    """Every prose field of a clause."""
    yield from (made.heading, made.commentary)
    yield from (each.because for each in made.placement.values())
    for variant in made.variants.values():
        yield from (variant.label, variant.text, variant.heading, variant.commentary)
    for claim in made.rationale:
        yield from (claim.claim, claim.cite)


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("-n", "--clauses", type=int, default=1000)
    options.add_argument("-r", "--rounds", type=int, default=5)
    options.add_argument("--limit", type=float, default=0.0, help="end with 1 if the ratio of medians is above this")
    given = options.parse_args()

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        files = project(root, given.clauses)
        size = sum(each.stat().st_size for each in files) / len(files)

        def alone() -> None:
            for each in files:
                yaml.load(each.read_bytes(), yaml.CSafeLoader)

        def ours() -> Library:
            library, found = load(root)
            if library is None or found or len(library.clauses) != len(files):
                raise SystemExit("\n".join(str(each) for each in found[:5]) or "clauses are missing")
            return library

        def in_tree() -> None:
            for each in ours().clauses.values():
                for text in prose(each):
                    parse_prose(text)

        def marked() -> None:
            for path, text in ours().texts.items():
                Marks(text, path)

        def events() -> None:
            for each in files:
                for _ in yaml.parse(each.read_bytes(), yaml.CSafeLoader):
                    pass

        def warm() -> None:
            load(root, known=known(root, root / "kept"))

        kinds = {
            "CSafeLoader alone": alone,
            "libyaml's events alone": events,
            "load": ours,
            "load, what was parsed known": warm,
            "load and every prose field": in_tree,
            "load, marked": marked,
        }
        for work in kinds.values():
            work()
        times: dict[str, list[float]] = {name: [] for name in kinds}
        for _ in range(given.rounds):
            for name, work in kinds.items():
                times[name].append(timed(work))

    print(f"{given.clauses} clauses of {size:.0f} bytes, {given.rounds} rounds in turns")
    base = statistics.median(times["CSafeLoader alone"])
    for name, every in times.items():
        middle = statistics.median(every)
        print(f"{name:28} least {min(every):8.3f} s   median {middle:8.3f} s   ratio {middle / base:5.2f}")
    ratio = statistics.median(times["load, what was parsed known"]) / statistics.median(times["libyaml's events alone"])
    print(f"what was parsed known, against libyaml's events alone: {ratio:.2f}")
    return int(bool(given.limit) and statistics.median(times["load"]) > given.limit * base)


if __name__ == "__main__":
    sys.exit(main())

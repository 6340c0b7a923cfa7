"""How long the strict loader takes beside PyYAML's CSafeLoader alone on the same files.

    python benchmarks/load.py [-n CLAUSES]... [-r ROUNDS]

Writes CLAUSES generated clauses of about 2.5 kB into a temporary folder and times, in
turns within one run, reading each file with `yaml.load(…, CSafeLoader)` and `travaux`'s
`load` (strict YAML, schema, and what must exist); the same when what was parsed before is known
(against reading the files and running libyaml over them, too), when every prose field is loaded into the
tree as well, and when every file is marked.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml
from measuring import Row, Unmeasured, in_turns, options, ratio, tell

from travaux.load.known import known
from travaux.load.library import load
from travaux.load.placed import Marks
from travaux.load.text import parse_prose
from travaux.model.clause import Clause
from travaux.model.library import Library

GOAL, AGAIN = 0.5, 0.7
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


class Bench:
    """The works that are timed, on the clauses of a project."""

    def __init__(self, root: Path, count: int) -> None:
        self.root, self.files = root, project(root, count)

    def alone(self) -> None:
        """PyYAML by itself."""
        for each in self.files:
            yaml.load(each.read_bytes(), yaml.CSafeLoader)

    def events(self) -> None:
        """Reading the files, and libyaml's events."""
        for each in self.files:
            for _ in yaml.parse(each.read_bytes(), yaml.CSafeLoader):
                pass

    def ours(self) -> Library:
        """The strict loader; raises `Unmeasured` where something is wrong in the library."""
        library, found = load(self.root)
        if library is None or found or len(library.clauses) != len(self.files):
            raise Unmeasured("; ".join(str(each) for each in found[:5]) or "clauses are missing")
        return library

    def in_tree(self) -> None:
        """The same, and every prose field read."""
        for each in self.ours().clauses.values():
            for text in prose(each):
                parse_prose(text)

    def marked(self) -> None:
        """The same, and the place of every key and value."""
        for path, text in self.ours().texts.items():
            Marks(text, path).key(())  # every key and value, by the careful reader

    def warm(self) -> None:
        """What was parsed before is known."""
        load(self.root, known=known(self.root, self.root / "kept"))


def rows(count: int, rounds: int) -> Iterator[Row]:
    """The rows of the table for so many clauses."""
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder), count)
        works = ("alone", "events", "ours", "warm", "in_tree", "marked")
        took = in_turns(rounds, {name: getattr(bench, name) for name in works})
    what, peer = f"{count:,} clauses loaded, in one process", f"CSafeLoader alone (PyYAML {yaml.__version__})"
    commands = ("load", "yaml.load(…, CSafeLoader)")
    yield ratio(f"{what}: strict, prose not parsed", took["ours"], peer, took["alone"], GOAL, commands)
    yield ratio(
        f"{what}: what was parsed before known", took["warm"], "libyaml's events alone", took["events"], AGAIN, commands
    )
    yield ratio(f"{what}: every prose field read into the tree", took["in_tree"], peer, took["alone"], None, commands)
    yield ratio(f"{what}: the place of every key and value marked", took["marked"], peer, took["alone"], None, commands)


def main() -> int:
    parser = options(__doc__, 5)
    parser.add_argument("-n", "--clauses", type=int, action="append", help="how many (default 1000, then 10000)")
    given = parser.parse_args()
    return tell((row for count in given.clauses or (1000, 10000) for row in rows(count, given.rounds)), given)


if __name__ == "__main__":
    sys.exit(main())

"""A long convention to be built: a project of any number of clauses whose words are printed, and these words alone.

    python benchmarks/convention.py FOLDER [-n CLAUSES]

Writes into FOLDER a project in which nothing is wrong: CLAUSES generated clauses of about 2.5 kB on measures (each with
two variants, reasons, a commentary, references to its own paragraphs and terms), one that defines the term, and one
instrument that takes them all, fifty to a chapter. No sentence is like another, so that nothing which is kept for one
serves the next.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from pathlib import Path

import load as generated

CHAPTER = 50
NAME = "convention"
VERBS = (
    "keep under review", "record", "publish each year", "make available to the other Parties",
    "evaluate together with the services concerned", "set out in its national strategy",
    "bring to the attention of the depositary",
    "support", "co-ordinate", "examine", "simplify", "extend", "finance", "improve",
)  # fmt: skip
OBJECTS = (
    "the procedures for the referral of victims", "the training of labour inspectors", "the statistics on assistance",
    "the standards of shelters", "the exchange of liaison officers", "the guidance that is given to carriers",
    "the protection of personal data", "the conditions of recovery and reflection",
    "the programmes of voluntary return",
    "the criteria of identification", "the funds from which compensation is paid", "the lists of competent authorities",
    "the legal aid in civil proceedings", "the interpretation at hearings", "the rules on evidence by video link",
)  # fmt: skip
MANNERS = (
    "in consultation with civil society", "with due regard to the rights of the child",
    "having regard to its legal system",
    "to the extent permitted by its law", "without prejudice to the confidentiality of proceedings",
    "on the basis of reciprocity", "with the resources available", "in a language which the person understands",
    "in so far as the person concerned consents", "in accordance with its international obligations",
)  # fmt: skip
DEFINITION = """\
kind: definition
heading: Trafficking in persons
placement:
  model-convention: {into: common-provisions, because: "Terms used in several articles are defined once."}
defines: [trafficking-in-persons]
default: reference
variants:
  reference:
    label: By reference to the Optional Protocol
    text: |
      “[trafficking in persons](def:trafficking-in-persons)” has the meaning that other treaties in force give to it
rationale:
  - {claim: "A term of many articles is defined once.", cite: "[@kunze, 241]", stance: for, confidence: high}
"""
SOURCES = """\
kunze: {type: book, title: The drafting of protocols, short: Kunze, issued: "2010"}
"""


@dataclass(frozen=True, slots=True)
class Words:
    """What an article says: its heading, its first paragraph with points, its second."""

    heading: str
    lead: str
    points: tuple[str, str]
    after: str


def sentence(rng: random.Random) -> str:
    """What a Party does: "keep under review …, in consultation with …, within 17 months"."""
    months = rng.randrange(2, 400)
    return f"{rng.choice(VERBS)} {rng.choice(OBJECTS)}, {rng.choice(MANNERS)}, within {months} months"


def words(number: int, rng: random.Random) -> Words:
    """The words of one variant of the clause of this number."""
    first, second, third, fourth = (sentence(rng) for _ in range(4))
    return Words(
        f"Measures of the series {number}",
        f"Each Party shall, with a view to preventing trafficking in persons, {first}, and shall in particular:",
        (f"{second};", f"{third}."),
        f"Each Party shall, where it has acted under paragraph 1 of this article in the case numbered {number},"
        f" {fourth}.",
    )


def marked(said: Words) -> str:
    """The same in the markup of clauses: blanks, terms and references in place of words."""
    lead = said.lead.replace(" trafficking in persons", "\n   [trafficking in persons](term:trafficking-in-persons)")
    lines = (
        f"1. {lead}",
        *(f"   {letter}. {each}" for letter, each in zip("ab", said.points, strict=True)),
        f"2. {said.after.replace('paragraph 1 of this article', '[](#:1)')}",
    )
    return "\n".join(lines).replace("Each Party", "Each {{ party }}").replace("other Parties", "other {{ parties }}")


def said_by(number: int) -> tuple[Words, Words]:
    """The words of the clause of this number: of its default variant, which is printed, and of the other."""
    rng = random.Random(number)
    return words(number, rng), words(number, rng)


def clause(number: int, _: random.Random | None = None) -> str:
    """The YAML of one clause; it depends on its number alone."""
    rng = random.Random(-number - 1)
    chapter = f"chapter-{number // CHAPTER + 1}"
    place = f'{{into: {chapter}, because: "It stands with the other measures of its series."}}'
    said, other = said_by(number)
    claims = "".join(
        f'  - claim: "To {sentence(rng)}, is what the services asked for."\n'
        f'    cite: "[@kunze, {rng.randrange(240, 290)}]"\n    stance: {stance}\n    confidence: high\n'
        for stance in ("for", "against")
    )
    notes = f"Some Parties {sentence(rng)}. Others {sentence(rng)}."
    before = f"requires:\n  - clause-{number // 2}\n" if number else ""
    return (
        f"kind: prevention\nheading: {said.heading}\nplacement:\n  model-convention: {place}\n"
        f"default: shall\nvariants:\n  shall:\n    label: A duty to act\n    stance: {{for: [BR], against: [EP]}}\n"
        f"    text: |\n{generated.block(marked(said), 6)}"
        f"  other:\n    label: Another duty\n    stance: {{for: [EP], against: [BR]}}\n"
        f"    text: |\n{generated.block(marked(other), 6)}"
        f"rationale:\n{claims}commentary: |\n{generated.block(notes, 2)}"
        f"closes: [gap-advertising]\ndraws-on: [{{instrument: opsc, article: '3.1', relation: extends}}]\n{before}"
    )


def instrument(count: int) -> str:
    """The YAML of the instrument that takes every clause."""
    chapters = "".join(
        f"  - chapter:\n      id: chapter-{first // CHAPTER + 1}\n"
        f"      heading: Measures of chapter {first // CHAPTER + 1}\n"
        f"      contents: [{', '.join(f'clause-{n}' for n in range(first, min(first + CHAPTER, count)))}]\n"
        for first in range(0, count, CHAPTER)
    )
    return (
        "title: A long convention\nshort: Long convention\nvehicle: model-convention\nstyle: coe\npreamble: []\nbody:\n"
        "  - chapter:\n      id: common-provisions\n      heading: Common provisions\n      contents:\n"
        '        - article: {id: definitions, heading: Definitions, lead: "For the purposes of {{ self }}:",'
        f" points: [definition]}}\n{chapters}"
        "report: {introduction: How it came about., considerations: What was considered.}\n"
    )


def project(root: Path, count: int) -> list[Path]:
    """A project of so many clauses that are printed; gives the clauses' files."""
    files = generated.project(root, count, clause)
    (root / "clauses" / "theme-0" / "definition.yaml").write_text(DEFINITION, "utf-8")
    (root / "clauses" / "sources.yaml").write_text(SOURCES, "utf-8")
    gaps = 'gap-advertising: {title: Advertising, statement: A gap., as-of: "2026-05"}\n'
    (root / "clauses" / "gaps.yaml").write_text(gaps, "utf-8")
    folder = root / "templates" / "instruments"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.yaml").write_text(instrument(count), "utf-8")
    return files


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    options.add_argument("folder", type=Path)
    options.add_argument("-n", "--clauses", type=int, default=1000)
    given = options.parse_args()
    project(given.folder, given.clauses)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Generated treaties, printed.

A treaty is a row of units (chapters, articles, paragraphs, points) that know one another by number, never by
label: labels and references are made when it is printed, so that an inserted article renumbers what follows
and every reference to it, as a careful secretariat would. The same seed makes the same text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat
from typing import Literal, TypeAlias

from treaty_words import ACTS, BODIES, LEADS, MONTHS, NOUNS, NUMBERS, OPENERS, PLACES, QUALITIES, TAILS

Kind: TypeAlias = Literal["chapter", "article", "paragraph", "point"]


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to another unit of the same treaty, and the punctuation after it."""

    unit: int
    after: str = ""


Token: TypeAlias = str | Ref
Sentence: TypeAlias = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A heading, paragraph or point; `number` names it for ever."""

    number: int
    kind: Kind
    sentences: tuple[Sentence, ...]


Treaty: TypeAlias = tuple[Unit, ...]


# ---------------------------------------------------------------- printing


def _roman(number: int) -> str:
    out = ""
    for value, sign in ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV")):
        while number >= value:
            out, number = out + sign, number - value
    return out + "I" * number


def _letters(number: int) -> str:
    return chr(96 + number) if number <= 26 else _letters((number - 1) // 26) + _letters((number - 1) % 26 + 1)


def _numbered(treaty: Treaty) -> dict[int, tuple[str, str]]:
    """Of each unit its label as printed, and how it is cited."""
    out = {}
    chapter = article = paragraph = point = 0
    for unit in treaty:
        if unit.kind == "chapter":
            chapter += 1
            out[unit.number] = (f"Chapter {_roman(chapter)}", f"Chapter {_roman(chapter)}")
        elif unit.kind == "article":
            article, paragraph = article + 1, 0
            out[unit.number] = (f"Article {article}", f"Article {article}")
        elif unit.kind == "paragraph":
            paragraph, point = paragraph + 1, 0
            out[unit.number] = (f"{paragraph}.", f"Article {article}, paragraph {paragraph}")
        else:
            point += 1
            letter = _letters(point)
            out[unit.number] = (f"({letter})", f"Article {article}, paragraph {paragraph}({letter})")
    return out


def _words(unit: Unit, numbers: dict[int, tuple[str, str]]) -> str:
    return " ".join(
        token if isinstance(token, str) else numbers[token.unit][1] + token.after
        for sentence in unit.sentences
        for token in sentence
    )


def lines(treaty: Treaty) -> list[tuple[str, str]]:
    """Label and words of each unit, as printed; a heading's words begin with the dash after its label."""
    numbers = _numbered(treaty)
    return [(numbers[unit.number][0], _words(unit, numbers)) for unit in treaty]


def printed(treaty: Treaty) -> str:
    """The text: a line for each unit, an empty one between two."""
    return "\n\n".join(f"{label} {words}" for label, words in lines(treaty)) + "\n"


# ---------------------------------------------------------------- writing


@dataclass(slots=True)
class Writer:
    """Writes sentences; `cited` are the units that references may lead to."""

    random: random.Random
    cited: Sequence[int] = ()

    def thing(self) -> str:
        noun, draw = self.random.choice(NOUNS), self.random.random()
        said = f"{self.random.choice(QUALITIES)} {noun}" if draw < 0.7 else noun
        return f"the {said}" if draw > 0.3 else f"the {said} of the {self.random.choice(NOUNS)}"

    def date(self) -> str:
        return f"{self.random.randint(1, 28)} {self.random.choice(MONTHS)} {self.random.randint(1998, 2039)}"

    def filled(self, pattern: str, after: str = "") -> Sentence:
        """A pattern with its places filled, as tokens; `after` is the punctuation at its end."""
        out: list[Token] = []
        for part in (pattern + after).split():
            name, close, rest = part.partition("}")
            if name == "{ref" and self.cited and self.random.random() < 0.25:
                out.append(Ref(self.random.choice(self.cited), rest))
            elif close:
                out += (self._place(name[1:]) + rest).split()
            else:
                out.append(part)
        return tuple(out)

    def _place(self, name: str) -> str:
        match name:
            case "number":
                return self.random.choice(NUMBERS)
            case "body":
                return self.random.choice(BODIES)
            case "date":
                return self.date()
            case "ref":
                return f"Part {_roman(self.random.randint(1, 12))} of the Annex"
            case "foreign":
                where = f"the Convention done at {self.random.choice(PLACES)} on {self.date()}"
                return f"Article {self.random.randint(2, 60)} of {where}"
            case _:
                return self.thing()

    def act(self, end: str) -> Sentence:
        """What is to be done, to the end of the sentence."""
        tails = self.random.sample(TAILS, self.random.choice((1, 2, 2)))
        out: Sentence = (self.random.choice(ACTS), *self.thing().split())
        for index, tail in enumerate(tails):
            out += (*(() if index == 0 else ("and",)), *self.filled(tail))
        last = out[-1]
        return (*out[:-1], replace(last, after=last.after + end) if isinstance(last, Ref) else last + end)

    def sentence(self, end: str = ".") -> Sentence:
        lead = self.filled(self.random.choice(LEADS)) if self.random.random() < 0.25 else ()
        opener = list(self.filled(self.random.choice(OPENERS)))
        head = str(opener[0])
        opener[0] = head[0].lower() + head[1:] if lead else head[0].upper() + head[1:]
        return (*lead, *opener, *self.act(end))

    def body(self) -> tuple[Sentence, ...]:
        """A paragraph of one to three sentences."""
        return tuple(self.sentence() for _ in range(self.random.choice((1, 1, 1, 2, 2, 3))))

    def heading(self) -> tuple[Sentence, ...]:
        said = f"{self.thing().removeprefix('the ')} and {self.thing()}"
        return (("–", *(said[0].upper() + said[1:]).split()),)


def _plan(rng: random.Random, units: int) -> Iterator[Kind]:
    """The kinds of so many units, in order."""
    made = 0
    while made < units:
        article: list[Kind] = ["article"]
        if rng.random() < 0.08 or not made:
            article.insert(0, "chapter")
        for _ in range(rng.choice((1, 3, 4, 5, 6, 8))):
            article.append("paragraph")
            article.extend(repeat("point", rng.choice((0, 0, 0, 0, 0, 0, 3, 5))))
        for kind in article:
            yield kind
            made += 1
            if made == units:
                return


def treaty(seed: int, units: int = 1460) -> Treaty:
    """A treaty of so many units; the default makes a long convention, of some 48,000 words."""
    rng = random.Random(seed)
    kinds = [*_plan(rng, units)]
    writer = Writer(rng, [number for number, kind in enumerate(kinds) if kind in ("article", "paragraph", "point")])
    out = []
    for number, kind in enumerate(kinds):
        if kind in ("chapter", "article"):
            out.append(Unit(number, kind, writer.heading()))
        elif kind == "point":
            out.append(Unit(number, kind, (writer.act(";"),)))
        else:
            out.append(Unit(number, kind, writer.body()))
    return tuple(out)

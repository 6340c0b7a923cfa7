"""Amended versions of generated treaties, of which it is known what was changed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal, TypeAlias

from treaties import Kind, Ref, Sentence, Treaty, Unit, Writer, lines, printed
from treaty_words import ACTS, NOUNS, NUMBERS, QUALITIES

Touch: TypeAlias = Literal[
    "word replaced", "words inserted", "words deleted", "sentence added", "sentence rewritten",
    "paragraph inserted", "paragraph deleted", "split", "merged", "article inserted", "moved", "moved and edited",
]  # fmt: skip
EDITS: tuple[Touch, ...] = ("word replaced", "words inserted", "words deleted", "sentence added", "sentence rewritten")
SENTENCES: tuple[Touch, ...] = ("sentence added", "sentence rewritten")
LIKE = {word: words for words in (ACTS, NOUNS, QUALITIES, ("shall", "may", "should")) for word in words}
"""Of a word the words that may take its place."""


@dataclass(frozen=True, slots=True)
class Planted:
    """One change: what was done, and the words of the passages concerned before and after, without labels."""

    touch: Touch
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, its amended version, and what was changed."""

    old: str
    new: str
    planted: tuple[Planted, ...]


class Amender:
    """Amends a treaty, each unit at most once, and remembers what it did."""

    def __init__(self, old: Treaty, seed: int) -> None:
        self.old = old
        self.units = [*old]
        self.random = random.Random(seed)
        self.writer = Writer(self.random)
        self.fresh = count(1 + max(unit.number for unit in old))
        self.done: list[tuple[Touch, tuple[int, ...], tuple[int, ...]]] = []
        self.touched: set[int] = set()
        self.cited = {token.unit for unit in old for each in unit.sentences for token in each if isinstance(token, Ref)}

    # -- where

    def at(self, unit: Unit) -> int:
        return next(index for index, each in enumerate(self.units) if each.number == unit.number)

    def _leads(self, index: int) -> bool:
        """Whether a unit has points beneath it."""
        return index + 1 < len(self.units) and self.units[index + 1].kind == "point"

    def wordings(self) -> list[Unit]:
        """Untouched paragraphs and points."""
        return [each for each in self.units if each.kind in ("paragraph", "point") and each.number not in self.touched]

    def candidates(self, uncited: bool = False) -> list[Unit]:
        """Untouched paragraphs that have no points beneath them; where `uncited`, that no reference leads to."""
        return [
            unit
            for index, unit in enumerate(self.units)
            if unit.kind == "paragraph" and unit.number not in self.touched and not self._leads(index)
            if not (uncited and unit.number in self.cited)
        ]

    def drawn(self, units: Sequence[Unit]) -> Unit | None:
        return self.random.choice(units) if units else None

    # -- edits of words

    def edited(self, sentences: tuple[Sentence, ...], touch: Touch) -> tuple[Sentence, ...]:
        """The sentences after a touch of one of them."""
        which = self.random.randrange(len(sentences))
        before, sentence, after = sentences[:which], sentences[which], sentences[which + 1 :]
        if touch == "sentence added":
            spot = self.random.randint(0, len(sentences))
            return (*sentences[:spot], self.writer.sentence(), *sentences[spot:])
        if touch == "sentence rewritten":
            return (*before, self.writer.sentence(), *after)
        return (*before, self._reworded(sentence, touch), *after)

    def _reworded(self, sentence: Sentence, touch: Touch) -> Sentence:
        """A sentence with a word (or a number of days) replaced by one of its kind, with words more or one less."""
        inner = [at for at, each in enumerate(sentence[:-1]) if at and isinstance(each, str) and each.isalpha()]
        known = [at for at in inner if sentence[at] in LIKE]
        days = [at for at, each in enumerate(sentence) if each == "days"]
        if touch == "words inserted" or not known:
            at = self.random.choice(inner)
            made = (self.random.choice(QUALITIES), *self.random.choice(((), ("and", self.random.choice(QUALITIES)))))
            return (*sentence[:at], *made, *sentence[at:])
        if touch == "words deleted":
            at = self.random.choice(inner)
            return (*sentence[:at], *sentence[at + 1 :])
        if days and self.random.random() < 0.5:
            at, said = days[0] - 2, " ".join(map(str, sentence[days[0] - 2 : days[0]]))
            number = self.random.choice([each for each in NUMBERS if each != said])
            return (*sentence[:at], *number.split(), *sentence[at + 2 :])
        at = self.random.choice(known)
        word = self.random.choice([each for each in LIKE[str(sentence[at])] if each != sentence[at]])
        return (*sentence[:at], word, *sentence[at + 1 :])

    def edit(self, touch: Touch) -> bool:
        unit = self.drawn(self.candidates() if touch in SENTENCES else self.wordings())
        if unit is None:
            return False
        self.units[self.at(unit)] = replace(unit, sentences=self.edited(unit.sentences, touch))
        return self.did(touch, (unit.number,), (unit.number,))

    # -- edits of structure

    def did(self, touch: Touch, old: tuple[int, ...], new: tuple[int, ...]) -> bool:
        self.touched |= {*old, *new}
        self.done.append((touch, old, new))
        return True

    def made(self, kind: Kind = "paragraph") -> Unit:
        body = self.writer.heading() if kind == "article" else self.writer.body()
        return Unit(next(self.fresh), kind, body)

    def insert(self) -> bool:
        unit = self.drawn(self.candidates())
        if unit is None:
            return False
        new = self.made()
        self.units.insert(self.at(unit) + 1, new)
        return self.did("paragraph inserted", (), (new.number,))

    def delete(self) -> bool:
        unit = self.drawn(self.candidates(uncited=True))
        if unit is None:
            return False
        self.units.remove(unit)
        return self.did("paragraph deleted", (unit.number,), ())

    def split(self) -> bool:
        unit = self.drawn([each for each in self.candidates() if len(each.sentences) > 1])
        if unit is None:
            return False
        index, second = self.at(unit), Unit(next(self.fresh), "paragraph", unit.sentences[1:])
        self.units[index : index + 1] = [replace(unit, sentences=unit.sentences[:1]), second]
        return self.did("split", (unit.number,), (unit.number, second.number))

    def merge(self) -> bool:
        fit = {each.number for each in self.candidates(uncited=True)}
        pairs = [
            index
            for index, (one, two) in enumerate(zip(self.units, self.units[1:], strict=False))
            if one.kind == "paragraph" and one.number not in self.touched and two.number in fit
        ]
        if not pairs:
            return False
        index = self.random.choice(pairs)
        one, two = self.units[index], self.units[index + 1]
        self.units[index : index + 2] = [replace(one, sentences=one.sentences + two.sentences)]
        return self.did("merged", (one.number, two.number), (one.number,))

    def article(self) -> bool:
        heads = [index for index, unit in enumerate(self.units) if unit.kind == "article" and index]
        if not heads:
            return False
        index = self.random.choice(heads)
        index -= self.units[index - 1].kind == "chapter"
        new = [self.made("article"), *(self.made() for _ in range(3))]
        self.units[index:index] = new
        return self.did("article inserted", (), tuple(each.number for each in new))

    def move(self, edited: bool) -> bool:
        """Move a paragraph of some length to another article, far off."""
        fit = [each for each in self.candidates(uncited=True) if sum(map(len, each.sentences)) > 20]
        unit = self.drawn(fit)
        spots = [] if unit is None else [each for each in self.candidates() if abs(self.at(each) - self.at(unit)) > 12]
        if unit is None or not spots:
            return False
        after = self.random.choice(spots)
        self.units.remove(unit)
        new = replace(unit, sentences=self.edited(unit.sentences, "word replaced")) if edited else unit
        self.units.insert(self.at(after) + 1, new)
        return self.did("moved and edited" if edited else "moved", (unit.number,), (unit.number,))

    # -- all of it

    def touch(self, number: int) -> bool:
        """One change that moves nothing; the number decides which kind."""
        kinds = (*EDITS, "paragraph inserted", *EDITS[:3], "split", *EDITS, "paragraph deleted", *EDITS[:3], "merged")
        match kinds[number % len(kinds)]:
            case "paragraph inserted":
                return self.insert()
            case "paragraph deleted":
                return self.delete()
            case "split":
                return self.split()
            case "merged":
                return self.merge()
            case kind:
                return self.edit(kind)

    def pair(self) -> Pair:
        new = tuple(self.units)
        before, after = (
            {unit.number: words for unit, (_, words) in zip(every, lines(every), strict=True)}
            for every in (self.old, new)
        )
        planted = (
            Planted(touch, tuple(before[each] for each in old), tuple(after[each] for each in made))
            for touch, old, made in self.done
        )
        return Pair(printed(self.old), printed(new), tuple(planted))


def amended(old: Treaty, seed: int, touched: int, moved: int, articles: int = 1) -> Pair:
    """The treaty and a version with so many changes, `moved` of them moves (every other one edited on the way)
    and `articles` of them new articles; fewer, where there is no room for them."""
    amender = Amender(old, seed)
    for _ in range(articles):
        amender.article()
    for number in range(moved):
        amender.move(edited=number % 2 == 1)
    for number in range(touched - moved - articles):
        amender.touch(number)
    return amender.pair()

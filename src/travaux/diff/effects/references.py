"""References that a change left behind, and ranges of articles that take in another one.

Both are told only where the rows prove it: a reference that stays "Article 6" is stale if what was Article 6 is
Article 7 now, or is gone, and if what is Article 6 now was another article, or is new; a range grew if an article
between its ends is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from travaux.diff.references import Number, numbers
from travaux.model.redline import Effect, Passage, Row

_Path: TypeAlias = tuple[str, ...]

_DIGITS: Final = re.compile(r"\d+")
_CITED: Final = re.compile(r"(?:rticles?|aragraphs?)[ \u00a0]([^.;]{1,80})")
_TO: Final = re.compile(r" (?:to|through) |–|-")
_SPAN: Final = re.compile(r"(?: (?:to|through) |–|-)\(?\d")
"""What a text has that names a range."""
_PROVEN: Final = frozenset({"consequential", "moved", "moved-changed", "changed"})


def of_references(rows: Sequence[Row]) -> dict[int, tuple[Effect, ...]]:
    """By the number of a row what its references do; nothing where every provision is there under its number."""
    map_ = _Renumbered.by(rows)
    moved = map_.moved()
    if not moved or not all(map_.articles):
        return {}
    out = {}
    for number, row in enumerate(rows):
        if effects := (*(map_.stale(row) if _names(row, moved) else ()), *map_.ranges(row)):
            out[number] = effects
    return out


def _names(row: Row, moved: frozenset[str]) -> bool:
    """Whether a row may name an article, or a paragraph, that bears another number now, came or went."""
    if not (row.old and row.new):
        return False
    return any(not moved.isdisjoint(_DIGITS.findall(each)) for each in _CITED.findall(row.new.text))


@dataclass(frozen=True, slots=True)
class _Renumbered:
    """The numbers of provisions, from the old to the new and back, and the articles that only one text has.

    `lost` and `made` are the articles and paragraphs of which only the old, or the new, text has anything: those whose
    number names another provision there, or none. `shared` are the articles, old and new, that have a passage in
    common. `articles` says of either text whether it has any.
    """

    there: Mapping[_Path, _Path]
    back: Mapping[_Path, _Path]
    gone: frozenset[str]
    come: frozenset[str]
    lost: frozenset[_Path]
    made: frozenset[_Path]
    shared: frozenset[tuple[str, str]]
    articles: tuple[bool, bool]

    @classmethod
    def by(cls, rows: Sequence[Row]) -> _Renumbered:
        """The map that the pairs of passages give."""
        there: dict[_Path, _Path] = {}
        back: dict[_Path, _Path] = {}
        lone: tuple[set[str], set[str]] = (set(), set())
        alone: tuple[set[_Path], set[_Path]] = (set(), set())
        kept: tuple[set[_Path], set[_Path]] = (set(), set())
        has = [False, False]
        for row in rows:
            for at, side in enumerate((row.old, row.new)):
                if side and side.passages[0].level == "article" and side.passages[0].path:
                    has[at] = True
                    if not (row.old and row.new):
                        lone[at].add(side.passages[0].path[0])
                held = kept if row.old and row.new else alone
                held[at].update(each.path for each in side.passages if each.path) if side else None
            if row.old and row.new:
                one, other = row.old.passages[0].path, row.new.passages[0].path
                if one and other:
                    there.setdefault(one, other)
                    back.setdefault(other, one)
        lost, made = (frozenset(one - other) for one, other in zip(alone, kept, strict=True))
        shared = frozenset((one[0], other[0]) for one, other in there.items())
        return cls(there, back, frozenset(lone[0]), frozenset(lone[1]), lost, made, shared, (has[0], has[1]))

    def moved(self) -> frozenset[str]:
        """The figures of what bears another number now than before, came or went."""
        pairs = ((one, other) for one, other in self.there.items() if one[-1] != other[-1])
        paths = (*(path for pair in pairs for path in pair), *self.lost, *self.made)
        return frozenset(figure for path in paths for figure in _DIGITS.findall(path[-1]))

    def stale(self, row: Row) -> Iterator[Effect]:
        """References whose words stayed, and which lead to another provision than before."""
        if row.old and row.new and row.old.passages[0].clause and row.new.passages[0].clause:
            yield from self._anew(row.old.passages[0], row.new.passages[0])
        for one, other in self._pairs(row):
            if one.path[-1] != other.path[-1] or one.foreign or other.foreign:
                continue
            now, was = self.there.get(one.path), self.back.get(other.path)
            if (now and _differ(now, other.path)) or (was and _differ(was, one.path)):
                name = _name(one.path)
                yield Effect("reference-stale", "neutral", _why(one.path, now, was), name, name)
            elif why := self._replaced(one.path, other.path):
                yield Effect("reference-stale", "neutral", why, _name(one.path), _name(other.path))

    def _anew(self, old: Passage, new: Passage) -> Iterator[Effect]:
        """References of a library's text that bear the number of a provision that is gone, and lead to a new one."""
        named = {each.path for each in numbers(old, self.articles[0]) if not each.foreign}
        for path in dict.fromkeys(each.path for each in numbers(new, self.articles[1]) if not each.foreign):
            elsewhere = len(path) > 1 and path[:1] != new.path[:1]
            if elsewhere and path in named and path in self.lost and path in self.made:
                why = f"{_name(path)} is another provision now: what bore that number is gone."
                yield Effect("reference-stale", "neutral", why, _name(path), _name(path))

    def _replaced(self, one: _Path, other: _Path) -> str:
        """Why a reference that kept its number leads to another provision, or to none; "" where it does not."""
        for cut in range(1, min(len(one), len(other)) + 1):
            was, now = one[:cut], other[:cut]
            if was[:-1] != now[:-1] and self.there.get(was[:-1]) != now[:-1]:
                return ""
            if was[-1] != now[-1] or (cut == 1 and (was[0], now[0]) in self.shared):
                continue
            gone, come = was in self.lost, now in self.made
            if gone and come:
                return f"What was {_name(was)} is gone; this reference now leads to a new provision under its number."
            if gone and now not in self.back:
                return f"What was {_name(was)} is gone; this reference still names it."
            if come and was not in self.there:
                return f"{_name(now)} is new; this reference named it before, when there was none."
        return ""

    def ranges(self, row: Row) -> Iterator[Effect]:
        """Ranges of articles that take in one that is new, or no longer one that is gone."""
        if not (self.gone or self.come) or row.status not in _PROVEN or not row.old or not row.new:
            return
        olds, news = (
            list(_ranges(side.passages[0], has)) for side, has in zip((row.old, row.new), self.articles, strict=True)
        )
        if len(olds) != len(news):
            return
        for one, other in zip(olds, news, strict=True):
            if tuple(self.there.get((end,), ("",))[0] for end in one) == other and one != other:
                yield from _grown(one, other, self.gone, self.come)

    def _pairs(self, row: Row) -> Iterator[tuple[Number, Number]]:
        """The references of a passage, old and new, where it has as many as before.

        Those of a clause are made anew for each text, and never stale; those in words that are quoted lead elsewhere.
        """
        if not (row.old and row.new):
            return
        (old, *more), (new, *others) = row.old.passages, row.new.passages
        if more or others or old.clause or new.clause:
            return
        one = numbers(old, self.articles[0])
        alike = (old.text, old.path, self.articles[0]) == (new.text, new.path, self.articles[1])
        other = one if alike else numbers(new, self.articles[1])
        if len(one) == len(other):
            pairs = zip(one, other, strict=True)
            yield from (pair for pair in pairs if not _quoted(new.text, pair[1]) and not _quoted(old.text, pair[0]))


def _quoted(text: str, number: Number) -> bool:
    return text.count("“", 0, number.begin) > text.count("”", 0, number.begin)


def _differ(expected: _Path, found: _Path) -> bool:
    """Whether a number leads elsewhere by itself, and not only because the one over it does."""
    return expected != found and len(expected) == len(found) and expected[:-1] == found[:-1]


def _why(path: _Path, now: _Path | None, was: _Path | None) -> str:
    name = _name(path)
    if now and _differ(now, path):
        return f"What was {name} is now {_name(now)}; this reference still names {name}."
    return f"{name} now is what was {_name(was or path)}; this reference named {name} before as well."


def _name(path: _Path) -> str:
    """A provision as it is cited: "Article 6, paragraph 2"."""
    if path[0] == "§":
        return f"division {path[-1]}"
    below = ", ".join(("paragraph" if at == 0 else "point") + f" {number}" for at, number in enumerate(path[1:]))
    return f"Article {path[0]}" + (f", {below}" if below else "")


def _ranges(passage: Passage, articles: bool) -> Iterator[tuple[str, str]]:
    """The first and the last article of each range of articles of this text that a passage names."""
    if not _SPAN.search(passage.text):
        return
    for one, other in pairwise(numbers(passage, articles)):
        ours = len(one.path) == len(other.path) == 1 and not one.foreign and not other.foreign
        if ours and _TO.fullmatch(passage.text[one.end : other.begin]):
            yield one.path[0], other.path[0]


def _grown(
    one: tuple[str, str], other: tuple[str, str], gone: frozenset[str], come: frozenset[str]
) -> Iterator[Effect]:
    was, now = f"Articles {one[0]} to {one[1]}", f"Articles {other[0]} to {other[1]}"
    for each in sorted(come, key=_order):
        if _within(each, other):
            why = f"The range now takes in Article {each}, which is new."
            yield Effect("range-grown", "neutral", why, was, now)
    for each in sorted(gone, key=_order):
        if _within(each, one):
            why = f"The range no longer takes in what was Article {each}, which is gone."
            yield Effect("range-shrunk", "neutral", why, was, now)


def _within(number: str, ends: tuple[str, str]) -> bool:
    """Whether an article stands between the ends of a range."""
    return _order(ends[0]) < _order(number) < _order(ends[1])


def _order(number: str) -> tuple[int, str]:
    """A number in the order of numbers, "8 bis" behind "8"."""
    figure = re.match(r"\d+", number)
    return (int(figure.group()), number[figure.end() :]) if figure else (0, number)

"""Provisions that go from one row and come back in another, in other words: neither a loss nor a gain by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from travaux.model.redline import Effect, Row, Side

_STEMS: Final = {
    "reservation": ("reservation-opened", "reservation-closed"),
    "declaration": ("declaration-opened", "declaration-closed"),
    "safeguard": ("safeguard-added", "safeguard-lost"),
}
_PAIRED: Final = frozenset(kind for pair in _STEMS.values() for kind in pair)
_WHY: Final = "In the same provision one {0} comes in and another goes: what {1} is another; read both texts."
_SAYS: Final = {
    "reservation": "may be reserved",
    "declaration": "may be declared",
    "safeguard": "is left alone",
}


class Provisions:
    """Which provision a row belongs to: a clause or, in a plain file, an article, whatever number it bears."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows
        self._now: dict[str, str] = {}
        for row in rows:
            if row.old and row.new and row.new.passages[0].level == row.old.passages[0].level == "article":
                self._now.setdefault(_article(row.old), _article(row.new))
        self._taken = frozenset(self._now.values())

    def of(self, number: int) -> str:
        """The provision of a row; of one that lies in none, or goes from one to another, the row itself."""
        row = self._rows[number]
        clauses = {each.clause for side in (row.old, row.new) if side for each in side.passages}
        if clauses != {""}:
            return clauses.pop() if len(clauses) == 1 else f"row {number}"
        articles = {self._called(_article(row.old))} if row.old else set()
        articles |= {_article(row.new)} if row.new else set()
        return f"article {articles.pop()}" if len(articles) == 1 and "" not in articles else f"row {number}"

    def _called(self, article: str) -> str:
        """An article of the old text by its number in the new one; one that is gone is called as no other."""
        return self._now.get(article) or (f"{article}, gone" if article and article in self._taken else article)


def exchanged(effects: Mapping[int, tuple[Effect, ...]], provisions: Provisions) -> dict[int, tuple[Effect, ...]]:
    """What the words of rows do; of a pair that stands against each other in one provision, no direction."""
    kinds: dict[str, set[str]] = {}
    for number, found in effects.items():
        if mine := {each.kind for each in found} & _PAIRED:
            kinds.setdefault(provisions.of(number), set()).update(mine)
    both = {name: there for name, there in kinds.items() if any(there.issuperset(pair) for pair in _STEMS.values())}
    if not both:
        return dict(effects)
    out = {}
    for number, found in effects.items():
        there = both.get(provisions.of(number), set())
        out[number] = tuple(_neutral(each, there) for each in found)
    return out


def _article(side: Side) -> str:
    return next((each.path[0] for each in side.passages if each.path), "")


def _neutral(effect: Effect, there: set[str]) -> Effect:
    for stem, pair in _STEMS.items():
        if effect.kind in pair and there.issuperset(pair):
            return replace(effect, kind=f"{stem}-changed", direction="neutral", why=_WHY.format(stem, _SAYS[stem]))
    return effect

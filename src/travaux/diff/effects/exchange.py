"""Provisions that go from one row and come back in another, in other words: neither a loss nor a gain by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property
from typing import Final

from travaux.diff.effects.savings import LIMITING
from travaux.model.redline import Effect, Passage, Row

_STEMS: Final = {
    "reservation": ("reservation-opened", "reservation-closed"),
    "declaration": ("declaration-opened", "declaration-closed"),
    "safeguard": ("safeguard-added", "safeguard-lost"),
}
_PAIRED: Final = frozenset(kind for pair in _STEMS.values() for kind in pair)
_INSTEAD: Final = (("safeguard-added", "obligation-dropped"), ("safeguard-lost", "obligation-added"))
"""A saving that comes in or goes, against a duty to hold somebody free that goes or comes in."""
_STEPS: Final = frozenset({"reservation-opened", "reservation-closed", "declaration-opened", "declaration-closed"})
_FREED: Final = frozenset({"obligation-added", "obligation-dropped"})
_WHY: Final = "In the same provision one {0} comes in and another goes: what {1} is another; read both texts."
_SAYS: Final = {
    "reservation": "may be reserved",
    "declaration": "may be declared",
    "safeguard": "is left alone",
}


class Provisions:
    """Which provision a row belongs to: a clause or, in a plain file, an article, whatever number it bears."""

    def __init__(self, rows: Sequence[Row], old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self._rows, self._texts = rows, (old, new)

    def of(self, number: int) -> str:
        """The provision of a row; of one that lies in none, or goes from one to another, the row itself."""
        row = self._rows[number]
        clauses = {each.clause for side in (row.old, row.new) if side for each in side.passages}
        if clauses != {""}:
            return clauses.pop() if len(clauses) == 1 else f"row {number}"
        articles = {self._called(self._articles[0][each.id]) for each in (row.old.passages if row.old else ())}
        articles |= {self._articles[1][each.id] for each in (row.new.passages if row.new else ())}
        if articles == {""} and not any(any(each.values()) for each in self._articles):
            return "the text"
        return f"article {articles.pop()}" if len(articles) == 1 and "" not in articles else f"row {number}"

    def _called(self, article: str) -> str:
        """An article of the old text by its number in the new one; one that is gone is called as no other."""
        return self._now.get(article) or (f"{article}, gone" if article in self._now.values() else article)

    @cached_property
    def _now(self) -> dict[str, str]:
        """The number of each article that both texts have, in the new text by that in the old one."""
        now: dict[str, str] = {}
        for row in self._rows:
            if row.old and row.new and row.new.passages[0].level == row.old.passages[0].level == "article":
                now.setdefault(row.old.passages[0].path[0], row.new.passages[0].path[0])
        return now

    @cached_property
    def _articles(self) -> tuple[dict[str, str], dict[str, str]]:
        """The article in which each passage stands, by its id; "" before the first."""
        return _standing(self._texts[0]), _standing(self._texts[1])


def _standing(passages: Sequence[Passage]) -> dict[str, str]:
    article, out = "", {}
    for each in passages:
        article = each.path[0] if each.level == "article" and each.path else article
        out[each.id] = article
    return out


def exchanged(
    effects: Mapping[int, tuple[Effect, ...]], provisions: Provisions, turned: Set[str] = frozenset()
) -> dict[int, tuple[Effect, ...]]:
    """What the words of rows do; of a pair that stands against each other in one provision, no direction.

    Not so in provisions that `turned` from a saving into a duty: there what was saved is lost.
    """
    effects = _once(effects, provisions)
    kinds: dict[str, set[str]] = {}
    for number, found in effects.items():
        if provisions.of(number) in turned:
            continue
        if mine := {each.kind for each in found if _gives_way(each)}:
            kinds.setdefault(provisions.of(number), set()).update(mine)
    for there in kinds.values():
        there.update(*(_STEMS["safeguard"] for pair in _INSTEAD if there.issuperset(pair)))
    both = {name: there for name, there in kinds.items() if any(there.issuperset(pair) for pair in _STEMS.values())}
    if not both:
        return dict(effects)
    out = {}
    for number, found in effects.items():
        there = both.get(provisions.of(number), set())
        out[number] = tuple(_neutral(each, there) for each in found)
    return out


def _neutral(effect: Effect, there: set[str]) -> Effect:
    for stem, pair in _STEMS.items():
        if effect.kind in pair and there.issuperset(pair) and _gives_way(effect):
            return replace(effect, kind=f"{stem}-changed", direction="neutral", why=_WHY.format(stem, _SAYS[stem]))
    return effect


def _gives_way(effect: Effect) -> bool:
    """Whether an effect may be one half of an exchange; what limits help to persons saves nothing of its own."""
    return (effect.kind in _PAIRED and LIMITING not in effect.why) or (effect.kind in _FREED and _frees(effect))


def _frees(effect: Effect) -> bool:
    """Whether a duty is one that a safeguard lays on the parties: it has no direction, and keeps somebody free."""
    return effect.direction == "neutral" and "held liable" in (effect.old or effect.new)


def _once(effects: Mapping[int, tuple[Effect, ...]], provisions: Provisions) -> dict[int, tuple[Effect, ...]]:
    """Effects, those less that tell a step again: a rule on reservations goes, and in its place one comes that says it.

    What is told stands in the row of the new rule, and names both.
    """
    out = dict(effects)
    for name, kind in {(provisions.of(number), each.kind) for number, found in effects.items() for each in found}:
        if kind not in _STEPS:
            continue
        mine = [(at, each) for at in effects if provisions.of(at) == name for each in effects[at] if each.kind == kind]
        if len(mine) == 2 and {bool(each.old) for _, each in mine} == {True, False}:
            (left, gone), (there, come) = sorted(mine, key=lambda pair: not pair[1].old)
            if not gone.new:
                out[left] = tuple(each for each in out[left] if each is not gone)
                out[there] = tuple(replace(come, old=gone.old) if each is come else each for each in out[there])
    return {number: found for number, found in out.items() if found}

"""Provisions that go from one row and come back in another, in other words: neither a loss nor a gain by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from travaux.model.redline import Effect, Row

_STEMS: Final = {
    "reservation": ("reservation-opened", "reservation-closed"),
    "declaration": ("declaration-opened", "declaration-closed"),
    "safeguard": ("safeguard-added", "safeguard-lost"),
}
_WHY: Final = "In the same provision one {0} comes in and another goes: what {1} is another; read both texts."
_SAYS: Final = {
    "reservation": "may be reserved",
    "declaration": "may be declared",
    "safeguard": "is left alone",
}


def exchanged(rows: Sequence[Row], effects: Sequence[tuple[Effect, ...]]) -> list[tuple[Effect, ...]]:
    """The effects of the words of each row; of a pair that stands against each other in one provision, no direction."""
    kinds: dict[str, set[str]] = {}
    for row, found in zip(rows, effects, strict=True):
        kinds.setdefault(_provision(row), set()).update(each.kind for each in found)
    return [
        tuple(_neutral(each, kinds[_provision(row)]) for each in found)
        for row, found in zip(rows, effects, strict=True)
    ]


def _provision(row: Row) -> str:
    """The clause or, in a plain file, the article of a row; of words outside any, the row itself."""
    passages = [each for side in (row.old, row.new) if side for each in side.passages]
    clause = next((each.clause for each in passages if each.clause), "")
    article = next((each.path[0] for each in passages if each.path), "")
    return clause or (f"article {article}" if article else f"row {passages[0].id}" if passages else "")


def _neutral(effect: Effect, there: set[str]) -> Effect:
    for stem, pair in _STEMS.items():
        if effect.kind in pair and there.issuperset(pair):
            return replace(effect, kind=f"{stem}-changed", direction="neutral", why=_WHY.format(stem, _SAYS[stem]))
    return effect

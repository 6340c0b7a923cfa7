"""Effects in law for tests: listed as lines, and turned round."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from travaux.diff.effects.kinds import OPPOSITE, reverse
from travaux.model.redline import Effect, Op, Redline, Row, Status, Words

Told: TypeAlias = tuple[str, str, str, str]
"""An effect without its sentence: kind, direction, old and new words."""

_SIGNS: dict[Op, Op] = {"=": "=", "-": "+", "+": "-"}
_STATUSES: dict[Status, Status] = {
    "inserted": "deleted",
    "deleted": "inserted",
    "split": "merged",
    "merged": "split",
}


def listed(redline: Redline) -> str:
    """Every effect of a redline, one a line."""
    return "".join(f"{line(effect)}\n" for row in redline.rows for effect in row.effects)


def line(effect: Effect) -> str:
    """An effect in one line: its kind and direction, why, and the words concerned."""
    return f"{effect.kind}, {effect.direction} | {effect.why} | {effect.old or '–'} → {effect.new or '–'}"


def told(redline: Redline) -> list[Told]:
    """Every effect of a redline, without its sentence."""
    return [of(effect) for row in redline.rows for effect in row.effects]


def of(effect: Effect) -> Told:
    return effect.kind, effect.direction, effect.old, effect.new


def flipped(effect: Told) -> Told:
    """The effect of the same change the other way round."""
    kind, direction, old, new = effect
    return reverse(kind), next(other for way, other in OPPOSITE.items() if way == direction), new, old


def reversed_redline(redline: Redline) -> Redline:
    """The same redline with its two texts exchanged."""
    terms = tuple(replace(each, old=each.new, new=each.old) for each in redline.terms)
    return replace(redline, old=redline.new, new=redline.old, rows=tuple(map(reversed_row, redline.rows)), terms=terms)


def reversed_row(row: Row) -> Row:
    status = _STATUSES.get(row.status, row.status)
    return replace(row, status=status, old=row.new, new=row.old, words=reversed_words(row.words))


def reversed_words(words: Words) -> Words:
    return tuple((_SIGNS[sign], text) for sign, text in words)

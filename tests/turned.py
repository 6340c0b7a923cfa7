"""Effects in law for tests: listed as lines, and turned round."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeAlias

from travaux.diff.effects.kinds import goes
from travaux.diff.effects.phrases import creates_offence
from travaux.diff.effects.sentences import changes
from travaux.diff.effects.setting import Setting
from travaux.diff.effects.words import of_changes
from travaux.model.redline import Direction, Effect, Op, Redline, Row, Status, Words

Told: TypeAlias = tuple[str, str, str, str]
"""An effect without its sentence: kind, direction, old and new words."""

_OPPOSITE: dict[Direction, Direction] = {
    "widens": "narrows",
    "narrows": "widens",
    "hardens": "softens",
    "softens": "hardens",
    "neutral": "neutral",
}
"""What a direction becomes when the new text is read as the old one."""
_ENDS = (
    ("added", "dropped"),
    ("added", "lost"),
    ("added", "removed"),
    ("raised", "lowered"),
    ("widened", "narrowed"),
    ("hardened", "softened"),
    ("opened", "closed"),
    ("stated", "unstated"),
    ("to-content", "to-conduct"),
    ("grown", "shrunk"),
)
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
    return reverse(kind), next(other for way, other in _OPPOSITE.items() if way == direction), new, old


def reverse(kind: str) -> str:
    """The kind of the same change the other way: "means-dropped" of "means-added"; itself, if it has no way."""
    for forth, back in _ENDS:
        for end, other in ((forth, back), (back, forth)):
            stem = kind.removesuffix(f"-{end}")
            if stem != kind and _fits(stem, forth, back):
                return f"{stem}-{other}"
    return kind


def _fits(stem: str, forth: str, back: str) -> bool:
    """Whether a stem has this pair of ends, of those that begin alike."""
    return forth != "added" or goes(stem) == f"{stem}-{back}"


def reversed_redline(redline: Redline) -> Redline:
    """The same redline with its two texts exchanged."""
    terms = tuple(replace(each, old=each.new, new=each.old) for each in redline.terms)
    return replace(redline, old=redline.new, new=redline.old, rows=tuple(map(reversed_row, redline.rows)), terms=terms)


def reversed_row(row: Row) -> Row:
    status = _STATUSES.get(row.status, row.status)
    return row._replace(status=status, old=row.new, new=row.old, words=reversed_words(row.words))


def reversed_words(words: Words) -> Words:
    return tuple((_SIGNS[sign], text) for sign, text in words)


def from_words(old: str, new: str, words: Words) -> tuple[Effect, ...]:
    """What the changed words of a text do, by their sentences, with nothing known of where it stands."""
    setting = Setting(offence=creates_offence(old) or creates_offence(new))
    return of_changes([(each, setting) for each in changes(old, new)], words)

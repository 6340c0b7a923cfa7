"""Which rows carry what the library states of a clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from travaux.diff.effects.likeness import nameless
from travaux.diff.effects.numbers import unlabelled
from travaux.diff.effects.phrases import nature
from travaux.diff.effects.points import read_through
from travaux.diff.effects.sentences import normal
from travaux.diff.labels import bare
from travaux.model.redline import Comparand, Effect, Passage, Row, Side, Status

SILENT: Final[frozenset[Status]] = frozenset({"equal", "moved", "renumbered", "editorial", "consequential"})
"""What became of rows whose words say what they said."""
_ALLOWED: Final = ("reservation", "declaration")


def bearers(
    rows: Sequence[Row], typed: Mapping[str, tuple[Effect, ...]], old: Comparand, new: Comparand
) -> dict[int, list[Effect]]:
    """By the number of a row the typed effects that it carries.

    They stand on the first row of the clause that says something else, else on its first; what opens or closes a
    reservation or a declaration stands on the row of that paragraph, if there is one.
    """
    mine = _rows_of(rows, typed)
    out: dict[int, list[Effect]] = {}
    for clause, effects in typed.items():
        numbers = mine.get(clause, [])
        for effect in effects if numbers else ():
            first = _first(numbers, rows, effect)
            place = _place(clause, effect, [(number, rows[number]) for number in numbers], old, new)
            if place is None:
                out.setdefault(first, []).append(effect)
            else:
                out.setdefault(place, []).append(_called(effect, rows[place]))
    return out


def passages(row: Row) -> Iterator[Passage]:
    """The passages of both sides of a row."""
    for side in (row.old, row.new):
        yield from side.passages if side else ()


def spoken(side: Side | None) -> str:
    """The words of a side, its passages a blank line apart, without their labels: these are no numbers that bind.

    The first point of a list that stands beside the words which open it is read with them.
    """
    if side is None:
        return ""
    out = ""
    for each in side.passages:
        text = each.text if each.clause else unlabelled(each.text)
        joins = out.endswith(":") and bool(each.label)
        out = read_through(out, text) if joins else f"{out}\n\n{text}" if out else text
    return out


def _rows_of(rows: Sequence[Row], clauses: Mapping[str, object]) -> dict[str, list[int]]:
    """By clause the numbers of the rows that hold words of it."""
    out: dict[str, list[int]] = {}
    for number, row in enumerate(rows if clauses else ()):
        for clause in {each.clause for each in passages(row)}:
            if clause in clauses:
                out.setdefault(clause, []).append(number)
    return out


def _first(numbers: Sequence[int], rows: Sequence[Row], effect: Effect) -> int:
    """The first row that says something else; what comes in does not stand at words that are gone, nor the reverse."""

    def order(number: int) -> tuple[int, int]:
        return _weight(rows[number]), number

    fits = [number for number in numbers if (rows[number].new if effect.new else rows[number].old)]
    best = min(fits, key=order, default=None)
    first = min(numbers, key=order)
    return best if best is not None and _weight(rows[best]) == _weight(rows[first]) else first


def _weight(row: Row) -> int:
    """The less, the more a row says otherwise.

    A title, or a row of which only the joint, or the articles by which it names the offences, differ, says little.
    """
    if row.status in SILENT:
        return 4 if row.status == "equal" else 3
    if row.old and row.new:
        if all(each.level in ("article", "heading") for each in passages(row)):
            return 1
        one, other = _bare(row.old.text), _bare(row.new.text)
        if one == other or nameless(one).telling == nameless(other).telling:
            return 2
    return 0


def _bare(text: str) -> str:
    """The words of a text, as told apart, without the joint at its end."""
    return normal(text).removesuffix(" and").removesuffix(" or")


def _called(effect: Effect, row: Row) -> Effect:
    """An effect on a reservation, with the number under which the paragraph is printed."""
    if bool(effect.old) == bool(effect.new):
        return effect
    side = (row.new if effect.new else row.old) or row.old or row.new
    label = bare(side.passages[0].label) if side else ""
    if not label or not (effect.old or effect.new).startswith("paragraph ") or "," in effect.old + effect.new:
        return effect
    name = f"paragraph {label}"
    return replace(effect, old=name if effect.old else "", new=name if effect.new else "")


def _place(clause: str, effect: Effect, rows: Sequence[tuple[int, Row]], old: Comparand, new: Comparand) -> int | None:
    """The row of the paragraph that opens or closes a reservation: by its label, and by its words."""
    stem, _, end = effect.kind.partition("-")
    if stem not in _ALLOWED:
        return None
    before, after = (getattr(side.stated[clause], f"{stem}s") for side in (old, new))
    best = 0, 0
    for number, row in rows:
        sides = (row.new, row.old) if end == "opened" else (row.old, row.new)
        labels = (after, before) if end == "opened" else (before, after)
        best = max(best, (_says(stem, clause, sides, labels), -number))
    return -best[1] if best[0] else None


def _says(
    stem: str, clause: str, sides: tuple[Side | None, Side | None], labels: tuple[tuple[str, ...], tuple[str, ...]]
) -> int:
    """How plainly the one side of a row allows what the other does not: by its words 2, by its label 1 more."""
    one, other = (_own(side, clause) for side in sides)
    if not one or (other and _allows(stem, other)):
        return 0
    found = 2 * _allows(stem, one) + (_is_one(one, labels[0]) and not _is_one(other, labels[1]))
    return found or (stem == "declaration" and not other and _allows("permission", one))


def _own(side: Side | None, clause: str) -> tuple[Passage, ...]:
    return tuple(each for each in (side.passages if side else ()) if each.clause == clause)


def _allows(stem: str, mine: Sequence[Passage]) -> bool:
    return any(nature(each.text) == stem for each in mine)


def _is_one(mine: Sequence[Passage], labels: tuple[str, ...]) -> bool:
    return any(bare(each.label) in labels for each in mine if each.label)

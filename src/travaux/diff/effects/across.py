"""Sentences of one provision laid together that left one of its rows and came into another in other words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_
from typing import TypeAlias

from travaux.diff.effects.exchange import Provisions
from travaux.diff.effects.phrases import comparable, nature
from travaux.diff.effects.rewording import binds
from travaux.diff.effects.sentences import Change, akin, alike, normal
from travaux.diff.effects.setting import Set
from travaux.diff.effects.strangers import strangers
from travaux.diff.effects.verbs import modals
from travaux.diff.labels import bare
from travaux.model.redline import Row


@dataclass(slots=True)
class Reading:
    """A row being read: the sentences that changed in it, each with where it stands, and the words over a point.

    `met` says that a sentence of it was found in another row.
    """

    row: Row
    over: str
    changes: list[Set]
    met: bool = False


_Half: TypeAlias = tuple[Reading, Set]
"""A sentence that only one text has, and the row that it is read in."""


def across(reading: Mapping[int, Reading], provisions: Provisions) -> None:
    """Lay together the sentences that left one row of a provision and came into another in other words."""
    together: dict[str, list[Reading]] = {}
    for number, each in reading.items():
        if any(not (change.old and change.new) for change, _ in each.changes):
            together.setdefault(provisions.of(number), []).append(each)
    for rows in together.values():
        gone = [(each, change) for each in rows for change in each.changes if not change[0].new]
        come = [(each, change) for each in rows for change in each.changes if not change[0].old]
        groups = tuple(alike([change.old for _, (change, _) in gone], [change.new for _, (change, _) in come]))
        for olds, news in groups:
            halves = [gone[i] for i in olds], [come[j] for j in news]
            met_halves = _whole_sentences(*halves), _whole_sentences(*halves[::-1])
            if all(met_halves):
                _meet(*met_halves)
        met = {i for olds, _ in groups for i in olds}, {j for _, news in groups for j in news}
        _replace(
            *(
                [each for at, each in enumerate(side) if at not in taken]
                for side, taken in zip((gone, come), met, strict=True)
            )
        )
        _tell_once(rows)


def _whole_sentences(mine: Sequence[_Half], others: Sequence[_Half]) -> list[_Half]:
    """The halves of one side without the bare points of a list, if the other side binds: no duty became a point."""
    if not any(nature(change.old or change.new) in ("obligation", "offence") for _, (change, _) in others):
        return list(mine)
    return [each for each in mine if not (each[0].over and not modals(each[1][0].old or each[1][0].new))]


def _tell_once(rows: Sequence[Reading]) -> None:
    """Leave out a sentence that is read again over a point, where it was compared in a row of its own."""
    both = [change for each in rows for change, _ in each.changes if change.old and change.new]
    olds, news = {normal(each.old) for each in both}, {normal(each.new) for each in both}
    for row in rows:
        row.changes = [
            (each, setting)
            for each, setting in row.changes
            if (each.old and each.new) or normal(each.old or each.new) not in (olds if each.old else news)
        ]


def _replace(gone: Sequence[_Half], come: Sequence[_Half]) -> None:
    """Lay the one duty that left a provision beside the one of its matter that came, in the row of the new one."""
    olds, news = ([each for each in side if binds(each[1][0])] for side in (gone, come))
    if len(olds) == len(news) == 1 and akin(olds[0][1][0].old, news[0][1][0].new):
        [(left, half)], [(there, _)] = olds, news
        left.changes = [each for each in left.changes if each is not half]
        left.met = True
        there.changes.append(half)


def _meet(gone: Sequence[_Half], come: Sequence[_Half]) -> None:
    """Make one change of sentences of several rows; it stands in the row of the first new one."""
    old, new = " ".join(change.old for _, (change, _) in gone), " ".join(change.new for _, (change, _) in come)
    made, setting = Change.of(old, new), reduce(or_, (each[1] for _, each in (*gone, *come)))
    made = replace(made, stood=_standing(gone[0][0].row, come[0][0].row))
    alone = all(not (each.row.old and each.row.new) for each, _ in (*gone, *come))
    if (made.rewritten and not comparable(old, new)) or strangers(made, setting, alone):
        return
    for each, change in (*gone, *come):
        each.changes = [other for other in each.changes if other is not change]
        each.met = True
    if normal(old) != normal(new):
        come[0][0].changes.append((made, setting))


def _standing(left: Row, row: Row) -> str:
    """Where the old words stood that are compared in another row, as its print calls the place; "" if nowhere named."""
    place = left.old.passages[0] if left.old else None
    if left is row or place is None or not place.label:
        return ""
    return place.label if place.level == "article" else f"{place.level} {bare(place.label)}"

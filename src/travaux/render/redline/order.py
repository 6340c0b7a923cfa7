"""One order for two texts: in what file a redline stands, both can be read as they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from travaux.model.redline import Redline, Row
from travaux.render.redline.sheet import HEADED


@dataclass(frozen=True, slots=True)
class Carrier:
    """A row at one place of the file: `part` is "from" where a moved passage stood, "to" where it stands, else ""."""

    row: Row
    part: str = ""

    @property
    def begins(self) -> bool:
        """Whether an article or another division begins here."""
        side = self.row.old if self.part == "from" else self.row.new or self.row.old
        return side is not None and side.passages[0].level in HEADED


def carriers(redline: Redline) -> tuple[Carrier, ...]:
    """The rows in an order in which both texts can be read: that of the old one and that of the new one."""
    ids = redline.old_ids or [row.old.id for row in redline.rows if row.old]
    place = {ident: index for index, ident in enumerate(ids)}
    rows = [row for row in redline.rows if row.new]
    kept = _rising([(row, _at(row, place)) for row in rows if row.old])
    gone = [row for row in redline.rows if row.old and id(row) not in kept]
    gone.sort(key=lambda row: _at(row, place), reverse=True)
    out: list[Carrier] = []
    came: list[Carrier] = []
    for row in rows:
        if row.old is None or id(row) not in kept:
            came.append(Carrier(row, "to" if row.old else ""))
            continue
        left = []
        while gone and _at(gone[-1], place) < _at(row, place):
            left.append(_left(gone.pop()))
        out += (*_woven(left, came), Carrier(row))
        came = []
    return (*out, *_woven(list(map(_left, reversed(gone))), came))


def _woven(left: Sequence[Carrier], came: Sequence[Carrier]) -> Iterable[Carrier]:
    """What the old text alone has between two passages of both, and what the new one alone has there.

    The rest of an article stands under its heading, before the articles that came or went after it.
    """
    gone, new = (list(takewhile(lambda each: not each.begins, some)) for some in (left, came))
    return (*gone, *new, *left[len(gone) :], *came[len(new) :])


def _at(row: Row, place: Mapping[str, int]) -> int:
    """Where the old passage of a row stands in the old text."""
    return place[row.old.id] if row.old else -1


def _left(row: Row) -> Carrier:
    return Carrier(row, "from" if row.new else "")


def _rising(rows: Sequence[tuple[Row, int]]) -> frozenset[int]:
    """The most rows whose old passages keep their order, those said to have moved left out, by identity."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    staying = [(row, at) for row, at in rows if not row.status.startswith("moved")]
    for index, (_, at) in enumerate(staying):
        length = bisect_left(tails, at)
        if length:
            before[index] = ends[length - 1]
        tails[length:] = [at, *tails[length + 1 :]]
        ends[length:] = [index, *ends[length + 1 :]]
    kept, index = set(), ends[-1] if ends else -1
    while index >= 0:
        kept.add(id(staying[index][0]))
        index = before.get(index, -1)
    return frozenset(kept)

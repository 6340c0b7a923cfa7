"""The columns of a printed table: how wide each is, and what is done with a table that no sheet is wide enough for.

Widths are estimates in millimetres, from the letters of the words: they decide how the width of a page is shared
out, never what is printed.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from travaux.model import walk
from travaux.model.tree import Inline, Sub, Table

SHEET, PAGE = 257.0, 150.0
"""The width that a sheet has for words, laid across, and upright."""
LETTER, SMALL, PADDING = 1.75, 1.45, 3.5
"""The width of a letter, of one in small type, and of the gap between two columns."""
STEP, END = 2.0, 3.0
"""By how much a column is widened at a time; what a line that is full has empty at its end."""
WORD, NAME = 14, 20
"""Letters of a word that is not divided, and of a cell that is kept in one line, in a narrow column."""
CELL = 420.0
"""What a cell longer than this has in one line counts for no more."""
LINE, GAP = 0.83, 0.6
"""A line of a table, in lines of the text; the gap between two rows, in lines of the table."""
MANY = 6
"""A table of more columns than this is set in small type."""


def columns(table: Table) -> int:
    """How many columns a table has."""
    return max((len(row) for row in (table.head, *table.rows)), default=0)


def parts(table: Table) -> tuple[Table, ...]:
    """A table as one, or, where it is wider than a sheet laid across, in parts; each has the first column."""
    widths = [_least(table, at) for at in range(columns(table))]
    if sum(widths) <= SHEET or len(widths) < 3:
        return (table,)
    own, others = widths[0], widths[1:]
    count = -(-sum(others) // max(SHEET - own, max(others)))
    groups: list[list[int]] = [[]]
    for at, width in enumerate(others, 1):
        filled = sum(widths[each] for each in groups[-1])
        full = own + filled + width > SHEET or filled + width / 2 > sum(others) / count
        if groups[-1] and full:
            groups.append([])
        groups[-1].append(at)
    return tuple(_part(table, (0, *group), number) for number, group in enumerate(groups))


def shares(table: Table) -> tuple[float, ...]:
    """The share of the width that each column is given, in per cent: what its words need, and more where they are many.

    What is left over goes, a little at a time, to the column in which it takes the most from the height of the rows.
    () for a table of one column.
    """
    count = columns(table)
    if count < 2:
        return ()
    given = _Widths(table).shared(SHEET if table.wide else PAGE)
    return tuple(round(100 * each / sum(given), 2) for each in given)


class _Widths:
    """The widths of the columns of a table in the making, and how high its rows are with them.

    A row counts as high as the fourth root of its cells' heights to the fourth: nearly as its highest cell, and not
    as that alone, so that a column gains too where another one is still higher.
    """

    def __init__(self, table: Table) -> None:
        self.letter = SMALL if columns(table) > MANY else LETTER
        self.given = [_least(table, at) for at in range(columns(table))]
        self.cells = [[_parts(row[at]) if at < len(row) else [] for row in (table.head, *table.rows)]
                      for at in range(columns(table))]  # fmt: skip
        self.high = [self._heights(at, width) for at, width in enumerate(self.given)]
        self.rows = [sum(each) for each in zip(*self.high, strict=True)]

    def shared(self, width: float) -> list[float]:
        """The widths, of which the sum is that of the table, or what is needed where that is more."""
        spare = width - sum(self.given)
        while spare > 0:
            step = min(STEP, spare)
            gains = [self._gain(at, self._heights(at, self.given[at] + step)) for at in range(len(self.given))]
            best = max(range(len(gains)), key=gains.__getitem__)
            if gains[best] <= 0:
                return [each * width / sum(self.given) for each in self.given]
            self._take(best, step)
            spare -= step
        return self.given

    def _take(self, at: int, step: float) -> None:
        self.given[at] += step
        new = self._heights(at, self.given[at])
        self.rows = [row - old + now for row, old, now in zip(self.rows, self.high[at], new, strict=True)]
        self.high[at] = new

    def _gain(self, at: int, heights: Sequence[float]) -> float:
        """How much less high the rows are together if the cells of a column are so high."""
        every = zip(self.rows, self.high[at], heights, strict=True)
        return sum((_root(row) - _root(row - old + new) for row, old, new in every if old != new), 0.0)

    def _heights(self, at: int, width: float) -> list[float]:
        """The height of each cell of a column of that width, in lines, to the fourth."""
        room = width - PADDING
        return [sum(_filled(part * self.letter, room) for part in cell) ** 4 for cell in self.cells[at]]


def _root(height: float) -> float:
    return math.sqrt(math.sqrt(height))


def _filled(words: float, room: float) -> float:
    """How many lines words fill that would be so wide in one; of several each loses a little at its end."""
    return 1.0 if words <= room else 0.5 + min(words, CELL) / max(room - END, END)


def _parts(cell: Sequence[Inline]) -> list[int]:
    """The lengths of the parts of a cell that begin on lines of their own."""
    return [len(part) for part in "".join(map(_broken, cell)).split("\n")]


def lines(table: Table) -> float:
    """About how many lines of the text a table is high: of each row the cell that is longest for its width."""
    width = SHEET if table.wide else PAGE
    rooms = [max(width * each / 100 - PADDING, LETTER) for each in shares(table) or (100.0,)]
    rows = (table.head, *table.rows) if table.head else table.rows
    return sum(max(map(_high, row, rooms), default=0.0) + GAP for row in rows) * LINE


def _high(cell: Sequence[Inline], room: float) -> float:
    parts = "".join(map(_broken, cell)).split("\n")
    return sum(max(-(-len(part) * LETTER // room), 1.0) for part in parts)


def _cells(table: Table, at: int) -> list[str]:
    rows = (table.head, *table.rows)
    return [line for row in rows if at < len(row) for line in "".join(map(_broken, row[at])).split("\n")]


def _broken(inline: Inline) -> str:
    return "\n" if isinstance(inline, Sub) and inline.why == "break" else walk.plain((inline,))


def _least(table: Table, at: int) -> float:
    """The width that a column needs: of its longest word, or of a longest cell that is short."""
    cells = _cells(table, at)
    longest = max(map(len, cells), default=1)
    words = max((len(word) for cell in cells for word in cell.split()), default=1)
    return (longest if longest <= NAME else min(words, WORD)) * LETTER + PADDING


def _part(table: Table, group: Sequence[int], number: int) -> Table:
    """Some columns of a table; the later parts say that they go on."""

    def of(row: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
        return tuple(row[at] for at in group if at < len(row))

    caption = (
        table.caption if number == 0 or not table.caption else (*table.caption, Sub("", " (continued)", "formula"))
    )
    return replace(table, head=of(table.head), rows=tuple(of(row) for row in table.rows), caption=caption, wide=True)

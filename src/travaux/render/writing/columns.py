"""The columns of a printed table: how wide each is, and what is done with a table that no sheet is wide enough for.

Widths are estimates in millimetres, from the letters of the words: they decide how the width of a page is shared
out, never what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.model import walk
from travaux.model.tree import Inline, Sub, Table

SHEET, PAGE = 257.0, 150.0
"""The width that a sheet has for words, laid across, and upright."""
LETTER, PADDING = 1.75, 3.5
"""The width of a letter, and of the gap between two columns."""
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

    () for a table of one column.
    """
    count = columns(table)
    if count < 2:
        return ()
    width = SHEET if table.wide else PAGE
    least = [_least(table, at) for at in range(count)]
    wish = [max(_mean(table, at) - least[at], 0.5) for at in range(count)]
    spare = max(width - sum(least), 0.0)
    given = [each + spare * more / sum(wish) for each, more in zip(least, wish, strict=True)]
    return tuple(round(100 * each / sum(given), 2) for each in given)


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


def _mean(table: Table, at: int) -> float:
    """The width of a column's cells, each in one line, on the average."""
    cells = [len(walk.plain(row[at])) for row in (table.head, *table.rows) if at < len(row)]
    return sum(min(length * LETTER, CELL) for length in cells) / max(len(cells), 1)


def _part(table: Table, group: Sequence[int], number: int) -> Table:
    """Some columns of a table; the later parts say that they go on."""

    def of(row: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
        return tuple(row[at] for at in group if at < len(row))

    caption = (
        table.caption if number == 0 or not table.caption else (*table.caption, Sub("", " (continued)", "formula"))
    )
    return replace(table, head=of(table.head), rows=tuple(of(row) for row in table.rows), caption=caption, wide=True)

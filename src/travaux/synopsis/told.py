"""A synoptic table in words: how differing words are marked in characters, the legend, and what stands in empty cells.

Every output (terminal, page, CSV, Markdown, JSON) tells the same things in these words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.synopsis.model import Cell, Fact, Group, Head, Synopsis

OPEN, CLOSE = "‹", "›"
"""Round words that differ, where only characters can be printed; no treaty in English quotes with them."""
NOTHING = "–"
"""What stands in a cell of a column that has no such paragraph, or of which nothing is told."""
BRIEF = 32
"""How many characters each of several things has at most that are told in one line."""
ARROW = "→"
"""Before what is said of ours beside existing law."""
MEANING = "differs: not in every column that has this paragraph; a paragraph marked whole is like no other beside it"
SHORT = "nothing in this column"
AGAINST = "how our text stands to that provision in that element alone; nothing is said where the record is silent"
CAUTION = "Computed from the texts and from the elements recorded of them: a reading of them, not an authority."


def marked(cell: Cell) -> str:
    """The words of a cell, those that differ between marks."""
    return "".join(words if common else f"{OPEN}{words}{CLOSE}" for common, words in cell.runs)


def labelled(cell: Cell | None) -> str:
    """A cell as it is read: its label, its words with their marks; a dash where there is none."""
    return NOTHING if cell is None else " ".join(filter(None, (cell.label, marked(cell))))


def named(head: Head) -> str:
    """A column’s id with what is noted of it: "knowing (default; read in optional-protocol, Article 7)"."""
    return f"{head.ident} ({'; '.join(head.notes)})" if head.notes else head.ident


def legend(synopsis: Synopsis) -> Iterator[tuple[str, str]]:
    """The marks that the table uses, each with its meaning."""
    if synopsis.marked:
        yield f"{OPEN} {CLOSE}", MEANING
    if any(None in row for group in synopsis.groups for row in group.rows):
        yield NOTHING, SHORT
    if synopsis.kind == "law":
        yield ARROW, AGAINST


def rows(group: Group) -> Iterator[list[str]]:
    """The paragraphs as they are read, row by row; what is said in place of all words stands in the first row."""
    every = group.rows or ((None,) * len(group.heads),)
    for number, row in enumerate(every if any(head.instead for head in group.heads) else group.rows):
        pairs = zip(group.heads, row, strict=True)
        yield [(head.instead if not number else "") if head.instead else labelled(cell) for head, cell in pairs]


def apart(group: Group) -> tuple[list[Fact], list[Fact]]:
    """The facts that differ between columns, and those that are the same in all."""
    alike = [fact for fact in group.facts if fact.same and len(group.heads) > 1]
    return [fact for fact in group.facts if fact not in alike], alike


def lines_of(cell: Sequence[str]) -> list[str]:
    """What is told of one column, a line for each thing, those that are short in one; a dash for nothing."""
    said = [each for each in cell if not each.startswith(ARROW)]
    if said and all(len(each) <= BRIEF for each in said):
        said = ["; ".join(said)]
    return [*said, *(each for each in cell if each.startswith(ARROW))] or [NOTHING]


def parts(count: int, columns: int | None) -> Iterator[list[int]]:
    """The columns of each table: all, or so many that a page can hold, the first always among them."""
    if columns is None or count <= columns:
        yield list(range(count))
        return
    for start in range(1, count, columns - 1):
        yield [0, *range(start, min(start + columns - 1, count))]

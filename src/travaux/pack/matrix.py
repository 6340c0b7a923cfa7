"""The coverage table as a section prints it: a table for each victim, its key, and what each cell rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from travaux.coverage.provisions import Provision
from travaux.coverage.table import Cell, Line, Table
from travaux.coverage.told import capital, in_words, legend, sign, together, victim_words
from travaux.model.dates import long_date
from travaux.model.library import Library
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Text
from travaux.pack import telling
from travaux.pack.briefing import Briefing

WAY = "Way of acting"
NAMED = "The columns stand for the following."


def made(briefing: Briefing, names: Sequence[str]) -> Table | None:
    """The table with these texts; None where the library asks for none."""
    from travaux.api import coverage

    if briefing.library.coverage is None:
        return None
    table = coverage(briefing.library, [(telling.request(briefing, name), briefing.texts[name]) for name in names])
    victims = {
        victim: tuple(replace(line, label=briefing.spelt(line.label)) for line in lines)
        for victim, lines in table.victims.items()
    }
    gaps = tuple(replace(state, title=briefing.spelt(state.title)) for state in table.gaps)
    return replace(table, victims=victims, gaps=gaps)


def only(table: Table, kinds: Sequence[str]) -> Table:
    """The table with the columns of some kinds alone."""
    kept = [number for number, each in enumerate(table.headings) if each.kind in kinds]
    victims = {
        victim: tuple(replace(line, cells=tuple(line.cells[n] for n in kept)) for line in lines)
        for victim, lines in table.victims.items()
    }
    return replace(table, headings=tuple(table.headings[n] for n in kept), victims=victims)


def grids(library: Library, table: Table) -> Iterator[Block]:
    """A table for each victim; every cell has its sign and its words."""
    head = [telling.formula(WAY), *(telling.text(each.label) for each in table.headings)]
    for victim, rows in table.victims.items():
        caption = telling.text(capital(victim_words(library, victim)))
        yield from telling.grid(head, (_row(row) for row in rows), caption)


def _row(row: Line) -> list[Inlines]:
    return [telling.text(capital(row.label)), *(_cell(cell) for cell in row.cells)]


def _cell(cell: Cell) -> Inlines:
    """The sign and what it says; what a "+" before it says is in the legend."""
    words = in_words(replace(cell, more=False))
    return telling.text(f"{sign(cell)} {words}")


def key(briefing: Briefing, table: Table) -> tuple[Block, ...]:
    """What the signs mean, and what the columns stand for, with the day to which their law is known."""
    signs = telling.listed((Text(f"{mark}: {meaning}."),) for mark, meaning in legend(table))
    laws = dict.fromkeys(law for each in table.headings for law in each.law)
    telling.cite(briefing, laws)
    columns = telling.listed(
        (*telling.strong(each.label), *telling.text(f": {_law_words(briefing.library, each.law, each.unrecorded)}."))
        for each in table.headings
        if each.kind != "text"
    )
    return (*signs, telling.said(NAMED), *columns) if columns else signs


def _law_words(library: Library, laws: Iterable[str], silent: Iterable[str]) -> str:
    return "; ".join(_one(library, law, law in silent) for law in laws)


def _one(library: Library, ident: str, silent: bool) -> str:
    """A law by its title, how it is cited, whether it is in force, and the day to which that is known."""
    law = library.law.get(ident)
    if law is None:
        return ident
    facts = [
        law.cite_as,
        *(["not known to be in force"] if law.kind == "treaty" and not law.in_force else []),
        *([f"position in {long_date(law.as_of)}"] if law.as_of else []),
        *(["nothing is recorded of what it covers"] if silent else []),
    ]
    return f"{law.short} ({', '.join(dict.fromkeys(each for each in facts if each != law.short))})"


def behind(library: Library, table: Table) -> tuple[Block, ...]:
    """The provisions that each cell rests on, way by way; a cell of several victims says of which."""
    head = [telling.formula(WAY), *(telling.text(each.label) for each in table.headings)]
    first = next(iter(table.victims.values()), ())
    rows = [
        [telling.text(capital(line.label)), *(_rests(library, table, number, at) for at in range(len(head) - 1))]
        for number, line in enumerate(first)
    ]
    return telling.grid(head, rows)


def _rests(library: Library, table: Table, row: int, column: int) -> Inlines:
    """What the cells of one row and column rest on: in one line if it is the same for all victims."""
    found: dict[str, list[str]] = {}
    for victim, lines in table.victims.items():
        provisions = lines[row].cells[column].provisions
        if provisions:
            found.setdefault(_where(library, provisions), []).append(victim)
    several = sum(map(len, found.values())) < len(table.victims) or len(found) > 1
    said = (telling.text(f"{', '.join(whom)}: {where}" if several else where) for where, whom in found.items())
    return telling.lines(said) or (Text("–"),)


def _where(library: Library, provisions: Sequence[Provision]) -> str:
    """Provisions of law as they are cited, those of a text by their places."""
    if any(each.variant for each in provisions):
        return "; ".join(dict.fromkeys(each.place for each in provisions))
    return together(library, provisions)

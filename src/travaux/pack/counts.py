"""What a text holds, counted: its provisions by their kinds, the ways of acting it reaches, the gaps it closes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.coverage.table import Reach, Table
from travaux.model.fields import Kind
from travaux.pack.briefing import Briefing

GROUPS: Mapping[str, tuple[Kind, ...]] = {
    "Offences": ("offence", "package"),
    "Liability, sanctions, confiscation": ("ancillary", "liability", "sanction", "confiscation"),
    "Jurisdiction, procedure, co-operation": ("jurisdiction", "procedure", "co-operation"),
    "Protection": ("protection",),
    "Prevention, partnership": ("prevention", "partnership"),
    "Safeguards": ("safeguard",),
}
"""The kinds of clause that are counted together, by what they are called."""


def held(briefing: Briefing, name: str) -> dict[str, int]:
    """How many clauses of each group a text has that say something."""
    selection, library = briefing.selection(name), briefing.library
    kinds = [
        library.clauses[ident].kind
        for ident in selection.chosen
        if any(not library.clauses[ident].variants[each].omit for each in selection.variants_of(ident))
    ]
    return {group: sum(kind in of for kind in kinds) for group, of in GROUPS.items()}


def reached(table: Table, column: int) -> Iterator[tuple[str, int, int]]:
    """For each victim how many ways of acting a column reaches in full, and how many in part."""
    for victim, lines in table.victims.items():
        cells = [line.cells[column].reach for line in lines]
        yield victim, cells.count(Reach.FULL), cells.count(Reach.PARTIAL)


def best_of_law(table: Table) -> Iterator[tuple[str, int, int]]:
    """The same of existing law, all its columns together."""
    existing = [number for number, each in enumerate(table.headings) if each.kind == "existing"]
    for victim, lines in table.victims.items():
        best = [max((line.cells[number].reach for number in existing), default=Reach.NONE) for line in lines]
        yield victim, best.count(Reach.FULL), best.count(Reach.PARTIAL)


def closed(table: Table, ident: str) -> int:
    """How many of the gaps a text closes."""
    return sum(bool(state.closers.get(ident)) for state in table.gaps)

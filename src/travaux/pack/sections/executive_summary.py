"""The summary: what each text is and holds, what it adds to existing law, and how far objections are answered."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.coverage.table import Table
from travaux.model.transform import Inlines
from travaux.model.tree import Block
from travaux.pack import counts, matrix, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """What existing law reaches, in a sentence for each victim, and a table with a column for each text."""
    names = telling.texts_of(briefing, asked)
    table = matrix.made(briefing, names)
    head = [
        telling.formula("At a glance"),
        *(telling.text(briefing.selection(name).instrument.short) for name in names),
    ]
    return (*(_law(table) if table else ()), *telling.grid(head, list(_rows(briefing, names, table))))


def _law(table: Table) -> Iterator[Block]:
    """How much of what is asked existing law reaches."""
    for victim, full, part in counts.best_of_law(table):
        ways = len(table.victims[victim])
        none = ways - full - part
        left = f"{none} {'is' if none == 1 else 'are'} reached by none of them"
        yield telling.said(
            f"{victim[:1].upper()}{victim[1:]}: of {ways} ways of acting, the treaties recorded, in force or not, "
            f"reach {full} by an offence and {part} in part; {left}."
        )


def _rows(briefing: Briefing, names: list[str], table: Table | None) -> Iterator[list[Inlines]]:
    yield _row("What it is", [telling.spoken(briefing, n, briefing.selection(n).instrument.about) for n in names])
    held = [counts.held(briefing, name) for name in names]
    for group in counts.GROUPS:
        yield _row(group, [_number(each[group]) for each in held])
    if table:
        yield from _coverage(names, table)
    answered = [_answered(briefing, name) for name in names]
    total = len(briefing.library.objections)
    if total:
        yield _row("Objections recorded that it answers", [telling.text(f"{each} of {total}") for each in answered])


def _coverage(names: list[str], table: Table) -> Iterator[list[Inlines]]:
    """What the texts reach of the ways of acting, by victim, and which gaps they close."""
    columns = [number for name in names for number, each in enumerate(table.headings) if each.ident == name]
    reached = [{victim: (full, part) for victim, full, part in counts.reached(table, column)} for column in columns]
    for victim, lines in table.victims.items():
        cells = [_ways(*each[victim], len(lines)) for each in reached]
        yield _row(f"Ways of acting that it reaches: {victim}", cells)
    if table.gaps:
        closed = [telling.text(f"{counts.closed(table, name)} of {len(table.gaps)}") for name in names]
        yield _row("Gaps in existing law that it closes", closed)


def _ways(full: int, part: int, of: int) -> Inlines:
    if not (full or part):
        return telling.text("none")
    return telling.text(f"{full} of {of}{f', and {part} in part' if part else ''}")


def _number(count: int) -> Inlines:
    return telling.text(str(count) if count else "none")


def _row(label: str, cells: list[Inlines]) -> list[Inlines]:
    return [telling.formula(label), *cells]


def _answered(briefing: Briefing, name: str) -> int:
    """How many of the objections recorded have an answer in a text."""
    objections = briefing.library.objections.values()
    return sum(any(telling.has(briefing, name, each.clause) for each in one.answers) for one in objections)


SECTION = Section("executive-summary", "The proposal at a glance", make, ("text", "of"))

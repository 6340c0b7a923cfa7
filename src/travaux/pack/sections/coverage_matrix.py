"""The coverage matrix: which ways of acting existing law reaches, and which the texts do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.coverage.gaps import State
from travaux.coverage.table import Table
from travaux.coverage.told import closings, gap_state
from travaux.model.dates import long_date
from travaux.model.marks import mark_in_short
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Text
from travaux.pack import faults, matrix, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing

_NUMBERED, _TIED = re.compile(r"\b([Aa]rticle|paragraph) (?=\d)"), "\\1\u00a0"
HOW = (
    "Computed from the elements recorded of each provision, the law’s as well as the texts’. It is a reading of "
    "them, and no authority."
)


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """The matrix for each victim, its key, what it rests on, and the gaps with what closes them."""
    names = telling.texts_of(briefing, asked)
    every = matrix.made(briefing, names)
    if every is None:
        place = telling.span(briefing, asked, "section")
        briefing.found.append(faults.nothing_recorded(place, asked.spec.section, "clauses/coverage.yaml"))
        return ()
    table = matrix.only(every, ("existing", "text"))
    rests = matrix.behind(briefing.library, table)
    return (
        *matrix.grids(briefing.library, table),
        telling.said(HOW),
        *matrix.key(briefing, table),
        telling.part(asked, "rests", "What the cells rest on", rests),
        *_gaps(briefing, asked, names[0], table),
    )


def _gaps(briefing: Briefing, asked: Asked, name: str, table: Table) -> Iterator[Block]:
    """The gaps in existing law, each with the day it was stated and what closes it in the texts."""
    labels = [each.label for each in table.headings if each.kind == "text"]
    head = [telling.formula(each) for each in ("Gap", "What is missing", "Existing law", "Closed by")]
    rows = [
        (
            telling.text(state.name),
            _statement(briefing, name, state),
            telling.text(f"{gap_state(briefing.library, state)} ({long_date(state.as_of)})"),
            _closed(table, state, labels),
        )
        for state in table.gaps
    ]
    if rows:
        yield telling.part(asked, "gaps", "Gaps in existing law, and what closes them", telling.grid(head, rows))


def _statement(briefing: Briefing, name: str, state: State) -> Inlines:
    gap = briefing.library.gaps[state.ident]
    cite = telling.spoken(briefing, name, gap.cite)
    mark = mark_in_short(gap.confidence)
    words = telling.spoken(briefing, name, state.statement)
    return (*words, *((Text(" "), *cite) if cite else ()), *((Text(mark),) if mark else ()))


def _closed(table: Table, state: State, labels: list[str]) -> Inlines:
    """Where each text closes a gap: a line for each text; a dash where none does."""
    found: dict[str, dict[str, None]] = {}
    for closing in closings(table, state):
        for key, place in closing.places:
            found.setdefault(key, {})[f"{_NUMBERED.sub(_TIED, place)}{closing.proviso}"] = None
    said = [
        telling.text(f"{label}: {'; '.join(found[str(number)])}" if len(labels) > 1 else "; ".join(found[str(number)]))
        for number, label in enumerate(labels, 1)
        if str(number) in found
    ]
    return telling.lines(said) or (Text("–"),)


SECTION = Section("coverage-matrix", "Existing law, and what the texts add", make, ("text", "of"))

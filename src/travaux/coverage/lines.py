"""The coverage table and the correspondence table as lines of text, no wider than a page of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence

from travaux.coverage.sources import Correspondence
from travaux.coverage.table import Line, Table
from travaux.coverage.told import (
    closings,
    gap_state,
    grounds,
    heading_words,
    keys,
    left_open,
    legend,
    placed,
    sign,
    victim_words,
)
from travaux.model.library import Library

WIDTH = 80
LABEL = 26


def lines(library: Library, table: Table, say: Callable[[str], str], width: int = WIDTH) -> Iterator[str]:
    """The tables of the victims, the legend, what is noted on empty cells, and the gaps."""
    yield "What existing law covers, and what each text adds"
    for victim, rows in table.victims.items():
        yield from ("", *_fill(f"Victim – {victim_words(library, victim)}", width), "")
        yield from _grid(table, rows, width)
    yield ""
    for key, label, what in heading_words(library, table):
        yield from _fill(f"{label} ({what})", width, f"{key:>3}  ")
    yield ""
    for mark, meaning in legend(table):
        yield from _fill(meaning, width, f"  {mark}  ")
    notes = list(grounds(library, table, notes_only=True))
    if notes:
        yield from ("", "Noted, though it does not reach the conduct:")
        for each in notes:
            yield from _fill("; ".join(each.lines), width, "  ", f"{each.row}, {each.key} ({_whom(each.victims)}): ")
    yield from _gaps(library, table, say, width)


def _whom(victims: Sequence[str]) -> str:
    return ", ".join(victims)


def _grid(table: Table, rows: Sequence[Line], width: int) -> Iterator[str]:
    """Rows and columns, a bar between the kinds of column; what does not fit beside the labels follows below."""
    label = min(LABEL, max((len(row.label) for row in rows), default=0))
    columns = _columns(table, rows)
    blocks: list[list[list[str]]] = [[]]
    for column in columns:
        if blocks[-1] and label + sum(len(each[0]) for each in blocks[-1]) + len(column[0]) > width:
            blocks.append([])
        blocks[-1].append(column)
    for number, block in enumerate(blocks):
        if number:
            yield ""
        head, *lines = ("".join(cells) for cells in zip(*block, strict=True))
        yield (" " * label + head).rstrip()
        for row, cells in zip(rows, lines, strict=True):
            first, *more = textwrap.wrap(row.label, label) or [""]
            yield (first.ljust(label) + cells).rstrip()
            yield from (f"  {each}" for each in more)


def _columns(table: Table, rows: Sequence[Line]) -> Iterator[list[str]]:
    """Each column with its key at its head, all cells as wide as the widest; a bar before a new kind of column."""
    before = table.headings[0].kind if table.headings else ""
    for number, (key, heading) in enumerate(zip(keys(table), table.headings, strict=True)):
        cells = [key, *(sign(row.cells[number]) for row in rows)]
        room = max(map(len, cells))
        lead = " │ " if heading.kind != before else "  "
        before = heading.kind
        yield [lead + cell.ljust(room) for cell in cells]


def _gaps(library: Library, table: Table, say: Callable[[str], str], width: int) -> Iterator[str]:
    if not table.gaps:
        return
    yield from ("", "Gaps in existing law")
    for state in table.gaps:
        yield from ("", *_fill(f"{say(state.statement)} ({state.as_of})", width, "", f"{state.name}: "))
        yield from _fill(gap_state(library, state), width, "  ", "Existing law: ")
        for each in closings(table, state):
            yield from _fill(each.words, width, "  ", "Closed by ")
        if missing := left_open(table, state):
            yield from _fill(", ".join(missing), width, "  ", "Not closed by ")


def _fill(words: str, width: int, lead: str = "", label: str = "") -> list[str]:
    """Words in lines of the width, hanging under what leads them."""
    indent = " " * (len(lead) if lead.strip() or not label else len(lead) + 2)
    line = " ".join(words.split())
    return textwrap.wrap(
        line, width, initial_indent=lead + label, subsequent_indent=indent or "  " * bool(label), break_on_hyphens=False
    )


# ---------------------------------------------------------------- sources


def source_lines(
    library: Library, every: Sequence[Correspondence], say: Callable[[str], str], width: int = WIDTH
) -> Iterator[str]:
    """The correspondence tables of several texts: each provision of ours, and under it what it draws on and why."""
    for number, text in enumerate(every):
        if number:
            yield ""
        yield from _fill(f"{text.title} ({text.instrument})", width)
        above = ("", "")
        for row in text.rows:
            if (row.place, row.clause) != above:
                above = (row.place, row.clause)
                heading = f" – {row.heading}" if row.heading and row.heading != row.place else ""
                yield ""
                yield from _fill(f"{row.place}{heading} ({row.clause}:{row.variant})", width)
            yield from _fill(f"{row.relation} {placed(library, row.law, row.article)}", width, "  ")
            if row.reason is not None:
                yield from _fill(reason_words(row.reason.stance, row.reason.claim, row.reason.cite, say), width, "    ")


def reason_words(stance: str, claim: str, cite: str, say: Callable[[str], str]) -> str:
    """A reason in words with its source; one that is not in favour says so."""
    lead = {"against": "Against: ", "neutral": "Note: "}.get(stance, "")
    return f"{lead}{say(claim)} {say(cite)}".rstrip()

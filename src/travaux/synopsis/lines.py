"""A synoptic table as lines of text, no wider than a page of 80 columns.

Up to three columns stand beside each other; more of them beneath each other, row by row, so that what answers to
what is read together.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from travaux.synopsis.model import Fact, Group, Synopsis
from travaux.synopsis.told import CAUTION, apart, legend, lines_of, named, rows

WIDTH = 80
BESIDE = 3
GAP = " │ "
LEAST = 20


def lines(synopsis: Synopsis, width: int = WIDTH) -> Iterator[str]:
    """The whole table: title, legend, each clause with its words and its facts, and what stands short."""
    yield from _fill(synopsis.title, width)
    for each in synopsis.about:
        yield from _fill(each, width, "", 4)
    marks = list(legend(synopsis))
    if marks:
        yield ""
    for mark, meaning in marks:
        yield from _fill(meaning, width, f"{mark:<4}")
    for group in synopsis.groups:
        if len(synopsis.groups) > 1:
            yield from ("", *_fill(f"{group.title} ({group.ident})", width), "─" * width)
        yield from _group(group, width, synopsis.kind == "law")
    if synopsis.keys:
        room = max(map(len, synopsis.keys)) + 2
        yield ""
        for key, meaning in synopsis.keys.items():
            yield from _fill(meaning, width, key.ljust(min(room, 16)) if len(key) < 15 else f"{key}: ")
    yield from ("", *_fill(CAUTION, width))


def _group(group: Group, width: int, by_column: bool) -> Iterator[str]:
    room = (width - len(GAP) * (len(group.heads) - 1)) // len(group.heads)
    if len(group.heads) <= BESIDE and room >= LEAST:
        yield from _beside(group, room)
    elif by_column:
        yield from _one_by_one(group, width)
    else:
        yield from _beneath(group, width)
    _, alike = apart(group)
    if alike:
        yield from ("", "The same in every column")
    for fact in alike:
        yield from _fill("; ".join(lines_of(fact.cells[0])), width, f"  {fact.name}: ", 4)


# ---------------------------------------------------------------- beside each other


def _beside(group: Group, room: int) -> Iterator[str]:
    """Columns beside each other, with a line between rows."""
    rule = "─┼─".join("─" * room for _ in group.heads)
    yield ""
    yield from _across([_fill(named(head), room) for head in group.heads], room)
    yield from _across([_fill(head.title, room) for head in group.heads], room)
    for row in rows(group):
        yield rule
        yield from _across([_fill(words, room) for words in row], room)
    for fact in apart(group)[0]:
        yield rule.replace("┼", "┴") if len(group.heads) == 1 else rule
        yield from _across([_fill(f"{fact.name.upper()}", room), *[[] for _ in group.heads[1:]]], room)
        yield from _across([_told(cell, room) for cell in fact.cells], room)


def _across(cells: Sequence[Sequence[str]], room: int) -> Iterator[str]:
    """The lines of several cells beside each other."""
    for parts in zip_longest(*cells, fillvalue=""):
        yield GAP.join(part.ljust(room) for part in parts).rstrip()


def _told(cell: Sequence[str], room: int) -> list[str]:
    return [line for each in lines_of(cell) for line in _fill(each, room, "", 2)]


# ---------------------------------------------------------------- beneath each other


def _beneath(group: Group, width: int) -> Iterator[str]:
    """Columns beneath each other, row by row; columns with the same words together."""
    yield ""
    for head in group.heads:
        title = " ".join(filter(None, (head.title, head.instead)))
        yield from _fill(title, width, f"{named(head)}: ", 4)
    for row in rows(group):
        yield "─" * width
        pairs = zip(group.heads, row, strict=True)
        yield from _stacked([(head.ident, words) for head, words in pairs if not head.instead], width)
    for fact in apart(group)[0]:
        yield from ("", fact.name)
        yield from _facts(group, fact, width)


def _one_by_one(group: Group, width: int) -> Iterator[str]:
    """Column after column, with all that differs of each."""
    facts = apart(group)[0]
    room = max((len(fact.name) for fact in facts), default=0)
    for number, head in enumerate(group.heads):
        yield ""
        yield from _fill(named(head), width)
        yield from _fill(head.title, width, "  ")
        for fact in facts:
            if cell := fact.cells[number]:
                yield from _fill("  ".join(lines_of(cell)), width, f"    {fact.name.ljust(room)}  ")


def _stacked(said: Sequence[tuple[str, str]], width: int) -> Iterator[str]:
    """The words of a row, each once, under the names of the columns that have them; those without any last."""
    together: dict[str, list[str]] = {}
    for name, words in said:
        together.setdefault(words, []).append(name)
    for words, names in together.items():
        if words != "–":
            yield from _fill("in every column" if len(names) == len(said) > 1 else ", ".join(names), width)
            yield from _fill(words, width, "    ")
    if "–" in together:
        yield from _fill(f"– {', '.join(together['–'])}", width)


def _facts(group: Group, fact: Fact, width: int) -> Iterator[str]:
    together: dict[tuple[str, ...], list[str]] = {}
    for head, cell in zip(group.heads, fact.cells, strict=True):
        if cell:
            together.setdefault(cell, []).append(head.ident)
    for cell, names in together.items():
        if sum(map(len, cell)) < width // 2:
            yield from _fill("; ".join(cell), width, f"  {', '.join(names)}: ", 4)
            continue
        yield from _fill(", ".join(names), width, "  ")
        for each in cell:
            yield from _fill(each, width, "    ", 6)


def _fill(words: str, width: int, lead: str = "", hang: int | None = None) -> list[str]:
    """Words in lines of the width after a lead, hanging under it or by `hang`; a word too long is broken."""
    line = " ".join(words.split())
    after = " " * (len(lead) if hang is None else hang)
    if len(lead) > width // 2:
        return textwrap.wrap(lead + line, width, subsequent_indent=" " * (hang or 4), break_on_hyphens=False)
    return textwrap.wrap(lead + line if lead else line, width, subsequent_indent=after, break_on_hyphens=False) or [""]

"""The synoptic table: every wording of a clause beside the others, who favours each, and what each does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from travaux.comparing.side_by_side import UsualRoad
from travaux.model import walk
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Division, Table, Text
from travaux.pack import faults, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.tables import spelt, wordings
from travaux.synopsis.gather import variants_table
from travaux.synopsis.model import Head
from travaux.synopsis.told import CAUTION

TOLD = ("stance", "effect", "closes", "invites", "answers", "flags", "reservations", "declarations")
KEY = (
    "The first wording is that of the text, if the text has the clause; the others are compared with it. Words that "
    "not every wording has in its paragraph are marked as inserted, in the first one too. "
)


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """For each clause its wordings in tables of at most four, with what is told of them; then the names used."""
    if not asked.spec.clauses:
        place, why = telling.span(briefing, asked, "section"), "which clauses are to be shown?"
        briefing.found.append(faults.lacks(place, asked.spec.section, "clauses", why))
        return ()
    name = briefing.of(asked)[0]
    road, keys = UsualRoad(briefing.library, briefing.selection(name).reader), dict[str, str]()
    out: list[Block] = [telling.said(KEY + CAUTION)]
    for clause in telling.clauses(briefing, asked):
        out.append(
            telling.part(asked, clause.id, clause.heading.replace("*", ""), _one(briefing, asked, clause, road, keys))
        )
    return (*_turned(out), *_named(briefing, name, keys))


def _turned(parts: Sequence[Block]) -> Sequence[Block]:
    """The same with every table across the sheet, if one is: a reader turns the pages once."""
    if not any(isinstance(each, Table) and each.wide for each in walk.below(parts)):
        return parts
    return [
        replace(each, children=tuple(map(_wide, each.children))) if isinstance(each, Division) else each
        for each in parts
    ]


def _wide(block: Block) -> Block:
    return replace(block, wide=True) if isinstance(block, Table) else block


def _one(briefing: Briefing, asked: Asked, clause: Clause, road: UsualRoad, keys: dict[str, str]) -> Iterator[Block]:
    """One clause: the wording of the text first, then the others."""
    name = briefing.of(asked)[0]
    chosen = briefing.selection(name).chosen.get(clause.id)
    order = tuple(dict.fromkeys((*([chosen] if chosen else []), *clause.variants)))
    table = variants_table(briefing.library, clause.id, order, road, telling.say(briefing, name), name)
    keys |= table.keys
    for about in table.about:
        yield telling.said(_called(briefing.library, about))
    for group in table.groups:
        heads = (replace(head, notes=_notes(briefing.library, head, chosen)) for head in group.heads)
        yield from wordings(spelt(briefing, replace(group, heads=tuple(heads))), TOLD)


def _notes(library: Library, head: Head, chosen: str | None) -> tuple[str, ...]:
    """What is noted of a wording, and whether it is that of the text."""
    own = ("in the text",) if head.ident == chosen else ()
    return (*own, *(_called(library, note) for note in head.notes))


def _called(library: Library, note: str) -> str:
    """A note on where a wording was read, with the instrument by its short title in place of its id."""
    ident = note.removeprefix("Read in ").removeprefix("read in ").partition(",")[0].rstrip(".")
    found = library.instruments.get(ident)
    return note.replace(f"ead in {ident}", f"ead in the {found.short}") if found else note


def _named(briefing: Briefing, name: str, keys: Mapping[str, str]) -> tuple[Block, ...]:
    """What stands short in the tables, with its meaning."""
    if not keys:
        return ()
    items: list[Inlines] = [
        (*telling.strong(briefing.spelt(key)), Text(": "), *telling.spoken(briefing, name, meaning))
        for key, meaning in keys.items()
    ]
    return (telling.said("In these tables:"), *telling.listed(items))


SECTION = Section("synoptic-table", "The wordings beside each other", make, ("text", "of", "clauses"))

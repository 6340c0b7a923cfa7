"""Comparator law: what national and regional law recorded for comparison covers, provision by provision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.coverage.provisions import Provision, provisions_of
from travaux.coverage.told import DUTIES, cited
from travaux.model.dates import long_date
from travaux.model.library import Library
from travaux.model.marks import mark_in_full
from travaux.model.tree import Block
from travaux.pack import faults, matrix, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing
from travaux.pack.tables import laws, spelt, turned
from travaux.synopsis.facts import ELEMENTS, spoken, told, values
from travaux.synopsis.model import Fact, Group, Head

APART = (
    "This law is recorded for comparison only. It is no source of the texts’ authority, and binds none but those under "
    "it; it shows that such provisions can be written, and where they stop."
)


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """Which ways of acting the comparators reach, beside the text; then each law's provisions by their elements."""
    table = matrix.made(briefing, briefing.of(asked))
    law = laws(briefing, comparators=True)
    if table is None or not law:
        place, what = (
            telling.span(briefing, asked, "section"),
            "column with “comparator: true” in clauses/coverage.yaml",
        )
        briefing.found.append(faults.nothing_recorded(place, asked.spec.section, what))
        return ()
    beside = matrix.only(table, ("comparator", "text"))
    return (
        telling.said(APART),
        *matrix.grids(briefing.library, beside),
        *matrix.key(briefing, beside),
        *turned([spelt(briefing, each) for ident in law if (each := _group(briefing.library, ident))]),
    )


def _group(library: Library, ident: str) -> Group | None:
    """The provisions of one law, with the day to which it is known; None if nothing is recorded of what it covers."""
    law, rows = library.law[ident], provisions_of(library, ident)
    heads = tuple(Head(cited(library, each), each.about.rstrip("."), _marks(each)) for each in rows)
    known = f"position in {long_date(law.as_of)}" if law.as_of else "the day to which it is known is not recorded"
    return Group(ident, f"{law.short} ({known})", heads, (), tuple(_facts(rows))) if rows else None


def _marks(provision: Provision) -> tuple[str, ...]:
    return tuple(filter(None, [mark_in_full(provision.confidence)]))


def _facts(rows: Sequence[Provision]) -> Iterator[Fact]:
    """The elements of each provision and what it obliges to, what is stated of none left out."""
    for key, name in ELEMENTS.items():
        yield from told(key, name, (tuple(map(spoken, values(each.elements, key))) for each in rows))
    yield from told("duty", "Duty", ((DUTIES[each.duty],) for each in rows))


SECTION = Section("comparator-law", "Law for comparison", make, ("text", "of"))

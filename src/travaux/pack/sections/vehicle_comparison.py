"""The routes compared: what each text needs to become law, whom it would bind, what it can carry, and its limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.model.instrument import Instrument
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Origin, Text
from travaux.pack import counts, matrix, telling
from travaux.pack.api import Section
from travaux.pack.briefing import Asked, Briefing

ROUTE = {
    "needs": "What it needs",
    "binds": "Whom it binds",
    "carries": "What it can carry",
    "limits": "Its limits",
}
BESIDE = 3
"""How many texts stand beside each other on the shorter side of a sheet."""
NONE = "–"


def make(briefing: Briefing, asked: Asked) -> tuple[Block, ...]:
    """A column for each text, a row for each thing that is compared."""
    names = telling.texts_of(briefing, asked)
    head = [telling.formula("Route"), *(telling.text(briefing.selection(name).instrument.short) for name in names)]
    return telling.grid(head, list(_rows(briefing, names)), wide=len(names) > BESIDE)


def _rows(briefing: Briefing, names: list[str]) -> Iterator[list[Inlines]]:
    """What is told of at least one of the texts, in the order of the questions that a delegation asks."""
    table = matrix.made(briefing, names)
    told: tuple[tuple[str, list[Inlines]], ...] = (
        ("What it is", [telling.spoken(briefing, name, briefing.selection(name).instrument.about) for name in names]),
        (ROUTE["needs"], [_said(briefing, name, "needs") for name in names]),
        ("How it enters into force", [_entry(briefing, name) for name in names]),
        (ROUTE["binds"], [_said(briefing, name, "binds") for name in names]),
        (ROUTE["carries"], [_said(briefing, name, "carries") for name in names]),
        ("What this draft holds", [_held(briefing, name) for name in names]),
        (
            "Gaps in existing law that it closes",
            [telling.text(f"{counts.closed(table, name)} of {len(table.gaps)}") if table else () for name in names],
        ),
        (ROUTE["limits"], [_said(briefing, name, "limits") for name in names]),
    )
    for label, cells in told:
        if any(cells):
            yield [telling.formula(label), *(cell or (Text(NONE),) for cell in cells)]


def _said(briefing: Briefing, name: str, key: str) -> Inlines:
    """What the instrument's file says of its route; () where it says nothing."""
    instrument = briefing.selection(name).instrument
    if instrument.route is None:
        return ()
    run = briefing.beside(name).run(instrument.path, ("route", key), Origin(""))
    return telling.pointed(briefing, name, run)


def _entry(briefing: Briefing, name: str) -> Inlines:
    """How the text enters into force, as its file says it of the wording chosen, and where that stands.

    Of a wording of which nothing is said: its label, and the numbers chosen.
    """
    selection = briefing.selection(name)
    counted = [key for key, each in selection.instrument.parameters.items() if each.type in ("count", "ordinal")]
    out: list[Inlines] = []
    for ident, variant in selection.every_variant():
        clause = selection.library.clauses[ident]
        if not any(_uses(each.text, counted) for each in clause.variants.values()):
            continue
        place = telling.place(briefing, name, ident)
        if sentence := _entered(briefing, name, f"{ident}:{variant}"):
            out.append((*telling.begun(place), Text(": "), *sentence) if place else sentence)
            continue
        label = briefing.beside(name).run(clause.path, ("variants", variant, "label"), Origin(ident))
        out.append((*label, Text(" ("), *place, Text(").")))
        out += [
            _number(briefing, selection.instrument, key, selection.parameters[key])
            for key in _uses(clause.variants[variant].text, counted)
        ]
    return telling.lines(out)


def _entered(briefing: Briefing, name: str, chosen: str) -> Inlines:
    """What the instrument's file says of how it enters into force in a wording; () where it says nothing of that."""
    instrument = briefing.selection(name).instrument
    if instrument.route is None or chosen not in instrument.route.enters:
        return ()
    run = briefing.beside(name).run(instrument.path, ("route", "enters", chosen), Origin(""))
    return telling.pointed(briefing, name, run)


def _uses(text: str, keys: list[str]) -> list[str]:
    """Those of the parameters that stand in a clause's words."""
    found = set(re.findall(r"\{\{\s*([\w-]+)\s*\}\}", text))
    return [key for key in keys if key in found]


def _number(briefing: Briefing, instrument: Instrument, key: str, value: str) -> Inlines:
    """A number chosen, with what it counts; what stands in brackets behind that is left out."""
    about = instrument.parameters[key].about.partition(" (")[0].rstrip(".")
    return telling.text(briefing.spelt(f"{about}: {value}."))


def _held(briefing: Briefing, name: str) -> Inlines:
    """What a draft holds, counted, and then what it has nothing of."""
    every = counts.held(briefing, name)
    there = "; ".join(f"{group}: {count}" for group, count in every.items() if count)
    lacking = "; ".join(group for group, count in every.items() if not count)
    said = (f"{there}.", f"None: {lacking}." if lacking else "")
    return telling.lines(telling.text(briefing.spelt(each)) for each in said if each)


SECTION = Section("vehicle-comparison", "The routes compared", make, ("text", "of"))

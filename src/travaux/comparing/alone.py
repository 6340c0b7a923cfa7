"""A clause by itself: as the only article, or the only recitals, of a text made for it; and texts read leniently."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from travaux.load.placed import Marks
from travaux.load.read import MarkedReader
from travaux.load.schema import validate
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.stages import Question, Referred, Request
from travaux.passes.assemble import assemble
from travaux.passes.crossref import Settling
from travaux.passes.number import number
from travaux.passes.resolve import resolve

USUAL_STYLE, USUAL_VEHICLE = "coe", "model-convention"
IDENT = "by-itself"
PATH = "templates/instruments/by-itself.yaml"


def by_itself(library: Library, clause: str, variant: str, style: str = "") -> Referred:
    """The text of a clause that no instrument takes, in the usual house style."""
    house = style or (USUAL_STYLE if USUAL_STYLE in library.styles else min(library.styles))
    mine = library.clauses[clause]
    written = json.dumps(_plan(library, mine, variant, house), ensure_ascii=False)
    value: dict[str, Any] = json.loads(written)
    made, found = validate("instrument", value, lambda: Marks(written, PATH), {"id": IDENT, "path": PATH})
    assert made is not None, found
    holding = replace(library, instruments={IDENT: made}, texts={**library.texts, PATH: written})
    return leniently(Question(holding, Request(IDENT, house, {clause: variant}), MarkedReader(holding.texts)))


def leniently(question: Question) -> Referred:
    """A text in which a reference to what is not there is no fault: it is worded by the heading of the clause."""
    numbered = number(assemble(resolve(question)))
    settling = Settling(numbered, lenient=True)
    body = settling.blocks(numbered.document.body, settling.outermost())
    return Referred(numbered, replace(numbered.document, body=body), "none", (*numbered.found, *settling.found))


def _plan(library: Library, clause: Clause, variant: str, style: str) -> dict[str, Any]:
    """The file of an instrument that holds nothing else; it has the parent of another of its kind, if one needs one."""
    vehicles = clause.variants[variant].vehicles
    vehicle = USUAL_VEHICLE if USUAL_VEHICLE in (vehicles or (USUAL_VEHICLE,)) else vehicles[0]
    alike = [each.parent for _, each in sorted(library.instruments.items()) if each.vehicle == vehicle and each.parent]
    recital = clause.kind == "recital" or clause.form_of(variant) == "recital"
    return {
        "title": clause.heading,
        "short": clause.heading,
        "vehicle": vehicle,
        "style": style,
        "parent": alike[0] if alike else "",
        "preamble": [clause.id] if recital else [],
        "body": [] if recital else [clause.id],
        "report": {"introduction": "None.", "considerations": "None."},
    }

"""L519: a clause in another chapter than its placement says."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.instrument import Instrument, Item
from travaux.model.library import Library
from travaux.model.stages import KeyPath
from travaux.model.uses import Use, uses


@rule(
    "L519",
    "placement-mismatch",
    Severity.WARNING,
    over="library",
    hint="move the clause in the instrument, or change its placement and give the reason",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """An instrument puts a clause where its own placement does not.

    A clause says for each vehicle into which chapter it belongs, and why; the reasons are printed beside
    the text. In another chapter the printed reason is about a place where the clause does not stand. A
    chapter within the one named is no mismatch, and an instrument without chapters is not looked at. What
    is inserted into another treaty, and what a vehicle does not carry, is checked when the text is built
    (P414, P427).

    Example: `safeguard-expression` in the chapter `final-provisions`, where its placement says
    `into: national-measures`.

    Instead: move it, or write `into: final-provisions` with the reason.
    """
    for instrument in library.instruments.values():
        for use in uses(instrument):
            clause = library.clauses.get(use.clause)
            if clause is None or not use.into or "/" in use.into:
                continue
            span = ground.span(instrument.path, use.key)
            placement = clause.placed(instrument.vehicle)
            if placement is None:
                message = f"“{clause.id}” says of no place in a text of the kind {instrument.vehicle}"
                yield Finding(span, message, f"add {instrument.vehicle}: to its placement, with the reason")
            elif placement.into and placement.into not in _around(instrument, use):
                message = f"“{clause.id}” stands in “{use.into}”, but its placement says “{placement.into}”"
                yield Finding(span, message)


def _around(instrument: Instrument, use: Use) -> set[str]:
    """The ids of all the divisions and articles that a use stands in."""
    return {use.into, *_above(instrument.body, use.key[1:])} if use.key[0] == "body" else {use.into}


def _above(items: tuple[Item, ...], key: KeyPath) -> Iterator[str]:
    if not key or not isinstance(key[0], int):
        return
    item = items[key[0]]
    inside = item.division()
    if inside:
        yield inside[1].id
        if len(key) > 2 and key[2] == "contents":
            yield from _above(inside[1].contents, key[3:])
    elif item.article:
        yield item.article.id

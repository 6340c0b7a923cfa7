"""Where an article may be inserted: the place is the argument, so it is checked.

The place must exist in the recorded law, and every clause inserted must say in its own
`placement` that it belongs there.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Diagnostic
from travaux.model.instrument import ArticleSpec, Insertion
from travaux.model.law import Law
from travaux.model.stages import KeyPath, Selection
from travaux.passes import faults


def misplaced(selection: Selection, law: Law, spec: Insertion, key: KeyPath) -> Iterator[Diagnostic]:
    """What is wrong with the place of an insertion, which stands at `key` in the instrument's file."""
    reader, path = selection.reader, selection.instrument.path
    standing = [("/".join((law.id, *(d.id for d in above))), each.article) for above, each in law.every_article()]
    if spec.into not in {place for place, _ in standing}:
        span = reader.span(path, (*key, "into"))
        yield faults.unknown_place(span, spec.into, f"{law.short} has no such division with articles")
    elif (spec.into, spec.after) not in standing:
        span = reader.span(path, (*key, "after"))
        yield faults.unknown_place(span, spec.into, f"article {spec.after} does not stand there")
    vehicle = selection.instrument.vehicle
    for name in named(spec.article):
        clause = selection.library.clauses.get(name)
        placement = clause.placement.get(vehicle) if clause else None
        if clause and (placement is None or placement.into != spec.into):
            span = reader.span(clause.path, ("placement", vehicle))
            yield faults.wrong_place(span, name, spec.into, placement.into if placement else "")


def named(spec: ArticleSpec) -> list[str]:
    """The clauses an article is made of, its closing groups included, the chapeau not."""
    own = [ref.partition(":")[0] for ref in (*spec.points, *spec.clauses)]
    return own + [name for group in spec.closing for name in named(group)]

"""From the tree back to the files: every clause of a text, turned round record by record, is what was typed.

Every change that the program makes to a drafter's words is a record in the tree (see `passes.undo`). A clause that does
not come back to the letter was changed without one.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model import walk
from travaux.model.instrument import Instrument
from travaux.model.library import Library
from travaux.model.tree import Block, Division, Mode, Option, Settled
from travaux.passes import inserting
from travaux.passes.undo import fold, typed, undo
from travaux.passes.writing import articles_of

TEXTS: frozenset[Mode] = frozenset({"none", "margin", "notes"})
"""The modes of annotation that print the text itself; a report or a table is about it."""


def lost(settled: Settled, library: Library) -> Iterator[tuple[str, str, str]]:
    """Each clause of a text that does not come back: its id, what its file says, and what the tree gives back for it.

    A pack is no text of a library: what it prints of one was settled with that text.
    """
    document = settled.document
    if document.kind != "text" or settled.mode not in TEXTS:
        return
    for clause, use, variant in dict.fromkeys(map(_whose, walk.below(document.body))):
        if clause in library.clauses and variant in library.clauses[clause].variants:
            wanted, found = fold(library.clauses[clause].variants[variant].text), undo(document, clause, use)
            if found != wanted:
                yield clause, wanted, found
    for article in walk.below(document.body):
        if isinstance(article, Division) and article.heading and article.ident in library.clauses:
            said, found = _headings(article, library, document.ident), fold(typed(article.heading))
            if found not in said:
                yield article.ident, said[0], found


def _headings(article: Division, library: Library, name: str) -> list[str]:
    """What may stand over the article of a clause: the clause's own heading, or one that the instrument gives it.

    Where its options have several, they stand one after the other.
    """
    clause, instrument = library.clauses[article.ident], library.instruments.get(name)
    inside = [each.origin for each in walk.below(article.children) if isinstance(each, Option)]
    named = [each.variant for each in inside if each.clause == clause.id] or [article.origin.variant]
    own = [clause.variants[each] for each in dict.fromkeys(named) if each in clause.variants]
    said = [fold(each.heading or clause.heading) for each in own if not each.omit] or [fold(clause.heading)]
    together = said[0] if len({*said}) == 1 else fold("".join(said))
    return [together, *(_given(instrument, clause.id) if instrument else ())]


def _given(instrument: Instrument, clause: str) -> Iterator[str]:
    """The headings that an instrument gives to articles of a clause."""
    for each in articles_of(instrument.body):
        for spec in (each, each.inserts.article) if each.inserts else (each,):
            if spec.heading and clause in (spec.id, *inserting.named(spec)):
                yield fold(spec.heading)


def _whose(block: Block) -> tuple[str, int, str]:
    return block.origin.clause, block.origin.use, block.origin.variant

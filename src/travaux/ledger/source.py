"""From the tree back to the files: every clause of a text, turned round record by record, is what was typed.

Every change that the program makes to a drafter's words is a record in the tree (see `passes.undo`). A clause that does
not come back to the letter was changed without one.
"""

from __future__ import annotations

from collections.abc import Iterator

from travaux.model import walk
from travaux.model.library import Library
from travaux.model.tree import Block, Division, Mode, Settled
from travaux.passes.undo import fold, typed, undo

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
    for each in walk.below(document.body):
        if isinstance(each, Division) and each.heading and each.ident in library.clauses:
            its = library.clauses[each.ident]
            own = its.variants.get(each.origin.variant)
            wanted, found = fold((own.heading if own else "") or its.heading), fold(typed(each.heading))
            if found != wanted:
                yield each.ident, wanted, found


def _whose(block: Block) -> tuple[str, int, str]:
    return block.origin.clause, block.origin.use, block.origin.variant

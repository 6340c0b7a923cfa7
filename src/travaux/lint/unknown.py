"""Sources that are cited and that nobody has: in every field of a library, whether an instrument prints it or not."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Diagnostic
from travaux.lint.cited import citations
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.tree import Cite
from travaux.passes import faults


def unknown_in(clause: Clause, ground: Ground) -> Iterator[Diagnostic]:
    """The fault P416 for each unknown source in the texts of a clause, beside them, and in its reasons."""
    for passage in (*ground.texts_of(clause), *ground.beside(clause), *ground.cites_of(clause)):
        yield from _unknown(passage, ground)


def unknown_in_lists(ground: Ground) -> Iterator[Diagnostic]:
    """The same for the gaps and the objections."""
    for passage in ground.of_lists():
        yield from _unknown(passage, ground)


def _unknown(passage: Passage, ground: Ground) -> Iterator[Diagnostic]:
    """A field is read only where its characters name a key that is not known."""
    library = ground.library
    if all(key in library.sources or key in library.law for _, key, _ in citations(passage.value)):
        return
    known = (*library.sources, *library.law)
    for node in passage.marked:
        if isinstance(node, Cite):
            for item in node.items:
                if item.key not in library.sources and item.key not in library.law:
                    yield faults.unknown_source(passage.of(node.span), item.key, known)

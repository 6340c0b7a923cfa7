"""L504: a term defined in a text that never uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.tree import Block, Definition, Division, Para, Term
from travaux.model.walk import deep, inlines, inside, plain


@rule(
    "L504",
    "term-unused",
    Severity.WARNING,
    over="text",
    hint="leave the definition out, or use the term where the thing is meant",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A text defines a term and never uses it.

    A reader looks for the provision that the definition is there for, and a court may find one. The
    use may stand in another definition; it need not be linked, for the bare words count too.

    Example: “false pretences” defined in an instrument whose offences speak only of deception.

    Instead: leave the definition out of that instrument.
    """
    selection = text.numbered.draft.selection
    defined: dict[str, Term] = {}
    linked: dict[str, list[frozenset[str]]] = {}
    words: list[tuple[frozenset[str], str]] = []
    for owner, block in _owned(text.document.body, frozenset()):
        words.append((owner, plain(inlines(block))))
        for node in deep(inlines(block)):
            if isinstance(node, Term) and node.defining:
                defined.setdefault(node.ident, node)
            elif isinstance(node, Term):
                linked.setdefault(node.ident, []).append(owner)
    for ident, node in defined.items():
        name = selection.library.vocabulary.terms.get(ident, plain(node.children))
        used = re.compile(rf"\b{re.escape(name)}", re.IGNORECASE)
        if all(ident in owner for owner in linked.get(ident, ())) and not any(
            ident not in owner and used.search(line) for owner, line in words
        ):
            yield Finding(node.span, f"“{name}” is defined in “{selection.instrument.id}” and never used there")


def _owned(blocks: tuple[Block, ...], owner: frozenset[str]) -> Iterator[tuple[frozenset[str], Block]]:
    """Each block with the terms whose definition it is a part of."""
    for block in blocks:
        own = owner | _defines(block)
        yield own, block
        yield from _owned(inside(block), own)


def _defines(block: Block) -> frozenset[str]:
    """The terms that a block defines; a provision defines what its first words do."""
    match block:
        case Definition():
            return frozenset(block.terms)
        case Para():
            return frozenset(n.ident for n in deep(block.inlines) if isinstance(n, Term) and n.defining)
        case Division(children=(Para() as first, *_)):
            return _defines(first)
        case _:
            return frozenset()

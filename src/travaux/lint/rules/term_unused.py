"""L504: a term defined in a text that never uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.tree import Block, Definition, Division, Para, Term
from travaux.model.walk import below, deep, inlines, inside, plain


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
    library = text.numbered.draft.selection.library
    defined: dict[str, Term] = {}
    words: dict[str, list[str]] = {}
    linked: dict[str, set[str]] = {}
    for owner, block in _owned(text.document.body, ""):
        words.setdefault(owner, []).append(plain(inlines(block)))
        for node in deep(inlines(block)):
            if isinstance(node, Term) and node.defining:
                defined.setdefault(node.ident, node)
            elif isinstance(node, Term):
                linked.setdefault(node.ident, set()).add(owner)
    for ident, node in defined.items():
        name = library.vocabulary.terms.get(ident, plain(node.children))
        used = re.compile(rf"\b{re.escape(name)}", re.IGNORECASE)
        elsewhere = (line for owner, lines in words.items() if ident not in owner.split() for line in lines)
        if not any(ident not in owner.split() for owner in linked.get(ident, ())) and not any(
            used.search(line) for line in elsewhere
        ):
            instrument = text.numbered.draft.selection.instrument.id
            yield Finding(node.span, f"“{name}” is defined in “{instrument}” and never used there")


def _owned(blocks: tuple[Block, ...], owner: str) -> Iterator[tuple[str, Block]]:
    """Each block with the terms that the definition it stands in defines ("" outside a definition)."""
    for block in blocks:
        own = owner
        if isinstance(block, Definition):
            own = " ".join(block.terms)
        elif isinstance(block, Division | Para) and not owner:
            here = (block,) if isinstance(block, Para) else _leaf(block)
            own = " ".join(n.ident for b in here for n in deep(inlines(b)) if isinstance(n, Term) and n.defining)
        yield own, block
        yield from _owned(inside(block), own)


def _leaf(division: Division) -> tuple[Block, ...]:
    """The blocks of a division that is a definition as a whole: a lone paragraph and its points."""
    alone = division.level in ("paragraph", "point", "subpoint") and isinstance(division.children[:1], tuple)
    first = division.children[0] if division.children else None
    return tuple(below(division.children)) if alone and isinstance(first, Para) and _defines(first) else ()


def _defines(block: Para) -> bool:
    return any(isinstance(node, Term) and node.defining for node in deep(block.inlines))

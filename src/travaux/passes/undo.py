"""Undo: from a settled text back to what was typed in the clauses.

Every change that a pass makes to a drafter's characters is recorded in the tree
(`Sub`, `Ref`, `Cite`, the typed label of a `Division`). Turning each record round
must give the clause's text again, white space at line breaks apart: that is the
proof that nothing was dropped, reordered or changed in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Change,
    Cite,
    Definition,
    Division,
    Document,
    Drawing,
    Edition,
    Emph,
    Facing,
    Figure,
    Inline,
    Items,
    Note,
    Option,
    Para,
    Quoted,
    Recital,
    Ref,
    Sub,
    Table,
    Term,
    Text,
)


def undo(document: Document, clause: str, use: int = 0) -> str:
    """What was typed as the text of one clause, read back from one use of it in the document.

    White space is folded: line breaks and indentation are not kept in a tree.
    """
    return fold(" ".join(_blocks(document.body, clause, use)))


def fold(text: str) -> str:
    """The characters of a text with each run of white space as one space."""
    return " ".join(text.split())


def _blocks(blocks: Iterable[Block], clause: str, use: int) -> Iterator[str]:
    for block in blocks:
        mine = block.origin.clause == clause and block.origin.use == use
        match block:
            case Para() | Recital():
                if mine:
                    yield typed(block.inlines)
            case Division():
                if mine and block.typed:
                    yield block.typed
                yield from _blocks(block.children, clause, use)
            case Definition() | Option() | Amendment():
                yield from _blocks(block.children, clause, use)
            case Edition():
                yield from _blocks(block.children, clause, use)
            case Items() | Table() | Figure() | Drawing() | Facing():
                pass
            case _:
                assert_never(block)


def typed(inlines: Iterable[Inline]) -> str:
    """The characters that were typed for a run of inlines."""
    return "".join(_typed(node) for node in inlines)


def _typed(node: Inline) -> str:
    match node:
        case Text():
            return node.value
        case Sub():
            return node.old
        case Emph():
            return f"{node.mark}{typed(node.children)}{node.mark}"
        case Term():
            return f"[{typed(node.children)}]({'def' if node.defining else 'term'}:{node.ident})"
        case Ref() | Cite():
            return node.typed
        case Bracket():
            return f"[{typed(node.children)}]"
        case Quoted() | Change():
            return typed(node.children)
        case Note():
            return ""
        case _:
            assert_never(node)

"""The tree in a few readable lines, for the pages of examples: what each node is, and what was changed.

Inlines stand in ‹…›: `‹old → new›` is a recorded substitution, `‹[](#id) → words›` a settled
reference. Nothing of the renderers is used: an example shows what a pass did, not how it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from travaux.model import walk
from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Cite,
    Definition,
    Division,
    Emph,
    Inline,
    Note,
    Option,
    Para,
    Quoted,
    Ref,
    Sub,
    Target,
    Term,
    Text,
)


def parsed(blocks: Iterable[Block], depth: int = 0) -> Iterator[str]:
    """Blocks as the parser gives them: a line for each provision and paragraph."""
    pad = "  " * depth
    for block in blocks:
        if isinstance(block, Division):
            yield f"{pad}{block.level} {block.ident} (typed “{block.typed}”)"
            yield from parsed(block.children, depth + 1)
        elif isinstance(block, Para):
            yield f"{pad}“{nodes(block.inlines)}”"
        else:
            raise TypeError(f"a parser does not make {type(block).__name__}")


def nodes(inlines: Iterable[Inline]) -> str:
    """Inlines with what each of them is."""
    return "".join(map(_node, inlines))


def _node(node: Inline) -> str:
    match node:
        case Text():
            return node.value
        case Sub():
            return f"‹{node.why} {node.old}›"
        case Emph():
            return f"‹emphasis {node.mark}: {nodes(node.children)}›"
        case Term():
            return f"‹{'definition' if node.defining else 'term'} {node.ident}: {nodes(node.children)}›"
        case Ref():
            form = f" as {node.form}" if node.form else ""
            return f"‹reference to {', '.join(map(_target, node.targets)) or 'nothing: ' + node.typed}{form}›"
        case Cite():
            items = (f"{each.key} at {each.pinpoint}" if each.pinpoint else each.key for each in node.items)
            return f"‹citation of {'; '.join(items)}›"
        case Bracket():
            return f"‹not agreed: {nodes(node.children)}›"
        case Quoted() | Note():
            raise TypeError(f"a parser does not make {type(node).__name__}")
        case _:
            assert_never(node)


def _target(target: Target) -> str:
    label = f" {target.label}" if target.label else ""
    last = f" to {_target(target.last)}" if target.last else ""
    return f"{target.ident}{label}{last}"


def printed(blocks: Iterable[Block], recorded: bool = False, depth: int = 0) -> Iterator[str]:
    """Blocks as they read; with `recorded`, every change of the drafter's characters is shown."""
    pad = "    " * depth
    say = changes if recorded else plain
    for block in blocks:
        match block:
            case Division(level="article" | "preamble" | "part" | "chapter" | "section" | "title" | "annex"):
                yield f"{pad}{say(walk.headline(block))}".replace("\n", " / ")
                yield from printed(block.children, recorded, depth)
            case Division():
                inner = list(printed(block.children, recorded, depth + bool(block.label)))
                label = say(block.label)
                if label and inner:
                    inner[0] = f"{pad}{label:<3} {inner[0].lstrip(' ')}"
                yield from inner
            case Definition() | Option() | Amendment():
                yield from printed(block.children, recorded, depth + isinstance(block, Amendment))
            case _:
                for run in walk.runs(block):
                    if run:
                        yield f"{pad}{say(run)}"
                        yield from _notes(run, pad)


def _notes(run: Iterable[Inline], pad: str) -> Iterator[str]:
    for node in run:
        if isinstance(node, Note):
            confidence = "" if node.confidence == "verified" else f" ({node.confidence})"
            yield f"{pad}  [{node.number} {node.kind}] {node.lead} {walk.plain(node.body)}{confidence}"


def plain(inlines: Iterable[Inline]) -> str:
    """Inlines as they print, with an asterisk on either side of what is emphasised."""
    out = []
    for node in inlines:
        match node:
            case Emph():
                out.append(f"*{plain(node.children)}*")
            case Note():
                pass
            case Bracket():
                out.append(f"[{plain(node.children)}]")
            case Text() | Sub() | Term() | Quoted() | Ref() | Cite():
                out.append(plain(walk.within(node)) or walk.plain((node,)))
            case _:
                assert_never(node)
    return "".join(out)


def changes(inlines: Iterable[Inline]) -> str:
    """Inlines with every recorded change as ‹typed → printed›; what was added has nothing before the arrow."""
    out = []
    for node in inlines:
        match node:
            case Text():
                out.append(node.value)
            case Sub():
                out.append(f"‹{node.old} → {node.new}›" if node.old else f"‹→ {node.new}›")
            case Ref() | Cite():
                out.append(f"‹{node.typed} → {plain(node.text)}›")
            case Emph():
                out.append(f"*{changes(node.children)}*")
            case Bracket():
                out.append(f"[{changes(node.children)}]")
            case Term() | Quoted():
                out.append(changes(node.children))
            case Note():
                pass
            case _:
                assert_never(node)
    return "".join(out)

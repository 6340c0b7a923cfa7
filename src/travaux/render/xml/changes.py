"""What a text changes in another one: structure inserted, words replaced or inserted; with their account in `meta`."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Literal

from travaux.akn.identity import Identity
from travaux.akn.nodes import Node, node
from travaux.model import walk
from travaux.model.tree import Amendment, Block, Definition, Division, Inline, Option, Para, Quoted, Recital, Ref, Sub
from travaux.render.xml.inlines import destination

OPENING, CLOSING = "“«„\"'‘", "”»“\"'’"
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """A change of words: where, of which kind, which of the quotations (from 0) are the old words and the new."""

    instrument: str
    label: str
    kind: Literal["substitution", "insertion", "repeal"]
    old: int = -1
    new: int = -1


@dataclass(frozen=True, slots=True)
class Made:
    """An amendment as written, and what the file says of it."""

    mod: Node
    instrument: str
    label: str
    kind: str
    position: str = ""
    old: Node | None = None
    new: Node | None = None


@dataclass(slots=True)
class Changes:
    """The amendments met, in order."""

    made: list[Made] = field(default_factory=list)

    def of_words(self, mod: Node, change: Wording) -> None:
        """Words of another text, changed by a paragraph."""
        quoted = [each for each in mod.children if isinstance(each, Node) and each.name == "quotedText"]
        old, new = (quoted[at] if 0 <= at < len(quoted) else None for at in (change.old, change.new))
        position = "inside" if change.kind == "insertion" else ""
        self.made.append(Made(mod, change.instrument, change.label, change.kind, position, old, new))

    def of_structure(self, mod: Node, structure: Node, block: Amendment) -> None:
        """Structure inserted in another text."""
        self.made.append(Made(mod, block.target, block.position, "insertion", "after", None, structure))

    def account(self, identity: Identity) -> list[Node]:
        """What the file says that it changes: its `activeModifications`."""
        if not self.made:
            return []
        return [
            node(
                "analysis",
                node("activeModifications", *(_told(each, identity) for each in self.made)),
                source="#travaux",
            )
        ]


def _told(each: Made, identity: Identity) -> Node:
    where = destination(identity, each.instrument, each.label)
    parts = [Node("source", links={"href": each.mod}), node("destination", href=where, pos=each.position)]
    parts += [Node("old", links={"href": each.old})] if each.old else []
    parts += [Node("new", links={"href": each.new})] if each.new else []
    return node("textualMod", *parts, type=each.kind)


# ---------------------------------------------------------------- words


def amended(words: Inlines) -> Wording | None:
    """The change that a sentence makes in the words of another text; None where it makes none.

    It names a provision of another instrument, quotes, and says what becomes of the words quoted. Where it says that
    in no words known here, the quotation is one like any other.
    """
    quoted = [at for at, each in enumerate(words) if isinstance(each, Quoted)]
    if not quoted:
        return None
    place = next(
        (each for each in words[: quoted[0]] if isinstance(each, Ref) and each.targets and not each.anchors), None
    )
    if place is None:
        return None
    ends = (*quoted[1:2], len(words))
    before, between = walk.plain(words[: quoted[0]]), walk.plain(words[quoted[0] + 1 : ends[0]])
    found = _kind(before, between, walk.plain(words[ends[0] :]) if quoted[1:] else "", len(quoted))
    return replace(found, instrument=place.targets[0].ident, label=place.targets[0].label) if found else None


def _kind(before: str, between: str, after: str, count: int) -> Wording | None:
    """The kind of change, by the words before the first quotation, between it and the second, and after that."""
    if any(verb in between for verb in ("replaced", "substituted")) and count > 1:
        return Wording("", "", "substitution", 0, 1)
    if any(verb in between for verb in ("deleted", "omitted", "repealed")):
        return Wording("", "", "repeal", 0)
    if any(verb in f"{before} {between} {after}" for verb in ("inserted", "added")):
        second = count > 1 and re.search(r"\b(?:after|before|following)\b", before, re.IGNORECASE) is not None
        return Wording("", "", "insertion", -1, 1 if second else 0)
    return None


# ---------------------------------------------------------------- quotation marks


def quotation(blocks: tuple[Block, ...]) -> tuple[str, tuple[Block, ...], str, str]:
    """The marks round quoted structure, the structure without them, and what follows the closing one ("."").

    Both marks are "" where not both stand where they belong: then they stay in the words.
    """
    seen: dict[str, str] = {}

    def opened(run: Inlines) -> Inlines:
        first = run[0] if run else None
        if isinstance(first, Sub) and first.why == "quotation" and first.new[:1] and first.new[0] in OPENING:
            seen["start"] = first.new[0]
            return (replace(first, new=first.new[1:]), *run[1:]) if first.new[1:] else run[1:]
        return run

    def closed(run: Inlines) -> Inlines:
        last = run[-1] if run else None
        at = max((last.new.rfind(mark) for mark in CLOSING), default=-1) if isinstance(last, Sub) else -1
        if isinstance(last, Sub) and last.why == "quotation" and at >= 0:
            seen.update(end=last.new[at], after=last.new[at + 1 :])
            return (*run[:-1], replace(last, new=last.new[:at])) if at else run[:-1]
        return run

    without = _at(_at(blocks, opened, first=True), closed, first=False)
    if not seen.get("start") or not seen.get("end"):
        return "", blocks, "", ""
    return seen["start"], without, seen["end"], seen.get("after", "")


def _at(blocks: tuple[Block, ...], change: Callable[[Inlines], Inlines], first: bool) -> tuple[Block, ...]:
    """Blocks with the first (or last) run of words among them changed."""
    if not blocks:
        return blocks
    each = blocks[0 if first else -1]
    match each:
        case Para() | Recital():
            each = replace(each, inlines=change(each.inlines))
        case Division() if first and (each.label or each.heading):
            part = "label" if each.label else "heading"
            each = (
                replace(each, label=change(each.label))
                if part == "label"
                else replace(each, heading=change(each.heading))
            )
        case Division() if not first and not each.children:
            each = (
                replace(each, heading=change(each.heading)) if each.heading else replace(each, label=change(each.label))
            )
        case Division() | Definition() | Option() | Amendment():
            each = replace(each, children=_at(each.children, change, first))
        case _:
            pass
    return (each, *blocks[1:]) if first else (*blocks[:-1], each)

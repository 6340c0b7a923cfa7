"""Running words as inline elements: references, terms, quotations, notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import assert_never

from travaux.akn.identity import Identity
from travaux.akn.names import portion
from travaux.akn.nodes import Child, Node, node
from travaux.model import walk
from travaux.model.tree import (
    Bracket,
    Change,
    Cite,
    Emph,
    Inline,
    Mode,
    Note,
    Quoted,
    Ref,
    Sub,
    Target,
    Term,
    Text,
)
from travaux.render.api import lead, tag

PLACEMENT = {"margin": "side", "notes": "bottom"}


@dataclass(slots=True)
class Inlines:
    """Turns inlines into elements; `terms` are those met, with the words of each where it is defined, or first used."""

    mode: Mode
    identity: Identity
    terms: dict[str, str] = field(default_factory=dict)

    def all(self, inlines: Iterable[Inline], quoting: str = "embeddedText") -> list[Child]:
        """The words; `quoting` is the element of words quoted, which differs within an amendment."""
        return [made for each in inlines for made in self.one(each, quoting)]

    def one(self, each: Inline, quoting: str) -> Iterator[Child]:
        """An inline; words quoted in it stand in the element `quoting`."""
        match each:
            case Text():
                yield each.value
            case Sub():
                yield "\n" if each.why == "break" else each.new
            case Emph():
                yield Node("b" if each.mark == "**" else "i", self.all(each.children, quoting))
            case Bracket():
                yield from ("[", *self.all(each.children, quoting), "]")
            case Quoted():
                yield Node(quoting, self.all(each.children))
            case Term():
                yield self.term(each)
            case Ref():
                yield from self.ref(each)
            case Cite():
                yield from self.all(each.text, quoting)
            case Change():
                yield Node("ins" if each.sign == "+" else "del", self.all(each.children, quoting))
            case Note():
                if placement := PLACEMENT.get(self.mode):
                    yield self.note(each, placement)
            case _:
                assert_never(each)

    def term(self, each: Term) -> Node:
        """A term defined (`def`) or used (`term`), which leads to its entry in the file's references."""
        words = walk.plain(each.children)
        if each.defining or each.ident not in self.terms:
            self.terms[each.ident] = words
        return node("def" if each.defining else "term", *self.all(each.children), refersTo=f"#term-{each.ident}")

    def ref(self, each: Ref) -> list[Child]:
        """A reference: one element for one place; for several, all of them, the words standing in the first."""
        words = self.all(each.text)
        if not each.anchors:
            href = self.elsewhere(each.targets)
            return [node("ref", *words, href=href)] if href else words
        first, *more = each.anchors
        leading = Node("ref", words, links={"href": first})
        if not more:
            return [leading]
        return [node("mref", leading, *(Node("ref", links={"href": anchor}) for anchor in more))]

    def elsewhere(self, targets: tuple[Target, ...]) -> str:
        """What another instrument's provision is called; "" where the instrument has no configured identifier."""
        if len(targets) != 1 or targets[0].ident not in self.identity.others:
            return ""
        return destination(self.identity, targets[0].ident, targets[0].label)

    def note(self, each: Note, placement: str) -> Node:
        """An annotation, as words in the margin or at the foot."""
        trust = tag(each)
        words: list[Child] = [Node("b", [lead(each)]), " ", *self.all(each.body)]
        words += [" ", Node("i", [f"[{trust}]"])] if trust else []
        marker = str(each.number) if placement == "bottom" else ""
        return node("authorialNote", Node("p", words), class_=each.kind, marker=marker, placement=placement)


def destination(identity: Identity, instrument: str, label: str) -> str:
    """The identifier of a provision of another instrument ("11.2")."""
    place = portion(label)
    return f"{identity.other(instrument)}/~{place}" if place else identity.other(instrument)

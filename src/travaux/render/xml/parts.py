"""The parts of a document: cover, title, preamble, body, conclusions, attachments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from travaux.akn.identity import Identity, Named, agents, identification, term
from travaux.akn.nodes import Node, node
from travaux.model import walk
from travaux.model.tree import Block, Division, Document, Para, Recital, Settled
from travaux.render.xml.inlines import Inlines
from travaux.render.xml.structure import HIERARCHY, Structure, flat, gathered

APART = frozenset({"report", "table"})
"""The modes of annotation in which what is printed is not the text itself, but something about it."""


def whole(settled: Settled, identity: Identity) -> Node:
    """The outermost element: a `bill` of a text, a `doc` of a report, a table of changes or a briefing pack."""
    parts = _Parts(settled, identity, Structure(Inlines(settled.mode, identity)))
    return node("akomaNtoso", parts.document() if parts.apart else parts.bill())


@dataclass(slots=True)
class _Parts:
    settled: Settled
    identity: Identity
    structure: Structure

    @property
    def apart(self) -> str:
        """What this is, if it is not the text itself."""
        return (
            "pack" if self.settled.document.kind == "pack" else self.settled.mode if self.settled.mode in APART else ""
        )

    def bill(self) -> Node:
        """A text."""
        text = self.settled.document
        preamble, body, end = _divided(text.body)
        held = [
            *self.cover(text),
            *self.preface(text),
            *self.preamble(preamble),
            node("body", *self.body(body)),
            *([node("conclusions", *flat(self.structure.stream(end)))] if end else []),
            *self.attachments(text.back),
        ]
        return node("bill", self.meta(), *held, name="bill", contains="originalVersion")

    def document(self) -> Node:
        """What is no draft: everything in the order in which it is printed; of a pack the title stands first."""
        text = self.settled.document
        pack = text.kind == "pack"
        front = [] if pack else self.cover(text)
        preface = self.preface(text)
        body = flat(self.structure.stream((*(text.front if pack else ()), *text.body, *(text.back if pack else ()))))
        after = [] if pack else self.attachments(text.back)
        held = [*front, *preface, node("mainBody", *(body or [Node("p")])), *after]
        return node("doc", self.meta(), *held, name=self.apart, contains="originalVersion")

    def cover(self, text: Document) -> list[Node]:
        """The notices on the face of a text."""
        return [node("coverPage", *flat(self.structure.stream(text.front)))] if text.front else []

    def named(self, part: str = "", title: str = "") -> Named:
        """The text, or a part of it, to be identified."""
        text = self.settled.document
        edition = "" if self.settled.mode == "none" else self.settled.mode
        words = title or " ".join(walk.plain(text.title).split()) or text.ident
        return Named(text.ident.replace(".", "-"), text.language, words, edition, part, "doc" if self.apart else "bill")

    def meta(self) -> Node:
        """The file's account of itself; to be made when all else is."""
        terms = [term(self.identity, *each) for each in sorted(self.structure.inlines.terms.items())]
        changed = sorted({each.instrument for each in self.structure.changes.made})
        names = self.identity.names
        acts = [
            node("activeRef", eId=each, href=self.identity.other(each), showAs=names.get(each, each))
            for each in changed
        ]
        return node(
            "meta",
            identification(self.identity, self.named()),
            *self.structure.changes.account(self.identity),
            node("references", *acts, *agents(self.identity), *terms, source="#travaux"),
        )

    def preface(self, text: Document) -> list[Node]:
        words = self.structure.inlines.all
        lines = [node("longTitle", node("p", Node("docTitle", words(text.title))))] if text.title else []
        lines += [node("p", *words(text.subtitle), class_="subtitle")] if text.subtitle else []
        return [node("preface", *lines)] if lines else []

    def preamble(self, blocks: Sequence[Block]) -> list[Node]:
        """The preamble: its heading, its formulae, its recitals together."""
        held: list[Node] = []
        made: list[Node] = []
        anchors: list[str] = []
        for block in blocks:
            if isinstance(block, Division):
                anchors.append(block.ident)
                words = self.structure.inlines.all(walk.headline(block))
                made += [node("block", *words, name="heading")] if words else []
                made += self.structure.stream(block.children)
            else:
                made += self.structure.stream((block,))
        for each in made:
            if each.name == "recital" and held and held[-1].name == "recitals":
                held[-1].children.append(each)
            else:
                held.append(node("recitals", each) if each.name == "recital" else each)
        if not held:
            return []
        preamble = node("preamble", *held)
        preamble.anchors = tuple(filter(None, anchors))
        return [preamble]

    def body(self, blocks: Sequence[Block]) -> list[Node]:
        """The body: divisions, and what stands between them, gathered; never empty."""
        held = flat(self.structure.stream(blocks))
        if any(each.name in HIERARCHY for each in held):
            return gathered(held)
        return [node("hcontainer", node("content", *(held or [Node("p")])), name="text")]

    def attachments(self, blocks: Sequence[Block]) -> list[Node]:
        """What is not of the text: an attachment for each headed part of it, with a document in it."""
        made: list[Node] = []
        for place, block in enumerate(blocks, 1):
            made.append(
                self.headed(block) if isinstance(block, Division) else self.attachment((block,), f"part-{place}")
            )
        return [node("attachments", *made)] if made else []

    def headed(self, block: Division) -> Node:
        """A headed part of what is not of the text."""
        words = walk.headline(block)
        title = " ".join(walk.plain(words).split())
        made = self.attachment(block.children, block.ident or "part", title)
        if words:
            made.children.insert(0, Node("heading", self.structure.inlines.all(words)))
        made.anchors = (block.ident,) if block.ident else ()
        return made

    def attachment(self, blocks: Sequence[Block], part: str, title: str = "") -> Node:
        """An attachment: a document of its own, with its own account of itself."""
        held = flat(self.structure.stream(blocks)) or [Node("p")]
        meta = node("meta", identification(self.identity, self.named(part, title)))
        return node(
            "attachment", node("doc", meta, node("mainBody", *held), name="apparatus", contains="originalVersion")
        )


def _divided(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block], Sequence[Block]]:
    """Preamble, body and conclusions of a text: what stands before its first division, and after its last."""
    if not any(isinstance(each, Division) and each.level != "preamble" for each in blocks):
        headed = [each for each in blocks if isinstance(each, Division)]
        return headed, [each for each in blocks if each not in headed], ()
    begun = next(at for at, each in enumerate(blocks) if not _is_preamble(each))
    end = len(blocks)
    while isinstance(blocks[end - 1], Para):
        end -= 1
    return blocks[:begun], blocks[begun:end], blocks[end:]


def _is_preamble(block: Block) -> bool:
    return isinstance(block, Para | Recital) or (isinstance(block, Division) and block.level == "preamble")

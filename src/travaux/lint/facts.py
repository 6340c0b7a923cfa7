"""What several rules ask of one text, found once: who speaks in it, what leads where, which offences it has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from travaux.model.clause import Clause
from travaux.model.instrument import DivisionSpec, Insertion, Item
from travaux.model.law import Law, LawArticle
from travaux.model.stages import Referred, Selection
from travaux.model.tree import Block, Division, Inline, Ref, Text
from travaux.model.walk import below, deep, inlines, plain
from travaux.passes.apply import Amended, amended

OFFENCES = ("offence", "package")
RANGE = re.compile(r"\b(\d+)\s+(?:through|to)\s+(\d+)\b")
"""A range of articles as treaties print it: "Articles 2 through 11"."""
DEFINED = re.compile(r"“([^“”]+)”\s+(?:means|shall\s+mean|includes|shall\s+include)\b")
"""A term at its definition, in the words of a treaty."""


@dataclass(frozen=True, slots=True)
class Referring:
    """A reference of a text: the clause whose words hold it ("" for the instrument's own), and those words."""

    clause: str
    ref: Ref
    words: str


class Facts:
    """One text, looked at in the ways in which rules look at it; every part is made when first asked for."""

    def __init__(self, text: Referred) -> None:
        self.text = text
        self.selection: Selection = text.numbered.draft.selection
        self.library, self.instrument = self.selection.library, self.selection.instrument

    @cached_property
    def parent(self) -> Law | None:
        """The recorded treaty that the text amends or supplements."""
        return self.library.law.get(self.instrument.parent)

    @cached_property
    def parent_terms(self) -> frozenset[str]:
        """The terms that the parent defines, in small letters, as far as its words are recorded."""
        articles = self.parent.every_article() if self.parent else ()
        texts = (words for _, article in articles for words in article.text.values())
        return frozenset(name.lower() for words in texts for name in DEFINED.findall(words))

    @cached_property
    def stated(self) -> tuple[tuple[Clause, str], ...]:
        """The clauses of the text that say something, each with its variant, or with each of its rival options."""
        chosen = ((self.library.clauses[name], variant) for name, variant in self.selection.every_variant())
        return tuple((clause, variant) for clause, variant in chosen if not clause.variants[variant].omit)

    @cached_property
    def offences(self) -> tuple[Clause, ...]:
        """The clauses that create an offence in this text."""
        found = {c.id: c for c, variant in self.stated if c.kind in OFFENCES and c.form_of(variant) == "conduct"}
        return tuple(found.values())

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Every block of the body, in reading order."""
        return tuple(below(self.text.document.body))

    @cached_property
    def runs(self) -> tuple[tuple[str, Block, str], ...]:
        """The words of each block of the body as printed, with the clause that they come from."""
        every = ((block.origin.clause, block, plain(inlines(block))) for block in self.blocks)
        return tuple(each for each in every if each[2])

    @cached_property
    def marked(self) -> tuple[tuple[Block, Inline], ...]:
        """Every inline of the body that is more than typed words, with the block in which it stands."""
        every = ((block, node) for block in self.blocks for node in deep(inlines(block)))
        return tuple(each for each in every if each[1].__class__ is not Text)

    @cached_property
    def references(self) -> tuple[Referring, ...]:
        """Every reference of the body."""
        return tuple(
            Referring(block.origin.clause, node, plain(inlines(block)))
            for block, node in self.marked
            if isinstance(node, Ref)
        )

    @cached_property
    def owners(self) -> dict[str, str]:
        """The clause that each division of the body comes from, by the division's anchor."""
        return {each.ident: each.origin.clause for each in self.blocks if isinstance(each, Division)}

    @cached_property
    def reached(self) -> dict[str, frozenset[str]]:
        """The clauses to which the references of each clause lead, inside the text."""
        out: dict[str, set[str]] = {}
        for each in self.references:
            names = (self.owner_of(anchor) for anchor in each.ref.anchors)
            out.setdefault(each.clause, set()).update(name for name in names if name)
        return {name: frozenset(found) for name, found in out.items()}

    def owner_of(self, anchor: str) -> str:
        """The clause of which a division is the provision; "" if it has none, or several."""
        return self._members.get(anchor) or self.owners.get(anchor, "")

    @cached_property
    def _members(self) -> dict[str, str]:
        anchors = self.text.numbered.draft.anchors
        return {ident: name for name, idents in anchors.items() for ident in idents if ":" not in name}

    @cached_property
    def insertions(self) -> tuple[Insertion, ...]:
        """The articles that the text inserts into its parent."""
        return tuple(_insertions(self.instrument.body))

    @cached_property
    def inserted(self) -> dict[str, str]:
        """The numbers of the inserted articles ("8 bis"), each with that of the article it stands after."""
        after = {each.article.id: each.after for each in self.insertions}
        places = self.text.numbered.places
        return {
            places[ident].article: after.get(ident, places[ident].article.partition(" ")[0])
            for ident in places
            if places[ident].instrument and places[ident].level == "article"
        }

    @cached_property
    def amended(self) -> Mapping[str, Amended]:
        """The provisions of the parent whose words the text changes, by their place ("11.2"), as it leaves them.

        An operation that can't be carried out changes nothing; the table of changes reports it (P426).
        """
        return amended(self.parent, self.text, []) if self.parent else {}

    @cached_property
    def pending(self) -> bool:
        """Whether a chapter of the text is still in preparation."""
        return _pending(self.instrument.body)

    def members(self, group: str) -> Iterator[str]:
        """What a draft offers for a list, as references name it ("offence-sell", "offence-sell:2")."""
        scope, _, name = group.partition(":")
        if scope == "group":
            offences = {clause.id for clause in self.offences}
            yield from (key for key in self.instrument.groups.get(name, ()) if key.partition(":")[0] in offences)
            return
        for clause, variant in self.stated:
            chosen = clause.variants[variant]
            labels = chosen.reservations if name == "reservation" else chosen.declarations
            yield from (f"{clause.id}:{label}" if label else clause.id for label in labels)

    def anchored(self, key: str) -> frozenset[str]:
        """The divisions that a clause, or a paragraph of one, has become."""
        anchors = self.text.numbered.draft.anchors
        return frozenset(anchors.get(f"{key}:") or anchors.get(key, ()))

    def leads_to(self, clause: str, ident: str) -> Iterator[str]:
        """The divisions to which the references of one provision lead ("" of a clause: of all its words)."""
        for division in self.blocks:
            if isinstance(division, Division) and division.ident == ident:
                for block in below((division,)):
                    for node in deep(inlines(block)):
                        if isinstance(node, Ref):
                            yield from node.anchors

    def law_articles(self, each: Referring, law: Law) -> frozenset[str]:
        """The articles of a treaty that a reference names, those inside its ranges included."""
        numbers = [article.article for _, article in law.every_article()]
        found: set[str] = set()
        for target in each.ref.targets:
            if target.ident != law.id:
                continue
            first = target.label.partition(".")[0]
            last = target.last.label.partition(".")[0] if target.last else first
            if first in numbers and last in numbers:
                found.update(numbers[numbers.index(first) : numbers.index(last) + 1])
            else:
                found.update((first, last))
        return frozenset(found - {""})


def covers(article: LawArticle, label: str, after: str) -> bool:
    """Whether a range in the recorded words of a provision takes in an article that is inserted after another."""
    if not after.isdigit():
        return False
    return any(int(first) <= int(after) < int(last) for first, last in RANGE.findall(article.text.get(label, "")))


def _insertions(items: tuple[Item, ...]) -> Iterator[Insertion]:
    for item in items:
        inside = item.division()
        if inside:
            yield from _insertions(inside[1].contents)
        elif item.article and item.article.inserts:
            yield item.article.inserts


def _pending(items: tuple[Item, ...]) -> bool:
    divisions: list[DivisionSpec] = [inside[1] for item in items if (inside := item.division())]
    return any(each.pending or _pending(each.contents) for each in divisions)

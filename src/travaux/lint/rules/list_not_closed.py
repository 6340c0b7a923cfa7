"""L532: a list of reservations that is not closed, or that names what allows none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.tree import Block, Para, Ref, Target
from travaux.model.walk import below, deep, inlines, plain

_CLOSED = re.compile(r"\b[Nn]o\s+other\s+reservations?\b")
_PARTS = {"reservation": re.compile(r"\breservations?(?:\s+or\s+reservations)?\s+provided\s+for\b"),
          "declaration": re.compile(r"\badditional\s+elements?\s+(?:as\s+)?provided\s+for\b")}  # fmt: skip
_GROUPS = {"all:reservation": "reservation", "all:declaration": "declaration"}


@rule(
    "L532",
    "list-not-closed",
    Severity.ERROR,
    over="clause",
    hint="end the list with “No other reservation may be made.”",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A list of what may be reserved is left open, or names a provision that allows no reservation.

    A list limits reservations only if it says so: without "No other reservation may be made" every reservation
    that is compatible with the object of the treaty may be made beside those listed (Vienna Convention on the Law
    of Treaties, Article 19). And a provision on the list must itself say "may reserve"; one that does not, in the
    text or in the recorded words of another treaty, gives a State a right that nobody defined. Declarations of
    additional elements are compared in the same way. An operation that amends a list of another treaty is left to
    that list's own words.

    Example: `the reservations provided for in [](#all:reservation).` and nothing after it.

    Instead: `the reservations provided for in [](#all:reservation). No other reservation may be made.`
    """
    if clause.kind == "amendment":
        return
    for passage in ground.texts_of(clause):
        if "[](#" not in passage.value or not ("all:reservation" in passage.value or "provided" in passage.value):
            continue
        for block in below(passage.blocks):
            if isinstance(block, Para):
                yield from _open(block, passage)
                yield from _unfounded(block, passage, ground.library)


def _refs(block: Block) -> list[Ref]:
    return [node for node in deep(inlines(block)) if isinstance(node, Ref)]


def _open(block: Block, passage: Passage) -> Iterator[Finding]:
    listing = [node for node in _refs(block) if any(target.ident == "all:reservation" for target in node.targets)]
    if listing and not _CLOSED.search(passage.unquoted):
        yield Finding(passage.of(listing[0].span), "this list of reservations does not say that no other may be made")


def _unfounded(block: Block, passage: Passage, library: Library) -> Iterator[Finding]:
    """What a sentence on "the reservations provided for in …" names that provides for none."""
    words = plain(inlines(block))
    kinds = [kind for kind, pattern in _PARTS.items() if pattern.search(words)]
    if len(kinds) != 1:
        return
    for node in _refs(block):
        for target in node.targets:
            if not _allows(target, kinds[0], library):
                message = f"the list names {node.typed}, where no {kinds[0]} is provided for"
                yield Finding(passage.of(node.span), message, "take it off the list, or let the provision say so")
                break


def _allows(target: Target, kind: str, library: Library) -> bool:
    """Whether a provision may stand on a list; one whose words are not recorded may."""
    if target.ident in _GROUPS:
        return _GROUPS[target.ident] == kind
    if target.ident in library.clauses:
        return _offers(library.clauses[target.ident], target.label, kind)
    law = library.law.get(target.ident)
    article, _, label = target.label.partition(".")
    recorded = next((a for _, a in law.every_article() if a.article == article), None) if law else None
    text = recorded.text.get(label, "") if recorded else ""
    return not text or (("reserv" in text) if kind == "reservation" else ("require" in text))


def _offers(clause: Clause, label: str, kind: str) -> bool:
    every = (v.reservations if kind == "reservation" else v.declarations for v in clause.variants.values())
    labels = {each for labels in every for each in labels}
    return bool(labels) if not label else any(each == label or label.startswith(f"{each}.") for each in labels)

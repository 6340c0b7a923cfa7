"""Clause markup to blocks: markdown-it-py with a block rule for provisions and our inline rules.

CommonMark's own lists renumber silently and drop deep nesting, so none of its
block rules is used: a line either begins a provision (a label), goes on with the
paragraph above it, or begins a paragraph. Nesting is by indentation. What each
mark means is in `docs/library.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from travaux.diagnostics import Diagnostic, Span
from travaux.load import text_faults as fault
from travaux.load.markup import parser
from travaux.load.provisions import spell
from travaux.model.stages import Prose
from travaux.model.tree import (
    Block,
    Bracket,
    Cite,
    CiteItem,
    Division,
    Emph,
    Inline,
    Level,
    Origin,
    Para,
    Ref,
    Sub,
    Target,
    Term,
    Text,
)
from travaux.model.walk import one_run

_BREAK = re.compile(r"[ \t]*\n[ \t]*")

Locate = Callable[[int, int], Span]
"""Gives the place in the file of (line, column) in the scalar, both from 0."""


def parse_prose(text: str, locate: Locate | None = None, origin: Origin | None = None) -> Prose:
    """The blocks of a prose field, and every fault in it.

    In: the scalar's characters, where they stand, and whose they are. Out: `Para`
    and `Division` (level by label: number, letter, roman) with empty placeholders,
    references and citations. Nothing is lost but white space at line breaks.
    """
    where = locate or (lambda line, column: Span("", line + 1, column + 1))
    found: list[Diagnostic] = []
    tokens = parser().parse(text, {})
    reader = _Reader(where, origin or Origin(""), found)
    blocks = reader.blocks(iter(tokens), "")
    return Prose(blocks, tuple(found))


def parse_inline(text: str, locate: Locate | None = None, origin: Origin | None = None) -> tuple[Inline, ...]:
    """The inlines of a one-paragraph field; its faults are reported where the file is read as prose."""
    return one_run(parse_prose(text, locate, origin).blocks)


_LEVEL: dict[str, Level] = {"number": "paragraph", "letter": "point", "roman": "subpoint"}


class _Reader:
    """Turns the token stream into blocks, reporting what is wrong with its place."""

    def __init__(self, where: Locate, origin: Origin, found: list[Diagnostic]) -> None:
        self.where, self.origin, self.found = where, origin, found

    def blocks(self, tokens: Iterator[Token], path: str) -> tuple[Block, ...]:
        """Blocks up to the end of the provision that `path` names ("1.a"), or of the text."""
        out: list[Block] = []
        for token in tokens:
            if token.type == "inline":
                marks = token.meta["marks"]
                inlines = self.inlines(iter(token.children or ()), _Place(self.where, token.content, marks))
                out.append(Para(inlines, self.at(self.where(*marks[0]))))
            elif token.type == "provision_open":
                out.append(self.provision(token, tokens, path))
            elif token.type == "provision_close":
                break
        return tuple(out)

    def provision(self, token: Token, tokens: Iterator[Token], path: str) -> Division:
        """One labelled provision with what is nested in it."""
        meta = token.meta
        span = self.where(*meta["at"])
        if meta["misplaced"]:
            self.found.append(fault.indentation(span, meta["typed"]))
        elif not meta["fine"]:
            wanted = spell(meta["expected"], meta["series"])
            self.found.append(fault.label_order(span, meta["typed"], wanted))
        bare = meta["typed"].strip("().")
        ident = f"{path}.{bare}" if path else bare
        children = self.blocks(tokens, ident)
        if not children:
            self.found.append(fault.empty_provision(span, meta["typed"]))
        return Division(_LEVEL[meta["series"]], ident, children, self.at(span), typed=meta["typed"])

    def at(self, span: Span) -> Origin:
        """Whose words these are, and where they stand."""
        return Origin(self.origin.clause, self.origin.variant, span, self.origin.use)

    def inlines(self, tokens: Iterator[Token], place: _Place, until: str = "") -> tuple[Inline, ...]:
        """Inlines up to the closing token `until`, or to the end of the paragraph."""
        out: list[Inline] = []
        for token in tokens:
            if token.type == until:
                break
            node = self.inline(token, tokens, place)
            if node is not None:
                out.append(node)
        return _joined(out)

    def inline(self, token: Token, tokens: Iterator[Token], place: _Place) -> Inline | None:
        """The node that begins with this token; None for a fault, which is reported."""
        kind = token.type
        if kind == "text":
            return Text(_folded(token.content)) if token.content else None
        span = place(token.meta.get("at", 0)) if token.meta else None
        if kind in ("em_open", "strong_open"):
            return Emph(self.inlines(tokens, place, kind.replace("open", "close")), token.markup)
        if kind == "bracket_open":
            return Bracket(self.inlines(tokens, place, "bracket_close"))
        if kind == "term_open":
            scheme, _, ident = token.meta["target"].partition(":")
            return Term(ident, self.inlines(tokens, place, "term_close"), scheme == "def", span)
        if kind == "placeholder":
            return Sub(token.content, "", "placeholder", span)
        if kind == "cite":
            return Cite(_folded(token.content), self.cited(token.content, span), (), span)
        if kind == "ref":
            return self.reference(token.content, span)
        if kind == "fault" and span:
            self.found.append(fault.MARKUP[token.content](span))
        return None

    def cited(self, typed: str, span: Span | None) -> tuple[CiteItem, ...]:
        """The sources of a citation `[@key, place; @key2]`."""
        items = []
        for part in _folded(typed)[1:-1].split(";"):
            match = re.fullmatch(r"\s*@([a-z0-9-]+)\s*(?:,\s*(.*?))?\s*", part)
            if match:
                items.append(CiteItem(match.group(1), match.group(2) or ""))
            elif span:
                self.found.append(fault.citation(span, part.strip()))
        return tuple(items)

    def reference(self, typed: str, span: Span | None) -> Ref:
        """A reference `[](#target, :label, target..target?form)`."""
        body, _, form = _folded(typed)[4:-1].partition("?")
        targets: list[Target] = []
        for part in body.split(","):
            first, _, last = part.strip().partition("..")
            target = self.target(first, targets[-1].ident if targets else "")
            if last:
                target = replace(target, last=self.target(last, target.ident))
            targets.append(target)
        fine = form in ("", "bare", "compact", "short") and all(
            t.ident or t.label for each in targets for t in (each, each.last) if t
        )
        if not fine:
            self.found.append(fault.reference(span, typed))
            targets = []
        return Ref(_folded(typed), tuple(targets), form, (), (), span)

    def target(self, word: str, before: str) -> Target:
        """One target; without an id it is in the one before, else in this very clause. An empty one can't be read."""
        match = re.fullmatch(r"#?((?:all|group):[a-z-]+|[a-z0-9-]*)(?::([0-9a-z. ]+))?", word.strip())
        if match is None or not (match.group(1) or match.group(2)):
            return Target("")
        return Target(match.group(1) or before or self.origin.clause, (match.group(2) or "").strip())


@dataclass(frozen=True, slots=True)
class _Place:
    """Gives the place in the file of an offset in one paragraph's characters."""

    where: Locate
    content: str
    marks: Sequence[tuple[int, int]]

    def __call__(self, offset: int) -> Span:
        before = self.content[:offset]
        row = before.count("\n")
        line, column = self.marks[min(row, len(self.marks) - 1)]
        return self.where(line, column + len(before) - (before.rfind("\n") + 1))


def _folded(text: str) -> str:
    """A line break and the indentation after it are one space."""
    return _BREAK.sub(" ", text) if "\n" in text else text


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].value + node.value)
        else:
            out.append(node)
    return tuple(out)

"""Clause markup to blocks: provisions and paragraphs of lines, and the marks in their words.

A line either begins a provision (a label), goes on with the
paragraph above it, or begins a paragraph. Nesting is by indentation. What each
mark means is in `docs/library.md`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from travaux.diagnostics import Diagnostic, Span
from travaux.load import text_faults as fault
from travaux.load.provisions import Begun, Part, provisions, spell
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

if TYPE_CHECKING:
    from markdown_it.token import Token

_BREAK = re.compile(r"[ \t]*\n[ \t]*")
_NEWLINE = re.compile(r"\r\n?")
_MARK = re.compile(r"[*_{\[\]]")
_PLAIN = re.compile(
    r"[\[{](?:"
    r"(?<=\{)(?<!\{\{)(?P<placeholder>\{\s*[A-Za-z][A-Za-z0-9-]*\s*\}\})"
    r"|(?<=\[)(?:"
    r"(?P<ref>\]\(#[^()\[\]]{0,400}\))"
    r"|(?P<cite>@[^\[\]]*\])"
    r"|(?P<words>[^\[\]{}*_]+)\]\((?P<term>(?:term|def):[^()\s]{0,190})\)"
    r"))"
)
"""The marks that mean the same wherever they stand, and hold no others; as all begin alike, they are quickly found."""
_ODD = re.compile(r"[*_\[\]{](?:(?<!\{)|\{)")
"""What is left of other marks when those are taken out."""

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
    reader = _Reader(where, origin or Origin(""), found)
    blocks = reader.blocks(provisions(_normal(text)), "")
    return Prose(blocks, tuple(found))


def _normal(text: str) -> str:
    """As CommonMark reads characters (0.31.2, 2.1 and 2.3): lines end with LF, a null is U+FFFD."""
    if "\r" not in text and "\0" not in text:
        return text
    return _NEWLINE.sub("\n", text).replace("\0", "\ufffd")


def parse_inline(text: str, locate: Locate | None = None, origin: Origin | None = None) -> tuple[Inline, ...]:
    """The inlines of a one-paragraph field; its faults are reported where the file is read as prose."""
    return one_run(parse_prose(text, locate, origin).blocks)


_LEVEL: dict[str, Level] = {"number": "paragraph", "letter": "point", "roman": "subpoint"}


class _Reader:
    """Turns the parts of a text into blocks, reporting what is wrong with its place."""

    def __init__(self, where: Locate, origin: Origin, found: list[Diagnostic]) -> None:
        self.where, self.origin, self.found = where, origin, found

    def blocks(self, parts: Iterator[Part], path: str) -> tuple[Block, ...]:
        """Blocks up to the end of the provision that `path` names ("1.a"), or of the text."""
        out: list[Block] = []
        for part in parts:
            if part is None:
                break
            if isinstance(part, Begun):
                out.append(self.provision(part, parts, path))
            else:
                content, marks = part
                out.append(Para(self.words(content, marks), self.at(self.where(*marks[0]))))
        return tuple(out)

    def provision(self, begun: Begun, parts: Iterator[Part], path: str) -> Division:
        """One labelled provision with what is nested in it."""
        span = self.where(*begun.at)
        if begun.misplaced:
            self.found.append(fault.indentation(span, begun.typed))
        elif not begun.fine:
            self.found.append(fault.label_order(span, begun.typed, spell(begun.expected, begun.series)))
        bare = begun.typed.strip("().")
        ident = f"{path}.{bare}" if path else bare
        children = self.blocks(parts, ident)
        if not children:
            self.found.append(fault.empty_provision(span, begun.typed))
        return Division(_LEVEL[begun.series], ident, children, self.at(span), typed=begun.typed)

    def at(self, span: Span) -> Origin:
        """Whose words these are, and where they stand."""
        return Origin(self.origin.clause, self.origin.variant, span, self.origin.use)

    def words(self, content: str, marks: Sequence[tuple[int, int]]) -> tuple[Inline, ...]:
        """The inlines of one paragraph; those that hold other marks than `_PLAIN` are left to a parser."""
        if not _MARK.search(content):
            return (Text(_folded(content)),)
        place = _Place(self.where, content, marks)
        found = list(_PLAIN.finditer(content))
        ends = [0, *(mark.end() for mark in found)]
        between = [content[end : mark.start()] for end, mark in zip(ends, found, strict=False)]
        between.append(content[ends[-1] :])
        if any(map(_ODD.search, between)):
            from travaux.load.markup import tokens

            return self.inlines(iter(tokens(content)), place)
        out: list[Inline] = []
        for words, mark in zip_longest(between, found):
            if words:
                out.append(Text(_folded(words)))
            if mark:
                out.append(self.marked(mark, place(mark.start())))
        return tuple(out)

    def marked(self, mark: re.Match[str], span: Span) -> Inline:
        """What one of the `_PLAIN` marks means."""
        kind = mark.lastgroup
        if kind == "term":
            scheme, _, ident = mark["term"].partition(":")
            return Term(ident, (Text(_folded(mark["words"])),), scheme == "def", span)
        return self.leaf(kind, mark[0], span)

    def leaf(self, kind: str | None, typed: str, span: Span | None) -> Inline:
        """A placeholder, a citation or a reference."""
        if kind == "placeholder":
            return Sub(typed, "", "placeholder", span)
        if kind == "cite":
            return Cite(_folded(typed), self.cited(typed, span), (), span)
        return self.reference(typed, span)

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
        if kind in ("placeholder", "cite", "ref"):
            return self.leaf(kind, token.content, span)
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
        if len(self.marks) == 1:
            line, column = self.marks[0]
            return self.where(line, column + offset)
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

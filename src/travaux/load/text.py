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
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from travaux.diagnostics import Diagnostic, Span
from travaux.load import text_faults as fault
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
    tokens = _markdown().parse(text, {})
    reader = _Reader(where, origin or Origin(""), found)
    blocks = reader.blocks(iter(tokens), "")
    return Prose(blocks, tuple(found))


def parse_inline(text: str, locate: Locate | None = None, origin: Origin | None = None) -> tuple[Inline, ...]:
    """The inlines of a one-paragraph field; its faults are reported where the file is read as prose."""
    return tuple(
        each for block in parse_prose(text, locate, origin).blocks if isinstance(block, Para) for each in block.inlines
    )


# ---------------------------------------------------------------- blocks

_LABEL = re.compile(
    r"(?:(?P<d>\d{1,3})\.|\((?P<p>\d{1,3}|[a-z]|[ivxl]+)\)|(?P<a>[a-z]|[ivxl]+)\.|(?P<c>\d{1,3}|[a-z])\))(?=\s|$)"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}
_LEVEL: dict[str, Level] = {"number": "paragraph", "letter": "point", "roman": "subpoint"}
_BELOW = {"": "number", "number": "letter", "letter": "roman", "roman": "letter"}
_FIRST = {"number": "1", "letter": "a", "roman": "i"}


def _roman(word: str) -> int:
    """The value of a lower-case roman number; 0 if the letters are not one in its usual form."""
    total = sum(
        -_ROMAN[c] if i + 1 < len(word) and _ROMAN[c] < _ROMAN[word[i + 1]] else _ROMAN[c]
        for i, c in enumerate(word)
        if c in _ROMAN
    )
    return total if all(c in _ROMAN for c in word) and to_roman(total) == word else 0


def to_roman(number: int) -> str:
    """A number from 1 to 399 as a lower-case roman numeral."""
    out = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while number >= value:
            out, number = out + letters, number - value
    return out


@dataclass(slots=True)
class _Open:
    """A provision not yet closed: where its label stands, and its place in its series."""

    indent: int
    series: str
    ordinal: int


def _ordinal(word: str, series: str) -> int:
    if series == "number":
        return int(word) if word.isdigit() else 0
    if series == "roman":
        return _roman(word)
    return ord(word) - 96 if len(word) == 1 and word.isalpha() else 0


def _series(word: str, before: _Open | None, parent: str) -> str:
    """Which series a label belongs to: its elder sibling's, else what is usual below its parent."""
    fits = [each for each in ("number", "letter", "roman") if _ordinal(word, each)]
    if before and before.series in fits and _ordinal(word, before.series) == before.ordinal + 1:
        return before.series
    if not fits:  # "0." or "iiii.": a label of no value, and so out of order
        return "number" if word.isdigit() else "roman"
    usual = _BELOW[parent]
    if usual in fits and (_ordinal(word, usual) == 1 or len(fits) == 1):
        return usual
    first = [each for each in fits if _ordinal(word, each) == 1]
    return first[0] if first else (before.series if before and before.series in fits else fits[0])


def _provisions(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """The one block rule: reads every line into provisions and paragraphs."""
    if silent:
        return True
    stack: list[_Open] = []
    words: list[str] = []
    marks: list[tuple[int, int]] = []
    led = False

    def close_paragraph() -> None:
        nonlocal words, marks, led
        if not words:
            return
        state.push("paragraph_open", "p", 1)
        token = state.push("inline", "", 0)
        token.content, token.children, token.meta = "\n".join(words), [], {"marks": marks}
        state.push("paragraph_close", "p", -1)
        led = led or not stack
        words, marks = [], []

    def close_provision() -> _Open:
        state.push("provision_close", "li", -1)
        return stack.pop()

    for line in range(start, end):
        begin, stop = state.bMarks[line] + state.tShift[line], state.eMarks[line]
        content = state.src[begin:stop]
        column = state.tShift[line]
        if not content.strip():
            close_paragraph()
            continue
        label = _LABEL.match(content)
        if label is None:
            if not words:
                while stack and stack[-1].indent >= column:
                    close_provision()
            words.append(content.rstrip())
            marks.append((line, column))
            continue
        close_paragraph()
        popped: _Open | None = None
        while stack and stack[-1].indent >= column:
            popped = close_provision()
        before = popped if popped and popped.indent == column else None
        word = next(part for part in label.groups() if part)
        series = _series(word, before, stack[-1].series if stack else "")
        ordinal = _ordinal(word, series)
        expected = before.ordinal + 1 if before and before.series == series else 1
        fine = ordinal == expected or (ordinal == 2 and expected == 1 and series == "number" and not stack and led)
        misplaced = bool(before and before.series != series) or bool(popped and not before and popped.series == series)
        token = state.push("provision_open", "li", 1)
        token.meta = {
            "typed": label.group(),
            "series": series,
            "at": (line, column),
            "fine": fine,
            "misplaced": misplaced,
            "expected": expected,
            "parent": stack[-1].series if stack else "",
        }
        stack.append(_Open(column, series, ordinal))
        rest = content[label.end() :]
        if rest.strip():
            words.append(rest.strip())
            marks.append((line, column + label.end() + len(rest) - len(rest.lstrip())))
    close_paragraph()
    while stack:
        close_provision()
    state.line = end
    return True


# ---------------------------------------------------------------- inlines

_DEEPEST = 20
_PLACEHOLDER = re.compile(r"\{\{\s*[A-Za-z][A-Za-z0-9-]*\s*\}\}")
_REF = re.compile(r"\[\]\(#([^()\[\]]{0,400})\)")
_CITE = re.compile(r"\[@[^\[\]]*\]")
_SCHEME = re.compile(r"\(([^()\s]{0,200})\)")


def _leaf(state: StateInline, kind: str, content: str, length: int) -> bool:
    token = state.push(kind, "", 0)
    token.content, token.meta = content, {"at": state.pos}
    state.pos += length
    return True


def _braces(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("{{", state.pos):
        return False
    match = _PLACEHOLDER.match(state.src, state.pos)
    if silent:
        return True
    if match:
        return _leaf(state, "placeholder", match.group(), len(match.group()))
    _leaf(state, "fault", "placeholder", 0)
    return _leaf(state, "text", "{{", 2)


def _closing(state: StateInline, start: int) -> int:
    """The index of the bracket that closes the one at `start`, or -1; all are paired at the first question."""
    pairs: dict[str, dict[int, int]] = state.env.setdefault("pairs", {})
    if state.src not in pairs:
        pairs.clear()
        pairs[state.src] = paired = {}
        open_: list[int] = []
        for match in re.finditer(r"[\[\]]", state.src):
            if match.group() == "[":
                open_.append(match.start())
            elif open_:
                paired[open_.pop()] = match.start()
    return pairs[state.src].get(start, -1)


def _square(state: StateInline, silent: bool) -> bool:
    """Everything that begins with a square bracket: reference, citation, term, or words not agreed."""
    here = state.src[state.pos]
    if here == "]":
        if not silent:
            _leaf(state, "fault", "stray", 0)
            _leaf(state, "text", "]", 1)
        return True
    if here != "[":
        return False
    if silent:
        return True
    for kind, pattern in (("ref", _REF), ("cite", _CITE)):
        match = pattern.match(state.src, state.pos, state.posMax)
        if match:
            return _leaf(state, kind, match.group(), len(match.group()))
    if state.src.startswith("[](#", state.pos):
        _leaf(state, "fault", "half-reference", 0)
    close = _closing(state, state.pos)
    if close < 0:
        _leaf(state, "fault", "unclosed", 0)
        return _leaf(state, "text", "[", 1)
    scheme = _SCHEME.match(state.src, close + 1, state.posMax)
    target = scheme.group(1) if scheme else ""
    kind = "term" if target.startswith(("term:", "def:")) else "bracket"
    if scheme and kind == "bracket" and (":" in target or "#" in target or "/" in target):
        _leaf(state, "fault", "link", 0)
    after = scheme.end() if scheme and kind == "term" else close + 1
    return _nest(state, kind, target, close, after)


def _nest(state: StateInline, kind: str, target: str, close: int, after: int) -> bool:
    """Read what stands inside the brackets, then go on behind them."""
    if state.level >= _DEEPEST:
        _leaf(state, "fault", "deep", 0)
        return _leaf(state, "text", state.src[state.pos : after], after - state.pos)
    begin, limit = state.pos, state.posMax
    opening = state.push(f"{kind}_open", "a", 1)
    opening.meta = {"at": begin, "target": target}
    state.pos, state.posMax = begin + 1, close
    state.md.inline.tokenize(state)
    state.push(f"{kind}_close", "a", -1)
    state.pos, state.posMax = after, limit
    return True


@cache
def _markdown() -> MarkdownIt:
    """The parser, made once: nothing of CommonMark but emphasis."""
    made = MarkdownIt("zero", {"maxNesting": 2 * _DEEPEST})
    made.block.ruler.before("paragraph", "provisions", _provisions)
    made.inline.ruler.push("braces", _braces)
    made.inline.ruler.push("square", _square)
    made.enable(["emphasis"])
    return made


# ---------------------------------------------------------------- tokens to tree


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
                out.append(Para(inlines, replace(self.origin, span=self.where(*marks[0]))))
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
            wanted = _spell(meta["expected"], meta["series"])
            self.found.append(fault.label_order(span, meta["typed"], wanted))
        bare = meta["typed"].strip("().")
        ident = f"{path}.{bare}" if path else bare
        children = self.blocks(tokens, ident)
        if not children:
            self.found.append(fault.empty_provision(span, meta["typed"]))
        origin = replace(self.origin, span=span)
        return Division(_LEVEL[meta["series"]], ident, children, origin, typed=meta["typed"])

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


def _spell(ordinal: int, series: str) -> str:
    return {"number": str(ordinal), "letter": chr(96 + min(ordinal, 26)), "roman": to_roman(ordinal)}[series]


def _folded(text: str) -> str:
    """A line break and the indentation after it are one space."""
    return re.sub(r"[ \t]*\n[ \t]*", " ", text)


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Neighbouring texts as one."""
    out: list[Inline] = []
    for node in nodes:
        if isinstance(node, Text) and out and isinstance(out[-1], Text):
            out[-1] = Text(out[-1].value + node.value)
        else:
            out.append(node)
    return tuple(out)

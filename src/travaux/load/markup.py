"""The inline rules of clause markup as rules of a parser, and that parser.

Of CommonMark only emphasis is left; words without it are read by `text` itself, wherever that
is plain to do. What each mark means is in `docs/library.md`.
"""

from __future__ import annotations

import re
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_DEEPEST = 20
_PLACEHOLDER = re.compile(r"\{\{\s*[A-Za-z][A-Za-z0-9-]*\s*\}\}")
_REF = re.compile(r"\[\]\(#([^()\[\]]{0,400})\)")
_CITE = re.compile(r"\[@[^\[\]]*\]")
_SCHEME = re.compile(r"\(([^()\s]{0,200})\)")
_ADDRESS = re.compile(r"\(<?(?:[A-Za-z][A-Za-z0-9+.-]{0,30}:\S|[^()\s]{0,200}[/#])")


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
    if kind == "bracket" and _is_link(state, close + 1):
        _leaf(state, "fault", "link", 0)
    after = scheme.end() if scheme and kind == "term" else close + 1
    return _nest(state, kind, target, close, after)


def _is_link(state: StateInline, after: int) -> bool:
    """Whether an address follows brackets, or anything in parentheses that are those of a picture (`![…](…)`)."""
    if state.src.startswith("[](#", state.pos):
        return False
    picture = state.pos > 0 and state.src[state.pos - 1] == "!" and state.src.startswith("(", after)
    return picture or _ADDRESS.match(state.src, after, state.posMax) is not None


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
def _parser() -> MarkdownIt:
    """The parser, made once: nothing of CommonMark but emphasis."""
    made = MarkdownIt("zero", {"maxNesting": 2 * _DEEPEST})
    made.inline.ruler.push("braces", _braces)
    made.inline.ruler.push("square", _square)
    made.enable(["emphasis"])
    return made


def tokens(words: str) -> list[Token]:
    """The words of one paragraph as the parser's tokens."""
    parser, out = _parser(), list[Token]()
    parser.inline.parse(words, parser, {}, out)
    return out

"""A plain file as passages: paragraphs, labelled provisions and headings, with the numbers they bear.

Passages are parted by blank lines. A line that begins with a label begins one too, where the line before it
was not merely wrapped: a wrapped line ends because the next word did not fit, and joins the next with a space.
Markdown is read for its words: the marks of headings, quotations, emphasis and escapes are no part of them, nor
are bullets; links and HTML stay as typed. In `.txt` every mark is a character.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from travaux.diff.labels import Label, Rank, is_roman, leading, tentative
from travaux.model.numerals import from_roman
from travaux.model.redline import Passage

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SPACES = re.compile(r"[ \t\f\v\x1c-\x1f]{2,}|[\t\f\v\x1c-\x1f]")
_QUOTED = re.compile(r"^ {0,3}(?:> ?)+", re.MULTILINE)
_MARKED = re.compile(r"[*_\\]")
_BLANK = re.compile(r"\n[ \t\f\v]+(?=\n)")
_ENDS = re.compile(r"[.;:!?”\"’»)\]]\s*$|[;,]\s+(?:and|or|and/or)\s*$")
_HASH = re.compile(r" {0,3}(#{1,6})(?:\s+|$)(.*?)(?:\s+#+)?\s*$")
_RULE = re.compile(r" {0,3}(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|=+)$")
_HARD = re.compile(r"(?: {2,}|\\)$")
_WIDE = 160
"""Lines longer than this are not wrapped for reading: their breaks were typed."""
_TITLE = 200
"""No title of an article has more characters."""
_LONG = 10_000
"""What is longer is read each time anew; of the rest, what two drafts have in common is read once."""


def read(text: str, markdown: bool = False) -> tuple[Passage, ...]:
    """The passages of a file's characters, in order."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if markdown and ">" in text:
        text = _QUOTED.sub("", text)
    chunks: list[_Chunk] = []
    limit = 0
    for block in _BLANK.sub("\n", text).split("\n\n"):
        block = block.strip("\n")
        if "\n" not in block:
            chunks += _line(block, markdown) if len(block) < _LONG else _line.__wrapped__(block, markdown)
            continue
        limit = limit or _width(text)
        chunks += _lines(block, limit, markdown) if len(block) < _LONG else _lines.__wrapped__(block, limit, markdown)
    return tuple(_numbered(_titled(list(map(_said, chunks)) if markdown else chunks), markdown))


def _width(text: str) -> int:
    """How long the lines of a text get; an address that no line could break tells nothing of it."""
    lines = text.split("\n")
    return max((len(each) for each in lines if " " in each.strip(" ")), default=0) or max(map(len, lines))


# ---------------------------------------------------------------- lines into chunks


class _Chunk(NamedTuple):
    """One passage as it stands: its label, its words with single spaces, and how deep a heading it is (0: none)."""

    label: Label | None
    text: str
    depth: int = 0


class _Making:
    """A passage in the making: its label, and its lines."""

    __slots__ = ("label", "lines")

    def __init__(self, line: str, label: Label | None) -> None:
        self.label = label
        self.lines = [line[len(label.printed) :] if label else line]

    def made(self) -> _Chunk:
        """The passage, its lines joined."""
        return _Chunk(self.label, _spaced(" ".join(self.lines)))


def _said(chunk: _Chunk) -> _Chunk:
    """A passage of Markdown by its words, its label read anew."""
    typed = f"{chunk.label.printed} {chunk.text}" if chunk.label else chunk.text
    if not _MARKED.search(typed):
        return chunk
    text = _words(typed)
    label = leading(text)
    return _Chunk(label, _spaced(text[len(label.printed) :] if label else text), chunk.depth)


@lru_cache(8192)
def _words(text: str) -> str:
    """The words of a passage of Markdown, without the marks of emphasis and of escapes."""
    return "".join(token.content for token in _markdown().parseInline(text)[0].children or ())


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("zero").enable(["emphasis", "balance_pairs", "fragments_join", "escape"])


def _spaced(text: str) -> str:
    if "  " in text or not text.isprintable():
        text = _SPACES.sub(" ", text)
    return text.strip(" ")


@lru_cache(8192)
def _line(raw: str, markdown: bool) -> tuple[_Chunk, ...]:
    """The passage of a block of one line, if there is anything on it."""
    line = raw.strip(" \t\f\v")
    if not line:
        return ()
    if markdown and (hashed := _HASH.match(raw)) is not None:
        return (_heading(hashed),)
    label = leading(line) if line[0] not in "-*_=" or not _RULE.fullmatch(line) else None
    return (_Chunk(label, _spaced(line[len(label.printed) :] if label else line)),)


def _heading(hashed: re.Match[str]) -> _Chunk:
    line = hashed[2].strip()
    label = leading(line)
    return _Chunk(label, _spaced(line[len(label.printed) :] if label else line), len(hashed[1]))


@lru_cache(8192)
def _lines(block: str, limit: int, markdown: bool) -> tuple[_Chunk, ...]:
    """The passages of lines with no blank one between."""
    out: list[_Chunk] = []
    making: _Making | None = None
    last = ""
    for raw in block.split("\n"):
        line = raw.strip(" \t\f\v")
        hashed = _HASH.match(raw) if markdown else None
        alone = hashed is not None or (markdown and line.startswith("|")) or _RULE.fullmatch(line) is not None
        if not line or alone:
            out += [making.made()] if making is not None else []
            making = None
            if alone:
                out.append(_heading(hashed) if hashed is not None else _Chunk(None, _spaced(line)))
            continue
        label = leading(line)
        if making is not None and not _begins(making, last, line, label, limit, markdown):
            _join(making, line)
        else:
            out += [making.made()] if making is not None else []
            making = _Making(line, label)
        last = raw
    return (*out, *([making.made()] if making is not None else []))


def _join(chunk: _Making, line: str) -> None:
    """Add a line to a passage; a hyphen at the end of the line before stays, and takes no space."""
    before = chunk.lines[-1]
    broken = len(before) > 1 and before[-1] in "-\u2010\u00ad" and before[-2].isalpha() and line[:1].islower()
    if broken and not line.startswith(("and ", "or ", "to ")):  # "child- and gender-sensitive"
        chunk.lines[-1] = before + line
    else:
        chunk.lines.append(line)


def _begins(chunk: _Making, last: str, line: str, label: Label | None, limit: int, markdown: bool) -> bool:
    """Whether a line begins a passage of its own, though no blank line stands before it."""
    if markdown and _HARD.search(last):
        return True
    room = limit - len(last.rstrip()) - 1
    typed = limit > _WIDE or len((line.split(None, 1) or [line])[0]) <= room
    headed = chunk.label is not None and chunk.label.rank in ("article", "division")
    if label is None:
        return typed and headed and any(each.strip() for each in chunk.lines)
    ended = headed or _ENDS.search(last) is not None
    follows = chunk.label is not None and _next_of(chunk.label, label)
    rest = line[len(label.printed) :].lstrip()
    if label.rank in ("article", "division"):
        return (ended or typed) and not rest.startswith((".", ","))
    if typed:
        return ended or follows
    sentence = label.rank == "digit" and last.rstrip().endswith(".") and (not rest or rest[0].isupper())
    return ended and (follows or sentence or label.number in ("1", "a", "i", "A", "I"))


def _next_of(one: Label, other: Label) -> bool:
    """Whether a label is the next of its kind ("b." after "a.")."""
    if one.rank == "digit" and other.rank == "digit" and one.number.isdigit() and other.number.isdigit():
        return int(other.number) == int(one.number) + 1
    if len(one.number) == len(other.number) == 1 and one.number.isalpha():
        return ord(other.number) == ord(one.number) + 1
    if is_roman(one.number) and is_roman(other.number):
        return from_roman(other.number.lower()) == from_roman(one.number.lower()) + 1
    return one.rank == other.rank == "bullet"


# ---------------------------------------------------------------- numbers


def _titled(chunks: Sequence[_Chunk]) -> list[_Chunk]:
    """The passages, the title that stands under a bare "Article 5" joined to it."""
    out: list[_Chunk] = []
    for chunk in chunks:
        if out and not out[-1].text and _heads(out[-1]) and _is_title(chunk):
            out[-1] = _Chunk(out[-1].label, chunk.text, out[-1].depth)
        else:
            out.append(chunk)
    return out


def _heads(chunk: _Chunk) -> bool:
    return chunk.label is not None and chunk.label.rank in ("article", "division")


def _is_title(chunk: _Chunk) -> bool:
    """Whether a passage is a title: without a label, short, and not ended as a sentence is."""
    text = chunk.text
    return chunk.label is None and 0 < len(text) <= _TITLE and text[-1] not in ".;:,!?" and not text[0].islower()


def _numbered(chunks: Sequence[_Chunk], markdown: bool) -> Iterator[Passage]:
    """The passages with their levels and paths, and an id that no other has."""
    seen: dict[str, int] = {}
    article: tuple[str, ...] = ()
    stack: list[tuple[Rank, str]] = []
    bare = 0
    for chunk in chunks:
        label, text = chunk.label, chunk.text
        printed = label.printed if label is not None else ""
        if (label is None and text[:1].isdigit()) or (markdown and label is not None and label.rank == "bullet"):
            printed, label, text = _settled(chunk, stack)
        level = "heading" if chunk.depth else "text"
        path: tuple[str, ...] = ()
        if label is None or label.rank == "bullet":
            pass
        elif label.rank == "article":
            level, path = "article", (label.number,)
            article = path
            stack.clear()
        elif label.rank == "division":
            level, article = "heading", ()
            stack.clear()
        else:
            level = _placed(stack, label)
            path = (*article, *[number for _, number in stack])
        if not path:
            bare += 1
            yield Passage(f"p{bare}", printed, text, level)
            continue
        name = ".".join(path).replace(" ", "-")
        seen[name] = count = seen.get(name, 0) + 1
        yield Passage(name if count == 1 else f"{name}-{count}", printed, text, level, path)


def _settled(chunk: _Chunk, stack: Sequence[tuple[Rank, str]]) -> tuple[str, Label | None, str]:
    """The label as printed, what it numbers, and the words: a bare number is a label where its series says so.

    Of a list in Markdown the bullet goes, and the label behind it, if there is one, is the label.
    """
    text = chunk.text
    if chunk.depth:
        return chunk.label.printed if chunk.label else "", chunk.label, text
    inner = (leading(text) if chunk.label else None) or tentative(text, letters=chunk.label is not None)
    if inner is None or inner.rank not in ("digit", "alpha", "roman"):
        return "", None, text
    begun = inner.number in ("1", "a", "i") or any(_next_of(Label("", rank, number), inner) for rank, number in stack)
    return (inner.printed, inner, text[len(inner.printed) :].strip(" ")) if begun else ("", None, text)


_LEVELS: dict[Rank, str] = {"digit": "paragraph", "alpha": "point", "roman": "subpoint"}


def _placed(stack: list[tuple[Rank, str]], label: Label) -> str:
    """Put a label on the stack of open ones, closing those that it ends; its level."""
    rank = _rank(stack, label) if label.rank == "roman" else label.rank
    for at, (open_rank, _) in enumerate(stack):
        if open_rank == rank:
            del stack[at:]
            break
    stack.append((rank, label.number))
    return _LEVELS.get(rank, "point")


def _rank(stack: list[tuple[Rank, str]], label: Label) -> Rank:
    """What kind of label this is here: "i" after "h" is a letter, else a numeral."""
    number, before = label.number, dict(stack)
    letter = before.get("alpha", "")
    if label.rank == "roman" and len(number) == len(letter) == 1 and "roman" not in before:
        return "alpha" if ord(number) == ord(letter) + 1 else "roman"
    return label.rank

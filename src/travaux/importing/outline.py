"""Paragraphs of a clause laid out as a drafter types them: labels in order, nesting by indentation, lines that fit."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from travaux.load.provisions import spell
from travaux.model.numerals import from_roman

Series = Literal["", "number", "letter", "roman"]
WIDTH = 100
STEP = 3
SAMPLES: Mapping[Series, str] = {"number": "1.", "letter": "a.", "roman": "i."}
_BARE = re.compile(r"[0-9a-z]+")
_LABEL_LIKE = re.compile(r"(?:\d{1,3}\.|\((?:\d{1,3}|[a-z]|[ivxl]+)\)|(?:[a-z]|[ivxl]+)\.|(?:\d{1,3}|[a-z])\))(?=\s|$)")
_TIGHT = re.compile(r"\{\{.*?\}\}|\[\]\(#[^)]*\)|\[@[^\]]*\]|\]\((?:term|def):[^)]*\)")
_REF = re.compile(r"\[\]\(#([^()\[\]]*)\)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph to be typed: how deep it stands, in which series it is counted ("" if it is not), its words.

    `typed` is a label of the kind to be used and `was` the path that it had before ("1.a"; "" for one that is new).
    """

    markup: str
    depth: int = 0
    series: Series = ""
    typed: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Laid:
    """The text, and the path that each labelled paragraph has now, by the path that it had."""

    text: str
    paths: Mapping[str, str]


@dataclass(slots=True)
class _Open:
    series: Series
    bare: str
    column: int
    words: int


@dataclass(slots=True)
class _Laying:
    number_one: bool
    lines: list[str] = field(default_factory=list)
    paths: dict[str, str] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    counts: list[dict[str, int]] = field(default_factory=lambda: [{}])
    led: bool = False
    bare_before: bool = False

    def entry(self, each: Entry) -> None:
        """One paragraph, behind what stands before it."""
        if each.series:
            self.labelled(each)
        else:
            del self.stack[each.depth :]
            del self.counts[len(self.stack) + 1 :]
            column = self.stack[-1].words if self.stack else 0
            self.lines += [""] if self.lines else []
            self.lines += _folded(each.markup, column, " " * column)
            if not self.stack and not self.led:  # what is counted below these words begins anew
                self.led = True
                self.counts[0].clear()
        self.bare_before = not each.series

    def labelled(self, each: Entry) -> None:
        """A paragraph that is counted: the next of its series below what is open above it."""
        under = bool(self.stack) and self.stack[0].series == "number" and each.series != "number"
        del self.stack[max(each.depth - 1, int(under)) :]
        del self.counts[len(self.stack) + 1 :]
        column = self.column(each.series)
        counts = self.counts[len(self.stack)]
        first = 2 if self.led and not self.stack and each.series == "number" else 1
        counts[each.series] = ordinal = counts.get(each.series, first - 1) + 1
        bare = spell(ordinal, each.series)
        label = _BARE.sub(bare, each.typed or SAMPLES[each.series], count=1)
        words = column + max(STEP, len(label) + 1)
        self.lines += [""] if self.lines and self.bare_before else []
        self.lines += _folded(each.markup, words, (" " * column + label).ljust(words)) or [" " * column + label]
        self.stack.append(_Open(each.series, bare, column, words))
        self.counts.append({})
        if each.was:
            self.paths[each.was] = ".".join(one.bare for one in self.stack)

    def column(self, series: Series) -> int:
        """Where a label of a series stands below what is open."""
        if self.stack:
            return self.stack[-1].words
        return STEP if series != "number" and (self.led or self.number_one) else 0


def laid(entries: Sequence[Entry]) -> Laid:
    """The text of a clause's paragraphs. Labels count on from each other whatever they were."""
    numbered = any(each.series == "number" and each.depth <= 1 for each in entries)
    laying = _Laying(numbered)
    for each in entries:
        laying.entry(each)
    return Laid("\n".join(laying.lines) + "\n", laying.paths)


def _folded(words: str, column: int, first: str) -> list[str]:
    """Words on lines that fit, the later ones at a column; none begins with what looks like a label."""
    if not words:
        return []
    tight = _TIGHT.sub(lambda found: found[0].replace(" ", "\0"), words)
    lines = textwrap.wrap(
        tight,
        WIDTH,
        initial_indent=first,
        subsequent_indent=" " * column,
        break_long_words=False,
        break_on_hyphens=False,
    )
    if any(_LABEL_LIKE.match(each.strip()) for each in lines[1:]):
        lines = [first + tight]
    return [each.replace("\0", " ").rstrip() for each in lines]


def series_of(label: str, before: str = "") -> Series:
    """The series that a typed label is of; "i" after "h" is a letter. `before` is the label of its elder sibling."""
    found = _BARE.search(label)
    bare = found[0] if found else ""
    if bare.isdigit():
        return "number"
    elder = _BARE.search(before)
    follows = elder is not None and len(bare) == len(elder[0]) == 1 and ord(bare) == ord(elder[0]) + 1
    if bare and set(bare) <= set("ivxl") and from_roman(bare) and not follows:
        return "roman"
    return "letter" if len(bare) == 1 else ""


def bare_of(label: str) -> str:
    """A typed label without its marks: "(a)" is "a"."""
    found = _BARE.search(label)
    return found[0] if found else ""


def readdressed(text: str, clause: str, paths: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """The text with references to the clause's own paragraphs led to where these now stand; and those led nowhere.

    Of a list of paragraphs, those that are not there any more are left out, unless none would be left.
    """
    lost: list[str] = []

    def one(found: re.Match[str]) -> str:
        body, sign, form = found[1].partition("?")
        ident, parts = "", []
        for part in body.split(","):
            before, ends = len(lost), []
            for end in part.split(".."):
                name, colon, label = end.strip().lstrip("#").partition(":")
                ident = name or ident
                own = bool(colon) and ident in ("", clause)
                now = paths.get(label, "") if own else label
                lost.extend([label] if own and not now else [])
                ends.append(f"{end[: len(end) - len(label)]}{now or label}" if colon else end)
            parts.append((ident, "..".join(ends), len(lost) == before))
        left = [each for each in parts if each[2]] or parts
        first = left[0][1].strip(" #")
        words = [f"{left[0][0]}{first}" if first.startswith(":") else first, *(each for _, each, _ in left[1:])]
        return f"[](#{','.join(words)}{sign}{form})"

    return _REF.sub(one, text), tuple(lost)


def kept(labels: Iterable[str], paths: Mapping[str, str]) -> list[str]:
    """Labels of paragraphs as they are now, without those of paragraphs that are gone; "" is the whole clause."""
    return [paths.get(each, "") if each else each for each in labels if not each or each in paths]

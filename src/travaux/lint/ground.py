"""What the rules look at: the prose fields of a library, and places in its files, found only when asked for.

Most files are faultless, so nothing here marks a file until a finding needs its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from travaux.diagnostics import Diagnostic, Span
from travaux.load.placed import Marks, Placed
from travaux.load.text import parse_prose
from travaux.model.clause import Clause
from travaux.model.instrument import ArticleSpec, Instrument, Item
from travaux.model.library import Library
from travaux.model.stages import KeyPath, Prose, Referred
from travaux.model.tree import Block, Division, Inline, Origin, Para
from travaux.model.walk import below, deep, inlines

BLANK = "\x00"
"""Stands, in `Passage.words`, for each character that is markup and not a typed word."""

_MARKUP = re.compile(
    r"\[\]\(#[^)\[]*\)"  # a reference
    r"|\{\{[^{}]*\}\}"  # a placeholder
    r"|\[@[^\[\]]*\]"  # a citation
    r"|\]\((?:term|def):[^()\s]*\)"  # what a term is linked to
)
_LABEL = re.compile(r"^[ ]*(?:\([a-z0-9]+\)|[a-z0-9]+[.)])(?=\s)", re.MULTILINE)
_QUOTED = re.compile(r"(?<=“)[^“”]*(?=”)")


def _blank(match: re.Match[str]) -> str:
    return BLANK * len(match.group())


class Places:
    """Where things stand in the files of a library; each file is marked once, when first asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._marks: dict[str, Marks] = {}

    def marks(self, path: str) -> Marks:
        """The marks of one file."""
        if path not in self._marks:
            self._marks[path] = Marks(self._texts[path], path)
        return self._marks[path]

    def value(self, path: str, key: KeyPath) -> Span:
        """Where the value at a key path begins, or its nearest parent if it is not written."""
        return self.marks(path).value(key)


@dataclass(frozen=True)
class Passage:
    """One prose field as typed: whose it is, its characters, and what they mean."""

    path: str
    key: KeyPath
    value: str
    clause: str
    variant: str
    places: Places = field(repr=False, compare=False)

    @cached_property
    def words(self) -> str:
        """The typed words at their places in `value`: markup and labels are blanks of the same length."""
        return _LABEL.sub(_blank, _MARKUP.sub(_blank, self.value))

    @cached_property
    def unquoted(self) -> str:
        """As `words`, and what stands between quotation marks is blank too."""
        return _QUOTED.sub(_blank, self.words)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The field read as clause markup; its spans count lines and columns of the field (see `of`)."""
        return self.prose.blocks

    @cached_property
    def prose(self) -> Prose:
        """The field read as clause markup, with what is wrong in it; its spans count within the field."""
        return parse_prose(self.value, None, Origin(self.clause, self.variant))

    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the markup of the field, at its places in the file."""
        if not self.prose.found:
            return ()
        return parse_prose(self.placed.value, self.placed, Origin(self.clause, self.variant)).found

    @cached_property
    def placed(self) -> Placed:
        """The field with the place in the file of each of its characters."""
        return self.places.marks(self.path).placed(self.key)

    def inlines(self) -> Iterator[Inline]:
        """Every inline of the field, each before what is inside it."""
        for block in below(self.blocks):
            yield from deep(inlines(block))

    def at(self, offset: int) -> Span:
        """The place in the file of a character of the field."""
        return self.placed.at(offset)

    def of(self, span: Span | None) -> Span:
        """The place in the file of a span of `blocks`."""
        return self.placed(span.line - 1, span.column - 1) if span else self.at(0)


class Ground:
    """A library and its texts, with the prose of each clause ready to be looked at."""

    def __init__(self, library: Library, texts: Sequence[Referred]) -> None:
        self.library, self.texts = library, tuple(texts)
        self.places = Places(library.texts)
        self._texts: dict[str, tuple[Passage, ...]] = {}

    @property
    def instruments(self) -> tuple[str, ...]:
        """The instruments whose texts are looked at."""
        return tuple(each.numbered.draft.selection.instrument.id for each in self.texts)

    def span(self, path: str, key: KeyPath) -> Span:
        """Where the value at a key path of a file begins."""
        return self.places.value(path, key)

    def passage(self, clause: Clause, key: KeyPath, value: str, variant: str = "") -> Passage:
        """One prose field of a clause."""
        return Passage(clause.path, key, value, clause.id, variant, self.places)

    def texts_of(self, clause: Clause) -> tuple[Passage, ...]:
        """The legal text of each variant that says something."""
        if clause.id not in self._texts:
            self._texts[clause.id] = tuple(
                self.passage(clause, ("variants", name, "text"), variant.text, name)
                for name, variant in clause.variants.items()
                if variant.text
            )
        return self._texts[clause.id]

    def headings_of(self, clause: Clause) -> Iterator[Passage]:
        """The headings of a clause and of its variants."""
        yield self.passage(clause, ("heading",), clause.heading)
        for name, variant in clause.variants.items():
            if variant.heading:
                yield self.passage(clause, ("variants", name, "heading"), variant.heading, name)

    def lines_of(self, instrument: Instrument) -> Iterator[Passage]:
        """The words of an instrument's own: headings of its divisions and articles, and leads before points."""
        for key, value in _lines(instrument.body, ("body",)):
            yield Passage(instrument.path, key, value, "", "", self.places)

    def beside(self, clause: Clause) -> Iterator[Passage]:
        """What stands beside the text: commentary, claims, reasons for a place."""
        if clause.commentary:
            yield self.passage(clause, ("commentary",), clause.commentary)
        for name, variant in clause.variants.items():
            if variant.commentary:
                yield self.passage(clause, ("variants", name, "commentary"), variant.commentary, name)
        for index, claim in enumerate(clause.rationale):
            yield self.passage(clause, ("rationale", index, "claim"), claim.claim)
        for vehicle, placement in clause.placement.items():
            yield self.passage(clause, ("placement", vehicle, "because"), placement.because)

    def provisions(self, passage: Passage) -> dict[str, tuple[Block, ...]]:
        """The labelled provisions of a text by label as typed ("2", "2.a"); "" holds what has no label."""
        out: dict[str, tuple[Block, ...]] = {"": tuple(b for b in passage.blocks if isinstance(b, Para))}
        for block in below(passage.blocks):
            if isinstance(block, Division):
                out[block.ident] = block.children
        return out


def _lines(items: tuple[Item, ...], key: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    for index, item in enumerate(items):
        inside = item.division()
        if inside:
            level, spec = inside
            yield (*key, index, level, "heading"), spec.heading
            yield from _lines(spec.contents, (*key, index, level, "contents"))
        elif item.article:
            yield from _article_lines(item.article, (*key, index, "article"))


def _article_lines(spec: ArticleSpec, key: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    for name, value in (("heading", spec.heading), ("lead", spec.lead)):
        if value:
            yield (*key, name), value
    if spec.inserts:
        yield from _article_lines(spec.inserts.article, (*key, "inserts", "article"))
    for index, group in enumerate(spec.closing):
        yield from _article_lines(group, (*key, "closing", index))

"""What the rules look at: the prose fields of a library, and places in its files, found only when asked for.

Most files are faultless, so nothing here marks a file until a finding needs its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from travaux.diagnostics import Diagnostic, Span
from travaux.lint.facts import Facts
from travaux.load.placed import Marks, Placed
from travaux.load.text import parse_prose
from travaux.model.clause import Clause
from travaux.model.instrument import ArticleSpec, Instrument, Item
from travaux.model.law import Law, LawArticle
from travaux.model.library import Library
from travaux.model.stages import KeyPath, Prose, Referred
from travaux.model.tree import Block, Division, Inline, Origin, Para, Ref, Text
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
_WORD = re.compile(r"\w+(?:-\w+)*")
_MARKED = re.compile(r"[\[\]{}()*_\\`<>&!#|~\"]|^[ ]*(?:\([a-z0-9]+\)|[a-z0-9]+[.)]|[-+>])\s", re.MULTILINE)
"""What a field without any fault of markup may lack: without these characters and labels it is plain words."""
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
        marked = "[" in self.value or "{" in self.value
        return _LABEL.sub(_blank, _MARKUP.sub(_blank, self.value) if marked else self.value)

    @cached_property
    def unquoted(self) -> str:
        """As `words`, and what stands between quotation marks is blank too."""
        return _QUOTED.sub(_blank, self.words) if "“" in self.value else self.words

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The field read as clause markup; its spans count lines and columns of the field (see `of`)."""
        return self.prose.blocks

    @cached_property
    def prose(self) -> Prose:
        """The field read as clause markup, with what is wrong in it; its spans count within the field."""
        return parse_prose(self.value, None, Origin(self.clause, self.variant))

    @cached_property
    def provisions(self) -> Mapping[str, tuple[Block, ...]]:
        """The labelled provisions by label as typed ("2", "2.a"); "" holds what has no label."""
        out: dict[str, tuple[Block, ...]] = {"": tuple(b for b in self.blocks if isinstance(b, Para))}
        for block in below(self.blocks):
            if isinstance(block, Division):
                out[block.ident] = block.children
        return out

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word outside quotation marks, in small letters: a rule that looks for others need not look.

        Of a word with a hyphen its parts count too.
        """
        words = set(_WORD.findall(self.unquoted.lower()))
        return frozenset(words.union(*(word.split("-") for word in words if "-" in word)))

    def faults(self) -> tuple[Diagnostic, ...]:
        """What is wrong in the markup of the field, at its places in the file."""
        if not _MARKED.search(self.value) or not self.prose.found:
            return ()
        return parse_prose(self.placed.value, self.placed, Origin(self.clause, self.variant)).found

    @cached_property
    def placed(self) -> Placed:
        """The field with the place in the file of each of its characters."""
        return self.places.marks(self.path).placed(self.key)

    def forget(self) -> None:
        """Let go of what the field was read into; it is read again when asked for."""
        for name in ("prose", "blocks", "marked", "provisions", "placed"):
            self.__dict__.pop(name, None)

    @cached_property
    def marked(self) -> tuple[Inline, ...]:
        """Every inline of the field that is more than typed words, each before what is inside it."""
        every = (node for block in below(self.blocks) for node in deep(inlines(block)))
        return tuple(node for node in every if node.__class__ is not Text)

    @property
    def references(self) -> tuple[Ref, ...]:
        """Every cross-reference of the field."""
        return tuple(node for node in self.marked if isinstance(node, Ref)) if "[](#" in self.value else ()

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
        self._headings: dict[str, tuple[Passage, ...]] = {}
        self._beside: dict[str, tuple[Passage, ...]] = {}
        self._facts: dict[int, Facts] = {}
        self._articles: dict[str, dict[str, LawArticle]] = {}

    @property
    def instruments(self) -> tuple[str, ...]:
        """The instruments whose texts are looked at."""
        return tuple(each.numbered.draft.selection.instrument.id for each in self.texts)

    def clauses(self, named: Collection[str] | None = None) -> Iterator[Clause]:
        """The clauses of the library, or only those named."""
        return (each for each in self.library.clauses.values() if named is None or each.id in named)

    def forget(self, clause: Clause) -> None:
        """Let go of what the markup of a clause was read into: of ten thousand clauses it would fill the memory."""
        for passage in (*self.texts_of(clause), *self.headings_of(clause), *self.beside(clause)):
            passage.forget()

    def facts(self, text: Referred) -> Facts:
        """What rules ask of a text, made once for each: an instrument has one for each of its rival options."""
        if id(text) not in self._facts:
            self._facts[id(text)] = Facts(text)  # which keeps the text, and with it its identity
        return self._facts[id(text)]

    @cached_property
    def leading_nowhere(self) -> frozenset[Span | None]:
        """The references that the texts themselves have reported to lead nowhere (P412)."""
        return frozenset(each.span for text in self.texts for each in text.found if each.code == "P412")

    @cached_property
    def placeholders(self) -> frozenset[str]:
        """The words of the house styles, and the parameters of the instruments."""
        terms = {name for style in self.library.styles.values() for name in style.terms}
        return frozenset(terms | {name for each in self.library.instruments.values() for name in each.parameters})

    def article(self, law: Law, number: str) -> LawArticle | None:
        """An article of a treaty, if it is recorded."""
        if law.id not in self._articles:
            self._articles[law.id] = {each.article: each for _, each in law.every_article()}
        return self._articles[law.id].get(number)

    def span(self, path: str, key: KeyPath) -> Span:
        """Where the value at a key path of a file begins."""
        return self.places.value(path, key)

    def passage(self, clause: Clause, key: KeyPath, value: str, variant: str = "") -> Passage:
        """One prose field of a clause."""
        return Passage(clause.path, key, value, clause.id, variant, self.places)

    def texts_of(self, clause: Clause) -> tuple[Passage, ...]:
        """The legal text of each variant that says something."""
        return self._kept(self._texts, clause, self._text_passages)

    def _text_passages(self, clause: Clause) -> Iterator[Passage]:
        for name, variant in clause.variants.items():
            if variant.text:
                yield self.passage(clause, ("variants", name, "text"), variant.text, name)

    @staticmethod
    def _kept(
        kept: dict[str, tuple[Passage, ...]], clause: Clause, make: Callable[[Clause], Iterator[Passage]]
    ) -> tuple[Passage, ...]:
        """The passages of a clause, made once: what they find out about their words is then found out once."""
        if clause.id not in kept:
            kept[clause.id] = tuple(make(clause))
        return kept[clause.id]

    def headings_of(self, clause: Clause) -> tuple[Passage, ...]:
        """The headings of a clause and of its variants."""
        return self._kept(self._headings, clause, self._heading_passages)

    def _heading_passages(self, clause: Clause) -> Iterator[Passage]:
        yield self.passage(clause, ("heading",), clause.heading)
        for name, variant in clause.variants.items():
            if variant.heading:
                yield self.passage(clause, ("variants", name, "heading"), variant.heading, name)

    def lines_of(self, instrument: Instrument) -> Iterator[Passage]:
        """The words of an instrument's own: headings of its divisions and articles, and leads before points."""
        for key, value in _lines(instrument.body, ("body",)):
            yield Passage(instrument.path, key, value, "", "", self.places)

    def beside(self, clause: Clause) -> tuple[Passage, ...]:
        """What stands beside the text: commentary, claims, reasons for a place."""
        return self._kept(self._beside, clause, self._passages_beside)

    def _passages_beside(self, clause: Clause) -> Iterator[Passage]:
        if clause.commentary:
            yield self.passage(clause, ("commentary",), clause.commentary)
        for name, variant in clause.variants.items():
            if variant.commentary:
                yield self.passage(clause, ("variants", name, "commentary"), variant.commentary, name)
        for index, claim in enumerate(clause.rationale):
            yield self.passage(clause, ("rationale", index, "claim"), claim.claim)
        for vehicle, placement in clause.placement.items():
            yield self.passage(clause, ("placement", vehicle, "because"), placement.because)

    def cites_of(self, clause: Clause) -> Iterator[Passage]:
        """The sources of a clause's reasons."""
        for index, claim in enumerate(clause.rationale):
            if claim.cite:
                yield self.passage(clause, ("rationale", index, "cite"), claim.cite)

    def of_lists(self) -> Iterator[Passage]:
        """What the project's own gaps and objections say, and their sources."""
        gaps, objections = "clauses/gaps.yaml", "clauses/objections.yaml"
        for name, gap in self.library.gaps.items():
            if f"{name}:" in self.library.texts.get(gaps, ""):
                yield from self._entry(gaps, (name,), statement=gap.statement, cite=gap.cite)
        for name, objection in self.library.objections.items():
            if objections in self.library.texts:
                yield from self._entry(objections, (name,), statement=objection.statement, cite=objection.cite)
                for number, answer in enumerate(objection.answers):
                    yield from self._entry(objections, (name, "answers", number), how=answer.how, cite=answer.cite)

    def _entry(self, path: str, at: KeyPath, **fields: str) -> Iterator[Passage]:
        yield from (Passage(path, (*at, key), value, "", "", self.places) for key, value in fields.items() if value)

    def report_of(self, instrument: Instrument) -> Iterator[Passage]:
        """What an instrument's report says of the whole, and how it would become law."""
        for name in ("introduction", "considerations"):
            yield Passage(instrument.path, ("report", name), getattr(instrument.report, name), "", "", self.places)
        if instrument.route:
            for name in ("needs", "binds", "carries", "limits"):
                yield Passage(instrument.path, ("route", name), getattr(instrument.route, name), "", "", self.places)
            for each, words in instrument.route.enters.items():
                yield Passage(instrument.path, ("route", "enters", each), words, "", "", self.places)

    def provisions(self, passage: Passage) -> Mapping[str, tuple[Block, ...]]:
        """The labelled provisions of a text by label as typed ("2", "2.a"); "" holds what has no label."""
        return passage.provisions


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

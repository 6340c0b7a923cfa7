"""Which words of a text bear which word of the vocabulary, and which parts of a text can bear an element.

A phrase of the vocabulary is typed as it stands in a text; `VocabularyWord` says what "…" means in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from travaux.lint.ground import Passage
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import Vocabulary, VocabularyWord
from travaux.model.phrases import OTHERS, cores_of, found, low

SECTIONS: Final = ("mental", "conduct", "instrumentality", "means", "purpose", "victim")
"""The elements whose words the vocabulary lists; the gravamen is told by the conduct or the predicates of content."""
CREATING: Final = frozenset({"offence", "package", "ancillary"})
"""Kinds of clause that make conduct an offence; these have a gravamen."""
STATING: Final = CREATING | {
    "element", "definition", "scope", "purpose", "jurisdiction", "procedure", "confiscation"
}  # fmt: skip
"""Kinds of clause whose elements must be stated in full, for comparison by elements rests on them."""

_PARAGRAPH: Final = re.compile(r"^(?:\d{1,3}\.|\(?\d{1,3}\))(?=\s)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Borne:
    """Words of a text, from one character of the field to another, that bear a word of the vocabulary."""

    section: str
    ident: str
    start: int
    end: int


def plain(passage: Passage) -> str:
    """The typed words outside quotation marks, at their places; markup, emphasis and commas are spaces."""
    return passage.unquoted.translate(OTHERS)


def operative(passage: Passage, clause: Clause, vocabulary: Vocabulary) -> str:
    """As `plain`, the paragraphs that state no element being spaces too.

    Conduct that completes a chapeau is stated before the first numbered paragraph: what follows are
    savings and reservations. Of a text that stands alone, each paragraph counts but those that open
    as one of the vocabulary's `asides`; the first always does.
    """
    text = plain(passage)
    parts = paragraphs(passage)
    alone = clause.form_of(passage.variant) != "conduct"
    for start, end in parts[1:]:
        if not alone or stands_aside(text[start:end], vocabulary):
            text = text[:start] + " " * (end - start) + text[end:]
    return text


def paragraphs(passage: Passage) -> list[tuple[int, int]]:
    """Where each numbered paragraph begins and ends, after the words before the first, if there are any."""
    starts = [match.start() for match in _PARAGRAPH.finditer(passage.value)]
    if not starts or passage.value[: starts[0]].strip():
        starts.insert(0, 0)
    return list(zip(starts, [*starts[1:], len(passage.value)], strict=True))


def stands_aside(paragraph: str, vocabulary: Vocabulary) -> bool:
    """Whether the first sentence of a plain paragraph has the words of an aside: it saves, reserves or explains."""
    first = re.split(r"[.;:](?=\s)", paragraph, maxsplit=1)[0]
    return any(True for word in vocabulary.asides.values() for _ in found(word, first))


def bearing(text: str, vocabulary: Vocabulary) -> tuple[Borne, ...]:
    """Every place of a plain text that bears an element, in the order of the vocabulary."""
    return _index(vocabulary).borne(text)


def content(text: str, vocabulary: Vocabulary) -> Iterator[Borne]:
    """Every place of a plain text that has a predicate of content."""
    for ident, word in vocabulary.content.items():
        yield from (Borne("content", ident, start, end) for start, end in found(word, text))


def claimed(elements: Elements) -> Iterator[tuple[str, str]]:
    """Each element stated, the gravamen apart: its section and its id."""
    for section in SECTIONS[:-1]:
        yield from ((section, each) for each in getattr(elements, section))
    if elements.victim:
        yield "victim", elements.victim


class _Index:
    """Which words of a vocabulary's elements a text may bear at all, told by the words of the text one by one."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._entries: list[tuple[str, str, VocabularyWord]] = []
        for section in SECTIONS:
            words: Mapping[str, VocabularyWord] = getattr(vocabulary, section)
            self._entries += [(section, ident, word) for ident, word in words.items() if word.words]
        cores = {core for _, _, word in self._entries for core in cores_of(word.words)}
        self._any = re.compile("|".join(map(re.escape, cores)))
        self._known: dict[str, tuple[int, ...]] = {}
        self._borne: dict[str, tuple[Borne, ...]] = {}

    def borne(self, text: str) -> tuple[Borne, ...]:
        """What a text bears, found once: several rules ask it of the same text."""
        if text not in self._borne:
            every = ((s, i, start, end) for s, i, word in self.likely(text) for start, end in found(word, text))
            self._borne[text] = tuple(Borne(*each) for each in every)
        return self._borne[text]

    def likely(self, text: str) -> list[tuple[str, str, VocabularyWord]]:
        """The entries of which a text has the core of some phrase, in the order of the vocabulary."""
        numbers = {number for token in set(low(text).split()) for number in self._of(token)}
        return [self._entries[number] for number in sorted(numbers)]

    def _of(self, token: str) -> tuple[int, ...]:
        if token not in self._known and not self._any.search(token):
            self._known[token] = ()
        if token not in self._known:
            self._known[token] = tuple(
                number
                for number, (_, _, word) in enumerate(self._entries)
                if any(core in token for core in cores_of(word.words))
            )
        return self._known[token]


_LAST: list[_Index] = []


def _index(vocabulary: Vocabulary) -> _Index:
    """The index of a vocabulary, made again only when another vocabulary is asked about."""
    if not _LAST or _LAST[0].vocabulary is not vocabulary:
        _LAST[:] = [_Index(vocabulary)]
    return _LAST[0]

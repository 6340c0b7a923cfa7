"""What a library holds. These dataclasses, with those of the modules beside, are the schema.

The loader validates files against them, the editor's JSON Schema is made from them,
and the passes read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from pydantic import ConfigDict

from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.fields import STRICT, ClauseRef, Confidence, Flag, Ident, Prose
from travaux.model.instrument import Instrument
from travaux.model.law import Law, Source
from travaux.model.pack import Pack
from travaux.model.style import Style


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """One word of a list: what it means, and the phrases that bear it in a text.

    In a phrase, "…" on its own stands for up to eight further words of the sentence, and at an edge of a
    word for any letters: "publishing … an offer", "recruit…". Punctuation and capitals do not count.
    `unless` are phrases within which the words do not bear it. `includes` names the narrower values that
    it takes in: any person is a child or an adult. `wider_than` names values that reach less than this one
    would in their place, though a text with their words must state them. `asks_nothing` marks a value by
    which a text says that none of its list is asked for.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    about: Prose
    words: tuple[Prose, ...] = ()
    unless: tuple[Prose, ...] = ()
    includes: tuple[Ident, ...] = ()
    wider_than: tuple[Ident, ...] = ()
    asks_nothing: Flag = False


@dataclass(frozen=True, slots=True)
class Titled:
    """Words of which a title must hold one, where a variant with the flag is chosen.

    `offences` says when: as soon as `any` clause chosen has the flag, or only if `every` offence has it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    words: tuple[Prose, ...]
    offences: Literal["any", "every"] = "any"


@dataclass(frozen=True, slots=True)
class Hook:
    """What every offence must be joined to: the clauses of a text that do so, or the parent's articles that apply.

    `articles` are those of recorded law ("ets-185:12"), which serve a protocol that applies or falls under them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    about: Prose
    clauses: tuple[ClauseRef, ...] = ()
    articles: tuple[Prose, ...] = ()


@dataclass(frozen=True, slots=True)
class Floor:
    """The clauses (any variant that says something) without which offences of some conduct can't stand in a text.

    Each member of `needs` names one clause, or several parted by "|", of which one is enough.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    about: Prose
    conduct: tuple[Ident, ...]
    needs: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists that elements, stances, gaps and terms are taken from, and what the rules look for.

    `content` are the predicates by which material itself makes an offence; `asides` the openings of paragraphs
    that state no element (a reservation, a saving); `titles` the words that a flag asks of an instrument's title;
    `legacy` terms no longer used, with what to write instead. `hooks` say what every offence must be joined to,
    `floors` which safeguards some conduct needs.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    mental: dict[Ident, VocabularyWord]
    conduct: dict[Ident, VocabularyWord]
    instrumentality: dict[Ident, VocabularyWord]
    means: dict[Ident, VocabularyWord]
    purpose: dict[Ident, VocabularyWord]
    victim: dict[Ident, VocabularyWord]
    profiles: dict[str, str]
    flags: dict[Ident, str]
    terms: dict[Ident, str]
    content: dict[Ident, VocabularyWord] = field(default_factory=dict)
    asides: dict[Ident, VocabularyWord] = field(default_factory=dict)
    titles: dict[Ident, Titled] = field(default_factory=dict)
    legacy: dict[Ident, VocabularyWord] = field(default_factory=dict)
    hooks: dict[Ident, Hook] = field(default_factory=dict)
    floors: dict[Ident, Floor] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in existing law, with the day the statement was checked; `elements` say what is not reached.

    `title` names it in a few words, where its id would be printed.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    statement: Prose
    as_of: str
    elements: Elements = field(default_factory=Elements)
    cite: str = ""
    confidence: Confidence = "verified"
    title: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A clause, or one of its variants, that answers an objection, and how it does; `internal`: not for the public."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    clause: ClauseRef
    how: Prose
    cite: str = ""
    internal: Flag = False


@dataclass(frozen=True, slots=True)
class Objection:
    """An objection to the proposal: who raises it, which variants invite it, and what answers it.

    `profiles` are the delegation profiles that raise it, `raised_by` says it in words. An `internal` one is never
    shown in a public briefing pack.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Prose
    statement: Prose
    raised_by: Prose
    cite: Prose
    profiles: tuple[str, ...] = ()
    variants: tuple[ClauseRef, ...] = ()
    answers: tuple[Answer, ...] = ()
    confidence: Confidence = "verified"
    internal: Flag = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the coverage table: existing law read together."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Prose
    law: tuple[Ident, ...]
    comparator: Flag = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the coverage table: a way of acting, as patterns of elements.

    An offence that meets a pattern of `reached` covers it; a provision that meets one of
    `near`, or is no offence and meets one of `reached`, covers it in part.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Prose
    reached: tuple[Elements, ...]
    near: tuple[Elements, ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is asked of existing law and of each instrument: the rows and columns of the coverage table."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    columns: dict[Ident, Column]
    rows: dict[Ident, Row]
    victims: tuple[Ident, ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Everything loaded from one project, by id. `texts` holds each file's characters, for locating faults."""

    clauses: Mapping[str, Clause]
    instruments: Mapping[str, Instrument]
    styles: Mapping[str, Style]
    sources: Mapping[str, Source]
    law: Mapping[str, Law]
    vocabulary: Vocabulary
    gaps: Mapping[str, Gap]
    objections: Mapping[str, Objection]
    coverage: Coverage | None
    texts: Mapping[str, str]
    packs: Mapping[str, Pack] = field(default_factory=dict)

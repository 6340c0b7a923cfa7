"""What a library holds. These dataclasses, with those of the modules beside, are the schema.

The loader validates files against them, the editor's JSON Schema is made from them,
and the passes read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from travaux.model.clause import Clause
from travaux.model.fields import STRICT, Confidence, Ident, Prose
from travaux.model.instrument import Instrument
from travaux.model.law import Law, Source
from travaux.model.style import Style


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """One value of an element: what it means and the word stems that show it in a text."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    about: Prose
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists that elements, stances, gaps and terms are taken from."""

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


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in existing law, with the day the statement was checked."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    statement: Prose
    as_of: str
    cite: str = ""
    confidence: Confidence = "verified"


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
    texts: Mapping[str, str]

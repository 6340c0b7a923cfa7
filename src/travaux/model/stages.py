"""The values between passes: each pass takes one and gives the next.

Request → Selection → Draft → Numbered → Settled (`tree.Settled`). Faults found on
the way travel with the value, so that one run shows all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from travaux.diagnostics import Diagnostic, Span
from travaux.model.instrument import Instrument
from travaux.model.library import Library
from travaux.model.style import Style
from travaux.model.tree import Block, Document, Mode, Origin, Place

KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: an instrument, and what to do differently from its file."""

    instrument: str
    style: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)
    mode: Mode = "none"


@dataclass(frozen=True, slots=True)
class Prose:
    """Clause markup read into blocks, with what was wrong in it."""

    blocks: tuple[Block, ...]
    found: tuple[Diagnostic, ...] = ()


class Reader(Protocol):
    """Turns a prose field into blocks that know their place in the file."""

    def blocks(self, path: str, key: KeyPath, origin: Origin) -> Prose:
        """The blocks of the scalar at `key` in the file `path`."""
        ...

    def span(self, path: str, key: KeyPath) -> Span:
        """Where the value at `key` begins; where its nearest parent does if it is not written."""
        ...


@dataclass(frozen=True, slots=True)
class Question:
    """What the first pass takes: the library, what is asked of it, and the means to read its prose."""

    library: Library
    request: Request
    reader: Reader


@dataclass(frozen=True, slots=True)
class Selection:
    """An instrument with every choice made: style, variant of each clause, value of each parameter."""

    library: Library
    instrument: Instrument
    style: Style
    chosen: Mapping[str, str]
    parameters: Mapping[str, str]
    mode: Mode
    reader: Reader
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """The assembled text, not yet numbered.

    `anchors` maps what a reference may name ("offence-advertise", "offence-advertise:2",
    and "offence-advertise:" for its own provision inside its article) to divisions.
    """

    selection: Selection
    document: Document
    anchors: Mapping[str, tuple[str, ...]]
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """The text with labels; `places` says where each division stands, in order of the text."""

    draft: Draft
    document: Document
    places: Mapping[str, Place]
    found: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Referred:
    """The numbered text with its references in words, not yet annotated; `mode` says how it is to be."""

    numbered: Numbered
    document: Document
    mode: Mode
    found: tuple[Diagnostic, ...] = ()

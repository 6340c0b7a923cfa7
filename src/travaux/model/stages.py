"""The values between passes: each pass takes one and gives the next.

Request → Selection → Draft → Numbered → Settled (`tree.Settled`). Faults found on
the way travel with the value, so that one run shows all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from travaux.diagnostics import Diagnostic, Span
from travaux.model.instrument import Instrument
from travaux.model.law import Source
from travaux.model.library import Library
from travaux.model.style import Style
from travaux.model.tree import Block, Document, Inline, Mode, Origin, Place, Text

KeyPath: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for: an instrument, and what to do differently from its file.

    Of `variants` each value is one variant, or several with commas between: rival options.
    """

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


class Bibliography(Protocol):
    """Formats full references, in the words that a list of sources prints."""

    def entry(self, source: Source) -> tuple[Inline, ...]:
        """The full reference of a source, without a full stop of the list's own at its end."""
        ...


@dataclass(frozen=True, slots=True)
class TitlesOnly:
    """The `Bibliography` of a text that is looked at and not printed: each source by its title."""

    def entry(self, source: Source) -> tuple[Inline, ...]:
        """The title alone."""
        return (Text(source.title),)


@dataclass(frozen=True, slots=True)
class Question:
    """What the first pass takes: the library, what is asked of it, the means to read its prose and cite its sources."""

    library: Library
    request: Request
    reader: Reader
    bibliography: Bibliography = TitlesOnly()


@dataclass(frozen=True, slots=True)
class Selection:
    """An instrument with every choice made: style, variant of each clause, value of each parameter.

    `options` holds, for each clause that is printed in rival options, all its variants in the order
    asked for; `chosen` has the first of them that says something.
    """

    library: Library
    instrument: Instrument
    style: Style
    chosen: Mapping[str, str]
    parameters: Mapping[str, str]
    mode: Mode
    reader: Reader
    bibliography: Bibliography = TitlesOnly()
    found: tuple[Diagnostic, ...] = ()
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def variants_of(self, clause: str) -> tuple[str, ...]:
        """The variants in which a chosen clause is printed: one, or its rival options."""
        return self.options.get(clause) or (self.chosen[clause],)

    def every_variant(self) -> Iterator[tuple[str, str]]:
        """Each chosen clause with its variant, with each of its options in turn where it has any."""
        for clause in self.chosen:
            for variant in self.variants_of(clause):
                yield clause, variant


@dataclass(frozen=True, slots=True)
class Draft:
    """The assembled text, not yet numbered.

    `anchors` maps what a reference may name ("offence-advertise", "offence-advertise:2",
    and "offence-advertise:" for its own provision inside its article) to divisions. A clause
    in options has these names for what stands first under them, and one of its own for each
    option ("offence-advertise@reckless:2").
    """

    selection: Selection
    document: Document
    anchors: Mapping[str, tuple[str, ...]]
    found: tuple[Diagnostic, ...] = ()

    def anchors_of(self, clause: str, label: str, variant: str = "") -> tuple[str, ...]:
        """The divisions of a clause, or of what is labelled so in it; those of one option, where it has its own."""
        tail = f":{label}" if label else ""
        return self.anchors.get(f"{clause}@{variant}{tail}") or self.anchors.get(f"{clause}{tail}", ())


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

"""Instruments as sides of a comparison, from today's library or from a revision of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from travaux.diagnostics import Faults
from travaux.diff.trees import passages
from travaux.load.read import MarkedReader
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.redline import Comparand, Passage, Stated
from travaux.model.stages import Reader, Referred, Request, TitlesOnly
from travaux.model.tree import Settled
from travaux.pipeline import refer


@dataclass(frozen=True, slots=True)
class Choices:
    """What is chosen otherwise than the files do: the house style, variants by clause, values by parameter."""

    style: str = ""
    variants: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.style or self.variants or self.parameters)

    def told(self) -> str:
        """The choices in words, as they would be typed."""
        chosen = [f"{name}={value}" for name, value in (*self.variants.items(), *self.parameters.items())]
        return ", ".join((*chosen, *([f"style {self.style}"] if self.style else [])))

    def request(self, instrument: str) -> Request:
        """The request for an instrument with these choices."""
        return Request(instrument, self.style, self.variants, self.parameters)


@dataclass(frozen=True, slots=True)
class Edition:
    """A library as it stands, or stood at a revision, with a reader that what is read from it shares."""

    library: Library
    reader: Reader

    @classmethod
    def of(cls, library: Library) -> Edition:
        """The edition of a library."""
        return cls(library, MarkedReader(library.texts))


def instrument(name: str, edition: Edition, request: Request) -> Comparand:
    """A whole text as a side. Raises `Faults` where an error stands in it."""
    text = refer(edition.library, request, TitlesOnly(), edition.reader)
    if errors := [each for each in text.found if each.is_error]:
        raise Faults(errors)
    return comparand(name, edition.library, bare(text))


def bare(text: Referred) -> Settled:
    """A text without annotations; rival options stay beside each other."""
    return Settled(text.document, "none", text.numbered.places, text.found)


def comparand(name: str, library: Library, text: Settled, only: Sequence[Passage] | None = None) -> Comparand:
    """A text as a side, or only some of its passages, with what the library says of every clause that has words."""
    made = passages(text) if only is None else tuple(only)
    stated: dict[str, Stated] = {}
    for each in made:
        if each.clause in library.clauses and each.clause not in stated:
            stated[each.clause] = _stated(library.clauses[each.clause], each.variant)
    return Comparand(name, made, stated, library.vocabulary, library.styles[text.document.style])


def _stated(clause: Clause, variant: str) -> Stated:
    chosen = clause.variants[variant]
    return Stated(
        variant,
        clause.kind,
        clause.elements_of(variant),
        clause.duty_of(variant),
        chosen.reservations,
        chosen.declarations,
        clause.form_of(variant),
        (chosen.heading or clause.heading).replace("*", ""),
    )

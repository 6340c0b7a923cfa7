"""From a library to a synoptic table: reads the texts that are needed, and puts them side by side.

What makes texts lies above this package and is given (`Road`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from travaux.coverage.texts import text_of
from travaux.diagnostics import Diagnostic
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.model.redline import Comparand, Passage, Redline
from travaux.model.stages import Referred, Request
from travaux.model.tree import Settled
from travaux.synopsis.facts import Say
from travaux.synopsis.instruments import by_instrument, in_order
from travaux.synopsis.law import against_law
from travaux.synopsis.model import Synopsis
from travaux.synopsis.reading import Reading, distributed, fitting, read
from travaux.synopsis.variants import by_variant

UNWORDED = ("P411", "P412")
"""The findings on placeholders and references that stay as they were typed."""


class Road(Protocol):
    """What makes texts and compares them, above this package: see `travaux.pipeline` and `travaux.comparing`."""

    def refer(self, library: Library, request: Request) -> Referred:
        """The text of a request, numbered and with its references in words."""
        ...

    def alone(self, library: Library, clause: str, variant: str) -> Referred:
        """A text that holds one clause and nothing else."""
        ...

    def compared(self, old: Comparand, new: Comparand) -> Redline:
        """What changes from one side to the other, and what that does in law."""
        ...


def variants_of(clause: Clause, asked: Sequence[str]) -> tuple[str, ...]:
    """The variants to show: those asked for in that order, all with the default first if none is.

    Of one alone there is nothing to compare: the default stands before it.
    """
    first = [clause.default] if len(set(asked)) < 2 else []
    return tuple(dict.fromkeys((*first, *(asked or clause.variants))))


def variants_table(
    library: Library, clause: str, asked: Sequence[str], road: Road, say: Say, first: str = ""
) -> Synopsis:
    """The variants of a clause side by side (all, if none is asked for), in the instrument `first` if it takes them."""
    from travaux.diff.words import compared

    it = library.clauses[clause]
    readings = readings_of(library, it, variants_of(it, asked), road, first)
    return by_variant(library, it, readings, say, compared, road.compared)


def law_table(library: Library, clause: str, asked: Sequence[str], law: Sequence[str], road: Road) -> Synopsis:
    """The variants asked for (the default, if none is) and the provisions near them in the laws named, or in all.

    Where the default says nothing, the others stand for it.
    """
    it = library.clauses[clause]
    speaking = [name for name, each in it.variants.items() if not each.omit]
    usual = [it.default] if it.default in speaking else speaking
    readings = readings_of(library, it, tuple(dict.fromkeys(asked or usual)), road)
    return against_law(library, it, readings, law or tuple(library.law), names=bool(law))


def instruments_table(library: Library, texts: Sequence[Referred], asked: Sequence[str]) -> Synopsis:
    """Texts side by side, clause by clause: the clauses asked for, or all that any of them has words of."""
    from travaux.diff.words import compared

    told = [text_of(each) for each in texts]
    passages = [_passages(each) for each in texts]
    readings = {
        clause: [read(each, own, clause, text) for each, own, text in zip(texts, passages, told, strict=True)]
        for clause in in_order(told, asked)
    }
    return by_instrument(library, told, readings, compared)


def readings_of(
    library: Library, clause: Clause, variants: Iterable[str], road: Road, first: str = ""
) -> tuple[Reading, ...]:
    """Each variant where it stands, in the instrument `first` if that takes it; one that none can take by itself."""
    every = tuple(variants)
    speaking = [each for each in every if not clause.variants[each].omit]

    @cache
    def attempt(variant: str, instrument: str) -> Reading | None:
        referred = road.refer(library, Request(instrument, variants={clause.id: variant}))
        if any(_is_of_words(each, clause) for each in referred.found):
            return None
        return read(referred, _passages(referred), clause.id, text_of(referred))

    fits = fitting(library, clause, speaking)
    found = distributed({first: fits[first]}, fits[first], attempt) if first in fits else {}
    found |= distributed(fits, [each for each in speaking if each not in found], attempt)
    silent = {each: Reading(clause.id, (each,), "", ()) for each in every if each not in speaking}
    return tuple(silent.get(each) or found.get(each) or _alone(library, clause, each, road) for each in every)


def _alone(library: Library, clause: Clause, variant: str, road: Road) -> Reading:
    text = road.alone(library, clause.id, variant)
    return replace(read(text, _passages(text), clause.id, None), instrument="")


def _is_of_words(found: Diagnostic, clause: Clause) -> bool:
    """Whether words of a clause could not be made in a text, because they name what it does not have."""
    return found.code in UNWORDED and found.span is not None and found.span.path == clause.path


def _passages(referred: Referred) -> tuple[Passage, ...]:
    from travaux.diff.trees import passages

    return passages(Settled(referred.document, "none", referred.numbered.places, referred.found))

"""The road from a library to a settled text. Reading `PASSES` teaches the program.

load → resolve → assemble → number → cross-refer → annotate → render; lint looks at
what comes out and writes nothing. No pass reads the clock, the environment or the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from travaux.diagnostics import in_order
from travaux.load.read import MarkedReader
from travaux.model.library import Library
from travaux.model.stages import Question, Referred, Request
from travaux.model.tree import Settled
from travaux.passes.annotate import annotate
from travaux.passes.assemble import assemble
from travaux.passes.crossref import crossrefer
from travaux.passes.number import number
from travaux.passes.resolve import resolve

PASSES: tuple[Callable[[Any], Any], ...] = (resolve, assemble, number, crossrefer, annotate)


def settle(library: Library, request: Request) -> Settled:
    """The settled text of an instrument, with every fault found on the way.

    Raises `Faults` where there is nothing to go on with: no such instrument, no such style.
    """
    value: Any = Question(library, request, MarkedReader(library.texts))
    for each in PASSES:
        value = each(value)
    settled: Settled = value
    return Settled(settled.document, settled.mode, settled.places, in_order(settled.found))


def refer(library: Library, request: Request) -> Referred:
    """The text before annotation, for those who ask about it rather than print it."""
    value: Any = Question(library, request, MarkedReader(library.texts))
    for each in PASSES[:-1]:
        value = each(value)
    referred: Referred = value
    return referred

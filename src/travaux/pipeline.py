"""The road from a library to a settled text. Reading `PASSES` teaches the program.

load → resolve → assemble → number → cross-refer → annotate → render; lint looks at
what comes out and writes nothing. No pass reads the clock, the environment or the disk.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from travaux.diagnostics import in_order
from travaux.load.bibliography import CslBibliography
from travaux.load.read import MarkedReader
from travaux.model.library import Library
from travaux.model.stages import Bibliography, Question, Reader, Referred, Request
from travaux.model.tree import Mode, Settled
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
    return settle_as(refer(library, request), request.mode)


def refer(
    library: Library, request: Request, bibliography: Bibliography | None = None, reader: Reader | None = None
) -> Referred:
    """The text before annotation, for those who ask about it, or print it in several ways.

    `bibliography` formats the list of sources; without one, the style that the library carries does.
    With one `reader` for several texts, what they have in common is read once.
    """
    value: Any = Question(library, request, reader or MarkedReader(library.texts), bibliography or CslBibliography())
    for each in PASSES[:-1]:
        value = each(value)
    referred: Referred = value
    return referred


def settle_as(referred: Referred, mode: Mode) -> Settled:
    """The text annotated in one mode."""
    settled: Settled = PASSES[-1](replace(referred, mode=mode))
    return replace(settled, found=in_order(settled.found))

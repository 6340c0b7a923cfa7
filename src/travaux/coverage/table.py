"""The coverage table: for each way of acting and each victim, what existing law reaches and what each text adds.

The rule, for a cell of existing law: it is FULL where an offence of one of the column's laws, which protects
the victim asked about, meets a pattern of the row's `reached`; PARTIAL where such an offence meets one of
`near`, or a duty short of an offence (to consider one, to prohibit otherwise, to take a measure) meets either;
else NONE. A provision that speaks of no victim counts by `near` only. Policies and powers to find evidence
never fill a cell; they are noted on an empty one. The cells of our texts follow the same rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Literal

from travaux.coverage.gaps import State, states
from travaux.coverage.provisions import (
    SURENESS,
    Provision,
    is_recorded,
    meets,
    provisions_of,
    takes_in,
)
from travaux.coverage.texts import Text, offences
from travaux.model.fields import Confidence
from travaux.model.library import Coverage, Library, Row, Vocabulary


class Reach(IntEnum):
    """How far a way of acting is reached."""

    NONE = 0
    PARTIAL = 1
    FULL = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: how far, by which provisions, how sure.

    `provisions` are those that reach so far, the surest first; each of them is enough, so
    `confidence` and `in_force` are those of the first. `notes` are policies and powers that an
    empty cell still has. `known` is whether anything is recorded of the law at all. `more`: a
    text reaches further here than any existing law of the table.
    """

    reach: Reach
    provisions: tuple[Provision, ...] = ()
    notes: tuple[Provision, ...] = ()
    known: bool = True
    more: bool = False

    @property
    def confidence(self) -> Confidence:
        """How sure the cell is: that of its surest provision."""
        return self.provisions[0].confidence if self.provisions else "verified"

    @property
    def in_force(self) -> bool:
        """Whether a provision that makes the cell is in force."""
        return not self.provisions or self.provisions[0].in_force


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: existing law read together, a comparator, or a text of ours; `unrecorded` names its silent laws."""

    ident: str
    label: str
    kind: Literal["existing", "comparator", "text"]
    law: tuple[str, ...] = ()
    unrecorded: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a way of acting, with a cell for each heading."""

    ident: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The whole answer: the headings, the lines for each victim, and the state of each gap."""

    headings: tuple[Heading, ...]
    victims: dict[str, tuple[Line, ...]]
    gaps: tuple[State, ...]


def table(library: Library, coverage: Coverage, texts: Sequence[Text] = (), victims: Sequence[str] = ()) -> Table:
    """The table that `coverage` asks for, with a column for each text; only of these victims, if any is named."""
    laws = [tuple(p for ident in c.law for p in provisions_of(library, ident)) for c in coverage.columns.values()]
    known = [any(is_recorded(library, ident) for ident in c.law) for c in coverage.columns.values()]
    comparators = [column.comparator for column in coverage.columns.values()]
    own = [[offences(library, each) for each in (text, *text.rivals)] for text in texts]
    lines: dict[str, tuple[Line, ...]] = {}
    for victim in victims or coverage.victims:
        made = []
        for ident, row in coverage.rows.items():
            existing = [_cell(each, row, victim, library.vocabulary) for each in laws]
            existing = [replace(cell, known=yes) for cell, yes in zip(existing, known, strict=True)]
            best = max((c.reach for c, other in zip(existing, comparators, strict=True) if not other), default=0)
            ours = [_least(_cell(each, row, victim, library.vocabulary) for each in rival) for rival in own]
            ours = [replace(cell, more=cell.reach > best) for cell in ours]
            made.append(Line(ident, row.label, (*existing, *ours)))
        lines[victim] = tuple(made)
    return Table(_headings(library, coverage, texts), lines, states(library, texts))


def _least(cells: Iterable[Cell]) -> Cell:
    """The cell of rival options: while none of them is agreed, the text reaches as far as the least."""
    return min(cells, key=lambda cell: cell.reach)


def _headings(library: Library, coverage: Coverage, texts: Iterable[Text]) -> tuple[Heading, ...]:
    existing = (
        Heading(
            ident,
            column.label,
            "comparator" if column.comparator else "existing",
            column.law,
            tuple(law for law in column.law if not is_recorded(library, law)),
        )
        for ident, column in coverage.columns.items()
    )
    ours = (Heading(text.ident, library.instruments[text.ident].short, "text") for text in texts)
    return (*existing, *ours)


def _cell(provisions: Iterable[Provision], row: Row, victim: str, vocabulary: Vocabulary) -> Cell:
    """The cell that some provisions make for a way of acting against a victim."""
    found: dict[Reach, list[Provision]] = {reach: [] for reach in Reach}
    for each in provisions:
        reach = _reach(each, row, victim, vocabulary)
        if reach is not None:
            found[reach].append(each)
    for reach in (Reach.FULL, Reach.PARTIAL):
        if found[reach]:
            return Cell(reach, tuple(sorted(found[reach], key=_unsureness)))
    return Cell(Reach.NONE, notes=tuple(found[Reach.NONE]))


def _unsureness(provision: Provision) -> tuple[bool, int]:
    """What is in force before what is not, then the surest first."""
    return not provision.in_force, SURENESS.index(provision.confidence)


def _reach(provision: Provision, row: Row, victim: str, vocabulary: Vocabulary) -> Reach | None:
    """How far one provision reaches; NONE for a policy or power that is only noted, None if it does not concern it."""
    elements = provision.elements
    if elements.victim is not None and not takes_in(vocabulary, elements.victim, victim):
        return None
    reached = elements.victim is not None and any(meets(vocabulary, elements, each) for each in row.reached)
    if not reached and not any(meets(vocabulary, elements, each) for each in row.near):
        return None
    if provision.duty in ("policy", "evidence"):
        return Reach.NONE
    return Reach.FULL if reached and provision.duty == "criminalise" else Reach.PARTIAL

"""What the proposals of a file are made from, and what has been found so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from travaux.importing.choices import Remade
from travaux.importing.document import Read
from travaux.importing.drafts import Draft
from travaux.importing.pairs import Pairs
from travaux.importing.slots import Levels
from travaux.importing.told import Place
from travaux.importing.units import Unit
from travaux.model.library import Library
from travaux.ooxml.remarks import Aside

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(slots=True)
class Proposal:
    """What one author proposes for one clause, and the id of the variant that would hold it."""

    author: str
    ident: str
    draft: Draft
    at: list[str]
    changes: list[dict[str, str]]
    claims: list[dict[str, Any]]
    wanted: list[str]
    uses: int = 1


@dataclass(slots=True)
class New:
    """A new article: the id and the file of the clause that would hold it."""

    author: str
    ident: str
    at: str
    value: dict[str, Any]
    notes: list[str]


@dataclass(slots=True)
class Found:
    """All that a file proposes."""

    proposals: list[Proposal] = field(default_factory=list)
    new: list[New] = field(default_factory=list)
    moves: list[dict[str, str]] = field(default_factory=list)
    elsewhere: list[dict[str, str]] = field(default_factory=list)
    comments: list[dict[str, str]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.proposals or self.new or self.moves or self.elsewhere or self.comments)


@dataclass(frozen=True, slots=True)
class Ours:
    """What the library prints beside a text: notes, comments (by what tells them from others), the heads of pages."""

    notes: tuple[Aside, ...]
    comments: Mapping[str, str]
    heads: Mapping[str, str]


@dataclass(slots=True)
class Work:
    """What all authors' proposals are made from."""

    read: Read
    made: Remade
    library: Library
    units: tuple[Unit, ...]
    pairs: Pairs
    levels: Levels
    places: dict[str, Place]
    file: str
    ours: Ours
    bases: Mapping[_Element, int]
    found: Found = field(default_factory=Found)
    taken: dict[str, set[str]] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)

    def near(self, base: int) -> str:
        """Where a paragraph of the file stands, as the library says it; else behind the last that it knows."""
        for at in range(min(base, len(self.read.base) - 1), -1, -1):
            if pair := self.pairs.by_base.get(at):
                place = self.units[pair.unit].at
                return place if at == base else f"after {place}"
        return "the beginning"

    def printed(self, unit: int) -> str:
        """A paragraph of the library as the file had it before any tracked change."""
        home = next((base for base, pair in self.pairs.by_base.items() if pair.unit == unit), -1)
        return self.read.base[home].words if home >= 0 else self.units[unit].raw

"""The wordings that the clauses of a text may take, with what each closes and what it meets with.

A wording can be taken if the vehicle carries it, and if what it requires stands in the text, or may; two clash
where one excludes the other, or requires of its clause what the other is not. What is waived in the instrument's
file is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from travaux.coverage.gaps import closed_by
from travaux.coverage.texts import Text, chapeaus, elements_under
from travaux.model.clause import Clause
from travaux.model.stages import Selection
from travaux.model.uses import uses

Head: TypeAlias = tuple[str, str] | None
"""A chapeau and one of its variants."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A variant of a clause: the gaps that it closes, the objections that it raises, the profiles against it.

    `speaks` is False for a variant that says nothing.
    """

    clause: str
    variant: str
    gaps: frozenset[str] = frozenset()
    objections: frozenset[str] = frozenset()
    profiles: frozenset[str] = frozenset()
    speaks: bool = True


class Wordings:
    """The wordings of the clauses of one text; each is looked up once."""

    def __init__(self, selection: Selection) -> None:
        self.selection = selection
        self.chosen, self.clauses = selection.chosen, selection.library.clauses
        self._known: dict[tuple[str, Head], tuple[Wording, ...]] = {}
        self._needed: dict[tuple[str, str], tuple[str, ...]] = {}

    @cached_property
    def over(self) -> Mapping[str, str]:
        """The clauses of the text that stand under a chapeau of it, each with that chapeau."""
        return {name: head for name, head in chapeaus(self.selection.instrument).items() if head in self.chosen}

    @cached_property
    def _recitals(self) -> frozenset[str]:
        return frozenset(use.clause for use in uses(self.selection.instrument) if use.role == "recital")

    @cached_property
    def _waived(self) -> frozenset[tuple[str, str]]:
        return frozenset((each.clause, each.requires) for each in self.selection.instrument.waives)

    def varied(self, clauses: Iterable[str] = ()) -> tuple[str, ...]:
        """The clauses to be varied, in order of the text.

        Those named; if none is, those whose wordings differ in the gaps they close or the objections they raise.
        """
        named = frozenset(clauses)
        return tuple(name for name in self.chosen if (name in named if named else self._differ(name)))

    def _differ(self, name: str) -> bool:
        return len({(each.gaps, each.objections) for each in self.of(name)}) > 1

    def of(self, name: str, leading: Mapping[str, str] | None = None) -> tuple[Wording, ...]:
        """The wordings that a clause may take, the chosen one always among them.

        `leading` are variants of chapeaus, where they are others than those chosen.
        """
        over = self.over.get(name)
        head = (over, {**self.chosen, **(leading or {})}[over]) if over else None
        if (name, head) not in self._known:
            variants = (each for each in self.clauses[name].variants if self._fits(name, each))
            self._known[name, head] = tuple(self._wording(name, each, head) for each in variants)
        return self._known[name, head]

    def ours(self, name: str) -> Wording:
        """The wording of a clause that the text has."""
        return next(each for each in self.of(name) if self.is_ours(each))

    def is_ours(self, wording: Wording) -> bool:
        """Whether the text has this wording."""
        return wording.variant == self.chosen[wording.clause]

    def _fits(self, name: str, variant: str) -> bool:
        """Whether the vehicle takes a variant, as an article or as a recital, with all that it requires."""
        clause = self.clauses[name]
        one = clause.variants[variant]
        if variant == self.chosen[name]:
            return True
        if one.vehicles and self.selection.instrument.vehicle not in one.vehicles:
            return False
        recital = clause.kind == "recital" or clause.form_of(variant) == "recital"
        placed = one.omit or recital == (name in self._recitals)
        return placed and (one.omit or all(_clause(each) in self.chosen for each in self._needs(name, variant)))

    def _wording(self, name: str, variant: str, head: Head) -> Wording:
        clause = self.clauses[name]
        one = clause.variants[variant]
        asked = {name, f"{name}:{variant}"}
        every = self.selection.library.objections
        raised = frozenset(ident for ident, each in every.items() if not asked.isdisjoint(each.variants))
        gaps = frozenset[str]() if one.omit else self._closed(clause, variant, head)
        return Wording(name, variant, gaps, raised, frozenset(one.stance.against), not one.omit)

    def _closed(self, clause: Clause, variant: str, head: Head) -> frozenset[str]:
        """The gaps that a variant closes wholly: a duty short of an offence closes none."""
        chapeau = self.clauses[head[0]] if head else None
        elements = elements_under(clause, variant, chapeau, head[1] if head else "")
        text = Text("", "", {clause.id: variant}, {clause.id: elements}, {clause.id: ""}, {})
        closed = closed_by(self.selection.library, text)
        return frozenset(gap for gap, closers in closed.items() if any(each.whole for each in closers))

    # ------------------------------------------------------------ together

    def clash(self, one: Wording, other: Wording) -> bool:
        """Whether two wordings of different clauses can't stand in the same text."""
        return self._against(one, other) or self._against(other, one)

    def admitted(self, one: Wording, fixed: Iterable[str]) -> bool:
        """Whether a wording can stand beside the clauses that do not change; one that the text has can."""
        return self.is_ours(one) or not any(self.clash(one, self.ours(name)) for name in fixed if name != one.clause)

    def _against(self, one: Wording, other: Wording) -> bool:
        """Whether a wording that says something excludes another, or requires of its clause what it is not."""
        if not one.speaks:
            return False
        excluded = self.clauses[one.clause].exclusions(one.variant)
        if any(_is(each, other) for each in excluded if _clause(each) == other.clause):
            return True
        needed = self._needs(one.clause, one.variant)
        return any(not _is(each, other) for each in needed if _clause(each) == other.clause)

    def _needs(self, name: str, variant: str) -> tuple[str, ...]:
        """What a variant requires and the instrument's file does not waive."""
        if (name, variant) not in self._needed:
            required = self.clauses[name].requirements(variant, self.selection.instrument.vehicle)
            waived = self._waived
            self._needed[name, variant] = tuple(each for each in required if (name, _clause(each)) not in waived)
        return self._needed[name, variant]


def _clause(named: str) -> str:
    return named.partition(":")[0]


def _is(named: str, wording: Wording) -> bool:
    """Whether a clause named (or one variant of it) is this wording; of a clause, any that says something."""
    name, _, variant = named.partition(":")
    return name == wording.clause and (variant == wording.variant if variant else wording.speaks)

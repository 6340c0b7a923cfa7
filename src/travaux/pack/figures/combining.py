"""Every combination of wordings, counted: how many gaps it closes, and how much it meets with.

Nothing is sampled. The clauses are gone through one by one, and combinations that can only fare alike from there
on are counted together: those that close as many gaps (and the same ones, of those that several clauses can
close), meet with as much, and rule out the same wordings to come. So the result is that of writing out each
combination, at the price of a few hundred states.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, product
from typing import TypeAlias

from travaux.pack.figures.wordings import Wording, Wordings

Cost: TypeAlias = Callable[[Wording], frozenset[str]]
Place: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Ways:
    """How many combinations there are of a kind, and the nearest to the text: the wordings in which it differs.

    `order` breaks ties: the places of these wordings among those of the text.
    """

    count: int
    changed: tuple[Wording, ...] = ()
    order: tuple[Place, ...] = ()

    def or_else(self, other: Ways | None) -> Ways:
        """These and others of the same kind."""
        if other is None:
            return self
        nearest = self if _is_nearer(self.order, other.order) else other
        return Ways(self.count + other.count, nearest.changed, nearest.order)


def _is_nearer(one: tuple[Place, ...], other: tuple[Place, ...]) -> bool:
    """Whether fewer wordings differ from the text; of as many, whether they come first."""
    return (len(one), one) <= (len(other), other)


@dataclass(frozen=True, slots=True)
class Point:
    """The combinations that close so many gaps and meet with so much."""

    gaps: int
    cost: int
    ways: Ways


@dataclass(frozen=True, slots=True)
class Field:
    """All points by cost and gaps, with the text's own (`ours`) among them; `taken` are the text's own wordings."""

    points: tuple[Point, ...]
    ours: Point
    taken: tuple[Wording, ...]

    @property
    def count(self) -> int:
        """How many combinations there are."""
        return sum(each.ways.count for each in self.points)

    @property
    def frontier(self) -> tuple[Point, ...]:
        """The points that no other betters: none closes as many gaps, or more, and meets with as little, or less."""
        return tuple(one for one in self.points if not any(_betters(other, one) for other in self.points))

    def wordings(self, point: Point) -> tuple[Wording, ...]:
        """The wordings of the combination at a point that is nearest to the text."""
        changed = {each.clause: each for each in point.ways.changed}
        return tuple(changed.get(each.clause, each) for each in self.taken)


def _betters(other: Point, one: Point) -> bool:
    return other != one and other.gaps >= one.gaps and other.cost <= one.cost


def field_of(known: Wordings, clauses: Sequence[str], cost: Cost) -> Field:
    """The combinations of the wordings of these clauses in a text, with all other clauses as they are.

    `cost` says what a wording meets with. What a clause under a chapeau reaches depends on the chapeau's wording:
    each of these is taken in turn.
    """
    leading = [name for name in clauses if name in known.over.values()]
    found: dict[Place, Ways] = {}
    for choice in product(*([each.variant for each in known.of(name)] for name in leading)):
        factors = _factors(known, clauses, dict(zip(leading, choice, strict=True)))
        for place, ways in _counted(known, factors, cost).items():
            found[place] = ways.or_else(found.get(place))
    points = tuple(Point(*place, found[place]) for place in sorted(found, key=lambda each: (each[1], each[0])))
    taken = tuple(known.ours(name) for name in known.chosen)
    own = (len(_union(each.gaps for each in taken)), len(_union(map(cost, taken))))
    ours = next(each for each in points if (each.gaps, each.cost) == own)
    return Field(points, ours, taken)


def _factors(known: Wordings, clauses: Sequence[str], leading: Mapping[str, str]) -> list[list[Wording]]:
    """The wordings that each clause of the text may take, under these chapeaus; one that does not change has one."""
    fixed = [name for name in known.chosen if name not in clauses]
    out = []
    for name in known.chosen:
        every = known.of(name, leading)
        able = [each for each in every if (known.admitted(each, fixed) if name in clauses else known.is_ours(each))]
        out.append([each for each in able if each.variant == leading.get(name, each.variant)])
    return out


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset(chain.from_iterable(sets))


# ---------------------------------------------------------------- counting


@dataclass(frozen=True, slots=True)
class _Option:
    """Wordings of a clause that fare alike, in numbers, the nearest to the text for all of them.

    `gains` are the bits of what it adds, `bit` is its own if it may be ruled out, `bans` those that it rules out.
    """

    ours: bool
    place: Place
    bit: int
    bans: int
    gains: int
    more_gaps: int
    more_costs: int
    count: int = 1


State: TypeAlias = tuple[int, int, int, int]
"""The bits of what several clauses can add, how many other gaps are closed, how much else is met with, and the bans."""
Reached: TypeAlias = tuple[int, tuple[Place, ...]]
"""How many combinations lead to a state, and the wordings in which the nearest differs from the text."""


def _counted(known: Wordings, factors: Sequence[Sequence[Wording]], cost: Cost) -> dict[Place, Ways]:
    """How many combinations close so many gaps and meet with so much."""
    gaps = _shared(_union(each.gaps for each in options) for options in factors)
    costs = _shared(_union(map(cost, options)) for options in factors)
    names = [*(("gap", each) for each in gaps), *(("cost", each) for each in costs)]
    bits = {name: 1 << number for number, name in enumerate(names)}
    states: dict[State, Reached] = {(0, 0, 0, 0): (1, ())}
    for options, ahead in _options(known, factors, cost, bits):
        states = _extended(states, options, ahead)
    found: dict[Place, Ways] = {}
    of_gaps = (1 << len(gaps)) - 1
    for (gained, closed, met, _), (count, order) in states.items():
        place = (closed + (gained & of_gaps).bit_count(), met + (gained & ~of_gaps).bit_count())
        ways = Ways(count, tuple(factors[index][number] for index, number in order), order)
        found[place] = ways.or_else(found.get(place))
    return found


def _extended(states: Mapping[State, Reached], options: Sequence[_Option], ahead: int) -> dict[State, Reached]:
    """The states with the wordings of one more clause; `ahead` are the bits of what may still be ruled out."""
    after: dict[State, Reached] = {}
    for (gained, closed, met, bans), (ways, changed) in states.items():
        for each in options:
            if each.bit & bans:
                continue
            left = (bans | each.bans) & ahead
            state = (gained | each.gains, closed + each.more_gaps, met + each.more_costs, left)
            count, order = ways * each.count, changed if each.ours else (*changed, each.place)
            before = after.get(state)
            if before is not None:
                count, order = count + before[0], order if _is_nearer(order, before[1]) else before[1]
            after[state] = (count, order)
    return after


def _options(
    known: Wordings, factors: Sequence[Sequence[Wording]], cost: Cost, bits: Mapping[tuple[str, str], int]
) -> Iterator[tuple[list[_Option], int]]:
    """The wordings of each clause, and the bits of all that may be ruled out among those still to come."""
    bans = _bans(known, factors)
    numbers = {place: 1 << number for number, place in enumerate(sorted(set().union(*bans.values())))}
    for index, options in enumerate(factors):
        out = []
        for number, each in enumerate(options):
            place = (index, number)
            named = [*(("gap", name) for name in each.gaps), *(("cost", name) for name in cost(each))]
            alone = Counter(kind for kind, name in named if (kind, name) not in bits)
            out.append(
                _Option(
                    known.is_ours(each),
                    place,
                    numbers.get(place, 0),
                    sum(numbers[other] for other in bans[place]),
                    sum(bits.get(name, 0) for name in named),
                    alone["gap"],
                    alone["cost"],
                )
            )
        yield _merged(out), sum(bit for (of, _), bit in numbers.items() if of > index)


def _bans(known: Wordings, factors: Sequence[Sequence[Wording]]) -> dict[Place, set[Place]]:
    """For each wording, those of later clauses that can't stand beside it."""
    out: dict[Place, set[Place]] = {(at, n): set() for at, options in enumerate(factors) for n in range(len(options))}
    free = [at for at, options in enumerate(factors) if len(options) > 1 or not known.is_ours(options[0])]
    for at, later in combinations(free, 2):
        for one, other in product(range(len(factors[at])), range(len(factors[later]))):
            if known.clash(factors[at][one], factors[later][other]):
                out[at, one].add((later, other))
    return out


def _merged(options: Iterable[_Option]) -> list[_Option]:
    """Those options of one clause that fare alike as one."""
    found: dict[tuple[int, ...], _Option] = {}
    for each in options:
        key = (each.bit, each.bans, each.gains, each.more_gaps, each.more_costs)
        first = found.get(key)
        nearest = each if first is None or each.ours else first
        found[key] = replace(nearest, count=1 + (first.count if first else 0))
    return list(found.values())


def _shared(reached: Iterable[frozenset[str]]) -> list[str]:
    """What more than one clause may add, in order."""
    counts = Counter(chain.from_iterable(reached))
    return sorted(name for name, count in counts.items() if count > 1)

"""What a change of typed elements does in law: an offence is widened or narrowed, a duty hardened or softened.

Conduct, means, purposes and instruments are alternatives: each word more reaches further. Where none of the
last three is stated, nothing is asked for, and the offence reaches furthest. Mental elements are asked for all
together: each one more narrows. A word reaches as far as the vocabulary says (`includes`, `wider_than`).

Words that complete a chapeau (`form` "conduct") leave it to the chapeau to ask for more. So where one wording
completes a chapeau and the other stands alone, what only the latter states is not held to be new.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from travaux.diff.effects.duty import allowed, duty, gravamen
from travaux.diff.effects.kinds import appears, goes
from travaux.diff.effects.order import Order
from travaux.model.redline import Direction, Effect, Stated

if TYPE_CHECKING:
    from travaux.model.library import Vocabulary

CREATING: Final = frozenset({"offence", "package", "ancillary"})
"""Kinds of clause that make conduct an offence, unless their duty says less."""
_LIMITED: Final = CREATING | {"element", "scope", "purpose"}
"""Kinds of clause that reach everything where they state no limit; of others silence says nothing."""
_NOUNS: Final = {
    "offence": "The offence",
    "package": "The group of offences",
    "definition": "The definition",
    "element": "The rule for all offences",
    "scope": "The scope",
}
_NAMES: Final = {"means": "means", "purpose": "purpose", "instrumentality": "way of acting"}
_ASKED: Final = {
    "means": "a means",
    "purpose": "a purpose",
    "instrumentality": "a way of acting",
}


def from_elements(old: Stated, new: Stated, vocabulary: Vocabulary | None) -> tuple[Effect, ...]:
    """What differs in law between two wordings of one clause, by what the library states of them.

    Exchanging `old` and `new` gives the same effects the other way round.
    """
    pair = _Pair(old, new, vocabulary)
    every = (duty(old, new), pair.conduct(), pair.mental(), *map(pair.asked, _ASKED), pair.victim())
    return tuple(chain(*every, gravamen(old, new), allowed(old, new))) or tuple(pair.named())


def creates(stated: Stated) -> bool:
    """Whether a clause makes conduct an offence, or asks parties to consider it."""
    return stated.kind in CREATING and stated.duty in (None, "criminalise", "consider")


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two wordings of a clause, asked about one section after the other."""

    old: Stated
    new: Stated
    vocabulary: Vocabulary | None

    @property
    def noun(self) -> str:
        """What the sentences speak of."""
        kind = self.new.kind if self.new.kind == self.old.kind else ""
        return _NOUNS.get(kind if self.directed else "", "The provision")

    @property
    def directed(self) -> bool:
        """Whether the two can be compared in reach at all: not, if one makes an offence and the other does not."""
        return creates(self.old) == creates(self.new)

    @property
    def limited(self) -> bool:
        """Whether what one of them does not state is thereby not asked for."""
        return self.old.kind in _LIMITED and self.new.kind in _LIMITED and self.directed and not self.mixed

    @property
    def mixed(self) -> bool:
        """Whether one completes a chapeau and the other stands alone."""
        return "conduct" in (self.old.form, self.new.form) and self.old.form != self.new.form

    @property
    def _another(self) -> bool:
        """Whether they are measures of which only one is against stated conduct: persons are not compared then."""
        measures = not any(creates(each) or each.kind == "definition" for each in (self.old, self.new))
        return measures and bool(self.old.elements.conduct) != bool(self.new.elements.conduct)

    def conduct(self) -> Iterator[Effect]:
        """Conduct is a list of alternatives; where one side has none, it is only named."""
        old, new = self.old.elements.conduct, self.new.elements.conduct
        order = Order.of(self.vocabulary, "conduct")
        if set(old) == set(new):
            return
        if not old or not new:
            named = "now names the conduct" if new else "no longer names the conduct"
            kind = appears("conduct") if new else goes("conduct")
            yield self._effect(kind, "neutral", f"{named}: {order.about(new or old)}", order, old, new)
            return
        yield from self._alternatives(order, "conduct", ("added", "dropped"), ("now also reaches", "no longer reaches"))

    def asked(self, section: str) -> Iterator[Effect]:
        """Means, purpose, instrument: alternatives of which one is asked for, or nothing."""
        old, new = getattr(self.old.elements, section), getattr(self.new.elements, section)
        order = Order.of(self.vocabulary, section)
        if set(old) == set(new):
            return
        free = order.is_free(old), order.is_free(new)
        if free == (True, True):
            yield self._effect(
                f"{section}-restated", "neutral", _SAME.format(_NAMES.get(section, section)), order, old, new
            )
        elif free == (False, False):
            reach = (f"reaches further as to the {_NAMES[section]}", f"reaches less far as to the {_NAMES[section]}")
            verbs = (f"{reach[0]}, and takes in", f"{reach[1]}, and leaves out")
            yield from self._alternatives(order, section, ("widened", "narrowed"), verbs)
        else:
            yield self._requirement(section, order, old, new)

    def _requirement(self, section: str, order: Order, old: tuple[str, ...], new: tuple[str, ...]) -> Effect:
        """A requirement that comes in or goes; whether that narrows depends on what silence means."""
        comes = order.is_free(old)
        kind, which = (appears(section), new) if comes else (goes(section), old)
        what, now = f"{_ASKED[section]}: {order.about(which)}", "now" if comes else "no longer"
        if self.limited or (old and new and self.directed):
            return self._effect(kind, "narrows" if comes else "widens", f"{now} asks for {what}", order, old, new)
        return self._effect(kind, "neutral", f"{now} states {what}{self._silence()}", order, old, new)

    def _silence(self) -> str:
        """Why a word that one side does not state gives no direction."""
        if not self.directed:
            return "; only one of the two wordings makes an offence, so that their reach cannot be compared"
        if self.mixed:
            return "; the words that open the article may state it as well"
        return "; what follows where none is stated depends on the rest of the text"

    def mental(self) -> Iterator[Effect]:
        """Mental elements are asked for together: one that nothing in the other list answers raises or lowers."""
        old, new = self.old.elements.mental, self.new.elements.mental
        if set(old) == set(new):
            return
        order = Order.of(self.vocabulary, "mental")
        lowered, raised = self._unanswered(order, old, new), self._unanswered(order, new, old)
        if self.mixed:
            lowered = self._stated_alone(order, self.old, lowered, new)
            raised = self._stated_alone(order, self.new, raised, old)
        kind, way, end = self._mental_way(bool(lowered), bool(raised), bool(old and new))
        if kind:
            if self.mixed:
                old = lowered or (old if self.old.form == "conduct" else ())
                new = raised or (new if self.new.form == "conduct" else ())
            yield self._effect(kind, way, _exchange(order, old, new) + end, order, old, new)

    def _mental_way(self, lowered: bool, raised: bool, both: bool) -> tuple[str, Direction, str]:
        """The kind and direction of a change of mental elements, and what the sentence adds; "" for no change."""
        if not self.directed or not (both or self.limited or self.mixed):
            return "mental-changed", "neutral", self._silence()
        if lowered and raised:
            return "mental-changed", "neutral", "; which of them asks for more depends on how they are read"
        if raised:
            return "mental-raised", "narrows", ": the mental element is higher"
        return ("mental-lowered", "widens", ": the mental element is lower") if lowered else ("", "neutral", "")

    def _unanswered(self, order: Order, asked: tuple[str, ...], given: tuple[str, ...]) -> tuple[str, ...]:
        """The elements that nothing given meets, as strictly or more so.

        Of words beside a chapeau, intention is an intention more, and so stricter than knowledge. In words that
        stand alone the one is of the conduct and the other of its circumstances: neither is stricter.
        """
        beside = self.old.form == self.new.form == "conduct"
        return tuple(each for each in asked if order.reach(each, alone=beside).isdisjoint(given))

    def _stated_alone(
        self, order: Order, side: Stated, words: tuple[str, ...], other: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Of unanswered words of a wording that stands alone those in whose place the other states a lesser one.

        The rest it must state itself, and the other has from its chapeau.
        """
        if side.form == "conduct":
            return words
        return tuple(each for each in words if any(order.includes(less, each) for less in other))

    def victim(self) -> Iterator[Effect]:
        """Whom the clause concerns; that it names every person, or none, is the same."""
        old, new = self.old.elements.victim, self.new.elements.victim
        order, words = Order.of(self.vocabulary, "victim"), ((old,) if old else (), (new,) if new else ())
        if old == new or all(map(order.is_any, words)):
            return
        verb = "protects" if creates(self.new) and self.directed else "concerns"
        names = [order.about(each) or "persons in general, none being named" for each in words]
        kind, way = self._victim_way(order, *words)
        only = ("only " if way == "widens" else "", " only" if way == "narrows" else "")
        said = f"now {verb} {names[1]}{only[1]}; before, {only[0]}{names[0]}"
        yield self._effect(kind, way, said, order, *words)

    def named(self) -> Iterator[Effect]:
        """That every person is named now, or no longer, where nothing else differs."""
        old, new = self.old.elements.victim, self.new.elements.victim
        if old != new:
            order, words = Order.of(self.vocabulary, "victim"), ((old,) if old else (), (new,) if new else ())
            said = f"{'now' if new else 'no longer'} names the persons concerned, and reaches as far as before"
            yield self._effect("victim-changed", "neutral", said, order, *words)

    def _victim_way(self, order: Order, old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, Direction]:
        """The kind and the direction of a change of victim.

        Grounds of jurisdiction are alternatives of which each may name persons of its own, so that the
        person named says nothing of the reach of all.
        """
        free = order.is_any(old), order.is_any(new)
        if self._another:
            return "victim-changed", "neutral"
        if self.directed and self.new.kind != "jurisdiction" and free[0] != free[1]:
            return ("victim-widened", "widens") if free[1] else ("victim-narrowed", "narrows")
        if old and new and self.directed and self.new.kind != "jurisdiction":
            if order.reached(new) > order.reached(old):
                return "victim-widened", "widens"
            if order.reached(new) < order.reached(old):
                return "victim-narrowed", "narrows"
        return "victim-changed", "neutral"

    def _alternatives(
        self, order: Order, section: str, ends: tuple[str, str], verb: tuple[str, str]
    ) -> Iterator[Effect]:
        """Alternatives more or fewer; words that reach as far as those before change nothing."""
        old, new = getattr(self.old.elements, section), getattr(self.new.elements, section)
        gained = tuple(each for each in new if each not in order.reached(old))
        lost = tuple(each for each in old if each not in order.reached(new))
        if gained:
            said, was = f"{verb[0]}: {order.about(gained)}", _taking_in(order, old, gained)
            yield self._effect(f"{section}-{ends[0]}", self._if_directed("widens"), said, order, was, gained)
        if lost:
            said, left = f"{verb[1]}: {order.about(lost)}", _taking_in(order, new, lost)
            said += f"; what is left is: {order.about(left)}" if left else ""
            yield self._effect(f"{section}-{ends[1]}", self._if_directed("narrows"), said, order, lost, left)
        if not gained and not lost:
            yield self._effect(
                f"{section}-restated", "neutral", _SAME.format(_NAMES.get(section, section)), order, old, new
            )

    def _if_directed(self, way: Direction) -> Direction:
        return way if self.directed else "neutral"

    def _effect(
        self, kind: str, way: Direction, said: str, order: Order, old: tuple[str, ...], new: tuple[str, ...]
    ) -> Effect:
        return Effect(kind, way, f"{self.noun} {said}.", order.about(old), order.about(new))


_SAME: Final = "states its {} in other words, which reach as far as those before"


def _taking_in(order: Order, narrow: tuple[str, ...], wide: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the narrow words that a wide one takes in."""
    return tuple(each for each in narrow if each in order.reached(wide))


def _exchange(order: Order, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """What is asked for in place of what; the elements that stay are left out."""
    comes, goes_out = (tuple(each for each in one if each not in two) for one, two in ((new, old), (old, new)))
    if comes and goes_out:
        return f"now asks for {order.about(comes)}, in place of {order.about(goes_out)}"
    return f"now asks for {order.about(comes)}" if comes else f"no longer asks for {order.about(goes_out)}"

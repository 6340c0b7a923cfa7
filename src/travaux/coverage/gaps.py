"""The gaps in existing law: whether the recorded law leaves them open, and which clauses of a text close them.

A gap whose elements are given is open as long as no treaty in force has an offence that meets them and protects
the victim that they name. A clause closes it if it says so (`closes`) and has those elements. What is said of a
gap without elements is taken as it is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from travaux.coverage.provisions import Provision, meets, provisions_of
from travaux.coverage.texts import Text, chapeaus, elements_under
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import Library


@dataclass(frozen=True, slots=True)
class Closer:
    """A clause of a text that closes a gap: `whole` unless its duty falls short of an offence, `computed` or said."""

    clause: str
    variant: str
    place: str
    whole: bool = True
    computed: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """A gap: what existing law has against it now (`reached`) or will have (`coming`), and what closes it, by text."""

    ident: str
    statement: str
    as_of: str
    computed: bool
    reached: tuple[Provision, ...]
    coming: tuple[Provision, ...]
    closers: dict[str, tuple[Closer, ...]]
    title: str = ""

    @property
    def name(self) -> str:
        """What it is called in print: its title, or its id where it has none."""
        return self.title or self.ident

    @property
    def open(self) -> bool:
        """Whether existing law leaves it open."""
        return not self.reached


@dataclass(frozen=True, slots=True)
class Unmet:
    """A clause that says it closes a gap, of whose variants none has the gap's elements."""

    clause: str
    gap: str
    number: int


def states(library: Library, texts: Iterable[Text] = ()) -> tuple[State, ...]:
    """Every gap with its state; only the texts given are asked what they close."""
    every, offences = tuple(texts), tuple(_offences(library))
    return tuple(_state(library, name, every, offences) for name in library.gaps)


def closed_by(library: Library, text: Text) -> dict[str, tuple[Closer, ...]]:
    """The gaps that the clauses of a text close, each with these clauses; its rival options are not asked."""
    found = ((name, tuple(_closers(library, text, name))) for name in library.gaps)
    return {name: closers for name, closers in found if closers}


def contradictions(library: Library) -> tuple[State, ...]:
    """The gaps that are stated, and that an offence recorded of a treaty in force closes."""
    return tuple(state for state in states(library) if not state.open)


def _state(library: Library, name: str, texts: Iterable[Text], offences: Iterable[Provision]) -> State:
    gap = library.gaps[name]
    computed = gap.elements != Elements()
    against = [p for p in offences if computed and _meets(library, p.elements, gap.elements)]
    return State(
        name,
        gap.statement,
        gap.as_of,
        computed,
        tuple(each for each in against if each.in_force),
        tuple(each for each in against if not each.in_force),
        {text.ident: _agreed(library, text, name) for text in texts},
        gap.title.strip(),
    )


def _offences(library: Library) -> Iterator[Provision]:
    """The offences of every treaty recorded; what is in the table for comparison only is no existing law."""
    columns = library.coverage.columns.values() if library.coverage else ()
    counted = {ident for column in columns if not column.comparator for ident in column.law}
    compared = {ident for column in columns if column.comparator for ident in column.law} - counted
    for ident, law in library.law.items():
        if law.kind == "treaty" and ident not in compared:
            yield from (each for each in provisions_of(library, ident) if each.duty == "criminalise")


def _meets(library: Library, elements: Elements, wanted: Elements) -> bool:
    return meets(library.vocabulary, elements, wanted)


def _agreed(library: Library, text: Text, gap: str) -> tuple[Closer, ...]:
    """The clauses of a text that close a gap in every one of its rival options, wholly if they do in every one."""
    others = [{each.clause: each.whole for each in _closers(library, rival, gap)} for rival in text.rivals]
    return tuple(
        replace(each, whole=each.whole and all(other[each.clause] for other in others))
        for each in _closers(library, text, gap)
        if all(each.clause in other for other in others)
    )


def _closers(library: Library, text: Text, gap: str) -> Iterator[Closer]:
    """The clauses of a text that say they close a gap, where their elements bear it out or are not asked."""
    wanted = library.gaps[gap].elements
    for name, variant in text.chosen.items():
        clause = library.clauses[name]
        if gap not in clause.closes:
            continue
        computed = wanted != Elements() and _is_asked(clause)
        if not computed or _meets(library, text.elements[name], wanted):
            whole = clause.duty_of(variant) in (None, "criminalise")
            yield Closer(name, variant, text.places[name], whole, computed)


def _is_asked(clause: Clause) -> bool:
    """Whether a clause closes a gap by its elements: an offence, or any clause of which elements are given."""
    variants = clause.variants
    return any(clause.duty_of(each) or clause.elements_of(each) != Elements() for each in variants)


# ---------------------------------------------------------------- over the library


def unmet(library: Library, clause: Clause) -> tuple[Unmet, ...]:
    """The gaps that a clause says it closes, and that no variant of it can."""
    if not _is_asked(clause):
        return ()
    every = list(_every_elements(library, clause))
    out = []
    for number, name in enumerate(clause.closes):
        gap = library.gaps.get(name)
        if gap is None or gap.elements == Elements() or any(_meets(library, each, gap.elements) for each in every):
            continue
        out.append(Unmet(clause.id, name, number))
    return tuple(out)


def _every_elements(library: Library, clause: Clause) -> Iterator[Elements]:
    """The elements of each variant that says something, under each chapeau that it stands or may stand under."""
    maps = [chapeaus(each) for each in library.instruments.values()]
    over = {each[clause.id] for each in maps if clause.id in each} or {c for each in maps for c in each.values()}
    known: list[Clause | None] = [library.clauses[name] for name in sorted(over) if name in library.clauses]
    for variant, each in clause.variants.items():
        if not each.omit:
            for head in known or [None]:
                yield elements_under(clause, variant, head, head.default if head else "")

"""What is told of each variant beneath its words: stance, elements, objections, gaps, and what it needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace

from travaux.coverage.gaps import State, states
from travaux.coverage.texts import chapeaus
from travaux.coverage.told import DUTIES, placed
from travaux.model.clause import Clause, Requirement
from travaux.model.elements import Elements
from travaux.model.library import Library
from travaux.synopsis.model import Fact
from travaux.synopsis.reading import Reading

Say = Callable[[str], str]
ELEMENTS: Mapping[str, str] = {
    "mental": "Mental element",
    "conduct": "Conduct",
    "instrumentality": "Instrument",
    "means": "Means",
    "purpose": "Purpose",
    "victim": "Person protected",
    "gravamen": "Turns on",
}
"""The elements in the words of a table's first column."""


def facts(library: Library, clause: Clause, readings: Sequence[Reading], say: Say) -> Iterator[Fact]:
    """Everything told of the variants but their effects, what none of them has left out."""
    variants = [each.variant for each in readings]
    rows: tuple[tuple[str, str, Iterable[tuple[str, ...]]], ...] = (
        ("stance", "Stance", (_stance(clause, each) for each in variants)),
        *_elements(library, readings, clause),
        ("duty", "Duty", (_duty(clause, each) for each in variants)),
        ("flags", "Flags", (_flags(library, clause, each) for each in variants)),
        ("closes", "Gaps closed", (_closed(library, each, titles=True) for each in readings)),
        ("invites", "Objections invited", (_invited(library, clause.id, each) for each in variants)),
        ("answers", "Objections answered", (_answered(library, clause.id, each, say) for each in variants)),
        ("draws-on", "Draws on", (_draws(library, clause, each) for each in variants)),
        ("requires", "Requires", (_needs(clause, each) for each in variants)),
        ("excludes", "Excludes", (clause.exclusions(each) for each in variants)),
        ("reservations", "Reservation allowed", (clause.variants[each].reservations for each in variants)),
        ("declarations", "Declaration allowed", (clause.variants[each].declarations for each in variants)),
        ("vehicles", "For use in", (clause.variants[each].vehicles or ("any instrument",) for each in variants)),
    )
    for key, name, cells in rows:
        for fact in told(key, name, cells):
            ids = tuple(_closed(library, each, titles=False) for each in readings) if key == "closes" else ()
            yield replace(fact, coded=ids)


def told(key: str, name: str, cells: Iterable[Iterable[str]]) -> Iterator[Fact]:
    """A fact, if anything is told of any column."""
    every = tuple(tuple(cell) for cell in cells)
    if any(every):
        yield Fact(key, name, every)


def spoken(word: str) -> str:
    """A word of the vocabulary as it is read: "knowing-or-reckless" is "knowing or reckless"."""
    return word.replace("-", " ")


def aside(words: Sequence[str]) -> str:
    """Words in brackets after a space; "" for none."""
    return f" ({', '.join(words)})" if words else ""


def values(elements: Elements, name: str) -> tuple[str, ...]:
    """The words stated for an element, one or several."""
    value: str | tuple[str, ...] | None = getattr(elements, name)
    return (value,) if isinstance(value, str) else value or ()


def standing(library: Library, clause: Clause, reading: Reading) -> Elements:
    """The elements of a clause where it stands: those of a chapeau over it included, and its mental element first.

    What a wording of conduct asks for besides (knowledge of a circumstance) is added to the intention of its chapeau.
    """
    omit = not reading.variant or clause.variants[reading.variant].omit
    if omit or reading.text is None or clause.id not in reading.text.elements:
        return Elements() if omit else clause.elements_of(reading.variant)
    own = reading.text.elements[clause.id]
    over = chapeaus(library.instruments[reading.instrument]).get(clause.id, "")
    if over not in reading.text.chosen or clause.form_of(reading.variant) != "conduct":
        return own
    first = library.clauses[over].elements_of(reading.text.chosen[over]).mental
    return replace(own, mental=tuple(dict.fromkeys((*first, *own.mental))))


def _elements(
    library: Library, readings: Sequence[Reading], clause: Clause
) -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    every = [standing(library, clause, each) for each in readings]
    for each in fields(Elements):
        yield each.name, ELEMENTS[each.name], [tuple(map(spoken, values(found, each.name))) for found in every]


def _stance(clause: Clause, variant: str) -> tuple[str, ...]:
    stance = clause.variants[variant].stance
    both = (("for", stance.for_), ("against", stance.against))
    return tuple(f"{word}: {', '.join(names)}" for word, names in both if names)


def _duty(clause: Clause, variant: str) -> tuple[str, ...]:
    duty = None if clause.variants[variant].omit else clause.duty_of(variant)
    return (DUTIES[duty],) if duty else ()


def _flags(library: Library, clause: Clause, variant: str) -> tuple[str, ...]:
    known = library.vocabulary.flags
    return tuple(known.get(each, each) for each in clause.variants[variant].flags)


def _draws(library: Library, clause: Clause, variant: str) -> tuple[str, ...]:
    of = (each for each in clause.draws_on if not each.variants or variant in each.variants)
    omit = clause.variants[variant].omit
    return () if omit else tuple(f"{placed(library, each.instrument, each.article)} ({each.relation})" for each in of)


def _needs(clause: Clause, variant: str) -> tuple[str, ...]:
    """What a variant needs beside it; one that says nothing has no words that need anything of the clause’s list."""
    of_all = () if clause.variants[variant].omit else clause.requires
    every = (*of_all, *clause.variants[variant].requires)
    return tuple(
        f"{each.clause} (in {', '.join(each.in_)})" if isinstance(each, Requirement) else each for each in every
    )


# ---------------------------------------------------------------- gaps and objections


def _closed(library: Library, reading: Reading, titles: bool) -> tuple[str, ...]:
    """The gaps in existing law that a variant closes where it stands, by their titles, or by their ids."""
    if reading.text is None:
        return ()
    every = states(library, (reading.text,))
    return tuple(words for state in every for words in _closing(state, reading, state.name if titles else state.ident))


def _closing(state: State, reading: Reading, name: str) -> Iterator[str]:
    for each in state.closers.get(reading.instrument, ()):
        if each.clause == reading.clause:
            notes = [*(["in part"] * (not each.whole)), *(["as stated, not computed"] * (not each.computed))]
            yield name + aside(notes)


def _invited(library: Library, clause: str, variant: str) -> tuple[str, ...]:
    """The objections that a variant invites, with those who raise them."""
    asked = {clause, f"{clause}:{variant}"}
    return tuple(
        each.title + aside(each.profiles) for each in library.objections.values() if not asked.isdisjoint(each.variants)
    )


def _answered(library: Library, clause: str, variant: str, say: Say) -> tuple[str, ...]:
    """The objections that a variant answers, and how; what the clause answers, any of its variants with words does."""
    silent = library.clauses[clause].variants[variant].omit
    asked = {f"{clause}:{variant}", *([] if silent else [clause])}
    return tuple(
        f"{each.title}: {say(answer.how)}"
        for each in library.objections.values()
        for answer in each.answers
        if answer.clause in asked
    )


def keys(library: Library, found: Iterable[Fact]) -> dict[str, str]:
    """What stands short in the facts, with its meaning: profiles of delegations, and gaps."""
    shown = "\n".join(line for fact in found for cell in fact.cells for line in cell)
    profiles = {name: about for name, about in library.vocabulary.profiles.items() if _names(shown, name)}
    named = {gap.title.strip() or name: gap.statement for name, gap in library.gaps.items()}
    gaps = {name: statement for name, statement in named.items() if name in shown}
    return {**profiles, **gaps}


def _names(shown: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", shown) is not None

"""Resolve: make every choice — style, variant of each clause, value of each parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from graphlib import CycleError, TopologicalSorter

from travaux.diagnostics import Diagnostic, Faults, Span
from travaux.model.clause import Clause
from travaux.model.fields import Vehicle
from travaux.model.instrument import Instrument, Parameter
from travaux.model.library import Library
from travaux.model.stages import Question, Reader, Request, Selection
from travaux.model.uses import Use, ids, uses
from travaux.passes import choice_faults as faults
from travaux.passes.faults import unknown_style
from travaux.passes.options import wanted


def resolve(question: Question) -> Selection:
    """The instrument with every choice made, and what contradicts in it.

    Variants: the request's, else the instrument's, else the clause's default. Raises
    `Faults` where there is no instrument or no style to go on with.
    """
    library, request, reader = question.library, question.request, question.reader
    instrument = library.instruments.get(request.instrument)
    if instrument is None:
        raise Faults([faults.unknown_instrument(None, request.instrument, library.instruments)])
    name = request.style or instrument.style
    style = library.styles.get(name)
    if style is None:
        span = None if request.style else reader.span(instrument.path, ("style",))
        raise Faults([unknown_style(span, name, library.styles)])
    found: list[Diagnostic] = []
    taken = _choose(library, instrument, request, reader, found)
    chosen = {name: _first(library.clauses[name], names) for name, names in taken.items()}
    options = {name: names for name, names in taken.items() if len(names) > 1}
    parameters = _fill(instrument, request.parameters, reader, found)
    bibliography = question.bibliography
    selection = Selection(
        library, instrument, style, chosen, parameters, request.mode, reader, bibliography, options=options
    )
    found.extend(_contradictions(selection))
    return replace(selection, found=tuple(found))


def _first(clause: Clause, variants: tuple[str, ...]) -> str:
    """The first of some variants that says something; the first of all where none does."""
    return next((each for each in variants if not clause.variants[each].omit), variants[0])


def _choose(
    library: Library, instrument: Instrument, request: Request, reader: Reader, found: list[Diagnostic]
) -> Mapping[str, tuple[str, ...]]:
    """The variant of each clause used (all its options, if there are several), in order of first use."""
    chosen: dict[str, tuple[str, ...]] = {}
    for use in uses(instrument):
        clause = library.clauses.get(use.clause)
        span = reader.span(instrument.path, use.key)
        if clause is None:
            found.append(faults.unknown_clause(span, use.clause, library.clauses))
            continue
        if use.clause in chosen and use.role != "chapeau":
            found.append(faults.used_twice(span, use.clause))
        asked = request.variants.get(use.clause, "")
        if use.clause in chosen and not asked and not use.variant:
            continue  # a chapeau used again is what it was
        where = None if asked else span
        chosen[use.clause] = _variants(clause, use, asked, instrument.vehicle, where, found)
        found.extend(_misplaced(clause, chosen[use.clause], use, instrument.vehicle, (span, where)))
    for name in request.variants:
        if name not in library.clauses:
            found.append(faults.unknown_clause(None, name, library.clauses))
        elif name not in chosen:
            found.append(faults.not_used(None, name, instrument.id))
    return chosen


def _variants(
    clause: Clause, use: Use, asked: str, vehicle: str, where: Span | None, found: list[Diagnostic]
) -> tuple[str, ...]:
    """The variants asked for, else the instrument's, else the default; those that can't be taken are reported."""
    fit: list[str] = []
    for variant in wanted(asked or use.variant or clause.default):
        if variant not in clause.variants:
            found.append(faults.unknown_variant(where, clause.id, variant, clause.variants))
            continue
        vehicles = clause.variants[variant].vehicles
        if vehicles and vehicle not in vehicles:
            found.append(faults.wrong_vehicle(where, clause.id, variant, vehicles, vehicle))
        elif variant in fit:
            found.append(faults.option_twice(where, clause.id, variant))
        else:
            fit.append(variant)
    own = wanted(use.variant or clause.default)[0]
    return tuple(fit) or (own if own in clause.variants else clause.default,)


def _misplaced(
    clause: Clause, variants: tuple[str, ...], use: Use, vehicle: Vehicle, spans: tuple[Span, Span | None]
) -> Iterator[Diagnostic]:
    """What is used where it can't stand: in a vehicle that does not carry it, or a recital among the articles.

    `spans` are the places of the use and of the choice (None: the request itself).
    """
    speaking = [each for each in variants if not clause.variants[each].omit]
    placement = clause.placed(vehicle)
    if speaking and placement and not placement.into and use.role != "chapeau":
        yield faults.not_carried(spans[0], clause.id, vehicle)
    for variant in speaking:
        recital = clause.kind == "recital" or clause.form_of(variant) == "recital"
        if recital != (use.role == "recital"):
            yield faults.recital_and_article(spans[1], clause.id, variant, recital)


def _fill(
    instrument: Instrument, given: Mapping[str, str], reader: Reader, found: list[Diagnostic]
) -> Mapping[str, str]:
    """Each parameter's printed words; `count` and `ordinal` in words."""
    for name in given:
        if name not in instrument.parameters:
            found.append(faults.unknown_parameter(None, name, instrument.parameters))
    out = {}
    for name, parameter in instrument.parameters.items():
        value = given.get(name, parameter.value)
        span = None if name in given else reader.span(instrument.path, ("parameters", name, "value"))
        wrong = _wrong(parameter, value)
        if wrong:
            found.append(faults.parameter_value(span, name, value, wrong))
        out[name] = value if wrong else _in_words(parameter, value)
    return out


def _alternatives(value: str) -> list[str]:
    """The alternatives of a value not agreed: `[3][5]` is two; an agreed value is one."""
    if value.startswith("[") and value.endswith("]"):
        return [part.strip() for part in value[1:-1].split("][")]
    return [value]


def _wrong(parameter: Parameter, value: str) -> str:
    """What the value should have been; "" if it is right."""
    match parameter.type:
        case "count" | "ordinal":
            fine = all(each.isdecimal() and each.isascii() and 0 < int(each) < 1000 for each in _alternatives(value))
            return "" if fine else "a whole number from 1 to 999, or alternatives such as [3][5]"
        case "choice":
            return "" if value in parameter.choices else f"one of {', '.join(parameter.choices)}"
        case _:
            return "" if value.strip() and "\n" not in value else "some words on one line"


def _in_words(parameter: Parameter, value: str) -> str:
    if parameter.type not in ("count", "ordinal"):
        return value
    from num2words import num2words

    kind = "cardinal" if parameter.type == "count" else "ordinal"
    words = [str(num2words(int(each), lang="en", to=kind)) for each in _alternatives(value)]
    return "".join(f"[{each}]" for each in words) if value.startswith("[") else words[0]


def _contradictions(selection: Selection) -> Iterator[Diagnostic]:
    """What is required and missing, or excluded and there."""
    library = selection.library
    for name in selection.chosen:
        for variant in selection.variants_of(name):
            if not library.clauses[name].variants[variant].omit:
                yield from _missing(selection, library.clauses[name], variant)
                yield from _excluded(selection, library.clauses[name], variant)
    yield from _circles(selection)
    yield from _ids_twice(selection)


def _missing(selection: Selection, clause: Clause, variant: str) -> Iterator[Diagnostic]:
    """What a variant requires and the text lacks, or has only in some of the options of another clause."""
    instrument = selection.instrument
    waived = {(each.clause, each.requires) for each in instrument.waives}
    for needed in clause.requirements(variant, instrument.vehicle):
        name = needed.partition(":")[0]
        if name not in selection.library.clauses or (clause.id, name) in waived:
            continue  # a clause that does not exist was reported by loading
        meeting = _meeting(selection, needed)
        span = partial(_span_of, selection, clause, variant, "requires", needed)
        if not meeting:
            why_not = _absent(selection, needed)
            yield faults.requires_missing(span(), clause.id, variant, needed, instrument.id, why_not)
        elif apart := [each for each in selection.variants_of(name) if each not in meeting]:
            yield faults.options_apart(span(), clause.id, variant, name, apart)


def _excluded(selection: Selection, clause: Clause, variant: str) -> Iterator[Diagnostic]:
    """What a variant excludes and the text has, in all the options of the other clause or in some of them."""
    for other in clause.exclusions(variant):
        name = other.partition(":")[0]
        against = _meeting(selection, other) if name != clause.id else ()
        span = partial(_span_of, selection, clause, variant, "excludes", other)
        if against and against == selection.variants_of(name):
            yield faults.excludes_present(span(), clause.id, variant, other, selection.instrument.id)
        elif against:
            yield faults.options_apart(span(), clause.id, variant, name, against)


def _meeting(selection: Selection, named: str) -> tuple[str, ...]:
    """The variants in which a text has a clause (or one variant of it), and says something there."""
    name, _, variant = named.partition(":")
    if name not in selection.chosen:
        return ()
    each = selection.library.clauses[name].variants
    return tuple(v for v in selection.variants_of(name) if (v == variant if variant else not each[v].omit))


def _ids_twice(selection: Selection) -> Iterator[Diagnostic]:
    """Divisions and articles of one instrument that bear the same id, or that of a clause in it."""
    seen = dict.fromkeys(selection.chosen)
    for ident, key in ids(selection.instrument):
        if ident in seen:
            yield faults.id_twice(selection.reader.span(selection.instrument.path, key), ident)
        seen[ident] = None


def _circles(selection: Selection) -> Iterator[Diagnostic]:
    """Clauses that require each other in a circle: one finding for the first circle there is."""
    clauses, vehicle = selection.library.clauses, selection.instrument.vehicle

    def needs_of(name: str, variant: str) -> list[str]:
        return list(clauses[name].requirements(variant, vehicle))

    needs = {
        name: [each.partition(":")[0] for v in selection.variants_of(name) for each in needs_of(name, v)]
        for name in selection.chosen
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle: list[str] = list(reversed(error.args[1]))
        clause = clauses[circle[0]]
        variant, needed = next(
            (variant, each)
            for variant in selection.variants_of(clause.id)
            for each in needs_of(clause.id, variant)
            if each.partition(":")[0] == circle[1]
        )
        yield faults.requires_circle(_span_of(selection, clause, variant, "requires", needed), circle)


def _absent(selection: Selection, needed: str) -> str:
    """Why a clause (or one variant of it) is not in the text."""
    name, _, variant = needed.partition(":")
    have = selection.chosen.get(name)
    if have is None:
        return "does not use"
    return f"uses in another variant (“{have}”)" if variant else f"leaves out (variant “{have}”)"


def _span_of(selection: Selection, clause: Clause, variant: str, field: str, named: str) -> Span:
    """Where a clause, or its variant, says that it requires or excludes another."""
    own: tuple[object, ...] = getattr(clause, field)
    every = [each if isinstance(each, str) else getattr(each, "clause", "") for each in own]
    if named in every:
        return selection.reader.span(clause.path, (field, every.index(named)))
    return selection.reader.span(clause.path, ("variants", variant, field))

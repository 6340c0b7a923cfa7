"""Resolve: make every choice — style, variant of each clause, value of each parameter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from travaux.diagnostics import Diagnostic, Faults, Span
from travaux.model.clause import Clause
from travaux.model.instrument import Instrument, Parameter
from travaux.model.library import Library
from travaux.model.stages import Question, Reader, Request, Selection
from travaux.model.uses import ids, uses
from travaux.passes import faults


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
        raise Faults([faults.unknown_style(span, name, library.styles)])
    found: list[Diagnostic] = []
    chosen = _choose(library, instrument, request, reader, found)
    parameters = _fill(instrument, request.parameters, reader, found)
    selection = Selection(library, instrument, style, chosen, parameters, request.mode, reader)
    found.extend(_contradictions(selection))
    return Selection(library, instrument, style, chosen, parameters, request.mode, reader, tuple(found))


def _choose(
    library: Library, instrument: Instrument, request: Request, reader: Reader, found: list[Diagnostic]
) -> Mapping[str, str]:
    """The variant of each clause used, in order of first use."""
    chosen: dict[str, str] = {}
    for use in uses(instrument):
        clause = library.clauses.get(use.clause)
        span = reader.span(instrument.path, use.key)
        if clause is None:
            found.append(faults.unknown_clause(span, use.clause, library.clauses))
            continue
        if use.clause in chosen and use.role != "chapeau":
            found.append(faults.used_twice(span, use.clause))
        variant = request.variants.get(use.clause, "")
        where = None if variant else span
        variant = variant or use.variant or clause.default
        if variant not in clause.variants:
            found.append(faults.unknown_variant(where, use.clause, variant, clause.variants))
            variant = clause.default
        vehicles = clause.variants[variant].vehicles
        if vehicles and instrument.vehicle not in vehicles:
            found.append(faults.wrong_vehicle(where, use.clause, variant, vehicles, instrument.vehicle))
            variant = use.variant or clause.default
        chosen[use.clause] = variant
    for name in request.variants:
        if name not in library.clauses:
            found.append(faults.unknown_clause(None, name, library.clauses))
        elif name not in chosen:
            found.append(faults.not_used(None, name, instrument.id))
    return chosen


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
    instrument, library = selection.instrument, selection.library
    waived = {(each.clause, each.requires) for each in instrument.waives}
    for name, variant in selection.chosen.items():
        clause = library.clauses[name]
        if clause.variants[variant].omit:
            continue
        for needed in clause.requirements(variant, instrument.vehicle):
            if needed.partition(":")[0] not in library.clauses:
                continue  # loading has said so
            why_not = _absent(selection, needed)
            if why_not and (name, needed.partition(":")[0]) not in waived:
                span = _span_of(selection, clause, variant, "requires", needed)
                yield faults.requires_missing(span, name, variant, needed, instrument.id, why_not)
        for other in clause.exclusions(variant):
            if not _absent(selection, other):
                span = _span_of(selection, clause, variant, "excludes", other)
                yield faults.excludes_present(span, name, variant, other, instrument.id)
    yield from _circles(selection)
    yield from _ids_twice(selection)


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
    needs = {
        name: [each.partition(":")[0] for each in clauses[name].requirements(variant, vehicle)]
        for name, variant in selection.chosen.items()
    }
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        circle: list[str] = list(reversed(error.args[1]))
        clause = clauses[circle[0]]
        variant = selection.chosen[clause.id]
        wanted = next(e for e in clause.requirements(variant, vehicle) if e.partition(":")[0] == circle[1])
        yield faults.requires_circle(_span_of(selection, clause, variant, "requires", wanted), circle)


def _absent(selection: Selection, wanted: str) -> str:
    """Why a clause (or one variant of it) is not in the text; "" if it is."""
    name, _, variant = wanted.partition(":")
    have = selection.chosen.get(name)
    if have is None:
        return "does not use"
    if variant:
        return "" if have == variant else f"uses in another variant (“{have}”)"
    return f"leaves out (variant “{have}”)" if selection.library.clauses[name].variants[have].omit else ""


def _span_of(selection: Selection, clause: Clause, variant: str, field: str, wanted: str) -> Span:
    """Where a clause, or its variant, says that it requires or excludes another."""
    own: tuple[object, ...] = getattr(clause, field)
    named = [each if isinstance(each, str) else getattr(each, "clause", "") for each in own]
    if wanted in named:
        return selection.reader.span(clause.path, (field, named.index(wanted)))
    return selection.reader.span(clause.path, ("variants", variant, field))

"""Which text of the library a file is, as the file says itself, and whether the library still prints the same words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import get_args

from travaux.diagnostics import Faults
from travaux.load.read import MarkedReader
from travaux.model.instrument import Instrument
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Mode, Settled
from travaux.model.uses import uses
from travaux.pipeline import refer, settle_as
from travaux.render.word.about import digest, read

_LARGEST = 999


@dataclass(frozen=True, slots=True)
class Remade:
    """The text of a file made again: how it was asked for, the text, whether its words are those of that day."""

    request: Request
    settled: Settled
    same: bool


def text_of(properties: Mapping[str, str]) -> str:
    """The id of the text that a file says it is; "" for a file of somebody else's."""
    return read(properties, "text").partition(".")[0]  # the report on a text is called "ID.report"


def remade(library: Library, properties: Mapping[str, str], name: str = "") -> Remade:
    """The text that a file was made of, as the library prints it now; `name` is the text, if the file does not say.

    Variants and parameters that the library does not have any more are left out. Raises `Faults` where the text
    can't be made.
    """
    request = _request(library, properties, name or text_of(properties))
    settled = _settled(library, request)
    wanted = read(properties, "words")
    if wanted and digest(settled) != wanted:
        other = replace(request, parameters=_parameters(library.instruments[request.instrument], properties))
        if other.parameters:
            again = _settled(library, other)
            return Remade(other, again, digest(again) == wanted)
    return Remade(request, settled, not wanted or digest(settled) == wanted)


def _settled(library: Library, request: Request) -> Settled:
    made = settle_as(refer(library, request, None, MarkedReader(library.texts)), request.mode)
    if not made.document.body:
        raise Faults([each for each in made.found if each.is_error])
    return made


def _request(library: Library, properties: Mapping[str, str], name: str) -> Request:
    style = read(properties, "style")
    mode = read(properties, "mode")
    modes: tuple[Mode, ...] = get_args(Mode)
    return Request(
        name,
        style if style in library.styles else "",
        dict(_variants(library, library.instruments[name], _mapping(read(properties, "variants")))),
        {},
        next((each for each in modes if each == mode), "none"),
    )


def _variants(library: Library, instrument: Instrument, said: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The variant of each clause that the text uses: as the file says, or the one that says nothing."""
    for use in uses(instrument) if said else ():
        clause = library.clauses.get(use.clause)
        if clause is None:
            continue
        known = [each for each in said.get(use.clause, "").split(",") if each in clause.variants]
        chosen = use.variant.split("|")[0] or clause.default
        if known:
            yield use.clause, ",".join(known)
        elif chosen in clause.variants and not clause.variants[chosen].omit and use.clause not in said:
            silent = next((name for name, each in clause.variants.items() if each.omit), "")
            if silent:
                yield use.clause, silent


def _mapping(said: str) -> dict[str, str]:
    try:
        found = json.loads(said) if said else {}
    except (ValueError, RecursionError):
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def _parameters(instrument: Instrument, properties: Mapping[str, str]) -> dict[str, str]:
    """The values of the instrument's parameters, from the words that the file prints for them."""
    said = _mapping(read(properties, "values"))
    out = {}
    for name, parameter in instrument.parameters.items():
        words = said.get(name, "")
        if words and parameter.type in ("count", "ordinal"):
            words = _number(words, "cardinal" if parameter.type == "count" else "ordinal")
        if words and words != parameter.value and (not parameter.choices or words in parameter.choices):
            out[name] = words
    return out


def _number(words: str, kind: str) -> str:
    """The number that words spell ("five"), alternatives in brackets too; "" if they spell none."""
    from num2words import num2words

    spelt = {str(num2words(each, lang="en", to=kind)): str(each) for each in range(1, _LARGEST + 1)}
    parts = words[1:-1].split("][") if words.startswith("[") and words.endswith("]") else [words]
    found = [spelt.get(each.lower(), "") for each in parts]
    if not all(found):
        return ""
    return "".join(f"[{each}]" for each in found) if words.startswith("[") else found[0]

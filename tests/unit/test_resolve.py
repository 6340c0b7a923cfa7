"""Choices: which variant, style and value wins, and what contradicts (the rest is in `tests/cases`)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from travaux.diagnostics import Faults
from travaux.load.read import MarkedReader
from travaux.model.clause import Requirement
from travaux.model.instrument import Parameter
from travaux.model.library import Library
from travaux.model.stages import Question, Request, Selection
from travaux.model.uses import uses
from travaux.model.waiver import Waiver
from travaux.passes.number import SUFFIXES
from travaux.passes.resolve import resolve
from travaux.pipeline import PASSES, settle

NAME = "optional-protocol"


def select(library: Library, request: Request) -> Selection:
    """The selection of a request on a library."""
    return resolve(Question(library, request, MarkedReader(library.texts)))


def codes(selection: Selection) -> list[str]:
    """The codes of what was found, in order."""
    return [each.code for each in selection.found]


def with_clause(library: Library, name: str, **changes: object) -> Library:
    """The library with one clause changed."""
    clause = replace(library.clauses[name], **changes)  # type: ignore[arg-type]
    return replace(library, clauses={**library.clauses, name: clause})


def with_instrument(library: Library, **changes: object) -> Library:
    """The library with the instrument changed."""
    instrument = replace(library.instruments[NAME], **changes)  # type: ignore[arg-type]
    return replace(library, instruments={**library.instruments, NAME: instrument})


def test_the_passes_in_their_order() -> None:
    assert [each.__name__ for each in PASSES] == ["resolve", "assemble", "number", "crossrefer", "annotate"]


def test_the_repository_is_sound(library: Library) -> None:
    for name in library.instruments:
        assert codes(select(library, Request(name))) == []


def test_the_request_wins_over_the_file_and_the_file_over_the_default(library: Library) -> None:
    instrument = library.instruments["model-convention"]
    named = {use.clause: use.variant for use in uses(instrument) if use.variant}
    clause = "final-signature-entry"
    assert named[clause] == "convention" != library.clauses[clause].default
    assert select(library, Request("model-convention")).chosen[clause] == "convention"
    asked = Request(NAME, variants={"offence-advertise": "reckless"})
    assert select(library, asked).chosen["offence-advertise"] == "reckless"
    unnamed = library.clauses["offence-recruit"]
    assert select(library, Request(NAME)).chosen["offence-recruit"] == unnamed.default


def test_chosen_in_order_of_first_use(library: Library) -> None:
    for name, instrument in library.instruments.items():
        assert list(select(library, Request(name)).chosen) == list(
            dict.fromkeys(use.clause for use in uses(instrument))
        )


def test_the_style_of_the_request_wins(library: Library) -> None:
    assert select(library, Request(NAME)).style.id == "coe"
    assert select(library, Request(NAME, "un")).style.id == "un"


def test_without_instrument_or_style_there_is_nothing_to_go_on_with(library: Library) -> None:
    with pytest.raises(Faults) as no_instrument:
        select(library, Request("optional-protocl"))
    assert [each.code for each in no_instrument.value.found] == ["P401"]
    assert "optional-protocol" in no_instrument.value.found[0].hint
    with pytest.raises(Faults) as no_style:
        select(library, Request(NAME, "unn"))
    assert [(each.code, each.span) for each in no_style.value.found] == [("P402", None)]
    with pytest.raises(Faults) as in_file:
        select(with_instrument(library, style="oecd"), Request(NAME))
    assert in_file.value.found[0].span is not None


def test_a_requirement_may_be_for_some_vehicles_only(library: Library) -> None:
    absent = next(name for name in library.clauses if name not in {u.clause for u in uses(library.instruments[NAME])})
    here = with_clause(library, "offence-recruit", requires=(Requirement(absent, ("optional-protocol",)),))
    elsewhere = with_clause(library, "offence-recruit", requires=(Requirement(absent, ("model-convention",)),))
    assert codes(select(here, Request(NAME))) == ["P406"]
    assert codes(select(elsewhere, Request(NAME))) == []
    waived = with_instrument(here, waives=(Waiver("It is said elsewhere.", "offence-recruit", absent),))
    assert codes(select(waived, Request(NAME))) == []


def test_a_clause_that_says_nothing_needs_and_excludes_nothing(library: Library) -> None:
    clause = library.clauses["offence-recruit"]
    variants = {name: replace(each, text="", omit=True) for name, each in clause.variants.items()}
    silent = with_clause(library, clause.id, variants=variants, requires=("def-absent",), excludes=("def-child",))
    assert "P406" not in [
        each.code for each in select(silent, Request(NAME)).found if "“offence-recruit” (" in each.message
    ]


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("count", "1", "one"),
        ("count", "999", "nine hundred and ninety-nine"),
        ("count", "[3][5]", "[three][five]"),
        ("ordinal", "21", "twenty-first"),
        ("text", "as it is", "as it is"),
        ("date", "31 December 2030", "31 December 2030"),
        ("choice", "b", "b"),
    ],
)
def test_values_in_words(library: Library, kind: str, value: str, words: str) -> None:
    parameter = Parameter(value, "A blank.", kind, ("a", "b"))  # type: ignore[arg-type]
    selection = select(with_instrument(library, parameters={"blank": parameter}), Request(NAME))
    assert selection.parameters["blank"] == words
    assert "P410" not in codes(selection)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(
            ("count", value)
            for value in ("0", "1000", "-1", "1.5", "five", "", "٣", "³", "[3][]", "[3", "3]", "[3] [5")
        ),
        ("ordinal", "5th"),
        ("choice", "c"),
        ("text", " "),
        ("date", "one\ntwo"),
    ],
)
def test_values_that_are_not_of_their_type(library: Library, kind: str, value: str) -> None:
    parameter = Parameter("1" if kind in ("count", "ordinal") else "a", "A blank.", kind, ("a", "b"))  # type: ignore[arg-type]
    changed = with_instrument(library, parameters={"blank": parameter})
    selection = select(changed, Request(NAME, parameters={"blank": value}))
    assert codes(selection).count("P410") == 1
    assert [each.span for each in selection.found if each.code == "P410"] == [None]
    assert selection.parameters["blank"] == value, "it stays visible"


@pytest.mark.parametrize(("taken", "number"), [(0, "8 bis"), (2, "8 quater"), (len(SUFFIXES), "8 decies")])
def test_the_next_free_number_of_an_inserted_article(library: Library, taken: int, number: str) -> None:
    """Numbers that the treaty has are never given again; where none is left, that is said."""
    law = library.law["ets-185"]
    _, eighth = next(found for found in law.every_article() if found[1].article == "8")
    more = tuple(replace(eighth, article=f"8 {suffix}") for suffix in SUFFIXES[:taken])
    changed = replace(library, law={**library.law, "ets-185": replace(law, articles=more)})
    settled = settle(changed, Request("amending-protocol"))
    assert settled.places["article-8-bis"].article == number
    assert any("is taken" in each.message for each in settled.found) == (taken == len(SUFFIXES))

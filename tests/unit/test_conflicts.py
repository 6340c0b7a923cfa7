"""Choices that contradict each other are refused, or said openly, in the instruments of the library."""

from __future__ import annotations

import dataclasses
from functools import cache

import pytest

from travaux import api
from travaux.diagnostics import Diagnostic
from travaux.model.instrument import ArticleSpec, DivisionSpec, Instrument, _Item
from travaux.model.library import Library
from travaux.pipeline import refer

ADULT = (
    "offence-recruit",
    "offence-entice-false-pretences",
    "offence-advertise",
    "offence-offer-or-sell",
    "offence-arrange-services",
    "offence-purchase-or-use",
    "offence-receive-payment",
)
OF_ADULTS = (*ADULT, "element-consent-irrelevant", "safeguard-prostitution-neutrality")


@cache
def library() -> Library:
    made = api.load().library
    assert made is not None
    return made


def found(instrument: str, variants: dict[str, str] | None = None, beside: tuple[str, ...] = ()) -> list[Diagnostic]:
    """What an instrument of the library gives with other variants, and other clauses in its second chapter."""
    return _found(instrument, tuple((variants or {}).items()), beside)


@cache
def _found(instrument: str, variants: tuple[tuple[str, str], ...], beside: tuple[str, ...]) -> list[Diagnostic]:
    """The same, once for all tests."""
    whole = library()
    its = whole.instruments[instrument]
    if beside:
        its = dataclasses.replace(its, body=_with(its, beside))
        whole = dataclasses.replace(whole, instruments={**whole.instruments, instrument: its})
    return judged(whole, api.Request(instrument, variants=dict(variants)))


def judged(whole: Library, request: api.Request) -> list[Diagnostic]:
    """What the passes and the rules say of one text, as `travaux build` would."""
    text = refer(whole, request)
    return [*text.found, *api.lint(whole, [text], text.numbered.draft.selection.chosen)]


def _with(instrument: Instrument, clauses: tuple[str, ...]) -> tuple[_Item, ...]:
    """The body with further articles, each of one clause, in the chapter of national measures."""
    further = tuple(_Item(article=ArticleSpec(clauses=(each,))) for each in clauses)
    out = []
    for item in instrument.body:
        inside = item.division()
        if inside and inside[1].id == "national-measures":
            spec: DivisionSpec = dataclasses.replace(inside[1], contents=(*inside[1].contents, *further))
            item = _Item(**{inside[0]: spec})
        out.append(item)
    return tuple(out)


def refused(diagnostics: list[Diagnostic], code: str, *words: str) -> bool:
    """Whether an error of that code names all the words."""
    return any(each.is_error and each.code == code and all(w in each.message for w in words) for each in diagnostics)


def said(diagnostics: list[Diagnostic], *words: str) -> bool:
    """Whether any finding, of whatever weight, names all the words."""
    return any(all(word in each.message for word in words) for each in diagnostics)


def test_as_they_stand_the_instruments_contradict_nothing() -> None:
    for name in library().instruments:
        assert [str(each) for each in found(name) if each.is_error] == []


@pytest.mark.parametrize("clause", OF_ADULTS)
def test_the_child_minimum_stands_alone(clause: str) -> None:
    """All of them are put beside it at once, and each is refused for itself."""
    every = found("child-minimum-protocol", beside=OF_ADULTS)
    assert refused(every, "P407", f"“{clause}”", "“offence-child-minimum”")


@pytest.mark.parametrize(
    "variant",
    [
        "instructing",
        *(pytest.param(each, marks=pytest.mark.slow) for each in ("misleading-recruitment", "promoting-experiences")),
    ],
)
def test_a_content_offence_needs_a_reservation_and_the_safeguards(variant: str) -> None:
    clause = "offence-content-misleading-or-normalising"
    choice = {clause: variant}
    assert not [each for each in found("optional-protocol", choice) if each.is_error]
    assert refused(found("optional-protocol", {**choice, "final-reservations-declarations": "no-reservations"}), "P407")
    silent = found("optional-protocol", {**choice, "safeguard-intermediaries": "silent"})
    assert refused(silent, "P406", "safeguard-intermediaries")
    assert said(found("optional-protocol", choice), "content"), "its cost is said"


@pytest.mark.parametrize(
    "clause", ["victim-redress", "prevention-job-offers", "partnership-ngo-private", "monitoring-review"]
)
def test_an_amendment_carries_no_victims_prevention_or_monitoring(clause: str) -> None:
    its = library().instruments["amending-protocol"]
    more = dataclasses.replace(its, body=(*its.body, _Item(article=ArticleSpec(clauses=(clause,)))))
    whole = dataclasses.replace(library(), instruments={"amending-protocol": more})
    diagnostics = judged(whole, api.Request("amending-protocol"))
    assert any(each.is_error and clause in each.message for each in diagnostics)


def test_consent_unconditional_is_flagged_and_blocked_with_a_definition_by_reference() -> None:
    choice = {"element-consent-irrelevant": "unconditional"}
    assert refused(found("optional-protocol", choice), "P407", "def-trafficking-in-persons")
    assert "beyond-palermo" in library().clauses["element-consent-irrelevant"].variants["unconditional"].flags


def test_a_scope_narrowed_to_sexual_exploitation_shows_in_the_title() -> None:
    diagnostics = found("optional-protocol", {"def-exploitation": "sexual-only"})
    assert any("title" in each.message and each.code.startswith("L") for each in diagnostics)


@pytest.mark.parametrize("variant", ["reckless", "reason-to-believe"])
def test_purchase_without_knowledge_is_blocked_with_the_neutrality_clause(variant: str) -> None:
    diagnostics = found("optional-protocol", {"offence-purchase-or-use": variant})
    assert refused(diagnostics, "P407", "safeguard-prostitution-neutrality")


def test_a_protocol_without_attempt_says_that_the_first_one_had_none_either() -> None:
    clause = library().clauses["ancillary-attempt-aid"]
    assert "[@ets-189, art 7" in clause.variants["aiding-only"].commentary


def test_amendment_by_acceptance_of_all_states_no_number() -> None:
    its = library().clauses["final-signature-entry"].variants["acceptance-by-all"]
    assert "{{ acceptances }}" not in its.text and "art-44" in its.flags


def test_recklessness_is_flagged_wherever_it_is_the_mental_element() -> None:
    for clause in library().clauses.values():
        for name, variant in clause.variants.items():
            if "knowing-or-reckless" in clause.elements_of(name).mental:
                assert "recklessness" in variant.flags, f"{clause.id}:{name}"

"""Typed effects, over every pair of variants of every clause of the library, and over small vocabularies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations

import pytest

from travaux.diff.effects.elements import from_elements
from travaux.diff.effects.order import Order
from travaux.diff.effects.presence import presence
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import Library, Vocabulary, VocabularyWord
from travaux.model.redline import Stated
from turned import flipped, of, reverse


def stated(clause: Clause, variant: str) -> Stated:
    chosen = clause.variants[variant]
    elements, duty, form = clause.elements_of(variant), clause.duty_of(variant), clause.form_of(variant)
    return Stated(variant, clause.kind, elements, duty, chosen.reservations, chosen.declarations, form)


def pairs(library: Library) -> Iterator[tuple[str, Stated, Stated]]:
    """Every two variants of a clause that say something, both ways."""
    for clause in library.clauses.values():
        spoken = [name for name, variant in clause.variants.items() if not variant.omit]
        for one, other in permutations(spoken, 2):
            yield f"{clause.id}: {one} → {other}", stated(clause, one), stated(clause, other)


def test_every_pair_of_variants_is_reversed_the_other_way_round(library: Library) -> None:
    number = 0
    for name, old, new in pairs(library):
        forth = Counter(map(of, from_elements(old, new, library.vocabulary)))
        back = Counter(flipped(of(each)) for each in from_elements(new, old, library.vocabulary))
        assert forth == back, name
        number += 1
    assert number > 800


def test_variants_with_other_elements_have_an_effect(library: Library) -> None:
    different = [(name, old, new) for name, old, new in pairs(library) if old.elements != new.elements]
    silent = [name for name, old, new in different if not from_elements(old, new, library.vocabulary)]
    assert len(different) > 150 and silent == []


def test_variants_with_the_same_elements_have_none_by_them(library: Library) -> None:
    for name, old, new in pairs(library):
        same = replace(new, elements=old.elements, duty=old.duty, form=old.form, reservations=old.reservations)
        assert from_elements(old, replace(same, declarations=old.declarations), library.vocabulary) == (), name


def test_each_effect_says_why_and_names_no_bare_id(library: Library) -> None:
    ids = {each for section in ("mental", "means", "conduct") for each in getattr(library.vocabulary, section)}
    ids = {each for each in ids if "-" in each}
    for name, old, new in pairs(library):
        for effect in from_elements(old, new, library.vocabulary):
            assert effect.why.endswith(".") and effect.why[0].isupper(), name
            assert not ids & set(effect.why.replace(",", " ").replace(";", " ").split()), (name, effect.why)


def test_a_clause_that_only_one_text_has(library: Library) -> None:
    for clause in library.clauses.values():
        only = stated(clause, clause.default)
        forth, back = presence(clause.id, None, only), presence(clause.id, only, None)
        assert len(forth) == len(back) == 1 and flipped(of(back[0])) == of(forth[0])
        assert presence(clause.id, only, only) == presence(clause.id, None, None) == ()


# ---------------------------------------------------------------- the rules, one by one

WORDS = Vocabulary(
    mental={
        "intent": VocabularyWord("Intent"),
        "knowledge": VocabularyWord("Knowledge", wider_than=("intent",)),
        "reckless": VocabularyWord("Recklessness", includes=("knowledge",)),
        "right": VocabularyWord("Absence of right"),
    },
    conduct={"sell": VocabularyWord("Selling"), "buy": VocabularyWord("Buying")},
    instrumentality={"line": VocabularyWord("By telephone"), "post": VocabularyWord("By post")},
    means={
        "force": VocabularyWord("Force"),
        "fraud": VocabularyWord("Fraud"),
        "either": VocabularyWord("Either", wider_than=("force", "fraud")),
        "none": VocabularyWord("Whether or not by any means", asks_nothing=True),
    },
    purpose={"gain": VocabularyWord("For gain"), "profit": VocabularyWord("For profit", includes=("gain",))},
    victim={
        "anyone": VocabularyWord("Anyone", includes=("young", "old")),
        "young": VocabularyWord("A young person"),
        "old": VocabularyWord("An old person"),
    },
    profiles={},
    flags={},
    terms={},
)
E = Elements


def offence(elements: Elements, form: str = "conduct", kind: str = "offence") -> Stated:
    duty = "criminalise" if kind == "offence" else None
    return Stated("v", kind, elements, duty, form="conduct" if form == "conduct" else "provision")


def seen(old: Stated, new: Stated, vocabulary: Vocabulary | None = WORDS) -> list[str]:
    return [f"{each.kind} {each.direction}" for each in from_elements(old, new, vocabulary)]


ONE_BY_ONE = [
    (E(conduct=("sell",)), E(conduct=("sell", "buy")), ["conduct-added widens"]),
    (E(conduct=("sell",)), E(conduct=("buy",)), ["conduct-added widens", "conduct-dropped narrows"]),
    (E(conduct=("sell", "buy")), E(conduct=("buy", "sell")), []),
    (E(means=("force",)), E(), ["means-dropped widens"]),
    (E(), E(means=("fraud",)), ["means-added narrows"]),
    (E(means=("force",)), E(means=("force", "fraud")), ["means-widened widens"]),
    (E(means=("either",)), E(means=("either", "force")), ["means-restated neutral"]),
    (E(means=("either",)), E(means=("none",)), ["means-dropped widens"]),
    (E(), E(means=("none",)), ["means-restated neutral"]),
    (E(purpose=("gain",)), E(purpose=("profit",)), ["purpose-widened widens"]),
    (E(), E(purpose=("gain",)), ["purpose-added narrows"]),
    (E(instrumentality=("line",)), E(), ["instrumentality-dropped widens"]),
    (
        E(instrumentality=("line",)),
        E(instrumentality=("post",)),
        ["instrumentality-widened widens", "instrumentality-narrowed narrows"],
    ),
    (E(mental=("knowledge",)), E(mental=("reckless",)), ["mental-lowered widens"]),
    (E(mental=("intent",)), E(mental=("knowledge",)), ["mental-lowered widens"]),
    (E(mental=("intent",)), E(mental=("reckless",)), ["mental-lowered widens"]),
    (E(mental=("intent",)), E(mental=("intent", "right")), ["mental-raised narrows"]),
    (E(mental=("intent", "right")), E(mental=("reckless",)), ["mental-lowered widens"]),
    (E(mental=("knowledge",)), E(mental=("right",)), ["mental-changed neutral"]),
    (E(), E(mental=("knowledge",)), ["mental-raised narrows"]),
    (E(victim="young"), E(victim="anyone"), ["victim-widened widens"]),
    (E(victim="young"), E(victim="old"), ["victim-changed neutral"]),
    (E(victim="young"), E(), ["victim-widened widens"]),
    (E(victim="anyone"), E(), ["victim-changed neutral"]),
    (E(victim="anyone", means=("force",)), E(), ["means-dropped widens"]),
    (E(gravamen="conduct"), E(gravamen="content"), ["gravamen-to-content neutral"]),
    (E(), E(gravamen="content"), ["gravamen-stated neutral"]),
]


@pytest.mark.parametrize(("old", "new", "effects"), ONE_BY_ONE)
def test_offences(old: Elements, new: Elements, effects: list[str]) -> None:
    assert seen(offence(old), offence(new)) == effects


def test_intention_and_knowledge_are_not_ranked_where_words_stand_alone() -> None:
    intent, knowledge = (offence(E(mental=(each,)), "provision") for each in ("intent", "knowledge"))
    assert seen(intent, knowledge) == ["mental-changed neutral"]
    assert seen(intent, offence(E(mental=("reckless",)), "provision")) == ["mental-lowered widens"]


def test_what_a_chapeau_may_say_is_not_held_to_be_new() -> None:
    alone = offence(E(mental=("intent", "right", "knowledge"), purpose=("gain",)), "provision")
    under = offence(E(mental=("reckless",)), "conduct")
    assert seen(alone, under) == ["mental-lowered widens", "purpose-dropped neutral"]
    assert seen(alone, offence(E(mental=("knowledge",), purpose=("gain",)))) == []


def test_a_definition_that_names_nothing_is_not_wider() -> None:
    one, other = offence(E(means=("force",)), "", "definition"), offence(E(), "", "definition")
    assert seen(one, other) == ["means-dropped neutral"]
    wide = offence(E(means=("either",)), "", "definition")
    assert seen(one, wide) == ["means-widened widens"]


def test_a_person_named_in_a_ground_of_jurisdiction_says_nothing_of_its_reach() -> None:
    young, anyone = (offence(E(victim=each), "", "jurisdiction") for each in ("young", "anyone"))
    assert seen(young, anyone) == ["victim-changed neutral"]


def test_reach_is_not_compared_where_only_one_makes_an_offence() -> None:
    makes = offence(E(means=("force",), conduct=("sell",)))
    measure = replace(makes, duty="provide", elements=E(conduct=("buy",)), form="provision")
    assert seen(makes, measure) == [
        "duty-softened softens",
        "conduct-added neutral",
        "conduct-dropped neutral",
        "means-dropped neutral",
    ]
    assert seen(makes, replace(makes, duty="consider")) == ["duty-softened softens"]


def test_reservations_and_declarations() -> None:
    none = offence(E())
    two = replace(none, reservations=("2", "3"), declarations=("",))
    assert seen(none, two) == ["reservation-opened softens", "declaration-opened softens"]
    assert seen(replace(none, reservations=("2",)), replace(none, reservations=("4",))) == []
    opened = from_elements(none, two, WORDS)[0]
    assert opened.new == "paragraph 2, paragraph 3" and "two where there was none" in opened.why


def test_without_a_vocabulary_each_word_stands_for_itself() -> None:
    old, new = offence(E(mental=("knowledge",))), offence(E(mental=("hasty-act",)))
    assert seen(old, new, None) == ["mental-changed neutral"]
    assert from_elements(old, new, None)[0].new == "hasty act"


def test_words_that_take_each_other_in_end() -> None:
    ring = Order({"a": VocabularyWord("A", wider_than=("b",)), "b": VocabularyWord("B", includes=("a",))})
    assert ring.reach("a") == {"a", "b"} and ring.reach("a", alone=False) == {"a"}
    assert ring.is_any(("a",)) and not Order().is_any(("a",)) and Order().is_any(())


@pytest.mark.parametrize(
    "kind", ["negation-added", "safeguard-lost", "means-dropped", "mental-raised", "duty-softened"]
)
def test_a_kind_reversed_twice_is_itself(kind: str) -> None:
    assert reverse(reverse(kind)) == kind != reverse(kind)


def test_a_kind_without_a_way_is_its_own_reverse() -> None:
    assert [reverse(each) for each in ("number-changed", "means-restated")] == ["number-changed", "means-restated"]
    assert reverse("range-grown") == "range-shrunk" and reverse("reference-stale") == "reference-stale"
    assert reverse("negation-added") == "negation-removed" and reverse("safeguard-added") == "safeguard-lost"

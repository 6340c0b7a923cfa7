"""Whether our elements are wider or narrower than those of existing law."""

from __future__ import annotations

import pytest

from travaux.model.library import Library, Vocabulary, VocabularyWord
from travaux.synopsis.measure import by_scale, measured

WORD = VocabularyWord("a word")
VOCABULARY = Vocabulary(
    mental={
        "intent": WORD,
        "knowing": VocabularyWord("knowing", wider_than=("intent",)),
        "reckless": VocabularyWord("or reckless", includes=("knowing",)),
        "without-right": WORD,
    },
    conduct={"sell": WORD, "offer": WORD, "recruit": WORD},
    instrumentality={"system": WORD},
    means={"force": WORD, "fraud": WORD, "any": VocabularyWord("any", wider_than=("force", "fraud"))},
    purpose={"gain": VocabularyWord("gain", includes=("profit",)), "profit": WORD},
    victim={"anybody": VocabularyWord("all", includes=("adult", "child")), "adult": WORD, "child": WORD},
    profiles={},
    flags={},
    terms={},
)
CASES = [
    ("conduct", ("sell",), ("sell",), "the same"),
    ("conduct", ("sell", "offer"), ("sell",), "wider"),
    ("conduct", ("sell",), ("sell", "offer"), "narrower"),
    ("conduct", ("sell", "offer"), ("sell", "recruit"), "overlapping"),
    ("conduct", ("sell",), ("recruit",), "different"),
    ("conduct", ("sell",), (), ""),
    ("victim", ("anybody",), ("child",), "wider"),
    ("victim", ("child",), ("anybody",), "narrower"),
    ("victim", (), ("child",), ""),
    ("purpose", ("gain",), ("profit",), "wider"),  # one narrower word is not all of a wider one
    ("purpose", (), ("profit",), "wider"),
    ("means", ("any",), ("force", "fraud"), "the same"),  # all of them together are any of them
    ("means", ("any",), ("force",), "wider"),
    ("means", (), (), ""),
    ("means", ("force",), (), "narrower"),
    ("mental", ("intent", "knowing"), ("intent",), "narrower"),
    ("mental", ("intent",), ("intent", "without-right"), "wider"),
    ("mental", ("intent", "reckless"), ("intent", "knowing"), "wider"),
    ("mental", ("intent",), ("knowing",), "narrower"),
    ("mental", ("without-right",), ("knowing",), "different"),
    ("mental", ("intent",), (), ""),
    ("gravamen", ("conduct",), ("content",), "different"),
    ("gravamen", ("conduct",), ("conduct",), "the same"),
]
TURNED = {"wider": "narrower", "narrower": "wider"}


@pytest.mark.parametrize(("element", "ours", "theirs", "found"), CASES)
def test_an_element_beside_that_of_existing_law(
    element: str, ours: tuple[str, ...], theirs: tuple[str, ...], found: str
) -> None:
    assert measured(VOCABULARY, element, ours, theirs) == found
    assert measured(VOCABULARY, element, theirs, ours) == TURNED.get(found, found)


def test_duties_and_strengths_have_an_order() -> None:
    assert by_scale("criminalise", "consider") == "stronger"
    assert by_scale("endeavour", "shall") == "weaker"
    assert by_scale("shall", "shall") == "the same"
    assert by_scale("shall", None) == by_scale(None, "policy") == ""


def test_the_means_of_trafficking_are_those_that_the_law_lists(library: Library) -> None:
    """CETS No. 197, art. 4.a, lists what our definition refers to: neither is wider."""
    listed = ("threat-or-force", "abduction", "fraud-or-deception", "abuse-of-power", "payments-to-control")
    assert measured(library.vocabulary, "means", ("any-means-of-trafficking",), listed) == "the same"
    assert measured(library.vocabulary, "means", ("no-means-required",), listed) == "wider"


@pytest.mark.parametrize("element", ["mental", "conduct", "means", "purpose", "victim"])
def test_to_turn_two_words_about_turns_the_answer(library: Library, element: str) -> None:
    words = tuple(getattr(library.vocabulary, element))
    for one in words:
        assert measured(library.vocabulary, element, (one,), (one,)) == "the same"
        for other in words:
            there, back = (
                measured(library.vocabulary, element, *pair) for pair in (((one,), (other,)), ((other,), (one,)))
            )
            assert back == TURNED.get(there, there)

"""Whether the elements of a text reach further than those of existing law: wider, narrower, the same, or different.

Each element is compared alone. Of conduct, instrument, means and purpose any of the words listed suffices, so that
more words are wider; where no instrument, means or purpose is asked for, that is wider still. Mental elements are asked
for together (intention, and knowledge of a circumstance), so that more of them are narrower. What the vocabulary says
of a word counts (`includes`, `wider-than`): any person takes in a child. Where one side states nothing else of an
element, it is not compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, TypeAlias, get_args

from travaux.coverage.provisions import DUTIES
from travaux.model.elements import Duty, Strength
from travaux.model.library import Vocabulary, VocabularyWord

Measured: TypeAlias = Literal["the same", "wider", "narrower", "overlapping", "different", "stronger", "weaker", ""]
"""How ours stands to theirs; "" where there is nothing to compare."""
STRENGTHS: tuple[Strength, ...] = get_args(Strength)
ASKED = ("instrumentality", "means", "purpose")
"""The elements that need not be asked for: where they are not, the offence reaches further."""


def measured(vocabulary: Vocabulary, element: str, ours: Sequence[str], theirs: Sequence[str]) -> Measured:
    """How our words for an element stand to theirs."""
    if element == "gravamen":
        return "" if not (ours and theirs) else "the same" if tuple(ours) == tuple(theirs) else "different"
    words: Mapping[str, VocabularyWord] = getattr(vocabulary, element)
    if element in ASKED and (ours or theirs):
        asks, asked = _asks(words, ours), _asks(words, theirs)
        if not (asks and asked):
            return "the same" if asks == asked else "narrower" if asks else "wider"
    if not (ours and theirs):
        return ""
    if element == "mental":
        return _together(words, ours, theirs)
    return _any_of(_met(words, ours), _met(words, theirs))


def _asks(words: Mapping[str, VocabularyWord], given: Sequence[str]) -> bool:
    """Whether anything is asked for: some word is given, and none that says that nothing is."""
    return bool(given) and not any(name in words and words[name].asks_nothing for name in given)


def by_scale(ours: Duty | Strength | None, theirs: Duty | Strength | None) -> Measured:
    """Whether our duty, or its strength, is stronger or weaker than theirs."""
    scale: tuple[str, ...] = DUTIES if ours in DUTIES else STRENGTHS
    if ours is None or theirs is None:
        return ""
    one, other = scale.index(ours), scale.index(theirs)
    return "the same" if one == other else "stronger" if one < other else "weaker"


def _any_of(ours: frozenset[str], theirs: frozenset[str]) -> Measured:
    if ours == theirs:
        return "the same"
    if ours > theirs:
        return "wider"
    if ours < theirs:
        return "narrower"
    return "different" if ours.isdisjoint(theirs) else "overlapping"


def _together(words: Mapping[str, VocabularyWord], ours: Sequence[str], theirs: Sequence[str]) -> Measured:
    """Of words that are all asked for: narrower with one more of them, or with a stricter one in place of another."""
    one = [each for each in ours if each not in theirs]
    other = [each for each in theirs if each not in ours]
    if not (one and other):
        return "narrower" if one else "wider" if other else "the same"
    if all(any(their in _taken_in(words, (our,)) for their in other) for our in one):
        return "wider"
    return "narrower" if all(any(our in _taken_in(words, (their,)) for our in one) for their in other) else "different"


def _met(words: Mapping[str, VocabularyWord], given: Iterable[str]) -> frozenset[str]:
    """All that words take in, and each word of which they take in all that it does, if that is several."""
    found = _taken_in(words, given)
    whole = (name for name in words if len(parts := _narrower(words, name)) > 1 and found.issuperset(parts))
    return found.union(whole)


def _narrower(words: Mapping[str, VocabularyWord], name: str) -> tuple[str, ...]:
    return (*words[name].includes, *words[name].wider_than) if name in words else ()


def _taken_in(words: Mapping[str, VocabularyWord], given: Iterable[str]) -> frozenset[str]:
    """Words with all the narrower words that they take in."""
    waiting, seen = list(given), set[str]()
    while waiting:
        word = waiting.pop()
        if word not in seen:
            seen.add(word)
            waiting += _narrower(words, word)
    return frozenset(seen)

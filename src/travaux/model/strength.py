"""How strongly a sentence binds the parties, told by its words."""

from __future__ import annotations

from typing import Final, get_args

from travaux.model.elements import Strength
from travaux.model.library import VocabularyWord
from travaux.model.phrases import found

SCALE: Final[tuple[Strength, ...]] = get_args(Strength)
"""The degrees, the strongest first."""
# In the order in which a sentence is asked: the first that it has is its strength.
WORDS: Final[tuple[tuple[Strength, VocabularyWord], ...]] = (
    ("encouraged", VocabularyWord("encouraged", ("is encouraged", "are encouraged"))),
    ("consider", VocabularyWord("to consider", ("shall consider", "shall also consider"))),
    ("endeavour", VocabularyWord("to try", ("shall endeavour", "shall also endeavour", "shall strive"))),
    (
        "softened",
        VocabularyWord(
            "as far as something allows",
            (
                "as appropriate",
                "where appropriate",
                "in appropriate cases",
                "extent possible",
                "far as possible",
                "as far as its",
                "where possible",
                "within its means",
                "within available means",
                "subject to the basic concepts",
            ),
        ),
    ),
    (
        "measures",
        VocabularyWord("to take measures", ("shall … adopt … measures", "shall … take … measures", "shall adopt such")),
    ),
    ("shall", VocabularyWord("to do", ("shall",))),
)


def strength_of(sentence: str) -> Strength | None:
    """How strongly one sentence binds, if it says so."""
    if not any(True for _ in found(WORDS[-1][1], sentence)):
        return "encouraged" if any(True for _ in found(WORDS[0][1], sentence)) else None
    return next(strength for strength, word in WORDS if any(True for _ in found(word, sentence)))

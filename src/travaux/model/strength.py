"""How strongly a sentence binds the parties, told by its words."""

from __future__ import annotations

from typing import Final, get_args

from travaux.model.degrees import Strength
from travaux.model.phrases import Phrases, found

SCALE: Final[tuple[Strength, ...]] = get_args(Strength)
"""The degrees, the strongest first; "shall" and "measures" are two forms of one degree, for whoever compares them."""
# In the order in which a sentence is asked: the first that it has is its strength.
WORDS: Final[tuple[tuple[Strength, Phrases], ...]] = (
    ("encouraged", Phrases("encouraged", ("is encouraged", "are encouraged"))),
    ("consider", Phrases("to consider", ("shall consider", "shall also consider"))),
    ("endeavour", Phrases("to try", ("shall endeavour", "shall also endeavour", "shall strive"))),
    (
        "softened",
        Phrases(
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
        Phrases("to take measures", ("shall … adopt … measures", "shall … take … measures", "shall adopt such")),
    ),
    ("shall", Phrases("to do", ("shall",))),
)


def strength_of(sentence: str) -> Strength | None:
    """How strongly one sentence binds, if it says so."""
    if not any(True for _ in found(WORDS[-1][1], sentence)):
        return "encouraged" if any(True for _ in found(WORDS[0][1], sentence)) else None
    return next(strength for strength, word in WORDS if any(True for _ in found(word, sentence)))

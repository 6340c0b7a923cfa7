"""The auxiliary verbs of a sentence, by which it binds more strongly or less."""

from __future__ import annotations

import re
from typing import Final

from travaux.diff.effects.phrases import plain_of
from travaux.diff.effects.softeners import FREE, SOFTENER, TRYING
from travaux.model.degrees import Strength
from travaux.model.strength import SCALE

_MODAL: Final[tuple[tuple[Strength, str], ...]] = (
    ("encouraged", r"(?:is|are) (?:strongly )?encouraged|should"),
    ("consider", r"shall (?:also )?consider"),
    ("endeavour", rf"shall (?:also )?{TRYING}|undertakes? to {TRYING}"),
    ("may", rf"{FREE}|may(?! not\b| be (?:necessary|required|appropriate|needed))"),
    ("shall", r"shall|must|may not|undertakes? to|(?:is|are) (?:required|obliged|bound) to"),
)
_ASIDE: Final = re.compile(
    rf"\b(shall|undertakes?),(?:(?!\bshall\b)[^.;:]){{1,240}}?, (?=(?:also )?(?:{TRYING}|consider))"
)
"""What stands between a verb and the one that it helps."""
_END: Final = re.compile(r"\b(?:so|in order) that\b[^;.]{0,240}?\bmay\b[^;.]{0,240}")
"""What a sentence is to make possible, and not what it allows."""
_HELPED: Final = re.compile(rf"\b(?:{TRYING}|consider)")
_MODALS: Final = re.compile("|".join(rf"(?P<{degree}>\b(?:{pattern})\b)" for degree, pattern in _MODAL))
_DEGREES: Final[dict[str, Strength]] = {degree: degree for degree, _ in _MODAL}
_SOFTENER: Final = re.compile(rf"(?<![\w-])(?:{SOFTENER})(?![\w-])")


def modals(text: str) -> list[tuple[Strength, str]]:
    """The auxiliary verbs of a text in their order, each with how strongly it binds.

    "Shall adopt such legislative and other measures as may be necessary to" is the form in which treaties of
    criminal law bind at all; it is as strong as "shall" (`travaux.model.strength`).
    What stands between a verb and its auxiliary does not part them; what a sentence is to make possible ("so that
    help may be given") is not allowed by it.
    """
    if " that " in text:
        text = _END.sub(" ", text)
    if "shall," in text or "undertake" in text:
        text = _ASIDE.sub(r"\1 ", text)
    plain = plain_of(text)
    if _HELPED.search(plain):
        plain = " ".join(_SOFTENER.sub(" ", plain).split())
    return [(_DEGREES[str(match.lastgroup)], match.group()) for match in _MODALS.finditer(plain)]


def rank(strength: Strength) -> int:
    """The place of the degree of a verb on the scale, the strongest first."""
    return SCALE.index(strength)

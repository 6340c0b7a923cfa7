"""The phrases that soften a whole sentence: as far as something allows it, or as domestic law has it."""

from __future__ import annotations

import re
from typing import Final

from travaux.model.strength import WORDS

_LAW: Final = (
    r"(?:(?!conditions|safeguards|article|this|offences?)\w+ ){0,6}?"
    r"(?:(?:domestic|national|internal) (?:laws?|legal (?:systems?|orders?|frameworks?)|legislation|legal principles)"
    r"|(?:its|their) (?:own )?(?:fundamental |basic )?legal principles"
    r"|constitution(?:al (?:principles|provisions|requirements|law|order|rules))?|legal systems?)"
)
"""The law of a party itself, by which it may be hindered."""
_UNDER: Final = (
    r"(?:subject to|in accordance with|consistent with|in keeping with|in conformity with|as permitted by"
    r"|within the framework of|within the limits (?:of|set by)|to the extent (?:permitted|allowed) by"
    r"|in so far as permitted by"
    r"|(?:if|where|when) (?:so )?(?:permitted|allowed) (?:by|under))"
)
_ABLE: Final = r"(?:practicable|feasible|possible|appropriate|reasonable|permitted|allowed)"
_STOCK: Final = next(word.words for degree, word in WORDS if degree == "softened")
SOFTENER: Final = (
    rf"{_UNDER} {_LAW}"
    r"|(?:to the |as |so )?(?<!widest )(?<!fullest )(?<!greatest )"
    rf"(?:{'|'.join(map(re.escape, _STOCK))})"
    r"(?: of (?:its|their|the) legal systems?|(?<=far as its)(?: \w+){1,3}? (?:permits?|allows?))?"
    r"|make it possible(?= for its| not to)|(?:provides? for|offers?(?: \w+){0,6}?) the possibility"
    rf"|to the extent (?:that (?:it )?is )?{_ABLE}"
    rf"|(?:so far as|where|when|whenever|if|wherever) (?:it is )?{_ABLE}"
    r"|(?:as|where|if|when) it (?:considers|deems) (?:it )?(?:necessary|appropriate|fit|possible)"
    r"|within (?:the (?:limits|framework) of )?(?:its|their) (?:available )?"
    r"(?:resources|means|capacit(?:y|ies)|possibilities|competences?)"
    r"|within the (?:resources|means) (?:that are |which are )?(?:available to|at the disposal of) (?:it|them)\b"
    r"|(?:that|which) it (?:considers|deems) (?:necessary|appropriate)"
)
"""Those that the scale of strength knows, and others in use; one expression for text in small letters."""
SOFTENING: Final = (
    "appropriate", "possib", "as far as", "means", "subject to", "practicab", "feasib", "permitted", "allowed",
    "reasonabl", "within ", "accordance with", "consistent with", "keeping with",
    "conformity with", "considers", "deems",
)  # fmt: skip
"""Letters of which every one of them has some."""
FREE: Final = (
    r"shall not be (?:obliged|required|bound) to|need not|(?:is|are) not (?:obliged|required|bound) to"
    r"|shall be under no obligation to"
)
"""Words by which a sentence leaves free what it does not forbid: as strong as "may", and no denial."""
TRYING: Final = (
    r"(?:endeavou?r|strive|seek to|encourage\b|try to|attempt to"
    r"|make (?:every|all reasonable|(?:its|their) best) efforts?"
    r"|use (?:its |their )?best (?:efforts|endeavou?rs))"
)
"""What it is to try, or to have others do, and not to do."""

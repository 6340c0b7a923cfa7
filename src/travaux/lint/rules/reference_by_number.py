"""L501: an article or paragraph cited by a typed number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause

_NUMBER = r"\d+(?:\s+\*?(?:bis|ter|quater|quinquies)\b\*?)?(?:\.[0-9a-z]+)*"
_TYPED = re.compile(
    rf"\b(?:[Aa]rticles?|(?:[Ss]ub-?)?[Pp]aragraphs?)\s+(?:{_NUMBER}|\([a-z0-9]+\)|[a-z](?=\s+(?:above|below|of)\b))"
    r"(?:\s+(?:above|below)\b)?"
)
_NAMES = frozenset({"article", "articles", "paragraph", "paragraphs", "subparagraph", "subparagraphs"})
_NAMING = re.compile(r"\bnew\s+$")


@rule(
    "L501",
    "reference-by-number",
    Severity.WARNING,
    over="clause",
    hint="write a reference: [](#clause-id), [](#:2) for a paragraph of this clause, [](#treaty-id:11.2) for a treaty",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """An article or paragraph is cited by a number that is typed.

    A clause knows no number: each instrument gives it one, and each house style writes it in its own
    way. A typed number stays when the clauses are put in another order, and then it cites the wrong
    provision without a word. Numbers inside quotation marks are left alone, for they are words of
    another text; so is the number that a new article is given ("the following new Article 8 *bis*").

    Example: `The offences referred to in Article 5, and paragraph 2 above, shall …`

    Instead: `The offences referred to in [](#offence-advertise), and [](#:2), shall …`
    """
    for passage in ground.texts_of(clause):
        if _NAMES.isdisjoint(passage.vocabulary):
            continue
        for match in _TYPED.finditer(passage.unquoted):
            before = passage.unquoted[max(0, match.start() - 40) : match.start()]
            if not _NAMING.search(before):
                words = " ".join(match.group().split())
                yield Finding(passage.at(match.start()), f"“{words}” is cited by a typed number")

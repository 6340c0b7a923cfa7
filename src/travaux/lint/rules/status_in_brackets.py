"""L545: a tag of agreement inside words that are not agreed, or a delegation's name in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity, Span
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.tree import Bracket
from travaux.model.walk import deep, plain

_AGREED = re.compile(r"\s*agreed\b", re.IGNORECASE)
_NAMED = re.compile(
    r":\s*delegations?\b|\b(?:supported|opposed|proposed) by\b|\breserves? its position\b", re.IGNORECASE
)


@rule(
    "L545",
    "status-in-brackets",
    Severity.ERROR,
    over="clause",
    hint="take the tag out of the brackets, or the brackets away; say who favours a wording under stance:",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """Bracketed words bear the tag "[agreed]", or a text says which delegation asked for its words.

    Square brackets say "not agreed", so a tag of agreement inside them contradicts them; in a rolling
    text the tag stands after the provision it speaks of. Who proposed, supported or opposed a wording
    belongs to the record and never to the text: a clean edition would print it, and a State would find
    words put into its mouth. Profiles under `stance:` are the place for it.

    Example: `[within thirty [agreed ad referendum] days]`, `[shall: Delegation A]`.

    Instead: `within thirty days [agreed ad referendum]`, and `stance: {for: [EP]}` at the variant.
    """
    for passage in ground.texts_of(clause):
        if "[" in passage.value:
            yield from _found(passage)


def _found(passage: Passage) -> Iterator[Finding]:
    for outer in passage.marked:
        if not isinstance(outer, Bracket):
            continue
        if any(isinstance(inner, Bracket) and _AGREED.match(_words(inner)) for inner in deep(outer.children)):
            yield Finding(_place(passage, outer), "a tag of agreement stands inside words in square brackets")
        elif _NAMED.search(_words(outer)) and not any(isinstance(each, Bracket) for each in deep(outer.children)):
            yield Finding(_place(passage, outer), "words in square brackets are given to a delegation")


def _words(bracket: Bracket) -> str:
    return plain(bracket.children)


def _place(passage: Passage, bracket: Bracket) -> Span:
    """Where the words in the brackets begin; a bracket itself has no place in the tree."""
    words = plain(bracket.children[:1]).strip()
    return passage.at(max(0, passage.value.find(words[:20])))

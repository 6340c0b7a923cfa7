"""L512: a word spelt as the rest of the library does not spell."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.library import Library
from travaux.model.style import Style

_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")


@rule(
    "L512",
    "style-spelling",
    Severity.WARNING,
    over="library",
    hint="spell as the rest of the library does; a house style that spells otherwise changes the word itself",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """A word of a text is spelt as the rest of the library does not spell.

    Each house style lists the words that it spells in its own way. What one of them would change
    belongs to the other's spelling; the spelling that most of the library's texts and headings use is
    its base. A word of the other family prints as it is in one style, beside words of the first, and
    shows as a change in every comparison. Words in quotation marks are left alone.

    Example: `organized criminal groups shall be criminalised`

    Instead: `organised criminal groups shall be criminalised`
    """
    foreign = {style.id: _foreign(library, ground, style) for style in _spelling(library)}
    if len(foreign) < 2:
        return
    base = min(foreign, key=lambda name: (len(foreign[name]), name))
    spelling = library.styles[base].spelling
    for passage, match in foreign[base]:
        word = match.group()
        right = spelling.get(word) or spelling[word.lower()]
        right = right.capitalize() if word[0].isupper() else right
        yield Finding(
            passage.at(match.start()), f"“{word}” is spelt otherwise than the rest of the library", f"write “{right}”"
        )


def _spelling(library: Library) -> list[Style]:
    return [style for style in library.styles.values() if style.spelling]


def _foreign(library: Library, ground: Ground, style: Style) -> list[tuple[Passage, re.Match[str]]]:
    """Each word of the library's texts and headings that a style would spell otherwise."""
    any_of = frozenset(word.lower() for word in style.spelling)
    found = []
    for clause in library.clauses.values():
        for passage in (*ground.texts_of(clause), *ground.headings_of(clause)):
            if not any_of.isdisjoint(passage.vocabulary):
                found += [
                    (passage, match)
                    for match in _WORD.finditer(passage.unquoted)
                    if match.group() in style.spelling or match.group().lower() in style.spelling
                ]
    return found

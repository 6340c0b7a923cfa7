"""L517: an element that no word of the text shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import Library, VocabularyWord
from travaux.model.stages import KeyPath
from travaux.model.uses import uses

_USUAL_CHAPEAU = "element-intent-without-right"
_SECTIONS = ("mental", "conduct", "instrumentality", "means", "purpose")


@rule(
    "L517",
    "elements-in-words",
    Severity.WARNING,
    over="clause",
    hint="say it in the text, take the element away, or add the word to clauses/vocabulary.yaml",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause claims a legal element of which its text says nothing.

    The tables of what each instrument covers, and the effects that a comparison names, are made of the
    elements. Each word of the vocabulary lists the beginnings of words that show it in a text; one of
    them must stand in the variant, or, where it completes a chapeau, in the chapeau.

    Example: `mental: [knowing]` on a variant that says only "causing a person to be advertised".

    Instead: "with the knowledge that the person is a victim …", or no `mental` at that variant.
    """
    chapeau = _chapeaux(ground)
    for passage in ground.texts_of(clause):
        variant = clause.variants[passage.variant]
        words = _folded(passage)
        if clause.form_of(passage.variant) == "conduct":
            words = f"{words} {chapeau}"
        for section, ident, word in _claimed(variant.elements.over(clause.elements), ground.library):
            if word.words and not _shown(word.words).search(words):
                own: KeyPath = ("variants", passage.variant, "elements", section)
                stated = getattr(variant.elements, section)
                span = ground.span(clause.path, own if stated else ("elements", section))
                listed = ", ".join(f"“{each}”" for each in word.words)
                message = f"variant “{passage.variant}” claims {section} “{ident}”, but none of its words says so"
                yield Finding(span, f"{message} ({listed})")


def _claimed(elements: Elements, library: Library) -> Iterator[tuple[str, str, VocabularyWord]]:
    """Each element claimed that the vocabulary knows: its section, its id, its word."""
    for section in _SECTIONS:
        known: Mapping[str, VocabularyWord] = getattr(library.vocabulary, section)
        values: tuple[str, ...] = getattr(elements, section)
        yield from ((section, each, known[each]) for each in values if each in known)
    if elements.victim in library.vocabulary.victim:
        yield "victim", elements.victim, library.vocabulary.victim[elements.victim]


@lru_cache(maxsize=256)
def _shown(stems: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(stem) for stem in stems)})", re.IGNORECASE)


def _folded(passage: Passage) -> str:
    """The words of a text, each line break one space."""
    return " ".join(passage.words.replace("\x00", " ").split())


def _chapeaux(ground: Ground) -> str:
    """The words of each chapeau that an instrument of the library uses, and of the usual one, as it is by default."""
    library = ground.library
    names = {use.clause for each in library.instruments.values() for use in uses(each) if use.role == "chapeau"}
    clauses = [library.clauses[name] for name in sorted(names | {_USUAL_CHAPEAU}) if name in library.clauses]
    return " ".join(
        _folded(text) for clause in clauses for text in ground.texts_of(clause) if text.variant == clause.default
    )

"""L557: a term that treaties no longer use."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import plain
from travaux.lint.ground import Ground, Passage
from travaux.model.library import Library
from travaux.model.phrases import cores_of, found


@rule(
    "L557",
    "legacy-term",
    Severity.WARNING,
    over="library",
    hint="use the newer term; where an older text is quoted, set the words in quotation marks",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """A term stands in a text, a heading or a comment that treaties no longer use.

    Older instruments name persons and wrongs in words that later ones have given up, because they blame the
    person wronged or make light of the wrong. In quotation marks they stand as they are; in a drafter's own
    words the newer term is used, or a waiver notes why not. The terms are the `legacy` list of
    clauses/vocabulary.yaml.

    Example: `The article on child pornography is left as it is.`

    Instead: `The article on “child pornography” is left as it is.`, or the newer term.
    """
    legacy = [(word, cores_of(word.words)) for word in library.vocabulary.legacy.values()]
    for passage in _passages(library, ground):
        low = passage.value.lower()
        for word in [word for word, cores in legacy if any(map(low.__contains__, cores))]:
            text = plain(passage)
            for start, end in found(word, text):
                words = " ".join(text[start:end].split())
                yield Finding(passage.at(start), f"“{words}” is an older term; write “{word.about}”")


def _passages(library: Library, ground: Ground) -> Iterator[Passage]:
    """Every passage that a drafter words: texts, headings, what stands beside them, an instrument's own lines."""
    for clause in library.clauses.values():
        yield from ground.texts_of(clause)
        yield from ground.headings_of(clause)
        yield from ground.beside(clause)
    for instrument in library.instruments.values():
        yield from ground.lines_of(instrument)

"""L550: words that bear an element which the variant does not state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import CREATING, STATING, bearing, claimed, operative
from travaux.lint.ground import Ground
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import Vocabulary, VocabularyWord

_HINT: Final = "state the gravamen at the variant: conduct (what is done), or content (what is said or shown)"


@rule(
    "L550",
    "element-unstated",
    Severity.WARNING,
    over="clause",
    hint="state it in `elements`; where the words mean something else there, name the context in `unless` "
    "in clauses/vocabulary.yaml",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A text has the words of a legal element that its variant does not state.

    A comparison by elements can be trusted only if the elements are complete: a variant that says "with the
    knowledge that" and does not state it would pass for one without a mental element. Looked at are the same
    operative words as for L517, of every kind of clause that creates, defines or confines offences, or serves
    their prosecution. A value that takes in another states it too: whoever states "any person" need not state
    "child". An offence states its gravamen as well.

    Example: `elements: {conduct: [advertise]}` on "causing a person to be advertised, with the knowledge that …".

    Instead: `elements: {mental: [knowing], conduct: [advertise], victim: any-person, gravamen: conduct}`.
    """
    if clause.kind not in STATING:
        return
    vocabulary = ground.library.vocabulary
    for passage in ground.texts_of(clause):
        elements = clause.elements_of(passage.variant)
        text = operative(passage, clause, vocabulary)
        seen = _stated(elements, vocabulary)
        for each in bearing(text, vocabulary):
            if (each.section, each.ident) not in seen:
                seen.add((each.section, each.ident))
                words = " ".join(text[each.start : each.end].split())
                message = f"variant “{passage.variant}” says “{words}” and does not state {each.section} “{each.ident}”"
                yield Finding(passage.at(each.start), message)
        if clause.kind in CREATING and elements.gravamen is None:
            span = ground.span(clause.path, ("variants", passage.variant))
            yield Finding(span, f"variant “{passage.variant}” does not state its gravamen", _HINT)


def _stated(elements: Elements, vocabulary: Vocabulary) -> set[tuple[str, str]]:
    """The elements stated, with those that they take in."""
    out: set[tuple[str, str]] = set()
    waiting = list(claimed(elements))
    while waiting:
        section, ident = waiting.pop()
        if (section, ident) not in out:
            out.add((section, ident))
            words: Mapping[str, VocabularyWord] = getattr(vocabulary, section)
            if ident in words:
                waiting += [(section, each) for each in words[ident].includes]
    return out

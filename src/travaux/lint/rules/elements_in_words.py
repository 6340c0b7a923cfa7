"""L517: an element that no word of the text bears."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from travaux.diagnostics import Severity, Span
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import bearing, claimed, content, operative
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import Vocabulary, VocabularyWord


@rule(
    "L517",
    "elements-in-words",
    Severity.WARNING,
    over="clause",
    hint="say it in the text, take the element away, or add the phrase to clauses/vocabulary.yaml",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause claims a legal element of which its text says nothing.

    The tables of what each instrument covers, and the effects that a comparison names, are made of the
    elements. Each word of the vocabulary lists the phrases that bear it in a text; one of them must stand
    in the operative words of the variant. A chapeau states its own elements and the conduct that completes
    it states its own: neither speaks for the other. A gravamen of conduct is borne by the conduct, one of
    content by a predicate of content ("material which …").

    Operative are: of conduct that completes a chapeau, the words before its first numbered paragraph; of a
    text that stands alone, every paragraph but those that save, reserve or explain (`asides` in the
    vocabulary), of which the first is never one. Words in quotation marks, among them a term at its own
    definition, bear nothing.

    Example: `mental: [knowing]` on a variant that says only "causing a person to be advertised".

    Instead: "with the knowledge that the person is a victim …", or no `mental` at that variant.
    """
    vocabulary = ground.library.vocabulary
    for passage in ground.texts_of(clause):
        elements = clause.elements_of(passage.variant)
        if elements == Elements():
            continue
        text = operative(passage, clause, vocabulary)
        borne = {(each.section, each.ident) for each in bearing(text, vocabulary)}
        for section, ident in claimed(elements):
            word = _word(vocabulary, section, ident)
            if word and (section, ident) not in borne:
                yield Finding(_place(clause, passage, section, ground), _says(passage, section, ident, word))
        if wanting := _gravamen(elements, borne, text, vocabulary):
            message = f"variant “{passage.variant}” claims gravamen “{elements.gravamen}”, but {wanting}"
            yield Finding(_place(clause, passage, "gravamen", ground), message)


def _word(vocabulary: Vocabulary, section: str, ident: str) -> VocabularyWord | None:
    """The entry of an element; None for one that loading has reported already."""
    words: Mapping[str, VocabularyWord] = getattr(vocabulary, section)
    return words.get(ident)


def _says(passage: Passage, section: str, ident: str, word: VocabularyWord) -> str:
    claim = f"variant “{passage.variant}” claims {section} “{ident}”"
    if not word.words:
        return f"{claim}, for which the vocabulary lists no phrase"
    return f"{claim}, but none of its words says so ({', '.join(f'“{each}”' for each in word.words)})"


def _gravamen(elements: Elements, borne: set[tuple[str, str]], text: str, vocabulary: Vocabulary) -> str:
    """What is wanting for the gravamen claimed, or ""."""
    if elements.gravamen == "content" and vocabulary.content and not any(content(text, vocabulary)):
        return "no word of it is a predicate of content"
    if elements.gravamen == "conduct" and not any(section == "conduct" for section, _ in borne):
        return "no word of it is one of conduct"
    return ""


def _place(clause: Clause, passage: Passage, section: str, ground: Ground) -> Span:
    """Where the element is stated: at the variant, or at the clause."""
    stated = getattr(clause.variants[passage.variant].elements, section)
    own = ("variants", passage.variant, "elements", section)
    return ground.span(clause.path, own if stated else ("elements", section))

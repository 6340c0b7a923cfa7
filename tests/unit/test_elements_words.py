"""Elements and words hold each other, over the whole library: take either away, and it is found.

For every variant that says something and every element it states: with each word that bears the element
struck out of the text, L517 finds it; with the element no longer stated, L550 does (a gravamen of content:
L551). No clause and no element is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from travaux.lint.api import Finding, rules
from travaux.lint.bearing import SECTIONS, bearing, claimed, content, plain
from travaux.lint.ground import Ground, Passage
from travaux.load.library import load
from travaux.model.clause import Clause
from travaux.model.elements import Elements
from travaux.model.library import Library, VocabularyWord
from travaux.model.phrases import found

ROOT = Path(__file__).resolve().parents[2]
Stated = tuple[str, str]


@cache
def library() -> Library:
    """The project's own library."""
    made, _ = load(ROOT)
    assert made is not None
    return made


def stated(elements: Elements) -> Iterator[Stated]:
    """Each element stated, the gravamen too."""
    yield from claimed(elements)
    if elements.gravamen:
        yield "gravamen", elements.gravamen


def without(elements: Elements, section: str, ident: str) -> Elements:
    """The elements less one."""
    value = getattr(elements, section)
    left = None if isinstance(value, str) else tuple(each for each in value if each != ident)
    return replace(elements, **{section: left})


def flat(clause: Clause, name: str, elements: Elements) -> Clause:
    """A clause of one variant, which states these elements itself."""
    variant = replace(clause.variants[name], elements=elements)
    return replace(clause, elements=Elements(), variants={name: variant})


def run(code: str, clause: Clause, texts: Mapping[str, str] | None = None) -> list[Finding]:
    """What one rule finds in one clause."""
    whole = library()
    changed = replace(whole, clauses={clause.id: clause}, texts=texts or whole.texts)
    return list(rules()[code].check(clause, Ground(changed, ())))


def passage(clause: Clause, name: str) -> Passage:
    """The text of a variant."""
    return next(each for each in Ground(library(), ()).texts_of(clause) if each.variant == name)


def struck(clause: Clause, name: str, element: Stated) -> tuple[Clause, dict[str, str]]:
    """The clause and its file with each letter of a word that bears the element struck out of a variant."""
    here, whole = passage(clause, name), library()
    value, lines = list(here.value), whole.texts[clause.path].split("\n")
    text = plain(here)
    for start, end in _bearing(element, text):
        for at in range(start, end):
            if text[at].isalnum():
                span = here.at(at)
                line = lines[span.line - 1]
                assert line[span.column - 1] == value[at]
                value[at] = "x"
                lines[span.line - 1] = line[: span.column - 1] + "x" + line[span.column :]
    variant = replace(clause.variants[name], text="".join(value))
    return replace(clause, variants={name: variant}), {**whole.texts, clause.path: "\n".join(lines)}


def _bearing(element: Stated, text: str) -> list[tuple[int, int]]:
    vocabulary = library().vocabulary
    if element == ("gravamen", "content"):
        return [(each.start, each.end) for each in content(text, vocabulary)]
    if element == ("gravamen", "conduct"):
        return [(each.start, each.end) for each in bearing(text, vocabulary) if each.section == "conduct"]
    words: Mapping[str, VocabularyWord] = getattr(vocabulary, element[0])
    return list(found(words[element[1]], text))


def every(clause: Clause) -> Iterator[tuple[str, Elements, Stated]]:
    """Each element that each variant of a clause states."""
    for name, variant in clause.variants.items():
        if variant.text:
            elements = clause.elements_of(name)
            for element in stated(elements):
                yield name, elements, element


STATING = sorted(clause.id for clause in library().clauses.values() if any(every(clause)))


@pytest.mark.parametrize("ident", STATING)
def test_words_taken_away_are_missed(ident: str) -> None:
    clause = library().clauses[ident]
    for name, _, (section, element) in every(clause):
        message = f"variant “{name}” claims {section} “{element}”"
        assert not [each for each in run("L517", clause) if message in each.message], message
        changed, texts = struck(clause, name, (section, element))
        assert changed.variants[name].text != clause.variants[name].text, message
        assert [each for each in run("L517", changed, texts) if message in each.message], message


@pytest.mark.parametrize("ident", STATING)
def test_a_statement_taken_away_is_missed(ident: str) -> None:
    clause = library().clauses[ident]
    for name, elements, (section, element) in every(clause):
        code = "L551" if element == "content" else "L550"
        wanted = {"gravamen": "gravamen"}.get(section, f"does not state {section} “{element}”")
        assert not run(code, flat(clause, name, elements)), (name, section, element)
        less = run(code, flat(clause, name, without(elements, section, element)))
        assert [each for each in less if wanted in each.message], (name, section, element)


def test_every_element_of_the_library_is_held() -> None:
    counted = {ident: sum(1 for _ in every(library().clauses[ident])) for ident in STATING}
    print(f"{sum(counted.values())} elements stated, in {len(counted)} clauses")
    assert set(counted) == {
        clause.id
        for clause in library().clauses.values()
        for name, variant in clause.variants.items()
        if variant.text and clause.elements_of(name) != Elements()
    }
    assert sum(counted.values()) > 300


def test_every_word_of_the_lists_that_clauses_use_has_a_phrase() -> None:
    used = {element for ident in STATING for *_, element in every(library().clauses[ident])}
    for section in SECTIONS:
        words: Mapping[str, VocabularyWord] = getattr(library().vocabulary, section)
        assert all(word.words for name, word in words.items() if (section, name) in used)


def test_every_flag_that_asks_for_a_title_is_a_flag() -> None:
    vocabulary = library().vocabulary
    assert vocabulary.titles.keys() <= vocabulary.flags.keys()


@pytest.mark.parametrize(
    ("phrases", "unless", "text", "words"),
    [
        (("recruit…",), (), "Recruiting and recruitment, not enrolling", ["Recruiting", "recruitment"]),
        (("…ing a person",), (), "offering  a\nperson or a personal thing", ["offering  a\nperson"]),
        (("publishing … an offer",), (), "publishing or otherwise showing an offer", None),
        (("publishing … an offer",), (), "publishing a paper. An offer", []),
        (("publishing … an offer",), (), "publishing one two three four five six seven eight nine an offer", []),
        (("publishing … an offer",), (), "publishing an offer", None),
        (("offering",), ("offering its services",), "offering its services, offering a person", ["offering"]),
        (("sell",), (), "selling a resell sell-by", []),
        (("a.b(c", "x*"), (), "a.b(c", []),
        ((), (), "anything", []),
    ],
)
def test_phrases(phrases: tuple[str, ...], unless: tuple[str, ...], text: str, words: list[str] | None) -> None:
    hits = [text[start:end] for start, end in found(VocabularyWord("about", phrases, unless), text)]
    assert hits == ([text] if words is None else words)

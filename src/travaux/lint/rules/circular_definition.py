"""L554: a term that is defined through itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.bearing import plain
from travaux.lint.ground import Ground, Passage
from travaux.model.library import Library, VocabularyWord
from travaux.model.phrases import found
from travaux.model.uses import uses

_DEFINED: Final = re.compile(r"\]\(def:(?P<term>[^()\s]+)\)")
_LINKED: Final = re.compile(r"\]\(term:(?P<term>[^()\s]+)\)")
_REFERRED: Final = re.compile(r"\]\(#(?P<clause>[a-z0-9-]+)")


@dataclass(frozen=True, slots=True)
class _Definition:
    """A term, the text that defines it from one character to another, and the clauses and terms it names."""

    term: str
    passage: Passage
    at: int
    names: frozenset[str]


@rule(
    "L554",
    "circular-definition",
    Severity.ERROR,
    over="library",
    hint="define one of the terms without the other: by its parts, or by reference to the treaty that defines it",
)
def check(library: Library, ground: Ground) -> Iterator[Finding]:
    """A term is defined by a term that is defined by it.

    An offence rests on its definitions. Where each of two terms is explained by the other, neither says
    anything, and the offence is void for want of certainty. Looked at are the definitions that stand
    together: those of each instrument in the variants it takes, and those of each variant by itself. A
    definition leads to the terms that it links or names, and to those of a clause that it refers to.

    Example: “exploitation” means the acts of trafficking in persons; “trafficking in persons” means recruiting a
    person for the purpose of exploitation.

    Instead: define the one by act, means and purpose, and the purpose by its forms.
    """
    seen: set[frozenset[str]] = set()
    for group in _groups(library, ground):
        definitions = {each.term: each for passage in group for each in _definitions(passage, library)}
        clauses = {each.passage.clause: each.term for each in definitions.values()}
        leads = {term: _leads(each, definitions, clauses) for term, each in definitions.items()}
        for cycle in _cycles(leads):
            places = frozenset(f"{definitions[term].passage.variant}:{term}" for term in cycle)
            if places not in seen:
                seen.add(places)
                first = definitions[cycle[0]]
                yield Finding(first.passage.at(first.at), _message(cycle, library))


def _groups(library: Library, ground: Ground) -> Iterator[list[Passage]]:
    """The definitions that stand together, as passages."""
    defining = [clause for clause in library.clauses.values() if clause.defines or clause.kind == "definition"]
    for text in ground.texts:
        selection = text.numbered.draft.selection
        taken = {use.clause for use in uses(selection.instrument)} & selection.chosen.keys()
        yield [
            passage
            for clause in defining
            if clause.id in taken
            for passage in ground.texts_of(clause)
            if passage.variant == selection.chosen[clause.id]
        ]
    for clause in defining:
        yield from ([passage] for passage in ground.texts_of(clause))


def _definitions(passage: Passage, library: Library) -> Iterator[_Definition]:
    """Each definition of a text: from the mark of its term to that of the next."""
    marks = list(_DEFINED.finditer(passage.value))
    text = plain(passage)
    ends = [*(each.start() for each in marks[1:]), len(passage.value)]
    for mark, end in zip(marks, ends, strict=False):
        names = {match["term"] for match in _LINKED.finditer(passage.value, mark.end(), end)}
        names |= {f"#{match['clause']}" for match in _REFERRED.finditer(passage.value, mark.end(), end)}
        for term, words in library.vocabulary.terms.items():
            if term != mark["term"] and any(found(VocabularyWord(words, (words,)), text[mark.end() : end])):
                names.add(term)
        yield _Definition(mark["term"], passage, mark.start(), frozenset(names))


def _leads(
    definition: _Definition, definitions: Mapping[str, _Definition], clauses: Mapping[str, str]
) -> tuple[str, ...]:
    """The terms defined here that a definition leads to, in order; one within another's name leads nowhere itself."""
    referred = {clauses[each[1:]] for each in definition.names if each[1:] in clauses and each.startswith("#")}
    return tuple(sorted((definition.names | referred) & definitions.keys()))


def _cycles(leads: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Each circle of terms once, from its first term in order."""
    done: set[frozenset[str]] = set()

    def follow(path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        for term in leads.get(path[-1], ()):
            if term == path[0] and frozenset(path) not in done:
                done.add(frozenset(path))
                yield path
            elif term > path[0] and term not in path:
                yield from follow((*path, term))

    for term in sorted(leads):
        yield from follow((term,))


def _message(cycle: tuple[str, ...], library: Library) -> str:
    words = [f"“{library.vocabulary.terms.get(term, term)}”" for term in (*cycle, cycle[0])]
    if len(cycle) == 1:
        return f"{words[0]} is defined through itself"
    return f"{words[0]} is defined through {', and that through '.join(words[1:])}"

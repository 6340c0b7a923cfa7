"""The lines that `travaux show` prints of what clauses rest on: works cited, and existing law with what it reaches."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.cli.describe import elements_in_words, facts, headed, words
from travaux.cli.tables import wrapped
from travaux.coverage.told import DUTIES, capital
from travaux.load.bibliography import CslBibliography
from travaux.load.text import parse_inline
from travaux.model.law import Covered, Law
from travaux.model.library import Library
from travaux.model.marks import mark_in_full
from travaux.model.tree import Cite
from travaux.model.walk import deep, plain
from travaux.passes.sources import full_words
from travaux.project import Project, shown


def source(project: Project, library: Library, name: str) -> Iterator[str]:
    """A work cited, in full, and the clauses that cite it."""
    it = library.sources[name]
    yield wrapped(it.short, 0, f"{name}: ")
    yield wrapped(plain(full_words(library, name, CslBibliography())), 2)
    yield from facts(("type", it.type), ("address", it.URL), ("checked", it.confidence), ("note", it.note))
    yield from headed("Cited in", (f"  {each}" for each in _citing(library, name)))


def law(project: Project, library: Library, name: str) -> Iterator[str]:
    """A treaty or law: its facts, and the articles recorded."""
    it = library.law[name]
    yield wrapped(it.title, 0, f"{it.id}: ")
    yield from facts(
        ("cited as", it.cite_as),
        ("adopted", it.adopted),
        ("opened", " ".join(part for part in (it.opened, it.opened_at) if part)),
        ("in force", it.in_force),
        ("depositary", it.depositary),
        ("as of", it.as_of),
        ("checked", it.confidence),
        ("file", shown(project, it.path)),
        ("note", it.note),
    )
    yield from headed("Articles recorded", _articles(library, it))
    yield from headed("Cited in", (f"  {each}" for each in _citing(library, name)))


def _articles(library: Library, it: Law) -> Iterator[str]:
    """Each article recorded, and under it what each of its provisions reaches."""
    every = [each for _, each in it.every_article()]
    room = max((len(each.article) for each in every), default=0)
    for each in every:
        with_words = "(with its words)" if each.text else ""
        yield wrapped(f"{each.heading} {with_words}", 2, f"{each.article.ljust(room)}  ").rstrip()
        for covered in each.covers:
            yield from _covered(library, each.article, covered, room + 4)


def _covered(library: Library, article: str, covered: Covered, indent: int) -> Iterator[str]:
    """What a provision reaches: where it is, its duty, what it says in our words, and its elements."""
    number = f"{article}.{covered.at}" if covered.at else article
    mark = mark_in_full(covered.confidence)
    told = f"{capital(DUTIES[covered.duty])}: {words(library, covered.about)}{f' [{mark}]' if mark else ''}"
    yield wrapped(told, indent, f"{number}  ")
    rows = (("elements", elements_in_words(covered.elements)), ("carries", ", ".join(covered.carries)))
    yield from (wrapped(value, indent + len(number) + 2, f"{name}: ") for name, value in rows if value)


def _citing(library: Library, key: str) -> list[str]:
    """The clauses that cite a source, or draw on a treaty."""
    out = []
    for it in library.clauses.values():
        prose = [it.commentary, *(each.commentary for each in it.variants.values())]
        prose += [words for each in it.rationale for words in (each.claim, each.cite)]
        prose += [each.because for each in it.placement.values()]
        cites = (node for words in prose if f"@{key}" in words for node in deep(parse_inline(words)))
        cited = any(item.key == key for node in cites if isinstance(node, Cite) for item in node.items)
        if cited or any(each.instrument == key for each in it.draws_on):
            out.append(it.id)
    return out

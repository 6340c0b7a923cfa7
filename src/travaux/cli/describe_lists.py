"""The lines that `travaux show` prints of the entries of a library's lists (gaps, objections), and of packs."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.cli.describe import facts, headed, words
from travaux.cli.tables import wrapped
from travaux.model.library import Library
from travaux.model.pack import SectionSpec
from travaux.project import Project


def gap(project: Project, library: Library, name: str) -> Iterator[str]:
    """A gap in existing law, and the clauses that close it."""
    it = library.gaps[name]
    yield f"{name}: {it.title}" if it.title else name
    yield wrapped(it.statement, 2)
    yield from facts(("as of", it.as_of), ("source", words(library, it.cite)), ("checked", it.confidence))
    closing = [each.id for each in library.clauses.values() if name in each.closes]
    yield from headed("Closed by", (f"  {each}" for each in closing))


def objection(project: Project, library: Library, name: str) -> Iterator[str]:
    """An objection to the proposal: who raises it, the variants that invite it, and what answers it."""
    it = library.objections[name]
    yield f"{name}: {it.title}"
    yield wrapped(it.statement, 2)
    yield from facts(
        ("raised by", it.raised_by),
        ("profiles", ", ".join(it.profiles)),
        ("source", words(library, it.cite)),
        ("checked", it.confidence),
    )
    yield from headed("Variants that invite it", (f"  {each}" for each in it.variants))
    yield from headed("Answers", _answers(library, name))


def _answers(library: Library, name: str) -> Iterator[str]:
    for each in library.objections[name].answers:
        yield f"  {each.clause}"
        yield wrapped(" ".join(part for part in (each.how, words(library, each.cite)) if part), 4)


def pack(project: Project, library: Library, name: str) -> Iterator[str]:
    """A briefing pack: whom it is for, its texts, and its sections in order."""
    it = library.packs[name]
    yield f"{name}: {it.title}"
    yield from (wrapped(each, 2) for each in (it.subtitle, it.about) if each)
    yield from facts(
        ("audience", it.audience), ("sees", it.sees), ("texts", ", ".join(each.instrument for each in it.texts))
    )
    yield from headed("Sections", (_section(each) for each in it.sections))


def _section(spec: SectionSpec) -> str:
    marks = [", ".join((*spec.of, *spec.clauses)), f"against {spec.against}" if spec.against else ""]
    about = "; ".join(each for each in (*marks, "internal" if spec.internal else "") if each)
    head = f"{spec.section}: {spec.heading}" if spec.heading else spec.section
    return wrapped(f"{head} ({about})" if about else head, 2)

"""Further reasons and other wordings: what the margin has no room for, behind the text."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.model.marks import mark_in_short
from travaux.model.tree import Block, Division, Emph, Inline, Items, Note, Origin, Para, Text
from travaux.passes.beside import Beside, articles, clauses_in, headed, headline


def further_notes(beside: Beside, body: tuple[Block, ...], left_over: Mapping[str, list[Note]]) -> tuple[Block, ...]:
    """One headed part outside the text: by article, each clause's remaining reasons and its other variants."""
    parts = [part for article in articles(body) for part in _article(beside, article, left_over)]
    return (headed("further", "Further reasons and other wordings", tuple(parts)),) if parts else ()


def _article(beside: Beside, article: Division, left_over: Mapping[str, list[Note]]) -> list[Block]:
    parts: list[Block] = []
    for name in clauses_in(article.children):
        if name in beside.selection.chosen:
            parts.extend(_clause(beside, name, left_over.get(name, [])))
    return [headed(f"further-{article.ident}", headline(article), tuple(parts))] if parts else []


def _clause(beside: Beside, name: str, notes: list[Note]) -> list[Block]:
    clause = beside.selection.library.clauses[name]
    origin = Origin(name, beside.selection.chosen[name])
    items = [(Emph((Text(note.lead),), "**"), Text(" "), *note.body, *_mark(note)) for note in notes]
    others = beside.variants_in_words(clause)
    if others:
        lead = "Other variants." if name in beside.selection.options else "Variants."
        items.append((Emph((Text(lead),), "**"), Text(" "), *others))
    if not items:
        return []
    heading = beside.run(clause.path, ("heading",), origin)
    return [Para((Emph(heading, "**"),), origin), Items(tuple(items), origin)]


def _mark(note: Note) -> tuple[Inline, ...]:
    mark = mark_in_short(note.confidence)
    return (Text(mark),) if mark else ()

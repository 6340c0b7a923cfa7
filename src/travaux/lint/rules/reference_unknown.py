"""L502: a reference to a clause, label or article that the library does not have."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import get_args

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.cited import missing
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.fields import Kind
from travaux.model.instrument import Item
from travaux.model.law import Law
from travaux.model.tree import Ref, Target

_OTHERS = ("reservation", "declaration", "inserted")


@rule(
    "L502",
    "reference-unknown",
    Severity.ERROR,
    over="clause",
    hint="name a clause by its file, a label as it is typed there, an article that the treaty has",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A cross-reference names something that the library does not have.

    Every variant is looked at, chosen or not, and the commentary and reasons beside it: the next
    delegation may ask for the variant that no instrument takes today. A text that is built checks its
    own references as well; what it has reported (P412) is not said twice.

    Example: `[](#offence-advertize)`, `[](#:4)` in a clause of three paragraphs, `[](#ets-185:91)`.

    Instead: `[](#offence-advertise)`, `[](#:3)`, `[](#ets-185:9.1)`.
    """
    for passage in (*ground.texts_of(clause), *ground.beside(clause)):
        for node in passage.references:
            for why in _wrong(node, passage, ground):
                span = passage.of(node.span)
                if span not in ground.leading_nowhere:
                    yield Finding(span, f"reference {node.typed} leads nowhere: {why[0]}", why[1])


def _wrong(node: Ref, passage: Passage, ground: Ground) -> Iterator[tuple[str, str]]:
    """Why a reference leads nowhere, and what to do, for each of its targets that does."""
    for target in node.targets:
        for end in (target, target.last):
            if end is not None:
                yield from _target(end, passage, ground)
        if target.last is not None and (law := ground.library.law.get(target.ident)):
            numbers = [article.article for _, article in law.every_article()]
            ends = [each.label.partition(".")[0] for each in (target, target.last)]
            if set(ends) <= set(numbers) and numbers.index(ends[0]) > numbers.index(ends[1]):
                yield f"the range runs backwards, from {ends[0]} to {ends[1]}", "put the lower number first"


def _target(target: Target, passage: Passage, ground: Ground) -> Iterator[tuple[str, str]]:
    library = ground.library
    scope, colon, name = target.ident.partition(":")
    if colon:
        yield from _group(scope, name, ground)
    elif target.ident in library.law:
        yield from _article(library.law[target.ident], target.label, ground)
    elif target.ident in library.clauses:
        clause = library.clauses[target.ident]
        if target.label and target.label not in _labels(clause, passage, ground):
            where = "this clause" if clause.id == passage.clause else f"“{clause.id}”"
            yield f"{where} has no provision labelled “{target.label}”", "refer to a label that is typed there"
    elif not _is_named(target.ident, ground):
        near = get_close_matches(target.ident, [*library.clauses, *library.law], n=1)
        yield f"there is no clause or treaty “{target.ident}”", f"did you mean “{near[0]}”?" if near else ""


def _group(scope: str, name: str, ground: Ground) -> Iterator[tuple[str, str]]:
    instruments = ground.library.instruments.values()
    if scope == "all" and name not in (*get_args(Kind), *_OTHERS):
        near = get_close_matches(name, (*get_args(Kind), *_OTHERS), n=1)
        yield f"“{name}” is no kind of clause", f"did you mean “all:{near[0]}”?" if near else ""
    if scope == "group" and instruments and not any(name in each.groups for each in instruments):
        yield f"no instrument has a group “{name}”", "list the group under groups: in an instrument"


def _article(law: Law, label: str, ground: Ground) -> Iterator[tuple[str, str]]:
    """Whether a treaty has a provision, as far as its articles and their labels are recorded."""
    article, _, inside = label.partition(".")
    if label and (why := missing(ground, law, article, inside)):
        yield why, "check the number against the treaty"


def _labels(clause: Clause, passage: Passage, ground: Ground) -> set[str]:
    """The labels that may be referred to from a passage: its own variant's, or those of any variant."""
    own = clause.id == passage.clause and passage.variant
    found: set[str] = set()
    for text in ground.texts_of(clause):
        if not own or text.variant == passage.variant:
            found.update(ground.provisions(text))
            if clause.form_of(text.variant) == "conduct":
                found.add("1")
    return found


@lru_cache(maxsize=256)
def _ids(items: tuple[Item, ...]) -> frozenset[str]:
    """The ids of divisions and articles, which a reference may name as well."""
    found: set[str] = set()
    for item in items:
        inside = item.division()
        if inside:
            found |= {inside[1].id} | _ids(inside[1].contents)
        elif item.article:
            found.add(item.article.id)
            if item.article.inserts:
                found.add(item.article.inserts.article.id)
    return frozenset(found)


def _is_named(ident: str, ground: Ground) -> bool:
    """Whether an instrument names a division or an article so, or a file has the id but could not be read."""
    return any(ident in _ids(each.body) for each in ground.library.instruments.values()) or any(
        path.endswith(f"/{ident}.yaml") for path in ground.library.texts
    )

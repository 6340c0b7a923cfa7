"""Where an instrument uses which clause: one walk for everyone who asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from travaux.model.instrument import ArticleSpec, DivisionSpec, Instrument, Item
from travaux.model.stages import KeyPath

UseRole: TypeAlias = Literal["recital", "chapeau", "point", "clause"]


@dataclass(frozen=True, slots=True)
class Use:
    """A clause named in an instrument: `clause[:variant]`, where in the file, as what, and into which place.

    `into` is the id of the chapter it stands in, "preamble", or the path in the amended treaty; `chapeau` the
    clause that stands over it ("" if there is none), which completes it if its words are those of conduct.
    """

    clause: str
    variant: str
    key: KeyPath
    role: UseRole
    into: str
    chapeau: str = ""


def uses(instrument: Instrument) -> Iterator[Use]:
    """Every use of a clause in order of the text; a chapter's chapeau comes before its articles."""
    for index, ref in enumerate(instrument.preamble):
        yield _use(ref, ("preamble", index), "recital", "preamble")
    yield from _items(instrument.body, ("body",), "", "")


def _use(ref: str, key: KeyPath, role: UseRole, into: str, chapeau: str = "") -> Use:
    clause, _, variant = ref.partition(":")
    return Use(clause, variant, key, role, into, chapeau.partition(":")[0])


def _items(items: tuple[Item, ...], key: KeyPath, into: str, chapeau: str) -> Iterator[Use]:
    for index, item in enumerate(items):
        inside = item.division()
        if inside:
            level, spec = inside
            yield from _division(spec, (*key, index, level), chapeau)
        elif item.article:
            yield from article_uses(item.article, (*key, index, "article"), into, chapeau)


def _division(spec: DivisionSpec, key: KeyPath, chapeau: str) -> Iterator[Use]:
    if spec.chapeau:
        yield _use(spec.chapeau, (*key, "chapeau"), "chapeau", spec.id)
    yield from _items(spec.contents, (*key, "contents"), spec.id, spec.chapeau or chapeau)


def article_uses(spec: ArticleSpec, key: KeyPath, into: str, chapeau: str = "") -> Iterator[Use]:
    """The uses in one article, in order, those it inserts into another treaty included.

    Its own chapeau stands over its points; where it has none, that one, or else `chapeau` (its chapter's), stands
    over its clauses.
    """
    over = "" if spec.points else spec.chapeau or chapeau
    if spec.chapeau:
        yield _use(spec.chapeau, (*key, "chapeau"), "chapeau", into)
    for index, ref in enumerate(spec.points):
        yield _use(ref, (*key, "points", index), "point", into, spec.chapeau)
    for index, ref in enumerate(spec.clauses):
        yield _use(ref, (*key, "clauses", index), "clause", into, over)
    if spec.inserts:
        yield from article_uses(spec.inserts.article, (*key, "inserts", "article"), spec.inserts.into)
    for index, group in enumerate(spec.closing):
        yield from article_uses(group, (*key, "closing", index), into, chapeau)


def ids(instrument: Instrument) -> Iterator[tuple[str, KeyPath]]:
    """The id of each division and article that has one of its own, in order, with its place in the file."""
    yield from _ids(instrument.body, ("body",))


def _ids(items: tuple[Item, ...], key: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    for index, item in enumerate(items):
        inside = item.division()
        if inside:
            level, spec = inside
            yield spec.id, (*key, index, level, "id")
            yield from _ids(spec.contents, (*key, index, level, "contents"))
        elif item.article:
            yield from _article_ids(item.article, (*key, index, "article"))


def _article_ids(spec: ArticleSpec, key: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    if spec.id:
        yield spec.id, (*key, "id")
    if spec.inserts:
        yield from _article_ids(spec.inserts.article, (*key, "inserts", "article"))

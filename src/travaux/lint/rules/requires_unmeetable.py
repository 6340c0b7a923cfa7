"""L509: a requirement that can't be met, or that asks for nothing."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.clause import Clause, Requirement, Variant
from travaux.model.library import Library
from travaux.model.stages import KeyPath


@rule(
    "L509",
    "requires-unmeetable",
    Severity.WARNING,
    over="clause",
    hint="take one of the two away, or name the variant that is meant",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause requires another that it can't stand beside, or requires a variant that says nothing.

    Each instrument is checked when it is built. But a requirement that no instrument can meet shows
    only there, and looks like a fault of the instrument. It is followed through the clauses that are
    required in turn. A required variant with `omit: true` is met by silence, which guards against nothing.

    Example: `offence-sell` requires `safeguard-expression`, which excludes `offence-sell`.

    Instead: exclude only the variant that contradicts: `excludes: ["offence-sell:strict"]`.
    """
    library = ground.library
    for key, needed in _requirements(clause):
        name, _, variant = needed.partition(":")
        other = library.clauses.get(name)
        if other is None:
            continue
        if variant in other.variants and other.variants[variant].omit:
            message = f"“{needed}” is required, and that variant says nothing"
            yield Finding(ground.span(clause.path, key), message, "require a variant that has a text")
        own = key[1] if key[0] == "variants" else ""
        against = _opponent(library, clause, str(own), needed)
        if against:
            yield Finding(ground.span(clause.path, key), against)


def _requirements(owner: Clause | Variant, key: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Each requirement of a clause and of its variants, with its place."""
    for index, each in enumerate(owner.requires):
        at: KeyPath = (*key, "requires", index)
        yield (at, each) if isinstance(each, str) else ((*at, "clause"), each.clause)
    if isinstance(owner, Clause):
        for name, variant in owner.variants.items():
            yield from _requirements(variant, ("variants", name))


def _opponent(library: Library, clause: Clause, own: str, needed: str) -> str:
    """Why what is required can never stand beside the clause (its variant `own`, if the variant requires it)."""
    mine = {clause.id, f"{clause.id}:{own}"} if own else {clause.id}
    refused = {*clause.excludes, *(clause.variants[own].excludes if own else ())}
    seen: set[str] = set()
    queue = [(needed, needed)]
    while queue:
        each, path = queue.pop(0)
        if each in seen:
            continue
        seen.add(each)
        name, _, variant = each.partition(":")
        other = library.clauses.get(name)
        if other is None:
            continue
        if refused & {name, each}:
            return f"“{clause.id}” requires “{path}” and excludes “{each}”: no instrument can have it"
        excludes = {*other.excludes, *(other.variants[variant].excludes if variant in other.variants else ())}
        if excludes & mine:
            return f"“{clause.id}” requires “{path}”, and “{each}” excludes it: no instrument can have it"
        further = (*other.requires, *(other.variants[variant].requires if variant in other.variants else ()))
        queue.extend((name, f"{path} → {name}") for name in map(_plain, further) if name)
    return ""


def _plain(required: str | Requirement) -> str:
    """What is required in every vehicle; "" if only in some."""
    return required if isinstance(required, str) else ""

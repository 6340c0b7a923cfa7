"""L525: an exclusion that only one of the two clauses states."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.library import Clause, Library
from travaux.model.stages import KeyPath


@rule(
    "L525",
    "excludes-one-sided",
    Severity.NOTE,
    over="clause",
    hint="add the exclusion to the other clause's file as well",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A clause excludes another, whose own file does not say so.

    The program needs the exclusion only once. People need it twice: whoever reads or changes the other
    clause does not know that a third file holds something against it.

    Example: `excludes: [safeguard-none]` in one file, and no `excludes` in `safeguard-none.yaml`.

    Instead: write in `safeguard-none.yaml` that it excludes the first.
    """
    stated: list[tuple[str, KeyPath, tuple[str, ...]]] = [(clause.id, (), clause.excludes)]
    stated += [(f"{clause.id}:{name}", ("variants", name), each.excludes) for name, each in clause.variants.items()]
    for own, key, excluded in stated:
        silent = [name for name in dict.fromkeys(excluded) if _is_silent(ground.library, clause.id, name)]
        if silent:
            span = ground.span(clause.path, (*key, "excludes", excluded.index(silent[0])))
            yield Finding(span, _words(own, silent))


def _words(own: str, silent: list[str]) -> str:
    listed = ", ".join(f"“{name}”" for name in silent)
    return f"“{own}” excludes {listed}, which {'does' if len(silent) == 1 else 'do'} not exclude it in turn"


def _is_silent(library: Library, own: str, named: str) -> bool:
    """Whether the clause named says nothing against `own` (nor, in any variant, against one of its variants)."""
    name, _, variant = named.partition(":")
    other = library.clauses.get(name)
    if other is None:
        return False
    speaking = [other.variants[variant]] if variant in other.variants else list(other.variants.values())
    stated = [*other.excludes, *(each for one in speaking for each in one.excludes)]
    return not any(each.partition(":")[0] == own for each in stated)

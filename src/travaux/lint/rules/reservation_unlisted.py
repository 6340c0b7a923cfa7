"""L521: a reservation or declaration that no closing list names."""

from __future__ import annotations

from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground
from travaux.model.stages import Referred
from travaux.model.tree import Ref

_VIENNA = "vclt"


@rule(
    "L521",
    "reservation-unlisted",
    Severity.ERROR,
    over="text",
    hint="choose a clause, or a variant, whose text lists them: [](#all:reservation), [](#all:declaration)",
)
def check(text: Referred, ground: Ground) -> Iterator[Finding]:
    """A text lets a Party reserve or declare something, and its list of what may be reserved is missing.

    "No other reservation may be made" closes the list in the final clauses. A reservation that one article
    offers and the list does not name would be void; so would a declaration of an additional element. In an
    amending protocol the lists are those of the amended treaty, and the consequential amendments must add
    to them. A text that leaves reservations to the Vienna Convention on the Law of Treaties, and says so by
    a reference to its Articles 19 to 23, needs no list of them.

    Example: a paragraph "may reserve the right not to apply …" in a protocol whose final clauses hold no
    `[](#all:reservation)`.

    Instead: `final-reservations-declarations` in a variant with a closed list; in an amending protocol
    `consequential-amendments` in a variant that names them.
    """
    selection = text.numbered.draft.selection
    listed = {target.ident for _, node in ground.facts(text).marked if isinstance(node, Ref) for target in node.targets}
    for kind in ("reservation", "declaration"):
        if f"all:{kind}" in listed or (kind == "reservation" and _VIENNA in listed):
            continue
        for name, variant in selection.chosen.items():
            clause = selection.library.clauses[name]
            chosen = clause.variants[variant]
            labels = chosen.reservations if kind == "reservation" else chosen.declarations
            if labels and not chosen.omit:
                span = ground.span(clause.path, ("variants", variant, f"{kind}s"))
                message = f"“{name}” ({variant}) allows a {kind}"
                yield Finding(span, f"{message}, and “{selection.instrument.id}” has no list of {kind}s")

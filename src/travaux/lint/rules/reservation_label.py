"""L526: a paragraph that allows a reservation or declaration, and a label that says so, without each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.library import Clause
from travaux.model.tree import Block, Division
from travaux.model.walk import inlines, plain

# Only what the sentence's own subject may do: "may reserve", "may, by declaration, require".
_ALLOWS = {
    "reservations": re.compile(r"\bmay(?:,? [^.;,]{1,60},?| also| however)? reserve\b|\breserves? the right\b"),
    "declarations": re.compile(
        r"\bmay(?:, however,| also| nevertheless)?(?: ,?by (?:a )?declaration[^.;,]{0,60},?)? (?:declare that it )?requires?\b"
    ),
}
_SAYS = {"reservations": "may reserve", "declarations": "may require"}


@rule(
    "L526",
    "reservation-label",
    Severity.ERROR,
    over="clause",
    hint="list the label of the paragraph, as typed, under reservations: or declarations: of the variant",
)
def check(clause: Clause, ground: Ground) -> Iterator[Finding]:
    """A paragraph allows a reservation or a declaration, and the variant does not list it, or the reverse.

    The closing list, `[](#all:reservation)`, is made of the labels that each variant gives. A paragraph
    that is not listed is missing from it, and the reservation that it offers would be void. A label that
    leads to other words puts a provision on the list that allows nothing. Text without a label has the
    label `""`.

    Example: `2. Each {{ party }} may reserve the right not to apply …` without `reservations: ["2"]`.

    Instead: add `reservations: ["2"]` to the variant; for "may require" a further element, `declarations`.
    """
    for passage in ground.texts_of(clause):
        variant = clause.variants[passage.variant]
        for field, labels in (("reservations", variant.reservations), ("declarations", variant.declarations)):
            yield from _compared(passage, field, labels, ground)


def _compared(passage: Passage, field: str, labels: tuple[str, ...], ground: Ground) -> Iterator[Finding]:
    words = {label: _words(blocks) for label, blocks in ground.provisions(passage).items()}
    for label, said in words.items():
        if _ALLOWS[field].search(said) and not any(label == each or label.startswith(f"{each}.") for each in labels):
            blocks = ground.provisions(passage)[label]
            where = f"paragraph “{label}”" if label else "the text"
            message = f"{where} says “{_SAYS[field]}”, but variant “{passage.variant}” does not list it under {field}"
            yield Finding(passage.of(blocks[0].origin.span), message)
    for index, label in enumerate(labels):
        span = ground.span(passage.path, ("variants", passage.variant, field, index))
        if label not in words:
            yield Finding(span, f"{field} lists “{label}”, and the text has no paragraph with that label")
        elif not any(_ALLOWS[field].search(said) for each, said in words.items() if _within(each, label)):
            yield Finding(span, f"{field} lists “{label}”, and that paragraph does not say “{_SAYS[field]}”")


def _within(label: str, outer: str) -> bool:
    return label == outer or label.startswith(f"{outer}.")


def _words(blocks: tuple[Block, ...]) -> str:
    """The words of a provision itself, without those of what is labelled below it."""
    return " ".join(plain(inlines(block)) for block in blocks if not isinstance(block, Division))

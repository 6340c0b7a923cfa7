"""L526: a paragraph that allows a reservation or declaration, and a label that says so, without each other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.diagnostics import Severity
from travaux.lint.api import Finding, rule
from travaux.lint.ground import Ground, Passage
from travaux.model.clause import Clause
from travaux.model.stages import KeyPath
from travaux.model.tree import Block, Division
from travaux.model.walk import inlines, plain

_RESERVES = re.compile(r"\bmay\b(?! not\b)[^.;]{0,160}\breserve\b")
_DECLARES = re.compile(
    r"\bmay\b[^.;]{0,160}\b(?:by (?:a |means of a )?declaration\b[^.;]{0,80}\brequires?\b|declare that it requires\b)"
)
_REQUIRES = re.compile(r"\bmay(?: also|, however,| nevertheless)? require\b")
# Only there does "may require" add an element to an offence; elsewhere a Party may require a translation.
_OF_OFFENCES = ("offence", "package", "element", "definition", "ancillary")
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
        if "may" not in passage.vocabulary and not variant.reservations and not variant.declarations:
            continue
        for field, labels in (("reservations", variant.reservations), ("declarations", variant.declarations)):
            yield from _compared(passage, field, labels, clause.kind, ground)


def _allows(field: str, said: str, kind: str) -> bool:
    """Whether the words of a provision allow a reservation, or a declaration."""
    if field == "reservations":
        return bool(_RESERVES.search(said))
    return bool(_DECLARES.search(said) or (kind in _OF_OFFENCES and _REQUIRES.search(said)))


def _compared(passage: Passage, field: str, labels: tuple[str, ...], kind: str, ground: Ground) -> Iterator[Finding]:
    provisions = ground.provisions(passage)
    allowing = {label for label, blocks in provisions.items() if _allows(field, _words(blocks), kind)}
    for label in provisions:
        if label in allowing and not any(_within(label, each) for each in labels):
            where = f"paragraph “{label}”" if label else "the text"
            message = f"{where} says “{_SAYS[field]}”, but variant “{passage.variant}” does not list it under {field}"
            yield Finding(passage.of(provisions[label][0].origin.span), message)
    for index, label in enumerate(labels):
        key: KeyPath = ("variants", passage.variant, field, index)
        if label not in provisions:
            message = f"{field} lists “{label}”, and the text has no paragraph with that label"
            yield Finding(ground.span(passage.path, key), message, "list a label that is typed in the text")
        elif not any(_within(each, label) for each in allowing):
            message = f"{field} lists “{label}”, and that paragraph does not say “{_SAYS[field]}”"
            hint = "take the label away, or say in the paragraph what may be done"
            yield Finding(ground.span(passage.path, key), message, hint)


def _within(label: str, outer: str) -> bool:
    return label == outer or label.startswith(f"{outer}.")


def _words(blocks: tuple[Block, ...]) -> str:
    """The words of a provision itself, without those of what is labelled below it."""
    return " ".join(plain(inlines(block)) for block in blocks if not isinstance(block, Division))

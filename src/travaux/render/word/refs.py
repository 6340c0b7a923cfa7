"""Which words of a reference are numbers that the word processor can keep right by itself.

A reference leads to divisions; the label of each, and of what they stand in, is looked for among its words. What is
found becomes a field, the rest stays as the house style wrote it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Goal:
    """A division that can be referred to: its anchor, its label as a reference says it, whether it is counted."""

    ident: str
    label: str
    counted: bool
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """Where the label of a division stands among the words of a reference."""

    start: int
    end: int
    goal: Goal

    def code(self, bookmark: str) -> str:
        r"""The field: `\n` says the counted number of the paragraph, none the words in the bookmark (17.16.5.51)."""
        return rf"REF {bookmark} \n \h" if self.goal.counted else rf"REF {bookmark} \h"


def numbers(words: str, anchors: tuple[str, ...], goals: Mapping[str, Goal]) -> tuple[Number, ...]:
    """The labels found among the words of a reference, in their order; none overlap."""
    found: list[Number] = []
    at = 0
    for goal in (each for anchor in anchors for each in _chain(anchor, goals)):
        if goal.ident in (each.goal.ident for each in found):
            continue
        if place := re.compile(rf"(?<!\w){re.escape(goal.label)}(?!\w)").search(words, at):
            found.append(Number(place.start(), place.end(), goal))
            at = place.end()
    return tuple(found)


def _chain(anchor: str, goals: Mapping[str, Goal]) -> Iterator[Goal]:
    """A division and those it stands in, the outermost first."""
    goal = goals.get(anchor)
    if goal:
        yield from _chain(goal.parent, goals)
        if goal.label:
            yield goal

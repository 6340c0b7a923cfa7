"""Sentences of one row that go and come: reworded, and not lost and gained."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from travaux.diff.effects.likeness import Bag, bag
from travaux.diff.effects.made import restated, shorts
from travaux.diff.effects.phrases import nature
from travaux.diff.effects.rules import rule
from travaux.diff.effects.sentences import Change, akin, normal
from travaux.diff.effects.setting import Set
from travaux.model.redline import Effect

_HAVING: Final = re.compile(r"\bshall (?:also )?encourage\b", re.I)
"""What others are to be moved to do, and the parties do not themselves."""
_ALIKE: Final = 0.7
"""Two sentences that have less than this in common do not say the same in other words."""
_LONG: Final = 5
_SEVERAL: Final = 3
"""So many words of so many letters must tell them apart: “forthwith” for “immediately” does not."""


def replaced(changed: Sequence[Set]) -> tuple[list[Effect], list[Set]]:
    """Of sentences of one row that bind, those that were reworded: one goes, and one of its matter comes.

    Gives what is said of them, which turns round, and the sentences that are left.
    """
    gone, come = [each for each in changed if not each[0].new], [each for each in changed if not each[0].old]
    if not (gone and come):
        return [], list(changed)
    gone, come = [each for each in gone if binds(each[0])], [each for each in come if binds(each[0])]
    pairs = [(one, other) for one in gone for other in come if akin(one[0].old, other[0].new)]
    met = {id(each) for pair in pairs for each in pair}
    found = [restated(*shorts(one[0].old, other[0].new)) for one, other in pairs[:1]]
    return found, [each for each in changed if id(each) not in met]


def binds(change: Change) -> bool:
    """Whether a sentence that only one text has binds the parties."""
    return nature(change.old or change.new) in ("obligation", "offence")


def exchanged(change: Change) -> Iterator[Effect]:
    """Of a sentence that lays something down and became another one, of which nothing else is told: that it did."""
    old, new = change.old, change.new
    turned = bool(_HAVING.search(old)) != bool(_HAVING.search(new))
    if change.rewritten or turned or _other(bag(normal(old)), bag(normal(new))):
        natures = {nature(each) for each in (old, new)}
        if natures == {"obligation"}:
            yield restated(*shorts(old, new))
        elif natures == {"obligation", ""} and any(map(rule, (old, new))):
            why = "What one sentence says the parties owe, the other lays down in another way: read both texts."
            yield Effect("provision-changed", "neutral", why, *shorts(old, new))


def _other(one: Bag, other: Bag) -> bool:
    """Whether each of two sentences says something that the other does not, and no small part of it."""
    if one.telling <= other.telling or other.telling <= one.telling:
        return False
    if sum(len(each) >= _LONG for each in one.telling ^ other.telling) < _SEVERAL:
        return False
    return 2 * one.shared(other) < _ALIKE * (one.weight + other.weight)


def joined(found: list[Effect]) -> list[Effect]:
    """Effects, less a second one on reservations or declarations: where one goes and comes, both texts say it."""
    for kind in {each.kind for each in found if each.kind.partition("-")[0] in ("reservation", "declaration")}:
        both = [each for each in found if each.kind == kind]
        if len(both) == 2 and [bool(each.old) for each in both] != [bool(each.new) for each in both]:
            gone, come = sorted(both, key=lambda each: not each.old)
            if not (gone.new or come.old):
                found[found.index(both[0])] = replace(gone, new=come.new)
                found.remove(both[1])
    return found

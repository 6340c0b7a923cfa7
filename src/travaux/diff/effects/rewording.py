"""Sentences of one row that go and come: reworded, and not lost and gained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from travaux.diff.effects.made import restated, short
from travaux.diff.effects.phrases import nature
from travaux.diff.effects.sentences import Change, akin
from travaux.diff.effects.setting import Set
from travaux.model.redline import Effect


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
    found = [restated(short(one[0].old), short(other[0].new)) for one, other in pairs[:1]]
    return found, [each for each in changed if id(each) not in met]


def binds(change: Change) -> bool:
    """Whether a sentence that only one text has binds the parties."""
    return nature(change.old or change.new) in ("obligation", "offence")


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

"""Points that became paragraphs, or came under other words: each is read with the words that open its list.

"Each Party shall consider: (a) …" says of the point that it is to be considered. So where a list comes or goes
around a point that stays, the sentence is the chapeau and the point.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from travaux.diff.effects.bearers import spoken
from travaux.diff.effects.phrases import nature
from travaux.diff.effects.points import chapeaus, read_through
from travaux.diff.effects.sentences import Change, normal, sentences
from travaux.diff.effects.verbs import modals
from travaux.model.redline import Passage, Row, Side, Words

_KEPT = 0.45
"""From this share on, a redline keeps one text in the other (`docs/redlines.md`)."""


def keeps(words: Words) -> bool:
    """Whether a redline keeps so much of a row that both its sides are one text."""
    kept = sum(len(text) for sign, text in words if sign == "=")
    return 2 * kept >= _KEPT * sum(len(text) * (2 if sign == "=" else 1) for sign, text in words) and kept > 0


class Lists:
    """Which points of two texts stand under which words, and which of these words came or went around them."""

    def __init__(self, rows: Sequence[Row], old: Sequence[Passage], new: Sequence[Passage]) -> None:
        self._rows, self._texts = rows, (old, new)

    @cached_property
    def _over(self) -> tuple[dict[str, Passage], dict[str, Passage]]:
        return chapeaus(self._texts[0], lone=True), chapeaus(self._texts[1], lone=True)

    @cached_property
    def _alone(self) -> tuple[frozenset[str], frozenset[str]]:
        """The passages of each text that the other has not."""
        old = (each.id for row in self._rows if row.old and not row.new for each in row.old.passages)
        new = (each.id for row in self._rows if row.new and not row.old for each in row.new.passages)
        return frozenset(old), frozenset(new)

    @cached_property
    def _read(self) -> tuple[frozenset[str], frozenset[str]]:
        """The chapeaus of each text, by id, that are read with a point which both texts have."""
        both = [self._both(row) for row in self._rows if row.old and row.new and self._parted(row)]
        old, new = (frozenset(over.id for each in both if (over := each[side])) for side in (0, 1))
        return old, new

    def over(self, row: Row) -> tuple[str, ...]:
        """The words that open the list in which the row is a point, on each side that it has."""
        return tuple(each.text if each else "" for side, each in enumerate(self._both(row)) if (row.old, row.new)[side])

    def spoken(self, row: Row) -> tuple[str, str]:
        """The words of both sides; of a point whose list came or went around it, with the words that open it."""
        texts = spoken(row.old), spoken(row.new)
        if not (row.old and row.new) or not self._parted(row):
            return texts
        return self._through(row)

    def _through(self, row: Row) -> tuple[str, str]:
        """The words of both sides of a row, each with the sentence that opens its list."""
        sides = zip(self._both(row), (spoken(row.old), spoken(row.new)), strict=True)
        one, other = (read_through(sentences(over.text)[-1], text) if over else text for over, text in sides)
        return one, other

    def turns(self, row: Row) -> bool:
        """Whether a row whose words stay is under other words now that open its list."""
        if not (row.old and row.new) or not self._parted(row):
            return False
        one, other = (normal(each.text) if each else "" for each in self._both(row))
        return one != other

    def is_read(self, row: Row) -> bool:
        """Whether a row that one text alone has opens a list of which a point is read with it."""
        side = 0 if row.old else 1
        mine: Side | None = (row.old, row.new)[side]
        return mine is not None and not (row.old and row.new) and mine.passages[-1].id in self._read[side]

    def _both(self, row: Row) -> tuple[Passage | None, Passage | None]:
        """The chapeau over the old side of a row and that over the new one."""
        old, new = (
            over.get(side.passages[0].id) if side else None
            for side, over in zip((row.old, row.new), self._over, strict=True)
        )
        return old, new

    def _parted(self, row: Row) -> bool:
        """Whether only one side is a point, or the words over one of them are in that text alone."""
        over = self._both(row)
        if not any(each and modals(each.text) for each in over):
            return False
        if (over[0] is None) != (over[1] is None):
            return True
        parted = any(each is not None and each.id in alone for each, alone in zip(over, self._alone, strict=True))
        return parted and not self._strange(row)

    def _strange(self, row: Row) -> bool:
        """Whether what opens the list in one text binds the parties, and in the other is another sentence altogether.

        Then the point stands under something else, and each of the two is told where it stands.
        """
        one, other = self._through(row)
        return ("" in (nature(one), nature(other))) and nature(one) != nature(other) and Change.of(one, other).rewritten

"""Where deleted passages stand among the rows, which keep the order of the new text.

What an article lost stands in that article, wherever it is now, behind what stood before it; an article that is gone
stands behind all of the one before it, so that it never parts old words from the new ones in their place.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from travaux.diff.pairing import HEADS
from travaux.model.redline import Passage


def deleted(
    old: Sequence[Passage], new: Sequence[Passage], there: Mapping[int, int], placed: Collection[int]
) -> Mapping[int, list[int]]:
    """The deleted passages, by index, under the index of the new passage that they come behind; -1: before all.

    `there` leads from the old passages that the new text has to theirs (the last of several); those of the new ones
    that keep their order are `placed`.
    """
    out: defaultdict[int, list[int]] = defaultdict(list)
    heads = _heads(new)
    ends = {head: index for index, head in enumerate(heads)}
    last = within = -1
    lasting = True  # whether the heading over what is looked at is in the new text, or there is none
    for index, each in enumerate(old):
        begins = each.level in HEADS
        if begins:
            lasting, within = index in there, there.get(index, -1)
        if index not in there:
            if lasting and within >= 0:
                out[within].append(index)
            else:
                if begins and last >= 0:
                    last = ends[heads[last]]
                out[last].append(index)
            continue
        now = there[index]
        if now in placed:
            last = max(last, now)
        if within >= 0 and heads[now] == heads[within]:
            within = now
    return out


def _heads(passages: Sequence[Passage]) -> list[int]:
    """The heading that stands over each passage, or is it; -1 where none does."""
    out, head = [], -1
    for index, each in enumerate(passages):
        head = index if each.level in HEADS else head
        out.append(head)
    return out

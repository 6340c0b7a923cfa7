"""Where deleted passages stand among the rows, which keep the order of the new text.

What an article lost stands in that article, wherever it is now, behind what stood before it. An article that is gone
stands together, behind the whole of the article that it followed, so that it never parts the rows of another one: not
even of one that took some of its passages over. Of several that are gone in a row, each follows the one before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from travaux.diff.pairing import HEADS, heads_over
from travaux.model.redline import Passage


def deleted(
    old: Sequence[Passage], new: Sequence[Passage], there: Mapping[int, int], placed: Collection[int]
) -> Mapping[int, list[int]]:
    """The deleted passages, by index, under the index of the new passage that they come behind; -1: before all.

    `there` leads from the old passages that the new text has to theirs (the last of several); those of the new ones
    that keep their order are `placed`.
    """
    out: defaultdict[int, list[int]] = defaultdict(list)
    heads = heads_over(new)
    ends = {head: index for index, head in enumerate(heads)}
    last = within = end = -1  # the last passage in place; the last of the article; the end of what was gone through
    lasting, whole = True, False  # whether the heading over a passage is in the new text; whether its article is gone
    for index, each in enumerate(old):
        head = each.level in HEADS
        now = there.get(index, -1)
        if head:
            lasting, within = now >= 0, now
            whole = not lasting and each.level == "article"
            last = last if lasting else max(last, end)
        if now < 0:
            behind = end if whole or head else last
            out[within if lasting and within >= 0 else behind].append(index)
            continue
        if now in placed:
            last = max(last, now)
            end = max(end, ends[heads[now]]) if head or (within < 0 and not whole) else end
        if within >= 0 and heads[now] == heads[within]:
            within = now
    return out

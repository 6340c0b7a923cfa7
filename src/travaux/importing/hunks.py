"""What was taken out and put in, side by side and in order, from the pieces that each paragraph is made of.

Nothing is found by comparing: what a paragraph keeps is known to the character, and so is what nobody keeps.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

END = "¶"
"""The end of a paragraph, where one was divided or two were made one."""

Hunk = tuple[str, str]
"""What was taken out, and what was put in for it."""


@dataclass(frozen=True, slots=True)
class Run:
    """Kept characters of a former paragraph (`home`), or (`home` -1) words put in."""

    words: str
    home: int = -1
    start: int = 0
    end: int = 0


def hunks(rows: Sequence[Sequence[Run]], former: Callable[[int], str]) -> list[tuple[Hunk, ...]]:
    """The changes of each paragraph; `former` gives the words of a former one.

    What no paragraph keeps stands with the kept words behind it, else with the last before it. A former paragraph of
    which nothing is kept is told nowhere here.
    """
    telling = _Telling(former)
    for row in rows:
        for run in row:
            if run.home >= 0:
                telling.kept[run.home].append((run.start, run.end))
    for each in telling.kept.values():
        each.sort()
    nexts = [next((run.home for run in row if run.home >= 0), -1) for row in rows[1:]]
    return [tuple(telling.row(row, after)) for row, after in zip(rows, [*nexts, -1], strict=True)]


@dataclass(slots=True)
class _Telling:
    former: Callable[[int], str]
    kept: defaultdict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))

    def row(self, row: Sequence[Run], after: int) -> Iterator[Hunk]:
        """One paragraph; `after` is the former paragraph of which the next one keeps words first."""
        out, put_in = "", ""
        last: Run | None = None
        for run in row:
            if run.home < 0:
                put_in += run.words
                continue
            if last and run.home != last.home:
                out += self.behind(last) + END
            out += self.before(run)
            if (out or put_in) and run.end > run.start:
                yield out, put_in
                out = put_in = ""
            last = run
        if last:
            out += self.behind(last)
            put_in += END if after == last.home else ""
        if out or put_in:
            yield out, put_in

    def before(self, run: Run) -> str:
        """What nobody keeps of the words right before a run."""
        place = bisect_right(self.kept[run.home], (run.start, run.start))
        begins = max((end for _, end in self.kept[run.home][:place] if end <= run.start), default=0)
        return self.former(run.home)[begins : run.start]

    def behind(self, run: Run) -> str:
        """What nobody keeps behind a run, if it is the last that is kept."""
        last = max(end for _, end in self.kept[run.home])
        return self.former(run.home)[last:] if last == run.end else ""

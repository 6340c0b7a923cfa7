"""Changes of term: one expression that gave way to another throughout a text, or wherever it meant the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from travaux.diff.tokens import is_number
from travaux.model.redline import Row, TermChange, Words

_LONGEST = 6
_OFTEN = 3
_SELDOM = 3
"""How many times as often a term gave way as it stayed; "Protocol" may stay in the titles of others."""
_CHANGED = frozenset({"changed", "moved-changed", "split", "merged"})
_KEPT = frozenset({"equal", "renumbered", "moved"})


def terms(rows: Sequence[Row]) -> tuple[TermChange, ...]:
    """The terms that gave way to the same other at least three times, and seldom stayed in what was kept."""
    found: Counter[tuple[str, str]] = Counter()
    changed = [row for row in rows if row.status in _CHANGED]
    for row in changed:
        found.update(_replaced(row.words))
    often = [pair for pair, count in found.most_common() if count >= _OFTEN]
    if not often:
        return ()
    kept = "\n".join(row.new.text if row.status in _KEPT else _kept(row) for row in rows if row.new and row.old)
    return tuple(
        TermChange(one, other, found[one, other])
        for one, other in sorted(often, key=lambda pair: (-found[pair], pair))
        if _stays_at_most(one, kept, found[one, other] // _SELDOM)
    )


def _stays_at_most(term: str, text: str, most: int) -> bool:
    """Whether a term stands in a text, as whole words, no more than so many times."""
    whole = re.compile(rf"{re.escape(term)}(?<!\w{re.escape(term)})(?!\w)")
    return len(list(islice(whole.finditer(text), most + 1))) <= most


def _kept(row: Row) -> str:
    return "\n".join(text for op, text in row.words if op == "=")


def _replaced(words: Words) -> Iterator[tuple[str, str]]:
    """The short replacements in a row: words deleted and the words put in their place, no numbers."""
    for (op, old), (then, new) in pairwise(words):
        if op != "-" or then != "+":
            continue
        one, other = old.strip(), new.strip()
        short = max(len(one.split()), len(other.split())) <= _LONGEST
        if short and one and other and not is_number(one) and one[0].isalpha() and other[0].isalpha():
            yield one, other

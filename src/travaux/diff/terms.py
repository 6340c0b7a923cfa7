"""Changes of term: one expression that gave way to another throughout the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from travaux.diff.tokens import is_number
from travaux.model.redline import Comparand, Row, TermChange, Words

_LONGEST = 6
_OFTEN = 3


def terms(rows: Sequence[Row], old: Comparand, new: Comparand) -> tuple[TermChange, ...]:
    """The terms replaced by the same other at least three times, of which the new text has the old one no more."""
    found: Counter[tuple[str, str]] = Counter()
    for row in rows:
        if row.status not in ("equal", "renumbered", "moved", "inserted", "deleted", "consequential", "editorial"):
            found.update(_replaced(row.words))
    often = {pair: count for pair, count in found.items() if count >= _OFTEN}
    if not often:
        return ()
    after = "\n".join(each.text for each in new.passages)
    return tuple(
        TermChange(one, other, count)
        for (one, other), count in sorted(often.items(), key=lambda each: (-each[1], each[0]))
        if not _stands(one, after)
    )


def only_terms(words: Words, changed: Iterable[TermChange]) -> bool:
    """Whether all that changes in the words of a row are these terms."""
    known = {(each.old, each.new) for each in changed}
    edits = sum(op == "-" for op, _ in words), sum(op == "+" for op, _ in words)
    pairs = list(_replaced(words))
    return bool(pairs) and edits == (len(pairs), len(pairs)) and all(pair in known for pair in pairs)


def _replaced(words: Words) -> Iterator[tuple[str, str]]:
    """The short replacements in a row: words deleted and the words put in their place, no numbers."""
    for (op, old), (then, new) in pairwise(words):
        if op != "-" or then != "+":
            continue
        one, other = old.strip(), new.strip()
        short = max(len(one.split()), len(other.split())) <= _LONGEST
        if short and one and other and not is_number(one) and one[0].isalpha() and other[0].isalpha():
            yield one, other


def _stands(term: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) is not None

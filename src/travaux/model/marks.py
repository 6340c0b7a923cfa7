"""How far a statement may be trusted, in words: the marks printed beside reasons and sources.

`verified` is unmarked. S: its source says so, unchecked elsewhere. H, M, L: from memory,
with high, medium or low confidence.
"""

from __future__ import annotations

from collections.abc import Mapping

MARKS: Mapping[str, tuple[str, str]] = {
    "source": ("S", "as its source says"),
    "high": ("H", "from memory"),
    "medium": ("M", "from memory, to be checked"),
    "low": ("L", "from memory, doubtful"),
}


def mark_in_full(confidence: str) -> str:
    """The mark with its meaning, "M: from memory, to be checked"; "" for what was verified."""
    return ": ".join(MARKS[confidence]) if confidence in MARKS else ""


def mark_in_short(confidence: str) -> str:
    """The mark alone, in brackets after a space; "" for what was verified."""
    return f" [{MARKS[confidence][0]}]" if confidence in MARKS else ""


def key_to_marks() -> str:
    """The meaning of all marks in one line, for a page on which they stand alone."""
    return "; ".join(f"[{letter}] {words}" for letter, words in MARKS.values())

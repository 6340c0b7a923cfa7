"""How the messages of faults show values, lists and near misses."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import lru_cache


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, or "" if none is near."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=512)
def _nearest(word: str, known: tuple[str, ...]) -> str:
    return next(iter(difflib.get_close_matches(word, known, 1, 0.6)), "")


def listed(words: Iterable[str], limit: int = 12) -> str:
    """Words in quotation marks, separated by commas; the rest of a long list is counted."""
    every = list(words)
    shown = ", ".join(f"“{word}”" for word in every[:limit])
    return shown + (f" and {len(every) - limit} more" if len(every) > limit else "")


def shown(value: str, limit: int = 40) -> str:
    """A value as a message may show it: one line, short, control characters made visible."""
    line = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value)
    return f"“{line[:limit]}…”" if len(line) > limit else f"“{line}”"


def suggest(word: str, known: Iterable[str], otherwise: str) -> str:
    """A hint: the known word nearest to `word`, else all that are known, else what to do when none is."""
    every = sorted(known)
    near = nearest(word, every)
    if near:
        return f"did you mean “{near}”?"
    return f"known here: {listed(every)}" if every else otherwise

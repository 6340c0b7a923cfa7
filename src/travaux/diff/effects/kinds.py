"""The kinds of effect by which something comes into a text or leaves it."""

from __future__ import annotations

from typing import Final

_LOST: Final = frozenset({"safeguard"})
_REMOVED: Final = frozenset({"negation"})


def appears(stem: str) -> str:
    """The kind by which something comes into a text ("safeguard-added")."""
    return f"{stem}-added"


def goes(stem: str) -> str:
    """The kind by which something leaves it: lost, removed or dropped."""
    return f"{stem}-{'lost' if stem in _LOST else 'removed' if stem in _REMOVED else 'dropped'}"

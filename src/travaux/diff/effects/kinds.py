"""The kinds of effect, and what each becomes when the two texts change places."""

from __future__ import annotations

from typing import Final

from travaux.model.redline import Direction

OPPOSITE: Final[dict[Direction, Direction]] = {
    "widens": "narrows",
    "narrows": "widens",
    "hardens": "softens",
    "softens": "hardens",
    "neutral": "neutral",
}
"""What a direction becomes when the new text is read as the old one."""
_ENDS: Final = (
    ("added", "dropped"),
    ("added", "lost"),
    ("added", "removed"),
    ("raised", "lowered"),
    ("widened", "narrowed"),
    ("hardened", "softened"),
    ("opened", "closed"),
    ("stated", "unstated"),
    ("to-content", "to-conduct"),
    ("grown", "shrunk"),
)
_LOST: Final = frozenset({"safeguard"})
_REMOVED: Final = frozenset({"negation"})


def reverse(kind: str) -> str:
    """The kind of the same change the other way: "means-dropped" of "means-added"; itself, if it has no way."""
    for forth, back in _ENDS:
        for end, other in ((forth, back), (back, forth)):
            stem = kind.removesuffix(f"-{end}")
            if stem != kind and _fits(stem, forth, back):
                return f"{stem}-{other}"
    return kind


def appears(stem: str) -> str:
    """The kind by which something comes into a text ("safeguard-added")."""
    return f"{stem}-added"


def goes(stem: str) -> str:
    """The kind by which something leaves it: lost, removed or dropped."""
    return f"{stem}-{'lost' if stem in _LOST else 'removed' if stem in _REMOVED else 'dropped'}"


def _fits(stem: str, forth: str, back: str) -> bool:
    """Whether a stem has this pair of ends, of those that begin alike."""
    return forth != "added" or goes(stem) == f"{stem}-{back}"

"""Where the library is that comes with the program.

A wheel holds `clauses/` and `templates/` as `travaux/_library/`; an editable install
uses those at the root of its checkout, so that no second copy can go stale.
"""

from __future__ import annotations

from pathlib import Path

CARRIED = "<travaux>/"
"""What begins the path of a file of the library that the package carries."""
_PACKAGE = Path(__file__).resolve().parent


def carried() -> Path:
    """The folder that holds the carried `clauses/` and `templates/`."""
    packed = _PACKAGE / "_library"
    return packed if packed.is_dir() else _PACKAGE.parents[1]

"""Characters that a page has and its fonts have not: they are printed as their numbers, and told.

A page names its fonts in its style sheet, as families of one or more files. A character can be set everywhere if
every file has it, or if the family that all others fall back on has it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

FALLBACK = "Signs"
_FACE = re.compile(r'@font-face \{ font-family: "([^"]+)";[^}]*url\("font:([^"]+)"\)')
_PLAIN = frozenset(map(chr, range(0x80)))
_UNSEEN = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def legible(page: str, fonts: Mapping[str, bytes]) -> tuple[str, str]:
    """The page with each character that its fonts lack as its number, "[U+4E2D]", and those characters in order.

    A page that names no fonts is left as it is.
    """
    files = [(family, fonts[name]) for family, name in _FACE.findall(page) if name in fonts]
    asked = set(page) - _PLAIN - _UNSEEN
    if not files or not asked:
        return page, ""
    whole = frozenset.intersection(*(_characters(font) for family, font in files if family != FALLBACK))
    asked -= whole
    asked -= frozenset().union(*(_characters(font) for family, font in files if family == FALLBACK))
    if not asked:
        return page, ""
    runs = re.compile(f"[{re.escape(''.join(sorted(asked)))}]+")
    return runs.sub(lambda run: _numbers(run[0]), page), "".join(sorted(asked))


def _numbers(run: str) -> str:
    return f"[{' '.join(f'U+{ord(each):04X}' for each in run)}]"


@lru_cache(maxsize=32)
def _characters(font: bytes) -> frozenset[str]:
    """The characters that a font file has."""
    from io import BytesIO

    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))

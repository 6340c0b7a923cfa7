"""Reads prose fields into blocks that know their place in the file."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.diagnostics import Span
from travaux.load.placed import Marks
from travaux.load.text import parse_prose
from travaux.model.stages import KeyPath, Prose
from travaux.model.tree import Origin


class MarkedReader:
    """The `Reader` of one loaded library: each file is marked, and each field read, once, when first asked for.

    Texts made with one reader share what it has read.
    """

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._marks: dict[str, Marks] = {}
        self._read: dict[tuple[str, KeyPath, Origin], Prose] = {}

    def _of(self, path: str) -> Marks:
        if path not in self._marks:
            self._marks[path] = Marks(self._texts[path], path)
        return self._marks[path]

    def blocks(self, path: str, key: KeyPath, origin: Origin) -> Prose:
        """The blocks of the scalar at `key` in the file `path`; none where nothing is written."""
        asked = (path, key, origin)
        if asked not in self._read:
            marks = self._of(path)
            placed = marks.placed(key) if key in marks else None
            self._read[asked] = parse_prose(placed.value, placed, origin) if placed else Prose(())
        return self._read[asked]

    def span(self, path: str, key: KeyPath) -> Span:
        """Where the value at `key` begins, or its nearest parent if it is not written."""
        return self._of(path).value(key)

"""What makes the texts of a synoptic table, and compares them: the road of passes, with one reader for all."""

from __future__ import annotations

from travaux.comparing.alone import by_itself
from travaux.comparing.redlines import compared
from travaux.load.read import MarkedReader
from travaux.model.library import Library
from travaux.model.redline import Comparand, Redline
from travaux.model.stages import Reader, Referred, Request, TitlesOnly
from travaux.pipeline import refer


class UsualRoad:
    """The `Road` of `travaux.synopsis.gather`; with a `reader` what it has read already is not read again."""

    def __init__(self, library: Library, reader: Reader | None = None) -> None:
        self._reader = reader or MarkedReader(library.texts)

    def refer(self, library: Library, request: Request) -> Referred:
        """The text of a request, numbered and with its references in words."""
        return refer(library, request, TitlesOnly(), self._reader)

    def alone(self, library: Library, clause: str, variant: str) -> Referred:
        """A text that holds one clause and nothing else."""
        return by_itself(library, clause, variant)

    def compared(self, old: Comparand, new: Comparand) -> Redline:
        """What changes from one side to the other, and what that does in law."""
        return compared(old, new)

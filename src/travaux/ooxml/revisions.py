"""Tracked changes: words and paragraphs inserted, deleted and moved by an author (ECMA-376 Part 1, 17.13.5).

No date is written, so that the same texts give the same bytes. Only the range of a move must bear one
(17.13.5.23 and 17.13.5.28), and a paragraph that came or went whole behind words that did: LibreOffice takes two
changes that touch for one unless author or date differ, and would join the paragraphs. That date is the same for all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from travaux.ooxml.words import Face, run
from travaux.ooxml.xml import el, escape

Kind: TypeAlias = Literal["ins", "del", "moveFrom", "moveTo"]
UNDATED = "1980-01-01T00:00:00Z"
LONGEST = 255  # characters of an author's name: word processors read no longer one
GONE: frozenset[str] = frozenset({"del"})  # kinds whose words stand in `w:delText`; moved ones keep `w:t`


@dataclass(slots=True)
class Revisions:
    """Writes the changes of one author, each with a number of its own."""

    author: str
    apart: bool = False  # whether what follows is dated, to be told from a change that it touches
    _number: int = field(default=10_000)  # above those of bookmarks, which share the space of numbers

    def attributes(self) -> str:
        """The number and the author of the next change."""
        self._number += 1
        dated = f' w:date="{UNDATED}"' if self.apart else ""
        return f' w:id="{self._number}" w:author="{escape(self.author)}"{dated}'

    def words(self, kinds: Sequence[Kind], words: str, face: Face) -> str:
        """Words inside changes, the outermost first; none for words that stay."""
        if not words:
            return ""
        return self.within(kinds, run(words, face, "w:delText" if GONE & set(kinds) else "w:t"))

    def within(self, kinds: Sequence[Kind], inside: str) -> str:
        """Runs inside changes, the outermost first."""
        for kind in reversed(kinds):
            inside = f"<w:{kind}{self.attributes()}>{inside}</w:{kind}>"
        return inside

    def mark(self, kind: Kind | None) -> str:
        """What becomes of the mark at the end of a paragraph: for its properties, "" where it stays."""
        return f"<w:rPr><w:{kind}{self.attributes()}/></w:rPr>" if kind else ""

    def restyled(self, was: str) -> str:
        """That the properties of a paragraph were others: the last of those that it has now (17.13.5.29)."""
        return f"<w:pPrChange{self.attributes()}><w:pPr>{was}</w:pPr></w:pPrChange>"

    def moved(self, kind: Literal["moveFrom", "moveTo"], name: str) -> tuple[str, str]:
        """The beginning and the end of what moved; both places bear the same name."""
        self._number += 1
        start = el(f"w:{kind}RangeStart", w_id=self._number, w_author=self.author, w_date=UNDATED, w_name=name)
        return start, el(f"w:{kind}RangeEnd", w_id=self._number)

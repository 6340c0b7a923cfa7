"""Whether what is wanted stands in what was printed, run for run, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from travaux.ledger.paper import from_pdf
from travaux.ledger.reading import from_akn, from_docx, from_html, from_json, from_md, from_txt
from travaux.ledger.wanted import MARK, Row, drawn_together, parts, squeezed
from travaux.model.marks import MARKS, mark_in_full
from travaux.model.tree import Settled


@dataclass(frozen=True, slots=True)
class Format:
    """How an output is read, how it prints the mark of a note, and what it may add between two runs.

    `grids`: the cells of a row may stand side by side there, line by line, or one below the other behind the names of
    their columns. `paper`: notes are gathered behind the text, a pack's data too.
    """

    read: Callable[[bytes], str]
    mark: Callable[[str], str]
    adds: str
    grids: bool = False
    paper: bool = False


LONGEST = 60
"""How many characters a format may add before a run, at the most."""


def _maybe(*each: str) -> str:
    """What may stand before a run, in this order; rather nothing, where the run itself begins so."""
    return "".join(f"(?:{one})??" for one in each)


_SIGN = "new|besideit|nothere"
_TRUST = rf"\[?(?:{'|'.join(re.escape(squeezed(mark_in_full(each))) for each in MARKS)})\]?"
_LEADS = r"Thesameasatable:page\d+\."
_OVER = "[Cc]ontents|Notes|Dataofthefigures"
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FORMATS = {
    "md": Format(from_md, lambda n: rf"\[\^{n}\]", _maybe(rf"\((?:{_SIGN})\)", _TRUST, r"\[\^\d+\]:")),
    "html": Format(from_html, lambda n: "", _maybe(_SIGN, _TRUST, _OVER, r"\d+\.")),
    "txt": Format(
        from_txt,
        lambda n: f",?{n.translate(_RAISED)}",
        _maybe(rf"<=(?:{_SIGN})|\((?:{_SIGN})\)", _TRUST, r"-|\d+\."),
        grids=True,
    ),
    "json": Format(from_json, lambda n: "", ""),
    "docx": Format(from_docx, lambda n: ",?", _maybe(rf"\((?:{_SIGN})\)", _TRUST, r"•|\d+\.")),
    "akn": Format(from_akn, lambda n: "", _maybe(_TRUST, r"\d+\.")),
    "pdf": Format(from_pdf, lambda n: f",?{n}", _maybe(_LEADS, _SIGN, _TRUST, _OVER, r"\d+\.|•|–"), paper=True),
}
"""What can be read back, by format. A new renderer needs a line here."""


def compared(settled: Settled, data: bytes, name: str) -> list[str]:
    """What an output in a format lost, moved, doubled or added, in words; nothing if it says what it should.

    Raises `KeyError` for a format that can't be read back, `ValueError` for bytes that are not of the format.
    """
    how = FORMATS[name]
    return list(differences(parts(settled, how.paper), how.read(data), how))


def differences(wanted: Iterable[str | Row], said: str, how: Format) -> Iterator[str]:
    """Where the runs wanted do not stand one after the other in what was said, and what stands between them.

    The first run that is not in its place ends the comparison.
    """
    reading = _Reading(squeezed(said), how)
    for each in wanted:
        if isinstance(each, Row) and how.grids:
            yield from reading.row(each)
        else:
            for want in each.cells if isinstance(each, Row) else (each,):
                yield from reading.run(want, how.adds)
        if reading.lost:
            return
    yield from reading.end()


@dataclass(slots=True)
class _Reading:
    """What was said, and how far it has been read."""

    have: str
    how: Format
    at: int = 0
    before: str = ""
    lost: bool = False

    def run(self, wanted: str, adds: str) -> Iterator[str]:
        """One run, whole, behind nothing but what may be added."""
        want = squeezed(wanted)
        if not want or self.lost:
            return
        words = pattern(drawn_together(want) if self.how.paper else want, self.how.mark)
        found = re.compile(f"(?:{adds})(?:{words})").match(self.have, self.at)
        if found is None and (found := re.compile(words).search(self.have, self.at)):
            yield f"added: “{self.have[self.at : found.start()][:300]}” before “{want[:60]}”"
        if found is None:
            self.lost = True
            rest = self.have[self.at :]
            yield f"lost or moved: {_loss(want, rest)} after “{self.before[-60:]}”, where “{rest[:300]}” stands"
        else:
            self.at, self.before = found.end(), want

    def row(self, row: Row) -> Iterator[str]:
        """Cells side by side, if every character of theirs is in their place; else one behind the other."""
        want = "".join(map(squeezed, row.cells))
        for begun in range(self.at, self.at + LONGEST):
            there = self.have[begun : begun + len(want)]
            if not re.fullmatch(self.how.adds, self.have[self.at : begun]) or Counter(there) != Counter(want):
                continue
            if all(_within(squeezed(each), there) for each in row.cells):
                self.at, self.before = begun + len(want), want
                return
        for cell, head in zip_longest(row.cells, row.heads, fillvalue=""):
            named = f"(?:{re.escape(squeezed(head))}:)?" if head else ""
            yield from self.run(cell, f"{self.how.adds}{named}")

    def end(self) -> Iterator[str]:
        """What stands behind the last run."""
        if not re.fullmatch(self.how.adds, self.have[self.at :]):
            yield f"added at the end: “{self.have[self.at : self.at + 300]}”"


def _within(words: str, region: str) -> bool:
    """Whether the characters of some words stand in a region in their order, others among them."""
    rest = iter(region)
    return all(each in rest for each in words)


def pattern(want: str, mark: Callable[[str], str]) -> str:
    """The characters of a run as a pattern, with each note's mark as the format prints it."""
    parts = MARK.split(want)
    return "".join(mark(part) if index % 2 else re.escape(part) for index, part in enumerate(parts))


def _loss(want: str, have: str) -> str:
    """The longest beginning of a run that stands there, and how it should go on."""
    bare = MARK.sub("", want)
    low, high = 0, len(bare)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if bare[:middle] in have else (low, middle - 1)
    return f"“{bare[max(0, low - 60) : low]}” should go on with “{bare[low : low + 40]}”"

"""The preamble of a treaty from elsewhere: its title, its opening words, its recitals, the words that close it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.importing.treaty import Treaty

ROMAN = re.compile(r"[IVXLC]+\.?")
_PREAMBLE = re.compile(r"(?:preamble|préambule)\.?$", re.I)
_RUN_IN = re.compile(r"(?:preamble|préambule)\s+(?=\S)", re.I)
_AGREED = re.compile(
    r"(?:have|has|do|hereby)\b[^.;:]{0,40}\b(?:agreed?|adopt|adopted|resolved|decided)\b|sont convenus?\b", re.I
)


def preamble(made: Treaty, runs: Sequence[tuple[str, str]], title: str, leads: Sequence[str]) -> None:
    """Title, opening words, recitals, closing words: of the level and the words of each passage before the body."""
    lead = re.compile(rf"(?:{'|'.join(map(re.escape, leads))})\b") if leads else re.compile(r"(?!)")
    words = [(level, run) for level, joined in runs for run in _divided(joined, lead)]
    while not title and words and not _is_recital(words[0], lead):
        _, run = words.pop(0)
        if len(run) < 400 and run[-1:] not in ".;:,":
            title = run
        else:
            made.stray.append(run)
    made.title = title
    rest = [(level, run) for level, run in words if not _PREAMBLE.match(run) and run != title]
    for level, run in rest:
        if _is_recital((level, run), lead):
            made.recitals.append(run)
        elif _AGREED.match(run):
            made.closing.append(run)
        elif level == "heading" or made.closing:
            made.stray.append(run)
        elif made.recitals:
            made.recitals.append(run)
        else:
            made.opening.append(run)


def _is_recital(each: tuple[str, str], lead: re.Pattern[str]) -> bool:
    return each[0] == "recital" or lead.match(each[1]) is not None


def _divided(words: str, lead: re.Pattern[str]) -> list[str]:
    """The runs of a preamble that was printed as one: it parts before each word that begins a recital."""
    words = _RUN_IN.sub("", words, count=1)
    cuts = [0]
    for found in re.finditer(r"[;,:]\s+(?=[A-Z])", words):
        at = found.end()
        if lead.match(words, at) or _AGREED.match(words, at) or (ROMAN.fullmatch(words, at) and len(cuts) > 1):
            cuts.append(at)
    if len(cuts) < 3:
        return [words] if words else []
    return [words[one:other].strip() for one, other in zip(cuts, [*cuts[1:], len(words)], strict=True)]

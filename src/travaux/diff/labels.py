"""Labels as they stand in a plain text: which characters are one, and which number they bear at which level.

"Article 8 bis" is the article numbered "8 bis"; "(b)" a point "b"; "iv." a subpoint "iv". Whether "i" is the
ninth letter or the first Roman numeral depends on what went before, which the reader (`plain`) knows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from travaux.model.numerals import from_roman

Rank: TypeAlias = Literal["division", "article", "digit", "alpha", "roman", "bullet"]

MULTIPLIERS = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies)"
"""The Latin adverbs that number what is inserted between two numbers."""

_BIS = rf"(?:[ \u00a0]?[*_]?{MULTIPLIERS}[*_]?)?"
_DIVISION = (
    r"(?:chapter|section|title|part|annex|appendix|schedule|book|subsection|division|chapitre|partie|annexe|titre)"
)
_NUMBER = rf"(?:\d+{_BIS}|(?-i:[IVXLC]+|[A-Z]))(?!\w)"
_HEADED = re.compile(
    rf"(?P<label>(?P<what>articles?|art\.|{_DIVISION})[ \u00a0]+(?P<number>{_NUMBER}){_BIS})"
    r"(?P<rest>$|\s*[.:–—-](?!\w)|\s+(?=(?-i:[A-ZÀ-ÞА-Я“\"‘«(*])))",
    re.IGNORECASE,
)
_ITEM = re.compile(
    rf"(?P<label>\((?:\d{{1,3}}{_BIS}|[a-zA-Z]{{1,2}}{_BIS}|[ivxlc]{{1,6}}|[IVXLC]{{1,6}})\)"
    rf"|(?:\d{{1,3}}(?:\.\d{{1,3}})*{_BIS}|[a-zA-Z]{{1,2}}|[ivxlc]{{1,6}}|[IVXLC]{{1,6}})\\?[.)]"
    rf"|\d{{1,3}}(?:\.\d{{1,3}})+|(?:\d{{1,3}}|[a-zA-Z]|[ivxlc]{{1,6}})(?=[ ]{{2,}}|\t)|§[ \u00a0]?\d+"
    rf"|[-–—•·*+](?=[ \t]))(?=[ \t\u00a0]|$)"
)
_BARE = re.compile(r"(?P<number>\d{1,3})[ ](?=[A-ZÀ-ÞА-Я“\"‘«(\[])|(?P<letters>[a-z]{1,4})[ ]")
_MARKS = re.compile(r"[*_\s\u00a0]+")
_JOINED = re.compile(rf"(\d)({MULTIPLIERS})$")


@dataclass(frozen=True, slots=True)
class Label:
    """Characters at the head of a passage, what they number, and the bare number ("8 bis", "b", "iv")."""

    printed: str
    rank: Rank
    number: str
    what: str = ""


def leading(line: str) -> Label | None:
    """The label that a line begins with, if it does."""
    if (item := _ITEM.match(line)) is not None:
        return _item(item["label"])
    first = line[:1]
    if first.isalpha() and (headed := _HEADED.match(line)) is not None:
        return _headed(line, headed)
    return None


def tentative(line: str, letters: bool = False) -> Label | None:
    """A bare number (or, if asked, letters) before the words: a label only if its place in a series bears it out."""
    found = _BARE.match(line)
    if found is None or (found["letters"] and not letters):
        return None
    number = found["number"] or found["letters"]
    return _item(number)


def _headed(line: str, found: re.Match[str]) -> Label | None:
    """A heading's label; none where it begins with a small letter, as the words of a sentence do."""
    what = found["what"].lower()
    if what[0] != line[0].lower() or not line[0].isupper():
        return None
    number = bare(line[found.start("number") : found.end("label")])
    rank: Rank = "article" if what.startswith("art") else "division"
    return Label(found["label"], rank, number, "article" if rank == "article" else what)


@cache
def _item(label: str) -> Label:
    number = bare(label)
    if not number or number in "-–—•·+":
        return Label(label, "bullet", "")
    if number[0].isdigit():
        return Label(label, "digit", number)
    return Label(label, "roman" if is_roman(number) else "alpha", number)


@cache
def bare(label: str) -> str:
    """The number that a label bears, without its marks: "(b)" is "b", "8 *bis*." is "8 bis"."""
    inner = _MARKS.sub(" ", label.strip(" .()\\*_§\u00a0\t"))
    return _JOINED.sub(r"\1 \2", inner)


def is_roman(number: str) -> bool:
    """Whether the letters could be a Roman numeral."""
    return from_roman(number.lower()) > 0

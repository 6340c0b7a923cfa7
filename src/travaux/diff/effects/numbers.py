"""Numbers and days in a sentence, as they bind: references to articles are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: Final = {
    **{word: at for at, word in enumerate(_ONES)},
    **{word: at * 10 for at, word in enumerate(_TENS) if word},
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
}
_ANY: Final = "|".join(sorted(_VALUES, key=len, reverse=True))
_SPELT: Final = rf"(?:{_ANY})(?:(?:[-‐‑ ]| and )(?:{_ANY}))*"
_PARTS: Final = r"(?:half|halves|thirds?|quarters?|fifths?)"
_UNIT: Final = r"(?:hour|day|week|month|year|per cent|state|part(?:y|ies)|member|ratification|instrument)s?"
_MONTH: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_FIGURE: Final = r"\d+(?:[.,]\d+)*"
_DATE: Final = re.compile(
    rf"\b\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?\b|\b(?:{_MONTH}) \d{{1,2}}, \d{{4}}\b|\b(?:{_MONTH}) \d{{4}}\b"
    r"|\b\d{4}-\d\d-\d\d\b|\b(?:1[89]|20)\d\d\b",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"\b(?:articles?|arts?\.?|paragraphs?|paras?\.?|sub-?paragraphs?|points?|sections?|chapters?|titles?|parts?"
    r"|annex(?:es)?|nos?\.?|protocols?)\s+(?:no\. ?)?"
    r"[\divxlc]+(?:[.(][\da-z]+\)?)*(?: ?(?:bis|ter|quater))?"
    r"(?:(?:,| to| through| and| or|, and|–|-)\s?\d+(?: ?(?:bis|ter|quater))?(?:[.(][\da-z]+\)?)*)*"
    r"|\b\d+ ?(?:bis|ter|quater)\b(?:[.(][\da-z]+\)?)*"
    r"|\b(?-i:[A-Z]{2,})(?: No\.)? \d+"
    r"|(?:^|(?<=\n))\s*\(?(?:\d{1,3}|[a-z]{1,4})[.)](?=\s)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    rf"\b(?:{_SPELT})[- ]{_PARTS}\b"
    rf"|\b(?:{_SPELT})(?: \({_FIGURE}\))?(?![-‐‑]?\w)"
    rf"|\b{_FIGURE}(?:(?: per cent| ?%))?(?![\w-])",
    re.IGNORECASE,
)
_LONE: Final = re.compile(
    rf"one\b(?! \(1\))(?! (?!states?\b|part(?:y|ies)\b|members?\b){_UNIT}\b)(?![- ]{_PARTS}\b)", re.IGNORECASE
)
"""“One” that counts nothing: “one another”, “more than one Party”."""

_HINT: Final = re.compile(
    rf"\d|\b(?:{_ANY}|{_MONTH}|half|halves|thirds?|quarters?|fifths?|bis|ter"
    r"|art|para|sub-?para|point|section|chapter|title|part|annex|no|protocol)",
    re.IGNORECASE,
)
"""What the words have that make a number, a day or a reference another one."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a day of a sentence: its words, and what they come to ("30", "2/third", "1 may 2026")."""

    words: str
    value: str


def counts(words: str) -> bool:
    """Whether words that only one of two sentences has may change a number or a day in it."""
    return bool(_HINT.search(words))


def days(text: str) -> tuple[Number, ...]:
    """The days, months and years that a sentence names."""
    return tuple(Number(each.group(), each.group().casefold()) for each in _DATE.finditer(_unreferred(text)))


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a sentence, but days, references, labels and "one" where it is no number."""
    rest = _DATE.sub(_blank, _unreferred(text))
    every = (each for each in _NUMBER.finditer(rest) if not _LONE.match(rest, each.start()))
    return tuple(Number(each.group() + _unit(rest, each.end()), _value(each.group())) for each in every)


def _unit(text: str, at: int) -> str:
    """What is counted, if a usual unit follows the number."""
    match = re.compile(rf" {_UNIT}\b(?: of age\b)?", re.IGNORECASE).match(text, at)
    return match.group() if match else ""


def _unreferred(text: str) -> str:
    return _REFERENCE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _value(words: str) -> str:
    """What the words of a number come to; of "thirty (30)" the words count."""
    small = words.casefold()
    part = re.search(rf"[- ]({_PARTS})$", small)
    spelt = re.sub(r"\s*\(.*", "", small[: part.start()] if part else small)
    figure = re.match(_FIGURE, spelt)
    value = figure.group().replace(",", "") if figure else str(_counted(re.split(r"[-‐‑ ]", spelt)))
    unit = "%" if small.endswith(("%", "per cent")) else ""
    return f"{value}{unit}{'/' + part[1].rstrip('s') if part else ''}"


def _counted(words: list[str]) -> int:
    """Number words added up: "two hundred and five" is 205."""
    total = here = 0
    for word in words:
        value = _VALUES.get(word, 0)
        if value == 100:
            here = max(here, 1) * 100
        elif value > 100:
            total, here = total + max(here, 1) * value, 0
        else:
            here += value
    return total + here

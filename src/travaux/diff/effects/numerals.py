"""What numbers in words and figures come to."""

from __future__ import annotations

import re
from typing import Final

_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS: Final = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_IRREGULAR: Final = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth",
}  # fmt: skip
_VALUES: Final = {
    **{word: at for at, word in enumerate(_ONES)},
    **{word: at * 10 for at, word in enumerate(_TENS) if word},
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
}
_ORDINAL: Final = {
    _IRREGULAR.get(word, f"{word[:-1]}ieth" if word.endswith("y") else f"{word}th"): word
    for word in _VALUES
    if word != "zero"
}
"""By ordinal the number: "thirtieth" is of "thirty"."""
ANY: Final = "|".join(sorted(_VALUES, key=len, reverse=True))
SPELT: Final = rf"(?:{ANY})(?:(?:[-‐‑ ]| and )(?:{ANY}))*"
_LAST: Final = "|".join(sorted(_ORDINAL, key=len, reverse=True))
ORDINALS: Final = rf"(?:(?:{'|'.join(filter(None, _TENS))})[-‐‑ ])?(?:{_LAST})"
PARTS: Final = r"(?:half|halves|thirds?|quarters?|fifths?)"
MONTH: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
MONEY: Final = "(?:EUR|USD|CHF|GBP|JPY|CAD|AUD|NZD|SEK|NOK|DKK|SDR|XDR|US\\$)"
_FIGURE: Final = re.compile(r"\d[\d.,\s]*")
_OFTEN: Final = {
    "annual": "1 year", "yearly": "1 year", "biennial": "2 year", "triennial": "3 year", "quarterly": "3 month",
    "monthly": "1 month", "weekly": "1 week", "daily": "1 day", "biannual": "biannual", "bi-annual": "biannual",
}  # fmt: skip


def value(words: str) -> str:
    """What the words of a number come to; of "thirty (30)" the words count, of "EUR 1,500" the currency too."""
    small = words.casefold()
    part = re.search(rf"[- ]({PARTS})$", small)
    spelt = re.sub(r"\s*\(.*", "", small[: part.start()] if part else small)
    number = _figure(spelt) if re.search(r"\d", spelt) else _spelt(spelt)
    unit = "%" if small.endswith(("%", "per cent")) else ""
    return f"{number}{unit}{'/' + part[1].rstrip('s') if part else ''}"


def often(words: str) -> str:
    """How often something is done ("every 2 year"); "" of words that do not say it."""
    small = words.casefold()
    if found := re.match(r"(?:every|once (?:a|every|each)) (?:(?P<count>.+) )?(?P<unit>\w+?)s?$", small):
        return f"every {value(found['count']).removesuffix('th') if found['count'] else 1} {found['unit']}"
    named = _OFTEN.get(small) or _OFTEN.get(small.removesuffix("ly"))
    return f"every {named}" if named else ""


def _figure(words: str) -> str:
    """Of a number in figures itself, without what parts its thousands; its currency and "th" stay."""
    figures = _FIGURE.search(words)
    if figures is None:
        return words
    money = "".join((words[: figures.start()] + words[figures.end() :]).split())
    plain = re.sub(r"[,\s]", "", figures.group())
    ordinal = "th" if money in ("st", "nd", "rd", "th") else ""
    return f"{'' if ordinal or money in ('%', 'percent') else money}{plain}{ordinal}"


def _spelt(words: str) -> str:
    """What a number or an ordinal in words comes to."""
    each = re.split(r"[-‐‑ ]", words)
    last = _ORDINAL.get(each[-1])
    return f"{_counted([*each[:-1], last])}th" if last else str(_counted(each))


def _counted(words: list[str]) -> int:
    """Number words added up: "two hundred and five" is 205."""
    total = here = 0
    for word in words:
        number = _VALUES.get(word, 0)
        if number == 100:
            here = max(here, 1) * 100
        elif number > 100:
            total, here = total + max(here, 1) * number, 0
        else:
            here += number
    return total + here

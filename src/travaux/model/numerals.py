"""Numbers as labels write them: figures, letters, roman numerals."""

from __future__ import annotations

import re

ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50}


def from_roman(word: str) -> int:
    """The value of a lower-case roman number; 0 if the letters are not one in its usual form."""
    if not all(c in ROMAN for c in word):
        return 0
    total = sum(
        -ROMAN[c] if i + 1 < len(word) and ROMAN[c] < ROMAN[word[i + 1]] else ROMAN[c] for i, c in enumerate(word)
    )
    return total if to_roman(total) == word else 0


def to_roman(number: int) -> str:
    """A number from 1 to 399 as a lower-case roman numeral."""
    out = ""
    for value, letters in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while number >= value:
            out, number = out + letters, number - value
    return out


def numeral(value: int, counter: str) -> str:
    """A number as a counter writes it: 4 is "4", "IV", "iv", "d" or "D"; letters go on as "aa" after "z"."""
    match counter:
        case "roman-upper":
            return to_roman(value).upper()
        case "roman-lower":
            return to_roman(value)
        case "alpha-lower" | "alpha-upper":
            letters = ""
            while value:
                value, rest = divmod(value - 1, 26)
                letters = chr(97 + rest) + letters
            return letters.upper() if counter == "alpha-upper" else letters
        case _:
            return str(value)


_RANGE = re.compile(
    r"(([1-9]\d*)(?: (?:bis|ter|quater|quinquies|sexies|septies|octies|nonies|decies))?)(?:–([1-9]\d*))?"
)
_MOST = 9999


def article_numbers(extent: str) -> frozenset[str] | None:
    """The numbers of a treaty's articles: "1–2, 4, 8 bis" is 1, 2, 4 and 8 bis.

    None where it is not written so, the smaller first and none beyond any treaty's; "" has no numbers.
    """
    out: set[str] = set()
    for part in extent.split(",") if extent else ():
        found = _RANGE.fullmatch(part.strip())
        if found is None or not int(found[2]) <= int(found[3] or found[2]) <= _MOST:
            return None
        out.add(found[1])
        out.update(map(str, range(int(found[2]) + 1, int(found[3] or found[2]) + 1)))
    return frozenset(out)

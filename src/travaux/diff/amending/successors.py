"""Which number comes next: "5" after "4", "c" after "b", "iv" after "iii"."""

from __future__ import annotations

from travaux.model.numerals import from_roman, numeral


def following(number: str, roman: bool = False) -> str:
    """The number after one; "" where that is not known ("8 bis", "3.1")."""
    if number.isascii() and number.isdecimal():
        return str(int(number) + 1)
    if not number.isascii() or not number.isalpha() or number not in (number.lower(), number.upper()):
        return ""
    lower = number.lower()
    if roman:
        value = from_roman(lower)
        out = numeral(value + 1, "roman-lower") if value else ""
    else:
        value = 0
        for letter in lower:
            value = value * 26 + ord(letter) - 96
        out = numeral(value + 1, "alpha-lower")
    return out.upper() if number == number.upper() else out


def numbers(first: str, count: int, roman: bool = False) -> list[str]:
    """As many numbers as asked for, from the first on; fewer where it is not known what follows."""
    out = [first]
    while len(out) < count and (then := following(out[-1], roman)):
        out.append(then)
    return out

"""How a house style cites from inside and quotes; the Council of Europe's where none is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from travaux.model.style import Style


@dataclass(frozen=True, slots=True)
class House:
    """The words for an article, a paragraph and a point (one, several), how points are written, the marks.

    `dotted`: "paragraph 2.b" (ETS 189, Article 3.2), else "paragraph 2 (b)" (Convention against Corruption,
    article 55).
    """

    article: tuple[str, str] = ("Article", "Articles")
    paragraph: tuple[str, str] = ("paragraph", "paragraphs")
    point: tuple[str, str] = ("sub-paragraph", "sub-paragraphs")
    recital: str = "recital"
    dotted: bool = True
    quotes: tuple[str, str] = ("“", "”")

    def provision(self, kind: str, path: tuple[str, ...]) -> str:
        """A provision below the article: "paragraph 2.b", "sub-paragraph (b)"."""
        words = (self.paragraph if kind == "paragraph" else self.point)[0]
        if self.dotted:
            return f"{words} {'.'.join(path)}"
        return f"{words} {' '.join(each if each[:1].isdigit() else f'({each})' for each in path)}"


def house(style: Style | None = None) -> House:
    """What a style says of citing and quoting."""
    if style is None:
        return House()
    cite = style.cite
    return House(cite.article, cite.paragraph, cite.point, "recital", cite.path == "dotted", style.quotes)


_UNITS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth"),
]
_TENS = ["twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet"]


def ordinal(number: int) -> str:
    """A number from 1 as an ordinal: words to 99, figures beyond."""
    if number < 20:
        return _UNITS[number - 1]
    if number > 99:
        tail = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{tail}"
    tens, rest = divmod(number, 10)
    return f"{_TENS[tens - 2]}y-{_UNITS[rest - 1]}" if rest else f"{_TENS[tens - 2]}ieth"


ORDINALS = {ordinal(number): number for number in range(1, 1000)}

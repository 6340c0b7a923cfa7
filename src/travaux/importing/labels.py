"""How a text from elsewhere counts: the numerals and the marks of each level, as a house style has them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from travaux.diff.labels import is_roman, leading
from travaux.importing.treaty import DIVISIONS, Part, Treaty
from travaux.model.numerals import from_roman

_NUMERAL = re.compile(r"\d+|\b[IVXLC]+\b")
KINDS = ("decimal", "roman-upper", "roman-lower", "alpha-lower", "alpha-upper")
USUAL = {
    "part": ("roman-upper", "Part {n}"), "chapter": ("roman-upper", "Chapter {n}"),
    "section": ("decimal", "Section {n}"), "title": ("decimal", "Title {n}"), "article": ("decimal", "Article {n}"),
    "paragraph": ("decimal", "{n}."), "point": ("alpha-lower", "({n})"), "subpoint": ("roman-lower", "({n})"),
    "item": ("alpha-upper", "({n})"),
}  # fmt: skip
"""How a level counts of which the text has none."""


def ordinal(number: str, kind: str) -> int:
    """The place of a number in a series: "iv" of Roman numerals is 4; 0 where it is none of the kind."""
    match kind:
        case "decimal":
            return int(number) if number.isdecimal() else 0
        case "roman-upper" | "roman-lower":
            right = number.isupper() if kind == "roman-upper" else number.islower()
            return from_roman(number.lower()) if right and is_roman(number) else 0
        case _:
            right = number.isupper() if kind == "alpha-upper" else number.islower()
            return ord(number.lower()) - 96 if right and len(number) == 1 and number.isascii() else 0


def series(numbers: Sequence[str]) -> str:
    """The kind of numerals in which these are 1, 2, 3 …; "" if there is none."""
    for kind in KINDS:
        if all(ordinal(number, kind) == place for place, number in enumerate(numbers, 1)):
            return kind
    return ""


def usual(marks: Sequence[str]) -> str:
    """What there is most of, the first of those; "" where there is nothing."""
    return max(dict.fromkeys(marks), key=marks.count) if marks else ""


def levels(text: Treaty) -> dict[str, tuple[str, str]]:
    """For each level the kind of its numerals and its label with {n} for the number, as most of its labels have it."""
    counts: dict[str, Counter[tuple[str, str]]] = {level: Counter() for level in USUAL}
    for level in DIVISIONS:
        _count(counts[level], [each.label for each in text.groups() if each.level == level], each_alone=True)
    _count(counts["article"], [each.label for each in text.articles()], each_alone=True)
    for article in text.articles():
        first = 0 if any(_digit(part) for part in article.body.parts) else 1
        _below(counts, article.body.parts, first)
    return {level: found.most_common(1)[0][0] if found else USUAL[level] for level, found in counts.items()}


def _digit(part: Part) -> bool:
    return part.number[:1].isdigit()


def _below(counts: dict[str, Counter[tuple[str, str]]], parts: Sequence[Part], depth: int) -> None:
    names = ("paragraph", "point", "subpoint", "item")
    if parts and depth < len(names):
        _count(counts[names[depth]], [each.label for each in parts])
    for each in parts:
        _below(counts, each.parts, depth + 1)


def _count(found: Counter[tuple[str, str]], labels: Sequence[str], each_alone: bool = False) -> None:
    kind = "" if each_alone else series([_number(label) for label in labels])
    for label in labels:
        number = _number(label)
        kinds: Iterable[str] = (kind,) if kind else KINDS
        mine = next((each for each in kinds if ordinal(number, each)), "")
        at = label.rfind(number) if mine else -1
        if at >= 0:
            found[mine, re.sub(r"[{}]", "", label[:at]) + "{n}" + label[at + len(number) :]] += 1


def _number(label: str) -> str:
    """The number of a label, in whatever language its word is ("Artículo 4º" is "4")."""
    found = leading(label)
    if found is not None and found.number:
        return found.number
    numerals = _NUMERAL.findall(label)
    return numerals[0] if len(numerals) == 1 else label.strip(" .()")

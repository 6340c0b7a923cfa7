"""Words from elsewhere as clause markup that prints them again, character for character where it can."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeAlias

from travaux.importing.labels import ordinal
from travaux.importing.treaty import COUNTED, Article, Part
from travaux.load.text import parse_prose
from travaux.model.tree import Para
from travaux.model.walk import plain

_LIKE = str.maketrans({"*": "∗", "_": "\u02cd", "[": "［", "]": "］", "{": "｛", "}": "｝"})
"""Characters that would be mark-up, and what looks like them."""
_LABEL = re.compile(r"(\(?[0-9a-zA-Z]{1,6}[.)])(?=\s|$)")
_TYPED = ("{}.", "{}.", "{}.", "{})")
SPELLED = ("decimal", "alpha-lower", "roman-lower", "alpha-lower")
"""The numerals in which each level is typed, paragraph first; the house style prints its own."""
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii",
         "xviii", "xix", "xx")  # fmt: skip
STEP = "   "
_MOST = (999, 26, len(ROMAN), 26)
_GAPS = "those of a list do not run on from the first in the usual numerals, or it is quoted, headed or broken up"

Levels: TypeAlias = Mapping[str, tuple[str, str]]
"""For each level the kind of its numerals and the form of its label, as the house style of the text has them."""


def escaped(words: str) -> str:
    """Words as markup of one paragraph; what would be a mark there is written with a character that looks like it."""
    words = " ".join(words.split(" ")).replace("\n", " ")
    found = _LABEL.match(words)
    if found and not _reads(words, words):
        words = f"*{found.group(1)}*{words[found.end() :]}"
        if _reads(words, words.replace("*", "")):
            return words
        words = words.replace("*", "", 2)
    if _reads(words, words):
        return words
    like = words.translate(_LIKE)
    return like if _reads(like, like) else f"“{like}”"


def _reads(markup: str, words: str) -> bool:
    """Whether markup is one paragraph that prints these words, without a fault."""
    prose = parse_prose(markup)
    if prose.found or len(prose.blocks) != 1 or not isinstance(prose.blocks[0], Para):
        return False
    return plain(prose.blocks[0].inlines) == words.strip()


def text(article: Article, levels: Levels) -> str:
    """The text of an article as a clause's: what can be counted anew is, in other lists the numbers are words."""
    body = article.body
    if not _loose(body):
        return _joined(_lines(part, place, 0, 0, levels) for place, part in enumerate(body.parts))
    if _is_one(body) and _listed(body, 1, levels):
        _, *lines = _lines(body, 0, 0, -1, levels)
        return _joined(((escaped(str(body.held[0])), *lines),))
    return _joined((_lines(Part("", _body(body, levels), body.odd), 0, 0, 0, levels),))


def irregular(article: Article, levels: Levels) -> str:
    """Why some numbers of an article have to stand in its words; "" where all are counted anew."""
    body = article.body
    if any(_is_digit(part) for part in body.parts) and (why := _loose(body)):
        return why
    return _GAPS if not all(_listed_all(part, depth, levels) for part, depth in _depths(body)) else ""


def relabelled(article: Article, levels: Levels) -> list[tuple[str, str]]:
    """The labels that are printed in another form than that of the file, each with the other one."""
    out: dict[str, str] = {}
    for part, depth in _depths(article.body):
        _forms(part, depth, levels, out)
    return list(out.items())


def _forms(part: Part, depth: int, levels: Levels, out: dict[str, str]) -> None:
    if not _listed(part, depth, levels):
        return
    for each in part.parts:
        form = levels[COUNTED[depth]][1].replace("{n}", each.number)
        if form != each.label.strip():
            out.setdefault(each.label.strip(), form)
        _forms(each, depth + 1, levels, out)


def _joined(parts: Iterable[Iterable[str]]) -> str:
    return "\n".join(line for lines in parts for line in lines) + "\n"


def _loose(body: Part) -> str:
    """Why an article does not consist of numbered paragraphs that can be counted anew; "" if it does."""
    if not any(map(_is_digit, body.parts)):
        return "it has no numbered paragraphs"
    if len(body.held) < 2:
        return "it has one numbered paragraph, and a single one bears no number"
    if len(body.held) > len(body.parts):
        return "words without a number stand beside its numbered paragraphs"
    return "" if _runs_on(body, "decimal", 999) else _GAPS


def _body(body: Part, levels: Levels) -> list[str | Part]:
    """What stands in an article without numbered paragraphs; where it has some all the same, they are words."""
    return list(_runs(body)) if any(map(_is_digit, body.parts)) else body.held


def _depths(body: Part) -> list[tuple[Part, int]]:
    """The parts of an article that may hold lists, each with the depth of what is counted in it."""
    if not _loose(body):
        return [(part, 1) for part in body.parts]
    return [] if any(map(_is_digit, body.parts)) else [(body, 1)]


def _is_one(body: Part) -> bool:
    """Whether an article is one paragraph, with points or without, and one that follows these at most."""
    first = bool(body.held) and isinstance(body.held[0], str)
    loose = len(body.held) - len(body.parts)
    after = bool(body.parts) and loose == 2 and isinstance(body.held[-1], str)
    return first and (loose == 1 or after) and not any(map(_is_digit, body.parts))


def _is_digit(part: Part) -> bool:
    return part.number[:1].isdigit()


def _listed_all(part: Part, depth: int, levels: Levels) -> bool:
    return _listed(part, depth, levels) and all(_listed_all(each, depth + 1, levels) for each in part.parts)


def _listed(part: Part, depth: int, levels: Levels) -> bool:
    """Whether what is counted in a part can be counted anew, and come out with the numbers that it has."""
    if not part.parts:
        return not part.odd
    if depth >= len(COUNTED):
        return False
    first = part.held.index(part.parts[0])
    together = all(isinstance(each, Part) for each in part.held[first : first + len(part.parts)])
    return together and _runs_on(part, levels[COUNTED[depth]][0], _MOST[depth])


def _runs_on(part: Part, kind: str, most: int) -> bool:
    """Whether what is counted in a part is numbered 1, 2, 3 … in numerals of a kind, none of it without words."""
    right = all(ordinal(each.number, kind) == place for place, each in enumerate(part.parts, 1))
    return right and not part.odd and len(part.parts) <= most and all(each.held for each in part.parts)


def _lines(part: Part, place: int, depth: int, indent: int, levels: Levels) -> Iterator[str]:
    """A part as lines of markup: its label, its paragraphs and what is counted in it, in order."""
    number = (str(place + 1), chr(97 + place % 26), ROMAN[place % len(ROMAN)], chr(97 + place % 26))[depth]
    held = part.held if _listed(part, depth + 1, levels) else list(_runs(replace(part, label="")))
    first, rest = (held[0], held[1:]) if held and isinstance(held[0], str) else ("", held)
    yield f"{STEP * indent}{_TYPED[depth].format(number)} {escaped(str(first)) if first else ''}".rstrip()
    counted = 0
    for each in rest:
        if isinstance(each, str):
            yield from ("", f"{STEP * (indent + 1)}{escaped(each)}")
        else:
            yield from _lines(each, counted, depth + 1, indent + 1, levels)
            counted += 1


def _runs(part: Part) -> Iterator[str]:
    """The paragraphs of a part and of all that is counted in it, in order, their labels among the words."""
    label = part.label
    for each in part.held:
        if isinstance(each, str):
            yield f"{label} {each}".strip()
            label = ""
        else:
            yield from filter(None, (label,))
            yield from _runs(each)
            label = ""
    yield from filter(None, (label,))

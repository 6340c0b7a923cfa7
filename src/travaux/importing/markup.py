"""Words from elsewhere as clause markup that prints them again, character for character where it can."""

from __future__ import annotations

import re
from collections.abc import Iterator

from travaux.importing.labels import series
from travaux.importing.treaty import Article, Part
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
_GAPS = "its numbers do not run on from the first, or what bears them is quoted or headed"


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


def regular(article: Article) -> bool:
    """Whether an article can be counted anew and come out with the numbers that it has."""
    return not irregular(article)


def irregular(article: Article) -> str:
    """Why an article can't be counted anew and come out as it is; "" if it can."""
    body = article.body
    if not body.parts:
        return f"it has {len(body.words)} paragraphs without numbers" if len(body.words) > 1 else ""
    if any(part.number[:1].isdigit() for part in body.parts):
        if len(body.parts) < 2:
            return "it has one numbered paragraph, and a single one bears no number"
        if body.words or body.after:
            return "words without a number stand beside its numbered paragraphs"
        return "" if _sound(body) and _fits(body.parts, 0) else _GAPS
    if len(body.words) != 1 or len(body.after) > 1:
        return "its points do not stand under one paragraph"
    return "" if _sound(body) and _fits(body.parts, 1) else _GAPS


def _sound(part: Part) -> bool:
    return not part.odd and all(map(_sound, part.parts))


def _fits(parts: list[Part], depth: int) -> bool:
    """Whether parts of one holder are numbered 1, 2, 3 … in some numerals, none too deep, none without words."""
    if not parts:
        return True
    most = (999, 26, len(ROMAN), 26)
    if depth > 3 or not series([part.number for part in parts]) or len(parts) > most[depth]:
        return False
    return all((part.words or part.parts) and _fits(part.parts, depth + 1) for part in parts)


def text(article: Article) -> str:
    """The text of an article as a clause's; of one that is not regular, all its words in one paragraph."""
    if not regular(article):
        return escaped(" ".join(_run(article.body))) + "\n"
    body = article.body
    depth = 0 if any(part.number[:1].isdigit() for part in body.parts) else 1
    lines = [*(escaped(each) for each in body.words)]
    for place, part in enumerate(body.parts):
        lines += _lines(part, place, depth, 0)
    lines += ["", *map(escaped, body.after)] if body.after else []
    return "\n".join(lines) + "\n"


def _lines(part: Part, place: int, depth: int, indent: int) -> Iterator[str]:
    """A part as lines of markup: its label, its words, what is counted in it, what follows."""
    number = (str(place + 1), chr(97 + place % 26), ROMAN[place % len(ROMAN)], chr(97 + place % 26))[depth]
    first, *more = part.words or [""]
    yield f"{STEP * indent}{_TYPED[depth].format(number)} {escaped(first) if first else ''}".rstrip()
    for each in more:
        yield from ("", f"{STEP * (indent + 1)}{escaped(each)}")
    for at, inner in enumerate(part.parts):
        yield from _lines(inner, at, depth + 1, indent + 1)
    for each in part.after:
        yield from ("", f"{STEP * (indent + 1)}{escaped(each)}")


def _run(part: Part) -> Iterator[str]:
    """All the words of a part in order, with their labels."""
    yield from filter(None, (part.label, *part.words))
    for each in part.parts:
        yield from _run(each)
    yield from part.after

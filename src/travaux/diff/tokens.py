"""Words as they are compared: what no comparison may cut is one token, and typography does not tell tokens apart.

"thirty (30)", a date, an amount, a run of number words, a bracketed alternative is one token. Two tokens are the
same if they differ in nothing but quotation marks, dashes, hyphens of another kind, hard spaces, or how
Unicode composes a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_QUOTES = "‘’‚‛“”„‟«»‹›ʼ′″\"'`´"
_FOLDED = {
    **dict.fromkeys(map(ord, _QUOTES), "'"),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys((0xA0, 0x2000, 0x2001, *range(0x2002, 0x200B), 0x202F, 0x205F, 0x3000), " "),
    **dict.fromkeys((0xAD, 0x2060, 0xFEFF), ""),
    ord("…"): "...",
    ord("ﬁ"): "fi",
    ord("ﬂ"): "fl",
    ord("ﬀ"): "ff",
    ord("ﬃ"): "ffi",
    ord("ﬄ"): "ffl",
}  # fmt: skip
_DOUBLED = re.compile(r"''+")
_DASHED = re.compile(r"--+")


def _any_of(words: str) -> str:
    """A pattern of any of the words, by their first letters, so that most others are told by theirs."""
    by_first: dict[str, list[str]] = {}
    for word in words.split():
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rests)})" for first, rests in by_first.items())


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion"
)
_NUMERALS = f"{_SMALL} {_SMALL.title()} {_SMALL.upper()}"
_MONTHS = "January February March April May June July August September October November December"
_MONEY = "EUR USD CHF GBP"
_UNITS, _MONTH = _any_of(_NUMERALS), _any_of(_MONTHS)
_LARGE = "hundred|housand|million"
_AND = rf"(?<={_LARGE}|{_LARGE.upper()})[ ](?:and|AND)[ ]"
_SPELT = rf"(?:{_UNITS})(?:(?:[-‐‑ \u00a0]|{_AND})(?:{_UNITS})\b)*"
_FIGURE = r"\d+(?:[.,/:]\d+|[ \u00a0\u202f]\d{3}(?!\d))*"
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0dff\u0e31-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe2f\u200c\u200d\u00ad\u2060"
)
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_LETTER = rf"[^{_RAISED}\W\d_\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]"
_USUAL = (
    rf"and/or\b|{_LETTER}(?:(?![{_RAISED}])[\w{_MARKS}])*(?:[-‐‑'’ʼ][^\W_][\w{_MARKS}]*)*"
    rf"|\((?:\d{{1,4}}|[a-zA-Z]{{1,2}}|[ivxlc]{{1,6}})\)"
    rf"|\d+(?:\.(?:\d+|[a-z]{{1,4}}))+(?!\w)|{_FIGURE}(?!\w)"
    rf"|[{_RAISED}]+|\.\.\.|--+|''|``|[^\s][{_MARKS}]*"
)
_WHOLE = (
    rf"{_SPELT}(?:[ \u00a0]\({_FIGURE}\)|(?![-‐‑]?\w))"
    rf"|(?=\d)(?:\d{{1,2}}[ \u00a0](?:{_MONTH})(?:[ \u00a0]\d{{4}})?\b|\d{{4}}-\d\d-\d\d\b"
    rf"|{_FIGURE}(?:[ \u00a0]?(?:%|per[ ]cent\b|[€£])))"
    rf"|(?:{_MONTH})[ \u00a0]\d{{1,2}}(?:,[ \u00a0]\d{{4}})?\b"
    rf"|\[[^\[\]\n.]{{1,40}}\]"
    rf"|(?:[€$£¥]|\b(?:{_any_of(_MONEY)})\b)[ \u00a0]?{_FIGURE}"
)
_PLAIN = rf"[ ]?(?!(?:{_any_of(f'{_NUMERALS} {_MONTHS} {_MONEY}')})\b)[A-Za-z]+(?=[ ,;:.)])"
"""Most words of most texts, told at once: those that begin no longer token."""
_TOKEN = re.compile(rf"{_PLAIN}|\s*(?:{_WHOLE}|{_USUAL})|\s+")
_NUMERIC = re.compile(rf"\(?(?:{_FIGURE}|[ivxlc]{{1,6}}|[a-z])\)?|[IVXLC]+|{_SPELT}(?: \({_FIGURE}\))?|.*\d.*")
_WORDLIKE = re.compile(r"\w")


def _set_of(words: str) -> frozenset[str]:
    return frozenset(words.split())


_STOPS = _set_of(
    "a an the of to in on at by for from with without as and or nor but if that this these those it its is are be been "
    "was were has have had shall may will any all each such which who whom whose not no under into upon their his her "
    "they them he she there so than then where when and/or"
)
_LEADING = _set_of(
    "of to in on at by for from with without as and or nor but if that which who under into upon where when the a an "
    "unless until provided including"
)
_ABBREVIATED = _set_of("no art arts para paras p pp cf mr mrs ms dr st vol nos sec e g")


_SECOND = 0x80000
"""From here on, the second characters of words that count twice."""


class Kinds:
    """What kinds of token there are, each as the set of their codes."""

    __slots__ = ("leading", "numbers", "of", "short", "stops", "telling", "weighed", "words")

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.stops: set[str] = set()
        self.numbers: set[str] = set()
        self.leading: set[str] = set()
        self.telling: set[str] = set()
        self.short: set[str] = set()
        self.of = {name: getattr(self, name) for name in self.__slots__ if name not in ("of", "weighed")}
        self.weighed: dict[int, str] = {}

    def add(self, code: str, kinds: frozenset[str]) -> None:
        """Say of what kinds a token is (`kinds_of`); words that tell by themselves count twice."""
        for kind in kinds:
            self.of[kind].add(code)
        if "words" in kinds and kinds.isdisjoint(("stops", "numbers")):
            self.weighed[ord(code)] = code + chr(_SECOND + len(self.weighed))


def _kinds_of(raw: str) -> frozenset[str]:
    """Of what kinds a token is, by the names of `Kinds`.

    Words, among them those that hold no changes apart, that begin a group, that tell one sentence from another
    (no figures do); numbers; abbreviations.
    """
    low = raw.lower()
    number = _NUMERIC.fullmatch(raw) is not None
    word = _WORDLIKE.search(raw) is not None
    is_of = {
        "short": low in _ABBREVIATED,
        "numbers": number,
        "words": word,
        "stops": word and low in _STOPS,
        "leading": word and low in _LEADING,
        "telling": word and not (raw[0].isdigit() or (raw[0] == "(" and number)),
    }
    return frozenset(kind for kind, so in is_of.items() if so)


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens: of each the characters, white space before it included; `code` one character each.

    Tokens that count as the same have the same character in `code`, across all texts of one `Codes`. `tail`
    is the white space at the end.
    """

    pieces: Sequence[str]
    code: str
    kinds: Kinds
    tail: str = ""

    def __len__(self) -> int:
        return len(self.code)

    def between(self, first: int, last: int) -> str:
        """The characters from the white space before token `first` to the end of token `last` - 1."""
        return "".join(self.pieces[first:last])

    def space(self, index: int) -> str:
        """The white space before a token."""
        piece = self.pieces[index]
        return piece[: len(piece) - len(piece.lstrip())]

    def stops(self) -> list[int]:
        """The tokens with which a sentence may end."""
        return [found.start() for found in _STOP.finditer(self.code)]

    def defined(self) -> dict[int, str]:
        """Where definitions begin that stand in a row ("…; “term” means …"), each with the code of its term."""
        if self.code.count(_MARK) < 2:
            return {}
        begun = [found.start() for found in _DEFINED.finditer(self.code) if self._begins_another(found.start())]
        return {index: self.code[index : self.code.index(_MARK, index + 1)] for index in begun}

    def _begins_another(self, index: int) -> bool:
        return index == 0 or self.pieces[index - 1].endswith(";")

    def is_quote(self, index: int) -> bool:
        """Whether a token is a quotation mark."""
        return self.code[index] == _MARK

    def ends_sentence(self, index: int) -> bool:
        """Whether a sentence ends with this token: a stop, not of an abbreviation, before a capital or at the end."""
        if self.code[index] not in _ENDS:
            return False
        if index + 1 >= len(self.code):
            return True
        after = self.pieces[index + 1]
        word = after.lstrip()
        if word == after or (word[0].islower() and "\n" not in after):
            return False
        return index == 0 or self.code[index - 1] not in self.kinds.short


_ENDS = ".?!。"
_MARK = "'"
_STOP = re.compile(f"[{_ENDS}]")
_DEFINED = re.compile(rf"{_MARK}(?=[^{_MARK}]{{1,12}}{_MARK})")


class _Known(dict[str, str]):
    """The codes of tokens by their characters; one that is not yet known is learnt."""

    def __init__(self, learn: Callable[[str], str]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, piece: str) -> str:
        code = self[piece] = self._learn(piece)
        return code


class Codes:
    """Gives each different token a character of its own, so that texts are compared as strings of those.

    `folded` says of each which token it stands for, without the differences of typography.
    """

    def __init__(self) -> None:
        self.kinds = Kinds()
        self.folded: dict[str, str] = {each: each for each in _ENDS + _MARK}
        self._code_of = _Known(self._learn).__getitem__
        self._by_fold: dict[str, str] = dict(self.folded)
        self._next = 0x4000

    def tokens(self, text: str) -> Tokens:
        """A text cut into tokens."""
        pieces: list[str] = _TOKEN.findall(text)
        tail = pieces.pop() if pieces and pieces[-1].isspace() else ""
        return Tokens(pieces, "".join(map(self._code_of, pieces)), self.kinds, tail)

    def _learn(self, piece: str) -> str:
        """Give a token a code: that of any it differs from in typography only."""
        folded, kinds = _learnt(piece.lstrip())
        code = self._by_fold.get(folded)
        if code is None:
            code = self._by_fold[folded] = self._fresh()
            self.kinds.add(code, kinds)
            self.folded[code] = folded
        return code

    def alone(self) -> str:
        """The code of a token that equals no other."""
        return self._fresh()

    def _fresh(self) -> str:
        self._next += 1
        if self._next == 0xD800:
            self._next = 0xE000
        if self._next >= _SECOND:
            raise OverflowError("more different words than a text can have")
        return chr(self._next)


def fold(text: str) -> str:
    """A text without the differences of typography."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = text.translate(_FOLDED)
    if "''" in text:
        text = _DOUBLED.sub("'", text)
    if "--" in text:
        text = _DASHED.sub("-", text)
    return text


@lru_cache(65536)
def _learnt(raw: str) -> tuple[str, frozenset[str]]:
    """A token without the differences of typography, and of what kinds it is."""
    return fold(raw), _kinds_of(raw)


def is_number(token: str) -> bool:
    """Whether a token is a number, as a figure, spelt, or as the letter of a point."""
    return _NUMERIC.fullmatch(token) is not None

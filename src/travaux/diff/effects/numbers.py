"""Numbers and days in a sentence, as they bind: references to articles and marks of footnotes are left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from travaux.diff.effects.numerals import ANY, MONEY, MONTH, ORDINALS, PARTS, SPELT, often, value

_UNIT: Final = (
    r"(?:hour|day|week|month|year|per cent|state|part(?:y|ies)|member|ratification|instrument|euro|dollar|franc)s?"
)
_TIME: Final = r"(?:hour|day|week|month|year)s?"
_DATED: Final = r"(?:day|week|month|year|hour|instrument|ratification|accession|anniversary|birthday|meeting|session)"
"""What ordinals count that bind: of "the third paragraph" and "third States" they do not."""
_FIGURE: Final = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*)"
_DATE: Final = re.compile(
    rf"\b\d{{1,2}} (?:{MONTH})(?: \d{{4}})?\b|\b(?:{MONTH}) \d{{1,2}}, \d{{4}}\b|\b(?:{MONTH}) \d{{4}}\b"
    r"|\b\d{4}-\d\d-\d\d\b|(?<![.,\d])\b(?:1[89]|20)\d\d\b(?![.,]\d)",
    re.IGNORECASE,
)
_REFERENCE: Final = re.compile(
    r"\b(?:articles?|arts?\.?|paragraphs?|paras?\.?|sub-?paragraphs?|points?|sections?|chapters?|titles?|parts?"
    r"|annex(?:es)?|nos?\.?|protocols?)\s+(?:no\. ?)?"
    r"[\divxlc]+(?:[.(][\da-z]+\)?)*(?: ?(?:bis|ter|quater))?"
    r"(?:(?:,| to| through| and| or|, and|–|-)\s?\d+(?: ?(?:bis|ter|quater))?(?:[.(][\da-z]+\)?)*)*"
    r"|\b\d+ ?(?:bis|ter|quater)\b(?:[.(][\da-z]+\)?)*"
    rf"|\b(?!(?-i:{MONEY}))(?-i:[A-Z]{{2,}})(?: No\.)? \d+"
    r"|(?:^|(?<=\n))\s*\(?(?:\d{1,3}|[a-z]{1,4})[.)](?=\s)"
    r"|(?<=\n\n)\d{1,2}(?= [^\W\d_])"
    r"|\b\d+(?:\.[a-z\d]{1,3})*\.[a-z](?:\.\d+)?\b",
    re.IGNORECASE,
)
_QUOTED: Final = re.compile(r"“[^“”]*”")
_CITED: Final = re.compile(rf"\b\d+(?:[.(][\da-z]+\)?)*(?! ?(?:{_UNIT}\b|%|\())")
"""A bare figure in words that are quoted to be inserted or replaced: the number of a provision."""
_AMENDING: Final = re.compile(r"\b(?:words?|references?|number|insert\w*|replac\w*|delet\w*|add(?:ed|ing))\b", re.I)
_NOTE: Final = re.compile(
    rf"\[\d{{1,3}}\](?!\s?(?:\[|{_UNIT}\b|%|per cent\b|working\b|calendar\b))"
    r"|[0-9](?<=[^\W\d_][.,;:”’)][0-9])[0-9]{0,2}(?=\s|$)|[⁰¹²³⁴⁵⁶⁷⁸⁹]+",
    re.IGNORECASE,
)
"""The mark of a footnote: in brackets with nothing counted behind it, behind a stop, or raised."""
_OFTEN: Final = (
    rf"every (?:(?:{SPELT}|{_FIGURE})(?: \({_FIGURE}\))? |(?:{ORDINALS}) )?{_TIME}\b"
    rf"|once (?:a|every|each) {_TIME}\b"
    r"|(?:bi|tri)enn?ial(?:ly)?\b|annual(?:ly)?\b|(?:year|quarter|month|week|dai)ly\b|bi-?annual(?:ly)?\b"
)
_NUMBER: Final = re.compile(
    rf"\b(?=[zotfsenhmbaqywd])(?:{_OFTEN}"
    rf"|(?:{SPELT})[- ]{PARTS}\b"
    rf"|(?:(?:{SPELT})[- ](?:and )?)?(?:{ORDINALS})(?: \(\d+(?:st|nd|rd|th)\))?(?=(?: \w+)? {_DATED}s?\b)"
    rf"|(?:{SPELT})(?: \({_FIGURE}\))?(?![-‐‑]?\w))"
    rf"|\b\d+(?:st|nd|rd|th)(?=(?: \w+)? {_DATED}s?\b)"
    rf"|(?:\b(?-i:{MONEY})[ \u00a0]?|[€$£¥][ \u00a0]?|\b){_FIGURE}(?:(?: per cent| ?%| ?[€$£]))?(?![\w-])",
    re.IGNORECASE,
)
_LEAST: Final = r"at least|(?:not|no) (?:less|fewer|earlier) than|a minimum of"
_MOST: Final = r"at most|(?:not|no) more than|up to|not exceeding|a maximum of"
_BOUND: Final = re.compile(rf"\b(?:(?P<least>{_LEAST})|(?P<most>{_MOST}))\s+\[?$", re.IGNORECASE)
_LONE: Final = re.compile(
    rf"one\b(?! \(1\))(?! (?!states?\b|part(?:y|ies)\b|members?\b){_UNIT}\b)(?![- ]{PARTS}\b)", re.IGNORECASE
)
"""“One” that counts nothing: “one another”, “more than one Party”."""
_HINT: Final = re.compile(
    rf"\d|\b(?:{ANY}|{ORDINALS}|{MONTH}|half|halves|thirds?|quarters?|fifths?|bis|ter|every|once|annual|bienn?ial|triennial"
    r"|bi-?annual|yearly|monthly|weekly|daily|least|most|less|more|fewer|earlier|up|exceeding|minimum|maximum"
    r"|art|para|sub-?para|point|section|chapter|title|part|annex|no|protocol)",
    re.IGNORECASE,
)
"""What the words have that make a number, a day or a reference another one."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a day of a sentence: its words, and what they come to ("30", "2/third", "1 may 2026").

    `counted` is what kind of thing it counts: time, an ordinal, how often, money, or others; "" if nothing is named.
    """

    words: str
    value: str
    counted: str = ""


def counts(words: str) -> bool:
    """Whether words that only one of two sentences has may change a number or a day in it."""
    return bool(_HINT.search(words))


def days(text: str) -> tuple[Number, ...]:
    """The days, months and years that a sentence names."""
    return tuple(Number(each.group(), each.group().casefold()) for each in _DATE.finditer(_unreferred(text)))


def numbers(text: str) -> tuple[Number, ...]:
    """The numbers of a sentence with what limits them, how often something is done, and the day or instrument counted.

    Days of the calendar, references, labels, and "one" where it is no number, are left out.
    """
    rest = _DATE.sub(_blank, _unreferred(text))
    every = (each for each in _NUMBER.finditer(rest) if not _LONE.match(rest, each.start()))
    return tuple(_number(rest, each) for each in every)


def unlabelled(text: str) -> str:
    """A passage of a plain file without the bare figure that numbers it ("2 The report", not "2 years")."""
    return _BARE.sub("", text, count=1) if text[:1].isdigit() else text


def unmarked(text: str) -> str:
    """A text with spaces for the marks of its footnotes."""
    return _NOTE.sub(_blank, text) if _DIGIT.search(text) else text


_BARE: Final = re.compile(
    rf"\d{{1,3}} (?:(?:bis|ter|quater) )?(?=[^\W\d_])(?!{_UNIT}\b|per\b|bis|ter|quater|{_DATED}s?\b)(?!(?:{MONTH})\b)",
    re.I,
)
_DIGIT: Final = re.compile(r"[0-9⁰¹²³⁴⁵⁶⁷⁸⁹]")


def _number(text: str, found: re.Match[str]) -> Number:
    words, bound = found.group(), _BOUND.search(text, max(0, found.start() - 24), found.start())
    limit = "" if bound is None else "≥" if bound["least"] else "≤"
    before = "" if bound is None else f"{text[bound.start() : found.start()]}"
    unit, comes_to = _unit(text, found.end()), often(words) or value(words)
    return Number(before + words + unit, f"{limit}{comes_to}", _counted(comes_to, unit))


def _counted(value: str, unit: str) -> str:
    """What kind of thing a number counts."""
    if value.startswith("every ") or value.endswith("th"):
        return value[:5] if value.startswith("every ") else "ordinal"
    if not value.isdigit():
        return "share" if "/" in value or "%" in value else "money"
    return "time" if _TIMES.fullmatch(unit) else "others" if unit else ""


def _unit(text: str, at: int) -> str:
    """What is counted, if a usual unit follows the number."""
    match = _COUNTED.match(text, at)
    return match.group() if match else ""


_TIMES: Final = re.compile(rf" (?:\w+ )?{_TIME}(?: of age)?", re.IGNORECASE)
_COUNTED: Final = re.compile(rf" {_UNIT}\b(?: of age\b)?| (?:\w+ )?{_DATED}s?\b", re.IGNORECASE)


def _unreferred(text: str) -> str:
    plain = _REFERENCE.sub(_blank, unmarked(text))
    if "“" in plain and _AMENDING.search(plain):
        plain = _QUOTED.sub(lambda quoted: _CITED.sub(_blank, quoted.group()), plain)
    return plain


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())

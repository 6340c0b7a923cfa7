"""Where a text has the phrases of the vocabulary: a phrase is typed as it stands in a text (`VocabularyWord`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Protocol

OTHERS: Final = str.maketrans({each: " " for each in "\x00[]()*_,“”‘"})
"""The characters that part words and do not count, each with the space that takes its place."""
_GAP: Final = r"(?:\s+[^\s.;:]+){0,8}?"


class Phrased(Protocol):
    """What has phrases: a word of the vocabulary, or `Phrases` of the program's own."""

    @property
    def words(self) -> tuple[str, ...]:
        """The phrases that bear it."""
        ...

    @property
    def unless(self) -> tuple[str, ...]:
        """Phrases within which they do not."""
        ...


@dataclass(frozen=True, slots=True)
class Phrases:
    """What phrases mean, and they, written as those of a `VocabularyWord`."""

    about: str
    words: tuple[str, ...]
    unless: tuple[str, ...] = ()


def found(word: Phrased, text: str) -> Iterator[tuple[int, int]]:
    """Where a plain text has the phrases of a word, outside those of its `unless`; overlapping finds count once."""
    flat = _flat(text)
    if not any(run in flat for run in _runs_of(word.words)):
        return
    small = low(text)
    matches = [each.span() for each in _pattern(word.words).finditer(small)]
    barred = [each.span() for each in _pattern(word.unless).finditer(small)] if matches and word.unless else []
    for match in matches:
        start, end = match
        if not any(start < stop and begin < end for begin, stop in barred):
            yield start, end


@lru_cache(maxsize=16)
def low(text: str) -> str:
    """The text in small letters, each at its place: a capital that has no small letter of its own stays."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(x if len(x.lower()) > 1 else x.lower() for x in text)


@lru_cache(maxsize=16)
def _flat(text: str) -> str:
    """The text in small letters, its words one space apart."""
    return " ".join(low(text).split())


@lru_cache(maxsize=1024)
def _runs_of(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Of each phrase its longest run of words without a gap: a text without any of them is not searched."""
    runs = [[" ".join(run.split()) for run in each.translate(OTHERS).lower().split("…")] for each in phrases]
    return tuple({max(each, key=len) for each in runs})


@lru_cache(maxsize=1024)
def cores_of(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """Of each phrase its longest word in small letters: a text without any of them is not searched."""
    words = [[word.strip("…") for word in phrase.translate(OTHERS).lower().split()] for phrase in phrases]
    return tuple({max(each, key=len) for each in words if each})


@lru_cache(maxsize=1024)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """The phrases as one expression for a text in small letters, the longest first."""
    ordered = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(_expression, ordered))})(?![\w-])")


def _expression(phrase: str) -> str:
    """One phrase as an expression, with any white space between its words."""
    out = ""
    for word in phrase.translate(OTHERS).lower().split():
        if word == "…":
            out += _GAP
            continue
        before, after = word.startswith("…"), word.endswith("…")
        letters = (r"\w*" if before else "") + re.escape(word.strip("…")) + (r"\w*" if after else "")
        out += (r"\s+" if out else "") + letters
    return out

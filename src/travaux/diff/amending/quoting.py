"""Passages as they are printed in a quotation, and read from one: to the letter, label and words apart."""

from __future__ import annotations

import re

from travaux.diff.amending.house import House
from travaux.diff.amending.instruction import Line
from travaux.diff.labels import leading

GAP = "\u2002"
"""An en space parts a label from its words where a plain one would not show where it ends."""
_WIDE = re.compile(r"(\S{1,8})(?: {2,}|\t+)(?=\S)")
_SPACES = re.compile(r"[ \t\n]+")


def quoted(words: str, style: House) -> str:
    """Words in quotation marks; marks inside them stay as they are."""
    return f"{style.quotes[0]}{words}{style.quotes[1]}"


def lined(line: Line) -> str:
    """A passage as one line."""
    label, text = line
    plain = " ".join(each for each in line if each)
    return plain if unlined(plain) == line else f"{label}{GAP}{text}"


def unlined(words: str) -> Line:
    """The passage that a line holds: its label ends at an en space, at wide spaces, or where a label does."""
    if GAP in words:
        label, _, text = words.partition(GAP)
        return folded(label), folded(text)
    if wide := _WIDE.match(words):
        return wide[1], folded(words[wide.end() :])
    words = folded(words)
    found = leading(words)
    return (found.printed, words[len(found.printed) :].strip(" ")) if found else ("", words)


def folded(words: str) -> str:
    """Words with single spaces; a no-break or an en space is no such space."""
    return _SPACES.sub(" ", words).strip(" \t\n")

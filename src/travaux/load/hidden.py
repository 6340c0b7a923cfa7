"""Characters that nobody can see, or that no file of a library may hold."""

from __future__ import annotations

import re

from travaux.diagnostics import Diagnostic, Span
from travaux.load import yaml_faults as faults

_HIDDEN_SET = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "\U000e0000-\U0010ffff"
)
HIDDEN = re.compile(f"[\ud800-\udfff]+|[{_HIDDEN_SET}]")
ANY_HIDDEN = re.compile(f"[{_HIDDEN_SET}]")
BREAKS = re.compile(r"\r\n?")
_ORDINARY = bytes([0x0A, *range(0x20, 0x7F)])


def has_hidden(source: bytes) -> bool:
    """Whether a text, as UTF-8, holds any such character; ordinary ones are struck from it so that few are searched."""
    rare = source.translate(None, _ORDINARY)
    return bool(rare and ANY_HIDDEN.search(rare.decode("utf-8", "surrogatepass")))


def printable(text: str) -> str:
    """Characters that can be written anywhere: lines end with LF, halves of characters become U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", BREAKS.sub("\n", text))


def lone_returns(text: str, path: str) -> list[Diagnostic]:
    """The fault of a text in which a carriage return stands without a line feed, at the first of them."""
    alone = [match.start() for match in re.finditer(r"\r(?!\n)", text)]
    if not alone:
        return []
    before = BREAKS.sub("\n", text[: alone[0]])
    place = Span(path, before.count("\n") + 1, len(before) - before.rfind("\n"))
    return [faults.lone_carriage_return(place, len(alone))]


def fault(characters: str, span: Span) -> Diagnostic:
    """The fault of what `HIDDEN` found at a place."""
    first = characters[0]
    if "\udc80" <= first <= "\udcff":
        written = " ".join(f"{ord(each) - 0xDC00:02X}" for each in characters[:4])
        return faults.not_utf_8(span, f"byte {written}")
    if "\ud800" <= first <= "\udfff":
        return faults.not_utf_8(span, f"half a character, U+{ord(first):04X}")
    if first == "\t":
        return faults.tab(span)
    if first == "\ufeff" and span.line == span.column == 1:
        return faults.byte_order_mark(span)
    return faults.hidden_character(span, first)

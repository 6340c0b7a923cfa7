"""The quick way through a file without anything suspicious: its value from the parser's events alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from yaml import cyaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from travaux.load import comments
from travaux.load.enclosed import is_closed
from travaux.load.hidden import has_hidden

Value: TypeAlias = Any
_Get: TypeAlias = Callable[[], Any]

DEEPEST = 32
PARSER: Callable[[str | bytes], Any] = cyaml.CParser  # type: ignore[attr-defined]
_DIRECTIVE = re.compile(r"^%", re.M)
_TAG = re.compile(r"(?<![^\s\[{,])!")


class Suspicion(Exception):
    """The quick way met something that only the careful way can tell."""


def is_simple(text: str, source: bytes) -> bool:
    """Whether a look at the characters rules out lost words, hidden ones, shallow lines, tags and directives.

    `source` is the text as UTF-8.
    """
    if has_hidden(source):
        return False
    if "\\" in text or ("%" in text and _DIRECTIVE.search(text)) or ("!" in text and _TAG.search(text)):
        return False
    return is_closed(text, source) and comments.are_harmless(text)


def quickly(source: bytes) -> Value:
    """The value of a file that `is_simple`; raises `Suspicion`, or `YAMLError`, for the careful way to explain."""
    get = PARSER(source).get_event
    get()
    event = get()
    if event.__class__ is StreamEndEvent:
        return None
    value = _value(get(), get, 0)
    if get().__class__ is not DocumentEndEvent or get().__class__ is not StreamEndEvent:
        raise Suspicion
    return value


def _value(event: Any, get: _Get, depth: int) -> Value:
    kind = event.__class__
    if kind is AliasEvent or event.anchor or event.tag:
        raise Suspicion
    if kind is ScalarEvent:
        return event.value
    if depth >= DEEPEST:
        raise Suspicion
    return _mapping(get, depth + 1) if kind is MappingStartEvent else _sequence(get, depth + 1)


def _mapping(get: _Get, depth: int) -> dict[str, Value]:
    out: dict[str, Value] = {}
    while True:
        event = get()
        if event.__class__ is not ScalarEvent:
            if event.__class__ is MappingEndEvent:
                return out
            raise Suspicion
        key = event.value
        if key in out or event.tag or event.anchor:
            raise Suspicion
        event = get()
        if event.__class__ is not ScalarEvent:
            out[key] = _value(event, get, depth)
        elif event.tag or event.anchor:
            raise Suspicion
        else:
            out[key] = event.value


def _sequence(get: _Get, depth: int) -> list[Value]:
    out: list[Value] = []
    while True:
        event = get()
        if event.__class__ is not ScalarEvent:
            if event.__class__ is SequenceEndEvent:
                return out
            out.append(_value(event, get, depth))
        elif event.tag or event.anchor:
            raise Suspicion
        else:
            out.append(event.value)

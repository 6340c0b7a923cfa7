"""The careful way through a file: the mark of every key and value, and every fault as far as the parser can go."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from travaux.load import yaml_faults as faults
from travaux.load.comments import PROSE, Scalar, taking_words
from travaux.load.hidden import HIDDEN
from travaux.load.quick import DEEPEST, PARSER, Value
from travaux.load.setting import in_brackets, of_scalar
from travaux.load.source import KeyPath, Source
from travaux.load.syntax import explain

_TAGGED = re.compile(r"!\S*")


class Place(NamedTuple):
    """Where a node stands: marks of its key (if it has one), start and end; a scalar's style and value."""

    key: Any
    start: Any
    end: Any
    style: str | None = None
    value: str = ""


class _Stop(Exception):
    """There is no use in reading on."""


class Careful:
    """One file read with marks: its `source`, `value`, `found`, and `places` by key path."""

    def __init__(self, text: str, path: str) -> None:
        self.source = Source(text, path)
        self.found = self.source.found
        self.places: dict[KeyPath, Place] = {}
        self.value: Value = None
        self._scalars: list[Scalar] = []
        self._seen = 0
        self._whole = False
        self._in_key = 0
        self._columns = [-1]  # those of the blocks that are open
        self._brackets = 0
        self._parser = PARSER(self.source.text)
        self._read()
        self.found += taking_words(self.source, self._scalars, self._last())

    def _next(self) -> Any:
        event: Any = self._parser.get_event()
        self._seen = event.end_mark.index
        return event

    def _read(self) -> None:
        try:
            self._next()
            event = self._next()
            if isinstance(event, StreamEndEvent):
                return
            self._directives(event)
            value = self._node(self._next(), (), None, False, 0)
            self._next()
            self.value = value
            event = self._next()
            self._whole = isinstance(event, StreamEndEvent)
            if isinstance(event, DocumentStartEvent):
                self.found.append(faults.several_documents(self.source.at(event.start_mark)))
        except _Stop:
            self.value = None
        except YAMLError as error:
            self.value = None
            self._syntax(error)

    def _directives(self, event: Any) -> None:
        for number in range(event.start_mark.line, event.end_mark.line):
            line = self.source.line(number)
            if line.startswith("%"):
                self.found.append(faults.directive(self.source.span(number, 0), line))

    def _node(self, event: Any, at: KeyPath, key: Any, prose: bool, depth: int) -> Value:
        """The value that begins with this event; `key` is the event of its key, `prose` whether it is prose."""
        if isinstance(event, AliasEvent):
            self.found.append(faults.alias(self.source.at(event.start_mark), event.anchor or ""))
            self._put(at, key, event)
            return ""
        self._ornaments(event)
        if isinstance(event, ScalarEvent):
            self._put(at, key, event)
            self._scalar(event, key, prose)
            return event.value
        if depth >= DEEPEST:
            self.found.append(faults.too_deep(self.source.at(event.start_mark), DEEPEST))
            raise _Stop
        self._put(at, key, event)
        return self._collection(event, at, key, prose, depth + 1)

    def _collection(self, event: Any, at: KeyPath, key: Any, prose: bool, depth: int) -> Value:
        build = self._pairs if isinstance(event, MappingStartEvent) else self._items
        if event.flow_style:
            self._brackets += 1
            out = build(at, key, prose, depth)
            self._brackets -= 1
            if not self._brackets:
                self.found += in_brackets(self.source, event.start_mark, self._seen, self._columns[-1])
            return out
        self._columns.append(event.start_mark.column)
        out = build(at, key, prose, depth)
        self._columns.pop()
        return out

    def _put(self, at: KeyPath, key: Any, event: Any) -> None:
        mark = key.start_mark if key else None
        style = (event.style or "") if isinstance(event, ScalarEvent) else None
        place = Place(mark, event.start_mark, event.end_mark, style, getattr(event, "value", ""))
        self.places.setdefault(at, place)

    def _ornaments(self, event: Any) -> None:
        """Report a tag and an anchor before a node."""
        if event.anchor:
            self.found.append(faults.anchor(self.source.at(event.start_mark), event.anchor))
        start = event.start_mark.index
        written = self.source.text[start : start + 1]
        if event.tag or (written == "!"):
            match = _TAGGED.search(self.source.text, start)
            word = match.group() if match else event.tag
            self.found.append(faults.tag(self.source.offset(match.start() if match else start), word))

    def _scalar(self, event: Any, key: Any, prose: bool) -> None:
        first = key.start_mark if key else event.start_mark
        self._scalars.append(Scalar(event, prose, first.line, first.column))
        self.found += of_scalar(self.source, event, self._columns[-1])
        if event.style == '"' and (match := HIDDEN.search(event.value.replace("\t", ""))):
            self.found.append(faults.hidden_character(self.source.at(event.start_mark), match.group()[0], True))

    def _items(self, at: KeyPath, key: Any, prose: bool, depth: int) -> list[Value]:
        out: list[Value] = []
        while not isinstance(event := self._next(), SequenceEndEvent):
            out.append(self._node(event, (*at, len(out)), None, prose, depth))
        return out

    def _pairs(self, at: KeyPath, key: Any, prose: bool, depth: int) -> dict[str, Value]:
        out: dict[str, Value] = {}
        while not isinstance(event := self._next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                self._odd_key(event, at, depth)
                continue
            self._ornaments(event)
            self._scalar(event, event, False)
            name, before = event.value, self.places.get((*at, event.value))
            if name in out and before:
                self.found.append(faults.duplicate_key(self.source.at(event.start_mark), name, before.key.line + 1))
            value = self._node(self._next(), (*at, name), event, prose or name in PROSE, depth)
            out.setdefault(name, value)
        return out

    def _odd_key(self, event: Any, at: KeyPath, depth: int) -> None:
        """Report a key that is no scalar; it and its value are read for their own faults and left out."""
        start = event.start_mark.index
        if not isinstance(event, AliasEvent) and not self._in_key:
            braces = self.source.text[start - 1 : start + 1] == "{{"
            self.found.append(faults.key_not_a_word(self.source.at(event.start_mark), braces))
        self._in_key += 1
        self._node(event, (*at, -1), None, False, depth)
        self._in_key -= 1
        self._node(self._next(), (*at, -1), None, False, depth)

    def _syntax(self, error: YAMLError) -> None:
        problem = getattr(error, "problem", None) or str(getattr(error, "reason", error))
        mark = getattr(error, "problem_mark", None)
        span = self.source.at(mark) if mark else self.source.span(0, 0)
        if mark:
            self._seen = max(self._seen, mark.index)
        rest = self.source.line(mark.line)[mark.column :] if mark else ""
        if ("tab" in problem or rest.startswith("\t")) and any(each.code == "Y105" for each in self.found):
            return
        if "directive" in problem:
            number = mark.line if mark else 0
            self.found.append(faults.directive(self.source.span(number, 0), self.source.line(number)))
            return
        opened = error.context_mark if isinstance(error, MarkedYAMLError) else None
        message, hint = explain(problem, rest)
        if opened is not None and mark is not None and opened.line != mark.line:
            message += f" (what can't be finished begins on line {opened.line + 1})"
        self.found.append(faults.syntax(span, message, hint))

    def _last(self) -> int:
        """Where reading stopped: the end of the text, or of the line on which the parser gave up."""
        end = self.source.text.find("\n", self._seen)
        return len(self.source.text) if self._whole or end < 0 else end

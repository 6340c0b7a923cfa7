r"""Strict YAML: dict, list and str only, every scalar as it was typed, every fault with its place.

PyYAML's C parser gives *events*; its composer and constructors are never used.
There are two speeds. A file without anything suspicious is built from the events
alone; at the first suspicion or fault it is read again by `_Careful`, which keeps
the mark of every key and value and goes on as far as the parser can.

>>> parse("at: 1.10\nomit: no\n", "x.yaml")
({'at': '1.10', 'omit': 'no'}, ())
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

from yaml import cyaml
from yaml.error import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from travaux.diagnostics import Diagnostic, Span, in_order
from travaux.load import faults

Value: TypeAlias = Any
KeyPath: TypeAlias = tuple[str | int, ...]
_Get: TypeAlias = Callable[[], Any]

DEEPEST = 32
PROSE = frozenset(
    {
        "text",
        "claim",
        "heading",
        "label",
        "because",
        "cite",
        "commentary",
        "lead",
        "title",
        "short",
        "statement",
        "about",
        "notice",
        "introduction",
        "considerations",
        "opening",
        "closing",
        "testimonium",
        "note",
    }
)
"""Keys whose values are words for people, on whose lines no comment may stand."""

_HIDDEN_SET = (
    "\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xE0000, 0x10000))
    + "\U000e0000-\U0010ffff"
)
_HIDDEN = re.compile(f"[\ud800-\udfff]+|[{_HIDDEN_SET}]")
_ANY_HIDDEN = re.compile(f"[{_HIDDEN_SET}]")
_HARMLESS = re.compile(
    r"""\ *(?:-\ +)*[\w-]+:\ *                             # a key, perhaps in a list
    (?:[^\s"'\[\]{},|>&*!%@`\#-][^\s"'\[\]{},\#]*            # one word,
    |"[^"\#]*"|'[^'\#]*'|\[[^\[\]\#]*\]|\{[^{}\#]*\}        # or a value with two ends
    )?\ +\#""",
    re.X,
)
_PROSE_KEY = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(PROSE))})[\"']?\s*[:,}}]")
_ORDINARY = bytes([0x0A, *range(0x20, 0x7F)])
_TAGGED = re.compile(r"!\S*")
_TAG = re.compile(r"(?<![^\s\[{,])!")
_BEFORE_COMMENT = frozenset(" \"'[]{},|>+-0123456789")
_BREAKS = re.compile(r"\r\n?")


_parser: Callable[[str | bytes], Any] = cyaml.CParser  # type: ignore[attr-defined]


class Read(NamedTuple):
    """One file read: its characters (lines end with LF), its value (None if unreadable or empty), its faults."""

    text: str
    value: Value
    faults: tuple[Diagnostic, ...]


def parse(text: str | bytes, path: str) -> tuple[Value, tuple[Diagnostic, ...]]:
    """The value of a file's characters or bytes, and its faults by place; never raises for bad input.

    The value is None if the file is empty or the parser had to stop.
    """
    _, value, found = read(text, path)
    return value, found


def read(source: str | bytes, path: str) -> Read:
    """As `parse`, with the characters as well: decoded, with CR LF read as LF, fit to be printed."""
    if isinstance(source, str):
        text, source = source, source.encode("utf-8", "surrogatepass")
    elif source[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Read("", None, (faults.not_utf_8(Span(path, 1, 1), "it is UTF-16"),))
    else:
        text = source.decode("utf-8", "surrogateescape")
    try:
        if _is_simple(text, source):
            return Read(text, _quickly(source), ())
    except (_Suspicion, YAMLError, UnicodeDecodeError):
        pass
    careful = _Careful(text, path)
    return Read(_printable(text), careful.value, in_order(careful.found))


# ---------------------------------------------------------------- the quick way


class _Suspicion(Exception):
    """The quick way met something that only the careful way can tell."""


def _is_simple(text: str, source: bytes) -> bool:
    """Whether a look at the characters rules out hidden ones, lost words, tags, escapes and directives.

    `source` is the text as UTF-8; ordinary characters are struck from it so that few are left to search.
    """
    rare = source.translate(None, _ORDINARY)
    if rare and _ANY_HIDDEN.search(rare.decode()):
        return False
    if "\\" in text or "\n%" in text or text.startswith("%") or ("!" in text and _TAG.search(text)):
        return False
    if _BEFORE_COMMENT.isdisjoint(part[-1:] for part in text.split("#")[:-1]):
        return True
    lines = text.split("\n")
    return all(_is_harmless(lines, number) for number, line in enumerate(lines) if "#" in line)


def _is_harmless(lines: list[str], number: int) -> bool:
    """Whether a comment on this line, if there is one, surely takes no word from a text.

    Such are comments after a value that is one word, in quotation marks or in brackets and
    not prose, and those on a line of their own that are indented as what follows them.
    """
    line = lines[number]
    indent = len(line) - len(line.lstrip(" "))
    if line[indent] == "#":
        following = (each for each in lines[number + 1 :] if each.strip(" ") and each.lstrip(" ")[0] != "#")
        after = next(following, "")
        return indent == 0 or after.startswith(" " * indent)
    parts = line.split("#")
    if _BEFORE_COMMENT.isdisjoint(part[-1:] for part in parts[:-1]):
        return True
    return _HARMLESS.match(line) is not None and not _PROSE_KEY.search(line)


def _quickly(source: bytes) -> Value:
    get = _parser(source).get_event
    get()
    event = get()
    if event.__class__ is StreamEndEvent:
        return None
    value = _value(get(), get, 0)
    if get().__class__ is not DocumentEndEvent or get().__class__ is not StreamEndEvent:
        raise _Suspicion
    return value


def _value(event: Any, get: _Get, depth: int) -> Value:
    kind = event.__class__
    if kind is AliasEvent or event.anchor or event.tag:
        raise _Suspicion
    if kind is ScalarEvent:
        return event.value
    if depth >= DEEPEST:
        raise _Suspicion
    return _mapping(get, depth + 1) if kind is MappingStartEvent else _sequence(get, depth + 1)


def _mapping(get: _Get, depth: int) -> dict[str, Value]:
    out: dict[str, Value] = {}
    while True:
        event = get()
        if event.__class__ is not ScalarEvent:
            if event.__class__ is MappingEndEvent:
                return out
            raise _Suspicion
        key = event.value
        if key in out or event.tag or event.anchor:
            raise _Suspicion
        event = get()
        if event.__class__ is not ScalarEvent:
            out[key] = _value(event, get, depth)
        elif event.tag or event.anchor:
            raise _Suspicion
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
            raise _Suspicion
        else:
            out.append(event.value)


# ---------------------------------------------------------------- the careful way


class _Place(NamedTuple):
    """Where a node stands: marks of its key (if it has one), start and end; a scalar's style and value."""

    key: Any
    start: Any
    end: Any
    style: str | None = None
    value: str = ""


class _Scalar(NamedTuple):
    """A scalar as comments see it; `column` is that of its key, `line` where its line of keys begins."""

    event: Any
    prose: bool
    line: int
    column: int


class _Stop(Exception):
    """There is no use in reading on."""


class _Careful:
    """One file read with marks: `value`, `found`, and `places` by key path."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.found: list[Diagnostic] = []
        self.places: dict[KeyPath, _Place] = {}
        self.value: Value = None
        self._scalars: list[_Scalar] = []
        self._gone: dict[int, list[int]] = {}
        self.text = self._clean(text)
        self.starts = _line_starts(self.text)
        self._seen = 0
        self._whole = False
        self._in_key = 0
        self._parser = _parser(self.text)
        self._read()
        self._comments()

    # ------------------------------------------------ characters

    def _clean(self, text: str) -> str:
        """The text without hidden characters, which are reported; tabs stay, for they separate."""
        text = self._returns(text)
        starts = _line_starts(text)
        out: list[str] = []
        done = 0
        for match in _HIDDEN.finditer(text):
            line = bisect.bisect_right(starts, match.start()) - 1
            column = match.start() - starts[line]
            self._hidden(match.group(), Span(self.path, line + 1, column + 1))
            if match.group() != "\t":
                out.append(text[done : match.start()])
                done = match.end()
                self._gone.setdefault(line, []).extend(range(column, column + len(match.group())))
        return "".join((*out, text[done:]))

    def _returns(self, text: str) -> str:
        if "\r" not in text:
            return text
        alone = [match.start() for match in re.finditer(r"\r(?!\n)", text)]
        if alone:
            before = _BREAKS.sub("\n", text[: alone[0]])
            place = Span(self.path, before.count("\n") + 1, len(before) - before.rfind("\n"))
            self.found.append(faults.lone_carriage_return(place, len(alone)))
        return _BREAKS.sub("\n", text)

    def _hidden(self, characters: str, span: Span) -> None:
        first = characters[0]
        if "\udc80" <= first <= "\udcff":
            written = " ".join(f"{ord(each) - 0xDC00:02X}" for each in characters[:4])
            self.found.append(faults.not_utf_8(span, f"byte {written}"))
        elif "\ud800" <= first <= "\udfff":
            self.found.append(faults.not_utf_8(span, f"half a character, U+{ord(first):04X}"))
        elif first == "\t":
            self.found.append(faults.tab(span))
        elif first == "\ufeff" and span.line == span.column == 1:
            self.found.append(faults.byte_order_mark(span))
        else:
            self.found.append(faults.hidden_character(span, first))

    # ------------------------------------------------ places

    def span(self, line: int, column: int) -> Span:
        """The place in the file as typed of a line and column (from 0) of the cleaned text."""
        for gone in self._gone.get(line, ()):
            if gone <= column:
                column += 1
        return Span(self.path, line + 1, column + 1)

    def at(self, mark: Any) -> Span:
        """The place of a mark of the parser."""
        return self.span(mark.line, mark.column)

    def offset(self, index: int) -> Span:
        """The place of a character of the cleaned text."""
        line = bisect.bisect_right(self.starts, index) - 1
        return self.span(line, index - self.starts[line])

    # ------------------------------------------------ nodes

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
                self.found.append(faults.several_documents(self.at(event.start_mark)))
        except _Stop:
            self.value = None
        except YAMLError as error:
            self.value = None
            self._syntax(error)

    def _directives(self, event: Any) -> None:
        for number in range(event.start_mark.line, event.end_mark.line):
            line = self._line(number)
            if line.startswith("%"):
                self.found.append(faults.directive(self.span(number, 0), line))

    def _line(self, number: int) -> str:
        if number >= len(self.starts):
            return ""
        start = self.starts[number]
        end = self.text.find("\n", start)
        return self.text[start:] if end < 0 else self.text[start:end]

    def _node(self, event: Any, at: KeyPath, key: Any, prose: bool, depth: int) -> Value:
        """The value that begins with this event; `key` is the event of its key, `prose` whether it is prose."""
        if isinstance(event, AliasEvent):
            self.found.append(faults.alias(self.at(event.start_mark), event.anchor or ""))
            self._put(at, key, event)
            return ""
        self._ornaments(event)
        if isinstance(event, ScalarEvent):
            self._put(at, key, event)
            self._scalar(event, key, prose)
            return event.value
        if depth >= DEEPEST:
            self.found.append(faults.too_deep(self.at(event.start_mark), DEEPEST))
            raise _Stop
        self._put(at, key, event)
        build = self._pairs if isinstance(event, MappingStartEvent) else self._items
        return build(at, key, prose, depth + 1)

    def _put(self, at: KeyPath, key: Any, event: Any) -> None:
        mark = key.start_mark if key else None
        style = (event.style or "") if isinstance(event, ScalarEvent) else None
        place = _Place(mark, event.start_mark, event.end_mark, style, getattr(event, "value", ""))
        self.places.setdefault(at, place)

    def _ornaments(self, event: Any) -> None:
        """Report a tag and an anchor before a node."""
        if event.anchor:
            self.found.append(faults.anchor(self.at(event.start_mark), event.anchor))
        start = event.start_mark.index
        written = self.text[start : start + 1]
        if event.tag or (written == "!"):
            match = _TAGGED.search(self.text, start)
            word = match.group() if match else event.tag
            self.found.append(faults.tag(self.offset(match.start() if match else start), word))

    def _scalar(self, event: Any, key: Any, prose: bool) -> None:
        first = key.start_mark if key else event.start_mark
        self._scalars.append(_Scalar(event, prose, first.line, first.column))
        if event.style == '"' and (match := _HIDDEN.search(event.value.replace("\t", ""))):
            self.found.append(faults.hidden_character(self.at(event.start_mark), match.group()[0], True))

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
                self.found.append(faults.duplicate_key(self.at(event.start_mark), name, before.key.line + 1))
            value = self._node(self._next(), (*at, name), event, prose or name in PROSE, depth)
            out.setdefault(name, value)
        return out

    def _odd_key(self, event: Any, at: KeyPath, depth: int) -> None:
        """Report a key that is no scalar; it and its value are read for their own faults and left out."""
        start = event.start_mark.index
        if not isinstance(event, AliasEvent) and not self._in_key:
            braces = self.text[start - 1 : start + 1] == "{{"
            self.found.append(faults.key_not_a_word(self.at(event.start_mark), braces))
        self._in_key += 1
        self._node(event, (*at, -1), None, False, depth)
        self._in_key -= 1
        self._node(self._next(), (*at, -1), None, False, depth)

    # ------------------------------------------------ syntax and comments

    def _syntax(self, error: YAMLError) -> None:
        problem = getattr(error, "problem", None) or str(getattr(error, "reason", error))
        mark = getattr(error, "problem_mark", None)
        span = self.at(mark) if mark else self.span(0, 0)
        if mark:
            self._seen = max(self._seen, mark.index)
        rest = self._line(mark.line)[mark.column :] if mark else ""
        if ("tab" in problem or rest.startswith("\t")) and any(each.code == "Y105" for each in self.found):
            return
        if "directive" in problem:
            number = mark.line if mark else 0
            self.found.append(faults.directive(self.span(number, 0), self._line(number)))
            return
        opened = error.context_mark if isinstance(error, MarkedYAMLError) else None
        message, hint = _explain(problem, rest)
        if opened is not None and mark is not None and opened.line != mark.line:
            message += f" (what can't be finished begins on line {opened.line + 1})"
        self.found.append(faults.syntax(span, message, hint))

    def _comments(self) -> None:
        """Report comments on lines of prose, and comments indented under prose like text."""
        if "#" not in self.text:
            return
        prose = self._prose_lines()
        for before, start in self._found_comments():
            line = bisect.bisect_right(self.starts, start) - 1
            if line in prose or (before and self._takes_words(before, start)):
                words = self._line(line)[start - self.starts[line] :]
                self.found.append(faults.comment_on_prose(self.offset(start), words))

    def _found_comments(self) -> Iterator[tuple[_Scalar | None, int]]:
        """Where each comment begins, with the scalar before it: a number sign outside every scalar."""
        begins = [self._body(each.event) for each in self._scalars]
        end = self._last()
        at = self.text.find("#", 0, end)
        while at >= 0:
            before = bisect.bisect_right(begins, at) - 1
            scalar = self._scalars[before] if before >= 0 else None
            if scalar and at < scalar.event.end_mark.index:
                at = self.text.find("#", at + 1, end)
                continue
            yield scalar, at
            at = self.text.find("#", self.text.find("\n", at) % (end + 1), end)

    def _last(self) -> int:
        """Where reading stopped: the end of the text, or of the line on which the parser gave up."""
        end = self.text.find("\n", self._seen)
        return len(self.text) if self._whole or end < 0 else end

    def _body(self, event: Any) -> int:
        """Where a scalar's own characters begin: a block's after its header line."""
        start: int = event.start_mark.index
        if event.style in ("|", ">"):
            return self.text.find("\n", start) + 1 or len(self.text)
        return start

    def _prose_lines(self) -> set[int]:
        """The lines on which prose stands; of a block only its header, for in it `#` is text."""
        out: set[int] = set()
        for event, prose, line, _ in self._scalars:
            if prose:
                end = event.start_mark.line if event.style in ("|", ">") else event.end_mark.line
                out.update(range(line, end + 1))
        return out

    def _takes_words(self, scalar: _Scalar, start: int) -> bool:
        """Whether a comment follows words without quotation marks, or is indented as if it were part of prose."""
        between = self.text[scalar.event.end_mark.index : start].split("\n")
        if any(line.strip(" ") and line.lstrip(" ")[0] != "#" for line in between):
            return False
        line_start = self.text.rfind("\n", 0, start) + 1
        if not self.text[line_start:start].strip(" "):
            return scalar.prose and start - line_start > scalar.column
        return not scalar.event.style and " " in scalar.event.value


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _printable(text: str) -> str:
    """Characters that can be written anywhere: lines end with LF, halves of characters become U+FFFD."""
    return re.sub("[\ud800-\udfff]", "\ufffd", _BREAKS.sub("\n", text))


_QUOTE = "Put the whole value in quotation marks, or write it as a block: “key: |” and the words indented below."
_EXPLAINED = (
    (
        "could not find expected ':'",
        "this line is neither “key: value” nor part of the value above it",
        "Indent it deeper than the key it belongs to, or write the missing colon; no comment can stand inside a value.",
    ),
    (
        "mapping values are not allowed",
        "no key can stand here: a value without quotation marks holds “: ”, or the line above is at fault",
        _QUOTE,
    ),
    (
        "cannot start any token",
        "a value without quotation marks can't begin with this character",
        _QUOTE,
    ),
    (
        "found unexpected end of stream",
        "the file ends inside a value: a quotation mark is never closed",
        "Close the quotation mark on the line where the value begins.",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in brackets is not closed, or a comma is missing in it",
        "Close it with “]”; put a value that begins with “[” in quotation marks.",
    ),
    (
        "did not find expected ',' or '}'",
        "a mapping in braces is not closed, or a comma is missing in it",
        "Close it with “}”; put a value that begins with “{” or holds a comma in quotation marks.",
    ),
    (
        "did not find expected '-' indicator",
        "this line is not a member of the list above it",
        "Begin it with “- ” in the same column as the others, or indent it as the keys are.",
    ),
    (
        "block sequence entries are not allowed",
        "a list can't begin here",
        "Begin the list (“- ”) on a line of its own; put a value that begins with “- ” in quotation marks.",
    ),
    (
        "did not find expected key",
        "a key should stand here: words follow a value that is already complete, or the indentation is not that above",
        "Put a value that begins with a bracket or a quotation mark wholly in quotation marks; align the keys.",
    ),
    (
        "expected node content",
        "a value or a closing bracket should stand here",
        "Close the list or mapping that is open; put a value that begins with a bracket in quotation marks.",
    ),
    (
        "unknown escape character",
        "a backslash in double quotation marks begins an escape that does not exist",
        "Use single quotation marks, or write the backslash twice.",
    ),
    (
        "expected hexdecimal number",
        "an escape (\\x, \\u or \\U) lacks its digits",
        "Type the character itself.",
    ),
    (
        "invalid Unicode character escape code",
        "an escape names no character",
        "Type the character itself.",
    ),
    (
        "alphabetic or numeric character",
        "a value without quotation marks can't begin with “*” or “&”",
        _QUOTE,
    ),
    (
        "expected comment or line break",
        "words follow “|” or “>” on the same line",
        "Write the words on the lines below, indented; put a value that begins with “|” or “>” in quotation marks.",
    ),
    (
        "undefined tag handle",
        "a value without quotation marks can't begin with “!”",
        _QUOTE,
    ),
    (
        "unexpected document indicator",
        "a line of “---” or “...” inside a value in quotation marks",
        "Indent the line, or close the quotation mark above it.",
    ),
    (
        "<document start>",
        "the file goes on after its value is complete",
        "Align the keys at the left margin; put a value that begins with a bracket in quotation marks.",
    ),
    (
        "mapping keys are not allowed",
        "a value can't begin with “? ” here",
        _QUOTE,
    ),
    (
        "invalid leading UTF-8 octet",
        "the file is not UTF-8 here",
        "Save the file as UTF-8.",
    ),
    (
        "tab character",
        "a tab in the indentation",
        "Use spaces.",
    ),
    (
        "nesting level",
        "lists and mappings are nested too deep",
        "Check the brackets and the indentation.",
    ),
)


def _explain(problem: str, rest: str) -> tuple[str, str]:
    """A human message and hint for a problem that libyaml names, at a place where `rest` follows."""
    for words, message, hint in _EXPLAINED:
        if words in problem:
            first = f": {faults.shown(rest[:1])}" if "this character" in message and rest else ""
            return message + first, hint
    return f"this can't be read as YAML ({problem})", _QUOTE


# ---------------------------------------------------------------- marks for later passes


class Marks:
    """Where each key and value of a file stands; made once per file, when a place is wanted."""

    def __init__(self, text: str | bytes, path: str) -> None:
        if isinstance(text, bytes):
            text = text.decode("utf-8", "surrogateescape")
        self._careful = _Careful(text, path)

    def key(self, keypath: KeyPath) -> Span:
        """The place of the key at the end of a key path; of its value where it has no key (a list's member).

        Of the nearest key above it, if there is none at the key path.
        """
        place, _ = self._nearest(keypath)
        return self._careful.at(place.key or place.start)

    def value(self, keypath: KeyPath) -> Span:
        """The place where the value at a key path begins; of the nearest value above it, if there is none.

        Of a block scalar that is the `|` of its header, of a quoted scalar its opening mark.
        """
        place, exact = self._nearest(keypath)
        return self._careful.at(place.key if place.key and not exact else place.start)

    def placed(self, keypath: KeyPath) -> Placed:
        """The scalar at a key path, mapped character by character to the file.

        Raises `KeyError` where no scalar stands at the key path.
        """
        place = self._careful.places[keypath]
        if place.style is None:
            raise KeyError(keypath)
        return Placed(place.value, tuple(_aligned(self._careful.text, place)), self._careful)

    def __contains__(self, keypath: object) -> bool:
        return keypath in self._careful.places

    def _nearest(self, keypath: KeyPath) -> tuple[_Place, bool]:
        """The place of the key path, or of the nearest one above it, and whether it is the very one."""
        for length in range(len(keypath), -1, -1):
            if place := self._careful.places.get(keypath[:length]):
                return place, length == len(keypath)
        start = _Origin()
        return _Place(None, start, start), False


class _Origin:
    """The mark of a file's beginning."""

    line = column = index = 0


@dataclass(frozen=True, slots=True)
class Placed:
    r"""A scalar's value whose every character is known in the file.

    Called with a line and a column of the value (both from 0, lines split at "\n") it
    gives the `Span` in the file; beyond a line's end, the place after its last character.
    """

    value: str
    offsets: tuple[int, ...]
    source: _Careful

    def __call__(self, line: int, column: int = 0) -> Span:
        """The place of a character, given by its line and column in the value, from 0."""
        index = 0
        for _ in range(line):
            found = self.value.find("\n", index)
            if found < 0:
                break
            index = found + 1
        end = self.value.find("\n", index)
        return self.at(min(index + column, len(self.value) if end < 0 else end))

    def at(self, index: int) -> Span:
        """The place of the value's character number `index`, from 0; past the end, where the scalar ends."""
        return self.source.offset(self.offsets[max(0, min(index, len(self.value)))])

    @property
    def lines(self) -> tuple[Span, ...]:
        """The place where each line of the value begins."""
        return tuple(self(number) for number in range(self.value.count("\n") + 1))


def locate(text: str, path: str, keypath: KeyPath) -> Span:
    """The place of the value at a key path such as `("variants", "knowing", "text")`."""
    return Marks(text, path).value(keypath)


def prose_lines(text: str, path: str, keypath: KeyPath) -> Placed:
    """The scalar at a key path, mapped to the file: see `Placed`."""
    return Marks(text, path).placed(keypath)


_FOLD = re.compile(r" *\n *")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[^\n])")


def _aligned(text: str, place: _Place) -> Iterator[int]:
    """For each character of the scalar's value its offset in the text, and last the scalar's end.

    A space or line break that YAML folded stands where the line breaks; every other
    character stands where it, or the escape that makes it, was typed.
    """
    style = place.style
    at, end = place.start.index, place.end.index
    if style in ("|", ">"):
        yield from _aligned_block(text, place)
        return
    at += bool(style)
    for character in place.value:
        if character in " \n":
            at = _continued(text, at) if style == '"' else at
            yield at
            typed = text[at] if at < end else ""
            if fold := _FOLD.match(text, at, end):
                at = fold.end()
            elif typed == character == " " or (typed == "\\" and style == '"'):
                at += len(_typed(text, at, style))
            continue
        while at < end and (text[at] in " \n" or (style == '"' and text.startswith("\\\n", at))):
            at += 2 if text[at] == "\\" else 1
        yield at
        at += len(_typed(text, at, style))
    yield end - bool(style)


def _continued(text: str, at: int) -> int:
    """Past a backslash at a line's end and the indentation that follows, if one stands here."""
    while text.startswith("\\\n", at):
        at += 2
        while text.startswith(" ", at):
            at += 1
    return at


def _typed(text: str, at: int, style: str | None) -> str:
    """The characters typed for one character of a flow scalar."""
    if style == "'" and text.startswith("''", at):
        return "''"
    if style == '"' and (match := _ESCAPE.match(text, at)):
        return match.group()
    return text[at : at + 1]


def _aligned_block(text: str, place: _Place) -> Iterator[int]:
    """As `_aligned`, for `|` and `>`: line by line where they agree, else word by word."""
    begin = text.find("\n", place.start.index) + 1 or len(text)
    end = place.end.index
    indent = _indent(text[begin:end], place.value)
    line = at = begin
    for character in place.value:
        if at == line:
            stop = text.find("\n", line, end)
            at += min(indent, (end if stop < 0 else stop) - line)
        if character == "\n":
            stop = text.find("\n", at, end)
            yield at if stop < 0 else stop
            if stop >= 0:
                line = at = stop + 1
            continue
        if text[at : at + 1] == "\n" and place.style == ">":
            if character == " ":
                yield at
                line = at = at + 1
                continue
            while text[at : at + 1] in ("\n", " ") and at < end and text[at] != character:
                at += 1
        yield at
        at += 1
    yield min(at, end)


def _indent(body: str, value: str) -> int:
    """How many spaces the lines of a block are indented by."""
    first = next((line for line in value.split("\n") if line.strip(" ")), "")
    typed = next((line for line in body.split("\n") if line.strip(" ")), "")
    if not first:
        return 0
    leading = len(first) - len(first.lstrip(" "))
    return len(typed) - len(typed.lstrip(" ")) - leading

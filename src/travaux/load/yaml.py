r"""Strict YAML: dict, list and str only, every scalar as it was typed, every fault with its place.

PyYAML's C parser gives *events*; its composer and constructors are never used.
There are three speeds. A file without anything suspicious that is laid out as nearly all are is read line by line
(`plain`), another is built from the events alone (`quick`); at the first suspicion or fault a file is read again by
`careful`, which keeps the mark of every key and value and goes on as far as the parser can.

>>> parse("at: 1.10\nomit: no\n", "x.yaml")
({'at': '1.10', 'omit': 'no'}, ())
"""

from __future__ import annotations

from typing import NamedTuple

from yaml.error import YAMLError

from travaux.diagnostics import Diagnostic, Span, in_order
from travaux.load import yaml_faults as faults
from travaux.load.careful import Careful
from travaux.load.hidden import printable
from travaux.load.known import Known
from travaux.load.plain import NotPlain, plainly
from travaux.load.quick import Suspicion, Value, is_simple, quickly


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


def read(source: str | bytes, path: str, known: Known | None = None) -> Read:
    """As `parse`, with the characters as well: decoded, with CR LF read as LF, fit to be printed.

    What is `known` of a file is not parsed again; what is not, and is sound, is known from here on.
    """
    if isinstance(source, str):
        text, source = source, source.encode("utf-8", "surrogatepass")
    elif source[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Read("", None, (faults.not_utf_8(Span(path, 1, 1), "it is UTF-16"),))
    else:
        text = source.decode("utf-8", "surrogateescape")
    name = ""
    if known is not None:
        name, value = known.value(source)
        if value is not None:
            return Read(text, value, ())
    try:
        if is_simple(text, source):
            value = _value(text, source)
            if known is not None:
                known.keep(name, value)
            return Read(text, value, ())
    except (Suspicion, YAMLError, UnicodeDecodeError):
        pass
    careful = Careful(text, path)
    return Read(printable(text), careful.value, in_order(careful.found))


def _value(text: str, source: bytes) -> Value:
    """The value of a file that `is_simple`; raises as `quickly` does."""
    try:
        return plainly(text)
    except NotPlain:
        return quickly(source)

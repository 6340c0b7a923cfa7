"""What libyaml's messages mean, in plain words and with what to do."""

from __future__ import annotations

from travaux.load.words import shown

_QUOTE = "put the whole value in quotation marks, or write it as a block: “key: |” and the words indented below"
_EXPLAINED = (
    (
        "could not find expected ':'",
        "this line is neither “key: value” nor part of the value above it",
        "indent it deeper than the key it belongs to, or write the missing colon; no comment can stand inside a value",
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
        "close the quotation mark on the line where the value begins",
    ),
    (
        "did not find expected ',' or ']'",
        "a list in brackets is not closed, or a comma is missing in it",
        "close it with “]”; put a value that begins with “[” in quotation marks",
    ),
    (
        "did not find expected ',' or '}'",
        "a mapping in braces is not closed, or a comma is missing in it",
        "close it with “}”; put a value that begins with “{” or holds a comma in quotation marks",
    ),
    (
        "did not find expected '-' indicator",
        "this line is not a member of the list above it",
        "begin it with “- ” in the same column as the others, or indent it as the keys are",
    ),
    (
        "block sequence entries are not allowed",
        "a list can't begin here",
        "begin the list (“- ”) on a line of its own; put a value that begins with “- ” in quotation marks",
    ),
    (
        "did not find expected key",
        "a key should stand here: words follow a value that is already complete, or the indentation is not that above",
        "put a value that begins with a bracket or a quotation mark wholly in quotation marks; align the keys",
    ),
    (
        "expected node content",
        "a value or a closing bracket should stand here",
        "close the list or mapping that is open; put a value that begins with a bracket in quotation marks",
    ),
    (
        "unknown escape character",
        "a backslash in double quotation marks begins an escape that does not exist",
        "use single quotation marks, or write the backslash twice",
    ),
    (
        "expected hexdecimal number",
        "an escape (\\x, \\u or \\U) lacks its digits",
        "type the character itself",
    ),
    (
        "invalid Unicode character escape code",
        "an escape names no character",
        "type the character itself",
    ),
    (
        "alphabetic or numeric character",
        "a value without quotation marks can't begin with “*” or “&”",
        _QUOTE,
    ),
    (
        "expected comment or line break",
        "words follow “|” or “>” on the same line",
        "write the words on the lines below, indented; put a value that begins with “|” or “>” in quotation marks",
    ),
    (
        "undefined tag handle",
        "a value without quotation marks can't begin with “!”",
        _QUOTE,
    ),
    (
        "unexpected document indicator",
        "a line of “---” or “...” inside a value in quotation marks",
        "indent the line, or close the quotation mark above it",
    ),
    (
        "<document start>",
        "the file goes on after its value is complete",
        "align the keys at the left margin; put a value that begins with a bracket in quotation marks",
    ),
    (
        "mapping keys are not allowed",
        "a value can't begin with “? ” here",
        _QUOTE,
    ),
    (
        "invalid leading UTF-8 octet",
        "the file is not UTF-8 here",
        "save the file as UTF-8",
    ),
    (
        "tab character",
        "a tab in the indentation",
        "use spaces",
    ),
    (
        "nesting level",
        "lists and mappings are nested too deep",
        "check the brackets and the indentation",
    ),
)


def explain(problem: str, rest: str) -> tuple[str, str]:
    """A human message and hint for a problem that libyaml names, at a place where `rest` follows."""
    for words, message, hint in _EXPLAINED:
        if words in problem:
            first = f": {shown(rest[:1])}" if "this character" in message and rest else ""
            return message + first, hint
    return f"this can't be read as YAML ({problem})", _QUOTE

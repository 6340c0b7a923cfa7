"""Clause markup on texts nobody thought of: what is typed is what is read, and nothing makes the parser fail."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from travaux.load import text as reading
from travaux.load.text import parse_prose
from travaux.model.numerals import numeral, to_roman
from travaux.model.tree import Block, Division, Para
from travaux.passes.undo import fold, typed

FEW = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read_back(blocks: Iterable[Block]) -> str:
    """The characters typed for blocks, white space folded."""
    parts: list[str] = []
    for block in blocks:
        if isinstance(block, Para):
            parts.append(typed(block.inlines))
        elif isinstance(block, Division):
            parts += [block.typed, read_back(block.children)]
    return fold(" ".join(parts))


# ---------------------------------------------------------------- clause texts as a drafter types them

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
ODD = "“”‘’…–—§&%#<>~`'\"!?$+=|^/\\@,;:.()éøßİżΩЖ中あ\u0301€½²"
IDENTS = st.from_regex(r"[a-z][a-z0-9]{0,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)
LABELS = st.from_regex(r"[1-9][0-9]?(\.[a-z1-9]){0,2}", fullmatch=True)

plain = st.text(LETTERS + ODD, min_size=1, max_size=12).filter(lambda word: word[0] != "@")
placeholder = st.builds("{{{{{}{}{}}}}}".format, st.sampled_from(["", " "]), IDENTS, st.sampled_from(["", " "]))
target = st.one_of(IDENTS, st.builds("{}:{}".format, IDENTS, LABELS), st.builds(":{}".format, LABELS))
spread = st.builds("{}:{}..:{}".format, IDENTS, LABELS, LABELS)
reference = st.builds(
    "[](#{}{})".format,
    st.lists(target | spread, min_size=1, max_size=3).map(", ".join),
    st.sampled_from(["", "?bare", "?compact", "?short"]),
)
pinpoint = st.text(LETTERS + " .–()", min_size=1, max_size=10).map(str.strip).filter(bool)
citation = st.lists(st.builds("@{}, {}".format, IDENTS, pinpoint) | IDENTS.map("@{}".format), min_size=1, max_size=3)
cited = citation.map(lambda parts: f"[{'; '.join(parts)}]")
word = st.text(LETTERS, min_size=1, max_size=8)
emphasis = st.builds("{0}{1}{0}".format, st.sampled_from(["*", "**", "_"]), word)
simple = st.one_of(plain, placeholder, reference, cited, emphasis)


def spaced(parts: list[str]) -> str:
    return " ".join(parts)


def bracketed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, min_size=1, max_size=4).map(spaced)
    term = st.builds("[{}]({}:{})".format, some, st.sampled_from(["term", "def"]), IDENTS)
    return st.one_of(some.map("[{}]".format), st.builds("[{}] [{}]".format, some, some), term)


inline = st.recursive(simple, bracketed, max_leaves=4)
sentence = st.lists(inline, min_size=1, max_size=4).map(lambda parts: spaced(["Each", *parts, "ends."]))


def broken(words: str, column: int, breaks: list[int]) -> str:
    """A sentence over several lines, each begun at some column; words that look like a label never begin one."""
    pieces = words.split(" ")
    out = pieces[0]
    for index, piece in enumerate(pieces[1:]):
        wide = index < len(breaks) and breaks[index] > 0 and re.fullmatch(r"[A-Z][a-z]*\.?|ends\.", piece)
        out += ("\n" + " " * (column + breaks[index]) if wide else " ") + piece
    return out


SERIES = ("number", "letter", "roman", "letter")
FORMS = {"number": ("{}.", "({})"), "letter": ("{}.", "({})", "{})"), "roman": ("{}.", "({})")}


def label(series: str, ordinal: int, form: int) -> str:
    bare = {"number": str(ordinal), "letter": chr(96 + ordinal), "roman": to_roman(ordinal)}[series]
    return FORMS[series][form % len(FORMS[series])].format(bare)


@st.composite
def provisions(draw: st.DrawFn, depth: int = 0, column: int = 0) -> str:
    """A series of labelled provisions in order, some with provisions of their own."""
    series, form = SERIES[depth], draw(st.integers(0, 2))
    out = []
    for ordinal in range(1, draw(st.sampled_from((1, 2, 3, 12) if depth else (1, 2, 3))) + 1):
        words = broken(draw(sentence), column + 4, draw(st.lists(st.integers(0, 3), max_size=3)))
        out.append(f"{' ' * column}{label(series, ordinal, form)} {words}")
        if depth < 3 and draw(st.integers(0, 5)) == 0:
            out.append(draw(provisions(depth=depth + 1, column=column + draw(st.integers(1, 4)))))
        if draw(st.integers(0, 5)) == 0:
            out.append(f"\n{' ' * (column + 3)}{draw(sentence)}")
    return "\n".join(out)


clauses = st.one_of(
    sentence,
    provisions(),
    st.lists(sentence, min_size=1, max_size=3).map("\n\n".join),
    st.builds("{}\n\n{}".format, sentence, provisions()),
)


@FEW
@given(clauses)
def test_a_clause_is_read_without_fault_and_read_back(text: str) -> None:
    prose = parse_prose(text)
    assert read_back(prose.blocks) == fold(text)
    assert prose.found == ()


@FEW
@given(provisions())
def test_levels_follow_labels(text: str) -> None:
    """However it is indented, a series is at the level of its labels, and its ids are the paths of labels."""

    def look(blocks: Iterable[Block], path: str, depth: int) -> None:
        number = 0
        for block in blocks:
            if isinstance(block, Division):
                number += 1
                bare = block.typed.strip("().")
                assert block.ident == (f"{path}.{bare}" if path else bare)
                assert block.level == ("paragraph", "point", "subpoint", "point")[depth]
                wanted = label(SERIES[depth], number, 0).rstrip(".")
                assert bare == wanted
                look(block.children, block.ident, depth + 1)

    look(parse_prose(text).blocks, "", 0)


# ---------------------------------------------------------------- any text at all

SYNTAX = "[](){}*_#@:;,.?\n\t ab1iv\\\\`<>&-–“”"


@QUICK
@given(st.text(max_size=400) | st.text(SYNTAX, max_size=400))
@example("")
@example("\x00")
@example("[" * 10_000)
@example("*" * 10_000)
@example("{" * 10_000)
@example("[" * 5_000 + "]" * 5_000)
@example("[a](term:x" * 500)
@example("\n".join(" " * depth + "a. x" for depth in range(300)))
@example("0. a\niiii. b\nill. c\n(vx) d")
@example("9" * 400 + ". x\n(xxxx) y\n\u0661. z\n²) q")
def test_no_text_makes_the_parser_fail_or_lose_a_character(text: str) -> None:
    """Any characters give a tree that holds every one of them, and perhaps faults."""
    prose = parse_prose(text)
    kept = re.sub(r"\s+", "", read_back(prose.blocks))
    assert kept == re.sub(r"\s+", "", text.replace("\x00", "\ufffd"))
    for fault in prose.found:
        assert fault.span is not None and fault.span.line >= 1 and fault.span.column >= 1
        assert fault.span.line <= text.count("\n") + text.count("\r") + 1


@QUICK
@given(st.text(SYNTAX, max_size=200))
def test_a_fault_is_placed_on_the_character_at_fault(text: str) -> None:
    """The column of a fault of brackets, braces or references is that of its first character."""
    first = {"T304": "[", "T305": "]", "T306": "{{", "T307": "[@", "T308": "[](#", "T309": "["}
    assume("\t" not in text)
    lines = text.split("\n")
    for fault in parse_prose(text).found:
        if fault.code in first and fault.span:
            assert lines[fault.span.line - 1][fault.span.column - 1 :].startswith(first[fault.code])


# ---------------------------------------------------------------- time

SHAPES = {
    "words": "word ",
    "lines": "word\n",
    "labels": "1. a\n",
    "opened": "[",
    "closed": "]",
    "pairs": "[]",
    "links": "[a](",
    "references": "[](#",
    "citations": "[@",
    "whole references": "[](#a:1) ",
    "whole citations": "[@a, b; ",
    "terms": "[a](term:b) ",
    "braces": "{",
    "placeholders": "{{ party }} ",
    "asterisks": "*",
    "opened emphasis": "*a ",
    "mixed emphasis": "**a*",
    "underscores": "_a ",
}


def seconds(text: str) -> float:
    began = time.process_time()
    parse_prose(text)
    return time.process_time() - began


@pytest.mark.parametrize("shape", SHAPES)
def test_ten_kilobytes_are_read_at_once(shape: str) -> None:
    assert seconds((SHAPES[shape] * 10_000)[:10_000]) < 3


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_a_line_of_a_hundred_kilobytes_is_read_in_seconds(shape: str) -> None:
    """What grows with the square of its length would take minutes."""
    assert seconds((SHAPES[shape] * 100_000)[:100_000]) < 20


def test_a_line_of_a_hundred_kilobytes_of_words() -> None:
    assert seconds("word " * 20_000) < 3


# ---------------------------------------------------------------- numbers

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def from_roman(word: str) -> int:
    values = [_ROMAN[letter] for letter in word]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def from_letters(word: str) -> int:
    out = 0
    for letter in word:
        out = out * 26 + ord(letter) - 96
    return out


@pytest.mark.parametrize("value", range(1, 400))
def test_numerals_are_read_back(value: int) -> None:
    assert from_roman(to_roman(value)) == value
    assert from_roman(numeral(value, "roman-upper").lower()) == value
    assert from_letters(numeral(value, "alpha-lower")) == value
    assert from_letters(numeral(value, "alpha-upper").lower()) == value
    assert numeral(value, "decimal") == str(value)


def test_no_two_numbers_are_written_alike() -> None:
    for counter in ("decimal", "roman-lower", "roman-upper", "alpha-lower", "alpha-upper"):
        assert len({numeral(value, counter) for value in range(1, 400)}) == 399


# ---------------------------------------------------------------- the quick way and the parser

SHREDS = (
    *(
        "word",
        " ",
        "\n",
        "\n\n",
        "   ",
        "1. ",
        "2. ",
        "a. ",
        "(a) ",
        "ii. ",
        "0. ",
        "é",
        "\t",
        "\r\n",
        "\0",
        "\u2028",
        "\\",
        "|",
    ),
    *("{{ party }}", "{{ party", "{{", "}}", "{", "{{{ p }}}", "{{ a }}{{ b }}", "{{ }}"),
    *(
        "[](#x:1)",
        "[](#a, :b..c?bare)",
        "[](#)",
        "[](#x",
        f"[](#{'y' * 401})",
        "[](term:x)",
        "[b]",
        "[",
        "](",
        "]",
        "()",
    ),
    *("[@k, 3]", "[@k; @m, 4]", "[@]", "[@k", "[wo\n  rds](def:x)", "[a [b] c](term:x)", "[{{ x }}](term:y)"),
    *("[ ](term:x)", "[x](term:a b)", "[x](http://a)", f"[x](term:{'y' * 200})", "![p](q)", "*em*", "_u_", "**", "*"),
)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SHREDS), max_size=14).map("".join))
def test_marks_read_at_a_glance_are_what_the_parser_reads(text: str) -> None:
    quickly = parse_prose(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "_PLAIN", re.compile(r"(?!)"))
        assert parse_prose(text) == quickly

"""Strict YAML: what is read, what is refused and where, and the place of every character."""

from __future__ import annotations

import random

import pytest
import yaml as pyyaml

from travaux.load.careful import Careful
from travaux.load.placed import Marks
from travaux.load.quick import DEEPEST, Suspicion, is_simple, quickly
from travaux.load.yaml import parse, read

DOC = """\
kind: offence
variants:
  knowing:
    label: Knowledge that the person
      is a victim
    text: |
      1. causing a person to be advertised;

         a. point é
    notes: 'it''s
      folded'
  reckless:
    text: >-
      folded words
      go on
rationale:
  - claim: "caf\\u00e9 \\"closed\\""
"""


def at(text: str) -> list[tuple[str, int, int]]:
    """The faults of a text: code, line, column."""
    return [(each.code, each.span.line, each.span.column) for each in parse(text, "x.yaml")[1] if each.span]


# ---------------------------------------------------------------- values


def test_values_are_dicts_lists_and_strings() -> None:
    value, found = parse("a: [no, 1.10, {b: 12e34}]\nc:\n  - 2001-01-01\n  - ~\nd:\n", "x.yaml")
    assert value == {"a": ["no", "1.10", {"b": "12e34"}], "c": ["2001-01-01", "~"], "d": ""}
    assert found == ()


def test_a_merge_key_is_just_a_key() -> None:
    assert parse("<<: {a: b}\n", "x.yaml") == ({"<<": {"a": "b"}}, ())


def test_one_document_may_say_that_it_begins_and_ends() -> None:
    assert parse("---\na: b\n...\n", "x.yaml") == ({"a": "b"}, ())


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_has_no_value_and_no_fault(text: str) -> None:
    assert parse(text, "x.yaml") == (None, ())


def test_lines_that_end_with_crlf_read_as_lf() -> None:
    assert read(b"a: |\r\n  b\r\n  c\r\n", "x.yaml") == ("a: |\n  b\n  c\n", {"a": "b\nc\n"}, ())


def test_a_no_break_space_is_kept() -> None:
    assert parse("a: 5\u00a0%\n", "x.yaml") == ({"a": "5\u00a0%"}, ())


# ---------------------------------------------------------------- faults


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: &x b\nc: *x\n", [("Y108", 1, 4), ("Y109", 2, 4)]),
        ("a: !!str b\nc: ! d\ne: [!f g]\n", [("Y107", 1, 4), ("Y107", 2, 4), ("Y107", 3, 5)]),
        ("&x a: b\n", [("Y108", 1, 1)]),
        ("a: b\nc: d\na: e\n", [("Y112", 3, 1)]),
        ("x:\n  - {a: b, a: c}\n", [("Y112", 2, 12)]),
        ("{a: b}: c\n[d]: e\n", [("Y113", 1, 1), ("Y113", 2, 1)]),
        ("%YAML 1.1\n---\na: b\n", [("Y110", 1, 1)]),
        ("%FOO bar\n---\na: b\n", [("Y110", 1, 1)]),
        ("a: b\n---\nc: d\n", [("Y111", 2, 1)]),
        ("a: b\nc: \t d\n", [("Y105", 2, 4)]),
        ("a: b\rc: d\n", [("Y104", 1, 5)]),
        ("\ufeffa: b\n", [("Y102", 1, 1)]),
        ("a: b\nc: d\u200be\u202ef # x\n", [("Y103", 2, 5), ("Y103", 2, 7)]),
        ('a: "\\u200b"\n', [("Y103", 1, 4)]),
    ],
)
def test_what_a_library_may_not_hold(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert at(text) == expected


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("a: b: c\n", 1, 5, "“: ”"),
        ("cite: @kunze\n", 1, 7, "“@”"),
        ("a: [b\nc: d\n", 2, 2, "not closed"),
        ("a: {b: c\n", 2, 1, "closed"),
        ('a: "b\nc: d\n', 3, 1, "never closed"),
        ("a:\n  - b\n  c: d\n", 3, 3, "not a member"),
        ("a: *bis* x\n", 1, 8, "“*”"),
        ("a: |x\n  b\n", 1, 5, "“|”"),
        ('a: "\\q"\n', 1, 5, "backslash"),
        ("a\nb: c\n", 2, 2, "line above"),
        ("x: y\nfoo\nb: c\n", 3, 1, "“key: value”"),
        ("a: b\n...\nfoo", 3, 1, "goes on"),
    ],
)
def test_syntax_in_plain_words(text: str, line: int, column: int, words: str) -> None:
    value, (fault,) = parse(text, "x.yaml")
    assert value is None
    assert fault.span is not None
    assert (fault.code, fault.span.line, fault.span.column) == ("Y106", line, column)
    assert words in fault.message and fault.hint


def test_a_placeholder_without_quotation_marks_is_explained() -> None:
    _, found = parse("lead: {{ self }} applies\n", "x.yaml")
    assert "{{" in found[0].message and "quotation marks" in found[0].hint


def test_all_faults_of_a_file_in_one_run() -> None:
    text = "a: b\u200b\nclaim: c # d\na: e\nx: !t u\nf: @g\n"
    assert [each[:2] for each in at(text)] == [("Y103", 1), ("Y115", 2), ("Y112", 3), ("Y107", 4), ("Y106", 5)]


def test_bytes_that_are_not_utf_8_have_a_place() -> None:
    _, found = parse("a: é ".encode() + b"\xe9t\xe9\nb: \xff\n", "x.yaml")
    assert [(each.code, str(each.span)) for each in found] == [
        ("Y101", "x.yaml:1:6"),
        ("Y101", "x.yaml:1:8"),
        ("Y101", "x.yaml:2:4"),
    ]


def test_columns_after_a_hidden_character_are_those_of_the_file() -> None:
    assert at("a: \u200bb\nk: {\u200bx: y, x: z}\n") == [("Y103", 1, 4), ("Y103", 2, 5), ("Y112", 2, 12)]


def test_thirty_two_levels_are_read_and_one_more_is_refused() -> None:
    assert parse("[" * DEEPEST + "]" * DEEPEST, "x.yaml")[1] == ()
    assert at("[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)) == [("Y114", 1, DEEPEST + 1)]


# ---------------------------------------------------------------- comments

LOST = [
    "claim: a b # c\n",
    "heading: # c\n",
    "text: | # c\n  x\n",
    "text: |#c\n  x\n",
    'cite: "[@x]" # c\n',
    'cite: "[@x]"#c\n',
    'k: {into: a, because: "b"} # c\n',
    "into: two words # c\n",
    'x: say "two words" # c\n',
    "text: |\n    1. a\n  # c\nx: y\n",
    "label: a\n  # c\nx: y\n",
    "label: a\n# ok\n  # c\nx: y\n",
    'claim: "foo\n  bar: baz" # c\n',
    "k: foo\n   bar # c\n",
    "k: foo\n   - bar # c\n",
]
KEPT = [
    "# c\na: b\n",
    "a: b # c\n",
    "a: [b c, d] # c\n",
    "elements: {mental: [k]}   # c\n",
    'at: "2"  # c\n',
    "a:\n  # c\n  b: c\n",
    "a:\n  - b # c\n  # c\n  - c\n",
    "text: |\n  a # b\n  # b\nx: y # c\n",
    "text: |\n  x\n# c\ny: z\n",
    "claim: 'a # b'\n",
    'claim: "a\n  # b"\n',
    "claim: see [](#x:1)\n",
    'placement:   # c\n  a:\n    into: x\n    because: "y"\n  # c\n',
    'p: {because: "x",\n    # c\n    into: y}\n',
]


@pytest.mark.parametrize("text", LOST)
def test_a_comment_that_may_be_lost_words_is_a_fault(text: str) -> None:
    (fault,) = parse(text, "x.yaml")[1]
    assert fault.code == "Y115" and fault.span is not None
    line = text.split("\n")[fault.span.line - 1]
    assert line[fault.span.column - 1 :] == "# c" or line[fault.span.column - 1 :] == "#c"


@pytest.mark.parametrize("text", KEPT)
def test_a_comment_that_takes_no_words_is_none(text: str) -> None:
    assert parse(text, "x.yaml") == (pyyaml.load(text, pyyaml.CBaseLoader), ())


# ---------------------------------------------------------------- how values are set on their lines

SHALLOW = [
    ("a: [b,\nc]\n", 2, 1),
    ("a: [\n  b\n]\n", 3, 1),
    ("a: {b: c\n,d: e}\n", 2, 1),
    ('a: "b\nc"\n', 2, 1),
    ("a: 'it''s\nb'\n", 2, 1),
    ('a: "b\n\n"\n', 3, 1),
    ("x:\n  a: [b,\n  c]\n", 3, 3),
    ("x:\n- [b,\nc]\n", 3, 1),
    ("- a: 'b\n  c'\n", 2, 3),
    ("a: [[b], c, [d]\n, [e]]\n", 2, 1),
    ("a:\n  [b,\nc]\n", 3, 1),
    ("a: ['b\nc']\n", 2, 1),
    ("a: [b, # ]\nc]\n", 2, 1),
    ("? 'a\nb'\n: c\n", 2, 1),
]
DEEP_ENOUGH = [
    "a: [b,\n c]\n",
    "a: [\n  b,\n # of b\n\n# of c\n  c\n  ]\n",
    "a: {b: c,\n    d: [e,\n  f]}\n",
    'a: "b\n\n c"\n',
    "a: 'it''s\n b'\n",
    "x:\n- [b,\n c]\n",
    "- a: 'b\n   c'\n",
    "[b,\nc]\n",
    "'b\n\nc'\n",
    "--- {a: b,\nc: d}\n",
    "a: |\n  [b,\n  'c\n",
    "a: a [b,\n  c] 'd\n  e'\n",
    'a: b "c\n  d\n',
    "a: [-x, --, '-', -1, a-b-]\n",
    "a: {-: b}\n",
    "a:\n  b: |\n      \n  # of c\n  c: d\n",
    "a: |\n    \n# of b\nb: c\n",
    "a:\n  b: |2\n      \n   # of c\n  c: d\n",
]


@pytest.mark.parametrize(("text", "line", "column"), SHALLOW)
def test_a_line_no_deeper_than_its_key_is_a_fault(text: str, line: int, column: int) -> None:
    assert at(text) == [("Y116", line, column)]


@pytest.mark.parametrize(
    ("text", "column"),
    [("a: [-]\n", 5), ("a: [b, -]\n", 8), ("a: {b: -}\n", 8), ("a: [-, c]\n", 5), ("a: {-, b}\n", 5)],
)
def test_a_dash_alone_in_brackets_is_a_fault(text: str, column: int) -> None:
    assert at(text) == [("Y117", 1, column)]


@pytest.mark.parametrize("text", ["a: >\n \n  \n   \n # c\n", "a:\n  b: |-\n\n      \n    # c\n  d: e\n"])
def test_a_first_line_above_which_blanks_are_deeper_is_a_fault(text: str) -> None:
    line = text.split("\n").index(next(each for each in text.split("\n") if "#" in each))
    assert at(text) == [("Y118", line + 1, text.split("\n")[line].index("#") + 1)]


@pytest.mark.parametrize("text", DEEP_ENOUGH)
def test_a_value_of_several_lines_that_stand_deep_enough_is_read(text: str) -> None:
    value, found = parse(text, "x.yaml")
    assert found == () and value == pyyaml.load(text, pyyaml.CBaseLoader)


def test_the_quick_way_reads_nothing_that_the_careful_one_refuses() -> None:
    pieces = [
        "a: ",
        "b: ",
        "- ",
        "  ",
        "    ",
        "\n",
        "\n",
        *"[[]]{}\"\"''-#",
        "x",
        "y z",
        ", ",
        " # c",
        "|\n",
        ": ",
        "? ",
    ]
    some, tried = random.Random(5), 0
    for _ in range(60_000):
        text = "".join(some.choice(pieces) for _ in range(some.randrange(3, 14))) + "\n"
        try:
            value = quickly(text.encode()) if is_simple(text, text.encode()) else None
        except (Suspicion, pyyaml.YAMLError):
            continue
        if value is not None:
            tried += 1
            careful = Careful(text, "x.yaml")
            assert (careful.value, careful.found) == (value, []), text
    assert tried > 2_000


# ---------------------------------------------------------------- places


def test_a_key_path_leads_to_its_place() -> None:
    marks = Marks(DOC, "x.yaml")
    assert str(marks.key(("variants", "knowing", "text"))) == "x.yaml:6:5"
    assert str(marks.value(("variants", "knowing", "text"))) == "x.yaml:6:11"
    assert str(marks.value(("rationale", 0, "claim"))) == "x.yaml:17:12"
    assert str(Marks(DOC, "x.yaml").value(("kind",))) == "x.yaml:1:7"


def test_what_is_missing_is_placed_at_the_nearest_key_above() -> None:
    marks = Marks(DOC, "x.yaml")
    assert str(marks.key(("variants", "knowing", "stance", "for"))) == "x.yaml:3:3"
    assert str(marks.value(("variants", "reckless", "label"))) == "x.yaml:12:3"
    assert ("variants", "knowing", "stance") not in marks
    assert str(Marks("a: [", "x.yaml").value(("b",))) == "x.yaml:1:1"


SCALARS = [
    ("variants", "knowing", "label"),
    ("variants", "knowing", "text"),
    ("variants", "knowing", "notes"),
    ("variants", "reckless", "text"),
    ("kind",),
]


@pytest.mark.parametrize("keypath", SCALARS)
def test_every_character_of_a_scalar_has_its_place(keypath: tuple[str, ...]) -> None:
    assert_placed(DOC, keypath)


@pytest.mark.parametrize(
    "text",
    [
        "a: |2\n    foo\n  bar\n",
        "a: |\n\n\n  foo\n",
        "a: >\n  foo bar\n  baz\n\n  qux\n    more\n    here\n  end\n",
        "a: >\n\n  foo\n\n\n  bar\n   x\n\n  y z\n",
        "a: |-\n  x",
        "a: |\n  x\n    \n  y\n",
        'a: "foo \n   bar\\\n   baz \n\n  q"\n',
        "a: 'it\n  is\n\n  ok'\n",
        "a: ''\n",
        "a:\n",
        "a: foo\n\n  bar  baz\n",
    ],
)
def test_every_style_of_scalar_is_placed(text: str) -> None:
    assert_placed(text, ("a",))


def test_an_escape_is_placed_where_it_is_typed() -> None:
    placed = Marks(DOC, "x.yaml").placed(("rationale", 0, "claim"))
    assert placed.value == 'café "closed"'
    assert [placed(0, column).column for column in (3, 4, 5, 6)] == [16, 22, 23, 25]


def test_beyond_the_end_is_the_end() -> None:
    placed = Marks("a: |\n  foo\n  b\n", "x.yaml").placed(("a",))
    assert str(placed(0, 99)) == "x.yaml:2:6"
    assert placed(99, 0).line == 4
    assert [str(each) for each in placed.lines[:2]] == ["x.yaml:2:3", "x.yaml:3:3"]


def test_only_scalars_are_placed() -> None:
    with pytest.raises(KeyError):
        Marks(DOC, "x.yaml").placed(("variants",))


def assert_placed(text: str, keypath: tuple[str | int, ...]) -> None:
    lines = text.split("\n")
    placed = Marks(text, "x.yaml").placed(keypath)
    for number, line in enumerate(placed.value.split("\n")):
        for column, character in enumerate(line):
            span = placed(number, column)
            typed = lines[span.line - 1][span.column - 1 : span.column]
            assert typed == character or character == " ", (placed.value, number, column, span)


# ---------------------------------------------------------------- the two speeds

PIECES = (
    *("a", "claim", "text", "x y", "foo", ": ", ":", "\n", "\n", "\n  ", "\n    ", "- ", " #", " # c", "#", '"', "'"),
    *("[", "]", "{", "}", ", ", "!", "&a ", "*a", "---", "...", "%", "\\", "\u00a0", "é", "…", "?", "\n# z", "\n  # z"),
    *("@", "`", "!x ", "\n\n", ">", ">-", "|", "|-", "|2"),
)


def test_both_speeds_agree_with_each_other_and_with_pyyaml() -> None:
    rng = random.Random(7)
    for _ in range(4000):
        text = rng.choice(("a: ", "")) + "".join(rng.choice(PIECES) for _ in range(rng.randrange(1, 12)))
        value, found = parse(text, "x.yaml")
        slow = parse(text + "\n# \u200b", "x.yaml")[1]
        assert any(each.code == "Y103" for each in slow), text
        if found:
            assert all(each.span and each.hint for each in found), text
        else:
            assert value == pyyaml.load(text, pyyaml.CBaseLoader), text
            marks = Marks(text, "x.yaml")
            assert marks.value(()).path == "x.yaml"

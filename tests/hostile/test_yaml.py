"""Files made to crash, to slow down or to deceive a reader of YAML."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from travaux.carried import carried
from travaux.load.library import load
from travaux.load.yaml import parse, read


def codes(source: str | bytes) -> list[str]:
    return [each.code for each in parse(source, "x.yaml")[1]]


# ---------------------------------------------------------------- size and depth


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{" * 100_000,
        "{a: " * 25_000,
        "- " * 50_000,
        "? " * 50_000,
        "a: " + "[" * 100_000 + "]" * 100_000,
        "\n".join(" " * depth + "a:" for depth in range(400)),
    ],
)
def test_deep_nesting_is_a_located_fault_at_once(text: str) -> None:
    start = time.perf_counter()
    value, found = parse(text, "x.yaml")
    assert time.perf_counter() - start < 5
    assert value is None
    assert [each.code for each in found] in (["Y114"], ["Y113", "Y114"])
    assert all(each.span and each.hint for each in found)


def test_an_alias_bomb_builds_nothing() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    value, found = parse("\n".join(lines), "x.yaml")
    assert len(repr(value)) < 2000
    assert {each.code for each in found} == {"Y108", "Y109"}
    assert len(found) == 12 + 11 * 10


def test_an_alias_of_itself() -> None:
    assert codes("a: &a [*a]\n") == ["Y108", "Y109"]


def test_a_hundred_thousand_keys_and_as_many_duplicates_are_read_in_linear_time() -> None:
    start = time.perf_counter()
    value, found = parse("".join(f"k{n}: v # c\n" for n in range(50_000)), "x.yaml")
    assert len(value) == 50_000 and found == ()
    assert len(parse("k: v\n" * 10_000, "x.yaml")[1]) == 9_999
    assert time.perf_counter() - start < 20


# ---------------------------------------------------------------- scalars

TRAPS = (
    *("no", "yes", "on", "off", "y", "n", "true", "True", "NULL", "null", "~", "Null"),
    *("1.10", "12e34", "0x1F", "0o17", "017", "1_000", "1:30", "190:20:30", ".inf", ".NaN", "+1", "-0"),
    *(
        "2001-01-01",
        "2001-12-14t21:59:43.10-05:00",
        "2001-01-01 10:00:00",
        "=",
        "<<",
        "1.",
        "0b11",
        "é",
        "8 bis",
        "5 %",
    ),
)


@pytest.mark.parametrize("trap", TRAPS)
def test_every_scalar_stays_what_was_typed(trap: str) -> None:
    text = f"a: {trap}\nb: [{trap}]\n{trap}: c\nd: |\n  {trap}\n"
    value, found = parse(text, "x.yaml")
    assert found == ()
    assert value == {"a": trap, "b": [trap], trap: "c", "d": f"{trap}\n"}


# ---------------------------------------------------------------- characters

HIDDEN = {
    "bidi override": "\u202e",
    "bidi embedding": "\u202a",
    "bidi isolate": "\u2067",
    "arabic letter mark": "\u061c",
    "left-to-right mark": "\u200e",
    "zero width space": "\u200b",
    "zero width joiner": "\u200d",
    "word joiner": "\u2060",
    "byte order mark inside": "\ufeff",
    "soft hyphen": "\u00ad",
    "nul": "\x00",
    "bell": "\x07",
    "escape": "\x1b",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "delete": "\x7f",
    "c1 control": "\x9b",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "tag character": "\U000e0041",
    "noncharacter": "\ufffe",
    "noncharacter of an arabic block": "\ufdd0",
    "noncharacter of a high plane": "\U0001ffff",
    "private use": "\ue000",
    "private use of a high plane": "\U000f0000",
    "variation selector": "\ufe0f",
    "combining grapheme joiner": "\u034f",
    "hangul filler": "\u3164",
    "interlinear annotation": "\ufff9",
    "replacement character": "\ufffd",
    "invisible times": "\u2062",
}


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN.keys())
@pytest.mark.parametrize("text", ["a: b\nk: x{}y\n", "a: b\nk: 'x{}y'\n", "a: b\nk: x # {}\n", "a: b\nk{}: x\n"])
def test_hidden_characters_are_faults_with_a_place(text: str, character: str) -> None:
    written = text.format(character)
    for source in (written, written.encode()):
        text_read, _, (fault,) = read(source, "x.yaml")
        assert fault.code == "Y103" and fault.span and fault.span.line == 2
        assert fault.span.column == text.split("\n")[1].index("{") + 1
        assert f"U+{ord(character):04X}" in fault.message
        assert character not in fault.message and character not in fault.hint
        assert text_read == written


@pytest.mark.parametrize("character", HIDDEN.values(), ids=HIDDEN.keys())
def test_hidden_characters_can_not_come_as_escapes(character: str) -> None:
    escape = f"\\U{ord(character):08x}"
    _, found = parse(f'a: "x{escape}y"\n', "x.yaml")
    assert found and found[0].code in ("Y103", "Y106")


@pytest.mark.parametrize("text", ["\ta: b\n", "a:\n\t- b\n", "a:\tb\n", "a: b\t# c\n", "text: |\n  x\ty\n"])
def test_tabs(text: str) -> None:
    found = codes(text)
    assert "Y105" in found and set(found) <= {"Y105", "Y106"}


def test_a_byte_order_mark_at_the_beginning_is_explained_and_the_rest_is_read() -> None:
    value, found = parse(b"\xef\xbb\xbfa: b\na: c\n", "x.yaml")
    assert value == {"a": "b"}
    assert [(each.code, str(each.span)) for each in found] == [("Y102", "x.yaml:1:1"), ("Y112", "x.yaml:2:1")]


@pytest.mark.parametrize(
    "data",
    [
        b"\xff",
        b"a: \xc3\x28\n",
        b"a: \xed\xa0\x80\n",
        b"a: \xf5\x80\x80\x80\n",
        b"a: \xc0\x80\n",
        b"a: \xe2\x82",
        "a: é\n".encode("latin-1"),
        "a: b\n".encode("utf-16"),
        "a: b\n".encode("utf-16-be"),
        "a: b\n".encode("utf-32"),
    ],
)
def test_other_encodings_are_faults_that_can_be_printed(data: bytes) -> None:
    text, _, found = read(data, "x.yaml")
    assert found and {each.code for each in found} <= {"Y101", "Y103", "Y106"}
    for each in found:
        assert each.span and each.hint
        (str(each) + each.hint + text).encode()


@pytest.mark.parametrize("text", ["a: \ud800\n", "\udc80: b\n", 'a: "\\ud800"\n'])
def test_halves_of_characters(text: str) -> None:
    text_read, _, found = read(text, "x.yaml")
    assert found
    (text_read + "".join(each.message for each in found)).encode()


# ---------------------------------------------------------------- structure


def test_duplicates_are_found_at_every_depth() -> None:
    text = "a:\n  b:\n    - {c: 1, c: 2}\n    - d: [{e: 1, e: 2}]\n  b: 3\n'a': 4\n\"a\": 5\n"
    found = parse(text, "x.yaml")[1]
    assert [(each.code, each.span and each.span.line) for each in found] == [
        ("Y112", 3),
        ("Y112", 4),
        ("Y112", 5),
        ("Y112", 6),
        ("Y112", 7),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "!!python/object/apply:os.system ['true']\n",
        "a: !!python/name:os.system\n",
        "a: !!binary aGk=\n",
        "a: !<tag:yaml.org,2002:int> 5\n",
        "a: ! {b: c}\n",
        "- ! |\n  b\n",
    ],
)
def test_tags_build_nothing(text: str) -> None:
    assert codes(text) == ["Y107"]


@pytest.mark.parametrize(
    "text", ["\x00", "%", "&", "*", "!", "- - -", "?", ":", "'", '"', "`", "@", "|", ">", "]", "---\n---\n"]
)
def test_one_character_files_never_raise(text: str) -> None:
    for source in (text, text.encode()):
        assert isinstance(parse(source, "x.yaml")[1], tuple)


def test_every_prefix_of_a_real_file_is_a_value_or_a_located_fault() -> None:
    data = (carried() / "clauses" / "offences" / "offence-advertise.yaml").read_bytes()[:1500]
    for length in range(0, len(data), 7):
        value, found = parse(data[:length], "x.yaml")
        assert value is not None or found or data[:length].strip() in (b"",) or data.startswith(b"#")
        assert all(each.span and each.hint for each in found)


# ---------------------------------------------------------------- files


def project(root: Path) -> Path:
    (root / "clauses").mkdir(parents=True)
    return root


def one(root: Path) -> tuple[str, str]:
    """The code and the place of the only fault that concerns the file x.yaml."""
    found = [each for each in load(root, carried())[1] if each.span and "x." in each.span.path]
    assert len(found) == 1 and found[0].hint
    return found[0].code, str(found[0].span)


@pytest.mark.parametrize("content", [b"", b"\n", b"# nothing\n", b"---\n"])
def test_a_file_of_no_bytes(tmp_path: Path, content: bytes) -> None:
    (project(tmp_path) / "clauses" / "x.yaml").write_bytes(content)
    assert one(tmp_path) == ("S202", "clauses/x.yaml:1:1")


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    (project(tmp_path) / "clauses" / "x.yaml").mkdir()
    assert one(tmp_path) == ("S201", "clauses/x.yaml:1:1")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(project(tmp_path) / "clauses" / "x.yaml")
    assert one(tmp_path)[0] == "S201"


def test_links_out_of_the_project_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("password: hunter2\n")
    root = project(tmp_path / "project")
    (root / "clauses" / "x.yaml").symlink_to(secret)
    (root / "clauses" / "folder").symlink_to(tmp_path)
    (root / "clauses" / "gone.yaml").symlink_to(root / "nowhere")
    library, found = load(root, carried())
    places = {(each.code, each.span.path) for each in found if each.span}
    assert ("S204", "clauses/x.yaml") in places and ("S204", "clauses/folder") in places
    assert ("S208", "clauses/gone.yaml") in places
    assert "hunter2" not in repr(library) + repr(found)


def test_a_clauses_folder_that_is_a_link_out_of_the_project(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.yaml").write_text("password: hunter2\n")
    (tmp_path / "project").mkdir()
    (tmp_path / "project" / "clauses").symlink_to(elsewhere)
    _, found = load(tmp_path / "project", carried())
    assert "S204" in {each.code for each in found} and "hunter2" not in repr(found)


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "clauses" / "round").symlink_to(root / "clauses")
    assert {each.code for each in load(root, carried())[1]} == {"S207"}


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    with open(project(tmp_path) / "clauses" / "x.yaml", "wb") as file:
        file.truncate(50_000_000)
    assert one(tmp_path)[0] == "S208"


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = project(tmp_path) / "clauses" / "x.yaml"
    path.write_text("kind: rule\n")
    path.chmod(0)
    assert one(tmp_path)[0] == "S208"


def test_a_name_that_is_not_utf_8_can_be_printed(tmp_path: Path) -> None:
    folder = os.fsencode(project(tmp_path) / "clauses")
    with open(folder + b"/x.\xe9.yaml", "wb") as file:
        file.write(b"a: b\n")
    for each in load(tmp_path, carried())[1]:
        (str(each) + each.hint).encode()

"""Places found line by line: each is where the careful reader finds it, and nothing slows the looking down."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from travaux.load.placed import Marks
from travaux.load.scalars import scalars

ROOT = Path(__file__).parents[2]
FILES = tuple(
    each.read_text("utf-8") for top in ("clauses", "templates") for each in sorted((ROOT / top).rglob("*.yaml"))
)
SHREDS = (
    *(
        "a: b",
        "key:",
        "- ",
        "- a",
        "- a: b",
        "-",
        "- - a",
        "- {a: b, c: d}",
        '- "x: y"',
        "  ",
        "    ",
        "\n",
        "\n\n",
        "     \n",
    ),
    *(
        "text: |",
        "text: >-",
        "text: >",
        "text: |-",
        "|",
        ">-",
        "words and: more",
        "word # c",
        "# c",
        "      deep",
        "   b",
        ": c",
    ),
    *(
        '"q"',
        "'s'",
        "[a, b]",
        "{a: b}",
        '{a: [b, c], d: "e"}',
        "[{a: b}]",
        "[]",
        "{}",
        "[a, ]",
        "{a}",
        "[a: b]",
        "{a: b, a: c}",
    ),
    *(
        "a:b",
        "a: ",
        '"k": v',
        "'k': v",
        "k : v",
        "k:  v  ",
        'k: "v"  # c',
        'k: "v"#c',
        "k: v#c",
        "k: v # c",
        "“x” y",
        "1.2: v",
    ),
    *(
        "? a",
        "---",
        "...",
        "%x",
        "!t",
        "&a",
        "*a",
        '"unclosed',
        "it's",
        "<<: x",
        "\\",
        "a: -5",
        "a: x: y",
        "a: x:",
        'k: ""',
        "k: ''",
    ),
    *(
        "k: {x: {y: [z]}}",
        "k: [ a , b ]",
        "k: [[a], {b: c}]",
        'k: "a: b, c]"',
        'k: {q: "a}", r: s}',
        'k: {a: "",b: c}',
        "k: a?b",
    ),
)
ENDS = ("", "\n", "\n", "\n  ", "\n    ")


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Some lines of a file of the library, with a margin, a mark or a line put in or taken away."""
    lines = draw(st.sampled_from(FILES)).split("\n")
    first = draw(st.integers(0, len(lines) - 1))
    lines = lines[first : first + draw(st.integers(1, 14))]
    margin = min((len(each) - len(each.lstrip()) for each in lines if each.strip()), default=0)
    lines = [each[margin:] for each in lines]
    for _ in range(draw(st.integers(0, 2))):
        at = draw(st.integers(0, len(lines) - 1))
        line, column = lines[at], draw(st.integers(0, len(lines[at])))
        sign = draw(
            st.sampled_from(
                [":", ": ", " #", '"', "'", "[", "]", "{", "}", ",", "- ", "|", ">-", "\n", " ", "   ", "\n   \n"]
            )
        )
        lines[at] = draw(
            st.sampled_from([line[:column] + sign + line[column:], f"   {line}", line[2:], sign, line + sign])
        )
    return "\n".join(lines) + draw(st.sampled_from(["\n", "\n", "", "\n\n", "\n   \n"]))


def careful(text: str) -> Marks:
    """The marks of a file as the careful reader alone gives them."""
    marks = Marks(text, "x.yaml")
    marks.__dict__["_scalars"] = {}
    return marks


def same_places(text: str) -> int:
    """How many scalars of a file are placed without the careful reader: each as that places it."""
    marks, other = Marks(text, "x.yaml"), careful(text)
    found = scalars(text)
    for key in found:
        placed, wanted = marks.placed(key), other.placed(key)
        assert (placed.value, tuple(placed.offsets)) == (wanted.value, tuple(wanted.offsets)), (text, key)
        assert marks.value(key) == other.value(key) and marks.key(key) == other.key(key)
    return len(found)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(damaged())
def test_scalars_of_damaged_files_stand_where_the_careful_reader_finds_them(text: str) -> None:
    same_places(text)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(SHREDS), st.sampled_from(ENDS)).map("".join), max_size=7).map("".join))
def test_so_do_those_of_shreds(text: str) -> None:
    same_places(text)
    same_places(f"{text}\n")


def test_most_scalars_of_the_library_are_found_without_the_careful_reader() -> None:
    assert sum(map(same_places, FILES)) > 3000


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"a: x{' ' * 400_000}: y\n",
            f"{' ' * 400_000}?x\n",
            f"a: [{'] ' * 200_000}x\n",
            f"a: |\n{'  x  ' * 200_000}\n  \n",
        ),
        *(
            f"a: |\n  x\n{chr(10) * 400_000}   \nb: c\n",
            "[" * 400_000,
            "a: {b: " * 100_000,
            "- " * 200_000,
            "# c\n" * 200_000,
        ),
        *(
            f'a: "{"x" * 400_000}\n',
            f"a: {'b:' * 200_000} c\n",
            f"a: [{'b, ' * 100_000}}}]\n",
            f"a: {'[' * 200_000}{']' * 200_000}\n",
        ),
        *(
            "a:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 800)),
            f"a: [{{b: {'c' * 400_000}}}\n",
            f"a: {'x#' * 200_000} : \n",
        ),
    ],
)
def test_a_file_made_to_slow_it_down_does_not(text: str) -> None:
    start = time.perf_counter()
    scalars(text)
    assert time.perf_counter() - start < 3

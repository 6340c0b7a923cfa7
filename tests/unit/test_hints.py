"""Every hint is written alike: it goes on from “hint:”, so it begins small, and has no full stop."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from travaux import api
from travaux.cli.shared import sentence
from travaux.lint.api import rules

SOURCE = Path(__file__).parents[2] / "src" / "travaux"
NAMES = ("hint", "_SHAPES", "_EXPLAINED", "_QUOTE")
ALIKE = re.compile(r"(?![A-Z][a-z]*\b).*(?:\.\.\.|…|[^.])", re.DOTALL)


def words(node: ast.expr | None) -> Iterator[str]:
    """The strings that an expression of a hint may give, what is filled in as “…”."""
    match node:
        case ast.Constant(value=str(text)):
            yield from [text] if text else []
        case ast.JoinedStr(values=parts):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in parts)
        case ast.IfExp(body=body, orelse=other):
            yield from (*words(body), *words(other))
        case ast.Dict(values=values):
            for value in values:
                yield from words(value)
        case ast.Tuple(elts=[_, _, hint]):
            yield from words(hint)
        case ast.Tuple(elts=rows):
            for row in rows:
                yield from words(row)
        case ast.Call(args=[*_, last]):
            yield from words(last)


def hints(tree: ast.Module) -> Iterator[str]:
    """What the findings of a module advise: the second of what they return, and tables of hints."""
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name="suggest" | "near" | "_near", body=body):
                for each in (part for line in body for part in ast.walk(line) if isinstance(part, ast.Return)):
                    yield from words(each.value)
            case ast.FunctionDef(decorator_list=marks) if any("finding(" in ast.unparse(mark) for mark in marks):
                for part in ast.walk(node):
                    if isinstance(part, ast.Return) and isinstance(part.value, ast.Tuple):
                        yield from words(part.value.elts[1])
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if name in NAMES:
                yield from words(value)


def every_hint() -> dict[str, list[str]]:
    """The hints of each module of the program that has any."""
    folders = [SOURCE / "load", SOURCE / "passes", SOURCE / "lint"]
    files = [SOURCE / "api.py", SOURCE / "output.py", *(file for folder in folders for file in folder.rglob("*.py"))]
    found = {file.relative_to(SOURCE).as_posix(): list(hints(ast.parse(file.read_text("utf-8")))) for file in files}
    return {name: each for name, each in found.items() if each}


@pytest.mark.parametrize(("module", "said"), every_hint().items())
def test_hints_of_findings(module: str, said: list[str]) -> None:
    assert [each for each in said if not ALIKE.fullmatch(each)] == [], module


def test_no_hint_is_overlooked() -> None:
    found = every_hint()
    assert {
        "output.py",
        "load/words.py",
        "load/syntax.py",
        "load/yaml_faults.py",
        "passes/faults.py",
        "passes/choice_faults.py",
    } <= set(found)
    assert sum(map(len, found.values())) > len([code for code in api.pages() if code[0] in "YSP"]) * 0.8


def test_hints_of_rules() -> None:
    assert [each.hint for each in rules().values() if not ALIKE.fullmatch(each.hint)] == []


@pytest.mark.parametrize("hint", ["Write it.", "Write it", "write it."])
def test_what_would_be_found(hint: str) -> None:
    assert not ALIKE.fullmatch(hint)


@pytest.mark.parametrize(
    ("said", "whole"),
    [
        ("write it", "Write it."),
        ("did you mean “one”?", "Did you mean “one”?"),
        ("travaux list clauses shows those there are", "travaux list clauses shows those there are."),
    ],
)
def test_a_hint_as_a_sentence_of_its_own(said: str, whole: str) -> None:
    assert sentence(said) == whole

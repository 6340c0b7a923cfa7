"""Another subject: the project that `travaux new` writes has words of its own, and the program knows no other."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from command import ROOT, run
from travaux import api
from travaux.model.fields import Vehicle

SUBJECT = re.compile(r"traffick|palermo|exploit|prostitut|\bchild\b", re.IGNORECASE)
GENERAL = {"vclt", "privacy"}
"""The law of treaties, and a right that many treaties save, which belong to no subject."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    done = run("new", "mine", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "mine"


def test_it_is_sound_and_stands_on_its_own_words(project: Path) -> None:
    done = run("lint", cwd=project)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (0, "", "Nothing found.")
    made = api.load(api.find(project)).library
    assert made is not None
    assert set(made.vocabulary.conduct) == {"warn-falsely", "withhold", "tamper"}
    assert set(made.gaps) == {"gap-false-warnings"} and set(made.objections) == {"false-alarms"}


def test_it_prints_with_its_reasons_in_both_styles(project: Path) -> None:
    for style in ("coe", "un"):
        done = run("build", "--format", "md,html,txt", "--annotate", "all", "--style", style, cwd=project)
        assert done.returncode == 0, done.stderr
    text = (project / "build/flood-warnings/flood-warnings.txt").read_text(encoding="utf-8")
    assert "Each State Party shall adopt such measures" in text and "false and in order to mislead." in text


def test_its_coverage_is_that_of_its_own_rows_and_words(project: Path) -> None:
    table = json.loads(run("coverage", "--format", "json", cwd=project).stdout)
    assert "false-warning" in json.dumps(table) and not SUBJECT.search(json.dumps(table))
    usual = run("coverage", "--format", "csv", cwd=project).stdout
    other = run("coverage", "--format", "csv", "--variant", "false-warnings=withholding", cwd=project).stdout
    assert usual != other, "another variant reaches another row"


def test_a_word_of_the_carried_library_is_unknown_here(project: Path) -> None:
    clause = project / "clauses/offences/false-warnings.yaml"
    clause.write_text(clause.read_text(encoding="utf-8").replace("[warn-falsely]", "[advertise]"), encoding="utf-8")
    done = run("lint", cwd=project)
    assert done.returncode == 1 and "false-warnings.yaml:8:" in done.stdout and "“advertise”" in done.stdout


def test_its_rules_bite(project: Path) -> None:
    """An element that no word bears, and a word that is not stated, are found by its own vocabulary."""
    clause = project / "clauses/offences/false-warnings.yaml"
    text = clause.read_text(encoding="utf-8")
    clause.write_text(text.replace("  mental: [knowing]\n", "").replace("purpose: [mislead]", "purpose: []"), "utf-8")
    assert "knowing" in run("lint", cwd=project).stdout


# ---------------------------------------------------------------- the program


def _strings(path: Path) -> Iterator[tuple[int, str]]:
    """Every string of a module but docstrings and the examples of a command's help, which speak of the library."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in prose and "\nExamples:" not in str(node.value):
            yield node.lineno, str(node.value)


def test_the_program_names_no_clause_no_law_and_no_word_of_the_subject() -> None:
    whole = api.load(api.find(ROOT)).library
    assert whole is not None
    names = {*whole.clauses, *whole.law, *whole.gaps, *whole.objections, *whole.instruments} - GENERAL
    lists = ("conduct", "means", "purpose")
    words = {word for each in lists for word in getattr(whole.vocabulary, each) if "-" in word}
    longest_first = sorted(map(re.escape, (names - set(get_args(Vehicle))) | words), key=len, reverse=True)
    known = re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])")
    found = [
        f"{path.relative_to(ROOT)}:{line}: {value!r}"
        for path in sorted((ROOT / "src").rglob("*.py"))
        for line, value in _strings(path)
        if known.search(value) or SUBJECT.search(value)
    ]
    assert not found, "\n".join(found)

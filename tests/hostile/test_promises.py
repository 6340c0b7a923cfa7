"""The page of what is promised: each promise names tests, and those tests exist."""

from __future__ import annotations

import re

from command import ROOT

PAGE = (ROOT / "docs/security.md").read_text(encoding="utf-8")


def test_every_promise_names_tests_that_exist() -> None:
    promised = PAGE.partition("## What is promised")[2].partition("## What is not promised")[0]
    rows = [
        line for line in promised.splitlines() if line.startswith("| ") and not re.match(r"\| (?:---|Promise)", line)
    ]
    assert len(rows) > 20
    for row in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", row)
        assert named, row
        for path, test in named:
            assert f"def {test}" in (ROOT / path).read_text(encoding="utf-8"), (path, test)


def test_every_file_of_hostile_tests_is_of_a_promise() -> None:
    files = {each.name for each in (ROOT / "tests/hostile").glob("test_*.py")}
    apart = {"test_promises.py", "test_packs.py", "test_diff_operands.py", "test_docx_mutants.py"}
    assert {each for each in files - apart if f"tests/hostile/{each}" not in PAGE} == set()

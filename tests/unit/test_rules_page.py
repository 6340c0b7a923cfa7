"""docs/rules.md names every rule of drafting, each with the severity that it has."""

from __future__ import annotations

import re
from pathlib import Path

from travaux.lint.api import rules
from travaux.pages import gather

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
ROW = re.compile(r"^\| .+ \| (`.+`) \| (.+) \|$", re.MULTILINE)


def rows() -> list[tuple[str, str]]:
    """Every code of the tables with the severity given beside it."""
    out: list[tuple[str, str]] = []
    for codes, severities in ROW.findall(PAGE.read_text(encoding="utf-8")):
        out += zip(re.findall(r"`([A-Z]\d{3})`", codes), severities.split(", "), strict=True)
    return out


def test_every_rule_is_named() -> None:
    assert set(rules()) <= {code for code, _ in rows()}


def test_each_with_its_severity() -> None:
    pages = gather()
    assert {(code, severity) for code, severity in rows() if str(pages[code].severity) != severity} == set()

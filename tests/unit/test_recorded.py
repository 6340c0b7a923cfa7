"""What is recorded of existing law, works and gaps: dates that exist, extents that can be read, nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from command import ROOT, change, small_project
from travaux.carried import carried
from travaux.load.library import load
from travaux.load.recorded import is_date
from travaux.model.numerals import article_numbers

LAW = "clauses/law/watercourses.yaml"
BOOK = "a-book: {type: book, title: A book, short: A book, DATE}\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def faults(project: Path) -> list[tuple[str, str, str]]:
    """Code, path and the words of the file at the place, of each fault."""
    _, found = load(project, carried())
    places = []
    for each in found:
        assert each.span
        line = (project / each.span.path).read_text(encoding="utf-8").splitlines()[each.span.line - 1]
        places.append((each.code, each.span.path, line[each.span.column - 1 :]))
    return places


@pytest.mark.parametrize("written", ["1997", "1997-05", "1997-05-21", "2024-02-29"])
def test_dates(written: str) -> None:
    assert is_date(written)


@pytest.mark.parametrize("written", ["21 May 1997", "1997-5-21", "2026-13", "2023-02-29", "97", "0000", "yesterday"])
def test_what_is_no_date(written: str) -> None:
    assert not is_date(written)


@pytest.mark.parametrize("written", ["1–37", "1–2, 4", "8 bis", "1–8, 8 bis, 9–12", "1,3"])
def test_extents(written: str) -> None:
    assert article_numbers(written)


@pytest.mark.parametrize("written", ["all of it", "37–1", "1-37", "0–3", "1–", "1–99999999999", "1,,2", "8bis"])
def test_what_is_no_extent(written: str) -> None:
    assert article_numbers(written) is None


def test_a_sound_project_has_no_such_fault(project: Path) -> None:
    assert faults(project) == []
    assert [each for each in load(ROOT, ROOT)[1] if each.code in ("S232", "S233", "S234", "S235")] == []


@pytest.mark.parametrize(
    ("path", "old", "new", "code", "at"),
    [
        (LAW, '"1997-05-21"', '"21 May 1997"', "S232", '"21 May 1997"'),
        (LAW, '"2014-08-17"', '"2014-08-32"', "S232", '"2014-08-32"'),
        ("clauses/gaps.yaml", '"2026-05"', '"2026-13"', "S232", '"2026-13"'),
        (LAW, "extent: 1–37", "extent: 1–99999999999", "S233", "1–99999999999"),
        (LAW, "articles:\n", 'articles:\n  - article: "28"\n', "S234", '"28"'),
        (LAW, "    covers:", '    labels: ["1", "1"]\n    covers:', "S234", '"1"]'),
        (LAW, "    covers:", '    labels: ["1.a"]\n    covers:', "", ""),
        (LAW, "duty: provide", 'duty: provide\n        at: "9"', "", ""),
    ],
)
def test_a_fault_and_its_place(project: Path, path: str, old: str, new: str, code: str, at: str) -> None:
    change(project, path, old, new)
    assert faults(project) == ([(code, path, at)] if code else [])


@pytest.mark.parametrize(("at", "sound"), [("1", True), ("1.a", True), ("2", False), ("1.b", False)])
def test_a_provision_stands_among_the_labels_or_holds_one(project: Path, at: str, sound: bool) -> None:
    change(project, LAW, "    covers:", '    labels: ["1.a"]\n    covers:')
    change(project, LAW, "duty: provide", f'duty: provide\n        at: "{at}"')
    assert faults(project) == ([] if sound else [("S235", LAW, f'"{at}"')])


@pytest.mark.parametrize("key", ["issued", "accessed"])
def test_the_dates_of_a_work(project: Path, key: str) -> None:
    (project / "clauses/sources.yaml").write_text(BOOK.replace("DATE", f'{key}: "2020-02-31"'), encoding="utf-8")
    assert [(code, words[:12]) for code, _, words in faults(project)] == [("S232", '"2020-02-31"')]
    (project / "clauses/sources.yaml").write_text(BOOK.replace("DATE", f'{key}: "2020-02"'), encoding="utf-8")
    assert faults(project) == []

"""Runs `tests/redline/rows/*.md`: an old and a new text, and the rows of their redline that are not equal.

Under each heading stand the blocks `old`, `new` and `rows`; `pytest --accept` rewrites the last. A page
says nothing of how a redline is printed: the rows are drawn by `redlines`, one a line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from golden import Golden
from pages import Fence, rewritten, sections
from redlines import check, compared, page

PAGES = Path(__file__).parents[1] / "redline" / "rows"


@dataclass(frozen=True, slots=True)
class Case:
    """One section of a page."""

    file: Path
    title: str
    old: str
    new: str
    rows: Fence


def cases() -> list[Case]:
    found = []
    for file in sorted(PAGES.glob("*.md")):
        for each in sections(file.read_text(encoding="utf-8")):
            parts = {fence.info: fence for fence in each.fences}
            assert [*parts] == [("old",), ("new",), ("rows",)], f"{file.name}: {each.title}"
            found.append(Case(file, each.title, parts["old",].text, parts["new",].text, parts["rows",]))
    return found


CASES = cases()


@pytest.mark.parametrize("case", [pytest.param(each, id=f"{each.file.stem}: {each.title}") for each in CASES])
def test_rows(case: Case, golden: Golden) -> None:
    actual = page(compared(case.old, case.new))
    if not golden.accept:
        assert actual == case.rows.text


@pytest.mark.parametrize("file", sorted(PAGES.glob("*.md")), ids=lambda file: file.stem)
def test_accept(file: Path, golden: Golden) -> None:
    """With `--accept`, a page is rewritten once, all its blocks together; without, no title stands twice in it."""
    mine = [each for each in CASES if each.file == file]
    assert len({each.title for each in mine}) == len(mine)
    if golden.accept:
        made = {each.rows.at: (each.rows.text, page(compared(each.old, each.new))) for each in mine}
        rewritten(file, {at: pair for at, pair in made.items() if pair[0] != pair[1]})


@pytest.mark.parametrize("case", [pytest.param(each, id=f"{each.file.stem}: {each.title}") for each in CASES])
def test_both_texts_are_in_the_redline_either_way(case: Case) -> None:
    check(compared(case.old, case.new), case.old, case.new)
    check(compared(case.new, case.old), case.new, case.old)

"""Runs `tests/effects/**/*.md`: an old and a new text, and what the change does in law, both ways.

In `words/` the blocks `old` and `new` are plain texts; in `variants/` each names a clause of the library in a
variant. The block `effects` has a line for each effect, in the order of the rows: `pytest --accept` rewrites it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from golden import Golden
from pages import Fence, rewritten, sections
from travaux.comparing.sides import Edition
from travaux.comparing.wordings import Wording, wordings
from travaux.diff.effects.reading import with_effects
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.model.library import Library
from travaux.model.redline import Comparand, Redline
from turned import flipped, listed, reversed_redline, told

PAGES = sorted((Path(__file__).parents[1] / "effects").glob("*/*.md"))


@dataclass(frozen=True, slots=True)
class Case:
    """One section of a page."""

    file: Path
    title: str
    old: str
    new: str
    effects: Fence

    def sides(self, library: Library) -> tuple[Comparand, Comparand]:
        """The two texts."""
        if self.file.parent.name == "words":
            return Comparand("old", read(self.old, False)), Comparand("new", read(self.new, False))
        edition = Edition.of(library)
        named = [text.strip().partition(":") for text in (self.old, self.new)]
        one, other = (Wording(edition, clause, variant) for clause, _, variant in named)
        return wordings(("old", "new"), (one, other))


def cases() -> Iterable[Case]:
    for file in PAGES:
        for each in sections(file.read_text(encoding="utf-8")):
            parts = {fence.info: fence for fence in each.fences}
            assert [*parts] == [("old",), ("new",), ("effects",)], f"{file.name}: {each.title}"
            yield Case(file, each.title, parts["old",].text, parts["new",].text, parts["effects",])


CASES = tuple(cases())
EACH = pytest.mark.parametrize("case", [pytest.param(each, id=f"{each.file.stem}: {each.title}") for each in CASES])


MADE: dict[Case, tuple[Redline, Redline, Comparand, Comparand]] = {}


def made(case: Case, library: Library) -> tuple[Redline, Redline, Comparand, Comparand]:
    """The redline of a section with effects, that without, and the two texts; made once."""
    if case not in MADE:
        old, new = case.sides(library)
        plain = structural(old, new)
        MADE[case] = with_effects(plain, old, new), plain, old, new
    return MADE[case]


@EACH
def test_effects(case: Case, library: Library, golden: Golden) -> None:
    actual = listed(made(case, library)[0])
    if not golden.accept:
        assert actual == case.effects.text


@EACH
def test_the_other_way_round_they_are_reversed(case: Case, library: Library) -> None:
    whole, plain, old, new = made(case, library)
    back = told(with_effects(reversed_redline(plain), new, old))
    assert Counter(map(flipped, back)) == Counter(told(whole))


@pytest.mark.parametrize("file", PAGES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_accept(file: Path, library: Library, golden: Golden) -> None:
    """With `--accept`, a page is rewritten once, all its blocks together; without, no title stands twice in it."""
    mine = [each for each in CASES if each.file == file]
    assert len({each.title for each in mine}) == len(mine)
    if golden.accept:
        texts = {each.effects.at: (each.effects.text, listed(made(each, library)[0])) for each in mine}
        rewritten(file, {at: pair for at, pair in texts.items() if pair[0] != pair[1]})

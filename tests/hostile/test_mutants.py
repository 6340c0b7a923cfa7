"""Mutants of a valid project on their way through every pass, and of what the other readers read.

No exception but those documented, no error without its place and a hint, nothing lost on the way to any output, and no
mutant takes long. The seeds are counted, so that every run tries the same; how many of them there are altogether is in
docs/security.md.
"""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterator

import pytest

from corpora import Counted
from mutant_readers import READERS, outcome
from mutant_walk import reached, sound
from mutants import LEVELS

SOURCE = "tests/mutants.py"
TRIED = {"bytes": 60_000, "structure": 5_000, "markup": 7_000}
"""How many mutants of the project are tried, by level."""
READ = {"prose": 31_500, "operands": 6_000, "akn": 10_000, "imported": 500}
"""How many are given to the other readers."""
FEW = {"bytes": 60, "structure": 30, "markup": 30, "prose": 720, "operands": 50, "akn": 100, "imported": 10}
"""How many of each are tried in the quick run."""
CHUNK = 1_000
FLOORS = {
    "bytes": {"read": 1.0, "made something": 0.1, "rendered": 0.005},
    "structure": {"read": 0.95, "settled": 0.9, "rendered": 0.12, "rendered by force": 0.4, "linted": 0.05},
    "markup": {"read": 0.95, "settled": 0.9, "rendered": 0.4, "rendered by force": 0.1, "compared": 0.03},
}
"""What share of the mutants of a level must come through a pass, for the mutants to be worth trying."""
OTHERS = {
    "prose": ("with faults", "without fault"),
    "operands": ("compared",),
    "akn": ("read", "refused"),
    "imported": ("imported",),
}


@pytest.fixture(autouse=True)
def _little_to_collect() -> Iterator[None]:
    """What other tests left behind is no part of what a mutant costs."""
    sound()
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


def chunks(counts: dict[str, int]) -> list[object]:
    """The seeds of each level: a few for the quick run, the rest in chunks for the slow one."""
    out: list[object] = []
    for level, count in counts.items():
        quick = FEW[level]
        out.append(pytest.param(level, range(quick), id=f"{level}-few"))
        for first in range(quick, count, CHUNK):
            seeds = range(first, min(first + CHUNK, count))
            out.append(pytest.param(level, seeds, id=f"{level}-{first}", marks=pytest.mark.slow))
    return out


@pytest.mark.parametrize(("level", "seeds"), chunks(TRIED))
def test_a_mutant_comes_through_every_pass_or_is_refused_at_its_place(
    level: str, seeds: range, counted: Counted
) -> None:
    counts = reached(level, seeds)
    for each, share in FLOORS[level].items() if len(seeds) >= CHUNK // 2 else ():
        assert counts[each] >= share * len(seeds), (each, counts)
    assert counts["read"] == len(seeds)
    counted(f"mutants of a project in their {level}", SOURCE, {"mutants": len(seeds)})
    counted(f"passes that mutants in their {level} came through", SOURCE, counts)


@pytest.mark.parametrize(("reader", "seeds"), chunks(READ))
def test_a_mutant_for_another_reader_is_read_or_refused(reader: str, seeds: range, counted: Counted) -> None:
    ended = Counter(outcome(reader, seed) for seed in seeds)
    assert set(OTHERS[reader]) <= set(ended) and sum(ended.values()) == len(seeds)
    counted(f"mutants for other readers: {reader}", "tests/mutant_readers.py", ended)


def test_there_are_as_many_as_the_page_says() -> None:
    from command import ROOT

    page = (ROOT / "docs/security.md").read_text(encoding="utf-8")
    assert set(TRIED) == set(LEVELS) and set(READ) == set(READERS)
    assert sum(TRIED.values()) + sum(READ.values()) == 120_000
    for each in (*TRIED.values(), *READ.values(), 120_000):
        assert f"{each:,}" in page, each

"""When the process that sets pages is started, and which pack is begun first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from travaux.briefs import kept
from travaux.briefs.kept import Kept, Remembering
from travaux.briefs.readers import Readers
from travaux.load.library import load
from travaux.model.pack import Pack, SectionSpec
from travaux.project import find
from travaux.workers import longest_first
from travaux.workers.tasks import Packs

ROOT = Path(__file__).parents[2]


class Running:
    """Stands for the process; counts how many run."""

    count = 0

    def __init__(self) -> None:
        Running.count += 1

    def __exit__(self, *_: object) -> None:
        Running.count -= 1

    def set(self, *_: object) -> bytes:
        return b"set"


@pytest.fixture(autouse=True)
def running(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Running]]:
    monkeypatch.setattr(kept, "Press", Running)
    Running.count = 0
    yield Running
    assert Running.count == 0


def test_where_no_file_can_be_taken_the_press_starts_at_once_and_once(tmp_path: Path, running: type[Running]) -> None:
    for known in (None, Kept(tmp_path)):
        with Remembering(known) as press:
            press.expect("a.pdf")
            press.expect("b.pdf")
            assert running.count == 1


def test_where_a_file_may_be_taken_the_press_waits_until_it_is_needed(tmp_path: Path, running: type[Running]) -> None:
    (tmp_path / "a.pdf").write_bytes(b"finished")
    with Remembering(Kept(tmp_path)) as press:
        press.expect("a.pdf")
        assert running.count == 0
        press.name = "a.pdf"
        assert press.set("<p>new", {}) == b"set"
        assert running.count == 1


def test_a_press_that_runs_already_is_used(running: type[Running]) -> None:
    own = Running()
    with Remembering(None, own) as press:  # type: ignore[arg-type]
        press.expect("a.pdf")
        assert running.count == 1
    own.__exit__()


def test_the_pack_with_the_most_sections_is_begun_first() -> None:
    counts = {"a": 1, "b": 3, "c": 2, "d": 3}
    packs = {
        name: Pack(name, "readers", "public", (), (SectionSpec("words"),) * count, id=name)
        for name, count in counts.items()
    }
    loaded, _ = load(ROOT)
    assert loaded is not None
    task = Packs(find(ROOT), Readers(replace(loaded, packs=packs)), ())
    assert longest_first(task, ["a", "b", "c", "d"]) == ["b", "d", "c", "a"]
    assert longest_first(task, ["d", "a", "b"]) == ["d", "b", "a"]

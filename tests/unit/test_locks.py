"""The lock files: every pin with its hashes, nothing that says where a file is fetched from, one version of each."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-dev.lock")
PEERS = sorted(str(each.relative_to(ROOT)) for each in (ROOT / "benchmarks" / "peers").glob("*.lock"))
PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^ ;]+)(?P<marker> ; [^\\]+)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")


def pins(lock: str) -> dict[str, str]:
    """The version of each package that a lock names."""
    found = map(PIN.match, (ROOT / lock).read_text(encoding="utf-8").splitlines())
    return {pin["name"]: pin["version"] for pin in found if pin}


@pytest.mark.parametrize("lock", [*LOCKS, *PEERS, "tests/fuzz/requirements.lock"])
def test_a_lock_holds_pins_hashes_and_remarks_only(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not (PIN.match(line) or HASH.match(line) or line.lstrip().startswith("#"))] == []
    assert [line for line in lines if "://" in line] == []
    assert [pin for pin, after in pairwise(lines) if PIN.match(pin) and not HASH.match(after)] == []


def test_the_locks_agree() -> None:
    run, build, dev = map(pins, LOCKS)
    assert run.items() <= dev.items()
    assert build.items() <= dev.items()


def test_everything_the_project_asks_for_is_locked() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    names = {re.split(r"[^A-Za-z0-9_.-]", line)[0].lower() for line in asked["project"]["dependencies"]}
    assert names <= pins("requirements.lock").keys()


@pytest.mark.parametrize("lock", PEERS)
def test_every_program_to_compare_with_is_locked(lock: str) -> None:
    asked = (ROOT / lock).with_suffix(".in").read_text(encoding="utf-8").split()
    assert asked and set(asked) <= pins(lock).keys()


def test_there_are_programs_to_compare_with() -> None:
    assert "benchmarks/peers/mkdocs.lock" in PEERS

"""What an earlier run parsed: damaged, cut short, stale, foreign or gone, the library is the same."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from command import ROOT, run
from travaux import records
from travaux.caching import NO_CACHE
from travaux.load import yaml
from travaux.load.known import Known, known
from travaux.load.library import load


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the library, whose files may be changed."""
    for name in ("clauses", "templates"):
        shutil.copytree(ROOT / name, tmp_path / "project" / name)
    return tmp_path / "project"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The bytes of every file that is parsed from here on."""
    seen: list[bytes] = []
    quickly = yaml.quickly
    monkeypatch.setattr(yaml, "quickly", lambda source: seen.append(source) or quickly(source))
    return seen


def warm(project: Path, cache: Path) -> Path:
    """The record of a project that was loaded once."""
    load(project, known=known(project, cache))
    (record,) = cache.iterdir()
    return record


def test_nothing_is_parsed_twice_and_the_library_is_the_same(project: Path, cache: Path, parsed: list[bytes]) -> None:
    cold = load(project)
    warm(project, cache)
    before = len(parsed)
    assert load(project, known=known(project, cache)) == cold
    assert len(parsed) == before


def test_only_what_changed_is_parsed(project: Path, cache: Path, parsed: list[bytes]) -> None:
    warm(project, cache)
    changed = project / "clauses/safeguards/safeguard-expression.yaml"
    changed.write_text(changed.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    parsed.clear()
    library, found = load(project, known=known(project, cache))
    assert (library, found) == load(project) and parsed[0] == changed.read_bytes()
    parsed.clear()
    load(project, known=known(project, cache))
    assert parsed == []


def flipped(record: Path) -> None:
    data = bytearray(record.read_bytes())
    for at in range(100, len(data), len(data) // 40):
        data[at] ^= 1
    record.write_bytes(bytes(data))


def forged(record: Path) -> None:
    head, _, body = record.read_bytes().partition(b"\n")
    record.write_bytes(head + b"\n" + body.replace(b"shall", b"shan't"))


def of_another_reader(record: Path) -> None:
    _, _, rest = record.read_bytes().partition(b" ")
    record.write_bytes(b"0" * 64 + b" " + rest)


def linked(record: Path) -> None:
    record.rename(record.with_suffix(".moved"))
    record.symlink_to(record.with_suffix(".moved"))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "bits flipped": flipped,
    "words changed": forged,
    "cut short": lambda record: record.write_bytes(record.read_bytes()[:-100]),
    "empty": lambda record: record.write_bytes(b""),
    "no record": lambda record: record.write_bytes(b"\x80\x04\x95\n{}"),
    "of another reader": of_another_reader,
    "a link": linked,
    "writable by all": lambda record: record.chmod(0o666),
    "in a folder writable by all": lambda record: record.parent.chmod(0o777),
    "a folder": lambda record: (record.unlink(), record.mkdir()),
    "deleted": lambda record: record.unlink(),
    "gone with its folder": lambda record: shutil.rmtree(record.parent),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_no_record(damage: str, project: Path, cache: Path, parsed: list[bytes]) -> None:
    cold = load(project)
    parsed.clear()
    DAMAGES[damage](warm(project, cache))
    parsed.clear()
    assert load(project, known=known(project, cache)) == cold
    assert parsed, "what was damaged was used"


def test_faults_are_found_again(project: Path, cache: Path) -> None:
    clause = project / "clauses/safeguards/safeguard-expression.yaml"
    clause.write_text(clause.read_text(encoding="utf-8").replace("heading:", "headng:", 1), encoding="utf-8")
    (project / "clauses/safeguards/broken.yaml").write_text("kind: [\n", encoding="utf-8")
    first = load(project, known=known(project, cache))
    assert first[1] and load(project, known=known(project, cache)) == first == load(project)


@pytest.mark.skipif(os.name != "posix", reason="rights are those of POSIX")
def test_the_record_is_the_users_alone(project: Path, cache: Path) -> None:
    record = warm(project, cache)
    assert stat.S_IMODE(record.stat().st_mode) == 0o600 and stat.S_IMODE(cache.stat().st_mode) == 0o700
    assert record.read_bytes()[:1] != b"\x80" and b"pickle" not in record.read_bytes()


def test_where_it_cannot_be_written_nothing_is_kept(project: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert load(project, known=known(project, tmp_path / "file" / "cache")) == load(project)


def test_few_projects_are_remembered(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "MOST", 3)
    cache.mkdir(mode=0o700)
    for number in range(5):
        (cache / f"{number}.json").write_text("{}")
        os.utime(cache / f"{number}.json", (number, number))
    (cache / ".0123456789ab").write_text("what a run that was killed left")
    load(project, known=known(project, cache))
    assert len([*cache.iterdir()]) == 3 and not (cache / "2.json").exists() and (cache / "4.json").exists()


def test_a_small_project_is_not_kept(cache: Path) -> None:
    Known(cache / "x.json", {}, {"a": {"b": "c"}}).write()
    assert not cache.exists()


@pytest.mark.parametrize(("given", "count"), [((), 1), (("--no-cache",), 0)])
def test_the_command_keeps_it_in_the_users_folder_unless_told_not_to(
    given: tuple[str, ...], count: int, tmp_path: Path
) -> None:
    done = run("list", "clauses", *given, cwd=ROOT, env={"XDG_CACHE_HOME": str(tmp_path / "home")})
    assert done.returncode == 0, done.stderr
    assert len([*(tmp_path / "home").rglob("*.json")]) == count


def test_the_variable_keeps_everything_from_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NO_CACHE, "yes")
    assert records.place() is None and known(ROOT) == Known()

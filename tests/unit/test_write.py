"""Output is replaced whole, or stays as it was."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest

from travaux.cli.write import Unwritable, make_tree, replace_files


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*"))


def test_files_are_written_into_a_folder_that_is_made(tmp_path: Path) -> None:
    made = replace_files(tmp_path / "a" / "b", {"x": b"1", "y": b"2"})
    assert [path.read_bytes() for path in made] == [b"1", b"2"]
    assert names(tmp_path / "a" / "b") == ["x", "y"]


def test_what_was_there_is_replaced_not_rewritten(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    os.link(tmp_path / "x", tmp_path / "kept")
    replace_files(tmp_path, {"x": b"new"})
    assert (tmp_path / "x").read_bytes() == b"new" and (tmp_path / "kept").read_bytes() == b"old"


def test_permissions_are_the_usual_ones(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        (made,) = replace_files(tmp_path, {"x": b""})
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.stat().st_mode) == 0o640


@pytest.mark.parametrize("call", ["write", "fsync", "open", "replace"])
def test_a_failure_leaves_all_files_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    replace_files(tmp_path, {"x": b"old x", "y": b"old y"})
    seen = 0
    real: Any = getattr(os, call)

    def failing(*given: Any, **named: Any) -> Any:
        nonlocal seen
        seen += call != "open" or bool(given[1] & os.O_CREAT)
        if seen == 2:
            seen += 1
            raise OSError(28, "No space left on device")
        return real(*given, **named)

    monkeypatch.setattr(os, call, failing)
    with pytest.raises(Unwritable, match=r"No space left on device.*is unchanged"):
        replace_files(tmp_path, {"x": b"new x", "y": b"new y", "z": b"new z"})
    monkeypatch.undo()
    assert names(tmp_path) == ["x", "y"]
    assert (tmp_path / "x").read_bytes() == b"old x" and (tmp_path / "y").read_bytes() == b"old y"


def test_an_interruption_leaves_no_stray_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_files(tmp_path, {"x": b"1"})
    assert names(tmp_path) == []


def test_everything_is_on_the_disk_before_anything_is_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    real_sync, real_replace = os.fsync, os.replace

    def sync(descriptor: int) -> None:
        calls.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        real_sync(descriptor)

    def replace(old: str, new: str, **named: Any) -> None:
        calls.append("replace")
        real_replace(old, new, **named)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "replace", replace)
    replace_files(tmp_path, {"x": b"1", "y": b"2"})
    assert calls == ["file", "file", "replace", "replace", "folder"]


def test_a_folder_in_a_files_place_stops_it_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"old")
    (tmp_path / "y").mkdir()
    with pytest.raises(Unwritable, match="a folder"):
        replace_files(tmp_path, {"x": b"new", "y": b"new"})
    assert (tmp_path / "x").read_bytes() == b"old" and names(tmp_path) == ["x", "y"]


@pytest.mark.parametrize("leads", ["to a folder", "nowhere"])
def test_links_are_not_followed(tmp_path: Path, leads: str) -> None:
    (tmp_path / "real").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / ("real" if leads == "to a folder" else "missing"))
    with pytest.raises(Unwritable, match="link"):
        replace_files(link, {"x": b""})
    inside = tmp_path / "real" / "x"
    inside.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Unwritable, match="a link"):
        replace_files(tmp_path / "real", {"x": b""})
    assert not (tmp_path / "elsewhere").exists()


def test_a_name_that_is_too_long_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="too long"):
        replace_files(tmp_path, {"x" * 300: b""})
    assert names(tmp_path) == []


def test_a_tree_is_written_whole(tmp_path: Path) -> None:
    made = make_tree(tmp_path / "p", {"a/b/c": b"1", "d": b"2"})
    assert [path.read_bytes() for path in made] == [b"1", b"2"]
    assert names(tmp_path / "p") == ["a", "b", "c", "d"]


def test_a_tree_is_written_into_no_folder_that_holds_something(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(Unwritable, match="not empty"):
        make_tree(tmp_path, {"a": b"1"})


def test_a_tree_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unwritable, match="No space left"):
        make_tree(tmp_path / "a" / "b", {"c/d": b"1"})
    assert names(tmp_path) == []

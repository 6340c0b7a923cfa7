"""What stands in the way of writing: another run, what a killed one left, a full disk, a link, a folder that goes."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from command import command, environment, run, small_project
from killing import found, strays
from travaux.cli import place
from travaux.cli.write import Unwritable, make_tree, replace_files

STRAY = ".travaux-0123456789ab"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[int]:
    """The folder, held by somebody else."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield descriptor
    finally:
        os.close(descriptor)


# ---------------------------------------------------------------- another run


def test_a_second_run_waits_for_the_first(tmp_path: Path) -> None:
    with locked(tmp_path) as descriptor:
        Timer(0.3, fcntl.flock, (descriptor, fcntl.LOCK_UN)).start()
        begun = time.monotonic()
        replace_files(tmp_path, {"x": b"1"})
        assert time.monotonic() - begun > 0.25
    assert found(tmp_path) == {"x": b"1"}


def test_waiting_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(place, "TOLD", 0.1)
    with locked(tmp_path) as descriptor:
        replace_files(tmp_path, {"x": b"1"}, lambda: fcntl.flock(descriptor, fcntl.LOCK_UN))
    assert capfd.readouterr() == ("", f"Waiting for another run that writes into {tmp_path} …\n")
    assert found(tmp_path) == {"x": b"1"}


def test_waiting_has_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "LONGEST", 0.1)
    (tmp_path / "x").write_bytes(b"old")
    (tmp_path / STRAY).write_bytes(b"the other's")
    with locked(tmp_path), pytest.raises(Unwritable, match=r"another run.*Nothing was written"):
        replace_files(tmp_path, {"x": b"1"})
    assert found(tmp_path) == {"x": b"old", STRAY: b"the other's"}


def test_a_build_waits_and_says_so(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    (project / "build/flood-warnings").mkdir(parents=True)
    given = command("build", "--format", "txt")
    out = subprocess.PIPE
    with (
        locked(project / "build/flood-warnings") as descriptor,
        subprocess.Popen(given, cwd=project, env=environment(), stdout=out, stderr=out, text=True) as running,
    ):
        assert running.stderr and running.stdout
        assert running.stderr.readline() == "Waiting for another run that writes into build/flood-warnings …\n"
        assert not found(project / "build")
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        assert running.stdout.read() == "build/flood-warnings/flood-warnings.txt\n" and not running.stderr.read()
    assert running.returncode == 0


def test_a_folder_that_is_remade_while_waiting_is_the_one_written_into(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    with locked(out):
        Timer(0.2, os.rename, (out, tmp_path / "gone")).start()
        replace_files(out, {"x": b"1"})
    assert found(tmp_path) == {"out/x": b"1"}


def test_without_locks_there_is_output_and_nothing_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: Any) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    (tmp_path / STRAY).write_bytes(b"")
    for each in (lambda: monkeypatch.setattr(fcntl, "flock", none), lambda: monkeypatch.setattr(place, "fcntl", None)):
        each()
        replace_files(tmp_path, {"x": b"1"})
        make_tree(tmp_path / f"tree{len(os.listdir(tmp_path))}", {"a/b": b"2"})
    assert found(tmp_path) == {STRAY: b"", "x": b"1", "tree2/a/b": b"2", "tree3/a/b": b"2"}


# ---------------------------------------------------------------- what a killed run left


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / STRAY).write_bytes(b"half")
    (tmp_path / f"{STRAY[:-1]}c" / "deep").mkdir(parents=True)
    (tmp_path / f"{STRAY[:-1]}c" / "deep" / "file").write_bytes(b"")
    replace_files(tmp_path, {"x": b"1"})
    assert os.listdir(tmp_path) == ["x"]


def test_nothing_else_is_swept(tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "mine"
    out.mkdir()
    mine.mkdir()
    (mine / "kept").write_bytes(b"kept")
    others = (".travaux", ".travaux-", ".travaux-xyz", f"{STRAY}.txt", f"{STRAY}0", f"a{STRAY}", STRAY.upper())
    for name in others:
        (out / name).write_bytes(b"")
    (out / f"{STRAY[:-1]}d").symlink_to(mine)
    (out / f"{STRAY[:-1]}e").symlink_to(mine / "kept")
    os.mkfifo(out / f"{STRAY[:-1]}f")
    (out / STRAY).mkdir()
    (out / STRAY / "link").symlink_to(mine)
    before = set(os.listdir(out)) - {STRAY}
    replace_files(out, {"x": b"1"})
    assert set(os.listdir(out)) == before | {"x"}
    assert (mine / "kept").read_bytes() == b"kept"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_what_another_user_left_is_not_swept(tmp_path: Path) -> None:
    (tmp_path / STRAY).write_bytes(b"")
    os.chown(tmp_path / STRAY, 12345, 12345)
    replace_files(tmp_path, {"x": b"1"})
    assert strays(tmp_path) == [STRAY]


def test_a_tree_cut_short_is_brought_to_its_end(tmp_path: Path) -> None:
    """Nothing that is there is overwritten, and only what is just the same counts as made."""
    files = {"a/b": b"1", "c": b"2"}
    for mine in (False, True):
        folder = tmp_path / f"mine-{mine}"
        make_tree(folder / "a", {"b": b"1"})
        make_tree(folder / f"{STRAY}-whole", {"c": b"2"})
        if mine:
            (folder / "c").write_bytes(b"mine")
            with pytest.raises(Unwritable, match="not empty"):
                make_tree(folder, files)
        else:
            assert make_tree(folder, files) == [folder / "a/b", folder / "c"]
        assert found(folder) == {"a/b": b"1", "c": b"mine" if mine else b"2"} and not strays(folder)


# ---------------------------------------------------------------- what has not changed


def test_what_has_not_changed_is_not_written(tmp_path: Path) -> None:
    replace_files(tmp_path, {"x": b"1", "y": b"2"})
    os.utime(tmp_path / "x", (1, 1))
    before = {name: (tmp_path / name).stat() for name in "xy"}
    assert replace_files(tmp_path, {"x": b"1", "y": b"3"}) == [tmp_path / "x", tmp_path / "y"]
    after = {name: (tmp_path / name).stat() for name in "xy"}
    assert (after["x"].st_ino, after["x"].st_mtime_ns) == (before["x"].st_ino, before["x"].st_mtime_ns)
    assert after["y"].st_ino != before["y"].st_ino and (tmp_path / "y").read_bytes() == b"3"


def test_a_build_that_changes_nothing_touches_nothing(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    done = [run("build", "--format", "md,txt", cwd=project)]
    folder = project / "build/flood-warnings"
    before = {each: (each.stat().st_ino, each.stat().st_mtime_ns) for each in folder.iterdir()}
    done.append(run("build", "--format", "md,txt", cwd=project))
    assert {each: (each.stat().st_ino, each.stat().st_mtime_ns) for each in folder.iterdir()} == before
    assert done[0].stdout == done[1].stdout and len(done[1].stdout.splitlines()) == 2


# ---------------------------------------------------------------- the disk


def test_a_disk_that_is_really_full(tmp_path: Path) -> None:
    """A file system of 64 KiB, if there may be one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("no file system may be mounted here")
    try:
        replace_files(disk / "out", {"x": b"old", "y": b"old"})
        before = found(disk)
        for big in ({"x": b"new", "z": bytes(100_000)}, {f"x{number}": bytes(9_000) for number in range(9)}):
            with pytest.raises(Unwritable, match=r"out: can't be written \(No space left on device\).*unchanged"):
                replace_files(disk / "out", big)
            with pytest.raises(Unwritable, match="No space left"):
                make_tree(disk / "tree" / "deep", big)
            assert found(disk) == before and os.listdir(disk) == ["out"]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_disk_that_is_full_by_half_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace_files(tmp_path, {"x": b"old"})
    real, room = os.write, 5

    def write(descriptor: int, data: memoryview) -> int:
        nonlocal room
        if not room:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        done = real(descriptor, data[:room])
        room -= done
        return done

    monkeypatch.setattr(os, "write", write)
    with pytest.raises(Unwritable, match="No space left"):
        replace_files(tmp_path, {"x": b"123456789"})
    assert found(tmp_path) == {"x": b"old"}


def test_short_writes_are_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, data: real(descriptor, data[:3]))
    replace_files(tmp_path, {"x": b"0123456789"})
    assert (tmp_path / "x").read_bytes() == b"0123456789"


def test_a_build_beyond_the_size_that_is_allowed(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    run("build", "--format", "txt", cwd=project)
    before = found(project)
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (900, 900))"
    done = run("build", "--format", "txt,md,json", cwd=project, before=limit)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: build/flood-warnings: can't be written (File too large).")
    assert found(project) == before


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EDQUOT, errno.EIO])
@pytest.mark.parametrize("call", ["open", "replace"])
def test_what_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, call: str) -> None:
    replace_files(tmp_path / "out", {"x": b"old"})
    real: Any = getattr(os, call)

    def refusing(*given: Any, **named: Any) -> Any:
        if call == "replace" or given[1] & os.O_CREAT:
            raise OSError(number, os.strerror(number), given[0])
        return real(*given, **named)

    monkeypatch.setattr(os, call, refusing)
    with pytest.raises(Unwritable, match=f"out: can't be written \\({os.strerror(number)}\\).*unchanged"):
        replace_files(tmp_path / "out", {"x": b"new", "y": b"new"})
    assert found(tmp_path) == {"out/x": b"old"}


def test_folders_made_for_what_failed_go_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", failing)
    with pytest.raises(Unwritable, match="Input/output"):
        replace_files(tmp_path / "a/b", {"x": b"1"})
    assert os.listdir(tmp_path) == []


def test_without_second_names_a_failure_says_what_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not every file system has hard links."""
    replace_files(tmp_path, {"x": b"old", "y": b"old"})
    real = os.replace

    def replace(old: str, new: str, **named: Any) -> None:
        if new == "y":
            raise OSError(errno.EPERM, "Operation not permitted", old)
        real(old, new, **named)

    def no_link(*_: Any, **__: Any) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "replace", replace)
    monkeypatch.setattr(os, "link", no_link)
    with pytest.raises(Unwritable, match="New already: x; the rest is as it was before"):
        replace_files(tmp_path, {"n": b"new", "x": b"new", "y": b"new"})
    assert found(tmp_path) == {"x": b"new", "y": b"old"}


# ---------------------------------------------------------------- while it writes


def meanwhile(monkeypatch: pytest.MonkeyPatch, what: Any) -> None:
    """Do this once, when the first file has been brought to the disk."""
    real, done = os.fsync, []

    def fsync(descriptor: int) -> None:
        real(descriptor)
        if not done:
            done.append(what())

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_target_that_becomes_a_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    other.write_bytes(b"other")
    replace_files(out, {"a": b"old"})
    meanwhile(monkeypatch, lambda: (out / "x").symlink_to(other))
    with pytest.raises(Unwritable, match="a link"):
        replace_files(out, {"a": b"new", "x": b"new"})
    assert other.read_bytes() == b"other" and (out / "a").read_bytes() == b"old" and not strays(out)


def test_a_folder_that_becomes_a_link_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    other.mkdir()
    replace_files(out, {"x": b"old"})

    def exchange() -> None:
        out.rename(tmp_path / "moved")
        out.symlink_to(other)

    meanwhile(monkeypatch, exchange)
    with pytest.raises(Unwritable, match="moved or removed"):
        replace_files(out, {"x": b"new"})
    assert found(other) == {} and found(tmp_path / "moved") == {"x": b"old"}


def test_a_folder_that_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    meanwhile(monkeypatch, lambda: (os.unlink(next(out.iterdir())), out.rmdir()))
    with pytest.raises(Unwritable, match="out"):
        replace_files(out, {"x": b"new"})
    assert os.listdir(tmp_path) == []


def test_a_tree_where_something_comes_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, lambda: (tmp_path / "p").write_bytes(b"mine"))
    with pytest.raises(Unwritable, match="meanwhile"):
        make_tree(tmp_path / "p", {"a": b"1"})
    assert found(tmp_path) == {"p": b"mine"}


# ---------------------------------------------------------------- names


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/a", "../a"])
def test_the_name_of_a_file_leads_nowhere_else(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unwritable, match="no name of a file"):
        replace_files(tmp_path / "out", {"x": b"", name: b""})
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["", "..", "../a", "a/../../b", "/a", "a//b"])
def test_the_files_of_a_tree_stay_in_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unwritable, match="no place for a file"):
        make_tree(tmp_path / "tree", {"x": b"", name: b""})
    assert os.listdir(tmp_path) == []


def test_no_way_out_of_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unwritable, match="leads out"):
        make_tree(tmp_path / "missing" / ".." / "p", {"x": b""})
    assert os.listdir(tmp_path) == []


def test_a_tree_below_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    make_tree(tmp_path / "link" / "p", {"x": b"1"})
    assert found(tmp_path / "real") == {"p/x": b"1"}

"""A folder that output goes into: held, so that two runs do not mix in it, and swept of what a killed run left."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import click

fcntl: ModuleType | None
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

BESIDE = ".travaux-"
"""How the names begin under which output waits for its place."""
WHOLE = "-whole"
"""How the name of a waiting folder ends when all is in it and the moving up has begun."""
OURS = re.compile(rf"{re.escape(BESIDE)}[0-9a-f]{{12}}({WHOLE})?")
TOLD, LONGEST, PAUSE = 1.0, 60.0, 0.02
"""Seconds: after which waiting for another run is told, after which it is given up, and between two attempts."""


class Unwritable(click.ClickException):
    """Output that can't be written where it was asked for; says where, and what stands in the way."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Place:
    """A folder that is open: what is done in it is done in this very folder, whatever its path leads to by then.

    Without a descriptor (a system or a folder that gives none) its path is used.
    """

    path: Path
    descriptor: int | None
    locked: bool

    def at(self, name: str) -> str:
        """A name in the folder, as the system's calls take it, together with the descriptor."""
        return name if self.descriptor is not None else os.path.join(self.path, name)

    def mode(self, name: str) -> int | None:
        """What stands there, as `stat` writes it, a link not followed; None for nothing."""
        try:
            return os.stat(self.at(name), dir_fd=self.descriptor, follow_symlinks=False).st_mode
        except FileNotFoundError:
            return None

    def write(self, name: str, data: bytes) -> None:
        """A new file with this content, on the disk when this returns."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        put(os.open(self.at(name), flags, 0o666, dir_fd=self.descriptor), data)

    def holds(self, name: str, data: bytes) -> bool:
        """Whether a plain file with just this content stands there; one that can't be read does not count."""
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        try:
            with open(os.open(self.at(name), flags, dir_fd=self.descriptor), "rb") as file:
                found = os.fstat(file.fileno())
                return stat.S_ISREG(found.st_mode) and found.st_size == len(data) and file.read() == data
        except OSError:
            return False

    def replace(self, old: str, new: str) -> None:
        """Give a file another name; what bore that name is gone, and a link there is not followed."""
        os.replace(self.at(old), self.at(new), src_dir_fd=self.descriptor, dst_dir_fd=self.descriptor)

    def link(self, old: str, new: str) -> None:
        """Give a file a second name."""
        here = self.descriptor
        os.link(self.at(old), self.at(new), src_dir_fd=here, dst_dir_fd=here, follow_symlinks=False)

    def remove(self, name: str) -> None:
        """Take a file away, if it is there and the system allows it."""
        with contextlib.suppress(OSError):
            os.unlink(self.at(name), dir_fd=self.descriptor)

    def stands(self) -> bool:
        """Whether the path still leads to this folder, and not by a link in its last part."""
        if self.descriptor is None:
            return True
        try:
            return os.path.samestat(os.stat(self.path, follow_symlinks=False), os.fstat(self.descriptor))
        except FileNotFoundError:
            return False

    def sync(self) -> None:
        """Bring the list of names to the disk, where the system allows it."""
        if self.descriptor is not None:
            with contextlib.suppress(OSError):
                os.fsync(self.descriptor)

    def close(self) -> None:
        """Let the folder go, and with it the lock."""
        if self.descriptor is not None:
            os.close(self.descriptor)


def put(descriptor: int, data: bytes) -> None:
    """Write all of this into a file, bring it to the disk and close it."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def beside() -> str:
    """A name under which output waits for its place; no two are the same."""
    return f"{BESIDE}{secrets.token_hex(6)}"


# ---------------------------------------------------------------- held by one run at a time


@contextlib.contextmanager
def held(folder: Path, make: Callable[[Path], None], clear: Callable[[], None]) -> Iterator[Place]:
    """The folder, made by `make` if need be, for this run alone, without what a killed run left in it.

    A second run waits: it says so on standard error after a second (after a call of `clear`, which may take a line
    of progress away) and is `Unwritable` after a minute. Where the system can't lock a folder (Windows, some
    network file systems), nobody waits, and nothing is swept.
    """
    place = _waited(folder, make, clear)
    try:
        sweep(place)
        yield place
    finally:
        place.close()


def _waited(folder: Path, make: Callable[[Path], None], clear: Callable[[], None]) -> Place:
    begun, told = time.monotonic(), False
    while True:
        make(folder)
        place = _locked(folder)
        if place is not None:
            return place
        waited = time.monotonic() - begun
        if waited > LONGEST:
            raise Unwritable(
                f"{folder}: another run has been writing here, or another program has kept the folder locked, for "
                f"{LONGEST:.0f} seconds. Nothing was written; try again when it has ended."
            )
        if waited > TOLD and not told:
            told = True
            clear()
            click.echo(f"Waiting for another run that writes into {folder} …", err=True)
        time.sleep(PAUSE)


def _locked(folder: Path) -> Place | None:
    """The folder, open and locked; None if another run has it, or it went away meanwhile."""
    flags = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)
    if fcntl is None:
        return Place(folder, None, False)
    try:
        descriptor = os.open(folder, flags)
    except FileNotFoundError:
        return None
    except PermissionError:  # one may write into it, but not see what is in it
        return Place(folder, None, False)
    try:
        locked = _lock(descriptor)
        place = Place(folder, descriptor, bool(locked))
        if locked is not None and place.stands():
            return place
    except BaseException:
        os.close(descriptor)
        raise
    place.close()
    return None


def _lock(descriptor: int) -> bool | None:
    """Whether the folder is locked now; None if another has locked it, False if this can't be done to it."""
    assert fcntl is not None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return None
    except OSError:
        return False
    return True


# ---------------------------------------------------------------- what a killed run left


def sweep(place: Place) -> None:
    """Take away what runs that were killed left in a folder; only if it is locked, since nobody is writing then.

    Only plain files and folders that belong to this user and have a name of our own form go; no link is followed.
    A folder whose content was already being moved up is emptied upwards, not thrown away.
    """
    if not place.locked:
        return
    for name in sorted(os.listdir(place.descriptor)):
        found = OURS.fullmatch(name)
        if found:
            with contextlib.suppress(OSError):
                _take(place, name, bool(found[1]))


def _take(place: Place, name: str, whole: bool) -> None:
    state = os.stat(name, dir_fd=place.descriptor, follow_symlinks=False)
    if state.st_uid != os.geteuid():
        return
    if stat.S_ISREG(state.st_mode):
        place.remove(name)
    elif stat.S_ISDIR(state.st_mode):
        if whole:
            move_up(place, name, [])
        shutil.rmtree(name, dir_fd=place.descriptor)


def move_up(place: Place, name: str, moved: list[Path]) -> None:
    """Move what is in a folder of the place into the place itself, where nothing bears its name yet.

    To `moved` comes what moves, before it does.
    """
    for each in sorted(os.listdir(place.path / name)):
        if place.mode(each) is None:
            moved.append(place.path / each)
            os.rename(place.path / name / each, place.path / each)

"""Output, whole or not at all: every file is complete on the disk before the first one takes its place."""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

import click


class Unwritable(click.ClickException):
    """Output that can't be written where it was asked for; says where, and what stands in the way."""

    exit_code = 2


def replace_files(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files into a folder, made if need be; the paths, in order.

    Each is written beside its place under another name and brought to the disk; only then
    do all of them replace what was there. On any failure what was there stays.
    """
    with _plainly(folder):
        make_folder(folder)
        for name in files:
            _refuse(folder / name)
        waiting: dict[Path, Path] = {}
        try:
            for name, data in files.items():
                beside = folder / f".travaux-{secrets.token_hex(6)}"
                waiting[beside] = folder / name
                _write(beside, data)
            for beside, target in waiting.items():
                os.replace(beside, target)
        finally:
            for beside in waiting:
                with contextlib.suppress(OSError):
                    os.unlink(beside)
        sync_folder(folder)
    return [folder / name for name in files]


def make_tree(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files, by their paths inside it, into a folder that is empty or does not exist; all of them or none.

    They are written into a folder beside their places and then moved up, so that an empty folder in
    which somebody stands is filled, not exchanged.
    """
    with _plainly(folder):
        if os.path.isdir(folder) and any(os.scandir(folder)):
            raise Unwritable(f"{folder}: this folder is not empty. Name a new one.")
        missing = [each for each in (folder, *folder.parents) if not os.path.lexists(each)]
        make_folder(folder)
        stage = folder / f".travaux-{secrets.token_hex(6)}"
        moved: list[Path] = []
        try:
            for name, data in files.items():
                path = stage / name
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, data)
            for top in sorted(os.listdir(stage)):
                os.rename(stage / top, folder / top)
                moved.append(folder / top)
            stage.rmdir()
            sync_folder(folder)
        except BaseException:
            _remove([stage, *moved], missing)
            raise
    return [folder / name for name in files]


def _remove(made: list[Path], folders: list[Path]) -> None:
    """Take away what a failure left behind: trees that were written, folders that were made for them."""
    import shutil

    for each in made:
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
    for each in folders:
        with contextlib.suppress(OSError):
            each.rmdir()


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing; a link or another thing in its place is refused."""
    with _plainly(folder):
        _make_folder(folder)


def _make_folder(folder: Path) -> None:
    if folder.is_symlink():
        real = os.path.realpath(folder)
        raise Unwritable(f"{folder}: this is a link (to {real}), which output does not follow. Name the folder itself.")
    for each in (folder, *folder.parents):
        if os.path.lexists(each) and not os.path.isdir(each):
            raise Unwritable(f"{each}: a folder should be here for the output, and there is {_what(each)}.")
        if os.path.isdir(each):
            break
    folder.mkdir(parents=True, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system allows it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _write(path: Path, data: bytes) -> None:
    """A new file with this content, on the disk when this returns."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refuse(target: Path) -> None:
    """Nothing but a plain file is ever replaced."""
    try:
        mode = os.lstat(target).st_mode
    except FileNotFoundError:
        return
    if not stat.S_ISREG(mode):
        raise Unwritable(f"{target}: a file should be written here, and there is {_what(target)}. Name another.")


def _what(path: Path) -> str:
    mode = os.lstat(path).st_mode
    if stat.S_ISLNK(mode):
        return "a link" if os.path.exists(path) else "a link that leads nowhere"
    if stat.S_ISDIR(mode):
        return "a folder"
    return "a file" if stat.S_ISREG(mode) else "a device or a pipe"


@contextlib.contextmanager
def _plainly(folder: Path) -> Iterator[None]:
    """The system's refusals in plain words, with the place."""
    try:
        yield
    except OSError as error:
        place = error.filename if isinstance(error.filename, str) else str(folder)
        hidden = os.path.basename(place).startswith(".travaux-")
        shown = os.path.dirname(place) if hidden else place
        why = error.strerror or type(error).__name__
        raise Unwritable(f"{shown or '.'}: can't be written ({why}). What was there before is unchanged.") from None

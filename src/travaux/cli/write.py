"""Output, whole or not at all: every file is complete on the disk before the first one takes its place."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from travaux.cli.place import BESIDE, OURS, WHOLE, Place, beside, held, move_up, put
from travaux.cli.place import Unwritable as Unwritable


def nothing() -> None:
    """No line of progress has to be taken away."""


# ---------------------------------------------------------------- files into a folder


def replace_files(folder: Path, files: Mapping[str, bytes], clear: Callable[[], None] = nothing) -> list[Path]:
    """Write files into a folder, made if need be; the paths, in order. `clear` goes before a word to the user.

    Each that is not there with the same content is written beside its place under another name and brought to the
    disk; only then do they replace what was there, one after the other, in the order given. On any failure what was
    there stays or comes back. Another run into the folder waits meanwhile (see `place`).
    """
    with _plainly(folder):
        for name in files:
            _proper(folder, name)
        missing = _missing(folder)
        with held(folder, make_folder, clear) as place:
            try:
                _replace(place, files)
            except BaseException:
                _remove([], missing)
                raise
    return [folder / name for name in files]


def _replace(place: Place, files: Mapping[str, bytes]) -> None:
    for name in files:
        _refuse(place, name)
    waiting: dict[str, str] = {}
    try:
        for name, data in files.items():
            if not place.holds(name, data):
                hidden = beside()
                waiting[hidden] = name
                place.write(hidden, data)
        _standing(place)
        _exchange(place, waiting)
        place.sync()
        _standing(place)
    finally:
        for hidden in waiting:
            place.remove(hidden)


def _exchange(place: Place, waiting: Mapping[str, str]) -> None:
    """Let the waiting files take their places; if one can't, all are as before.

    What was there keeps a second name until the last is in its place. Where the file system has no second names, a
    failure may leave some of the files new; which, is said.
    """
    steps: list[tuple[str, str, str, bool]] = []
    try:
        for hidden, name in waiting.items():
            _refuse(place, name)
            steps.append((hidden, name, beside(), place.mode(name) is not None))
            if steps[-1][3]:
                with contextlib.suppress(OSError, NotImplementedError):
                    place.link(name, steps[-1][2])
            place.replace(hidden, name)
    except BaseException as error:
        new = [name for step in reversed(steps) for name in _put_back(place, *step)]
        if new and isinstance(error, OSError):
            why = f"{_shown(error, place.path)}: can't be written ({_why(error)})."
            raise Unwritable(f"{why} New already: {', '.join(new)}; the rest is as it was before.") from None
        raise
    finally:
        for step in steps:
            place.remove(step[2])


def _put_back(place: Place, hidden: str, name: str, kept: str, was_there: bool) -> list[str]:
    """Undo one exchange, if it was made; the name, if that can't be done."""
    try:
        if place.mode(hidden) is not None:
            return []
        if not was_there:
            place.remove(name)
        elif place.mode(kept) is not None:
            place.replace(kept, name)
        else:
            return [name]
    except OSError:
        return [name]
    return []


def _standing(place: Place) -> None:
    """The folder must still be where its path leads."""
    if not place.stands():
        raise Unwritable(f"{place.path}: this folder was moved or removed while it was being written. Run it again.")


# ---------------------------------------------------------------- a tree of files


def make_tree(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write files, by their paths inside it, into a folder that is empty or does not exist; all of them or none.

    A folder that does not exist appears in one step, with all that is in it. One that is empty is filled, not
    exchanged, since somebody may stand in it: the files are written into a folder in it and then moved up; where
    that was cut short, the next run brings it to its end.
    """
    with _plainly(folder):
        for name in files:
            _inside(folder, name)
        missing = _missing(folder)
        if missing:
            _grow(folder, missing[-1], files)
        else:
            _fill(folder, files)
    return [folder / name for name in files]


def _grow(folder: Path, first: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with its files, of which `first` is the uppermost part that does not exist."""
    _check(folder)
    inner = folder.relative_to(first)
    if ".." in inner.parts:
        raise Unwritable(f"{folder}: “..” leads out of a folder that does not exist. Name the new one straight.")
    with held(Path(os.path.realpath(first.parent)), _check, nothing) as place:
        stage = place.path / beside()
        try:
            _stage(stage, inner, files)
            if place.mode(first.name) is not None:
                raise Unwritable(f"{folder}: something was put here meanwhile. Name another folder.")
            os.rename(stage, place.path / first.name)
        except BaseException:
            _remove([stage], [])
            raise
        place.sync()


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is there."""
    make_folder(folder)
    begun = any(OURS.fullmatch(name) and name.endswith(WHOLE) for name in os.listdir(folder))
    with held(folder, make_folder, nothing) as place:
        if begun and _is(folder, files):
            return
        if os.listdir(folder):
            raise Unwritable(f"{folder}: this folder is not empty. Name a new one.")
        stage = folder / beside()
        whole = Path(f"{stage}{WHOLE}")
        moved: list[Path] = []
        try:
            _stage(stage, Path(), files)
            os.rename(stage, whole)
            place.sync()
            move_up(place, whole.name, moved)
            whole.rmdir()
        except BaseException:
            _remove([stage, whole, *moved], [])
            raise
        place.sync()


def _is(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether these files, and nothing else, are in a folder."""
    there = [Path(top, name) for top, _, names in os.walk(folder) for name in names]
    found = {each.relative_to(folder).as_posix(): each.read_bytes() for each in there}
    return found == dict(files)


def _stage(stage: Path, inner: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder below a new one, and bring all of it to the disk."""
    (stage / inner).mkdir(parents=True)
    for name, data in files.items():
        path = stage / inner / name
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        put(os.open(path, flags, 0o666), data)
    for each, _, _ in os.walk(stage):
        sync_folder(Path(each))


def _remove(made: list[Path], folders: list[Path]) -> None:
    """Take away what a failure left behind: trees that were written, folders that were made for them, if empty."""
    for each in made:
        if each.is_dir():
            shutil.rmtree(each, ignore_errors=True)
        else:
            each.unlink(missing_ok=True)
    for each in folders:
        with contextlib.suppress(OSError):
            each.rmdir()


# ---------------------------------------------------------------- folders


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing; a link or another thing in its place is refused."""
    with _plainly(folder):
        _check(folder)
        folder.mkdir(parents=True, exist_ok=True)


def _check(folder: Path) -> None:
    """Where a folder is or is to be made, there must be no link, and above it nothing but folders."""
    if folder.is_symlink():
        real = os.path.realpath(folder)
        raise Unwritable(f"{folder}: this is a link (to {real}), which output does not follow. Name the folder itself.")
    for each in (folder, *folder.parents):
        if os.path.lexists(each) and not os.path.isdir(each):
            what = _what(os.lstat(each).st_mode, each)
            raise Unwritable(f"{each}: a folder should be here for the output, and there is {what}.")
        if os.path.isdir(each):
            break


def _missing(folder: Path) -> list[Path]:
    """The parts of a folder's path that do not exist, the innermost first."""
    return [each for each in (folder, *folder.parents) if not os.path.lexists(each)]


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk, where the system allows it."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


# ---------------------------------------------------------------- what is refused, in plain words


def _proper(folder: Path, name: str) -> None:
    """The name of a file is one name, and no way to another place."""
    if name in ("", ".", "..") or os.path.basename(name) != name:
        raise Unwritable(f"{folder / name}: a file should be written here, and this is no name of a file in {folder}.")


def _inside(folder: Path, name: str) -> None:
    """The path of a file in a tree stays in it."""
    if os.path.isabs(name) or not {"", ".", ".."}.isdisjoint(name.split("/")):
        raise Unwritable(f"{folder / name}: this is no place for a file in {folder}.")


def _refuse(place: Place, name: str) -> None:
    """Nothing but a plain file is ever replaced."""
    mode = place.mode(name)
    if mode is not None and not stat.S_ISREG(mode):
        target = place.path / name
        what = _what(mode, target)
        raise Unwritable(f"{target}: a file should be written here, and there is {what}. Name another.")


def _what(mode: int, path: Path) -> str:
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
        where = _shown(error, folder)
        raise Unwritable(f"{where}: can't be written ({_why(error)}). What was there before is unchanged.") from None


def _why(error: OSError) -> str:
    return error.strerror or type(error).__name__


def _shown(error: OSError, folder: Path) -> Path:
    """The place of a refusal as the user knows it: not a name of ours, and with the folder that a bare name is in."""
    if not isinstance(error.filename, str):
        return folder
    place = Path(error.filename)
    if any(part.startswith(BESIDE) for part in place.parts):
        return folder
    return folder / place if len(place.parts) == 1 and place != folder else place

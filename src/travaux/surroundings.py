"""What results rest on besides a project's files: this program, the packages beside it, the system's libraries."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from travaux.carried import carried

SYSTEM = (
    ("libpango-1.0.so.0", "pango_version_string"),
    ("libharfbuzz.so.0", "hb_version_string"),
    ("libharfbuzz-subset.so.0", ""),
)
"""The system's libraries that lay out words, and what each is asked for its version by."""


@cache
def program() -> str:
    """Which program this is: a hash of Python's version, the packages installed, and the state of its own files.

    Of its files, and of the library that it carries, the names, sizes and dates are taken; they are trusted, and nobody
    changes them but who installs it.
    """
    hashed = sha256(f"{sys.version}\0{sys.platform}".encode())
    for name in _packages():
        hashed.update(b"\0" + name.encode("utf-8", "surrogateescape"))
    package, library = Path(__file__).parent, carried()
    for folder in (package, library / "clauses", library / "templates"):
        for name, state in sorted(_states(os.fspath(folder))):
            hashed.update(f"\0{name} {state.st_size} {state.st_mtime_ns}".encode("utf-8", "surrogateescape"))
    return hashed.hexdigest()


@cache
def system_libraries() -> tuple[str, ...]:
    """The versions of the system's libraries that lay out words; none where one of them is not to be found."""
    import ctypes

    said = []
    for name, version in SYSTEM:
        try:
            library = ctypes.CDLL(name)
            asked = getattr(library, version) if version else None
        except (OSError, AttributeError):
            return ()
        if asked is not None:
            asked.restype = ctypes.c_char_p
            said.append(f"{name} {asked().decode('ascii', 'replace')}")
    return tuple(said)


def tree(folder: Path) -> str:
    """The hash of all files under a folder, names and bytes; "" where that can't be said for certain.

    A folder that is not there has one, too. It can't be said where something is neither file nor folder, or is a link
    to a folder, or can't be read. What Python compiled is left out.
    """
    hashed = sha256()
    try:
        top = os.fspath(folder)
        for name, data in _files(top) if os.path.lexists(top) else ():
            hashed.update(b"\0%s\0%d\0" % (os.fsencode(name[len(top) :]), len(data)) + data)
    except OSError:
        return ""
    return hashed.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, bytes]]:
    """The files under a folder in the order of their names; raises `OSError` where there is anything else."""
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda each: each.name)
    for entry in entries:
        if entry.is_symlink():
            yield f"{entry.path} leads to", os.fsencode(os.readlink(entry.path))
        if entry.is_dir(follow_symlinks=False):
            yield entry.path, b""
            if entry.name != "__pycache__":
                yield from _files(entry.path)
        elif entry.is_file():
            yield entry.path, bytes_of(entry.path)
        else:
            raise OSError(f"{entry.path} is neither a file nor a folder")


def _states(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file under a folder with its size and dates; what Python compiled is left out."""
    with os.scandir(folder) as scan:
        for entry in scan:
            if not entry.is_dir():
                yield entry.path, entry.stat()
            elif entry.name != "__pycache__":
                yield from _states(entry.path)


def bytes_of(path: str, most: int = sys.maxsize) -> bytes:
    """The bytes of a file, or a few more than `most` of them; the quickest way for ten thousand small files."""
    file = os.open(path, os.O_RDONLY)
    try:
        data = part = os.read(file, 1 << 16)
        while len(part) == 1 << 16 and len(data) <= most:
            part = os.read(file, 1 << 16)
            data += part
        return data
    finally:
        os.close(file)


def _packages() -> Iterator[str]:
    """The names of the folders that say which packages are installed, in which versions."""
    for folder in sys.path:
        if os.path.isdir(folder):
            yield from sorted(name for name in os.listdir(folder) if name.endswith((".dist-info", ".egg-info")))

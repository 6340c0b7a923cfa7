"""What is kept from one run to the next: records of the user's own, outside every project.

A record is plain JSON under a first line that says who made it and the hash of what follows. One that is damaged, cut
short, another maker's, somebody else's or gone is no record, and means no more than that its work is done again.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from travaux.caching import refused

FOLDER = "travaux"
MOST = 40
"""How many records are kept: the ones written last."""
LARGEST = 500_000_000
"""How many bytes a record may have."""


def place() -> Path | None:
    """The folder of the user's own where records are kept (XDG Base Directory Specification 0.8).

    None if there is no such folder, or nothing may be kept.
    """
    if refused():
        return None
    given = os.environ.get("XDG_CACHE_HOME", "")
    if os.path.isabs(given):
        return Path(given) / FOLDER
    with suppress(RuntimeError):
        return Path.home() / ".cache" / FOLDER
    return None


def record_of(root: Path, kind: str, folder: Path | None = None) -> Path | None:
    """Where the record of a kind of a project is; `folder` is where records are kept, if not in the user's place."""
    folder = folder or place()
    name = sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]
    return folder / f"{name}.{kind}.json" if folder else None


def read(path: Path, maker: str) -> Any:
    """What a record holds; None if it is none of that maker's."""
    with suppress(OSError, ValueError, RecursionError):
        if _is_ours(path.parent) and _is_ours(path) and path.stat().st_size <= LARGEST:
            head, _, body = path.read_bytes().partition(b"\n")
            if head + b"\n" == _head(maker, body):
                return json.loads(body)
    return None


def write(path: Path, maker: str, value: object) -> None:
    """Write a record anew, whole or not at all; where it can't be written, it is not."""
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    beside = path.with_name(f".{os.urandom(6).hex()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(path.parent):
            return
        _forget(path.parent)
        try:
            descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:
                file.write(_head(maker, body) + body)
            os.replace(beside, path)
        finally:
            beside.unlink(missing_ok=True)


def _head(maker: str, body: bytes) -> bytes:
    """The first line of a record: who made it, and the hash of what follows."""
    return f"{maker} {sha256(body).hexdigest()}\n".encode()


def _is_ours(path: Path) -> bool:
    """Whether a file or folder is the user's own, no link, and nobody else may write it."""
    found = path.lstat()
    if not hasattr(os, "geteuid"):
        return not stat.S_ISLNK(found.st_mode)
    return found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode) and not found.st_mode & 0o022


def _forget(folder: Path) -> None:
    """Take away the records that were written longest ago, and what a run that was killed left."""
    found = sorted(folder.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
    for each in (*found[MOST - 1 :], *folder.glob(".????????????")):
        each.unlink(missing_ok=True)

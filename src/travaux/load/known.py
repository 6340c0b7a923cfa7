"""What was read before is not parsed again: the values of sound files, by the hash of their bytes.

Reading YAML strictly takes most of the time of loading; what comes out of a file depends on its bytes and on the reader
alone. So the values of sound files are kept, in a folder of the user's own outside every project, under the hash of
their content; a file that changed, or a reader that did, has another. The record says the hash of itself: one that is
damaged, cut short, older, somebody else's or gone means no more than that the files are parsed. Nothing that was found
wrong is kept, and what is kept is checked against the schema on every run, as what was parsed is.
"""

from __future__ import annotations

import json
import os
import stat
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

from travaux.caching import refused
from travaux.load.quick import Value
from travaux.model.resting import collector_resting

FOLDER = "travaux"
MOST = 20
"""How many projects are remembered: the ones used last."""
LARGEST = 500_000_000
"""How many bytes a record may have."""
FEWEST = 50
"""A project of fewer files is parsed sooner than its record is looked after."""


@dataclass(slots=True)
class Known:
    """The values of a project's files: `old` by the hash of the content, `new` those of this run, to be kept."""

    path: Path | None = None
    old: dict[str, Value] = field(default_factory=dict)
    new: dict[str, Value] = field(default_factory=dict)

    def value(self, source: bytes) -> tuple[str, Value]:
        """The hash of a file's bytes, and what they make (None: not known)."""
        name = sha256(source).hexdigest()
        found = self.old.get(name)
        if found is not None:
            self.new[name] = found
        return name, found

    def keep(self, name: str, value: Value) -> None:
        """Remember what the bytes of a sound file make."""
        if value:
            self.new[name] = value

    def write(self) -> None:
        """Write the record anew if there is something new in it; where it can't be written, it is not."""
        if self.path is None or len(self.new) < FEWEST or self.new.keys() == self.old.keys():
            return
        body = json.dumps(self.new, ensure_ascii=False, separators=(",", ":")).encode()
        beside = self.path.with_name(f".{token_hex(6)}")
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_ours(self.path.parent):
                return
            _forget(self.path.parent)
            try:
                descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with open(descriptor, "wb") as file:
                    file.write(_head(body) + body)
                os.replace(beside, self.path)
            finally:
                beside.unlink(missing_ok=True)


def known(root: Path, folder: Path | None = None) -> Known:
    """What is known of a project's files; `folder` is where records are kept, if not in the user's own place."""
    folder = folder or place()
    if folder is None:
        return Known()
    path = folder / f"{sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:32]}.json"
    with suppress(OSError, ValueError, RecursionError):
        if _is_ours(folder) and _is_ours(path) and path.stat().st_size <= LARGEST:
            head, _, body = path.read_bytes().partition(b"\n")
            if head + b"\n" == _head(body):
                with collector_resting():
                    return Known(path, json.loads(body))
    return Known(path)


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


def _head(body: bytes) -> bytes:
    """The first line of a record: which reader it is of, and the hash of what follows."""
    return f"{reader()} {sha256(body).hexdigest()}\n".encode()


@cache
def reader() -> str:
    """The reader: the code that makes values of bytes, and the parser that it stands on."""
    import yaml

    folder = Path(__file__).parent
    code = (folder / f"{name}.py" for name in ("yaml", "plain", "quick", "hidden", "known"))
    parts = b"\0".join((yaml.__version__.encode(), *(each.read_bytes() for each in code)))
    return sha256(parts).hexdigest()


def _is_ours(path: Path) -> bool:
    """Whether a file or folder is the user's own, no link, and nobody else may write it."""
    found = path.lstat()
    if not hasattr(os, "geteuid"):
        return not stat.S_ISLNK(found.st_mode)
    return found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode) and not found.st_mode & 0o022


def _forget(folder: Path) -> None:
    """Take away the records of projects that were used longest ago, and what a run that was killed left."""
    found = sorted(folder.glob("*.json"), key=lambda each: each.stat().st_mtime, reverse=True)
    for each in (*found[MOST - 1 :], *folder.glob(".????????????")):
        each.unlink(missing_ok=True)

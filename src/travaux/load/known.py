"""What was read before is not parsed again: the values of sound files, by the hash of their bytes.

Reading YAML strictly takes most of the time of loading; what comes out of a file depends on its bytes and on the reader
alone. So the values of sound files are kept (see `records`) under the hash of their content; a file that changed, or a
reader that did, has another. Nothing that was found wrong is kept, and what is kept is checked against the schema on
every run, as what was parsed is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from travaux.load.quick import Value
from travaux.model.resting import collector_resting
from travaux.records import read, record_of, write

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
        """Write the record anew if there is something new in it."""
        if self.path is not None and len(self.new) >= FEWEST and self.new.keys() != self.old.keys():
            write(self.path, reader(), self.new)


def known(root: Path, folder: Path | None = None) -> Known:
    """What is known of a project's files; `folder` is where records are kept, if not in the user's own place."""
    path = record_of(root, "values", folder)
    if path is None:
        return Known()
    with collector_resting():
        return Known(path, read(path, reader()) or {})


@cache
def reader() -> str:
    """The reader: the code that makes values of bytes, and the parser that it stands on."""
    import yaml

    folder = Path(__file__).parent
    code = (folder / f"{name}.py" for name in ("yaml", "quick", "hidden", "enclosed", "known"))
    parts = b"\0".join((yaml.__version__.encode(), *(each.read_bytes() for each in code)))
    return sha256(parts).hexdigest()

"""The YAML files of a folder: found in the order of their names, and read whole without following links out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from travaux.diagnostics import Diagnostic, Span
from travaux.load import file_faults as faults
from travaux.surroundings import bytes_of

LARGEST = 8_000_000
"""How many bytes a file of a library may have."""


class Named(Protocol):
    """A file of a folder, by its name in it."""

    @property
    def name(self) -> str:
        """The last part of its path."""
        ...


class Shelf(Protocol):
    """Where the files of a library are read from: a folder on the disk, or a revision of one.

    `found` are the faults of what looks like a file and is not, or can't be read.
    """

    found: list[Diagnostic]

    def span(self, path: str) -> Span:
        """The beginning of a file or folder, fit to be printed whatever its name holds."""
        ...

    def has(self, folder: str) -> bool:
        """Whether there is such a folder."""
        ...

    def under(self, folder: str) -> Iterator[tuple[str, Named]]:
        """The YAML files under a folder of the project, each with its path in the project."""
        ...

    def contents(self, path: str, entry: Named) -> bytes | None:
        """The bytes of a file; None, and a fault, if it can't be read or is too large."""
        ...


class Files:
    """The files under some folders of `root`; `found` are the faults of what looks like one and is not."""

    def __init__(self, root: Path, prefix: str) -> None:
        self.root = root
        self.prefix = prefix
        self.found: list[Diagnostic] = []
        self._inside = os.path.realpath(root)

    def span(self, path: str) -> Span:
        """The beginning of a file or folder, fit to be printed whatever its name holds."""
        return Span(self.prefix + path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), 1, 1)

    def has(self, folder: str) -> bool:
        """Whether there is such a folder."""
        return os.path.isdir(os.path.join(self.root, folder))

    def under(self, folder: str) -> Iterator[tuple[str, Named]]:
        """The YAML files under a folder of the project, each with its path in the project."""
        top = os.path.join(self.root, folder)
        if os.path.islink(top) and not self._is_inside(top):
            self.found.append(faults.outside_project(self.span(folder)))
        elif os.path.lexists(top):
            yield from self._walk(top, folder, frozenset())

    def contents(self, path: str, entry: Named) -> bytes | None:
        """The bytes of a file; None, and a fault, if it can't be read or is too large."""
        try:
            data = bytes_of(entry.path if isinstance(entry, os.DirEntry) else os.path.join(self.root, path), LARGEST)
        except OSError as error:
            self.found.append(faults.unreadable(self.span(path), error.strerror or "unknown"))
            return None
        if len(data) > LARGEST:
            self.found.append(faults.unreadable(self.span(path), f"it has more than {LARGEST // 1_000_000} MB"))
            return None
        return data

    def _is_inside(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real == self._inside or real.startswith(self._inside.rstrip(os.sep) + os.sep)

    def _walk(self, folder: str, path: str, above: frozenset[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
        real = os.path.realpath(folder)
        if real in above:
            return
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda each: each.name)
        except OSError as error:
            self.found.append(faults.unreadable(self.span(path), error.strerror or "unknown"))
            return
        for entry in entries:
            name = entry.name
            if name[0] not in ".#" and not name.endswith("~"):
                here = f"{path}/{name}"
                if self._is_file(entry, here):
                    yield here, entry
                elif not name.endswith(".yaml") and self._is_folder(entry):
                    yield from self._walk(entry.path, here, above | {real})

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        return os.path.isdir(entry.path) and (not entry.is_symlink() or self._is_inside(entry.path))

    def _is_file(self, entry: os.DirEntry[str], path: str) -> bool:
        """Whether this is a file to read; what looks like one and is not is reported."""
        fault: Diagnostic | None = None
        named = entry.name.endswith(".yaml")
        if entry.is_symlink() and not self._is_inside(entry.path):
            if named or os.path.isdir(entry.path):
                fault = faults.outside_project(self.span(path))
        elif named:
            if _leads_to_file(entry):
                return True
            if os.path.isdir(entry.path):
                fault = faults.not_a_file(self.span(path), "a folder")
            elif os.path.exists(entry.path):
                fault = faults.not_a_file(self.span(path), "a device or a pipe")
            else:
                fault = faults.unreadable(self.span(path), "the link leads nowhere")
        elif entry.name.lower().endswith((".yml", ".yaml")) and _leads_to_file(entry):
            fault = faults.wrong_ending(self.span(path), os.path.splitext(entry.name)[0] + ".yaml")
        self.found += [fault] if fault else []
        return False


def _leads_to_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file; a link that leads to itself is none."""
    try:
        return entry.is_file()
    except OSError:
        return False

"""What a command found and wrote the last time, for a run that would find and write the same.

A run depends on what it was asked, on the files of the project, and on the program with the library that it carries and
what it stands on; all of that makes the key of a run, the project's files by their content. Where the last run with
that key is known and each file that it wrote stands as it was written, byte for byte, there is nothing to do but say
the same. The record is one of `records`: whatever is damaged, stale or gone means that the command runs in full.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from travaux.diagnostics import Diagnostic, Severity, Span, Waived
from travaux.project import Project
from travaux.records import read, record_of, write
from travaux.surroundings import program, system_libraries, tree

FOLDERS = ("clauses", "templates")
"""The folders of a project that a run may read."""
MOST = 12
"""How many runs of a project are remembered: the last ones."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run found, what of it is waived, and the files that it wrote: the hash of each, by its path.

    The paths begin at the folder of the output.
    """

    found: tuple[Diagnostic, ...] = ()
    waived: tuple[Waived, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Run:
    """A command over a project, with all that it was asked; `out` is the folder of its output."""

    project: Project
    asked: Sequence[object]
    out: Path = Path()
    sets_pages: bool = False
    key: str = ""

    @classmethod
    def of(cls, project: Project, asked: Sequence[object], out: Path = Path(), sets_pages: bool = False) -> Run:
        """A run that begins now; it is not remembered where its key can't be told, or nothing may be kept."""
        run = cls(project, asked, out, sets_pages)
        return cls(project, asked, out, sets_pages, run._key() if record_of(project.root, "runs") else "")

    def before(self) -> Outcome | None:
        """What the same run came to, if all that it wrote still stands; None if it has to be done."""
        said = self._kept().get(self.key) if self.key else None
        if said is None:
            return None
        outcome = _outcome(said)
        return outcome if all(self._stands(path, made) for path, made in outcome.files.items()) else None

    def keep(self, found: Sequence[Diagnostic], waived: Sequence[Waived] = (), written: Sequence[Path] = ()) -> None:
        """Remember what this run came to, unless something that it rests on has changed since it began."""
        path = record_of(self.project.root, "runs")
        if path is None or not self.key or self._key() != self.key:
            return
        with suppress(OSError):
            files = {os.path.relpath(each, self.out): _hash(each) for each in written}
            others = {key: said for key, said in self._kept().items() if key != self.key}
            said = _said(Outcome(tuple(found), tuple(waived), files))
            write(path, program(), dict([*others.items(), (self.key, said)][-MOST:]))

    def _kept(self) -> dict[str, Any]:
        path = record_of(self.project.root, "runs")
        kept = read(path, program()) if path else None
        return kept if isinstance(kept, dict) else {}

    def _stands(self, path: str, made: str) -> bool:
        with suppress(OSError):
            target = self.out / path
            return not target.is_symlink() and _hash(target) == made
        return False

    def _key(self) -> str:
        """The hash of all that the run rests on; "" where it can't be told."""
        libraries = system_libraries() if self.sets_pages else ("none",)
        trees = [tree(self.project.root / name) for name in FOLDERS]
        if not libraries or not all(trees):
            return ""
        parts = (program(), *libraries, *trees, os.path.realpath(self.out), *map(repr, self.asked))
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _said(outcome: Outcome) -> list[object]:
    waived = [[_row(each.finding), each.because, each.path] for each in outcome.waived]
    return [[_row(each) for each in outcome.found], waived, dict(outcome.files)]


def _outcome(said: Any) -> Outcome:
    found, waived, files = said
    return Outcome(
        tuple(_finding(each) for each in found),
        tuple(Waived(_finding(row), because, path) for row, because, path in waived),
        files,
    )


def _row(each: Diagnostic) -> list[object]:
    span = [each.span.path, each.span.line, each.span.column] if each.span else None
    return [each.code, str(each.severity), each.message, span, each.hint]


def _finding(row: Any) -> Diagnostic:
    code, severity, message, span, hint = row
    return Diagnostic(code, Severity(severity), message, Span(*span) if span else None, hint)

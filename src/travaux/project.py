"""Where the project is: the folder named, else the nearest one upwards, else the carried library."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from travaux.carried import CARRIED, carried

_REVISED = re.compile(r"(?!clauses/|templates/).+:(?:clauses|templates)(?:/.*)?", re.DOTALL)
"""The path of a file as it stood at a revision: "HEAD~3:clauses/final/accession.yaml"."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder that holds `clauses/` and `templates/`; `base` is the carried library behind it.

    `build` is where its texts go: its own `build/`, but that of the current folder for the
    carried library, which may stand where nobody can write.
    """

    root: Path
    base: Path
    build: Path

    @property
    def is_carried(self) -> bool:
        """Whether this is the library that comes with the program."""
        return os.path.realpath(self.root) == os.path.realpath(self.base)

    @property
    def absolute(self) -> Project:
        """The same project, for a process that stands in another folder."""
        return Project(self.root.absolute(), self.base.absolute(), self.build.absolute())


def find(where: Path | None = None, start: Path | None = None) -> Project:
    """The project in the folder `where`, else the nearest upwards of `start` (the current folder) with `clauses/`.

    A folder with `templates/instruments/` and no `clauses/` is a project too: one that has lost them.

    A folder that is named need not hold a library: loading it says what is missing. Raises
    `NotADirectoryError` where `where` is no folder.
    """
    base = carried()
    here = Path.cwd() if start is None else start
    if where is not None:
        if not os.path.isdir(where):
            raise NotADirectoryError(str(where))
        return Project(where, base, where / "build")
    for folder in (here, *here.parents):
        # A lost clauses/ is a fault to be told, and not a reason to print another treaty over this one's files.
        if os.path.lexists(folder / "clauses") or os.path.isdir(folder / "templates" / "instruments"):
            return Project(folder, base, folder / "build")
    return Project(base, base, here / "build")


def locate(project: Project, path: str) -> Path:
    """The file that a finding's path names: of the project, or of the carried library."""
    if path.startswith(CARRIED):
        return project.base / path.removeprefix(CARRIED)
    return project.root / path


def source(project: Project, path: str) -> str | None:
    """The characters of a file that a finding names; None where there is no such file inside the project."""
    within = os.path.realpath(locate(project, CARRIED if path.startswith(CARRIED) else ""))
    place = os.path.realpath(locate(project, path))
    if not place.startswith(within.rstrip(os.sep) + os.sep) or not os.path.isfile(place):
        return None
    try:
        from travaux.load.files import LARGEST

        with open(place, "rb") as file:
            return file.read(LARGEST).decode("utf-8", "replace")
    except OSError:
        return None


def shown(project: Project, path: str, start: Path | None = None) -> str:
    """The path of a project's file as seen from `start` (the current folder); absolute if far away.

    That of a file at a revision ("HEAD~3:clauses/…") stays as it is: there is no such file in the folder.
    """
    if _REVISED.fullmatch(path) and not os.path.lexists(locate(project, path)):
        return path
    here = os.path.abspath(Path.cwd() if start is None else start)
    full = os.path.abspath(locate(project, path))
    near = os.path.relpath(full, here)
    inside = here.startswith(os.path.abspath(project.root).rstrip(os.sep) + os.sep)
    return full if near.startswith(os.pardir) and not inside else near

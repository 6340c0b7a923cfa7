"""What a result rests on beside its task: the program and what it calls, the layouts and fonts, the project's history.

Two processes that stand alike make the same bytes of the same task.
"""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

from travaux.briefs.kept import programs
from travaux.load.git import GitError, Repository
from travaux.output import assets_of
from travaux.project import Project

PROGRAM, LAYOUTS, HISTORY = "the program", "the layouts and fonts", "the project’s history"


def standing(project: Project) -> dict[str, str]:
    """The hash of each thing that results rest on, as this process finds it."""
    return {PROGRAM: _program(), LAYOUTS: _layouts(project), HISTORY: _history(project)}


def differing(here: dict[str, str], there: dict[str, str]) -> list[str]:
    """The things in which two standings differ."""
    return [what for what in here if here[what] != there.get(what)]


@cache
def _program() -> str:
    """The code of this program, Python's and zlib's versions, and what sets pages."""
    folder = Path(__file__).parents[1]
    code = ((path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(folder.rglob("*.py")))
    made_by = (sys.version.partition(" ")[0], zlib.ZLIB_RUNTIME_VERSION, programs())
    return _hash((*(("", each.encode()) for each in made_by), *code))


def _layouts(project: Project) -> str:
    """What `assets_of` reads; where it can't, why."""
    try:
        assets = assets_of(project)
    except (OSError, ValueError) as error:
        return f"{type(error).__name__}: {error}"
    layouts = ((name, words.encode("utf-8", "surrogatepass")) for name, words in sorted(assets.layouts.items()))
    return _hash((*layouts, *sorted(assets.fonts.items())))


def _history(project: Project) -> str:
    """The commit that the project stands at; "" where it is in no repository."""
    try:
        return Repository(project.root).commit("HEAD")
    except GitError:
        return ""


def _hash(parts: Iterable[tuple[str, bytes]]) -> str:
    hashed = sha256()
    for name, content in parts:
        hashed.update(f"{name}\0{len(content)}\0".encode("utf-8", "surrogatepass") + content)
    return hashed.hexdigest()

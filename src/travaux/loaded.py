"""A project's library as its files gave it, with every fault of them."""

from __future__ import annotations

from dataclasses import dataclass

from travaux.diagnostics import Diagnostic
from travaux.load.known import known
from travaux.load.library import load as load_folder
from travaux.model.library import Library
from travaux.project import Project, find


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a project's folder gave: its library (None if nothing could be read) and every fault of its files."""

    project: Project
    library: Library | None
    found: tuple[Diagnostic, ...]


def load(project: Project | None = None) -> Loaded:
    """The library of a project (the nearest, if none is given); what an earlier run parsed is not parsed again."""
    project = project or find()
    library, found = load_folder(project.root, project.base, known=known(project.root))
    return Loaded(project, library, found)

"""What a pack says of how it was made: the version, the revision of the project's files, the hash of each input."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha1, sha256
from importlib.metadata import PackageNotFoundError, version

from travaux.carried import CARRIED
from travaux.load.folder import FOLDERS, LISTS
from travaux.load.git import GitError, Repository
from travaux.model.library import Library
from travaux.model.pack import Pack
from travaux.model.uses import uses
from travaux.pack.briefing import Facts
from travaux.project import Project


def facts(library: Library, pack: Pack, revised: tuple[str, bool] = ("", False)) -> Facts:
    """What the colophon says of a pack made from this library, at that revision (see `revision`)."""
    return Facts(installed("travaux"), *revised, {path: _hash(library, path) for path in inputs(library, pack)})


def installed(name: str) -> str:
    """The version of a package; "" where it is not installed as one."""
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def revision(project: Project, library: Library, paths: Iterable[str]) -> tuple[str, bool]:
    """The commit that last changed one of these files of a library, and whether they differ from what is committed.

    "" where no commit holds any of them. The files are compared by git's name for their bytes: to ask git itself
    would run what the repository's configuration names as filters.
    """
    own = {path: library.texts[path] for path in paths if not path.startswith(CARRIED)}
    try:
        repository = Repository(project.root)
        head = repository.commit("HEAD")
        held = {each.path: each.oid for each in repository.entries(head, FOLDERS) if each.path in own}
        commit = repository.latest(head, sorted(held)) if held else ""
    except GitError:
        return "", False
    if not commit:
        return "", False
    return commit, held.keys() != own.keys() or any(_blob(own[path], oid) != oid for path, oid in held.items())


def inputs(library: Library, pack: Pack) -> list[str]:
    """The files that a pack is made of: its own, its instruments', their clauses' and styles', law, and the lists."""
    named = [name for each in pack.sections for name in (each.against.partition("@")[0], *each.of)]
    instruments = [library.instruments.get(each) for each in (*(text.instrument for text in pack.texts), *named)]
    texts = [each for each in instruments if each]
    clauses = {use.clause for text in texts for use in uses(text)}.union(*(each.clauses for each in pack.sections))
    styles = {*(text.style for text in texts), *(text.style for text in pack.texts)}
    paths = {
        pack.path,
        *(text.path for text in texts),
        *(each.path for name, each in library.clauses.items() if name in clauses),
        *(each.path for name, each in library.styles.items() if name in styles),
        *(each.path for each in library.law.values()),
        *(path for path in library.texts if path.removeprefix(CARRIED) in LISTS),
    }
    return sorted(paths)


def _blob(text: str, like: str) -> str:
    """Git's name for the bytes of a file, by the algorithm that another such name is of."""
    data = text.encode("utf-8", "surrogatepass")
    return (sha1 if len(like) == 40 else sha256)(b"blob %d\0" % len(data) + data).hexdigest()


def _hash(library: Library, path: str) -> str:
    return sha256(library.texts[path].encode("utf-8", "surrogatepass")).hexdigest()

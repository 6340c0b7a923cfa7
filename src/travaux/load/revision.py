"""The files of a library as they were at a revision of git, read from its objects into memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from travaux.diagnostics import Diagnostic, Span
from travaux.load import file_faults as faults
from travaux.load.files import LARGEST, Named
from travaux.load.folder import FOLDERS
from travaux.load.git import Entry, Repository

MOST = 200_000_000
"""How many bytes the files of a library may have together."""
_LINK, _MODULE = "120000", "160000"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a revision: its name, as a folder's entry has one."""

    name: str


class RevisionFiles:
    """The YAML files of a revision, with the paths that they had in the project; `found` as in `Files`.

    Links are refused: at a revision there is nothing that they could safely lead to.
    """

    def __init__(self, repository: Repository, commit: str) -> None:
        self.found: list[Diagnostic] = []
        self._entries = sorted(
            (each for each in repository.entries(commit, FOLDERS) if _is_seen(each.path)),
            key=lambda each: each.path.split("/"),
        )
        small = [each for each in self._entries if each.mode not in (_LINK, _MODULE) and 0 <= each.size <= LARGEST]
        wanted = [each for each in small if each.path.endswith(".yaml")]
        self._within = sum(each.size for each in wanted) <= MOST
        self._data = repository.contents(each.oid for each in wanted) if self._within else {}
        self._oids = {each.path: each for each in self._entries}

    def span(self, path: str) -> Span:
        """The beginning of a file or folder, fit to be printed whatever its name holds."""
        return Span(path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), 1, 1)

    def has(self, folder: str) -> bool:
        """Whether there is anything under a folder."""
        return any(each.path.startswith(f"{folder}/") for each in self._entries)

    def under(self, folder: str) -> Iterator[tuple[str, Named]]:
        """The YAML files under a folder of the project, each with its path in the project."""
        for entry in self._entries:
            if (entry.path == folder or entry.path.startswith(f"{folder}/")) and self._is_file(entry, folder):
                yield entry.path, Kept(entry.path.rpartition("/")[2])

    def contents(self, path: str, entry: Named) -> bytes | None:
        """The bytes of a file; None, and a fault, if git does not have them or they are too many."""
        kept = self._oids[path]
        data = self._data.get(kept.oid)
        if data is None:
            why = "git does not have it here" if self._within else f"the library has more than {MOST // 1_000_000} MB"
            large = kept.size > LARGEST
            why = f"it has more than {LARGEST // 1_000_000} MB" if large else why
            self.found.append(faults.unreadable(self.span(path), why))
        return data

    def _is_file(self, entry: Entry, folder: str) -> bool:
        """Whether this is a file to read; what looks like one and is not is reported."""
        fault: Diagnostic | None = None
        inside = entry.path.removeprefix(folder).lstrip("/").split("/")
        odd = next((number for number, part in enumerate(inside[:-1], 1) if part.endswith(".yaml")), 0)
        if odd:
            above = entry.path.removesuffix("/".join(inside[odd:])).rstrip("/")
            fault = faults.not_a_file(self.span(above), "a folder")
        elif entry.mode == _LINK:
            fault = faults.link_in_revision(self.span(entry.path))
        elif entry.path.endswith(".yaml") and entry.mode != _MODULE:
            return True
        elif entry.path.endswith(".yaml"):
            fault = faults.not_a_file(self.span(entry.path), "another repository")
        elif entry.path.lower().endswith((".yml", ".yaml")):
            stem = entry.path.rpartition("/")[2].rpartition(".")[0]
            fault = faults.wrong_ending(self.span(entry.path), f"{stem}.yaml")
        if fault and fault not in self.found:
            self.found.append(fault)
        return False


def _is_seen(path: str) -> bool:
    """Whether a file is looked at: no part of its path is hidden, or a leftover of an editor."""
    return all(part[:1] not in (".", "#") and not part.endswith("~") for part in path.split("/"))

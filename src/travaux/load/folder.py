"""What the files of one folder make: objects of the model by kind and id, and the names that they take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from travaux.carried import CARRIED
from travaux.diagnostics import Diagnostic, Span
from travaux.load import file_faults as faults
from travaux.load import yaml
from travaux.load.files import Files, Named, Shelf
from travaux.load.kinds import KINDS, Kind
from travaux.load.known import Known
from travaux.load.placed import Marks
from travaux.load.schema import validate
from travaux.load.vocabulary import sections
from travaux.load.words import shown

_FOLDERS: tuple[tuple[str, Kind], ...] = (
    ("clauses/law/", "law"),
    ("clauses/", "clause"),
    ("templates/instruments/", "instrument"),
    ("templates/styles/", "style"),
    ("templates/packs/", "pack"),
)
FOLDERS = ("clauses", "templates/instruments", "templates/styles", "templates/packs")
"""The folders of a project that hold a library."""
LISTS: dict[str, Kind] = {
    "clauses/sources.yaml": "sources",
    "clauses/gaps.yaml": "gaps",
    "clauses/objections.yaml": "objections",
    "clauses/coverage.yaml": "coverage",
    "clauses/vocabulary.yaml": "vocabulary",
}
"""The files that hold a list rather than one thing."""
_NAMED_IN_TEXTS = ("clause", "law", "instrument")
_IDENT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


class Folder:
    """The files of one folder: what each `made`, by kind and id; `claimed` are the ids of all, sound or not.

    `files` is where they are read from, if not from the disk; `known` what was read in an earlier run.
    """

    def __init__(
        self,
        root: Path,
        prefix: str,
        base: Folder | None = None,
        files: Shelf | None = None,
        known: Known | None = None,
    ) -> None:
        self.known = known
        self.prefix = prefix
        self.base = base
        self.files: Shelf = files or Files(root, prefix)
        self.found: list[Diagnostic] = self.files.found
        self.texts: dict[str, str] = {}
        self.made: dict[Kind, dict[str, Any]] = {kind: {} for kind in KINDS}
        self.claimed: dict[Kind, set[str]] = {kind: set() for kind in KINDS}
        self._names = {ident: law.path for ident, law in base.made["law"].items()} if base else {}

    @property
    def unread(self) -> set[Kind]:
        """The closed lists whose file is there and could not be read: nothing can be missing from them."""
        lists: tuple[Kind, ...] = ("gaps", "vocabulary")
        return {kind for kind in lists if self.claimed[kind] and not self.made[kind]}

    def read(self, kinds: tuple[Kind, ...] = KINDS) -> Folder:
        """This folder with all its files read, or only those of some kinds."""
        for folder in FOLDERS:
            for path, entry in self.files.under(folder):
                kind = _kind(path)
                if kind in kinds:
                    self._file(path, entry, kind)
        return self

    def _file(self, path: str, entry: Named, kind: Kind) -> None:
        stem = entry.name[: -len(".yaml")]
        is_list = path in LISTS
        named = is_list or self._takes(kind, stem, path)
        self.claimed[kind].add(stem)
        data = self.files.contents(path, entry)
        if data is None:
            return
        place = self.prefix + path if path.isascii() else self.files.span(path).path
        made = self._object(kind, data, place, {} if is_list else {"id": stem, "path": place})
        if made is None or not named:
            return
        if kind in ("sources", "gaps", "objections"):
            self.made[kind].update(made)
        else:
            self.made[kind][stem] = made

    def _takes(self, kind: Kind, stem: str, path: str) -> bool:
        """Whether the file's name can be its id: it is written as one, and no other file has it."""
        if not _is_ident(stem):
            self.found.append(faults.bad_id(self.files.span(path), stem, _as_ident(stem)))
            return False
        key = stem if kind in _NAMED_IN_TEXTS else f"{kind}:{stem}"
        other = self._names.setdefault(key, self.prefix + path)
        if other.startswith(CARRIED) and kind == "law":
            self._names[key] = self.prefix + path
        elif other != self.prefix + path:
            self.found.append(faults.duplicate_id(self.files.span(path), stem, other))
            return False
        return True

    def _object(self, kind: Kind, data: bytes, path: str, given: Mapping[str, str]) -> Any:
        """The object that a file's bytes make, or None; its faults are added to those found."""
        text, value, found = yaml.read(data, path, self.known)
        self.texts[path] = text
        self.found += found
        if not isinstance(value, dict):
            if value:
                what = "a list" if isinstance(value, list) else shown(value)
                self.found.append(faults.not_a_mapping(Span(path, 1), what))
            elif not found:
                self.found.append(faults.empty_file(Span(path, 1)))
            return None
        if kind == "vocabulary" and self.base:
            value = {**{name: {} for name in sections()}, **value}
        made, wrong = validate(kind, value, lambda: Marks(text, path), given)
        if wrong or found:
            known = {each.span for each in found}
            self.found += [each for each in wrong if each.span not in known]
        return made


def _kind(path: str) -> Kind:
    if path in LISTS:
        return LISTS[path]
    return next(kind for folder, kind in _FOLDERS if path.startswith(folder))


def _is_ident(stem: str) -> bool:
    return _IDENT.fullmatch(stem) is not None


def _as_ident(stem: str) -> str:
    """The id that a file's name seems to mean, or "" if none can be made of it."""
    made = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return made if _is_ident(made) else ""

"""A library with drafts laid over it in memory: whether it loads, and what a text made of it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from travaux.diagnostics import Diagnostic, Faults
from travaux.load import yaml
from travaux.load.files import Files, Named
from travaux.load.library import load
from travaux.load.read import MarkedReader
from travaux.load.revision import Kept
from travaux.load.writing import written
from travaux.model.library import Library
from travaux.model.stages import Request, TitlesOnly
from travaux.pipeline import refer


class Laid(Files):
    """The files of a project with others laid over them, in memory."""

    def __init__(self, root: Path, over: Mapping[str, bytes]) -> None:
        super().__init__(root, "")
        self._over = over

    def under(self, folder: str) -> Iterator[tuple[str, Named]]:
        """The files of a folder; those that are only laid over it come last."""
        known = set()
        for path, entry in super().under(folder):
            known.add(path)
            yield path, entry
        for path in self._over:
            if path.startswith(f"{folder}/") and path not in known and not (self.root / path).exists():
                yield path, Kept(path.rpartition("/")[2])

    def contents(self, path: str, entry: Named) -> bytes | None:
        """The bytes of a file, as laid over the folder if they are."""
        return self._over[path] if path in self._over else super().contents(path, entry)


@dataclass(frozen=True, slots=True)
class Trial:
    """A library with drafts in it, and what its loader says of each file."""

    library: Library | None
    found: tuple[Diagnostic, ...]

    def against(self, path: str) -> list[str]:
        """The errors in a file, in words."""
        every = (each for each in self.found if each.is_error and each.span and each.span.path == path)
        return [f"{each.message} ({each.code})" for each in every]


def tried(root: Path, base: Path | None, files: Mapping[str, bytes]) -> Trial:
    """The library of a project with files changed and added in memory; nothing is written."""
    return Trial(*load(root, base, Laid(root, files)))


def with_variants(library: Library, clause: str, variants: Mapping[str, Any], claims: list[dict[str, Any]]) -> bytes:
    """The file of a clause with variants and reasons added to it."""
    path = library.clauses[clause].path
    value: Any = yaml.parse(library.texts[path], path)[0]
    value["variants"] = {**value["variants"], **variants}
    value["rationale"] = [*value["rationale"], *claims]
    return written(value).encode()


def words_of(trial: Trial, request: Request) -> tuple[dict[tuple[str, str, int], list[str]], list[Diagnostic]]:
    """What a text prints of each clause, by clause, variant and use, and the errors found on the way."""
    from travaux.importing.units import units
    from travaux.model.tree import Settled

    assert trial.library is not None
    try:
        text = refer(trial.library, request, TitlesOnly(), MarkedReader(trial.library.texts))
    except Faults as faults:
        return {}, [*faults.found]
    out: dict[tuple[str, str, int], list[str]] = {}
    for each in units(Settled(text.document, "none", text.numbered.places)):
        if each.key.clause:
            out.setdefault((each.key.clause, each.key.variant, each.key.use), []).append(each.words)
    return out, [each for each in text.found if each.is_error]

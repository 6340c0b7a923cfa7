"""A mutant's way through every pass: how far it gets, and what must hold of what is told on the way.

What is not damaged is read once for all mutants; how a damaged file is read, and all that follows from it, is not.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from mutants import ROOT, Mutant, mutant, valid
from travaux import api
from travaux.carried import CARRIED
from travaux.comparing.operands import Misuse
from travaux.comparing.redlines import amendments, compared
from travaux.comparing.sides import bare, comparand
from travaux.diagnostics import Diagnostic, Faults
from travaux.ledger.findings import sourced, verified
from travaux.lint.api import lint
from travaux.load.folder import Folder, Named
from travaux.load.kinds import Kind
from travaux.load.library import _checked
from travaux.load.placed import Marks
from travaux.load.read import MarkedReader
from travaux.model.library import Library
from travaux.model.redline import Comparand
from travaux.model.stages import KeyPath, Prose, Reader, Referred, Request, TitlesOnly
from travaux.model.tree import Mode, Origin, Settled
from travaux.model.uses import uses
from travaux.pipeline import refer, settle_as
from travaux.project import Project
from travaux.render.api import Assets, load_assets, renderers
from travaux.render.redline.api import View, renderer

SECONDS = 0.5
"""How much of a processor's time one mutant may take."""
MODES: tuple[Mode, ...] = ("margin", "none", "notes", "report")
FORMATS = (
    "txt",
    "md",
    "akn",
    "txt",
    "html",
    "md",
    "akn",
    "txt",
    "json",
    "md",
    "akn",
    "html",
    "txt",
    "md",
    "akn",
    "docx",
)
REDLINES = ("json", "md", "terminal", "html", "docx")
_BAR = re.compile(rb"^ *\| (?:x|cat)\b", re.M)
"""Words that begin with the bar that stands beside the notes of a plain text, which the reader of one takes off."""
DOCUMENTED = (Faults, Misuse)
"""What a function of the program may raise for a user's mistake."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a shelf."""

    name: str


class Shelf:
    """Files that are not on the disk."""

    def __init__(self, files: Mapping[str, bytes], prefix: str = "") -> None:
        self.files, self.prefix = files, prefix
        self.found: list[Diagnostic] = []

    def span(self, path: str) -> Any:
        from travaux.diagnostics import Span

        return Span(self.prefix + path, 1, 1)

    def has(self, folder: str) -> bool:
        return any(each.startswith(f"{folder}/") for each in self.files)

    def under(self, folder: str) -> Iterator[tuple[str, Named]]:
        for path in sorted(self.files):
            if path.startswith(f"{folder}/"):
                yield path, Entry(path.rpartition("/")[2])

    def contents(self, path: str, entry: Named) -> bytes:
        return self.files[path]


class Remembering(Folder):
    """A folder in which what is not damaged is not read again."""

    known: dict[str, tuple[str, Any]]  # type: ignore[assignment]

    def _object(self, kind: Kind, data: bytes, path: str, given: Mapping[str, str]) -> Any:
        if data is not valid().get(path):
            return super()._object(kind, data, path, given)
        if path not in _read_before():
            made = super()._object(kind, data, path, given)
            _read_before()[path] = self.texts[path], made
        self.texts[path], made = _read_before()[path]
        return made


@cache
def _read_before() -> dict[str, tuple[str, Any]]:
    return {}


@cache
def carried() -> Folder:
    """What the program carries beside every project."""
    return Folder(ROOT, CARRIED).read(("law", "style", "sources", "gaps", "vocabulary"))


@cache
def assets() -> Assets:
    return load_assets(ROOT / "templates")


@cache
def sound() -> Library:
    """The library of the valid project."""
    library, found = loaded(valid())
    assert library is not None and not found, found
    return library


def loaded(files: Mapping[str, bytes]) -> tuple[Library | None, tuple[Diagnostic, ...]]:
    folder = Remembering(Path(), "", carried(), Shelf(files))
    folder.known = None  # type: ignore[assignment]
    return _checked(folder.read(), carried())


class Shared(MarkedReader):
    """A reader that asks the one of the valid project for what is not damaged."""

    def blocks(self, path: str, key: KeyPath, origin: Origin) -> Prose:
        own = self._texts[path] is not sound().texts.get(path)
        return super().blocks(path, key, origin) if own else _reader().blocks(path, key, origin)

    def _of(self, path: str) -> Marks:
        own = self._texts[path] is not sound().texts.get(path)
        return super()._of(path) if own else _reader()._of(path)


@cache
def _reader() -> MarkedReader:
    return MarkedReader(sound().texts)


# ---------------------------------------------------------------- one mutant


class Walk:
    """One mutant on its way; `reached` are the passes that it came through, `found` what was told."""

    def __init__(self, level: str, seed: int) -> None:
        self.level, self.seed = level, seed
        self.mutant: Mutant = mutant(level, seed)
        self.reached: list[str] = []
        self.found: list[Diagnostic] = []
        self.files: dict[str, bytes] = {
            path: data for path, data in {**valid(), **self.mutant.files}.items() if data is not None
        }

    def go(self) -> list[str]:
        """Through every pass, and then what must hold of what was told."""
        begun = time.process_time()
        self._go()
        spent = time.process_time() - begun
        assert self.reached
        located(self.found, self.files)
        assert spent < SECONDS, f"{spent:.2f} s"
        return self.reached

    def _go(self) -> None:
        if self.level == "bytes" and self.seed % 4:
            self._file()
            return
        self.library, found = loaded(self.files)
        self.found += found
        self.reached.append("read")
        if self.library is None or not self.library.instruments:
            return
        if not any(each.is_error for each in found):
            self.reached.append("loaded without error")
        if self.level != "bytes" or self.seed % 12 == 0:
            self._settle(self.library)

    def _file(self) -> None:
        """The damaged file alone: its characters, its value, and what it makes."""
        ((path, data),) = self.mutant.files.items()
        assert data is not None
        folder = Folder(Path(), "", None, Shelf({path: data}))
        folder.read()
        self.found += folder.found
        self.reached += ["read", *(["made something"] if any(folder.made.values()) else [])]

    def _settle(self, library: Library) -> None:
        reader = Shared(library.texts) if self.seed % 16 else MarkedReader(library.texts)
        name = self._instrument(library)
        request = Request(name, style="lake" if "lake" in library.styles and self.seed % 4 == 0 else "")
        try:
            referred = refer(library, request, None if self.seed % 8 == 0 else TitlesOnly(), reader)
        except Faults as faults:
            self.found += faults.found
            return
        self.reached.append("referred")
        modes = (*MODES, "table") if library.instruments[name].vehicle == "amending-protocol" else MODES
        settled = settle_as(referred, modes[self.seed % len(modes)])
        self.found += settled.found
        self.reached.append("settled")
        if self.seed % 12 == 0:
            self.found += lint(library, api.one_by_one(library, request, referred))
            self.reached.append("linted")
        self._render(settled, library)
        self._others(library, referred, reader)

    def _instrument(self, library: Library) -> str:
        """An instrument that has to do with what was damaged, if there is one."""
        stems = {path.rpartition("/")[2].removesuffix(".yaml") for path in self.mutant.files}
        concerned = [
            name
            for name, each in library.instruments.items()
            if name in stems or stems & {use.clause for use in uses(each)}
        ]
        names = concerned or [*library.instruments]
        return names[self.seed % len(names)]

    def _render(self, settled: Settled, library: Library) -> None:
        name = FORMATS[(self.seed // 5) % len(FORMATS)]
        data = renderers()[name].render(settled, assets())
        assert data
        if any(each.is_error for each in (*self.found, *settled.found)):
            self.reached.append("rendered by force")
            return
        self.reached.append("rendered")
        lost = [
            *sourced(settled, library),
            *(verified("x", data, name, settled) if self.seed % 8 == 0 and not _BAR.search(data) else ()),
        ]
        assert not lost, "; ".join(map(str, lost))
        self.reached.append("led back to its files")

    def _others(self, library: Library, referred: Referred, reader: Reader) -> None:
        if self.seed % 20 == 0:
            self._compare(library, referred)
        for each, how in enumerate((_packs, _tables, _side_by_side, _look_up)):
            if self.seed % 96 == 24 * each + 1:
                try:
                    self.found += how(library, referred, reader, self.seed)
                except DOCUMENTED as told:
                    self.found += getattr(told, "found", ())
                self.reached.append(how.__name__.strip("_").replace("_", " "))

    def _compare(self, library: Library, referred: Referred) -> None:
        name = referred.numbered.draft.selection.instrument.id
        if referred.document.style not in library.styles or name not in sound().instruments:
            return
        sides = [_valid_side(name), comparand("new", library, bare(referred))]
        if self.seed % 40 == 0:
            sides.reverse()
        made = compared(*sides)
        kept = ["".join(text for op, text in row.words if op != "-") for row in made.rows if row.new]
        assert kept == [row.new.text for row in made.rows if row.new]
        format_ = REDLINES[self.seed // 20 % len(REDLINES)]
        assert renderer(format_).render(made, View(assets=assets()))
        if self.seed % 60 == 0:
            amendments(*sides, "", lambda: Project(ROOT, ROOT, ROOT))
        self.reached.append("compared")


@cache
def _valid_side(name: str) -> Comparand:
    return comparand("old", sound(), bare(refer(sound(), Request(name), TitlesOnly(), _reader())))


def _packs(library: Library, referred: Referred, reader: Reader, seed: int) -> Iterable[Diagnostic]:
    from travaux.briefs.checks import checked

    found = [*checked(library, reader)]
    if seed % 7 == 0 and library.packs:
        project = Project(Path("/nowhere"), ROOT, ROOT)
        packed = api.brief(api.Loaded(project, library, ()), next(iter(library.packs.values())), ("txt", "html"))
        found += packed.found
    return found


def _tables(library: Library, referred: Referred, reader: Reader, seed: int) -> Iterable[Diagnostic]:
    name = referred.numbered.draft.selection.instrument.id
    if library.coverage:
        api.coverage(library, [(Request(name), referred)])
    api.correspondence(library, [referred])
    return ()


def _side_by_side(library: Library, referred: Referred, reader: Reader, seed: int) -> Iterable[Diagnostic]:
    clause = sorted(library.clauses)[seed % len(library.clauses)]
    api.compare(library, clause, law=() if seed % 5 == 0 else None)
    api.compare_instruments(library, [referred])
    return ()


def _look_up(library: Library, referred: Referred, reader: Reader, seed: int) -> Iterable[Diagnostic]:
    from travaux.load.withheld import public

    api.search(library, "flood Party")
    for place in ("1", "2.1", "2 bis.1.a"):
        api.look_up(library, Request(referred.numbered.draft.selection.instrument.id), place)
    return public(library).found


# ---------------------------------------------------------------- what must hold


def located(found: Iterable[Diagnostic], files: Mapping[str, bytes]) -> None:
    """Every error has a hint and stands at a character of a file that is there (or behind the last of its line)."""
    for each in found:
        assert each.hint or not each.is_error, each
        if each.span is None:
            assert not each.is_error, each
            continue
        lines = _lines(each.span.path, files)
        assert lines is not None, each
        assert 1 <= each.span.line <= len(lines), each
        assert 1 <= each.span.column <= len(lines[each.span.line - 1]) + 1, each


def _lines(path: str, files: Mapping[str, bytes]) -> list[str] | None:
    """The lines of a file of the project, or carried with the program; of a folder none."""
    if path.startswith(CARRIED):
        return _carried_lines(path.removeprefix(CARRIED))
    if path in files:
        return re.split(r"\r\n?|\n", files[path].decode("utf-8", "surrogateescape"))
    return [""] if path == "clauses" or any(each.startswith(f"{path}/") for each in files) else None


@cache
def _carried_lines(path: str) -> list[str] | None:
    file = ROOT / path
    return file.read_text(encoding="utf-8").split("\n") if file.is_file() else None


def tried(level: str, seeds: Iterable[int], count: Callable[[str], None]) -> None:
    """Every mutant of some seeds on its way; what goes wrong is told with its level and seed."""
    for seed in seeds:
        try:
            reached = Walk(level, seed).go()
        except Exception as error:
            error.add_note(f"the mutant {level} {seed}: {mutant(level, seed).done} of {[*mutant(level, seed).files]}")
            raise
        for each in reached:
            count(each)


def reached(level: str, seeds: Iterable[int]) -> Counter[str]:
    """How many mutants of some seeds came through each pass."""
    counts: Counter[str] = Counter()
    tried(level, seeds, lambda each: counts.update((each,)))
    return counts

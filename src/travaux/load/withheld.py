"""A library for the public: loaded anew from files out of which everything marked `internal` has been cut.

What is internal is no part of any object of that library, nor of the characters of its files, so nothing made from
it can hold it. A mapping with `internal: true` goes, wherever it stands; of a briefing pack that is not for the
public (`sees: internal`), and of a clause that is internal, the whole file goes. Only files that lose something are
written anew, without their comments; every other file stays as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from travaux.carried import CARRIED
from travaux.diagnostics import Diagnostic, Severity, Span, in_order
from travaux.load import withheld_faults as faults
from travaux.load import yaml
from travaux.load.files import Named
from travaux.load.library import reload
from travaux.load.placed import Marks
from travaux.load.source import KeyPath
from travaux.load.writing import written

if TYPE_CHECKING:
    from travaux.model.library import Library

PACKS = "templates/packs/"
DEFAULT = "S220"
"""The code of a default that is not among the variants."""
ONLY_WARNED = ("S224", "S230")
"""The codes of exclusions and waivers of what there is not: harmless elsewhere; here they would show that it is."""


@dataclass(frozen=True, slots=True)
class Cut:
    """A file without what is internal: its characters, those it had, and where each key path of it came from."""

    text: str
    before: str
    came_from: Mapping[KeyPath, KeyPath]


@dataclass(frozen=True, slots=True)
class Kept:
    """A file by its name, as a folder's entry has one."""

    name: str


class PublicFiles:
    """The YAML files of a loaded library without what is internal; a `Shelf` that reads nothing from the disk.

    With a `prefix`, those that were carried beside it, whose paths begin so. What is called by one of `names` is
    internal, marked or not.
    `texts` are their characters by path, `cut` the files that lost something, `gone` those that went altogether,
    `names` what others would call the clauses, variants and instruments that went.
    """

    def __init__(self, texts: Mapping[str, str], prefix: str = "", names: Collection[str] = ()) -> None:
        self.found: list[Diagnostic] = []
        self.cut: dict[str, Cut] = {}
        self.gone: list[str] = []
        self.names: set[str] = set(names)
        self._prefix = prefix
        self.texts: dict[str, str] = {}
        for path, text in texts.items():
            if path.startswith(CARRIED) == bool(prefix):
                self._take(path.removeprefix(prefix), text)

    def _take(self, path: str, text: str) -> None:
        stem = "" if path.startswith(PACKS) else path.rpartition("/")[2].removesuffix(".yaml")
        named = any(each.partition(":")[0] == stem for each in self.names)
        value = yaml.read(text, path).value if named or _may_withhold(text) else None
        if is_internal(value) or (stem and stem in self.names):
            self.gone.append(path)
            self.names |= {stem} - {""}
            return
        if isinstance(value, dict) and isinstance(variants := value.get("variants"), dict) and stem:
            value = {**value, "variants": {key: self._marked(f"{stem}:{key}", each) for key, each in variants.items()}}
        came_from: dict[KeyPath, KeyPath] = {}
        public = without(value, came_from)
        if public != value:
            self.cut[path] = Cut(written(public), text, came_from)
        self.texts[path] = self.cut[path].text if path in self.cut else text

    def _marked(self, name: str, variant: Any) -> Any:
        """A variant, with the mark if it is internal by its name."""
        if name in self.names and isinstance(variant, dict):
            return {**variant, "internal": "true"}
        self.names |= {name} if is_internal(variant) else set()
        return variant

    @property
    def withholds(self) -> bool:
        """Whether anything in these files is internal."""
        return bool(self.cut or self.gone)

    def span(self, path: str) -> Span:
        """The beginning of a file or folder."""
        return Span(self._prefix + path, 1, 1)

    def has(self, folder: str) -> bool:
        """Whether there is anything under a folder."""
        return any(each.startswith(f"{folder}/") for each in self.texts)

    def under(self, folder: str) -> Iterator[tuple[str, Named]]:
        """The files under a folder of the project, each with its path in the project."""
        for path in self.texts:
            if path.startswith(f"{folder}/"):
                yield path, Kept(path.rpartition("/")[2])

    def contents(self, path: str, entry: Named) -> bytes | None:
        """The bytes of a file."""
        return self.texts[path].encode("utf-8", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Public:
    """A library for the public, and the errors of what refers to something that it does not have.

    The library is None where nothing is left of it.
    """

    library: Library | None
    found: tuple[Diagnostic, ...]
    files: PublicFiles

    def told(self, fault: Diagnostic) -> Diagnostic:
        """A fault met in this library, in words of what is withheld, at its place in the file as typed."""
        said = faults.default_withheld if fault.code == DEFAULT else faults.withheld
        return said(self.place(fault.span), fault.message)

    def named(self, path: str, but: Iterable[Diagnostic] = ()) -> Iterator[Diagnostic]:
        """Where a file, in its words or its comments, still names a clause, variant or instrument that went.

        On a line of which something is told already, nothing more is.
        """
        seen = {(each.span.path, each.span.line) for each in but if each.span}
        pattern = _pattern(self.files.names)
        for number, line in enumerate(self.files.texts[path].split("\n"), 1) if pattern else ():
            for match in pattern.finditer(line) if pattern else ():
                place = self.place(Span(path, number, match.start() + 1))
                if place and (place.path, place.line) not in seen:
                    yield faults.withheld(place, f"there is nothing called “{match.group().lstrip('#')}”")

    def placed(self, fault: Diagnostic) -> Diagnostic:
        """A fault met in this library that has nothing to do with it, at its place in the file as typed."""
        return replace(fault, span=self.place(fault.span))

    def place(self, span: Span | None) -> Span | None:
        """The place in a file as typed of a place in the same file as it was cut."""
        cut = self.files.cut.get(span.path) if span else None
        return span if span is None or cut is None else _typed(cut, span)


def public(library: Library, names: Collection[str] = ()) -> Public:
    """The public part of a library that was loaded without an error; what has one of these names is internal too."""
    files = PublicFiles(library.texts, names=names)
    if not files.withholds:
        return Public(library, (), files)
    carried = PublicFiles(library.texts, CARRIED)
    part, found = reload(files, carried if carried.texts else None)
    made = Public(part, (), files)
    # What the files name was there before anything was cut: whatever misses something now misses what is internal.
    lacking = [each for each in found if each.is_error or each.code in ONLY_WARNED]
    told = [made.told(replace(each, severity=Severity.ERROR)) for each in lacking]
    others = [path for path in files.texts if not path.startswith(PACKS)]
    return replace(made, found=in_order((*told, *(each for path in others for each in made.named(path, told)))))


def is_internal(value: Any) -> bool:
    """Whether a value of a file is kept from the public."""
    return isinstance(value, dict) and (value.get("internal") == "true" or value.get("sees") == "internal")


def without(value: Any, came_from: dict[KeyPath, KeyPath], new: KeyPath = (), old: KeyPath = ()) -> Any:
    """A value of a file without what is internal; `came_from` is told where each of its key paths led before."""
    came_from[new] = old
    if isinstance(value, dict):
        kept = {key: each for key, each in value.items() if not is_internal(each)}
        return {key: without(each, came_from, (*new, key), (*old, key)) for key, each in kept.items()}
    if isinstance(value, list):
        members = [(index, each) for index, each in enumerate(value) if not is_internal(each)]
        return [without(each, came_from, (*new, number), (*old, index)) for number, (index, each) in enumerate(members)]
    return value


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds one of these names where it can be no other word: one without a hyphen, only in a reference."""
    wanted = [name if "-" in name or ":" in name else f"#{name}" for name in sorted(names)]
    either = "|".join(re.escape(each) for each in wanted)
    return re.compile(f"(?<![a-z0-9-])(?:{either})(?![a-z0-9-])") if either else None


def _may_withhold(text: str) -> bool:
    """Whether the mark can stand in a file; with a backslash it could be written so that it is not seen."""
    return "internal" in text or "\\" in text


def _typed(cut: Cut, span: Span) -> Span:
    """The place of the same character in the file as typed; of what holds it, where it is no character of a value."""
    now, before = Marks(cut.text, span.path), Marks(cut.before, span.path)
    nearest = max((key for key in cut.came_from if now.value(key) <= span), key=now.value, default=())
    origin = cut.came_from[nearest]
    if nearest not in now or origin not in before:
        return before.value(origin)
    try:
        here, there = now.placed(nearest), before.placed(origin)
    except KeyError:
        return before.key(origin)
    index = next((number for number in range(len(here.value) + 1) if here.at(number) == span), None)
    return before.value(origin) if index is None else there.at(index)

"""A project's folder as a `Library`: its files, the carried library's lists beside them, and what must exist.

>>> library, found = load(Path("."), carried())  # doctest: +SKIP

Every fault of every file is found in one run. Objects whose own file has an error are
left out of the library, and what refers to them is not reported as well.
"""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from travaux.diagnostics import Diagnostic, Span, in_order
from travaux.load import faults, yaml
from travaux.load.schema import Kind, validate
from travaux.load.yaml import KeyPath, Marks

if TYPE_CHECKING:
    from travaux.model.library import ArticleSpec, Clause, Elements, Instrument, Item, Library, Vocabulary

Made = TypeVar("Made")

CARRIED = "<travaux>/"
"""What begins the path of a file of the library that the package carries."""

LARGEST = 8_000_000
_FOLDERS: tuple[tuple[str, Kind], ...] = (
    ("clauses/law/", "law"),
    ("clauses/", "clause"),
    ("templates/instruments/", "instrument"),
    ("templates/styles/", "style"),
)
_LISTS: dict[str, Kind] = {
    "clauses/sources.yaml": "sources",
    "clauses/gaps.yaml": "gaps",
    "clauses/vocabulary.yaml": "vocabulary",
}
_NAMED_IN_TEXTS = ("clause", "law", "instrument")
_ELEMENTS = ("mental", "conduct", "instrumentality", "means", "purpose")


def load(root: Path, base: Path | None = None) -> tuple[Library | None, tuple[Diagnostic, ...]]:
    """The library in a project's folder, and every fault of its files, by place.

    `base` is the library that the package carries: its styles, law, sources, gaps and
    vocabulary fill in what the project does not have; its clauses and instruments are not
    added. The library is None if no clause or no vocabulary could be read; with errors
    among the faults it holds what was sound.
    """
    with _collector_resting():
        carried = None
        if base is not None and os.path.realpath(base) != os.path.realpath(root):
            carried = _Folder(base, CARRIED).read(("law", "style", "sources", "gaps", "vocabulary"))
        own = _Folder(root, "", carried).read()
        found = [*own.found, *(carried.found if carried else ())]
        if not own.claimed["clause"]:
            found.append(faults.empty_library(Span("clauses", 1), not (root / "clauses").is_dir()))
        library = _joined(own, carried)
        if library is None:
            missing = not (own.claimed["vocabulary"] or (carried and carried.claimed["vocabulary"]))
            found += [faults.no_vocabulary(Span("clauses", 1))] if missing and own.claimed["clause"] else []
        else:
            found += _Existence(library, own).all()
    return library if own.made["clause"] else None, in_order(found)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """Without garbage collection: loading makes many objects that live on, and no cycles."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _joined(own: _Folder, carried: _Folder | None) -> Library | None:
    """One library of a project and the lists of the carried one; None without a vocabulary."""
    from travaux.model.library import Library

    def both(kind: Kind) -> dict[str, Any]:
        return {**(carried.made[kind] if carried else {}), **own.made[kind]}

    vocabularies = [*(carried.made["vocabulary"].values() if carried else ()), *own.made["vocabulary"].values()]
    if not vocabularies:
        return None
    return Library(
        clauses=own.made["clause"],
        instruments=own.made["instrument"],
        styles=both("style"),
        sources=both("sources"),
        law=both("law"),
        vocabulary=_vocabulary(vocabularies),
        gaps=both("gaps"),
        texts={**(carried.texts if carried else {}), **own.texts},
    )


@cache
def _sections() -> tuple[str, ...]:
    """The names of a vocabulary's lists."""
    from travaux.model.library import Vocabulary

    return tuple(each.name for each in fields(Vocabulary))


def _vocabulary(given: Iterable[Vocabulary]) -> Vocabulary:
    """The words of several vocabularies; the later wins."""
    from travaux.model.library import Vocabulary

    sections: dict[str, Any] = {name: {} for name in _sections()}
    for each in given:
        for name, words in sections.items():
            words.update(getattr(each, name))
    return Vocabulary(**sections)


# ---------------------------------------------------------------- files


def _kinds(value: type[Made]) -> Callable[[], dict[Kind, Made]]:
    kinds: tuple[Kind, ...] = ("clause", "instrument", "style", "law", "sources", "gaps", "vocabulary")
    return lambda: {kind: value() for kind in kinds}


@dataclass(slots=True)
class _Folder:
    """The files of one folder: what each made, by kind and id; `claimed` are the ids of all, sound or not."""

    root: Path
    prefix: str
    base: _Folder | None = None
    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    made: dict[Kind, dict[str, Any]] = field(default_factory=_kinds(dict))
    claimed: dict[Kind, set[str]] = field(default_factory=_kinds(set))
    names: dict[str, str] = field(default_factory=dict)
    inside: str = ""

    def read(self, kinds: tuple[Kind, ...] = ()) -> _Folder:
        """This folder with all its files read, or only those of some kinds."""
        self.inside = os.path.realpath(self.root)
        if self.base:
            self.names.update((ident, law.path) for ident, law in self.base.made["law"].items())
        for folder in ("clauses", "templates/instruments", "templates/styles"):
            top = os.path.join(self.root, folder)
            if os.path.islink(top) and not self._is_inside(top):
                self.found.append(faults.outside_project(self._span(folder)))
            elif os.path.lexists(top):
                for path, entry in self._walk(top, folder, frozenset()):
                    kind = _kind(path)
                    if not kinds or kind in kinds:
                        self._file(path, entry, kind)
        return self

    def _span(self, path: str) -> Span:
        return Span(self.prefix + path.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), 1, 1)

    def _is_inside(self, path: str) -> bool:
        real = os.path.realpath(path)
        return real == self.inside or real.startswith(self.inside.rstrip(os.sep) + os.sep)

    def _walk(self, folder: str, path: str, above: frozenset[str]) -> Iterator[tuple[str, os.DirEntry[str]]]:
        """The YAML files under a folder in the order of their names, each with its path in the project."""
        real = os.path.realpath(folder)
        if real in above:
            return
        try:
            with os.scandir(folder) as scan:
                entries = sorted(scan, key=lambda each: each.name)
        except OSError as error:
            self.found.append(faults.unreadable(self._span(path), error.strerror or "unknown"))
            return
        for entry in entries:
            name = entry.name
            if name[0] not in ".#" and not name.endswith("~"):
                here = f"{path}/{name}"
                if self._is_file(entry, here):
                    yield here, entry
                elif not name.endswith(".yaml") and self._is_folder(entry):
                    yield from self._walk(entry.path, here, above | {real})

    def _is_folder(self, entry: os.DirEntry[str]) -> bool:
        return entry.is_dir() and (not entry.is_symlink() or self._is_inside(entry.path))

    def _is_file(self, entry: os.DirEntry[str], path: str) -> bool:
        """Whether this is a file to read; what looks like one and is not is reported."""
        fault: Diagnostic | None = None
        named = entry.name.endswith(".yaml")
        if entry.is_symlink() and not self._is_inside(entry.path):
            if named or entry.is_dir():
                fault = faults.outside_project(self._span(path))
        elif named:
            if entry.is_file():
                return True
            if entry.is_dir():
                fault = faults.not_a_file(self._span(path), "a folder")
            elif os.path.exists(entry.path):
                fault = faults.not_a_file(self._span(path), "a device or a pipe")
            else:
                fault = faults.unreadable(self._span(path), "the link leads nowhere")
        elif entry.name.lower().endswith((".yml", ".yaml")) and entry.is_file():
            fault = faults.wrong_ending(self._span(path), os.path.splitext(entry.name)[0] + ".yaml")
        self.found += [fault] if fault else []
        return False

    def _bytes(self, path: str, entry: os.DirEntry[str]) -> bytes | None:
        try:
            data = _contents(entry.path)
        except OSError as error:
            self.found.append(faults.unreadable(self._span(path), error.strerror or "unknown"))
            return None
        if len(data) > LARGEST:
            self.found.append(faults.unreadable(self._span(path), f"it has more than {LARGEST // 1_000_000} MB"))
            return None
        return data

    def _file(self, path: str, entry: os.DirEntry[str], kind: Kind) -> None:
        stem = entry.name[: -len(".yaml")]
        is_list = path in _LISTS
        named = is_list or self._takes(kind, stem, path)
        self.claimed[kind].add(stem)
        data = self._bytes(path, entry)
        if data is None:
            return
        place = self.prefix + path if path.isascii() else self._span(path).path
        made = self._made(kind, data, place, {} if is_list else {"id": stem, "path": place})
        if made is None or not named:
            return
        if kind in ("sources", "gaps"):
            self.made[kind].update(made)
        else:
            self.made[kind][stem] = made

    def _takes(self, kind: Kind, stem: str, path: str) -> bool:
        """Whether the file's name can be its id: it is written as one, and no other file has it."""
        if not _is_ident(stem):
            self.found.append(faults.bad_id(self._span(path), stem, _as_ident(stem)))
            return False
        key = stem if kind in _NAMED_IN_TEXTS else f"{kind}:{stem}"
        other = self.names.setdefault(key, self.prefix + path)
        if other.startswith(CARRIED) and kind == "law":
            self.names[key] = self.prefix + path
        elif other != self.prefix + path:
            self.found.append(faults.duplicate_id(self._span(path), stem, other))
            return False
        return True

    def _made(self, kind: Kind, data: bytes, path: str, given: Mapping[str, str]) -> Any:
        """The object that a file's bytes make, or None; its faults are added to those found."""
        text, value, found = yaml.read(data, path)
        self.texts[path] = text
        self.found += found
        if not isinstance(value, dict):
            if value:
                what = "a list" if isinstance(value, list) else faults.shown(value)
                self.found.append(faults.not_a_mapping(Span(path, 1), what))
            elif not found:
                self.found.append(faults.empty_file(Span(path, 1)))
            return None
        if kind == "vocabulary" and self.base:
            value = {**{name: {} for name in _sections()}, **value}
        made, wrong = validate(kind, value, lambda: Marks(text, path), given)
        if wrong or found:
            known = {each.span for each in found}
            self.found += [each for each in wrong if each.span not in known]
        return made


def _contents(path: str) -> bytes:
    """The bytes of a file, or a few more than `LARGEST` of them; the quickest way for ten thousand small files."""
    file = os.open(path, os.O_RDONLY)
    try:
        data = part = os.read(file, 1 << 16)
        while len(part) == 1 << 16 and len(data) <= LARGEST:
            part = os.read(file, 1 << 16)
            data += part
        return data
    finally:
        os.close(file)


def _kind(path: str) -> Kind:
    if path in _LISTS:
        return _LISTS[path]
    return next(kind for folder, kind in _FOLDERS if path.startswith(folder))


_IDENT = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def _is_ident(stem: str) -> bool:
    return _IDENT.fullmatch(stem) is not None


def _as_ident(stem: str) -> str:
    """The id that a file's name seems to mean, or "" if none can be made of it."""
    made = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    return made if _is_ident(made) else ""


# ---------------------------------------------------------------- what must exist


class _Existence:
    """Whether all that a library's clauses and instruments name exists."""

    def __init__(self, library: Library, folder: _Folder) -> None:
        self.library = library
        self.claimed = folder.claimed
        self.unread = {kind for kind in ("gaps", "vocabulary") if folder.claimed[kind] and not folder.made[kind]}
        self._marks: dict[str, Marks] = {}
        self.words: dict[str, Mapping[str, Any]] = {name: getattr(library.vocabulary, name) for name in _sections()}

    def all(self) -> Iterator[Diagnostic]:
        """Every fault of what is named and does not exist."""
        for clause in self.library.clauses.values():
            yield from self._clause(clause)
        for instrument in self.library.instruments.values():
            yield from self._instrument(instrument)

    # ------------------------------------------------ places

    def _span(self, path: str, at: KeyPath, key: bool = False) -> Span:
        if path not in self._marks:
            self._marks[path] = Marks(self.library.texts[path], path)
        marks = self._marks[path]
        return marks.key(at) if key else marks.value(at)

    # ------------------------------------------------ clauses

    def _clause(self, clause: Clause) -> Iterator[Diagnostic]:
        path, variants = clause.path, clause.variants
        if clause.default not in variants:
            yield faults.unknown_default(self._span(path, ("default",)), clause.default, variants)
        yield from self._elements(path, (), clause.elements)
        yield from self._words(path, ("defines",), clause.defines, "terms")
        if clause.closes and "gaps" not in self.unread:
            yield from self._listed(path, ("closes",), clause.closes, "gaps", self.library.gaps)
        yield from self._needs(path, (), clause)
        for number, claim in enumerate(clause.rationale):
            if claim.variants:
                yield from self._variants(clause, ("rationale", number, "variants"), claim.variants)
        for number, draws in enumerate(clause.draws_on):
            yield from self._law(path, ("draws-on", number, "instrument"), draws.instrument)
            yield from self._variants(clause, ("draws-on", number, "variants"), draws.variants)
        for name, variant in variants.items():
            yield from self._variant(path, name, variant)

    def _variant(self, path: str, name: str, variant: Any) -> Iterator[Diagnostic]:
        at: KeyPath = ("variants", name)
        has_text = bool(variant.text) and not variant.text.isspace()
        if has_text == variant.omit:
            place = (*at, "omit") if variant.omit else at
            yield faults.text_or_omit(self._span(path, place, key=True), name, has_text)
        yield from self._elements(path, at, variant.elements)
        if variant.flags:
            yield from self._words(path, (*at, "flags"), variant.flags, "flags")
        stance = variant.stance
        yield from self._words(path, (*at, "stance", "for"), stance.for_, "profiles")
        yield from self._words(path, (*at, "stance", "against"), stance.against, "profiles")
        if variant.requires or variant.excludes:
            yield from self._needs(path, at, variant)
        for number, amends in enumerate(variant.amends):
            yield from self._law(path, (*at, "amends", number, "at"), amends.at.partition(":")[0])

    def _elements(self, path: str, at: KeyPath, elements: Elements) -> Iterator[Diagnostic]:
        for section in _ELEMENTS:
            if words := getattr(elements, section):
                yield from self._words(path, (*at, "elements", section), words, section)
        victim, known = elements.victim, self.words["victim"]
        if victim and victim not in known and "vocabulary" not in self.unread:
            yield faults.unknown_word(self._span(path, (*at, "elements", "victim")), victim, "victim", known)

    def _words(self, path: str, at: KeyPath, words: tuple[str, ...], section: str) -> Iterator[Diagnostic]:
        if not words or "vocabulary" in self.unread:
            return iter(())
        return self._listed(path, at, words, section, self.words[section])

    def _listed(
        self, path: str, at: KeyPath, words: tuple[str, ...], section: str, known: Mapping[str, Any]
    ) -> Iterator[Diagnostic]:
        for number, word in enumerate(words):
            if word not in known:
                yield faults.unknown_word(self._span(path, (*at, number)), word, section, known)

    def _needs(self, path: str, at: KeyPath, owner: Any) -> Iterator[Diagnostic]:
        """The `requires` and `excludes` of a clause or a variant."""
        for number, required in enumerate(owner.requires):
            place: KeyPath = (*at, "requires", number)
            if isinstance(required, str):
                yield from self._reference(path, place, required)
            else:
                yield from self._reference(path, (*place, "clause"), required.clause)
        for number, excluded in enumerate(owner.excludes):
            yield from self._reference(path, (*at, "excludes", number), excluded, faults.unknown_exclusion)

    def _reference(
        self, path: str, at: KeyPath, named: str, unknown: Callable[..., Diagnostic] = faults.unknown_clause
    ) -> Iterator[Diagnostic]:
        """A clause's id, or that of one of its variants after a colon."""
        ident, _, variant = named.partition(":")
        clause = self.library.clauses.get(ident)
        if clause is None:
            if ident not in self.claimed["clause"]:
                yield unknown(self._span(path, at), ident, self.library.clauses)
        elif variant and variant not in clause.variants:
            yield faults.unknown_variant(self._span(path, at), ident, variant, clause.variants)

    def _variants(self, clause: Clause, at: KeyPath, named: tuple[str, ...]) -> Iterator[Diagnostic]:
        for number, variant in enumerate(named):
            if variant not in clause.variants:
                place = self._span(clause.path, (*at, number))
                yield faults.unknown_variant(place, clause.id, variant, clause.variants)

    def _law(self, path: str, at: KeyPath, ident: str) -> Iterator[Diagnostic]:
        if ident not in self.library.law and ident not in self.claimed["law"]:
            yield faults.unknown_law(self._span(path, at), ident, self.library.law)

    # ------------------------------------------------ instruments

    def _instrument(self, instrument: Instrument) -> Iterator[Diagnostic]:
        path, library = instrument.path, self.library
        yield from self._style(path, ("style",), instrument.style)
        parent = instrument.parent
        known = {*library.law, *self.claimed["law"], *self.claimed["instrument"]} - {instrument.id}
        if parent and parent not in known:
            yield faults.unknown_parent(self._span(path, ("parent",)), parent, known)
        yield from self._references(path, ("preamble",), instrument.preamble)
        yield from self._items(path, ("body",), instrument.body)
        for name, group in instrument.groups.items():
            idents = tuple(each.partition(":")[0] for each in group)
            yield from self._references(path, ("groups", name), idents)
        for number, waiver in enumerate(instrument.waives):
            yield from self._waiver(instrument, ("waives", number), waiver)

    def _style(self, path: str, at: KeyPath, ident: str) -> Iterator[Diagnostic]:
        if ident not in self.library.styles and ident not in self.claimed["style"]:
            yield faults.unknown_style(self._span(path, at), ident, self.library.styles)

    def _references(self, path: str, at: KeyPath, named: tuple[str, ...]) -> Iterator[Diagnostic]:
        for number, each in enumerate(named):
            yield from self._reference(path, (*at, number), each)

    def _items(self, path: str, at: KeyPath, items: tuple[Item, ...]) -> Iterator[Diagnostic]:
        for number, item in enumerate(items):
            here = (*at, number)
            present = [name for name in ("part", "chapter", "section", "title", "article") if getattr(item, name)]
            if len(present) != 1:
                yield faults.one_thing_an_item(self._span(path, here), len(present))
            for name in present:
                inner = getattr(item, name)
                if name == "article":
                    yield from self._article(path, (*here, name), inner)
                    continue
                if inner.chapeau:
                    yield from self._reference(path, (*here, name, "chapeau"), inner.chapeau)
                yield from self._items(path, (*here, name, "contents"), inner.contents)

    def _article(self, path: str, at: KeyPath, article: ArticleSpec) -> Iterator[Diagnostic]:
        if article.chapeau:
            yield from self._reference(path, (*at, "chapeau"), article.chapeau)
        yield from self._references(path, (*at, "points"), article.points)
        yield from self._references(path, (*at, "clauses"), article.clauses)
        for number, inner in enumerate(article.closing):
            yield from self._article(path, (*at, "closing", number), inner)
        if article.inserts:
            yield from self._style(path, (*at, "inserts", "style"), article.inserts.style)
            yield from self._article(path, (*at, "inserts", "article"), article.inserts.article)

    def _waiver(self, instrument: Instrument, at: KeyPath, waiver: Any) -> Iterator[Diagnostic]:
        path = instrument.path
        wrong = [
            *self._reference(path, (*at, "clause"), waiver.clause),
            *self._reference(path, (*at, "requires"), waiver.requires),
        ]
        yield from wrong
        clause = self.library.clauses.get(waiver.clause)
        if wrong or clause is None:
            return
        every = (need for name in clause.variants for need in clause.requirements(name, instrument.vehicle))
        if waiver.requires not in {need.partition(":")[0] for need in every}:
            place = self._span(path, (*at, "requires"))
            yield faults.unknown_requirement(place, waiver.clause, waiver.requires)

"""What the sections of a briefing pack draw on: its texts, settled once each, and the words beside them.

Every word that a section takes from the library passes through here, so that the sources cited anywhere in the
pack stand in its one list, and what is wrong is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from travaux.diagnostics import Diagnostic
from travaux.model.library import Library
from travaux.model.pack import Pack, SectionSpec
from travaux.model.stages import Referred, Selection
from travaux.model.tree import Block, Mode, Origin, Settled
from travaux.model.walk import plain
from travaux.pack.pointing import pointed, sourced
from travaux.passes.annotate import annotate
from travaux.passes.beside import Beside
from travaux.passes.words import respell

INTERNAL = "Internal: not to be passed on."
"""What an internal pack says of itself."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a pack says of how it was made: the program's version, the library's revision, the hash of each input.

    `revision` is "" where the library lies in no git repository, or git is missing; `changed` says that files
    differ from that revision. `earlier` gives the library as it stood at a revision, with what the pack's readers may
    see; it raises `ValueError` where there is none, `Faults` where that has errors.
    """

    version: str = ""
    revision: str = ""
    changed: bool = False
    hashes: Mapping[str, str] = field(default_factory=dict)
    earlier: Callable[[str], Library] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A section as a pack asks for it: its place in the pack's file, and what stands there."""

    index: int
    spec: SectionSpec


@dataclass(slots=True)
class Briefing:
    """One pack in the making. `texts` are its instruments in order, each with its references in words.

    `made` are the blocks of the sections that are made already.
    """

    library: Library
    pack: Pack
    texts: Mapping[str, Referred]
    facts: Facts = field(default_factory=Facts)
    tell: Callable[[str], None] = lambda step: None
    found: list[Diagnostic] = field(default_factory=list)
    cited: dict[str, None] = field(default_factory=dict)
    made: list[Block] = field(default_factory=list)
    _besides: dict[str, Beside] = field(default_factory=dict)
    _settled: dict[tuple[str, Mode], Settled] = field(default_factory=dict)

    def of(self, asked: Asked) -> list[str]:
        """The texts that a section is about: those it names, else the pack's first."""
        return list(asked.spec.of) or [next(iter(self.texts))]

    def first(self, asked: Asked) -> Referred:
        """The first text that a section is about."""
        return self.texts[self.of(asked)[0]]

    def selection(self, name: str) -> Selection:
        """The choices that one of the texts was made from."""
        return self.texts[name].numbered.draft.selection

    def beside(self, name: str) -> Beside:
        """The words beside one of the texts; what they cite is listed in the pack's sources."""
        if name not in self._besides:
            self._besides[name] = self._beside(self.texts[name])
        return self._besides[name]

    def settled(self, name: str, mode: Mode) -> Settled:
        """One of the texts in a mode of annotation; what its notes cite is listed in the pack's sources."""
        if (name, mode) not in self._settled:
            referred = replace(self.texts[name], mode=mode)
            self._settled[name, mode] = annotate(referred, self._beside(referred))
        return self._settled[name, mode]

    def _beside(self, referred: Referred) -> Beside:
        return Beside(referred, self.cited, self.found, self.spelling)

    @property
    def spelling(self) -> Mapping[str, str]:
        """How the pack spells outside its texts: as the house style of the first of them does."""
        return self.selection(next(iter(self.texts))).style.spelling

    def spelt(self, words: str) -> str:
        """Words of the library that are no markup, as the pack spells; not for titles and what is quoted."""
        return plain(respell(words, self.spelling))

    def words(self, asked: Asked) -> tuple[Block, ...]:
        """What a section says in the pack's own words; () where it has none."""
        if not asked.spec.text.strip():
            return ()
        key = ("sections", asked.index, "text")
        name = self.of(asked)[0]
        beside = self.beside(name)
        span = beside.selection.reader.span(self.pack.path, key)
        said = pointed(self.pack, name, beside.blocks(self.pack.path, key, Origin("", "", span)))
        return sourced(self.pack, said)

    def clauses(self) -> Iterator[str]:
        """Every clause that stands in one of the texts, once, in order."""
        seen: dict[str, None] = {}
        for name in self.texts:
            seen |= dict.fromkeys(self.selection(name).chosen)
        yield from seen

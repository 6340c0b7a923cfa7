"""What there is to make many of: the texts of instruments, and briefing packs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from travaux.briefs.kept import Kept, Remembering
from travaux.model.stages import Request
from travaux.model.tree import Mode
from travaux.model.uses import uses
from travaux.project import Project
from travaux.render.api import renderers

if TYPE_CHECKING:
    from travaux.briefs import Packed
    from travaux.briefs.readers import Readers
    from travaux.building import Built
    from travaux.loaded import Loaded


@dataclass(frozen=True, slots=True)
class Texts:
    """What is to be made of every instrument: its request and its modes of annotation by name, the formats."""

    loaded: Loaded
    requests: Mapping[str, Request]
    modes: Mapping[str, tuple[Mode, ...]] = field(default_factory=dict)
    formats: tuple[str, ...] = ()
    force: bool = False
    verify: bool = False
    kept: Kept | None = None

    @property
    def project(self) -> Project:
        """The project whose texts they are."""
        return self.loaded.project

    def make(self, name: str, press: Remembering, tell: Callable[[str], None]) -> Built:
        """One instrument."""
        from travaux.building import build

        if not self.formats or "pdf" in self.formats:
            press.expect(f"{name}.pdf")
        modes = self.modes.get(name, ("none",))
        return build(self.loaded, self.requests[name], self.formats, modes, self.force, press, tell, self.verify)

    def length(self, name: str) -> int:
        """The clauses that it has, as often as they are printed."""
        library = self.loaded.library
        instrument = library.instruments.get(name) if library else None
        return len(list(uses(instrument))) * len(self.modes.get(name, ("none",))) if instrument else 0


@dataclass(frozen=True, slots=True)
class Packs:
    """What is to be made of every pack: in which formats and sections, whether to verify it; what was made before."""

    project: Project
    readers: Readers
    formats: tuple[str, ...]
    only: tuple[str, ...] = ()
    kept: Kept | None = None
    verify: bool = False

    def make(self, name: str, press: Remembering, tell: Callable[[str], None]) -> Packed:
        """One pack."""
        from travaux.briefs import packed

        formats = [renderers()[each] for each in self.formats]
        pack = self.readers.library.packs[name]
        return packed(self.project, self.readers, pack, formats, self.only, press, tell, self.verify)

    def length(self, name: str) -> int:
        """The sections that it has."""
        return len(self.readers.library.packs[name].sections)

"""The library as the readers of a pack may see it: whole, or the part for the public."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from travaux.comparing.operands import Misuse, Operand
from travaux.comparing.pairs import RevisionFaults, library_at
from travaux.diagnostics import Diagnostic, Faults, in_order
from travaux.load.withheld import Public, public
from travaux.model.library import Library
from travaux.model.pack import Pack
from travaux.pack.assemble import brief
from travaux.pack.briefing import Facts
from travaux.project import Project

TOLD = ("K810", "K811")
"""The codes of faults that say themselves that something is withheld."""


@dataclass(slots=True)
class Readers:
    """A library that was loaded without an error, for each kind of reader; the project whose it is, if it is known."""

    library: Library
    project: Project | None = None
    _public: list[Public] = field(default_factory=list)

    @property
    def public(self) -> Public:
        """The part for the public, made when it is first asked for."""
        if not self._public:
            self._public.append(public(self.library))
        return self._public[0]

    def library_for(self, pack: Pack) -> tuple[Library | None, tuple[Diagnostic, ...]]:
        """The library that a pack is to be made from; None, and why, where there is none."""
        if pack.sees == "internal":
            return self.library, ()
        part = self.public
        found = (*part.found, *part.named(pack.path)) if part.files.withholds else ()
        return None if found else part.library, found

    def earlier(self, pack: Pack, revision: str) -> Library:
        """The library as it stood at a revision, with what a pack's readers may see.

        What is internal today was so then, marked or not. Raises `Misuse` (a `ValueError`) where there is no such
        library, `Faults` where it has errors.
        """
        library = self._at(revision)
        if pack.sees == "internal":
            return library
        part = public(library, self.public.files.names)
        if part.library is None or part.found:
            raise RevisionFaults(revision, part.found, library.texts)
        return part.library

    def _at(self, revision: str) -> Library:
        """The whole library as it stood at a revision."""
        if self.project is None:
            raise Misuse("the library has no revisions here")
        return library_at(self.project, Operand(revision, revision, "", revision))

    def told(self, pack: Pack, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What was found in a pack, at its places in the files as typed, in words of what is withheld if that is why.

        An error is due to what is withheld if the same pack, made from the whole library, does not have it.
        """
        every = tuple(found)
        part = self.public
        if pack.sees == "internal" or not part.files.withholds:
            return in_order(every)
        anyway = self._anyway(pack) if any(each.is_error for each in every) else set()
        placed = [(each, part.placed(each)) for each in every]
        return in_order(
            there if not here.is_error or here.code in TOLD or (here.code, here.message) in anyway else part.told(here)
            for here, there in placed
        )

    def _anyway(self, pack: Pack) -> set[tuple[str, str]]:
        """The errors, by code and words, that a pack has when it is made from the whole library."""
        try:
            found = brief(self.library, pack, (), Facts(earlier=self._at)).found
        except Faults as faults:
            found = faults.found
        return {(each.code, each.message) for each in found}

"""Where a sentence stands that is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from travaux.diff.effects.sentences import Change


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands.

    `typed`: the library states the elements of its clause, so that the words which bear them are not asked again.
    `offence`: it is of a provision that makes an offence. `saving`: it belongs to a safeguard, in which a negation
    or an exception limits something else. `preamble`: it binds nobody. `undecided`: it is in square brackets.
    `final`: it is of a clause that says how the text itself binds.
    """

    typed: bool = False
    offence: bool = False
    saving: bool = False
    preamble: bool = False
    undecided: bool = False
    final: bool = False

    def __or__(self, other: Setting) -> Setting:
        return Setting(
            self.typed or other.typed,
            self.offence or other.offence,
            self.saving or other.saving,
            self.preamble and other.preamble,
            self.undecided or other.undecided,
            self.final and other.final,
        )


Set: TypeAlias = tuple[Change, Setting]
"""A sentence that changed, and where it stands."""

"""The typed legal elements of a provision, in the words of `vocabulary.yaml`, and what it obliges parties to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from pydantic import ConfigDict

from travaux.model.degrees import Duty as Duty
from travaux.model.degrees import Gravamen as Gravamen
from travaux.model.degrees import Strength as Strength
from travaux.model.fields import STRICT, Ident


@dataclass(frozen=True, slots=True)
class Elements:
    """The typed legal elements; every value is a word of `vocabulary.yaml`."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    mental: tuple[Ident, ...] = ()
    conduct: tuple[Ident, ...] = ()
    instrumentality: tuple[Ident, ...] = ()
    means: tuple[Ident, ...] = ()
    purpose: tuple[Ident, ...] = ()
    victim: Ident | None = None
    gravamen: Gravamen | None = None

    def over(self, base: Elements) -> Elements:
        """These elements where stated, those of `base` elsewhere."""
        return Elements(
            self.mental or base.mental,
            self.conduct or base.conduct,
            self.instrumentality or base.instrumentality,
            self.means or base.means,
            self.purpose or base.purpose,
            self.victim or base.victim,
            self.gravamen or base.gravamen,
        )

    def meets(self, pattern: Elements) -> bool:
        """Whether each element that `pattern` states has a word in common with these."""
        wanted = (
            (self.mental, pattern.mental),
            (self.conduct, pattern.conduct),
            (self.instrumentality, pattern.instrumentality),
            (self.means, pattern.means),
            (self.purpose, pattern.purpose),
        )
        return (
            all(not words or not set(words).isdisjoint(own) for own, words in wanted)
            and pattern.victim in (None, self.victim)
            and pattern.gravamen in (None, self.gravamen)
        )

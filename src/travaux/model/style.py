"""A house style: numbering, heads, citing, terms, spelling, endings and formulae, all as data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict

from travaux.model.fields import STRICT, Counter, Flag, Ident, Prose, Vehicle
from travaux.model.tree import Level


@dataclass(frozen=True, slots=True)
class LevelStyle:
    """How one level is numbered and headed; `{n}` in `label` is the number.

    `restart`: numbering begins again in each parent (articles run on through chapters).
    `joint` stands between label and heading: " – " or a line break ("newline").
    `heading` "italic" sets the heading in italics.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    number: Counter
    label: Prose
    joint: str = ""
    restart: Flag = True
    heading: Literal["plain", "italic"] = "plain"


@dataclass(frozen=True, slots=True)
class CiteStyle:
    """How a provision is cited. `{a}` article, `{p}` provision, `{i}` the instrument's name."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    article: tuple[str, str]
    paragraph: tuple[str, str]
    point: tuple[str, str]
    here: Prose
    inside: Prose
    inside_whole: Prose
    outside: Prose
    outside_whole: Prose
    path: Literal["dotted", "parenthesised"]
    range: Prose
    and_: Prose
    bis: Literal["italic", "plain"] = "italic"


@dataclass(frozen=True, slots=True)
class EndStyle:
    """The marks that end the members of a series, and the last of them."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    each: str
    last: str


@dataclass(frozen=True, slots=True)
class Formulae:
    """The set words of one vehicle: opening of the preamble, its closing, the testimonium."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    opening: Prose
    closing: Prose
    testimonium: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """A house style: numbering, heads, citing, terms, spelling, endings and formulae, all as data."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    name: Prose
    language: Prose
    terms: dict[Ident, str]
    itself: dict[Vehicle, str]
    levels: dict[Level, LevelStyle]
    cite: CiteStyle
    recitals: EndStyle
    points: EndStyle
    formulae: dict[Vehicle, Formulae]
    recital_leads: tuple[str, ...]
    recital_lead: Literal["plain", "italic"]
    definitions: Literal["as-typed", "capital"]
    quotes: tuple[str, str]
    spelling: dict[str, str] = field(default_factory=dict)
    authentic: tuple[str, ...] = ()
    about: str = ""
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""

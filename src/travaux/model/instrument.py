"""An instrument: which clauses a treaty takes, in which variants, order and style."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, StringConstraints

from travaux.model.fields import IDENT, STRICT, ClauseRef, Flag, Ident, Prose, UseRef, Vehicle
from travaux.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Insertion:
    """New structure inserted in the parent instrument, in that instrument's own style; `because`: why there."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    after: str
    into: str
    style: Ident
    because: Prose
    article: ArticleSpec


@dataclass(frozen=True, slots=True)
class ArticleSpec:
    """An article: a lead or a chapeau with points, then paragraphs, in that order.

    `lead` is a line of words ("For the purposes of {{ self }}:"), `chapeau` a clause;
    `points` stand under it; each of `clauses` gives the paragraphs that follow. An
    article of one offence needs no `points`: its chapter's chapeau precedes its conduct.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Annotated[str, StringConstraints(pattern=rf"^(?:{IDENT})?$")] = ""
    heading: str = ""
    lead: str = ""
    chapeau: str = ""
    points: tuple[UseRef, ...] = ()
    clauses: tuple[UseRef, ...] = ()
    closing: tuple[ArticleSpec, ...] = ()
    inserts: Insertion | None = None


@dataclass(frozen=True, slots=True)
class DivisionSpec:
    """A part, chapter, section or title; `pending` ones print their heading and "[in preparation]"."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Ident
    heading: Prose
    chapeau: str = ""
    pending: Flag = False
    contents: tuple[Item, ...] = ()


def _bare_clause(value: Any) -> Any:
    return {"article": {"clauses": [value]}} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class _Item:
    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    part: DivisionSpec | None = None
    chapter: DivisionSpec | None = None
    section: DivisionSpec | None = None
    title: DivisionSpec | None = None
    article: ArticleSpec | None = None

    def division(self) -> tuple[Literal["part", "chapter", "section", "title"], DivisionSpec] | None:
        """The division this item is, with its level, or None for an article."""
        if self.part:
            return "part", self.part
        if self.chapter:
            return "chapter", self.chapter
        if self.section:
            return "section", self.section
        return ("title", self.title) if self.title else None


Item: TypeAlias = Annotated[_Item, BeforeValidator(_bare_clause)]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A blank in the text: `text` and `date` print as given, `count` in words ("five"), `ordinal` too ("fifth")."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    value: str
    about: Prose
    type: Literal["text", "count", "ordinal", "date", "choice"] = "text"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Introduction:
    """The opening chapters of the explanatory report, in clause markup."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    introduction: Prose
    considerations: Prose


@dataclass(frozen=True, slots=True)
class Route:
    """How the text would become law, in clause markup: what it `needs`, whom it `binds`, what it `carries`; `limits`.

    These hold whatever is chosen. `enters` says how the text enters into force by CLAUSE:VARIANT: what is printed is
    that of the variant which is chosen, or, where it says nothing of that one, the variant's label.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    needs: Prose
    binds: Prose
    carries: Prose
    limits: Prose
    enters: dict[ClauseRef, Prose] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Instrument:
    """Which clauses a treaty takes, in which variants, order and style.

    `without` says of each hook of the vocabulary that the text has no provision for it, and why not. An `internal`
    one is never shown in a public briefing pack.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Prose
    short: Prose
    vehicle: Vehicle
    style: Ident
    preamble: tuple[UseRef, ...]
    body: tuple[Item, ...]
    report: Introduction
    parent: str = ""
    parameters: dict[Ident, Parameter] = field(default_factory=dict)
    groups: dict[Ident, tuple[str, ...]] = field(default_factory=dict)
    waives: tuple[Waiver, ...] = ()
    without: dict[Ident, Prose] = field(default_factory=dict)
    notice: str = ""
    pages: tuple[Literal["placement"], ...] = ()
    about: str = ""
    route: Route | None = None
    internal: Flag = False
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""

"""What a library holds: clauses, instruments, house styles, sources, existing law.

These dataclasses are the schema. The loader validates files against them, the
editor's JSON Schema is made from them, and the passes read them. In YAML a field
name has hyphens where Python has underscores, and every scalar is a string until
its field says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Strict, StringConstraints

from travaux.model.tree import Level

STRICT = ConfigDict(
    extra="forbid",
    alias_generator=lambda name: name.rstrip("_").replace("_", "-"),
    validate_by_alias=True,
    validate_by_name=False,
)

IDENT = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
Ident: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^{IDENT}$")]
ClauseRef: TypeAlias = Annotated[str, StringConstraints(pattern=rf"^{IDENT}(?::{IDENT})?$")]
Prose: TypeAlias = Annotated[str, StringConstraints(min_length=1)]


def _flag(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Flag: TypeAlias = Annotated[bool, Strict(), BeforeValidator(_flag)]

Vehicle: TypeAlias = Literal["amending-protocol", "optional-protocol", "supplementary-protocol", "model-convention"]
Kind: TypeAlias = Literal[
    "recital",
    "purpose",
    "definition",
    "scope",
    "offence",
    "element",
    "package",
    "ancillary",
    "liability",
    "sanction",
    "confiscation",
    "rule",
    "jurisdiction",
    "procedure",
    "co-operation",
    "protection",
    "prevention",
    "partnership",
    "safeguard",
    "relation",
    "amendment",
    "institution",
    "final",
]
Stance: TypeAlias = Literal["for", "against", "neutral"]
Confidence: TypeAlias = Literal["verified", "source", "high", "medium", "low"]
Relation: TypeAlias = Literal["follows", "narrows", "extends", "departs"]
Form: TypeAlias = Literal["conduct", "provision"]


# ---------------------------------------------------------------- clauses


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a clause belongs in one vehicle (`into`; empty: not carried there), and why."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    because: Prose
    into: str = ""


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
    gravamen: Literal["conduct", "content"] | None = None

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


@dataclass(frozen=True, slots=True)
class Stances:
    """Which neutral delegation profiles favour a variant and which oppose it."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    for_: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amends:
    """What one paragraph of a clause does to another instrument's provision.

    `paragraph` is the label in the clause ("1"), `at` the provision amended
    ("ets-185:11.2"), `words` the exact words of that provision which are replaced
    or after which words are inserted; they must stand in the recorded law.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    at: str
    operation: Literal["insert", "replace-words", "add-words"]
    paragraph: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a clause.

    `text` is empty only with `omit: true` (the option to say nothing). `form`
    "conduct" completes a chapeau ("recruiting a person …"); "provision" stands alone.
    `vehicles` names the kinds of instrument it can serve (all, if empty).
    `reservations` and `declarations` are the labels of its paragraphs that allow one.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Prose
    text: str = ""
    omit: Flag = False
    heading: str = ""
    form: Form | None = None
    stance: Stances = field(default_factory=Stances)
    elements: Elements = field(default_factory=Elements)
    flags: tuple[str, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    requires: tuple[ClauseRef | Requirement, ...] = ()
    excludes: tuple[ClauseRef, ...] = ()
    reservations: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    amends: tuple[Amends, ...] = ()
    commentary: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A clause needed beside this one, only in the vehicles named."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    clause: ClauseRef
    in_: tuple[Vehicle, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One reason in our own words, its source and how far it was checked.

    `at` is the label of the paragraph it explains, `variants` those it speaks of (all, if empty).
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    claim: Prose
    cite: str = ""
    stance: Stance = "for"
    confidence: Confidence = "verified"
    variants: tuple[Ident, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class Draws:
    """The provision of another instrument that a clause draws on, and how."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    instrument: Ident
    article: str
    relation: Relation
    variants: tuple[Ident, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision with its variants, elements, rationale and sources; `id` is the file's stem."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    kind: Kind
    heading: Prose
    default: Ident
    variants: dict[Ident, Variant]
    placement: dict[Vehicle, Placement]
    rationale: tuple[Claim, ...]
    elements: Elements = field(default_factory=Elements)
    commentary: str = ""
    form: Form | None = None
    defines: tuple[Ident, ...] = ()
    closes: tuple[Ident, ...] = ()
    draws_on: tuple[Draws, ...] = ()
    requires: tuple[ClauseRef | Requirement, ...] = ()
    excludes: tuple[ClauseRef, ...] = ()
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""

    def form_of(self, variant: str) -> Form:
        """Whether a variant completes a chapeau or stands alone; offences complete one by default."""
        return self.variants[variant].form or self.form or ("conduct" if self.kind == "offence" else "provision")

    def requirements(self, variant: str, vehicle: str) -> Iterator[str]:
        """The clauses (or `clause:variant`) that this variant needs in that vehicle."""
        for each in (*self.requires, *self.variants[variant].requires):
            if isinstance(each, str):
                yield each
            elif vehicle in each.in_:
                yield each.clause

    def exclusions(self, variant: str) -> tuple[str, ...]:
        """The clauses (or `clause:variant`) that can't stand beside this variant."""
        return (*self.excludes, *self.variants[variant].excludes)


# ---------------------------------------------------------------- instruments


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
    points: tuple[ClauseRef, ...] = ()
    clauses: tuple[ClauseRef, ...] = ()
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
class Waiver:
    """A requirement knowingly left unmet in an instrument, with the reason, which is printed in the report."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    clause: Ident
    requires: Ident
    because: Prose


@dataclass(frozen=True, slots=True)
class Introduction:
    """The opening chapters of the explanatory report, in clause markup."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    introduction: Prose
    considerations: Prose


@dataclass(frozen=True, slots=True)
class Instrument:
    """Which clauses a treaty takes, in which variants, order and style."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Prose
    short: Prose
    vehicle: Vehicle
    style: Ident
    preamble: tuple[ClauseRef, ...]
    body: tuple[Item, ...]
    report: Introduction
    parent: str = ""
    parameters: dict[Ident, Parameter] = field(default_factory=dict)
    groups: dict[Ident, tuple[str, ...]] = field(default_factory=dict)
    waives: tuple[Waiver, ...] = ()
    notice: str = ""
    pages: tuple[Literal["placement"], ...] = ()
    about: str = ""
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""


# ---------------------------------------------------------------- house styles

Counter: TypeAlias = Literal["decimal", "roman-upper", "roman-lower", "alpha-lower", "alpha-upper"]


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


# ---------------------------------------------------------------- sources and law


@dataclass(frozen=True, slots=True)
class Name:
    """A person (family, given) or a body (literal), as in CSL."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    family: str = ""
    given: str = ""
    literal: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A work cited: the CSL-JSON fields this field uses, and `short`, its name in a note."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    type: Literal[
        "article-journal", "book", "report", "legislation", "legal_case", "treaty", "post-weblog", "webpage", "document"
    ]
    title: Prose
    short: Prose
    author: tuple[Name, ...] = ()
    container_title: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    issued: str = ""
    authority: str = ""
    publisher: str = ""
    URL: str = field(default="")
    note: str = ""
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True)
class LawArticle:
    """An article of existing law: its number ("8 bis"), heading, and exact words where a draft touches them."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    article: str
    heading: str = ""
    text: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LawDivision:
    """A division of existing law: "Chapter II", its heading, what it holds."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    id: Ident
    label: Prose
    heading: str = ""
    divisions: tuple[LawDivision, ...] = ()
    articles: tuple[LawArticle, ...] = ()


@dataclass(frozen=True, slots=True)
class Law:
    """An existing treaty or law: its facts, names, and (where recorded) its structure."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Prose
    short: Prose
    cite_as: Prose
    series: str = ""
    adopted: str = ""
    opened: str = ""
    opened_at: str = ""
    in_force: str = ""
    as_of: str = ""
    depositary: str = ""
    authentic: tuple[str, ...] = ()
    confidence: Confidence = "verified"
    note: str = ""
    divisions: tuple[LawDivision, ...] = ()
    articles: tuple[LawArticle, ...] = ()
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""

    def every_article(self) -> Iterator[tuple[tuple[LawDivision, ...], LawArticle]]:
        """Each recorded article with the divisions it stands in, in order."""

        def inside(
            divisions: tuple[LawDivision, ...], above: tuple[LawDivision, ...]
        ) -> Iterator[tuple[tuple[LawDivision, ...], LawArticle]]:
            for division in divisions:
                here = (*above, division)
                for article in division.articles:
                    yield here, article
                yield from inside(division.divisions, here)

        for article in self.articles:
            yield (), article
        yield from inside(self.divisions, ())


# ---------------------------------------------------------------- vocabulary


@dataclass(frozen=True, slots=True)
class VocabularyWord:
    """One value of an element: what it means and the word stems that show it in a text."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    about: Prose
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The closed lists that elements, stances, gaps and terms are taken from."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    mental: dict[Ident, VocabularyWord]
    conduct: dict[Ident, VocabularyWord]
    instrumentality: dict[Ident, VocabularyWord]
    means: dict[Ident, VocabularyWord]
    purpose: dict[Ident, VocabularyWord]
    victim: dict[Ident, VocabularyWord]
    profiles: dict[str, str]
    flags: dict[Ident, str]
    terms: dict[Ident, str]


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap in existing law, with the day the statement was checked."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    statement: Prose
    as_of: str
    cite: str = ""
    confidence: Confidence = "verified"


@dataclass(frozen=True, slots=True)
class Library:
    """Everything loaded from one project, by id. `texts` holds each file's characters, for locating faults."""

    clauses: Mapping[str, Clause]
    instruments: Mapping[str, Instrument]
    styles: Mapping[str, Style]
    sources: Mapping[str, Source]
    law: Mapping[str, Law]
    vocabulary: Vocabulary
    gaps: Mapping[str, Gap]
    texts: Mapping[str, str]

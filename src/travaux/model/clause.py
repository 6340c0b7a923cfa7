"""A clause: a provision with its variants, its elements, its reasons and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict

from travaux.model.elements import Duty, Elements
from travaux.model.fields import (
    STRICT,
    ClauseRef,
    Confidence,
    Flag,
    Form,
    Ident,
    Kind,
    Prose,
    Relation,
    Stance,
    Vehicle,
)
from travaux.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a clause belongs in one vehicle (`into`; empty: not carried there), and why."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    because: Prose
    into: str = ""


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
    "conduct" completes a chapeau ("recruiting a person …"); "provision" stands alone; "recital" is of the preamble.
    `vehicles` names the kinds of instrument it can serve (all, if empty). `duty` is what it
    obliges the parties to, where that is less than its kind says ("consider", for an offence).
    `reservations` and `declarations` are the labels of its paragraphs that allow one. An `internal` one is never
    shown in a public briefing pack.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    label: Prose
    text: str = ""
    omit: Flag = False
    heading: str = ""
    form: Form | None = None
    stance: Stances = field(default_factory=Stances)
    elements: Elements = field(default_factory=Elements)
    duty: Duty | None = None
    flags: tuple[str, ...] = ()
    vehicles: tuple[Vehicle, ...] = ()
    requires: tuple[ClauseRef | Requirement, ...] = ()
    excludes: tuple[ClauseRef, ...] = ()
    reservations: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    amends: tuple[Amends, ...] = ()
    commentary: str = ""
    internal: Flag = False


@dataclass(frozen=True, slots=True)
class Requirement:
    """A clause needed beside this one, only in the vehicles named."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    clause: ClauseRef
    in_: tuple[Vehicle, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """One reason in our own words, its source and how far it was checked.

    `at` is the label of the paragraph it explains, `variants` those it speaks of (all, if empty). An `internal` one
    is never shown in a public briefing pack.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    claim: Prose
    cite: str = ""
    stance: Stance = "for"
    confidence: Confidence = "verified"
    variants: tuple[Ident, ...] = ()
    at: str = ""
    internal: Flag = False


@dataclass(frozen=True, slots=True)
class Draws:
    """The provision of another instrument that a clause draws on, and how; `internal`: not for the public."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    instrument: Ident
    article: str
    relation: Relation
    variants: tuple[Ident, ...] = ()
    internal: Flag = False


@dataclass(frozen=True, slots=True)
class Clause:
    """A provision with its variants, elements, rationale and sources; `id` is the file's stem.

    An `internal` one is never shown in a public briefing pack.
    """

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
    waives: tuple[Waiver, ...] = ()
    internal: Flag = False
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""

    def form_of(self, variant: str) -> Form:
        """Whether a variant completes a chapeau or stands alone; offences complete one by default."""
        return self.variants[variant].form or self.form or ("conduct" if self.kind == "offence" else "provision")

    def elements_of(self, variant: str) -> Elements:
        """The elements of a variant: its own where stated, the clause's elsewhere."""
        return self.variants[variant].elements.over(self.elements)

    def duty_of(self, variant: str) -> Duty | None:
        """What a variant obliges the parties to; an offence that says nothing else, to criminalise."""
        return self.variants[variant].duty or ("criminalise" if self.kind in ("offence", "package") else None)

    def placed(self, vehicle: Vehicle) -> Placement | None:
        """Where a clause belongs in a vehicle; a supplementary protocol is built as any protocol, unless it says so."""
        own = self.placement.get(vehicle)
        return self.placement.get("optional-protocol") if own is None and vehicle == "supplementary-protocol" else own

    def requirements(self, variant: str, vehicle: str) -> Iterator[str]:
        """The clauses (or `clause:variant`) that this variant needs in that vehicle.

        What an optional protocol needs, a supplementary one needs too.
        """
        like = {vehicle, "optional-protocol"} if vehicle == "supplementary-protocol" else {vehicle}
        for each in (*self.requires, *self.variants[variant].requires):
            if isinstance(each, str):
                yield each
            elif not like.isdisjoint(each.in_):
                yield each.clause

    def exclusions(self, variant: str) -> tuple[str, ...]:
        """The clauses (or `clause:variant`) that can't stand beside this variant."""
        return (*self.excludes, *self.variants[variant].excludes)

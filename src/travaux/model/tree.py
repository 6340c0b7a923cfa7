"""The document tree: everything that prints, compares or annotates a text works on it.

A closed union of frozen nodes. Blocks carry an `Origin`, so a printed character
leads back to a line of YAML. A pass that changes characters leaves a `Sub`
behind: `new` is what is printed, `old` what the drafter typed ("" where the
program added the characters), so that every change can be undone.

`Draft`, `Numbered` and `Settled` wrap the same tree at three stages: only a
`Settled` one reaches a renderer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from travaux.diagnostics import Diagnostic, Span

# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as the drafter typed them."""

    value: str


@dataclass(frozen=True, slots=True)
class Sub:
    """A recorded substitution: `new` is printed where `old` was typed.

    `why` names the rule: placeholder, spelling, ending, label, quotation, formula, capital, option, break.
    Straight from the parser a placeholder is a `Sub` whose `new` is still empty.
    """

    old: str
    new: str
    why: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Emph:
    """Emphasis; `mark` is what was typed round it (`*`, `_`, `**`), "" if a style added it."""

    children: tuple[Inline, ...]
    mark: str = "*"


@dataclass(frozen=True, slots=True)
class Term:
    """A defined term in use (`[word](term:id)`), or, if `defining`, at its definition (`def:id`)."""

    ident: str
    children: tuple[Inline, ...]
    defining: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """One target of a reference: a clause, a group (`all:offence`) or an instrument, and a label.

    `last` is the end of a range (`[](#ets-185:14..:21)`), else None.
    """

    ident: str
    label: str = ""
    last: Target | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A cross-reference; `typed` is its source, `text` its words once settled.

    `form` is "" (as the house style cites), "bare" (without "of the Convention")
    or "compact" ("8 bis.1.a and b").
    `anchors` are the ids of the divisions it leads to inside the same document.
    """

    typed: str
    targets: tuple[Target, ...]
    form: str = ""
    text: tuple[Inline, ...] = ()
    anchors: tuple[str, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class CiteItem:
    """One source cited, and the place in it."""

    key: str
    pinpoint: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation `[@key, pinpoint; @key2]`; `text` is its printed form once settled."""

    typed: str
    items: tuple[CiteItem, ...]
    text: tuple[Inline, ...] = ()
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """Words in square brackets: not agreed. The brackets are printed."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words quoted from or for another instrument, in that instrument's `style`; the marks stand round it."""

    children: tuple[Inline, ...]
    style: str


@dataclass(frozen=True, slots=True)
class Change:
    """Words that one of two texts compared has and the other has not: `sign` is "+" or "-"."""

    children: tuple[Inline, ...]
    sign: Literal["+", "-"]


NoteKind: TypeAlias = Literal["for", "against", "neutral", "variants", "source", "flag"]


@dataclass(frozen=True, slots=True)
class Note:
    """An annotation hung on the words before it: `number` as in the endnotes, `lead` its first words."""

    number: int
    kind: NoteKind
    lead: str
    body: tuple[Inline, ...]
    confidence: str = "verified"
    origin: Origin | None = None


Inline: TypeAlias = Text | Sub | Emph | Term | Ref | Cite | Bracket | Quoted | Change | Note

# ---------------------------------------------------------------- blocks

Mode: TypeAlias = Literal["none", "margin", "notes", "report", "table"]
Level: TypeAlias = Literal[
    "preamble", "part", "chapter", "section", "title", "article", "paragraph", "point", "subpoint", "item", "annex"
]
Role: TypeAlias = Literal["text", "opening", "closing", "testimonium", "notice", "pending", "apparatus", "numbered"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words come from: clause and variant, or a template (`clause` empty).

    `use` counts the uses of one clause in one document (a chapeau is used by every
    offence, a clause with options once for each), from 0.
    """

    clause: str
    variant: str = ""
    span: Span | None = None
    use: int = 0


@dataclass(frozen=True, slots=True)
class Para:
    """Running words; `role` says what part they play on the page."""

    inlines: tuple[Inline, ...]
    origin: Origin
    role: Role = "text"


@dataclass(frozen=True, slots=True)
class Division:
    """A numbered or headed unit, from part down to item; "annex" is headed apparatus, not of the text.

    `ident` is its anchor; `typed` the label typed in the clause ("a."), "" if none.
    `label` is printed ("Article 8 *bis*", "1.", "(a)"; empty if unnumbered), then
    `joint` (" – ", a line break, or a space), then `heading`.
    """

    level: Level
    ident: str
    children: tuple[Block, ...]
    origin: Origin
    heading: tuple[Inline, ...] = ()
    label: tuple[Inline, ...] = ()
    joint: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Recital:
    """One consideration of the preamble."""

    inlines: tuple[Inline, ...]
    origin: Origin
    ident: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """What stands under a point that defines terms."""

    terms: tuple[str, ...]
    children: tuple[Block, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Option:
    """One of the rival wordings of a clause, not agreed; the others stand beside it, in order of `number`, from 1.

    Its blocks are what the clause would be if this variant alone were chosen (`origin` names both). The
    marks ("[Option 1: …]") are in the words as `Sub` nodes.
    """

    number: int
    children: tuple[Block, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Items:
    """A plain list outside the operative text (sources, endnotes)."""

    items: tuple[tuple[Inline, ...], ...]
    origin: Origin
    ordered: bool = False
    idents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table of words; every cell is a run of inlines, in which a `Sub` of a line break, why "break", ends a line.

    A `wide` one is printed across the longer side of the sheet; with `row_heads` the first cell of each row heads it.
    """

    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    origin: Origin
    caption: tuple[Inline, ...] = ()
    wide: bool = False
    row_heads: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of a `Figure`: its words, whether it is the point of the figure, what hangs below."""

    words: tuple[Inline, ...]
    children: tuple[Branch, ...] = ()
    emphasis: Literal["", "new", "beside", "not-here"] = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A tree drawn as nested lines, with a text alternative."""

    alternative: str
    branches: tuple[Branch, ...]
    origin: Origin
    caption: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture of data: `svg`, what it shows in words, and the same data as a table.

    `apart`: the table says no more than the picture, so it need not stand under it.
    """

    svg: str
    alternative: str
    origin: Origin
    data: Table
    caption: tuple[Inline, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Facing:
    """Words beside words, as on two pages that face each other: pairs of blocks that begin level, left and right."""

    pairs: tuple[tuple[tuple[Block, ...], tuple[Block, ...]], ...]
    origin: Origin
    heads: tuple[tuple[Inline, ...], tuple[Inline, ...]] = ((), ())


@dataclass(frozen=True, slots=True)
class Edition:
    """A text printed inside another document, in an annotation `mode` of its own, under its own title."""

    mode: Mode
    title: tuple[Inline, ...]
    children: tuple[Block, ...]
    origin: Origin
    subtitle: tuple[Inline, ...] = ()
    numbered_lines: bool = False


@dataclass(frozen=True, slots=True)
class Amendment:
    """An operation on another instrument, holding the quoted structure.

    The quotation marks are in the quoted words as `Sub` nodes. `style` is the house
    style of the target, in which the quoted text is written.
    """

    operation: Literal["insert-after"]
    target: str
    position: str
    style: str
    children: tuple[Block, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Document:
    """A whole text: `front` (title matter), `body` (the instrument), `back` (apparatus, not of the text).

    A briefing `pack` has a page and a style of its own; `contents` says whether a table of contents is printed.
    `restricted` says in words that it is not for everybody.
    """

    ident: str
    title: tuple[Inline, ...]
    style: str
    language: str
    front: tuple[Block, ...]
    body: tuple[Block, ...]
    back: tuple[Block, ...] = ()
    subtitle: tuple[Inline, ...] = ()
    running: str = ""
    kind: Literal["text", "pack"] = "text"
    contents: bool = True
    restricted: str = ""


Block: TypeAlias = (
    Para | Division | Recital | Definition | Option | Items | Table | Figure | Drawing | Facing | Edition | Amendment
)
Node: TypeAlias = Block | Inline | Document

# ---------------------------------------------------------------- stages


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor stands once numbered: bare numbers, outermost first.

    `instrument` is "" for the text itself, else the id of the instrument into which
    the words are inserted; `article` is "5" or "8 bis"; `path` the numbers below it
    ("1", "b"), paragraph first ("" where the article's only paragraph has no number).
    """

    instrument: str
    article: str
    path: tuple[str, ...] = ()
    level: Level = "article"
    division: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """A finished text: numbered, referred, annotated as asked. The only thing a renderer takes."""

    document: Document
    mode: Mode = "none"
    places: Mapping[str, Place] = field(default_factory=dict)
    found: tuple[Diagnostic, ...] = ()

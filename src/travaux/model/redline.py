"""What changes from one text to another: passages paired into rows, their words, and what it means in law.

`diff` makes a `Redline` of two `Comparand`s; the renderers of redlines print it. Both sides can be rebuilt
from it: every passage of the old and of the new text stands in exactly one row, and the words of a row,
joined without "+", are its old text to the letter, without "-" the new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

if TYPE_CHECKING:
    from travaux.model.elements import Duty, Elements
    from travaux.model.fields import Form
    from travaux.model.library import Vocabulary
    from travaux.model.style import Style

Op: TypeAlias = Literal["=", "-", "+"]
Words: TypeAlias = tuple[tuple[Op, str], ...]
"""Runs of words in the order of reading: kept, deleted, inserted; no two neighbours have the same sign."""

Status: TypeAlias = Literal[
    "moved-changed", "split", "merged", "changed", "consequential", "editorial", "moved", "renumbered",
    "inserted", "deleted", "equal",
]  # fmt: skip
"""What became of a passage; where several fit, the first of them. `consequential`: nothing changed but references
that the renumbering proves; `editorial`: nothing but typography."""
STATUSES: tuple[Status, ...] = get_args(Status)

Direction: TypeAlias = Literal["widens", "narrows", "hardens", "softens", "neutral"]
"""What a change does: to what is criminal or obliged, widens or narrows; to how strongly, hardens or softens."""


class Passage(NamedTuple):
    """One paragraph, point, heading or recital of a text, as compared.

    `label` holds the characters as printed ("1.", "(a)", "Article 5"; "" if none) and `text` those after it,
    with single spaces. `level` is the tree's (article, paragraph, point …), "heading" for a line that only
    heads what follows, "text" for unnumbered words. `path` are the bare numbers from the article down ("5",
    "2", "b"), empty outside the articles. `clause` and `variant` are empty where the text is a plain file.
    `own` and `foreign` are the stretches of `text` (begin, end) known to refer to this text or to another
    one, where the tree knows.
    """

    id: str
    label: str
    text: str
    level: str = "text"
    path: tuple[str, ...] = ()
    clause: str = ""
    variant: str = ""
    own: tuple[tuple[int, int], ...] = ()
    foreign: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What the library says of a clause as chosen in a text: its variant, kind, elements and duty.

    `elements` are its own, without those of a chapeau over it; `form` is "conduct" where it completes one.
    `reservations` and `declarations` are the labels of its paragraphs that allow one. `heading` is what it is called.
    """

    variant: str
    kind: str
    elements: Elements
    duty: Duty | None = None
    reservations: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    form: Form | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Comparand:
    """One side of a comparison: its name as asked for, its passages in order, and what the library says of it.

    `stated` is by clause; it, `vocabulary` and the house `style` are empty where the text is a plain file. `left` says
    what of a file was not read as its text, and where it stands.
    """

    name: str
    passages: tuple[Passage, ...]
    stated: Mapping[str, Stated] = field(default_factory=dict)
    vocabulary: Vocabulary | None = None
    style: Style | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does in law, which way, and why; `old` and `new` are the words or elements concerned."""

    kind: str
    direction: Direction
    why: str
    old: str = ""
    new: str = ""


class Side(NamedTuple):
    """The old or the new of a row: one passage, or those of a split or merge."""

    passages: tuple[Passage, ...]

    @property
    def id(self) -> str:
        """The first passage's."""
        return self.passages[0].id

    @property
    def label(self) -> str:
        """The first passage's."""
        return self.passages[0].label

    @property
    def text(self) -> str:
        """The passages' words, joined by a blank line; the later ones' labels stand before theirs."""
        first, *later = self.passages
        return "\n\n".join((first.text, *(" ".join(filter(None, (each.label, each.text))) for each in later)))


class Row(NamedTuple):
    """What became of a passage: its two sides (None where there is none), its words, its effects."""

    status: Status
    old: Side | None
    new: Side | None
    words: Words
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class TermChange:
    """A term that gave way to another throughout, and in how many places."""

    old: str
    new: str
    count: int


@dataclass(frozen=True, slots=True)
class Redline:
    """The difference of two texts. The rows stand in the order of the new text, deleted ones where they stood.

    `old_ids` are the old passages in their order, by which print leaves a trace where a moved one stood.
    """

    old: str
    new: str
    rows: tuple[Row, ...]
    terms: tuple[TermChange, ...] = ()
    old_ids: tuple[str, ...] = ()

    @property
    def summary(self) -> dict[str, int]:
        """How many rows have each status, those that none has left out."""
        counts = Counter(row.status for row in self.rows)
        return {status: counts[status] for status in STATUSES if counts[status]}

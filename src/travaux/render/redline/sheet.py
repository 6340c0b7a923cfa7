"""What every printed redline says of a row beside its words: where it stands, what became of it, what it does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from travaux.model import walk
from travaux.model.redline import Direction, Effect, Redline, Row, Side, Status
from travaux.render.redline.marks import visible

HEADED = walk.HEADED | {"heading"}
QUIET: frozenset[Status] = frozenset({"consequential", "editorial", "renumbered"})
"""Changes that follow from others, or change no word."""
TITLE = 160  # characters of a title at most
SHORT = 60  # characters of a passage that has no name but its first words

STATUS: Mapping[Status, str] = {
    "changed": "changed",
    "inserted": "inserted",
    "deleted": "deleted",
    "moved": "moved",
    "moved-changed": "moved and changed",
    "split": "split",
    "merged": "merged",
    "renumbered": "renumbered",
    "consequential": "reference follows the renumbering",
    "editorial": "typography only",
    "equal": "unchanged",
}
COUNTED: Mapping[Status, tuple[str, str]] = {
    "consequential": ("with a reference that follows the renumbering", "with references that follow the renumbering"),
    "editorial": ("changed in typography only", "changed in typography only"),
}
DOES: Mapping[Direction, tuple[str, str]] = {
    "widens": ("widens", "widen"),
    "narrows": ("narrows", "narrow"),
    "hardens": ("hardens", "harden"),
    "softens": ("softens", "soften"),
    "neutral": ("is neutral", "are neutral"),
}
NOTHING = "No difference."
NO_LABEL = "unnumbered"
INNER = str.maketrans("“”", "‘’")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and what is said of it.

    `number` counts the changes from 1 and is 0 for a row that is equal and has no effect; `head` is the index
    of the heading the row stands under, None if there is none, and the row's own where it is one; `name` says
    which passage it is ("Article 5(2)", else its first words); `note` what became of it, where the marks alone
    do not show it; `is_title` whether it is the title of the heading before it, which is a label alone; `follows`
    whether nothing became of it but that its article moved; `left` whether it keeps its order in another article.
    """

    index: int
    row: Row
    number: int
    head: int | None
    name: str
    note: str
    is_title: bool
    follows: bool = False
    left: bool = False

    @property
    def is_head(self) -> bool:
        """Whether the row is a heading, under which others stand."""
        return self.head == self.index

    @property
    def is_quiet(self) -> bool:
        """Whether the change follows from another or changes no word."""
        return (self.row.status in QUIET or self.follows) and not self.row.effects


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a redline, told; `traces` are the entries that moved or left their article, by what they followed.

    What stood first of all once followed the row -1. There are no traces where the old order is unknown.
    `titles` are the headings in one line, by the index of their row.
    """

    entries: tuple[Entry, ...]
    titles: Mapping[int, str]
    traces: Mapping[int, tuple[Entry, ...]]

    @property
    def changes(self) -> tuple[Entry, ...]:
        """The rows that are not equal, or whose effect is, their words being the same."""
        return tuple(each for each in self.entries if each.number)


def sheet(redline: Redline) -> Sheet:
    """Every row of the redline with what is said of it."""
    names = _names(redline.rows, "old"), _names(redline.rows, "new")
    heads = tuple(_heads(redline.rows))
    entries = []
    number = 0
    for index, (row, head) in enumerate(zip(redline.rows, heads, strict=True)):
        left = _left(row, redline.rows[head] if head is not None else row)
        shown = row.status != "equal" or bool(row.effects) or left
        number += shown
        old, new = (_placed(side, known) for side, known in zip((row.old, row.new), names, strict=True))
        called = new or old or _article_over(redline.rows, row, head, names) or _first_words(row)
        note, is_title = _note(row, old, new, left), _heads_on(redline.rows, index)
        follows = head is not None and head != index and _follows(row, redline.rows[head])
        entries.append(Entry(index, row, number * shown, head, called, note, is_title, follows, left))
    titles = {each.index: _title(redline.rows, each.index) for each in entries if each.is_head}
    return Sheet(tuple(entries), titles, _traces(redline, entries))


def _follows(row: Row, head: Row) -> bool:
    """Whether a row moved with its article, its words, its effects and its number in it being what they were."""
    if row.status != "moved" or head.status not in ("moved", "moved-changed") or row.effects:
        return False
    one, other = (side.passages[0] for side in (row.old, row.new) if side)
    above = tuple(side.passages[0].path for side in (head.old, head.new) if side)
    return above == (one.path[:1], other.path[:1]) and one.path[1:] == other.path[1:] and one.label == other.label


def _left(row: Row, head: Row) -> bool:
    """Whether a passage stood in another article than the one that the article over it was, and kept its order."""
    if not (row.old and row.new) or row.status in ("moved", "moved-changed") or row is head:
        return False
    path, over = row.old.passages[0].path, head.old.passages[0].path if head.old else ()
    return bool(path and row.new.passages[0].path) and path[:1] != over[:1]


def _title(rows: Sequence[Row], index: int) -> str:
    """A heading in one line: "Article 6 → Article 7 – Purpose"."""
    sides = [row.new or row.old for row in rows[index : index + 2]]
    further = index + 1 < len(rows) and _heads_on(rows, index + 1)
    label, text = (
        label_words(rows[index]),
        visible(" ".join(each.text for each in sides[: 1 + further] if each).strip()),
    )
    return f"{label}{' ' if text[:1] in '–—' else ' – '}{text}" if label and text else label or text


def label_words(row: Row) -> str:
    """The label in plain words, both if it changed: "6. → 7."."""
    old, new = (visible(side.label) if side else "" for side in (row.old, row.new))
    return f"{old or NO_LABEL} → {new or NO_LABEL}" if relabelled(row) else new or old


def relabelled(row: Row) -> bool:
    """Whether both sides have the passage, under different labels."""
    return bool(row.old and row.new and row.old.label != row.new.label)


def summary(redline: Redline) -> str:
    """How many passages became what: "2 changed, 1 inserted; 40 unchanged"."""
    counts = redline.summary
    told = ", ".join(f"{count} {counted(status, count)}" for status, count in statuses(counts) if status != "equal")
    equal = counts.get("equal", 0)
    return "; ".join((*([told] if told else []), *([f"{equal} unchanged"] if equal else [])))


def counted(status: Status, count: int) -> str:
    """A status as said of so many passages."""
    return COUNTED[status][count > 1] if status in COUNTED else STATUS[status]


def statuses(counts: Mapping[str, int]) -> Iterator[tuple[Status, int]]:
    """The statuses that occur, in the order in which they are told."""
    return ((status, counts[status]) for status in STATUS if status in counts)


def tally(redline: Redline) -> str:
    """What the changes do in law, counted: "2 effects widen, 1 narrows"; "" if nothing is known of it."""
    counts = Counter(each.direction for row in redline.rows for each in row.effects)
    told = [f"{counts[way]} {DOES[way][counts[way] > 1]}" for way in get_args(Direction) if counts[way]]
    if told:
        number, verb = told[0].split(" ", 1)
        told[0] = f"{number} effect{'s' * (number != '1')} {verb}"
    return ", ".join(told)


def kind(effect: Effect) -> str:
    """The kind of an effect in words."""
    return visible(effect.kind.replace("-", " ").replace("_", " "))


def change(effect: Effect) -> str:
    """The words or elements an effect concerns: "“30” → “45”"; "" if the reason says them already."""
    if effect.old in effect.why and effect.new in effect.why:
        return ""
    old, new = _quoted(effect.old), _quoted(effect.new)
    if old and new:
        return f"“{old}” → “{new}”"
    return f"new: “{new}”" if new else f"no longer: “{old}”" if old else ""


def _quoted(words: str) -> str:
    """Words to stand within quotation marks: their own are the inner ones."""
    return visible(words).translate(INNER)


def is_identical(redline: Redline) -> bool:
    """Whether nothing differs."""
    return all(row.status == "equal" and not row.effects for row in redline.rows) and not redline.terms


def effects(entries: Iterable[Entry]) -> tuple[tuple[Entry, Effect], ...]:
    """Every effect, with the row it belongs to: in the order of the text, the neutral ones last."""
    every = ((each, effect) for each in entries for effect in each.row.effects)
    return tuple(sorted(every, key=lambda each: each[1].direction == "neutral"))


def _heads(rows: Sequence[Row]) -> Iterator[int | None]:
    """For each row, the index of the heading over it; a deleted row stands under a heading of the old text."""
    last: dict[str, int | None] = {"old": None, "new": None}
    for index, row in enumerate(rows):
        side = row.new or row.old
        if side and side.passages and side.passages[0].level in HEADED and not _heads_on(rows, index):
            last |= {key: index for key, one in (("old", row.old), ("new", row.new)) if one}
            yield index
        else:
            yield last["new"] if row.new or last["old"] is None else last["old"]


def _heads_on(rows: Sequence[Row], index: int) -> bool:
    """Whether a row is the title of the heading before it, which is a label alone: a short line, no sentence."""
    side, before = (rows[at].new or rows[at].old if at >= 0 else None for at in (index, index - 1))
    if side is None or before is None or side.label or before.text or not before.label:
        return False
    kind, over = side.passages[0].level, before.passages[0].level
    is_line = len(side.text) <= TITLE and not side.text.endswith((".", ";", ":", ","))
    return over in HEADED and (kind == "heading" or (kind == "text" and is_line))


def _names(rows: Sequence[Row], side: str) -> dict[str, str]:
    """The label of each article by its number, "Article 5" for "5"."""
    passages = (each for row in rows if (one := getattr(row, side)) for each in one.passages)
    return {each.path[0]: each.label.strip(' .:–“”«»"') for each in passages if len(each.path) == 1 and each.label}


def _placed(side: Side | None, names: Mapping[str, str]) -> str:
    """Which passage a side is: "Article 5(2)"; its label outside the articles; "" if it has none."""
    if side is None or not side.passages:
        return ""
    path = side.passages[0].path
    if not path:
        return visible(side.label)
    return visible(names.get(path[0]) or f"Article {path[0]}") + "".join(f"({visible(each)})" for each in path[1:])


def _article_over(rows: Sequence[Row], row: Row, head: int | None, names: Sequence[Mapping[str, str]]) -> str:
    """The article over unnumbered words that do not know it, as in a plain file; "" if none is."""
    if head is None or rows[head] is row:
        return ""
    side, known = (rows[head].new, names[1]) if row.new else (rows[head].old, names[0])
    return _placed(side, known) if side and side.passages[0].level == "article" else ""


def _first_words(row: Row) -> str:
    """The beginning of a passage, as its name."""
    side = row.new or row.old
    words = visible(" ".join(side.text.split())) if side else ""
    return words if len(words) <= SHORT else words[:SHORT].rpartition(" ")[0].rstrip(" ,;:") + " …"


def _note(row: Row, old: str, new: str, left: bool) -> str:
    """What became of a row, in words; "" where its marks show it. `left`: it stood in another article."""
    words = STATUS[row.status]
    match row.status:
        case "changed" | "equal" if left:
            return f"formerly {old}"
        case "consequential" if left:
            return f"formerly {old}: {words}"
        case "renumbered" if left and relabelled(row):
            return f"formerly {old}"
        case "equal":
            return "the words are unchanged" if row.effects else ""
        case "changed" | "inserted" | "deleted":
            return ""
        case "moved" | "moved-changed" if old and new and old != new:
            return f"{words}: {old} → {new}"
        case "split":
            return f"split into {_count(row.new)}"
        case "merged":
            return f"{_count(row.old)} merged into one"
        case "renumbered" if not relabelled(row) and old and new and old != new:
            return f"{words}: {old} → {new}"
    return words


def _count(side: Side | None) -> str:
    number = len(side.passages) if side else 0
    return {2: "two", 3: "three", 4: "four", 5: "five"}.get(number, str(number))


def _traces(redline: Redline, entries: Sequence[Entry]) -> dict[int, tuple[Entry, ...]]:
    """Where rows that moved once stood: after the row of the nearest passage before them that did not move."""
    of = {each.id: entry for entry in entries if entry.row.old for each in entry.row.old.passages}
    found: dict[int, tuple[Entry, ...]] = {}
    after = -1
    for ident in redline.old_ids:
        entry = of.get(ident)
        if entry is None:
            continue
        if entry.row.status not in ("moved", "moved-changed") and not entry.left:
            after = entry.index
        elif not entry.follows and not any(each is entry for each in found.get(after, ())):
            found[after] = (*found.get(after, ()), entry)
    return found

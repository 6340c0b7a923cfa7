"""Where each of an author's paragraphs belongs: to which clause, to a new article, or to no clause at all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from travaux.diff.labels import leading
from travaux.importing.marked import Item
from travaux.importing.units import COUNTED, Key, Unit
from travaux.model import walk
from travaux.ooxml.counting import Counting
from travaux.ooxml.reading import Paragraph

Part = Literal["clause", "article", "of-article", "none"]
UNCOUNTED = "no number"
_RANKS = {"digit": "paragraph", "alpha": "point", "roman": "subpoint", "article": "article", "division": "chapter"}


class Levels:
    """What levels the paragraphs of a file have, learned from those that are the library's."""

    def __init__(self, counting: Counting, known: Iterable[tuple[Unit, Paragraph]]) -> None:
        self.counting = counting
        forms: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
        shifts: defaultdict[str, Counter[int]] = defaultdict(Counter)
        counted = [0, 0]
        for unit, paragraph in known:
            place = counting.form(counting.place(paragraph))
            if place and unit.level and unit.label:
                forms[place][unit.level] += 1
            if unit.counted >= 0:
                counted[place is not None] += 1
            if place and unit.counted >= 0:
                shifts[place[0]][place[1] - unit.counted] += 1
        self._forms = {place: votes.most_common(1)[0][0] for place, votes in forms.items()}
        self._shifts = {form: votes.most_common(1)[0][0] for form, votes in shifts.items()}
        self._lost = counted[0] > counted[1]  # the lists of the whole file were lost, as where its words were pasted

    def put(self, unit: Unit, paragraph: Paragraph, words: str) -> str:
        """The level at which one of the library's paragraphs was put, if it is another than its own; "" if it isn't."""
        style = paragraph.style.lower()
        if style in walk.HEADED and (unit.level in COUNTED or unit.style in ("Provision", "Recital")):
            return style
        place = self.counting.form(self.counting.place(paragraph))
        if place is None:
            alone = unit.counted >= 0 and not self._lost and not leading(words.lstrip())
            return UNCOUNTED if alone else ""
        if unit.counted < 0:
            return "" if unit.label else self._forms.get(place, "")
        step = place[1] - self._shifts.get(place[0], 0) - unit.counted
        depth = COUNTED.index(unit.level) + step if unit.level in COUNTED else -1
        name = COUNTED[depth] if 0 <= depth < len(COUNTED) else self._forms.get(place, "")
        return (name or f"{step} deeper") if step else ""

    def _at(self, place: tuple[str, int]) -> str:
        """The level of a place in a list; of one where the library has nothing, counted on from the last above it."""
        if place in self._forms:
            return self._forms[place]
        above = max((depth for form, depth in self._forms if form == place[0] and depth < place[1]), default=-1)
        known = self._forms.get((place[0], above), "")
        deeper = COUNTED.index(known) + place[1] - above if known in COUNTED else len(COUNTED)
        return COUNTED[deeper] if deeper < len(COUNTED) else ""

    def level(self, paragraph: Paragraph, words: str) -> str:
        """The level of a paragraph: by its list, its style, or the label typed before its words; "" for none."""
        place = self.counting.form(self.counting.place(paragraph))
        if place and (counted := self._at(place)):
            return counted
        style = paragraph.style.lower()
        if style in walk.HEADED:
            return style
        found = leading(words.lstrip())
        return _RANKS.get(found.rank, "") if found else ""


@dataclass(slots=True)
class Slot:
    """A paragraph in an author's order: its item, the library's paragraph that it is (-1: new), where it belongs."""

    item: Item | None
    unit: int
    key: Key
    part: Part = "clause"
    level: str = ""


@dataclass(slots=True)
class Arranged:
    """All slots in the author's order, and the paragraphs of the library that the author took out."""

    slots: list[Slot] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    moved: list[tuple[Item, int, int]] = field(default_factory=list)  # what moved, behind which unit, before which


def arranged(items: Sequence[Item], units: Sequence[Unit], levels: Levels, lacking: frozenset[int]) -> Arranged:
    """The paragraphs of an author; `lacking` are those of the library that somebody else took out of the file."""
    out = Arranged()
    for each in items:
        if each.unit >= 0 or each.words.strip():
            out.slots.append(Slot(each, each.unit, units[each.unit].key if each.unit >= 0 else Key()))
    _restore(out.slots, units, lacking)
    here = {each.unit for each in out.slots}
    out.gone = [each.index for each in units if each.raw.strip() and each.index not in here]
    _settle_moved(out, units)
    _settle_new(out.slots, units, levels)
    return out


def _restore(slots: list[Slot], units: Sequence[Unit], lacking: frozenset[int]) -> None:
    """Put what the file lacks, through no doing of the author's, behind what it stood behind."""
    at = {each.unit: number for number, each in enumerate(slots) if each.unit >= 0}
    for unit in sorted(lacking, reverse=True):
        before = max((one for one in at if one < unit and one not in lacking), default=None)
        place = 0 if before is None else next(n for n, each in enumerate(slots) if each.unit == before) + 1
        slots.insert(place, Slot(None, unit, units[unit].key))


def _settle_moved(out: Arranged, units: Sequence[Unit]) -> None:
    """What moved stays its clause's, unless it was put into another one, and not all of the clause with it."""
    of_key = Counter(each.key for each in units if each.raw.strip() and each.key.clause)
    moved = Counter(each.key for each in out.slots if each.item and each.item.moved and each.unit >= 0)
    for number, each in enumerate(out.slots):
        if each.item is None or not each.item.moved or each.unit < 0:
            continue
        before = next((one.unit for one in reversed(out.slots[:number]) if _stands(one)), -1)
        after = next((one.unit for one in out.slots[number + 1 :] if _stands(one)), -1)
        out.moved.append((each.item, before, after))
        beside = [units[one].key for one in (before, after) if one >= 0]
        whole = moved[each.key] == of_key[each.key]
        if each.key.clause and not whole and each.key not in beside and any(one.clause for one in beside):
            out.gone.append(each.unit)
            each.key = next(one for one in beside if one.clause)
            each.unit = -1
            each.level = units[each.item.unit].level if units[each.item.unit].label else ""


def _stands(slot: Slot) -> bool:
    """Whether a slot is one of the library's paragraphs in its own place."""
    return slot.unit >= 0 and not (slot.item and slot.item.moved)


def _settle_new(slots: Sequence[Slot], units: Sequence[Unit], levels: Levels) -> None:
    """Give what is new to the clause it stands in, to a new article, or to none."""
    new_article = False
    for number, slot in enumerate(slots):
        if slot.unit >= 0:
            new_article = new_article and bool(
                slot.item and slot.item.moved and slot.item.unit >= 0 and not units[slot.unit].level
            )
            slot.part = "clause" if slot.key.clause else "none"
            continue
        if slot.key.clause:  # moved here from another clause
            slot.part = "clause"
            continue
        assert slot.item is not None
        slot.level = levels.level(slot.item.paragraph, slot.item.words)
        if slot.level == "article":
            new_article, slot.part = True, "article"
        elif slot.level in walk.HEADED:
            new_article, slot.part = False, "none"
        elif new_article:
            slot.part = "of-article"
        else:
            slot.key = _beside(slots, number, units)
            slot.part = "clause" if slot.key.clause else "none"


def _beside(slots: Sequence[Slot], number: int, units: Sequence[Unit]) -> Key:
    """The clause whose words a new paragraph goes on with; that of the next one, where none stands before it."""
    before = slots[number - 1] if number else None
    if before is not None and before.key.clause:
        return before.key
    for after in slots[number + 1 :]:
        if after.unit >= 0:
            headed = units[after.unit].level in walk.HEADED or not after.key.clause
            return Key() if headed else after.key
    return Key()

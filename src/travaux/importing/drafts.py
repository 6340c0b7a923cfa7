"""What an author did to a clause, as a new variant of it; a new article, as a new clause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from travaux.diff.labels import leading
from travaux.importing.outline import Entry, Series, bare_of, kept, laid, readdressed, series_of
from travaux.importing.slots import Arranged, Slot
from travaux.importing.units import Key, Unit, rank
from travaux.load import yaml
from travaux.model import walk
from travaux.model.clause import Clause
from travaux.model.library import Library
from travaux.passes.undo import fold, typed

_SERIES: Mapping[str, Series] = {"paragraph": "number", "point": "letter", "subpoint": "roman", "item": "letter"}
_CARRIED = ("form", "elements", "duty", "flags", "vehicles", "requires", "excludes", "amends", "internal")


@dataclass(slots=True)
class Draft:
    """A new wording of a clause: `variant` as its file would hold it, and what a reviewer has to know."""

    key: Key
    variant: dict[str, Any]
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Mine:
    """The library's paragraphs of one use of a clause, with the path that the drafter's labels give each."""

    units: list[Unit]
    paths: dict[int, str] = field(default_factory=dict)
    series: dict[int, tuple[Series, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        stack: list[str] = []
        elder: dict[int, str] = {}
        for each in self.units:
            found: list[Series] = []
            for number, label in enumerate(each.typed):
                depth = each.depth - len(each.typed) + number
                del stack[depth:]
                found.append(series_of(label, elder.get(depth, "")))
                elder = {at: one for at, one in elder.items() if at < depth} | {depth: label}
                stack.append(bare_of(label))
            del stack[each.depth :]
            self.paths[each.index] = ".".join(stack)
            self.series[each.index] = tuple(found)


def changed_keys(made: Arranged, units: Sequence[Unit]) -> list[Key]:
    """The clauses, each in its variant and use, that an author changed, in the order of the text."""
    out: dict[Key, None] = {}
    order: dict[Key, int] = {}
    gone = {units[each].key for each in made.gone}
    for slot in made.slots:
        if slot.part != "clause":
            continue
        late = slot.unit >= 0 and slot.unit < order.get(slot.key, -1)
        if slot.unit < 0 or late or (slot.item and slot.item.changed):
            out[slot.key] = None
        order[slot.key] = max(slot.unit, order.get(slot.key, -1))
    firsts = {each.key: each.index for each in reversed(units) if each.key.clause}
    every = {*out, *(each for each in gone if each.clause)}
    return sorted(every, key=lambda each: firsts[each])


def draft(key: Key, made: Arranged, units: Sequence[Unit], library: Library, name: str) -> Draft:
    """The new variant of a clause in one of its uses; `name` is who proposes it, and where."""
    clause = library.clauses[key.clause]
    mine = _Mine([each for each in units if each.key == key and each.raw.strip() and not each.heads])
    slots = [each for each in made.slots if each.part == "clause" and each.key == key]
    source = _source(library, clause, key.variant)
    heads = [each for each in slots if each.unit >= 0 and units[each.unit].heads]
    out = Draft(key, {"label": name})
    entries = list(_entries([each for each in slots if each not in heads], units, mine))
    out.variant |= {field: source[field] for field in _CARRIED if field in source}
    _head(out, heads, source)
    if not entries:
        out.variant = {"label": name, "omit": "true"}
        silent = [ident for ident, each in clause.variants.items() if each.omit]
        out.notes += [f"the clause has a variant that says nothing: {each}" for each in silent]
        return out
    text = laid(entries)
    paths = text.paths
    words, lost = readdressed(text.text, key.clause, paths)
    out.variant["text"] = words
    out.notes += [f"a reference leads to paragraph {each} of this clause, which is not there any more" for each in lost]
    for name_of in ("reservations", "declarations"):
        if labels := source.get(name_of):
            out.variant[name_of] = kept(labels, paths)
    if "amends" in source:
        out.variant["amends"] = [_amends(each, paths) for each in source["amends"]]
    for slot in slots:
        if slot.item:
            out.notes += [f"{each} was typed here; its printed words were changed" for each in slot.item.lost]
            if slot.item.mixed:
                out.notes.append("it is built on words that somebody changed without tracking, too")
    same = [ident for ident, each in clause.variants.items() if fold(each.text) == fold(words)]
    out.notes += [f"its text is that of variant {each}" for each in same if each != key.variant]
    out.notes = list(dict.fromkeys(out.notes))
    return out


def _amends(each: Any, paths: Mapping[str, str]) -> Any:
    told = each.get("paragraph", "") if isinstance(each, dict) else ""
    return {**each, "paragraph": paths[told]} if told and told in paths else each


def _head(out: Draft, heads: Sequence[Slot], source: Mapping[str, Any]) -> None:
    """The heading: the author's, if it was changed, else the variant's own."""
    if heads and heads[0].item and heads[0].item.changed and heads[0].item.markup:
        out.variant["heading"] = heads[0].item.markup
    elif "heading" in source:
        out.variant["heading"] = source["heading"]


def _source(library: Library, clause: Clause, variant: str) -> Mapping[str, Any]:
    """A variant as its file has it."""
    value: Any = yaml.parse(library.texts[clause.path], clause.path)[0]
    return dict(value["variants"][variant])


def _entries(slots: Sequence[Slot], units: Sequence[Unit], mine: _Mine) -> Iterator[Entry]:
    """The paragraphs of a clause as they are to be typed."""
    numbered = _number_first(slots, units, mine)
    last: Entry | None = None
    last_level, last_labelled = "", False
    for slot in slots:
        if slot.unit >= 0:
            unit = units[slot.unit]
            markup = slot.item.markup if slot.item and slot.item.changed else typed(unit.inlines)
            for entry in _of_unit(unit, markup, mine, numbered):
                last = entry
                yield entry
            last_level, last_labelled = unit.level, bool(unit.label)
        else:
            assert slot.item is not None
            last = _new(slot, last, last_level if last_labelled else "", numbered)
            if mine.units and all(each.style == "Recital" for each in mine.units):
                last = Entry(last.markup)
            elif slot.level:
                last_level, last_labelled = slot.level, True
            yield last


def _of_unit(unit: Unit, markup: str, mine: _Mine, numbered: bool) -> Iterator[Entry]:
    path, series = mine.paths[unit.index], mine.series[unit.index]
    steps = path.split(".") if path else []
    markup = " ".join(markup.split())
    if not unit.typed:
        yield Entry(markup, 1, "number", "1.") if numbered and not unit.depth else Entry(markup, unit.depth)
        return
    first = unit.depth - len(unit.typed)
    for number, label in enumerate(unit.typed):
        last = number == len(unit.typed) - 1
        depth = first + number + 1
        yield Entry(markup if last else "", depth, series[number], label, ".".join(steps[:depth]))


def _number_first(slots: Sequence[Slot], units: Sequence[Unit], mine: _Mine) -> bool:
    """Whether words typed without a label become paragraph 1, since a paragraph beside them is new."""
    bare = [units[each.unit] for each in slots if each.unit >= 0 and not units[each.unit].depth]
    new = [each for each in slots if each.unit < 0 and each.level == "paragraph"]
    points = any(each.level in ("point", "subpoint") and each.label for each in bare)
    conduct = any(not each.label and each.style == "Provision" and not each.level for each in bare)
    recitals = any(each.style == "Recital" for each in bare)
    return bool(new and bare) and not recitals and not points and not conduct and not any(mine.series.values())


def _new(slot: Slot, last: Entry | None, level: str, numbered: bool) -> Entry:
    """A new paragraph: how deep it stands follows from its level and from that of the one before it."""
    assert slot.item is not None
    words = " ".join(slot.item.markup.split())
    found = leading(words) if not slot.item.label else None
    if found and slot.level and found.rank in ("digit", "alpha", "roman"):
        words = words[len(found.printed) :].strip()
    if not slot.level or slot.level in walk.HEADED:
        return Entry(words, last.depth if last else 0)
    series = _SERIES.get(slot.level, "letter")
    if last is None:
        return Entry(words, 1, series)
    step = rank(slot.level) - rank(level) if level else (0 if slot.level == "paragraph" else 1)
    if step == 0 and last.series:
        return Entry(words, max(last.depth, 1), last.series, last.typed)
    if step == 0 and not numbered and last.depth == 0:
        return Entry(words, 1, series) if slot.level == "paragraph" else Entry(words, 0)
    return Entry(words, max(last.depth + step, 1), series)


# ---------------------------------------------------------------- new articles


def articles(made: Arranged) -> Iterator[tuple[int, list[Slot]]]:
    """Each new article: its heading and what stands under it, and its place among the slots."""
    number = 0
    while number < len(made.slots):
        if made.slots[number].part == "article":
            begun = number
            number += 1
            while number < len(made.slots) and made.slots[number].part == "of-article":
                number += 1
            yield begun, made.slots[begun:number]
        else:
            number += 1


def new_text(slots: Sequence[Slot]) -> str:
    """The paragraphs of a new article as a drafter would type them."""
    entries: list[Entry] = []
    level = ""
    for slot in slots:
        entries.append(_new(slot, entries[-1] if entries else None, level, False))
        level = slot.level or level
    if len(entries) == 1 and entries[0].series == "number":
        entries = [Entry(entries[0].markup)]
    return laid(entries).text if entries else ""


def heading_of(slot: Slot) -> str:
    """The heading of a new article, without a number typed before it."""
    assert slot.item is not None
    words = " ".join(slot.item.markup.split())
    found = leading(words)
    return words[len(found.printed) if found and found.rank == "article" else 0 :].strip(" –—-.:") or words


def slug(words: str, otherwise: str = "proposal") -> str:
    """An id made of words: "Délégation A" is "delegation-a"."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    made = "-".join(re.findall(r"[a-z0-9]+", plain))[:40].strip("-")
    return made if made[:1].isalpha() else f"{otherwise}-{made}".strip("-")


def unused(name: str, taken: Mapping[str, object] | set[str]) -> str:
    """The name, or with a number behind it the first that is not taken."""
    if name not in taken:
        return name
    number = 2
    while f"{name}-{number}" in taken:
        number += 1
    return f"{name}-{number}"

"""An edited file of ours as proposals: by author and clause a new variant, its reasons, and all that touches no clause.

Nothing of the library is changed. What comes out is one value for one YAML file, which a person reviews.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from travaux.importing import drafts, marked
from travaux.importing.beside import asides, ours
from travaux.importing.choices import Remade, text_of
from travaux.importing.document import Read
from travaux.importing.pairs import paired
from travaux.importing.remarking import claims, comments_left
from travaux.importing.sides import UNTRACKED, View, authors, view
from travaux.importing.slots import UNCOUNTED, Arranged, Levels, Slot, arranged
from travaux.importing.told import anchored, clean, escaped
from travaux.importing.trying import try_out
from travaux.importing.units import Key, units
from travaux.importing.work import Found, New, Proposal, Work
from travaux.model.library import Library
from travaux.ooxml.reading import CAME

if TYPE_CHECKING:
    from lxml.etree import _Element


def proposals(read: Read, made: Remade, library: Library, root: Path, base: Path | None, file: str) -> Found:
    """All that the authors of an edited file propose for a text of the library."""
    every = units(made.settled)
    pairs = paired(every, read.base)
    known = [(every[pair.unit], read.base[at].paragraph) for at, pair in pairs.by_base.items()]
    places = anchored(read.paragraphs)
    levels = Levels(read.counting, known)
    work = Work(read, made, library, every, pairs, levels, places, file, ours(made.settled), _bases(read))
    _untracked(work)
    _levels(work)
    for author in authors(read.paragraphs):
        _author(work, author)
    comments_left(work)
    asides(work)
    try_out(work, root, base)
    return work.found


def _bases(read: Read) -> dict[_Element, int]:
    """The paragraph with every change rejected that each element of the file belongs to, or stands behind."""
    out: dict[_Element, int] = {}
    number = 0
    for each in read.paragraphs:
        if each.element is not None:
            new = number and all(piece.kinds & CAME for piece in each.pieces)
            out[each.element] = number - 1 if new else number
        number += not each.mark & CAME
    return out


# ---------------------------------------------------------------- one author


def _untracked(work: Work) -> None:
    """What differs from the library though every tracked change is rejected."""
    items = marked.untracked(work.read.base, work.pairs, work.units)
    made = arranged(items, work.units, work.levels, frozenset())
    if made.gone or any(each.changed or each.relabelled or each.moved for each in items if each.words.strip()):
        _propose(work, UNTRACKED, made)


def _levels(work: Work) -> None:
    """Paragraphs that were put at another level of their list, or in the style of a heading."""
    for at, pair in work.pairs.by_base.items():
        unit, base = work.units[pair.unit], work.read.base[at]
        if put := work.levels.put(unit, base.paragraph, base.words):
            was = unit.level if unit.label else UNCOUNTED
            author = base.paragraph.set_by or UNTRACKED
            work.found.elsewhere.append({"author": author, "at": f"{unit.at}, level", "was": was, "now": put})


def _author(work: Work, author: str) -> None:
    seen = view(work.read.paragraphs, work.read.base, author)
    items = marked.items(seen.seen, work.pairs, work.units, work.read.base)
    made = arranged(items, work.units, work.levels, work.pairs.lacking)
    _propose(work, author, made)
    _on_others(work, seen)
    _of_nobody(work, author, seen)


def _propose(work: Work, author: str, made: Arranged) -> None:
    mine: dict[tuple[str, str, str], Proposal] = {}
    for key in drafts.changed_keys(made, work.units):
        name = f"Proposal of {author}, in {work.file}"
        draft = drafts.draft(key, made, work.units, work.library, escaped(name))
        draft.variant = clean(draft.variant)
        slots = [each for each in made.slots if each.part == "clause" and each.key == key]
        reasons = list(claims(work, author, [each for each in slots if each.item], key, made))
        same = (key.clause, key.variant, str({**draft.variant, "label": ""}))
        if same in mine:  # the same change in another place where the clause stands
            mine[same].at.append(_at(work, key))
            mine[same].changes += [each for each in _changes(work, key, made) if each not in mine[same].changes]
            continue
        ident = _ident(work, key, author)
        wanted = [each.item.words if each.item else work.units[each.unit].raw for each in slots]
        mine[same] = Proposal(author, ident, draft, [_at(work, key)], list(_changes(work, key, made)), reasons, wanted)
        mine[same].uses = len(
            {each.key.use for each in work.units if each.key.clause == key.clause and each.key.variant == key.variant}
        )
        work.found.proposals.append(mine[same])
    for begun, slots in drafts.articles(made):
        work.found.new.append(_new(work, author, made, begun, slots))
    _told_elsewhere(work, author, made)
    for item, before, after in made.moved:
        to = f"after {work.units[before].at}" if before >= 0 else f"before {work.units[after].at}"
        where = work.units[item.unit].at if item.unit >= 0 else ""
        work.found.moves.append(
            {"author": author, "words": " ".join(item.words.split()).lstrip("–— "), "from": where, "to": to}
        )


def _at(work: Work, key: Key) -> str:
    """Where a clause begins: its article, or the paragraph where it shares one with others."""
    first = next(each.at for each in work.units if each.key == key and each.raw.strip())
    return first.removesuffix(", heading").partition(", recital")[0]


def _ident(work: Work, key: Key, author: str) -> str:
    taken = work.taken.setdefault(key.clause, set(work.library.clauses[key.clause].variants))
    ident = drafts.unused(f"{key.variant}-{drafts.slug(author, 'author')}", taken)
    taken.add(ident)
    return ident


def _changes(work: Work, key: Key, made: Arranged) -> Iterator[dict[str, str]]:
    """What was taken out and put in, place by place."""
    for slot in made.slots:
        if slot.part == "clause" and slot.key == key and slot.item:
            kept = next((each.unit for each in slot.item.parts if each.unit >= 0 and not slot.item.moved), -1)
            near = slot.unit if slot.unit >= 0 else kept
            yield from _hunks(work.units[near].at if near >= 0 else f"new, in {_at(work, key)}", slot)
    for each in made.gone:
        if work.units[each].key == key and not _joined(made, each, key):
            yield {"at": work.units[each].at, "was": work.printed(each), "now": ""}


def _hunks(at: str, slot: Slot) -> Iterator[dict[str, str]]:
    assert slot.item is not None
    moved = slot.item.moved and slot.unit < 0
    for was, now in [("", slot.item.words)] if moved else slot.item.hunks:
        yield {"at": at, "was": was, "now": now}


def _joined(made: Arranged, unit: int, key: Key) -> bool:
    """Whether a paragraph that is gone was made one with another of the same clause, where its changes are told."""
    return any(
        slot.key == key and slot.item and not slot.item.moved and any(unit == each.unit for each in slot.item.parts)
        for slot in made.slots
    )


def _told_elsewhere(work: Work, author: str, made: Arranged) -> None:
    """Changes to words that no clause has: the title, the formulae of the style, labels, headings of the instrument."""
    for slot in made.slots:
        if slot.item is None or slot.part in ("article", "of-article"):
            continue
        item = slot.item
        if slot.part == "none":
            at = work.units[slot.unit].at if slot.unit >= 0 else f"after {_before(work, made, slot)}"
            work.found.elsewhere += [{"author": author, **each} for each in _hunks(at, slot)]
        elif item.relabelled and not item.moved and slot.unit >= 0 and not item.changed:
            at = work.units[slot.unit].at
            work.found.elsewhere += [{"author": author, **each} for each in _hunks(f"{at}, label", slot)]
    for each in made.gone:
        unit = work.units[each]
        if unit.style == "Notice" and not text_of(work.read.properties):
            continue  # a document of others need not bear the notice of ours
        if not unit.key.clause and unit.raw.strip() and not _joined(made, each, unit.key):
            work.found.elsewhere.append({"author": author, "at": unit.at, "was": work.printed(each), "now": ""})


def _before(work: Work, made: Arranged, slot: Slot) -> str:
    number = next(n for n, each in enumerate(made.slots) if each is slot)
    return next((work.units[each.unit].at for each in reversed(made.slots[:number]) if each.unit >= 0), "the beginning")


def _on_others(work: Work, seen: View) -> None:
    """What an author took out of words that somebody else put in, or put in among them."""
    for each in seen.on_others:
        if each.was.strip() or each.now.strip():
            at = f"{work.near(each.near)}, in words put in by {each.whose}"
            work.found.elsewhere.append({"author": seen.author, "at": at, "was": each.was, "now": each.now})


def _of_nobody(work: Work, author: str, seen: View) -> None:
    """What an author took out of paragraphs that somebody put in without tracking, to the last word."""
    kept = {each.base for one in seen.seen for each in one.segments if each.words.strip()}
    for each in work.read.base:
        if each.words.strip() and each.index not in work.pairs.by_base and each.index not in kept:
            at = f"{work.near(each.index)}, in words put in by {UNTRACKED}"
            work.found.elsewhere.append({"author": author, "at": at, "was": each.words, "now": ""})


# ---------------------------------------------------------------- new articles


def _new(work: Work, author: str, made: Arranged, begun: int, slots: Sequence[Slot]) -> New:
    """A new article as a new clause. It is put where it was put in the file; what it is, a reviewer has to say."""
    before = next((each for each in reversed(made.slots[:begun]) if each.unit >= 0), None)
    near = next((each.key.clause for each in reversed(made.slots[:begun]) if each.key.clause), "")
    like = work.library.clauses.get(near)
    heading = drafts.heading_of(slots[0])
    taken = work.taken.setdefault("", {*work.library.clauses, *work.library.instruments, *work.library.law})
    ident = drafts.unused(drafts.slug(heading, "article"), taken)
    taken.add(ident)
    instrument = work.library.instruments[work.made.request.instrument]
    because = escaped(f"Proposed by {author}, in {work.file}; whether it belongs here is to be thought through.")
    placed = like.placed(instrument.vehicle) if like else None
    place: dict[str, str] = (
        {"into": placed.into, "because": because} if placed and placed.into else {"because": because}
    )
    reasons = list(claims(work, author, slots, Key("", "new"), made))
    nothing = {
        "claim": escaped(f"Proposed by {author}, in {work.file}, without a reason."),
        "stance": "neutral",
        "confidence": "low",
    }
    name = escaped(f"Proposal of {author}, in {work.file}")
    text = drafts.new_text(slots[1:])
    notes = (
        ["its kind is that of the clause before it: say what it is"]
        if like
        else ["say what it is: its kind is a guess"]
    )
    value = {
        "kind": like.kind if like and like.kind not in ("recital", "definition") else "rule",
        "heading": heading,
        "placement": {instrument.vehicle: place},
        "form": "provision",
        "default": "proposed",
        "variants": {"proposed": {"label": name, **({"text": text} if text else {"omit": "true"})}},
        "rationale": reasons or [nothing],
    }
    if not text:
        notes.append("it has a heading and no words")
    at = f"after {work.units[before.unit].at}" if before else "at the beginning"
    return New(author, ident, at, clean(value), notes)

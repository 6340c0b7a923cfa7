"""Comments as reasons, and whatever stands beside the text: notes, headers, text boxes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from travaux.importing.sides import UNTRACKED
from travaux.importing.slots import Arranged, Slot
from travaux.importing.told import escaped, shown
from travaux.importing.units import Key
from travaux.importing.work import Work


def claims(work: Work, author: str, slots: Sequence[Slot], key: Key, made: Arranged) -> Iterator[dict[str, Any]]:
    """The author's own comments on the words of a clause, as reasons for the proposal."""
    on_words = {each for slot in slots for each in (slot.item.comments if slot.item else ())}
    for number, comment in work.read.comments.items():
        if comment.author != author or not comment.words or number in work.told:
            continue
        if number in on_words or (_key_of(work, number) == key and not _elsewhere_too(made, number)):
            work.told.add(number)
            yield {
                "claim": escaped(f"{' '.join(comment.words.split())} (comment by {author}, in {work.file})"),
                "stance": "neutral",
                "confidence": "low",
            }


def _elsewhere_too(made: Arranged, number: str) -> bool:
    """Whether a comment hangs on words that the author put in somewhere else."""
    return any(number in each.item.comments for each in made.slots if each.item)


def _key_of(work: Work, number: str) -> Key:
    place = work.places.get(number)
    pair = work.pairs.by_base.get(place.base) if place else None
    return work.units[pair.unit].key if pair else Key()


def comments_left(work: Work) -> None:
    """Comments that give no reason for a proposal of their author's: what they say, of which words, and where."""
    for number, comment in work.read.comments.items():
        if number in work.told or " ".join(comment.words.split()) in work.ours:
            continue
        place = work.places.get(number)
        told = {"author": comment.author or "someone, unnamed", "says": comment.words}
        if place:
            told |= {"at": work.near(place.base), "words": shown(place.words)}
        if clause := _key_of(work, number).clause:
            told["clause"] = clause
        work.found.comments.append(told)


def asides(work: Work) -> None:
    """Changes in notes, headers and text boxes; and the words of notes and text boxes that are not the library's."""
    for aside in work.read.asides:
        for paragraph in aside.paragraphs:
            for piece in paragraph.pieces:
                for change in piece.changes[-1:]:
                    was, now = (piece.words, "") if change.kind in ("del", "moveFrom") else ("", piece.words)
                    told = {"author": change.author or "someone, unnamed", "at": aside.where, "was": was, "now": now}
                    work.found.elsewhere.append(told)
        words = " ".join(" ".join(each.said(frozenset({"ins", "moveTo"})) for each in aside.paragraphs).split())
        if words and words not in work.ours and not aside.where.startswith("the "):
            work.found.elsewhere.append({"author": UNTRACKED, "at": aside.where, "was": "", "now": words})

"""Comments as reasons of proposals, and those that are none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from travaux.importing.sides import UNNAMED
from travaux.importing.slots import Arranged, Slot
from travaux.importing.told import escaped, shown
from travaux.importing.units import Key
from travaux.importing.work import Work
from travaux.ooxml.remarks import Comment
from travaux.render.redline.docx import COMMENTATOR


def claims(work: Work, author: str, slots: Sequence[Slot], key: Key, made: Arranged) -> Iterator[dict[str, Any]]:
    """The author's own comments on the words of a clause, as reasons for the proposal."""
    on_words = {each for slot in slots for each in (slot.item.comments if slot.item else ())}
    for number, comment in work.read.comments.items():
        if comment.author != author or not comment.words or comment.answers or number in work.told:
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
        if number in work.told or comment.standing in work.ours.comments or _says_the_law(work, comment):
            continue
        place = work.places.get(number)
        told = {"author": comment.author or UNNAMED, "says": comment.words}
        if answered := work.read.comments.get(comment.answers):
            told["answers"] = f"{answered.author or UNNAMED}: {shown(answered.words)}"
        if comment.settled:
            told["marked"] = "resolved"
        if place:
            told |= {"at": work.near(place.base), "words": shown(place.words)}
        if clause := _key_of(work, number).clause:
            told["clause"] = clause
        work.found.comments.append(told)


def _says_the_law(work: Work, comment: Comment) -> bool:
    """Whether the program wrote a comment itself, on what a change of a redline does in law."""
    return bool(work.read.redline) and comment.author == COMMENTATOR

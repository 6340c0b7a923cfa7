"""What an amending instruction says, whether it was made of a redline or read from print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Line: TypeAlias = tuple[str, str]
"""A passage that comes: its label and its words."""

Doing: TypeAlias = Literal["words", "title", "label", "replace", "delete", "insert", "move", "renumber"]
Where: TypeAlias = Literal["", "after", "before", "beginning", "end"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of words within one passage: what comes of the words quoted, or (`end`) behind all its words.

    `nth` is which of their occurrences is meant: 0 the only one, -1 every one.
    """

    kind: Literal["replace", "delete", "after", "before", "end"]
    words: str
    new: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Instruction:
    """One amending instruction. Provisions are cited by their old numbers, in words.

    `at` is the provision concerned ("" for the whole text); for what is inserted or moved, `where` and `to` say
    at which side of which provision it comes. `new` is the new number with its word ("Article 7"), title or
    label, or what new provisions are called ("new paragraph 3"); `edits` are changes of words; `block` are the
    passages that come.
    """

    doing: Doing
    at: str = ""
    where: Where = ""
    to: str = ""
    new: str = ""
    edits: tuple[Edit, ...] = ()
    block: tuple[Line, ...] = ()

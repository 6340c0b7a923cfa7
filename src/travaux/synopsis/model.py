"""What a synoptic table holds: columns, the words beside each other, and facts about each column beneath them.

All three tables (variants, instruments, existing law) have this shape, so that every output prints any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Run: TypeAlias = tuple[bool, str]
"""A stretch of words, and whether every column that has the paragraph has them too."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A paragraph of one column: its label as printed, and its words in runs, which together are its text."""

    label: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words without their marks."""
        return "".join(words for _, words in self.runs)


@dataclass(frozen=True, slots=True)
class Head:
    """A column: `ident` as it is asked for, `title` in words, `notes` about it.

    `instead` is said in place of its words, where it has none: "(says nothing)".
    """

    ident: str
    title: str
    notes: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing told of each column, in lines; `key` names it for programs. `same`: all columns have it alike.

    `coded` are the cells for programs, where these want ids and a reader wants words.
    """

    key: str
    name: str
    cells: tuple[tuple[str, ...], ...]
    coded: tuple[tuple[str, ...], ...] = ()

    @property
    def same(self) -> bool:
        """Whether it is told of every column in the same words."""
        return len(set(self.cells)) == 1


@dataclass(frozen=True, slots=True)
class Group:
    """One clause side by side: its columns, of which the first is the base; its paragraphs in rows; its facts.

    In a row None stands where a column has no such paragraph.
    """

    ident: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Synopsis:
    """A whole table: `kind` is "variants", "instruments" or "law"; `keys` explain what stands short in it."""

    kind: str
    title: str
    groups: tuple[Group, ...]
    about: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def marked(self) -> bool:
        """Whether any words are marked as differing."""
        cells = (cell for group in self.groups for row in group.rows for cell in row if cell)
        return any(not common for cell in cells for common, _ in cell.runs)

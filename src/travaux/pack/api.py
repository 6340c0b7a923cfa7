"""What a section of a briefing pack is, and where the kinds of section are found."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import travaux.pack.sections
from travaux.model.tree import Block
from travaux.pack.briefing import Asked, Briefing

Make: TypeAlias = Callable[[Briefing, Asked], tuple[Block, ...]]
Field: TypeAlias = Literal["text", "of", "clauses", "against", "dropped"]


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of section: its `name` in a pack's file, what it is `about`, its usual `heading`, and how it is made.

    `takes` are the fields of the pack's file that it has a use for, beside its heading and its opening words.
    A section that makes no block and has no words of its own is not printed, save the cover and the contents,
    which the page prints (`kind`). A `last` one is made when all others are, wherever it stands.
    """

    name: str
    heading: str
    make: Make
    takes: tuple[Field, ...] = ()
    kind: Literal["words", "cover", "contents"] = "words"
    last: bool = False

    @property
    def about(self) -> str:
        """What the section holds: the first line of its module's docstring."""
        module = importlib.import_module(self.make.__module__)
        return (module.__doc__ or "").partition("\n")[0].rstrip(".")


@cache
def sections() -> dict[str, Section]:
    """Every kind of section by name: each module of `travaux.pack.sections` has one, its `SECTION`."""
    found = {}
    for info in sorted(pkgutil.iter_modules(travaux.pack.sections.__path__), key=lambda each: each.name):
        section = getattr(importlib.import_module(f"{travaux.pack.sections.__name__}.{info.name}"), "SECTION", None)
        if isinstance(section, Section):
            found[section.name] = section
    return found

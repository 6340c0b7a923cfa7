"""A briefing pack: which texts, in which choices, in which sections, for whom.

A section's `section` names a module of `travaux.pack.sections`; its other fields are what that
module takes. What a pack says in its own words is clause markup, in which `[](#clause)` refers
into the first of the texts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict

from travaux.model.fields import STRICT, Flag, Ident, Prose

Sees: TypeAlias = Literal["public", "internal"]
"""What the readers of a pack may see: `public` ones nothing that is marked `internal`."""


@dataclass(frozen=True, slots=True)
class PackText:
    """A text of a pack: an instrument, and what is chosen otherwise than in its file."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    instrument: Ident
    style: str = ""
    variants: dict[Ident, str] = field(default_factory=dict)
    parameters: dict[Ident, str] = field(default_factory=dict)


def _bare_text(value: Any) -> Any:
    return {"instrument": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """One section of a pack: its kind, its heading (the kind's own, if none is given) and what it is to hold.

    `text` opens it, in the pack's own words. `of` names the texts it is about (the first, if none is named),
    `clauses` the clauses, `against` the other side of a redline, which with `dropped` prints the words of articles
    that are gone, and not only their headings. With `internal`, the section is left out for the public.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    section: Ident
    heading: str = ""
    text: str = ""
    of: tuple[Ident, ...] = ()
    clauses: tuple[Ident, ...] = ()
    against: str = ""
    dropped: Flag = False
    internal: Flag = False


def _bare_section(value: Any) -> Any:
    return {"section": value} if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Pack:
    """A briefing pack; `id` is the file's stem.

    `audience` says in words whom it is for. `line-numbers` counts the lines of the texts in the margin.
    """

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    title: Prose
    audience: Prose
    sees: Sees
    texts: tuple[Annotated[PackText, BeforeValidator(_bare_text)], ...]
    sections: tuple[Annotated[SectionSpec, BeforeValidator(_bare_section)], ...]
    subtitle: str = ""
    about: str = ""
    line_numbers: Flag = False
    id: Annotated[str, "set by the loader"] = ""
    path: Annotated[str, "set by the loader"] = ""

"""What a renderer is, where renderers are found, and the layout files they are given."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

import travaux.render
from travaux.model.marks import mark_in_full
from travaux.model.tree import Note, Settled

LAYOUTS = frozenset({".j2", ".css", ".xml"})
FONTS = frozenset({".ttf", ".otf", ".woff2"})


Wrong: TypeAlias = Literal["heading", "displaced", "lost", "doubled", "below", "beside", "glyph"]


@dataclass(frozen=True, slots=True)
class Misprint:
    """What is out of place on a printed `page` (0 where it is on none), with its first `words`.

    A `heading` last on its page; a note `displaced`, `lost` or `doubled`; words `below` or `beside` the area of
    their page; a `glyph` that no font has, where `words` are the characters.
    """

    kind: Wrong
    page: int
    words: str


def unheard(misprint: Misprint) -> None:
    """Where nobody asks what is out of place."""


@dataclass(frozen=True, slots=True)
class Assets:
    """The vetted layout files: text by path under `layouts/` ("css/page.css"), fonts by file name.

    `press` sets a page of HTML in those fonts as a PDF, where another process does that; files to be
    enclosed are its third argument, and its fourth, like `tell`, is told of what is out of place. `fill` fills a
    layout (of these, by its name, with this data), where another process does that.
    """

    layouts: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, bytes] = field(default_factory=dict)
    press: Callable[..., bytes] | None = None
    tell: Callable[[Misprint], None] = unheard
    fill: Callable[[Mapping[str, str], str, Mapping[str, object]], str] | None = None


class Render(Protocol):
    """Turns a settled text into the bytes of one file."""

    def __call__(self, settled: Settled, assets: Assets) -> bytes:
        """Render the text; the same input gives the same bytes."""
        ...


@dataclass(frozen=True, slots=True)
class Renderer:
    """One output format: its `name` on the command line, its files' `suffix`, its function."""

    name: str
    suffix: str
    render: Render


@cache
def renderers() -> dict[str, Renderer]:
    """Every renderer by name: each module of this package that has a `RENDERER`."""
    found = {}
    for info in sorted(pkgutil.iter_modules(travaux.render.__path__), key=lambda each: each.name):
        module = importlib.import_module(f"{travaux.render.__name__}.{info.name}")
        renderer = getattr(module, "RENDERER", None)
        if isinstance(renderer, Renderer):
            found[renderer.name] = renderer
    return found


def load_assets(root: Path) -> Assets:
    """Read `layouts/` and `fonts/` of a templates folder, once; links that lead out of it are refused."""
    layouts = {
        path.relative_to(root / "layouts").as_posix(): path.read_text(encoding="utf-8")
        for path in _files(root, "layouts", LAYOUTS)
    }
    fonts = {path.name: path.read_bytes() for path in _files(root, "fonts", FONTS)}
    return Assets(layouts, fonts)


def template(assets: Assets) -> dict[str, str]:
    """The parts that are the same in every document of a word processor, by name ("styles", "theme", …)."""
    return {
        name.removeprefix("docx/").removesuffix(".xml"): text
        for name, text in assets.layouts.items()
        if name.startswith("docx/")
    }


def _files(root: Path, folder: str, suffixes: frozenset[str]) -> list[Path]:
    base = root.resolve()
    every = sorted((root / folder).rglob("*"))
    found = [path for path in every if path.suffix in suffixes and path.is_file()]
    for path in every:
        if (
            path.is_symlink() and path.is_dir()
        ):  # which would be passed over, and the carried files used, without a word
            raise ValueError(f"{path.relative_to(root)} leads to another folder, and no such link is followed")
    for path in found:
        if not path.resolve().is_relative_to(base):
            raise ValueError(f"{path.relative_to(root)} leads out of the templates folder")
    return found


LEADS: Mapping[str, str] = {
    "for": "For.",
    "against": "Against.",
    "neutral": "Note.",
    "variants": "Variants.",
    "source": "Sources.",
    "flag": "Flag.",
}


def lead(note: Note) -> str:
    """The first words of a note: its own, else those of its kind."""
    return note.lead or LEADS[note.kind]


def tag(note: Note) -> str:
    """How far a note may be trusted, if less than wholly: "M: from memory, to be checked", else ""."""
    return mark_in_full(note.confidence)

"""What prints a redline, where its printers are found, and how one is to look."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass

import travaux.render.redline
from travaux.model.redline import Redline
from travaux.render.api import Assets


@dataclass(frozen=True, slots=True)
class View:
    """How a redline is to look.

    `colour` and `width` (characters in a line, None: no limit) are of the terminal; `assets` are the layouts
    and fonts, which pages of HTML and PDF and documents need; `author` is whose changes they are ("" for the new text).
    """

    colour: bool = False
    width: int | None = None
    assets: Assets | None = None
    author: str = ""

    def given(self) -> Assets:
        """The layouts and fonts. Raises `ValueError` where the view has none."""
        if self.assets is None:
            raise ValueError("this format needs the layouts")
        return self.assets


@dataclass(frozen=True, slots=True)
class RedlineRenderer:
    """One format of redlines: its `name` on the command line, its files' `suffix`, its function.

    The function turns a redline and a view into the bytes of one file; the same input gives the same bytes.
    """

    name: str
    suffix: str
    render: Callable[[Redline, View], bytes]


def renderer(name: str) -> RedlineRenderer:
    """The printer of a name: the `RENDERER` of a module of this package. Raises `KeyError` if there is none.

    The module of that name is looked into first, so that the others and what they need are not loaded.
    """
    modules = (each.name for each in pkgutil.iter_modules(travaux.render.redline.__path__))
    for each in sorted(modules, key=lambda module: (module != name, module)):
        found = getattr(importlib.import_module(f"{travaux.render.redline.__name__}.{each}"), "RENDERER", None)
        if isinstance(found, RedlineRenderer) and found.name == name:
            return found
    raise KeyError(name)

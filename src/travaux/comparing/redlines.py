"""From two sides to what is printed: the redline with its effects in law, and its files."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING

from travaux.model.redline import Comparand, Redline

if TYPE_CHECKING:
    from travaux.model.style import Style
    from travaux.project import Project
    from travaux.render.redline.api import RedlineRenderer, View

PAGES = frozenset({"html", "pdf", "docx"})
"""The formats that are filled into the project's layouts."""


def compared(old: Comparand, new: Comparand) -> Redline:
    """What changes from one side to the other, and what that does in law."""
    from travaux.diff.redline import redline

    return redline(old, new)


def amendments(old: Comparand, new: Comparand, style: str, project: Callable[[], Project]) -> str:
    """The instructions that make the new text of the old, or that there is no difference.

    They are worded in a house style of the project; "" stands for that of the text amended, and the usual one where
    it is a plain file. The project is asked for only where a style is named. Raises `KeyError` for an unknown one.
    """
    from travaux.diff.amendments import text
    from travaux.diff.redline import structural

    house = _house(style, project()) if style else old.style or new.style
    return text(structural(old, new), old, new, house)


def _house(style: str, project: Project) -> Style:
    """A house style of a project."""
    from travaux.load.library import load

    library, _ = load(project.root, project.base)
    if library is None:
        raise KeyError(style)
    return library.styles[style]


def printed(redline: Redline, renderer: RedlineRenderer, view: View, project: Callable[[], Project]) -> bytes:
    """The bytes of a redline in one format; the project is asked for its layouts only where pages are made.

    Raises `Faults` where no PDF can be made here, or the project's own layouts can't be used.
    """
    if renderer.name not in PAGES:
        return renderer.render(redline, view)
    from travaux import output

    return output.laid_out(
        project(), lambda assets: renderer.render(redline, dataclasses.replace(view, assets=assets)), renderer.name
    )

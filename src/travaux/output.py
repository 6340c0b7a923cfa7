"""The files of settled texts: each in its formats, with the layouts of a project laid over the carried ones."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from travaux.bounds import Exceeded
from travaux.diagnostics import Diagnostic, Faults, Span
from travaux.misprints import misprinted
from travaux.model.tree import Mode, Settled
from travaux.pages import finding
from travaux.project import Project
from travaux.render.api import LAYOUTS, Assets, Misprint, Renderer, load_assets
from travaux.render.archive import Attachment
from travaux.render.filler import Unfilled, filler
from travaux.render.press import Press, Unavailable

MARKS: Mapping[Mode, str] = {
    "none": "",
    "margin": ".annotated",
    "notes": ".notes",
    "report": ".report",
    "table": ".table",
}
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@finding("C601", "no-pango")
def no_pango(why: str) -> tuple[str, str]:
    """PDFs can't be printed: WeasyPrint does not find the system's Pango.

    Pango lays out the lines of a PDF. It comes from the operating system, not with Python's packages.
    Every other format works without it, and is written.

    Example: a fresh server or container, where nothing has needed Pango before.

    Instead: on Debian and Ubuntu, `sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0
    libharfbuzz-subset0`; on macOS, `brew install pango`; on Windows, install MSYS2, then in its shell
    `pacman -S mingw-w64-x86_64-pango`. Or leave the PDF out: `--format html,md`.
    """
    return (
        f"no PDF could be made: WeasyPrint can't load Pango ({why}); the other formats are not affected",
        f"on Debian and Ubuntu: sudo apt-get install {PANGO}; on macOS: brew install pango; "
        "on Windows: MSYS2, then pacman -S mingw-w64-x86_64-pango; or build without it: --format html,md",
    )


@finding("C602", "layout-fault")
def layout_fault(output: str, why: str) -> tuple[str, str]:
    """A layout, style sheet or font of the project's own `templates/` could not be used.

    A project may lay files of its own over the carried layouts. They are filled in a sandbox with plain
    data, and nothing is ever fetched: a style sheet can name the project's fonts (`font:NAME`) and
    nothing else.

    Example: `@import url(https://fonts.example/serif.css)` in `templates/layouts/css/print.css`, or
    `{{ titel }}` in `templates/layouts/html/page.html.j2`.

    Instead: mend the file, or delete it, so that the carried one is used again.
    """
    return (
        f"{output} could not be made with this project's own layouts: {why}",
        "mend the files in templates/layouts and templates/fonts, or delete them to use the carried ones",
    )


@finding("C607", "out-of-bounds")
def out_of_bounds(output: str, why: str) -> tuple[str, str]:
    """A file was given up: to lay it out took more time or memory than a text of its length can need.

    Pages are set by a process of its own, and so are layouts of the project's own filled. The bounds of both grow with
    the length of the text, and are many times as wide as the dearest text known has needed. Whatever needs more would
    not end for a long while.

    Example: a style sheet of the project's own that sets a table in ten thousand columns, or a layout of its own with
    a loop within a loop within a loop.

    Instead: if a style sheet or a layout of the project's own is in use, look there first; else divide the text, or
    make the file in another format.
    """
    return (
        f"{output} could not be made within bounds: {why}",
        "look at the project's own layouts and style sheets, if it has any; else divide the text",
    )


class Setter(Protocol):
    """What sets a page of HTML as a PDF; `Press` is one."""

    def set(
        self,
        page: str,
        fonts: Mapping[str, bytes],
        attachments: Sequence[Attachment] = ...,
        at: Callable[[int], None] = ...,
        heard: Callable[[Misprint], None] = ...,
    ) -> bytes:
        """The PDF of a page in these fonts, with these files enclosed; raises `Unavailable` where none can be made."""
        ...


def rendered(
    project: Project,
    name: str,
    texts: Sequence[Settled],
    formats: Sequence[Renderer],
    press: Setter | None,
    tell: Callable[[str], None],
    enclosed: Sequence[Attachment] = (),
    verify: bool = False,
) -> tuple[dict[str, bytes], list[Diagnostic]]:
    """Every file of a text; none if a format failed, save that a PDF without Pango is only left out.

    What is `enclosed` goes into each PDF, as its source. With `verify` each file is read back, and held to the text;
    there are none where one differs.
    """
    if press is None and any(each.name == "pdf" for each in formats):
        with Press() as started:
            return rendered(project, name, texts, formats, started, tell, enclosed, verify)
    found: list[Diagnostic] = []
    misprints: list[Misprint] = []
    try:
        assets = assets_of(project)
    except (OSError, ValueError) as error:
        return {}, [layout_fault(_unreadable(project), "the files", str(error))]
    if press and any(each.name == "pdf" for each in formats):
        told = partial(_laying_out, tell, name)
        set_ = partial(press.set, attachments=enclosed, at=told, heard=misprints.append)
        assets = dataclasses.replace(assets, press=set_)
    files: dict[str, bytes] = {}
    for text in texts:
        for renderer in formats:
            file = f"{name}{MARKS[text.mode]}.{renderer.suffix}"
            tell(f"{name}: {file}")
            try:
                files[file] = renderer.render(text, assets)
                found += misprinted(file, misprints)
                misprints.clear()
                found += _verified(file, files[file], renderer, text) if verify else ()
            except Unavailable as error:
                found += [no_pango(None, str(error))] if all(each.code != "C601" for each in found) else []
            except Exception as error:
                return {}, [*found, _not_laid_out(project, file, error)]
    return ({} if any(each.code == "C605" for each in found) else files), found


def _verified(file: str, data: bytes, renderer: Renderer, text: Settled) -> Iterable[Diagnostic]:
    """Where a file that was made differs from its text; what looks is loaded only if it is asked for."""
    from travaux.ledger.findings import verified

    return verified(file, data, renderer.name, text)


def _laying_out(tell: Callable[[str], None], name: str, page: int) -> None:
    tell(f"{name}: page {page}")


def assets_of(project: Project) -> Assets:
    """The layouts and fonts of the carried library, those of the project laid over them.

    Where layouts of pages are the project's own, a process of its own fills them.
    """
    base = load_assets(project.base / "templates")
    if project.is_carried or not _own_layouts(project):
        return base
    own = load_assets(project.root / "templates")
    fill = filler().fill if any(name.startswith("html/") for name in own.layouts) else None
    return Assets({**base.layouts, **own.layouts}, {**base.fonts, **own.fonts}, fill=fill)


def _unreadable(project: Project) -> Span | None:
    """The first of the project's own layouts that is not UTF-8."""
    for path in sorted((project.root / "templates" / "layouts").rglob("*")):
        try:
            if path.suffix in LAYOUTS and path.is_file():
                path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return Span(path.relative_to(project.root).as_posix(), 1)
    return None


def _not_laid_out(project: Project, file: str, error: Exception) -> Diagnostic:
    """What is told of a file that could not be laid out; raises an error that is none of the project's making."""
    if isinstance(error, Exceeded):
        return out_of_bounds(_in_layout(project, error), file, str(error))
    if project.is_carried or not _own_layouts(project):
        raise error
    why = str(error) if isinstance(error, Unfilled) else f"{type(error).__name__}: {error}".splitlines()[0]
    return layout_fault(_in_layout(project, error), file, why)


def _in_layout(project: Project, error: Exception) -> Span | None:
    """The place in a layout of the project that a fault names itself, as one of its syntax does."""
    name, line = getattr(error, "name", None), getattr(error, "lineno", None)
    path = f"templates/layouts/{getattr(error, 'layout', f'html/{name}')}"
    if not isinstance(name, str) or not isinstance(line, int) or not (project.root / path).is_file():
        return None
    return Span(path, line)


def _own_layouts(project: Project) -> bool:
    templates: Path = project.root / "templates"
    return (templates / "layouts").is_dir() or (templates / "fonts").is_dir()


def page(project: Project, layout: str, styles: tuple[str, ...], data: Mapping[str, object]) -> str:
    """A page of a layout and style sheets, filled with plain data.

    Raises `Faults` where the project's own layouts can't be used.
    """
    from markupsafe import Markup

    from travaux.render.html import fill, style

    try:
        assets = assets_of(project)
    except (OSError, ValueError) as error:
        raise Faults([layout_fault(_unreadable(project), "the files", str(error))]) from None
    try:
        return fill(assets, layout, {**data, "css": Markup(style(assets, styles))})
    except Exception as error:
        raise Faults([_not_laid_out(project, layout, error)]) from None


def laid_out(project: Project, render: Callable[[Assets], bytes], name: str) -> bytes:
    """The bytes of one file in a format of pages ("pdf", or another that needs no press), which `render` makes.

    Raises `Faults` where no PDF can be made here, or the project's own layouts can't be used.
    """
    try:
        assets = assets_of(project)
    except (OSError, ValueError) as error:
        raise Faults([layout_fault(_unreadable(project), "the files", str(error))]) from None
    try:
        if name != "pdf":
            return render(assets)
        with Press() as press:
            if why := press.why_not():
                raise Faults([no_pango(None, why)])
            return render(dataclasses.replace(assets, press=press.set))
    except Faults:
        raise
    except Exception as error:
        raise Faults([_not_laid_out(project, name, error)]) from None

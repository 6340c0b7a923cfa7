"""HTML: one file that needs nothing else, for screens of any width and for paper."""

from __future__ import annotations

from collections.abc import Mapping

from travaux.model import walk
from travaux.model.tree import Settled
from travaux.render.api import Assets, Renderer
from travaux.render.body import Body, body
from travaux.render.contents import Entry, contents
from travaux.render.layouts import filled

FEW = 4  # a text with fewer headings needs no table of contents


def render(settled: Settled, assets: Assets) -> bytes:
    """The text as one self-contained page."""
    return page(settled, assets, "page.html.j2", ("css/page.css", "css/screen.css"), body(settled)).encode()


def page(settled: Settled, assets: Assets, shell: str, styles: tuple[str, ...], parts: Body) -> str:
    """The page shell filled: styles inlined, fragments put in as they are, the rest escaped."""
    from markupsafe import Markup

    document = settled.document
    styles = (*styles, *(f"{each.removesuffix('.css')}-pack.css" for each in styles if document.kind == "pack"))
    styles = (*styles, *(["css/internal.css"] if document.restricted else []))
    styles = tuple(each for each in styles if each in assets.layouts)
    title = walk.plain(document.title).strip() or document.ident
    return fill(
        assets,
        shell,
        {
            "language": document.language or "en",
            "title": " ".join(title.split()),
            "running": document.running or title,
            "restricted": document.restricted,
            "mode": settled.mode if document.kind == "text" else "pack",
            "css": Markup(style(assets, styles)),
            "contents": Markup(contents(parts.entries) if document.contents and _count(parts.entries) >= FEW else ""),
            "head": Markup(parts.head),
            "text": Markup(parts.text),
            "back": Markup(parts.back),
            "endnotes": Markup(parts.endnotes),
        },
    )


def fill(assets: Assets, shell: str, data: Mapping[str, object]) -> str:
    """A layout of `layouts/html/` filled with plain data: here, or where the `assets` say."""
    shells = {name.removeprefix("html/"): text for name, text in assets.layouts.items() if name.startswith("html/")}
    return (assets.fill or filled)(shells, shell, data)


def style(assets: Assets, names: tuple[str, ...]) -> str:
    """Style sheets as one; one that would end its element early is refused."""
    css = "\n".join(assets.layouts[name].strip() for name in names)
    if "</" in css:
        raise ValueError(f"a style sheet among {', '.join(names)} holds '</'")
    return css


def _count(entries: tuple[Entry, ...]) -> int:
    return sum(1 + _count(each.children) for each in entries)


RENDERER = Renderer(name="html", suffix="html", render=render)

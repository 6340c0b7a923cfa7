"""PDF: the inline view on A4, first what changes in law; set as every other PDF is, in the project's own fonts."""

from __future__ import annotations

from travaux.model.redline import Redline
from travaux.render.api import Assets
from travaux.render.html import fill, style
from travaux.render.pdf import printed
from travaux.render.redline.api import RedlineRenderer, View
from travaux.render.redline.page import page_data

STYLES = ("css/page.css", "css/print.css", "css/redline-print.css")


def render(redline: Redline, view: View) -> bytes:
    """The redline as a tagged PDF with bookmarks."""
    assets = view.given()
    return printed(source(redline, assets), assets)


def source(redline: Redline, assets: Assets) -> str:
    """The page that is set."""
    from markupsafe import Markup

    return fill(assets, "redline-print.html.j2", page_data(redline) | {"css": Markup(style(assets, STYLES))})


RENDERER = RedlineRenderer(name="pdf", suffix="pdf", render=render)

"""PDF: the page of `html` on A4 paper, set by WeasyPrint in the project's own fonts.

Nothing is fetched: a style sheet may name a font of the project (`font:NAME`), and any
other address stops the build. The file holds no date, and its identifier is derived
from its content, so that the same text gives the same bytes on any day.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from travaux.model.tree import Settled
from travaux.render.api import Assets, Renderer
from travaux.render.body import body
from travaux.render.html import page

SCHEME = "font:"
SELDOM = 200_000  # new objects between two collections


def render(settled: Settled, assets: Assets) -> bytes:
    """The text as a tagged PDF with bookmarks."""
    page = source(settled, assets)
    return assets.press(page, assets.fonts) if assets.press else write(page, assets)


def source(settled: Settled, assets: Assets) -> str:
    """The page that is set: what a benchmark gives to WeasyPrint alone."""
    return page(settled, assets, "print.html.j2", ("css/page.css", "css/print.css"), body(settled, paged=True))


def write(text: str, assets: Assets) -> bytes:
    """Set a page of HTML with the given fonts and nothing else."""
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    identifier = sha256(text.encode()).hexdigest()[:32].encode()
    try:
        with _collector_at_ease():
            # The base is an address of ours: left out, it would be the folder the program is run in.
            document = HTML(string=text, url_fetcher=fetcher(assets), base_url=SCHEME)
            return bytes(document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier))
    except FatalURLFetchingError as refused:  # of WeasyPrint's own family, outside Exception
        raise ValueError(str(refused)) from refused


@contextmanager
def _collector_at_ease() -> Iterator[None]:
    """With garbage collected seldom: laying out makes many objects, nearly all of which live to the end."""
    usual = gc.get_threshold()
    gc.set_threshold(SELDOM, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def fetcher(assets: Assets) -> Callable[..., Any]:
    """Serves the project's fonts by name and refuses every other address by stopping the build."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse

    def fetch(url: str, *_: object, **__: object) -> URLFetcherResponse:
        font = assets.fonts.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if font is None:
            raise FatalURLFetchingError(f"{url!r} is no font of this project, and nothing else is ever fetched")
        return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})

    return fetch


RENDERER = Renderer(name="pdf", suffix="pdf", render=render)

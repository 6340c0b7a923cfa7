"""PDF: the page of `html` on A4 paper, set by WeasyPrint in the project's own fonts.

Nothing is fetched: a style sheet may name a font of the project (`font:NAME`), and any
other address stops the build. The file holds no date, and its identifier is derived
from its content, so that the same text gives the same bytes on any day.
"""

from __future__ import annotations

import gc
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from typing import Any

from travaux.model import walk
from travaux.model.tree import Edition, Settled
from travaux.render.api import Assets, Misprint, Renderer
from travaux.render.archive import Attachment, both
from travaux.render.audit import set_and_audit
from travaux.render.body import body
from travaux.render.glyphs import legible
from travaux.render.html import page
from travaux.render.lines import number_lines

SCHEME = "font:"
DRAWN = "data:image/svg+xml;base64,"
SELDOM = 200_000  # new objects between two collections


def render(settled: Settled, assets: Assets, attachments: Sequence[Attachment] = ()) -> bytes:
    """The text as a tagged PDF with bookmarks, PDF/UA-1 and PDF/A-3a, with files enclosed as its source."""
    return printed(source(settled, assets), assets, attachments)


def printed(page: str, assets: Assets, attachments: Sequence[Attachment] = ()) -> bytes:
    """A page of HTML as a PDF, set by the press if there is one, else in this process."""
    if assets.press is None:
        return write(page, assets, attachments)
    return assets.press(page, assets.fonts, attachments) if attachments else assets.press(page, assets.fonts)


def source(settled: Settled, assets: Assets) -> str:
    """The page that is set: what a benchmark gives to WeasyPrint alone."""
    lined = any(isinstance(each, Edition) and each.numbered_lines for each in walk.blocks(settled.document))
    styles = ("css/page.css", "css/print.css", *(["css/lines.css"] if lined else []))
    return page(settled, assets, "print.html.j2", styles, body(settled, paged=True))


def write(text: str, assets: Assets, attachments: Sequence[Attachment] = ()) -> bytes:
    """Set a page of HTML with the given fonts and nothing else, and enclose the given files as its source.

    What is out of place, and could not be mended, is told to `assets.tell`.
    """
    from weasyprint import HTML
    from weasyprint.urls import FatalURLFetchingError

    try:
        with _collector_at_ease(), both(attachments) as variant:
            # The base is an address of ours: left out, it would be the folder the program is run in.
            readable, unknown = legible(text, assets.fonts)
            page = HTML(string=readable, url_fetcher=fetcher(assets), base_url=SCHEME)
            document, misprints = set_and_audit(page, partial(page.render, pdf_variant=variant))
            number_lines(document.pages)
            for each in document.pages:  # WeasyPrint makes one more link of every element inside a link
                each.links = [link for link in each.links if link[-1].link]
            for each in (*([Misprint("glyph", 0, unknown)] if unknown else []), *misprints):
                assets.tell(each)
            return bytes(document.write_pdf(pdf_variant=variant, pdf_identifier=_identifier(text, attachments)))
    except FatalURLFetchingError as refused:  # of WeasyPrint's own family, outside Exception
        raise ValueError(str(refused)) from refused


def _identifier(text: str, attachments: Sequence[Attachment]) -> bytes:
    """The name of the file by what is in it: the same on any day."""
    parts = sha256(text.encode())
    for each in sorted(attachments, key=lambda each: each.name):
        parts.update(repr(each).encode())
    return parts.hexdigest()[:32].encode()


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
        if url.startswith(DRAWN):
            return URLFetcherResponse(url, b64decode(url.removeprefix(DRAWN)), {"Content-Type": "image/svg+xml"})
        font = assets.fonts.get(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
        if font is None:
            raise FatalURLFetchingError(f"{url!r} is no font of this project, and nothing else is ever fetched")
        return URLFetcherResponse(url, font, {"Content-Type": "font/ttf"})

    return fetch


RENDERER = Renderer(name="pdf", suffix="pdf", render=render)

"""HTML: one page that needs nothing else, the text with its changes inline or side by side.

The one script on the page jumps between changes by key; the page's policy admits it by its digest
and no other. Without it, every change links to the one before and the one after.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from travaux.model.redline import Redline
from travaux.render.html import fill, style
from travaux.render.redline.api import RedlineRenderer, View
from travaux.render.redline.page import page_data

STYLES = ("css/page.css", "css/screen.css", "css/redline.css")
SCRIPT = "html/redline.js.j2"


def render(redline: Redline, view: View) -> bytes:
    """The redline as a self-contained page."""
    from markupsafe import Markup

    assets = view.given()
    script = assets.layouts[SCRIPT].replace("\r\n", "\n").strip()
    if "</" in script or "<!--" in script:
        raise ValueError(f"the script {SCRIPT} holds '</' or '<!--'")
    digest = b64encode(sha256(script.encode()).digest()).decode()
    data = {"css": Markup(style(assets, STYLES)), "script": Markup(script), "digest": digest}
    return fill(assets, "redline.html.j2", page_data(redline) | data).encode()


RENDERER = RedlineRenderer(name="html", suffix="html", render=render)

"""Akoma Ntoso 3.0: the text as XML for parliaments, publishers and treaty offices; a draft is a `bill`.

Rationale (modes `margin` and `notes`) is in `authorialNote`; what is not of the text stands in attachments.
"""

from __future__ import annotations

from travaux.akn.identity import identity
from travaux.akn.names import Names
from travaux.akn.nodes import document
from travaux.model.tree import Settled
from travaux.render.api import Assets, Renderer
from travaux.render.xml.parts import whole


def render(settled: Settled, assets: Assets) -> bytes:
    """The text as an Akoma Ntoso document."""
    root = whole(settled, identity(assets.layouts.get("akn/identity.xml", "")))
    names = Names()
    names.name(root)
    return document(root, names.anchors)


RENDERER = Renderer(name="akn", suffix="xml", render=render)

"""Documents of a word processor read back for tests, by a reader that knows nothing of what wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from travaux.model.redline import Comparand, Redline
from travaux.ooxml.container import Container
from travaux.ooxml.reading import Paragraph, accepted, paragraphs, rejected
from travaux.render.api import Assets
from travaux.render.redline import docx
from travaux.render.redline.api import View


def redlined(redline: Redline, assets: Assets) -> bytes:
    """A redline as a document."""
    return docx.render(redline, View(assets=assets))


def read(data: bytes) -> list[Paragraph]:
    """The paragraphs of the body."""
    tree = Container(data).tree("word/document.xml")
    assert tree is not None
    return list(paragraphs(tree))


def texts(side: Comparand) -> list[str]:
    """What the paragraphs of a side have to be."""
    return [docx.said(each) for each in side.passages]


def exact(data: bytes, old: Comparand, new: Comparand) -> None:
    """Accepting every change must give the new text, rejecting every change the old, to the letter."""
    found = read(data)
    assert trimmed(accepted(found), new) == texts(new)
    assert trimmed(rejected(found), old) == texts(old)


def trimmed(found: Sequence[str], side: Comparand) -> list[str]:
    """Paragraphs without the empty one that a document may need at its end."""
    extra = len(found) == len(side.passages) + 1 and not found[-1]
    return list(found[:-1] if extra else found)


def squeezed(words: Iterable[str]) -> str:
    """Words without white space."""
    return re.sub(r"\s", "", "".join(words))

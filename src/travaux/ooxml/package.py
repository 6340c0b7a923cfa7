"""The container: parts, what kind each is, what it leads to, as one zip file that is the same on any day.

ECMA-376 Part 2 (Open Packaging Conventions): content types in `[Content_Types].xml`, relationships in `_rels`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from posixpath import basename, dirname, relpath

from travaux.ooxml.xml import HEADER, el

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can name


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its `name` in the package ("word/styles.xml"), its content type, its bytes.

    `kind` is the type of the relationship that leads to it, and `of` the part that it belongs to ("" for the package).
    """

    name: str
    content_type: str
    data: bytes
    kind: str
    of: str = "word/document.xml"


def package(parts: Sequence[Part]) -> bytes:
    """The parts as one file: the content types first, then the relationships, then the parts in the order given."""
    types = "".join(el("Override", PartName=f"/{each.name}", ContentType=each.content_type) for each in parts)
    defaults = el("Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml")
    defaults += el("Default", Extension="xml", ContentType="application/xml")
    files = {"[Content_Types].xml": f'{HEADER}<Types xmlns="{_TYPES}">{defaults}{types}</Types>'.encode()}
    for owner in dict.fromkeys(each.of for each in parts):
        files[_links(owner)] = _relationships(owner, [each for each in parts if each.of == owner])
    files.update((each.name, each.data) for each in parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            box.writestr(entry, data)
    return out.getvalue()


def _links(owner: str) -> str:
    return f"{dirname(owner)}/_rels/{basename(owner)}.rels" if owner else "_rels/.rels"


def _relationships(owner: str, parts: Sequence[Part]) -> bytes:
    links = "".join(
        el("Relationship", Id=f"rId{number}", Type=each.kind, Target=relpath(each.name, dirname(owner) or "."))
        for number, each in enumerate(parts, 1)
    )
    return f'{HEADER}<Relationships xmlns="{_LINKS}">{links}</Relationships>'.encode()

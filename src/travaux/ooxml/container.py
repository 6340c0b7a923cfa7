"""A document from elsewhere, opened with suspicion: nothing is fetched, nothing unpacked beyond bounds."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_PARTS, MOST_BYTES, MOST_RATIO = 4_000, 200_000_000, 200
HARMLESS = 10_000_000  # bytes that may be unpacked however small the file is
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")  # the older container, in which an encrypted document comes too

# What the reader of zip files raises for one that is broken, locked, or of a kind that it does not know.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error,
    NotImplementedError, RuntimeError, EOFError, OSError, ValueError,
)  # fmt: skip
_FLAT = "http://schemas.microsoft.com/office/2006/xmlPackage"
_USUAL = b"http://schemas.openxmlformats.org/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", _USUAL + b"wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _USUAL + b"officeDocument/2006/relationships"),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", _USUAL + b"officeDocument/2006/math"),
    (b"http://purl.oclc.org/ooxml/officeDocument/customProperties", _USUAL + b"officeDocument/2006/custom-properties"),
)


class Unreadable(Exception):
    """Why a file can't be read as a document, and what to do."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint


class Container:
    """The parts of a document by name ("word/document.xml")."""

    def __init__(self, data: bytes) -> None:
        self._trees: dict[str, _Element | None] = {}
        self._flat = _flat(data) if is_flat(data) else None
        if self._flat is not None:
            self.names = tuple(self._flat)
            return
        if data.startswith(_OLE):
            raise Unreadable(
                "it is encrypted, or in the format of Word 97 to 2003",
                "open it in a word processor and save it as .docx without a password",
            )
        try:
            self._box = zipfile.ZipFile(BytesIO(data))
            entries = self._box.infolist()
        except _BROKEN as error:
            raise Unreadable(f"it is no zip file, or a broken one ({error})", "ask for the file again") from error
        self.names = tuple(dict.fromkeys(each.filename for each in entries))
        whole = sum(each.file_size for each in entries)
        bomb = whole > HARMLESS and whole > MOST_RATIO * len(data)
        if len(entries) > MOST_PARTS or whole > MOST_BYTES or bomb:
            raise Unreadable(
                f"it would unpack to {whole:,} bytes in {len(entries)} parts",
                "a text of this size is not a treaty: it is not opened",
            )

    def read(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none."""
        if name not in self.names:
            return None
        if self._flat is not None:
            return self._flat[name]
        try:
            with self._box.open(name) as part:
                data = part.read(MOST_BYTES + 1)
        except _BROKEN as error:
            raise Unreadable(f"its part {name} is broken ({error})", "ask for the file again") from error
        if len(data) > MOST_BYTES:
            raise Unreadable(f"its part {name} unpacks to more than {MOST_BYTES:,} bytes", "it is not opened")
        return data

    def tree(self, name: str) -> _Element | None:
        """The outermost element of a part; None where there is none."""
        if name not in self._trees:
            data = self.read(name)
            self._trees[name] = None if data is None else parsed(_usual(data), name)
        return self._trees[name]


def is_flat(data: bytes) -> bool:
    """Whether bytes are a document whose parts stand in one file of XML ("Word XML document", flat OPC)."""
    return data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") and _FLAT.encode() in data[:4_000]


def _flat(data: bytes) -> dict[str, bytes]:
    """The parts of such a document that are XML, by name; the others hold no words."""
    from lxml import etree

    out: dict[str, bytes] = {}
    for part in parsed(data, "the document").iter(f"{{{_FLAT}}}part"):
        inside = part.find(f"{{{_FLAT}}}xmlData/*")
        name = part.get(f"{{{_FLAT}}}name", "").lstrip("/")
        out[name] = b"" if inside is None else etree.tostring(inside)
    return out


def _usual(data: bytes) -> bytes:
    """XML of the strict kind of document (ISO/IEC 29500-1, annex A) with the names that the usual kind has."""
    if b"http://purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def parsed(data: bytes, name: str) -> _Element:
    """XML as elements: entities and document types are refused, and nothing outside the bytes is looked at."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        tree = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"{name} is not well-formed XML ({error.msg})", "ask for the file again") from error
    if tree.getroottree().docinfo.doctype:
        raise Unreadable(f"{name} has a document type, which could hide entities", "it is not read: save the file anew")
    return tree

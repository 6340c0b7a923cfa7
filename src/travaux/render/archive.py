"""What makes one PDF both accessible (PDF/UA-1, ISO 14289-1) and fit for archives (PDF/A-3a, ISO 19005-3).

WeasyPrint writes either. Here its PDF/A-3a is taken, the mark of PDF/UA-1 is put into the
same metadata, and the tags are set right (see `tagging`). The colours are those of the sRGB
profile that WeasyPrint carries, which the International Color Consortium lets anyone copy.

Files can be enclosed as the source of the document. Nothing here reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import md5
from typing import Any

from travaux.render.tagging import Tagger

VARIANT = "pdf/a-3a, pdf/ua-1"
DATE = "D:19800101000000Z"
"""The date an enclosed file is given, which PDF/A wants: the same on any day (the earliest that ZIP knows)."""

UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the document conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""PDF/UA-1 (ISO 14289-1, 5), and the description of that mark which PDF/A-3 asks for (ISO 19005-3, 6.6.2.3)."""
END = b"</rdf:RDF>"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file enclosed in a PDF as its source: a `name` without folders, its bytes, what it is, its media type."""

    name: str
    content: bytes
    description: str
    mime: str


class Unsuitable(ImportError):
    """This WeasyPrint is not the one whose inner parts are used here."""


def require() -> None:
    """Raises `Unsuitable`, and says what is missing, where WeasyPrint has changed inside."""
    from weasyprint import __version__, pdf
    from weasyprint.pdf import metadata, tags

    wanted = {
        "pdf.VARIANTS['pdf/a-3a']": "pdf/a-3a" in getattr(pdf, "VARIANTS", {}),
        "pdf.tags._build_box_tree": hasattr(tags, "_build_box_tree"),
        "pdf.metadata.DocumentMetadata.generate_rdf_metadata": hasattr(
            getattr(metadata, "DocumentMetadata", None), "generate_rdf_metadata"
        ),
    }
    if missing := [name for name, is_there in wanted.items() if not is_there]:
        raise Unsuitable(f"WeasyPrint {__version__} has no {', '.join(missing)}, which travaux needs: install 70.0")


@contextmanager
def both(attachments: Sequence[Attachment] = ()) -> Iterator[str]:
    """The name of the variant to write, which WeasyPrint knows as long as this lasts: for one PDF at a time."""
    require()
    from weasyprint.pdf import VARIANTS, tags

    inner = tags._build_box_tree
    tagger = Tagger(inner)
    write, properties = VARIANTS["pdf/a-3a"]
    VARIANTS[VARIANT] = (partial(_finish, write, tagger, attachments), properties)
    tags._build_box_tree = tagger
    try:
        yield VARIANT
    finally:
        tags._build_box_tree = inner
        del VARIANTS[VARIANT]


def _finish(
    write: Any, tagger: Tagger, given: Sequence[Attachment], pdf: Any, document: Any, streams: Any, *rest: Any
) -> None:
    """What WeasyPrint calls when all pages are drawn and tagged."""
    tagger.finish(pdf, streams)
    metadata = document.metadata
    plain = metadata.generate_rdf_metadata
    metadata.generate_rdf_metadata = lambda *asked: _marked(plain(*asked))
    write(pdf, document, streams, *rest)
    if given:
        enclose(pdf, given)


def _marked(rdf: bytes) -> bytes:
    """Metadata that say PDF/UA-1 beside what they said."""
    if not rdf.endswith(END):
        raise Unsuitable("WeasyPrint's metadata do not end as expected: install WeasyPrint 70.0")
    return rdf.removesuffix(END) + UA + END


def enclose(pdf: Any, attachments: Sequence[Attachment]) -> None:
    """Put files into the document as its source (`/AFRelationship /Source`, ISO 19005-3, 6.8), by name.

    Raises `ValueError` if two have the same name.
    """
    import pydyf

    names = [each.name for each in attachments]
    if len(set(names)) < len(names):
        raise ValueError("two files to be enclosed have the same name")
    tree = pydyf.Array()
    enclosed = pydyf.Array()
    for each in sorted(attachments, key=lambda each: each.name.encode()):
        enclosed.append(_file(pdf, each))
        tree.extend((pydyf.String(each.name), enclosed[-1]))
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = pydyf.Dictionary({"Names": tree})
    pdf.catalog["AF"] = enclosed


def _file(pdf: Any, attachment: Attachment) -> bytes:
    """Write one file and its description; gives the reference to the description."""
    import pydyf

    parameters = {
        "CheckSum": f"<{md5(attachment.content, usedforsecurity=False).hexdigest()}>",
        "Size": len(attachment.content),
        "CreationDate": pydyf.String(DATE),
        "ModDate": pydyf.String(DATE),
    }
    kind = "".join(each if each.isalnum() or each in ".-" else f"#{ord(each):02x}" for each in attachment.mime)
    extra = {"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": pydyf.Dictionary(parameters)}
    content = pydyf.Stream([attachment.content], extra, compress=True)
    pdf.add_object(content)
    told = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(attachment.name),
            "UF": pydyf.String(attachment.name),
            "EF": pydyf.Dictionary({"F": content.reference, "UF": content.reference}),
            "Desc": pydyf.String(attachment.description),
            "AFRelationship": "/Source",
        }
    )
    pdf.add_object(told)
    return bytes(told.reference)

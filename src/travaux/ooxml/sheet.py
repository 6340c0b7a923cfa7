"""A whole document: its body, header, footer and properties, with the parts of the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from travaux.ooxml.numbering import Numbering
from travaux.ooxml.package import OFFICE, WORDS, Part, package
from travaux.ooxml.story import Story
from travaux.ooxml.words import Face, paragraph, run
from travaux.ooxml.words import field as counting
from travaux.ooxml.xml import HEADER, el, escape, root

TEMPLATE = {"styles": "styles", "settings": "settings", "fontTable": "fontTable"}  # part: kind of its relationship
A4 = el("w:pgSz", w_w=11906, w_h=16838)
MARGINS = el("w:pgMar", w_top=1531, w_right=1418, w_bottom=1531, w_left=1418, w_header=737, w_footer=737, w_gutter=0)
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_PROPERTIES = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True, slots=True)
class About:
    """What a document says of itself: title, language, running head, the program; `own` are properties of our own.

    `notice` stands at the foot of every page.
    """

    title: str
    language: str
    running: str
    program: str
    own: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""


def document(body: str, story: Story, numbering: Numbering, about: About, template: Mapping[str, str]) -> bytes:
    """The file; `template` has the parts that are the same in every document, by name ("styles", "theme", …)."""
    parts = [
        Part("word/document.xml", f"{WORDS}.document.main+xml", b"", f"{OFFICE}/officeDocument", of=""),
        Part(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            _core(about),
            _CORE_KIND,
            of="",
        ),
        Part(
            "docProps/app.xml",
            f"{_PROPERTIES}.extended-properties+xml",
            _app(about),
            f"{OFFICE}/extended-properties",
            of="",
        ),
    ]
    if about.own:
        parts.append(
            Part(
                "docProps/custom.xml",
                f"{_PROPERTIES}.custom-properties+xml",
                _custom(about),
                f"{OFFICE}/custom-properties",
                of="",
            )
        )
    for name, kind in TEMPLATE.items():
        parts.append(_words(name, template[name].encode(), kind))
    theme = f"{_PROPERTIES}.theme+xml"
    parts.append(Part("word/theme/theme1.xml", theme, template["theme"].encode(), f"{OFFICE}/theme"))
    if numbering.patterns:
        parts.append(_words("numbering", numbering.part()))
    parts.append(_words("footnotes", story.footnotes_part()))
    if story.comments:
        parts.append(_words("comments", story.comments_part()))
    face = Face(about.language)
    links = ""
    for name, short, words in (
        ("header", "w:hdr", run(about.running, face)),
        ("footer", "w:ftr", run(f"{about.notice} · " if about.notice else "", face) + counting("PAGE", "1", face)),
    ):
        parts.append(_words(f"{name}1", root(short, paragraph(name.title(), words)), name))
        links += el(f"w:{name}Reference", w_type="default", r_id=f"rId{_place(parts)}")
    section = el("w:sectPr", links, A4, MARGINS)
    whole = root("w:document", el("w:body", body, section))
    parts[0] = Part(parts[0].name, parts[0].content_type, whole, parts[0].kind, of="")
    return package(parts)


def _place(parts: list[Part]) -> int:
    return sum(each.of == "word/document.xml" for each in parts)


def _words(name: str, data: bytes, kind: str = "") -> Part:
    content = kind if kind in ("header", "footer") else name
    return Part(f"word/{name}.xml", f"{WORDS}.{content}+xml", data, f"{OFFICE}/{kind or name}")


def _core(about: About) -> bytes:
    inside = "".join(
        f"<{name}>{escape(words)}</{name}>"
        for name, words in (("dc:title", about.title), ("dc:creator", about.program), ("dc:language", about.language))
    )
    spaces = f'xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"{HEADER}<cp:coreProperties {spaces}>{inside}</cp:coreProperties>".encode()


def _app(about: About) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return (
        f'{HEADER}<Properties xmlns="{space}"><Application>{escape(about.program)}</Application></Properties>'.encode()
    )


def _custom(about: About) -> bytes:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
    inside = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(about.own.items(), 2)
    )
    return f'{HEADER}<Properties xmlns="{space}" xmlns:vt="{types}">{inside}</Properties>'.encode()

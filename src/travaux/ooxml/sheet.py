"""A whole document: its body, header, footer and properties, with the parts of the template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from travaux.ooxml.numbering import Counted, Numbering
from travaux.ooxml.package import OFFICE, WORDS, Part, package
from travaux.ooxml.story import Story
from travaux.ooxml.words import Face, paragraph, run
from travaux.ooxml.words import field as counting
from travaux.ooxml.xml import HEADER, NAMESPACES, el, escape, root

TEMPLATE = ("settings", "fontTable")  # the parts that are as the template has them
HEADS = {"header": "rId1", "footer": "rId2"}
LONG, SHORT = 16838, 11906  # the sides of a sheet of A4, in twentieths of a point
SIDES = {False: 1418, True: 1134}  # the margins at the sides of a sheet that is upright, and of one that lies across
EVERY = 5  # every so many lines of a text whose lines are counted have their number in the margin
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_PROPERTIES = "application/vnd.openxmlformats-officedocument"
W = f"{{{NAMESPACES['w']}}}"
_BEFORE_PARAGRAPH = frozenset(  # what stands before the paragraph's properties in a style (17.7.4.17)
    f"{W}{name}"
    for name in (
        "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
        "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid",
    )
)  # fmt: skip
_BEFORE_LIST = frozenset(  # what stands before the list in the properties of a paragraph (17.3.1.26)
    f"{W}{name}" for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
)


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


def section(first: bool, across: bool = False, lined: bool = False) -> str:
    """How the pages are laid that end here: across or upright, with the lines counted or not; on the first, heads too.

    What no later section says of header and footer is as in the one before it (ECMA-376 Part 1, 17.10.5 and 17.10.2).
    """
    links = "".join(el(f"w:{name}Reference", w_type="default", r_id=ident) for name, ident in HEADS.items())
    size = el("w:pgSz", w_w=LONG, w_h=SHORT, w_orient="landscape") if across else el("w:pgSz", w_w=SHORT, w_h=LONG)
    side = SIDES[across]
    margins = el(
        "w:pgMar", w_top=1531, w_right=side, w_bottom=1531, w_left=side, w_header=737, w_footer=737, w_gutter=0
    )
    counted = el("w:lnNumType", w_countBy=EVERY, w_restart="newSection") if lined else ""
    return el("w:sectPr", links if first else "", size, margins, counted)


def document(body: str, story: Story, numbering: Numbering, about: About, template: Mapping[str, str]) -> bytes:
    """The file; `template` has the parts that are the same in every document, by name ("styles", "theme", …).

    `body` ends with its last section; where it has none, all its pages are upright.
    """
    inside = body if body.endswith("</w:sectPr>") else body + section(first=True)
    main = Part(
        "word/document.xml",
        f"{WORDS}.document.main+xml",
        root("w:document", el("w:body", inside)),
        f"{OFFICE}/officeDocument",
        of="",
    )
    return package([main, *_properties(about), *_heads(about), *_beside(story, numbering, template)])


def _heads(about: About) -> Iterator[Part]:
    """Header and footer: the first two parts that the document leads to, whose numbers `HEADS` knows."""
    face = Face(about.language)
    page = run(f"{about.notice} · " if about.notice else "", face) + counting("PAGE", "1", face)
    yield _words("header1", root("w:hdr", paragraph("Header", run(about.running, face))), "header")
    yield _words("footer1", root("w:ftr", paragraph("Footer", page)), "footer")


def _beside(story: Story, numbering: Numbering, template: Mapping[str, str]) -> Iterator[Part]:
    """Styles, settings and fonts, the theme, the lists, footnotes and comments."""
    yield _words("styles", linked(template["styles"], numbering.styled()))
    for name in TEMPLATE:
        yield _words(name, template[name].encode())
    theme = template["theme"].encode()
    yield Part("word/theme/theme1.xml", f"{_PROPERTIES}.theme+xml", theme, f"{OFFICE}/theme")
    if numbering.patterns:
        yield _words("numbering", numbering.part())
    yield _words("footnotes", story.footnotes_part())
    if story.comments:
        yield _words("comments", story.comments_part())


def linked(styles: str, places: Mapping[str, Counted]) -> bytes:
    """The part of the styles, in which those that have a place in a list say it, where the schema asks for it."""
    if not places:
        return styles.encode()
    from lxml import etree

    tree = etree.fromstring(styles.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    for style in tree.iterfind(f"{W}style"):
        place = places.get(style.get(f"{W}styleId", ""))
        if place is None:
            continue
        inside = style.find(f"{W}pPr")
        if inside is None:
            before = [each for each in style if each.tag in _BEFORE_PARAGRAPH]
            inside = etree.Element(f"{W}pPr")
            style.insert(len(before), inside)
        listed = etree.Element(f"{W}numPr")
        etree.SubElement(listed, f"{W}ilvl").set(f"{W}val", str(place.level))
        etree.SubElement(listed, f"{W}numId").set(f"{W}val", str(place.number))
        inside.insert(sum(each.tag in _BEFORE_LIST for each in inside), listed)
    out: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return out


def _properties(about: About) -> Iterator[Part]:
    """What the document says of itself."""
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    yield Part("docProps/core.xml", core, _core(about), _CORE_KIND, of="")
    for name, kind, data in (
        ("app", "extended-properties", _app(about)),
        ("custom", "custom-properties", _custom(about) if about.own else b""),
    ):
        if data:
            yield Part(f"docProps/{name}.xml", f"{_PROPERTIES}.{kind}+xml", data, f"{OFFICE}/{kind}", of="")


def _words(name: str, data: bytes, kind: str = "") -> Part:
    content = kind if kind in ("header", "footer") else name
    return Part(f"word/{name}.xml", f"{WORDS}.{content}+xml", data, f"{OFFICE}/{kind or name}")


def _core(about: About) -> bytes:
    inside = "".join(
        f"<{name}>{escape(words)}</{name}>"
        for name, words in (("dc:title", about.title), ("dc:creator", about.program), ("dc:language", about.language))
        if words
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

"""Files that only lie there: nothing in them acts, leads away or asks for anything.

A page is read as a browser reads it (tinyhtml5, the parsing rules of HTML), and every element and attribute that is
not one of the few that the program writes is named.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import tinyhtml5
from lxml import etree
from markdown_it import MarkdownIt

_ELEMENTS = (
    "html head meta title link style body a aside p div span nav ol ul li details summary main article header footer "
    "section h1 h2 h3 h4 h5 h6 em strong b i ins del sup sub br blockquote table caption thead tbody tr th td figure "
    "figcaption small dfn dl dt dd kbd abbr colgroup col hr cite q mark s u code button input label template"
)
ELEMENTS = frozenset(_ELEMENTS.split())
"""Elements that do nothing by themselves; `script` is counted apart."""
_ATTRIBUTES = (
    "lang dir class id charset name content http-equiv rel href role title colspan rowspan scope tabindex hidden start "
    "headers abbr type checked for open value span style"
)
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
METAS = frozenset({"viewport", "color-scheme", "generator", "description", "robots"})
TRACKS = re.compile(r"(?:(?:--[a-z-]+|width|height|grid-[a-z-]+|[a-z-]+)\s*:\s*[\w .,%()/#-]*;?\s*)*")
READER = MarkdownIt("commonmark", {"html": True}).enable("table")
"""A reader of Markdown that lets any HTML through."""
MARKDOWN = re.compile(r"p|h[1-6]|em|strong|ul|ol|li|blockquote|br|hr")


def page(html: str, scripts: int = 0) -> list[str]:
    """What is active in a page; `scripts` are those of its own, each allowed by the page's own policy."""
    tree = tinyhtml5.parse(html, namespace_html_elements=False)
    found = [fault for each in tree.iter() for fault in _element(each)]
    own = [each for each in tree.iter("script")]
    return found if len(own) == scripts else [*found, f"{len(own)} scripts where there are {scripts}"]


def _element(each: Any) -> Iterator[str]:
    name = each.tag
    if not isinstance(name, str) or name == "script":
        return
    if name not in ELEMENTS:
        yield f"<{name}>"
    for key, value in each.attrib.items():
        if key not in ATTRIBUTES and not key.startswith(("aria-", "data-")):
            yield f"<{name} {key}>"
        if key == "href" and not (value.startswith("#") or (name == "link" and value == "data:,")):
            yield f"<{name} href={value!r}>"
        if key == "style" and ("url" in value or not TRACKS.fullmatch(value)):
            yield f"<{name} style={value!r}>"
    if name == "meta" and not (each.get("charset") or each.get("name") in METAS):
        policy = each.get("content", "")
        if each.get("http-equiv") != "Content-Security-Policy" or not policy.startswith("default-src 'none';"):
            yield f"<meta {dict(each.attrib)}>"
    if name == "style" and re.search(r"@import|url\((?!\s*[\"']?(?:data:|font:))|expression", each.text or ""):
        yield "a style sheet that fetches"


def markdown(text: str) -> list[str]:
    """What is active in Markdown, when read by `READER`."""
    tree = tinyhtml5.parse(f"<body>{READER.render(text)}", namespace_html_elements=False)
    allowed = {"html", "head", "body", "table", "thead", "tbody", "tr", "th", "td"}
    return [
        f"<{each.tag} {dict(each.attrib)}>"
        for each in tree.iter()
        if not isinstance(each.tag, str)
        or (each.tag not in allowed and not MARKDOWN.fullmatch(each.tag))
        or (set(each.attrib) - {"start", "style"})
    ]


def akn(data: bytes) -> list[str]:
    """What is active in Akoma Ntoso: elements of another namespace, instructions, addresses that lead away."""
    found = []
    for each in etree.fromstring(data).iter():
        if not isinstance(each.tag, str):
            found.append(repr(each))
        elif not each.tag.startswith("{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"):
            found.append(each.tag)
        else:
            found += [f"{key}={value!r}" for key, value in each.attrib.items() if key in ("href", "src")
                      and not value.startswith(("#", "/"))]  # fmt: skip
            found += [key for key in each.attrib if str(key).lower().startswith("on")]
    return found


FIELDS = re.compile(r"\s*(?:PAGEREF|REF|PAGE|NUMPAGES|TOC|STYLEREF|HYPERLINK \\l|SEQ|DOCPROPERTY|NOTEREF)\b")


def docx(data: bytes) -> list[str]:
    """What is active in a document: parts from elsewhere, fields that fetch or run, macros, embedded files."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        for name in box.namelist():
            if not name.endswith((".xml", ".rels")):
                found.append(name)
                continue
            text = box.read(name)
            tree = ElementTree.fromstring(text)
            found += [f"{name}: external" for each in tree.iter() if each.get("TargetMode") == "External"]
            found += [
                f"{name}: field {each.text!r}"
                for each in tree.iter()
                if each.tag.endswith("}instrText") and not FIELDS.match(each.text or "")
            ]
            found += [
                f"{name}: <{each.tag}>"
                for each in tree.iter()
                if re.search(r"\}(?:object|control|altChunk|subDoc|attachedTemplate|pict|drawing)$", each.tag)
            ]
            if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
                found.append(f"{name}: a document type")
    return found


def strings(data: bytes) -> Iterator[str]:
    """Every string of a JSON file."""
    waiting = [json.loads(data)]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, dict):
            waiting += each.values()
        elif isinstance(each, list):
            waiting += each

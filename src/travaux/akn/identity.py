"""Who a text is by, and what it is called in Akoma Ntoso: the identifiers of Work, Expression and Manifestation.

Who issues a draft is configured (`layouts/akn/identity.xml`) and never guessed. Without a body the country is "xx",
which ISO 3166-1 leaves to its users and will give to no State, and the author is named as having no authority.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from travaux.akn.nodes import Node, node

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

UNDATED = "1000-01-01"
"""The day that stands for none: the schema asks for one, and no clock is read."""
NOBODY = "A draft without authority: no body has issued it"
LANGUAGES = {
    "ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "it": "ita", "pt": "por", "ru": "rus", "zh": "zho",
}  # fmt: skip
"""The languages of ISO 639-1 by their codes of ISO 639-2, which the Naming Convention asks for (section 4.4)."""

KNOWN = {
    "work": {"country", "date", "subtype", "actor"}, "author": {"name", "href"}, "other": {"id", "name", "href"},
}  # fmt: skip
"""The elements of the configuration, and their attributes."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who issues the texts, and where: `others` are the identifiers of other instruments by id, `names` their titles.

    `country` is that of the issuing body, as the Naming Convention has it ("un", "xx" for none); `subtype` and
    `actor` further parts of an identifier.
    """

    country: str = "xx"
    date: str = UNDATED
    subtype: str = ""
    actor: str = ""
    author: str = ""
    author_iri: str = ""
    others: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def work(self, name: str, kind: str) -> str:
        """The identifier of a text as a work: of a `bill`, or of another document (`doc`)."""
        parts = ("akn", self.country, kind, self.subtype, self.actor, self.date, name)
        return "".join(f"/{part}" for part in parts if part)

    def other(self, name: str) -> str:
        """The identifier of another instrument: as configured, else one in this project's own space."""
        return self.others.get(name) or f"/akn/{self.country}/act/{UNDATED}/{name}"


class IdentityError(ValueError):
    """Why the configuration of who issues a text can't be used, and the line of it that says so."""

    name = "identity.xml"
    layout = "akn/identity.xml"

    def __init__(self, why: str, lineno: int = 1) -> None:
        super().__init__(f"{self.layout}: {why}")
        self.lineno = lineno


@lru_cache(8)
def identity(text: str) -> Identity:
    """The identity that a configuration file gives; raises `IdentityError` where it can't be used."""
    from xml.etree.ElementTree import ParseError, XMLParser

    if not text.strip():
        return Identity()
    try:
        parser = XMLParser()
        parser.feed(text)
        root = parser.close()
    except ParseError as error:
        raise IdentityError(f"it is no well-formed XML: {error}", error.position[0]) from None
    made = _of(root, text)
    _checked(made, text)
    return made


def _of(root: Element, text: str) -> Identity:
    if root.tag != "identity":
        raise IdentityError(f"<{root.tag}> is not known here, but <identity>", _line(text, root.tag))
    for each in root:
        if unknown := sorted(set(each.attrib) - KNOWN[each.tag]) if each.tag in KNOWN else [f"<{each.tag}>"]:
            raise IdentityError(f"{', '.join(unknown)} is not known here", _line(text, each.tag))
    work, author = (root.find(name) for name in ("work", "author"))
    given = dict(work.attrib) if work is not None else {}
    by = dict(author.attrib) if author is not None else {}
    others = root.findall("other")
    return Identity(
        given.get("country", "") or "xx", given.get("date", "") or UNDATED, given.get("subtype", ""),
        given.get("actor", ""), by.get("name", ""), by.get("href", ""),
        {each.get("id", ""): each.get("href", "") for each in others},
        {each.get("id", ""): each.get("name", "") for each in others if each.get("name")},
    )  # fmt: skip


def _line(text: str, tag: str, which: int = 0) -> int:
    """The line on which an element begins, the first of its name or a later one; comments hold none."""
    bare = re.sub(r"<!--.*?-->", lambda found: "\n" * found.group().count("\n"), text, flags=re.DOTALL)
    places = [found.start() for found in re.finditer(rf"<{re.escape(tag)}(?=[\s/>])", bare)]
    return bare.count("\n", 0, places[which]) + 1 if which < len(places) else 1


def _checked(made: Identity, text: str) -> None:
    """Raises `IdentityError` for a date that is none, or a part of an identifier that would break it."""
    try:
        date.fromisoformat(made.date)
    except ValueError:
        raise IdentityError(f"the date '{made.date}' is not a day such as 2026-05-01", _line(text, "work")) from None
    for part in (made.country, made.subtype, made.actor):
        if not all(each.isalnum() or each in "-." for each in part):
            why = f"'{part}' can't be part of an identifier: letters, digits and hyphens"
            raise IdentityError(why, _line(text, "work"))
    for place, (name, iri) in enumerate(made.others.items()):
        if not name or not iri or set(iri) & set(' <>"'):
            raise IdentityError("each <other> needs an id and an href without spaces", _line(text, "other", place))


def language(tag: str) -> str:
    """The code of three letters of a language tag ("en-GB" is "eng"); "und" for one that is not listed."""
    return LANGUAGES.get(tag.split("-")[0].lower(), "und")


# ---------------------------------------------------------------- the file's account of itself


@dataclass(frozen=True, slots=True)
class Named:
    """A text to identify: its name, language, title, edition, the part of it ("" for all of it), and what it is."""

    name: str
    language: str
    title: str
    edition: str = ""
    part: str = ""
    kind: str = "bill"


def identification(who: Identity, text: Named) -> Node:
    """The three levels of a text, or of a part of it."""
    part = f"/!{text.part or 'main'}"
    work = who.work(text.name, text.kind)
    expression = f"{work}/{language(text.language)}@"
    return node(
        "identification",
        node(
            "FRBRWork",
            *_core(f"{work}{part}", work, who, node("FRBRalias", value=text.title, name="title")),
            node("FRBRcountry", value=who.country),
            *([node("FRBRsubtype", value=who.subtype)] if who.subtype else []),
            node("FRBRnumber", value=text.name),
            node("FRBRprescriptive", value="false"),
            node("FRBRauthoritative", value="false"),
        ),
        node(
            "FRBRExpression",
            *_core(f"{expression}{part}", expression, who),
            node("FRBRlanguage", language=language(text.language)),
        ),
        node(
            "FRBRManifestation",
            *_core(f"{expression}{part}.xml", f"{expression}.xml", who, *_edition(text)),
            node("FRBRformat", value="application/akn+xml"),
        ),
        source="#travaux",
    )


def _edition(text: Named) -> list[Node]:
    return [node("FRBRalias", value=text.edition, name="edition")] if text.edition else []


def _core(this: str, uri: str, who: Identity, *aliases: Node) -> list[Node]:
    """What every level says: what it is, when, and by whom."""
    named = "undated" if who.date == UNDATED else "draft"
    return [
        node("FRBRthis", value=this),
        node("FRBRuri", value=uri),
        *aliases,
        node("FRBRdate", date=who.date, name=named),
        node("FRBRauthor", href="#author"),
    ]


def agents(who: Identity) -> list[Node]:
    """Who wrote the text and what wrote the file, for others to refer to."""
    author = who.author_iri or f"/akn/ontology/organization/{who.country}/{'author' if who.author else 'none'}"
    tool = f"/akn/ontology/object/{who.country}/travaux"
    return [
        node("TLCOrganization", eId="author", href=author, showAs=who.author or NOBODY),
        node("TLCObject", eId="travaux", href=tool, showAs="travaux"),
    ]


def term(who: Identity, ident: str, words: str) -> Node:
    """A term that the text uses or defines."""
    return node("TLCTerm", eId=f"term-{ident}", href=f"/akn/ontology/term/{who.country}/{ident}", showAs=words)

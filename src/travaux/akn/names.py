"""Ids by the Akoma Ntoso Naming Convention 1.0, section 5: "chp_I", "art_8bis__para_1__point_a".

An id is that of what the element stands in, two underscores, the short name of the element, an underscore and its
number. Articles are numbered through the whole text, so theirs begin anew ("art_5", not "chp_I__art_5").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from travaux.akn.nodes import Node

SHORT = {
    "alinea": "al", "article": "art", "attachment": "att", "blockList": "list", "chapter": "chp", "paragraph": "para",
    "quotedStructure": "qstr", "quotedText": "qtext", "recital": "rec", "recitals": "recs", "section": "sec",
    "authorialNote": "authnote", "wrapUp": "wrapup", "textualMod": "textmod",
}  # fmt: skip
"""The short names of elements in ids; every other element goes by its own."""
NAMED = frozenset({
    "part", "chapter", "section", "title", "article", "paragraph", "point", "alinea", "hcontainer", "recitals",
    "recital",
    "formula", "intro", "wrapUp", "blockList", "item", "ul", "table", "authorialNote", "ref", "mod", "quotedStructure",
    "quotedText", "term", "attachment", "textualMod", "content", "mref", "preamble",
})  # fmt: skip
"""The elements that the schema asks an id of (`corereq`), of those that are written."""
SINGLE = frozenset({"preamble", "intro", "wrapUp", "recitals", "content"})
"""Elements of which there is one in each: their ids have no number, unless another came first."""
_PUNCTUATION = re.compile(r"[^\w]+")
_NUMBERED = re.compile(
    r"^(?:article|art|part|chapter|section|title|annex|appendix|chapitre|partie|titre)?\W*(.*)$", re.I | re.S
)


def number(label: str) -> str:
    """The number of a label as ids have it: "Article 8 bis" is "8bis", "(a)" is "a", "1." is "1", "“2" is "2"."""
    return _PUNCTUATION.sub("", _numbered(label))


def _numbered(label: str) -> str:
    """A label without the word before its number."""
    inner = label.strip().lstrip("“”\"'«»([")
    found = _NUMBERED.match(inner)
    return found.group(1) if found and found.group(1).strip() else inner


@dataclass(slots=True)
class Names:
    """Gives ids; no two elements of a document have the same."""

    anchors: dict[str, Node] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def name(self, each: Node, prefix: str = "", outermost: str = "") -> None:
        """Give an element, and all in it, their ids; `outermost` is the prefix of articles here."""
        if each.name in NAMED or "keep" in each.attributes:
            each.attributes.pop("keep", None)
            before = outermost if each.name == "article" and each.number else prefix
            each.attributes = {"eId": self.unique(before, each), **each.attributes}
            prefix = prefix if each.name == "content" else each.ident
            if each.name in ("quotedStructure", "attachment"):
                outermost = prefix
        for anchor in each.anchors:
            self.anchors.setdefault(anchor, each)
        for child in each.children:
            if isinstance(child, Node):
                self.name(child, prefix, outermost)

    def unique(self, prefix: str, each: Node) -> str:
        """The id of an element; by its number, else counted; a count behind it where another has it already."""
        short = SHORT.get(each.name, each.name)
        base = f"{prefix}__{short}" if prefix else short
        stem, count = base, self.counts.get(base, 0)
        if each.number or each.name in SINGLE:
            stem = found = f"{base}_{each.number}" if each.number else base
            count = self.counts.get(stem, 1)
        else:
            count, found = count + 1, f"{base}_{count + 1}"
        while found in self.taken:
            count, found = count + 1, f"{stem}_{count + 1}"
        self.counts[stem] = count
        self.taken.add(found)
        return found


def portion(label: str) -> str:
    """The id of a provision of another text by its number: "11.2" is "art_11__para_2", "9.1.a" ends in "point_a"."""
    first, *rest = (part.strip().replace(" ", "") for part in label.split(".")) if label else ("",)
    steps = [f"{'para' if part[:1].isdigit() else 'point'}_{part}" for part in rest if part]
    return "__".join([f"art_{first}", *steps]) if first else ""

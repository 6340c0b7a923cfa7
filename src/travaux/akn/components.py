"""Which documents of a file are its text: one, a collection's texts of law, what is attached in the same file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from travaux.akn.elements import TEXTS, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

BESIDE = frozenset({"meta", "components"})
"""What stands in the outermost element and is no document."""


@dataclass(slots=True)
class Components:
    """The components of a file by their addresses, and those that were read."""

    by_address: dict[str, _Element] = field(default_factory=dict)
    of_law: bool = False
    met: set[_Element] = field(default_factory=set)

    def meet(self, each: _Element) -> bool:
        """Whether an element is met for the first time; from then on it is known."""
        known = each in self.met
        self.met.add(each)
        return not known

    def referred(self, each: _Element) -> _Element | None:
        """The component of this file that a reference leads to, if it leads to one."""
        return self.by_address.get((each.get("href") or each.get("src") or "").lstrip("#"))

    def beside(self, each: _Element) -> str:
        """What a component is called that stands beside the texts of law of a collection; "" for what is to be read."""
        held = document_of(each)
        if not self.of_law or held is None or name_of(held) in TEXTS:
            return ""
        return f"a document beside the text (“{held.get('name') or name_of(held)}”)"


def documents(root: _Element) -> list[_Element]:
    """The documents that stand in the outermost element, whatever their names."""
    return [each for each in root if name_of(each) and name_of(each) not in BESIDE and len(each)]


def document_of(component: _Element) -> _Element | None:
    """The document that a component holds."""
    return next((each for each in component if any(name_of(child) == "meta" for child in each)), None)


def components(root: _Element) -> Components:
    """The components of a file, by their ids and by what their documents are called."""
    made = Components()
    found = [(each, document_of(each)) for each in root.iter() if name_of(each) == "component"]
    held = [(each, document) for each, document in found if document is not None]
    for each, document in held:
        names = [each.get(name) for name in ("eId", "id", "wId")]
        names += [child.get("value") for child in document[0].iter() if name_of(child) == "FRBRthis"]
        for name in filter(None, names):
            made.by_address.setdefault(str(name), each)
    collected = any(name_of(each) == "collectionBody" for each in root.iter())
    made.of_law = collected and any(name_of(document) in TEXTS for _, document in held)
    return made

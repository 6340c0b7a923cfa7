"""The tags of a printed document, by which a reader who does not see the page hears it in order.

WeasyPrint tags the boxes of each page by their HTML elements. What it cannot know is put
right here, when all pages are tagged:

- what only decorates or repeats (running heads, leader dots, the head of a table on its
  second page, elements with `aria-hidden`) becomes an artifact, which is not read;
- an element that goes on overleaf is one element, not one for each page;
- elements of class `note` are notes, a `nav` of class `contents` is a table of contents,
  the heads of a table say which cells they are of, a link says where it leads, and a
  figure where it stands;
- a hyphen that only the end of a line put there is a soft one, and not part of the word.

The tags are those of ISO 32000-1, 14.8.4. A box, a PDF and its objects are WeasyPrint's and
pydyf's own, and have no types that could be named here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from travaux.render.heads import assign

CONTENTS = {"/L": "/TOC", "/LI": "/TOCI", "/LBody": "/Reference"}
"""The tags of a table of contents, by those of a list (ISO 32000-1, table 333)."""
PIXEL = 0.75  # points
HYPHEN, SOFT_HYPHEN = "\u2010", "\u00ad"
FLAT = frozenset({"/Div", "/P", "/Span", "/Note"})


class Tagger:
    """Stands in for the function by which WeasyPrint tags boxes, and remembers which tag is of which box."""

    def __init__(self, build: Callable[..., Iterator[Any]]) -> None:
        self._build = build
        self._boxes: dict[int, Any] = {}  # by the number of the structure element
        self._heads: set[Any] = set()  # the heads of tables that were read already
        self._divided: dict[tuple[int, int], str] = {}  # by page and number on it, words that end with a hyphen
        self._objects: list[Any] = []
        self._by_reference: dict[Any, Any] = {}

    def __call__(
        self, box: Any, parent: Any, pdf: Any, page: int, nums: Any, annotations: Any, tags: Any
    ) -> Iterator[Any]:
        """Tag a box and what is in it, as WeasyPrint does."""
        own = getattr(box, "_box", box)  # a box placed absolutely is wrapped
        for words in _words_in(own):
            if words.text.endswith(HYPHEN) and words in tags:
                self._divided[page, tags[words]["mcid"]] = words.text
        for element in self._build(box, parent, pdf, page, nums, annotations, tags):
            self._boxes.setdefault(element.number, own)
            yield element

    def finish(self, pdf: Any, streams: Any) -> None:
        """Put the tags of the whole document right; `streams` are its pages as drawn."""
        import pydyf

        self._objects = pdf.objects
        root = self._at(pdf.catalog["StructTreeRoot"])
        document = self._at(root["K"][0])
        self._prune(document)
        self._fill(document, [each.reference for each in self._joined(self._kids(document))])
        self._name(document, False)
        self._lift_contents(document)
        self._describe_links()
        self._place_figures(document)
        pages = self._at(root["ParentTree"])["Nums"][1::2][: len(streams)]
        self._soften(pages)
        identified = assign(document, self._tree, lambda each: self._boxes.get(each.number))
        root["IDTree"] = pydyf.Dictionary(
            {"Names": pydyf.Array(part for each in sorted(identified.items()) for part in _entry(*each))}
        )
        self._drop_unread(pages, document, streams)

    # -------- the tree

    def _at(self, reference: Any) -> Any:
        if reference not in self._by_reference:
            self._by_reference[reference] = self._objects[int(reference.split()[0])]
        return self._by_reference[reference]

    def _kids(self, element: Any) -> list[Any]:
        """The structure elements directly in one; its words and its links' annotations are not among them."""
        found = [self._at(each) for each in element["K"] if isinstance(each, bytes)]
        return [each for each in found if each.get("Type") == "/StructElem"]

    def _tree(self, element: Any) -> Iterator[Any]:
        """An element and all those in it, in reading order."""
        waiting = [element]
        while waiting:
            each = waiting.pop()
            yield each
            waiting.extend(reversed(self._kids(each)))

    def _fill(self, element: Any, parts: list[Any]) -> None:
        """Give an element what is in it anew, each part by its reference or number."""
        import pydyf

        element["K"] = pydyf.Array(parts)
        for each in self._kids(element):
            each["P"] = element.reference

    # -------- what is not read

    def _prune(self, element: Any) -> None:
        """Take out what only decorates or repeats, and what holds nothing."""
        kids = self._kids(element)
        kept = [each for each in kids if not self._is_unread(each)]
        for each in kept:
            self._prune(each)
        kept = [each for each in kept if each["K"] or each["S"] in ("/TD", "/TH")]
        if len(kept) < len(kids):
            gone = {each.reference for each in kids} - {each.reference for each in kept}
            element["K"][:] = [each for each in element["K"] if each not in gone]

    def _is_unread(self, element: Any) -> bool:
        box = self._boxes.get(element.number)
        if box is None:
            return False
        if element["S"] == "/THead":
            is_repeated = box.element in self._heads
            self._heads.add(box.element)
            return is_repeated
        return bool(box.is_leader or (box.element is not None and box.element.get("aria-hidden") == "true"))

    def _drop_unread(self, pages: Any, document: Any, streams: Any) -> None:
        """Words that no element in the tree owns become artifacts (ISO 32000-1, 14.8.2.2)."""
        import pydyf

        read = {each.reference for each in self._tree(document)}
        for stream, owners in zip(streams, pages, strict=True):
            unread = {number for number, owner in enumerate(owners) if owner not in read}
            owners[:] = ["null" if number in unread else owner for number, owner in enumerate(owners)]
            for at, part in enumerate(stream.stream):
                if isinstance(part, dict) and part.get("MCID") in unread:
                    stream.stream[at - 1 : at + 1] = ["/Artifact", pydyf.Dictionary({"Type": "/Pagination"})]

    # -------- what goes on overleaf

    def _joined(self, elements: list[Any]) -> list[Any]:
        """Elements in order, those that go on overleaf whole."""
        out: list[Any] = []
        for each in elements:
            if out and self._goes_on(out[-1], each):
                self._take(out[-1], each)
            else:
                out.append(each)
        return out

    def _goes_on(self, first: Any, more: Any) -> bool:
        """Whether an element is the rest of another: of the same HTML element, on a later page."""
        boxes = self._boxes.get(first.number), self._boxes.get(more.number)
        if None in boxes or first["S"] in ("/Link", "/Figure"):
            return False
        kinds = [(each.element, each.element_tag, type(each)) for each in boxes if each is not None]
        return kinds[0] == kinds[1] and first["S"] == more["S"] and first["Pg"] != more["Pg"]

    def _take(self, first: Any, more: Any) -> None:
        """Put the rest of an element into it: a row cell by cell, anything else at its end."""
        own, further = self._kids(first), self._kids(more)
        if type(self._boxes[first.number]).__name__ == "TableRowBox" and len(own) == len(further):
            for cell, rest in zip(own, further, strict=True):
                self._take(cell, rest)
        elif own and further and self._goes_on(own[-1], further[0]):
            self._take(own[-1], further[0])
            self._fill(first, [*first["K"], *(each for each in more["K"] if each != further[0].reference)])
        else:
            self._fill(first, [*first["K"], *more["K"]])

    # -------- names

    def _name(self, element: Any, in_contents: bool) -> None:
        """Tag what is in an element by what it is, and take out boxes that only WeasyPrint needs."""
        instead: dict[bytes, list[Any]] = {}
        for each in self._kids(element):
            self._name_one(each, in_contents)
            self._name(each, in_contents or "contents" in _classes(self._boxes.get(each.number)))
            if self._is_needless(element, each):
                instead[each.reference] = list(each["K"])
        if instead:
            self._fill(element, [part for each in element["K"] for part in instead.get(each, [each])])

    def _name_one(self, element: Any, in_contents: bool) -> None:
        box = self._boxes.get(element.number)
        if box is None:
            return
        is_inline = type(box).__name__.startswith("Inline")
        if in_contents and element["S"] in CONTENTS:
            element["S"] = CONTENTS[element["S"]]
        elif "note" in _classes(box) and not is_inline:
            element["S"] = "/Note"
        elif element["S"] == "/NonStruct" or (element["S"] == "/Link" and box.element_tag != "a"):
            element["S"] = "/Span" if is_inline else "/Div"

    def _is_needless(self, outer: Any, inner: Any) -> bool:
        """Whether an element is of the same HTML element as the one around it, and says no more."""
        boxes = self._boxes.get(outer.number), self._boxes.get(inner.number)
        if None in boxes or inner["S"] not in FLAT or len(self._kids(inner)) != len(inner["K"]):
            return False
        one, other = boxes
        return bool(one.element is other.element and one.element_tag == other.element_tag)  # type: ignore[union-attr]

    def _lift_contents(self, document: Any) -> None:
        """A table of contents inside another hangs from its line, and not from the words of that."""
        for line in [each for each in self._tree(document) if each["S"] == "/TOCI"]:
            words = self._kids(line)
            inner = [each.reference for one in words for each in self._kids(one) if each["S"] == "/TOC"]
            for one in words if inner else ():
                self._fill(one, [each for each in one["K"] if each not in inner])
            self._fill(line, [*line["K"], *inner])

    def _soften(self, pages: Any) -> None:
        """Say of words divided at the end of a line that they are (ISO 32000-1, 14.8.2.2.3)."""
        import pydyf

        for (page, number), words in self._divided.items():
            element = self._at(pages[page][number])
            if element["K"] == [number]:
                element["ActualText"] = pydyf.String(words.removesuffix(HYPHEN) + SOFT_HYPHEN)

    def _place_figures(self, document: Any) -> None:
        """Say where each figure stands in points from the foot of its page; WeasyPrint counts pixels from its head."""
        import pydyf

        for each in self._tree(document):
            if each["S"] == "/Figure" and (box := self._boxes.get(each.number)) is not None:
                left, top = box.content_box_x(), box.content_box_y()
                height = self._at(each["Pg"])["MediaBox"][3]
                corners = (left, top + box.height), (left + box.width, top)
                each["A"]["BBox"] = pydyf.Array([part for x, y in corners for part in (x * PIXEL, height - y * PIXEL)])

    def _describe_links(self) -> None:
        """Say of each link what it says, and not the name of an anchor (ISO 14289-1, 7.18.5)."""
        import pydyf

        for box in self._boxes.values():
            if box.link_annotation:
                words = box.element.get("aria-label") or "".join(box.element.itertext())
                box.link_annotation["Contents"] = pydyf.String(" ".join(words.split()))


def _classes(box: Any) -> list[str]:
    """The classes of the HTML element of a box."""
    return (box.element.get("class") or "").split() if box is not None and box.element is not None else []


def _words_in(box: Any) -> Iterator[Any]:
    """The words directly in a box, or in its lines."""
    for each in getattr(box, "children", ()):
        yield from (inner for inner in getattr(each, "children", ()) if hasattr(inner, "text"))
        if hasattr(each, "text"):
            yield each


def _entry(name: str, reference: bytes) -> tuple[Any, bytes]:
    import pydyf

    return pydyf.String(name), reference

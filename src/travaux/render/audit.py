"""The layout audit: what a reader of a set document would find out of place, found before the file is written.

It walks the boxes of the pages, after layout, and asks of each page:

- every note (`data-note`) stands once and whole, beside the words that it is of, and level with them;
- no heading is the last thing on its page;
- nothing reaches beyond the area that the page has for its words.

What can be mended is: a break is forced, or a row may be divided, and the document is set again. What can't be
is told. The boxes are WeasyPrint's own, and have no types that could be named here. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from travaux.render.api import Misprint, Wrong

ROUNDS = 3
"""How often a document is set, at the most."""
NEAR = 48.0
"""How far below the top of its words a row's first note may begin (12.7 mm: half of it is the space of a heading)."""
SLACK = 3.0
"""What reaches beyond an area by no more is not seen (0.8 mm)."""
LINES = 2
"""Characters by which a note may differ from its source: WeasyPrint adds and drops hyphens at the ends of lines."""
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
"""The title of the whole, a `h1`, is over what has pages of its own."""
HYPHENS = str.maketrans("", "", "\u2010\u00ad- \n\t\u00a0\u2009\u202f\u200b")


@dataclass(frozen=True, slots=True)
class Fault:
    """A misprint, and the element that a remedy would be put on."""

    misprint: Misprint
    element: Any = None


@dataclass(slots=True)
class _Seen:
    """Where an element stands: of each page it is on, by number, the top and the bottom; and its characters."""

    places: dict[int, tuple[float, float]] = field(default_factory=dict)
    characters: int = 0

    def at(self, page: int, box: Any) -> None:
        """The outermost box of an element on a page counts."""
        top = box.border_box_y()
        self.places.setdefault(page, (top, top + box.border_height()))

    @property
    def first(self) -> tuple[int, float]:
        """The page and the height at which it begins."""
        page = min(self.places)
        return page, self.places[page][0]


def set_and_audit(html: Any, render: Callable[[], Any]) -> tuple[Any, tuple[Misprint, ...]]:
    """Set a document, mend what the audit finds, and set it again; the document, and what remained."""
    root = html.etree_element
    parents = {child: parent for parent in root.iter() for child in parent}
    done: set[tuple[str, Any]] = set()
    for left in range(ROUNDS, 0, -1):
        document = render()
        faults = audit(document, root)
        if left == 1 or not any([_mend(each, parents, done) for each in faults]):
            break
    return document, tuple(dict.fromkeys(each.misprint for each in faults))


def audit(document: Any, root: Any) -> tuple[Fault, ...]:
    """Everything out of place in a document that was set from the tree of elements under `root`."""
    walk = _Walk(root)
    for number, page in enumerate(document.pages, 1):
        walk.page(number, page._page_box)
    return (*walk.faults, *walk.last_headings(), *_notes(walk))


# ---------------------------------------------------------------- the boxes


class _Walk:
    """One walk over the boxes of all pages; boxes inside a line are looked at for the characters of notes alone."""

    def __init__(self, root: Any) -> None:
        self.rows = [each for each in root.iter("div") if "row" in _classes(each)]
        self.notes = [each for each in root.iter("div") if each.get("data-note")]
        words = (each for row in self.rows for each in row if "words" in _classes(each))
        self.seen: dict[Any, _Seen] = {each: _Seen() for each in (*self.rows, *self.notes, *words)}
        self.faults: list[Fault] = []
        self.lasts: list[tuple[int, Any, str]] = []  # of each page with words its number, its last heading, its words

    def page(self, number: int, page: Any) -> None:
        """Look at one page: its boxes from the outermost in, without those of its margins."""
        right = page.content_box_x() + page.width + SLACK
        below = page.content_box_y() + page.height + SLACK
        lowest: tuple[float, Any, Any] = (-1.0, None, None)
        stack: list[tuple[Any, Any, Any]] = [(page.children[0], None, None)]
        while stack:
            box, heading, note = stack.pop()
            kind = type(box).__name__
            if kind == "AbsolutePlaceholder":
                box = box._box
                kind = type(box).__name__
            if (seen := self.seen.get(box.element)) is not None and kind != "LineBox":
                seen.at(number, box)
                note = box.element if box.element.get("data-note") else note
            if kind == "LineBox":
                bottom = box.position_y + box.height
                if bottom > lowest[0] and box.width:
                    lowest = (bottom, heading, box)
                if note is not None:
                    self.seen[note].characters += sum(map(_count, _texts(box)))
            elif box.element_tag in HEADINGS:
                heading = box.element
            if kind in _SOLID:
                self.area(number, box, right, below)
            if kind not in _SHUT:
                stack.extend((each, heading, note) for each in getattr(box, "children", ()))
        if lowest[2] is not None:
            self.lasts.append((number, lowest[1], _words(lowest[2])))

    def area(self, number: int, box: Any, right: float, below: float) -> None:
        """Tell of a box that reaches beyond the area of its page."""
        too_wide = box.position_x + box.margin_width() > right
        if too_wide or box.position_y + box.height > below:
            kind: Wrong = "beside" if too_wide else "below"
            self.faults.append(Fault(Misprint(kind, number, _words(box)), box.element))

    def last_headings(self) -> Iterator[Fault]:
        """A heading that is last on its page, and is not the end of all."""
        for number, heading, words in self.lasts[:-1]:
            if heading is not None:
                yield Fault(Misprint("heading", number, words), heading)


_SOLID = frozenset({"LineBox", "TableBox", "BlockReplacedBox", "InlineReplacedBox"})
_SHUT = frozenset({"LineBox", "TextBox", "BlockReplacedBox", "InlineReplacedBox"})


def _texts(box: Any) -> Iterator[str]:
    """The words in a line."""
    for each in getattr(box, "children", ()):
        if hasattr(each, "text"):
            yield each.text
        else:
            yield from _texts(each)


def _count(words: str) -> int:
    """The characters of words, without blanks and hyphens."""
    return len(words.translate(HYPHENS))


def _words(box: Any) -> str:
    """The first words in a box."""
    words = " ".join("".join(_first_texts(box)).split())
    return words if len(words) <= 60 else (words[:60].rpartition(" ")[0] or words[:60]) + " …"


def _first_texts(box: Any) -> Iterator[str]:
    for each in getattr(box, "children", ()):
        if hasattr(each, "text"):
            yield each.text
            continue
        if type(each).__name__ == "LineBox":
            yield " "
        yield from _first_texts(each)


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


# ---------------------------------------------------------------- the notes


def _notes(walk: _Walk) -> Iterator[Fault]:
    """Notes that are lost, doubled, or not beside their words."""
    by_name: dict[str, list[Any]] = {}
    for each in walk.notes:
        by_name.setdefault(each.get("data-note"), []).append(each)
    whole = dict.fromkeys(walk.notes, True)
    for elements in by_name.values():
        set_ = sum(walk.seen[each].characters for each in elements)
        due = _count("".join(elements[0].itertext()))
        if abs(set_ - due) <= LINES:
            continue
        whole.update(dict.fromkeys(elements, False))
        pages = [page for each in elements for page in walk.seen[each].places]
        kind: Wrong = "lost" if set_ < due else "doubled"
        yield Fault(Misprint(kind, min(pages, default=0), _said(elements[0])))
    for row in walk.rows:
        yield from _beside(walk, row, whole)


def _beside(walk: _Walk, row: Any, whole: dict[Any, bool]) -> Iterator[Fault]:
    """The notes of one row that do not stand in it, or the first of them not level with the row's words."""
    words = next((walk.seen[each] for each in row if "words" in _classes(each)), None)
    room = walk.seen[row]
    first = True
    for note in (each for part in row if "notes" in _classes(part) for each in part if each in whole):
        own = walk.seen[note]
        if own.places and words is not None and words.places:
            page, top = own.first
            level = not first or (page == words.first[0] and 0 <= top + 1 - words.first[1] <= NEAR)
            if not (level and all(_inside(place, room.places.get(on)) for on, place in own.places.items())):
                yield Fault(Misprint("displaced", page, _said(note)), row)
        first = False


def _inside(place: tuple[float, float], room: tuple[float, float] | None) -> bool:
    return room is not None and place[0] >= room[0] - SLACK and place[1] <= room[1] + SLACK


def _said(note: Any) -> str:
    words = " ".join("".join(note.itertext()).split())
    return words if len(words) <= 60 else (words[:60].rpartition(" ")[0] or words[:60]) + " …"


# ---------------------------------------------------------------- remedies

BREAK = "break-before: page"
REMEDIES = {
    "heading": BREAK,
    "displaced": BREAK,
    "below": "break-inside: auto",
    "beside": "overflow-wrap: anywhere; table-layout: fixed",
}
"""What is added to the style of an element, by what is wrong with it."""
UNITS = frozenset({"row", "plain", "pair", "wide", "drawing", "grid"})
"""Classes of elements that are set as one: a break goes before the outermost of them, and into all of them."""


def _mend(fault: Fault, parents: dict[Any, Any], done: set[tuple[str, Any]]) -> bool:
    """Put a remedy on what is out of place; whether there was one that had not been tried."""
    remedy = REMEDIES.get(fault.misprint.kind)
    if remedy is None or fault.element is None:
        return False
    units = [each for each in _upward(fault.element, parents) if each.tag == "tr" or UNITS.intersection(_classes(each))]
    touched = [fault.element, *units] if remedy != BREAK else (units or [fault.element])[-1:]
    new = [each for each in touched if (remedy, each) not in done]
    for each in new:
        done.add((remedy, each))
        each.set("style", "; ".join(filter(None, (each.get("style"), remedy))))
    return bool(new)


def _upward(element: Any, parents: dict[Any, Any]) -> Iterator[Any]:
    """An element, and those it is in, outward."""
    while element is not None:
        yield element
        element = parents.get(element)

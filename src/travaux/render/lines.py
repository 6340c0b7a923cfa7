"""The numbers of lines in the margin, for texts whose lines are counted (class `lined`).

No style sheet can count lines: they are known when the pages are laid out. Then every fifth line of the text is
given its number, as one more box in the margin of the page. What stands in the margin of a page is no part of the
text, and is not read aloud. Headings and notes are not counted, nor what stands
behind a text and is not of it; each text begins anew.

The boxes are WeasyPrint's own, and have no types that could be named here. Lengths are CSS pixels.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

EVERY = 5
"""Every so many lines have their number in the margin."""
GAP = 20.0
"""From the right edge of a number to the text (5.3 mm)."""
HELD = "@left-top"
"""The box of the page's margin that `css/lines.css` makes, and that gives the numbers their shape."""
_SKIPPED = frozenset({"notes", "notice", "annex"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def number_lines(pages: Any) -> int:
    """Give the lines of counted texts their numbers, on laid out pages; how many lines there are.

    Pages without the margin's box are left as they are.
    """
    counts: dict[Any, int] = {}
    for page in pages:
        box = page._page_box
        held = next((each for each in box.children if getattr(each, "at_keyword", "") == HELD), None)
        if held is None:
            continue
        numbers = [
            _numbered(held, number, line, box.content_box_x() - GAP)
            for number, line in _counted(box.children[0], counts)
            if number % EVERY == 0
        ]
        box.children = [*(each for each in box.children if each is not held), *numbers]
    return sum(counts.values())


def _counted(box: Any, counts: dict[Any, int], text: Any = None) -> Iterator[tuple[int, Any]]:
    """The lines of counted texts under a box, each with its number in its text."""
    if type(box).__name__ == "LineBox":
        if text is not None and box.width:
            counts[text] = counts.get(text, 0) + 1
            yield counts[text], box
        return
    classes = (box.element.get("class") or "").split() if box.element is not None else []
    if "lined" in classes:
        text = box.element
    elif text is not None and _SKIPPED.intersection(classes):
        return
    if box.element_tag in _HEADINGS:
        return
    for each in getattr(box, "children", ()):
        yield from _counted(each, counts, text)


def _numbered(held: Any, number: int, line: Any, right: float) -> Any:
    """A copy of the margin's box that holds a number, its right edge at `right` and its feet on those of a line."""
    box = _with_words(held, str(number))
    words = _words(box)
    across = right - (words.position_x + words.width)
    down = line.position_y + line.baseline - (words.position_y + words.baseline)
    box.translate(across, down)
    return box


def _with_words(box: Any, words: str) -> Any:
    """A box and those in it anew, with other words."""
    from weasyprint.text.line_break import split_first_line

    if hasattr(box, "text"):
        new = box.copy_with_text(words)
        new.pango_layout, _, _, new.width, _, _ = split_first_line(words, new.style, None, None, 0)
        return new
    if hasattr(box, "children"):
        return box.copy_with_children([_with_words(each, words) for each in box.children])
    return box.copy()


def _words(box: Any) -> Any:
    """The words in a box that holds one run of them."""
    while not hasattr(box, "text"):
        box = box.children[0]
    return box

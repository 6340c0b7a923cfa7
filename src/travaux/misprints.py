"""What can be out of place on a printed page, as findings; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from travaux.diagnostics import Diagnostic, Severity
from travaux.pages import finding
from travaux.render.api import Misprint, Wrong

WHAT: Mapping[Wrong, str] = {
    "heading": "a heading stands last on its page, away from what it is over",
    "displaced": "a note does not stand beside the words that it is of",
    "lost": "a note is not printed, or not to its end",
    "doubled": "a note is printed twice",
    "below": "words reach below the area of the page",
    "beside": "words reach beyond the right edge of the page’s area",
    "glyph": "",
}


@finding("C603", "out-of-place", Severity.WARNING)
def out_of_place(file: str, page: int, what: str, words: str) -> tuple[str, str]:
    """Something on a printed page is out of place, and could not be put right.

    When a PDF is laid out, each page is looked over: every note stands once, beside its paragraph; no heading
    is the last line of a page; nothing reaches beyond the area of the page. What is not so is mended by another
    page break, as far as that helps, and the text is laid out again. What remains is told here.

    Example: a word of two hundred letters, an address perhaps, that no line has room for.

    Instead: shorten the words that are named, or divide them; if a style sheet of the project's own is in use,
    look there first.
    """
    where = f"on page {page} of {file}" if page else f"in {file}"
    return f"{where} {what}: “{words}”", "look at the page; shorten the words, or divide them into paragraphs"


@finding("C604", "no-glyph", Severity.WARNING)
def no_glyph(file: str, characters: str) -> tuple[str, str]:
    """A character stands in none of the fonts that PDFs are set in, so that its number is printed in its place.

    The fonts have the letters of European languages, of Arabic, Hebrew, Armenian and Georgian, and many signs.
    Nothing is taken from the machine that the text is built on, so that the same text gives the same file
    everywhere. Other formats print the character itself.

    Example: a name in Chinese characters in the title of a source: [U+4E2D U+56FD] is printed.

    Instead: write the name in Latin letters, or lay a font that has the character over the project's
    (`templates/fonts/DejaVuSans-Book.ttf`: it serves where the others lack a sign).
    """
    named = ", ".join(f"{each} (U+{ord(each):04X})" for each in characters[:8])
    more = f" and {len(characters) - 8} more" if len(characters) > 8 else ""
    return (
        f"in {file} no font has {named}{more}: the number is printed instead",
        "write the words in other letters, or put a font that has them in templates/fonts/DejaVuSans-Book.ttf",
    )


def misprinted(file: str, misprints: Iterable[Misprint]) -> list[Diagnostic]:
    """What is out of place in one file, as findings."""
    return [
        no_glyph(None, file, each.words)
        if each.kind == "glyph"
        else out_of_place(None, file, each.page, WHAT[each.kind], each.words)
        for each in misprints
    ]

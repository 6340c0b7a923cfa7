"""What a page asks of the tree: how long words are, what may stand beside notes, what a heading is called.

Lengths are estimates in lines of the text: they decide what goes into a row, never
what is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from travaux.model import walk
from travaux.model.tree import (
    Amendment,
    Block,
    Definition,
    Division,
    Document,
    Figure,
    Inline,
    Items,
    Mode,
    Note,
    Option,
    Para,
    Recital,
    Sub,
    Table,
    Term,
)
from travaux.render.api import lead, tag

WORDS_LINE, NOTE_LINE = 58, 62  # characters in a line of the text and of the margin
NOTE_HEIGHT = 0.72  # a line of the margin, in lines of the text
SCREEN = 1.3  # notes are longer on a screen, which has fonts of its own
LONG = 26.0  # a row of more lines than this may be broken across pages
LONG_CELL = 900  # a row with a cell of more characters may be broken across pages
TITLE = 38  # characters in a line of the title
RUNNING, NARROW = 60, 46  # characters in a running head, and in one of the narrower page of a text without margin


def _height(words: str, width: int) -> int:
    return -(-len(words) // width)


def text_lines(block: Block) -> float:
    """About how many lines a block takes in the text, with the space after its paragraphs."""
    label_only = isinstance(block, Division) and not walk.headed(block)
    own = 0.0 if label_only else sum(_height(walk.plain(each), WORDS_LINE) + 0.4 for each in walk.runs(block))
    return own + sum(text_lines(each) for each in walk.inside(block))


def note_lines(notes: Sequence[Note]) -> float:
    """About how many lines of the text notes take in the margin."""
    return sum((_height(f"{lead(n)} {walk.plain(n.body)} {tag(n)}", NOTE_LINE) + 0.6) * NOTE_HEIGHT for n in notes)


def noted(inlines: Iterable[Inline]) -> tuple[Note, ...]:
    """The notes that hang on inlines."""
    return tuple(each for each in walk.deep(inlines) if isinstance(each, Note))


def unit(block: Block) -> tuple[Note, ...]:
    """The notes of a block that is one paragraph, whatever it is wrapped in; none for any other."""
    match block:
        case Para() | Recital():
            return noted(block.inlines)
        case Division() if len(block.children) == 1 and not walk.headed(block):
            return noted(block.label) + unit(block.children[0])
        case Definition() | Option() if len(block.children) == 1:
            return unit(block.children[0])
        case _:
            return ()


def absorbable(block: Block) -> bool:
    """Whether a block may stand beside the notes of the one before: running text without notes or headings."""
    for each in walk.below((block,)):
        if isinstance(each, Table | Figure | Amendment) or (isinstance(each, Division) and walk.headed(each)):
            return False
        if noted(walk.inlines(each)):
            return False
    return True


def short(words: str, mode: Mode) -> str:
    """Words cut to the width of a running head, between two of them."""
    return cut(words, RUNNING if mode == "margin" else NARROW)


def cut(words: str, most: int) -> str:
    """Words cut to a number of characters, between two of them."""
    if len(words) <= most:
        return words
    whole = words[:most].rpartition(" ")[0] or words[:most]
    return whole.rstrip(" ,;:–") + " …"


def unquoted(inlines: Sequence[Inline]) -> tuple[Inline, ...]:
    """Words of a heading without the quotation marks of an amendment, which open here and close elsewhere."""
    return tuple(each for each in inlines if not (isinstance(each, Sub) and each.why == "quotation"))


def even(inlines: Iterable[Inline]) -> float:
    """The width in ems that breaks a title into lines of about one length (no sheet can balance them)."""
    length = len(walk.plain(inlines))
    lines = -(-length // TITLE)
    return round((length / max(lines, 1) + 6) * 0.41, 1)


def idents(document: Document) -> frozenset[str]:
    """Every anchor that will stand on the page: divisions, recitals, items, defined terms."""
    found = set()
    for block in walk.blocks(document):
        match block:
            case Division() | Recital():
                found.add(block.ident)
            case Items():
                found.update(block.idents)
            case _:
                pass
        for each in walk.deep(walk.inlines(block)):
            if isinstance(each, Term) and each.defining:
                found.add(f"_term-{each.ident}")
    return frozenset(found - {""})

"""A difference as amending instructions, and the text that printed instructions make.

What to call: `text(redline, old, new, style)` gives the printed page for `travaux diff OLD NEW --as amendments`
(plain text; `style` is the house style of the text amended, None for the Council of Europe's). It is the
printed words of `instructions`, checked: they are read back by `applied`, which sees those words and the old
text only, and must give the new text. Where they do not, the text is replaced as a whole; nothing is printed
that would make another text.

The wording is that of the operations in this library's amending protocol, in the forms usual for amending
treaties (confidence: high; no treaty is followed word for word). Provisions are cited by their old numbers,
words go and come in quotation marks, and renumbering stands last.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from travaux.diff.amending.carrying import Carrying
from travaux.diff.amending.citations import Citations, Nameless, Unreadable
from travaux.diff.amending.house import house
from travaux.diff.amending.instruction import Edit, Instruction
from travaux.diff.amending.pairs import Pairs, paired, rewritten
from travaux.diff.amending.plan import Plan
from travaux.diff.amending.printing import printed as _printed
from travaux.diff.amending.reading import read
from travaux.model.redline import Comparand, Passage, Redline

if TYPE_CHECKING:
    from travaux.model.style import Style

__all__ = ["Edit", "Instruction", "Unreadable", "applied", "instructions", "printed", "text"]


def text(redline: Redline, old: Comparand, new: Comparand, style: Style | None = None) -> str:
    """The amending instructions that make `new` of `old`, as plain text: paragraphs parted by blank lines."""
    return printed(instructions(redline, old, new, style), style)


def instructions(
    redline: Redline, old: Comparand, new: Comparand, style: Style | None = None
) -> tuple[Instruction, ...]:
    """The amending instructions that make `new` of `old`; none where they are equal.

    Carried out as printed they give the labels and words of the new text to the letter.
    """
    cited = Citations(old.passages, house(style))
    pairs = paired(redline, old.passages, new.passages)
    if _lines(old.passages) == _lines(new.passages):
        return ()
    rewritten(pairs, cited.outline)
    planned = _planned(cited, pairs)
    if planned and _makes(planned, cited, new.passages):
        return planned
    block = _lines(new.passages)
    return (Instruction("replace" if block else "delete", block=block) if old.passages else _first(block),)


def printed(given: Sequence[Instruction], style: Style | None = None) -> str:
    """Instructions in words, with a sentence before them on how they are read."""
    return _printed(given, house(style))


def applied(old: Sequence[Passage], words: str, style: Style | None = None) -> tuple[Passage, ...]:
    """What a text says once printed instructions are carried out on it.

    Only the printed words and the old text are looked at. Passages that come have a label and words, and
    nothing else. `Unreadable` where an instruction is not understood, names no provision or more than one,
    or quotes words that the provision does not have once.
    """
    return _applied(Citations(tuple(old), house(style)), words)


def _applied(cited: Citations, words: str) -> tuple[Passage, ...]:
    carrying = Carrying(cited)
    for each in read(words, cited.style):
        carrying.take(each)
    return tuple(carrying.amended())


def _planned(cited: Citations, pairs: Pairs) -> tuple[Instruction, ...]:
    """Instructions for the pairs, as many of which are given up as it takes to cite every provision."""
    while True:
        trial = Pairs(pairs.old, pairs.new, dict(pairs.to), pairs.words)
        try:
            return Plan(cited, trial).every()
        except Nameless as nameless:
            span = _around(cited, nameless.index)
            if not any(index in pairs.to for index in span):
                return ()
            pairs.part(span)


def _around(cited: Citations, index: int) -> range:
    """The smallest provision around a passage that can be cited, else the whole text."""
    for each in cited.outline.above(cited.outline.nodes[index]):
        try:
            cited.whole(each.index)
        except Nameless:
            continue
        if each.end > each.index:
            return range(each.index, each.end + 1)
    return range(len(cited.old))


def _makes(planned: Sequence[Instruction], cited: Citations, new: Sequence[Passage]) -> bool:
    """Whether instructions, printed and read back, make the new text."""
    try:
        return _lines(_applied(cited, _printed(planned, cited.style))) == _lines(new)
    except Unreadable:
        return False


def _lines(passages: Sequence[Passage]) -> tuple[tuple[str, str], ...]:
    return tuple((each.label, each.text) for each in passages)


def _first(block: tuple[tuple[str, str], ...]) -> Instruction:
    return Instruction("insert", where="beginning", block=block)

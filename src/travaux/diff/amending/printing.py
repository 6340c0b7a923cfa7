"""Instructions as words: numbered, in a house style, what comes quoted and indented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from travaux.diff.amending.house import House
from travaux.diff.amending.instruction import Edit, Instruction, Line
from travaux.diff.amending.quoting import quoted
from travaux.diff.amending.throughout import JOINT

OPENING = (
    "The text is amended as follows. Provisions are cited by the numbers which they bore, and words are quoted as "
    "they stood, before any of these amendments. Where several provisions come at the same place, they stand there "
    "in the order of these amendments."
)
NOTHING = "The texts do not differ; no amendment is needed."
INDENT = "    "


def printed(instructions: Sequence[Instruction], style: House) -> str:
    """Instructions as paragraphs parted by blank lines, each a line, with a sentence on how they are read."""
    if not instructions:
        return f"{NOTHING}\n"
    blocks = [OPENING]
    for number, each in enumerate(instructions, 1):
        first, *rest = _paragraphs(each, style)
        blocks += [f"{number}. {first[:1].upper()}{first[1:]}", *(f"{INDENT}{line}" for line in rest)]
    return "\n\n".join(blocks) + "\n"


def _paragraphs(each: Instruction, style: House) -> Iterator[str]:
    """The paragraphs of one instruction."""
    at = _apart(each.at) or "the whole text"
    match each.doing:
        case "words":
            yield from _words(each, style)
        case "title" | "label" | "renumber" | "move" | "delete":
            yield _short(each, at, style)
        case "replace":
            yield f"{at} shall be replaced by the following:"
            yield from _block(each.block, style)
        case "insert":
            yield f"{_place(each)}, the following{' ' if each.new else ''}{each.new} shall be inserted:"
            yield from _block(each.block, style)


def _short(each: Instruction, at: str, style: House) -> str:
    """An instruction of one sentence."""
    opened, closed = style.quotes
    match each.doing:
        case "title":
            title = quoted(each.new, style)
            return f"{at} shall bear the title {title}." if each.new else f"the title of {at} shall be deleted."
        case "label" if not each.to:
            return f"{at} shall bear the number {opened}{each.new}{closed}."
        case "label":
            by = f"replaced by the number {opened}{each.new}{closed}" if each.new else "deleted"
            return f"the number {opened}{each.to}{closed} of {at} shall be {by}."
        case "renumber":
            return f"{at} shall become {each.new}."
        case "move":
            return f"{at} shall be placed {_place(each)}."
        case _:
            return f"{at} shall be deleted."


def _place(each: Instruction) -> str:
    if each.where in ("beginning", "end"):
        return f"at the {each.where} of the text"
    return f"{each.where} {each.to}"


def _apart(at: str) -> str:
    """A citation with the comma that closes its apposition: "Article 5, paragraph 2," (ETS 189, Article 3.2)."""
    return f"{at}," if "," in at else at


def _words(each: Instruction, style: House) -> Iterator[str]:
    """Changes of the words of one passage: one as a sentence, several as a list."""
    if JOINT in each.at:
        yield f"{_edit(each.edits[0], style)} in each of the following provisions: {each.at}."
        return
    if len(each.edits) == 1:
        yield f"in {each.at}, {_edit(each.edits[0], style)}."
        return
    yield f"{_apart(each.at)} shall be amended as follows:"
    for number, edit in enumerate(each.edits):
        end = "." if number == len(each.edits) - 1 else ";"
        yield f"({_letter(number)}) {_edit(edit, style)}{end}"


def _letter(number: int) -> str:
    before, letter = divmod(number, 26)
    return (_letter(before - 1) if before else "") + chr(97 + letter)


def _edit(edit: Edit, style: House) -> str:
    """One change of words."""
    from travaux.diff.amending.house import ordinal

    old, new = _called(edit.words, style), _called(edit.new, style)
    occur = "they occur" if " " in edit.words else "it occurs"
    which = f", where {occur} for the {ordinal(edit.nth)} time," if edit.nth > 0 else ""
    which = f", wherever {occur}," if edit.nth < 0 else which
    match edit.kind:
        case "replace":
            return f"{old}{which} shall be replaced by {new}"
        case "delete":
            return f"{old}{which} shall be deleted"
        case "end":
            return f"{new} shall be added at the end"
        case _:
            return f"{new} shall be inserted {edit.kind} {old}"


def _called(words: str, style: House) -> str:
    what = "figure" if words.isdecimal() else "words" if " " in words else "word"
    return f"the {what} {quoted(words, style)}"


def _block(lines: Sequence[Line], style: House) -> Iterator[str]:
    """What comes, a paragraph for each passage, in quotation marks."""
    from travaux.diff.amending.quoting import lined

    opened, closed = style.quotes
    for number, line in enumerate(lines):
        before = opened if number == 0 else ""
        yield before + lined(line) + (f"{closed}." if number == len(lines) - 1 else "")

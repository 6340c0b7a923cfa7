"""Redlines of plain texts for tests: made, drawn as marks, and checked for what must hold of every one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.model.redline import STATUSES, Comparand, Passage, Redline, Row, Side, Words

OPENED, CLOSED = {"-": "[-", "+": "{+", "=": ""}, {"-": "-]", "+": "+}", "=": ""}


def compared(old: str, new: str, markdown: bool = False) -> Redline:
    """The redline of two plain texts, effects in law apart."""
    return structural(Comparand("old", read(old, markdown)), Comparand("new", read(new, markdown)))


# ---------------------------------------------------------------- drawn


def marked(words: Words) -> str:
    """Words with what is deleted and inserted in marks; white space at their edges outside, a blank line as ¶."""
    out = ""
    for op, said in words:
        core = said.strip(" ")
        lead, tail = said[: len(said) - len(said.lstrip(" "))], said[len(said.rstrip(" ")) :]
        out += f"{lead}{OPENED[op]}{core}{CLOSED[op]}{tail}" if core else f"{OPENED[op]}{said}{CLOSED[op]}"
    return out.replace("\n\n", "¶ ")


def drawn(row: Row) -> str:
    """A row as one line: its status, its labels, its words."""
    labels = [side.label for side in (row.old, row.new) if side is not None]
    label = labels[0] if labels[0] == labels[-1] else " → ".join(each or "none" for each in labels)
    return " | ".join(filter(None, (row.status, label, marked(row.words))))


def page(made: Redline) -> str:
    """The rows that are not equal, one a line."""
    return "".join(f"{drawn(row)}\n" for row in made.rows if row.status != "equal") or "no difference\n"


# ---------------------------------------------------------------- checked


def passages(sides: Iterable[Side | None]) -> list[Passage]:
    return [each for side in sides if side is not None for each in side.passages]


def squeezed(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def said(every: Iterable[Passage]) -> str:
    """Labels and texts, spacing aside."""
    return squeezed("".join(each.label + each.text for each in every))


def joined(side: Side | None) -> str:
    """A side's text as its passages give it."""
    if side is None:
        return ""
    later = [" ".join(filter(None, (each.label, each.text))) for each in side.passages[1:]]
    return "\n\n".join((side.passages[0].text, *later))


def check(made: Redline, old: str, new: str, markdown: bool = False) -> None:
    """What holds of every redline: both texts can be rebuilt from it, to the letter."""
    before, after = read(old, markdown), read(new, markdown)
    assert passages(row.new for row in made.rows) == [*after], "the new text in its order, each passage once"
    assert Counter(passages(row.old for row in made.rows)) == Counter(before), "each old passage once"
    if not markdown:
        assert said(before) == squeezed(old) and said(after) == squeezed(new), "nothing is lost in reading"
    for row in made.rows:
        _check(row)


def _check(row: Row) -> None:
    signs = [op for op, _ in row.words]
    assert all(one != two for one, two in pairwise(signs)), row
    assert all(text for _, text in row.words), row
    for side, other in ((row.old, "+"), (row.new, "-")):
        kept = "".join(text for op, text in row.words if op != other)
        assert kept == (side.text if side is not None else ""), row
        assert side is None or side.text == joined(side), row
        assert side is None or (side.label, side.id) == (side.passages[0].label, side.passages[0].id), row
    assert row.status in STATUSES and _fits(row), row


def _fits(row: Row) -> bool:
    """Whether a row's status says what its sides and words are."""
    if row.old is None or row.new is None:
        return row.status == ("inserted" if row.old is None else "deleted") and (row.old or row.new) is not None
    same, many = row.old.text == row.new.text, (len(row.old.passages) > 1, len(row.new.passages) > 1)
    match row.status:
        case "equal":
            return same and row.old.label == row.new.label and not any(many)
        case "renumbered":
            return not any(many) and (
                same or all(not any(map(str.isalnum, text)) for op, text in row.words if op != "=")
            )
        case "moved":
            return same and not any(many)
        case "split":
            return many[1] and not many[0]
        case "merged":
            return many[0] and not many[1]
        case "inserted" | "deleted":
            return False
        case "moved-changed":
            return not same
        case "editorial":
            return not any(many) and (not same or row.old.label != row.new.label)
        case _:
            return not same and not any(many)

"""What the ledger finds, as findings; each docstring is the page of its code."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from travaux.diagnostics import Diagnostic, Span
from travaux.ledger.comparing import compared
from travaux.ledger.source import lost
from travaux.model.library import Library
from travaux.model.tree import Settled
from travaux.pages import finding

SHOWN = 80


@finding("C605", "output-differs")
def output_differs(file: str, what: str) -> tuple[str, str]:
    """A file that was made does not say what the text says: a character was lost, moved, doubled or added.

    With `--verify` each file is read back before it is written, by means that share nothing with what made it, and
    every character of the text, of its headings, citations and notes is looked for, in order. A file that differs is
    not written, and what was there before stays.

    Example: a layout of the project's own that leaves out the body of a page, or adds words to it.

    Instead: if the project has layouts of its own, look there first; else this is a fault of the program: please
    report it, with the text.
    """
    return (
        f"{file} does not say what the text says; {what}",
        "look at the project's own layouts, if it has any; else report this, with the text",
    )


@finding("C606", "source-differs")
def source_differs(clause: str, there: str, here: str) -> tuple[str, str]:
    """Words of a clause were changed on the way into the text, and no record was kept of it.

    Whatever the program changes in a drafter's words (a number filled in, a spelling of the house style, the end of a
    recital) is recorded in the text's tree. With `--verify` each record is turned round, and the clause must read as
    its file does, to the letter, line breaks and indentation apart.

    Example: none is known; a fault of the program would be one.

    Instead: please report it, with the clause.
    """
    return (
        f"the words of '{clause}' can't be led back to its file: it says “{there}”, and the text “{here}”",
        "report this, with the clause",
    )


def verified(file: str, data: bytes, name: str, text: Settled) -> Iterator[Diagnostic]:
    """What a file in a format lost, moved, doubled or added of a text: the first, which often leads to the others."""
    try:
        differences = compared(text, data, name)
    except ValueError as error:
        differences = [str(error)]
    if differences:
        more = f" (and {len(differences) - 1} more)" if differences[1:] else ""
        yield output_differs(None, file, f"{differences[0]}{more}")


def sourced(text: Settled, library: Library) -> Iterator[Diagnostic]:
    """Which clauses of a text can't be led back to their files, from the first word that differs."""
    for clause, wanted, found in lost(text, library):
        at = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(wanted, found, strict=False)))
        begun = max(at - SHOWN // 2, 0)
        path = library.clauses[clause].path
        yield source_differs(Span(path, 1, 1), clause, wanted[begun : at + SHOWN], found[begun : at + SHOWN])

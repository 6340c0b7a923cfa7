"""Mutants for the readers beside that of projects: fields of prose, plain texts that are compared or imported, XML."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from functools import cache

from mutants import FRAGMENTS, MARKUP, damaged, prose_of_the_project
from redlines import check, compared
from render_trees import assets, protocol
from travaux.comparing.akn import passages
from travaux.diagnostics import Diagnostic, Faults
from travaux.importing.foreign import foreign
from travaux.load.text import parse_prose
from travaux.model.tree import Block, Division, Para
from travaux.passes.undo import typed
from travaux.render.akn import render
from treaties import printed, treaty

SECONDS = 0.5
"""How much of a processor's time one mutant may take."""


def prose(chance: random.Random) -> str:
    """A field of clause markup: no character of it is lost, and every fault is at a character of it."""
    words = chance.choice(prose_of_the_project())
    for _ in range(chance.choice((1, 2, 3, 6))):
        words = chance.choice(MARKUP)(words, chance)
    made = parse_prose(words)
    kept = re.sub(r"\s+", "", "".join(_typed(made.blocks)))
    assert kept == re.sub(r"\s+", "", words.replace("\0", "\ufffd"))
    _within(made.found, words)
    return "with faults" if made.found else "without fault"


def _typed(blocks: tuple[Block, ...]) -> list[str]:
    return [
        part
        for each in blocks
        for part in (
            [each.typed, *_typed(each.children)]
            if isinstance(each, Division)
            else [typed(each.inlines)] if isinstance(each, Para) else []
        )
    ]  # fmt: skip


def _within(found: tuple[Diagnostic, ...], words: str) -> None:
    lines = re.split(r"\r\n?|\n", words)
    for each in found:
        assert each.span is not None and each.hint, each
        assert 1 <= each.span.line <= len(lines), each
        assert 1 <= each.span.column <= len(lines[each.span.line - 1]) + 1, each


@cache
def _treaty(seed: int) -> str:
    return printed(treaty(seed, 6))


def operands(chance: random.Random) -> str:
    """A plain text beside a damaged copy: both can be rebuilt from their redline."""
    old = _treaty(chance.randrange(40))
    new = old
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(len(new) + 1)
        odd = chance.choice(FRAGMENTS) if chance.random() < 0.6 else new[at : at + chance.choice((3, 60, 400))]
        new = new[:at] + odd + new[at + chance.choice((0, 1, 30, 300)) :]
    markdown = chance.random() < 0.3
    if chance.random() < 0.5:
        old, new = new, old
    made = compared(old, new, markdown)
    check(made, old, new, markdown)
    return "compared"


@cache
def _xml() -> bytes:
    return render(protocol("notes"), assets())


def akn(chance: random.Random) -> str:
    """A file of Akoma Ntoso: read, or refused at a line of it."""
    data = damaged(_xml(), chance, _XML)
    try:
        found = passages(data, "x.xml")
        assert len({each.id for each in found}) == len(found)
    except Faults as faults:
        assert all(each.span and each.hint and 1 <= each.span.line <= data.count(b"\n") + 1 for each in faults.found)
        return "refused"
    return "read"


_XML = (
    b"<", b">", b"</p>", b"<p>", b"&amp;", b"&", b"\0", b"\xff", b"]]>", b"<!--", b"<?x ?>", b"<article>", b"<num/>",
    b"</article>", b"<point><num>z</num></point>", b"<del>", b"<ins>", b"<table><tr><td>1</td></tr></table>",
    b" xmlns='u'",
    b"<quotedStructure startQuote='x'>", b"<component><doc><meta/></doc>", b"<!DOCTYPE a>", b"&x;", b"&#x202e;", b"<b>",
)  # fmt: skip


def imported(chance: random.Random) -> str:
    """A plain text or one in Markdown, imported as a library: made, or refused at a place."""
    text = _treaty(chance.randrange(40)).encode()
    data = damaged(text, chance, tuple(each.encode() for each in FRAGMENTS))
    name = chance.choice(("x.txt", "x.md"))
    try:
        made = foreign(name, data)
    except Faults as faults:
        assert all(each.span and each.hint for each in faults.found)
        return "refused"
    assert made and not any(".." in each or each.startswith("/") for each in made)
    return "imported"


READERS: dict[str, Callable[[random.Random], str]] = {
    "prose": prose,
    "operands": operands,
    "akn": akn,
    "imported": imported,
}


def outcome(name: str, seed: int) -> str:
    """What became of the mutant that a seed gives to a reader."""
    begun = time.process_time()
    try:
        ended = READERS[name](random.Random(f"{name} {seed}"))
        spent = time.process_time() - begun
        assert spent < SECONDS, f"{spent:.2f} s"
    except Exception as error:
        error.add_note(f"the mutant {name} {seed}")
        raise
    return ended

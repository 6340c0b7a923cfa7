"""What sections say with: runs, lines and tables of words, and markup of the library put into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from travaux.coverage.texts import text_of
from travaux.diagnostics import Span
from travaux.load.text import parse_inline
from travaux.model.clause import Clause
from travaux.model.stages import Request
from travaux.model.transform import Inlines
from travaux.model.tree import Block, Division, Emph, Items, Origin, Para, Ref, Sub, Table, Text
from travaux.model.walk import plain
from travaux.pack import faults, pointing
from travaux.pack.briefing import Asked, Briefing
from travaux.passes.beside import headed
from travaux.passes.sources import tied
from travaux.synopsis.facts import Say

BREAK = Sub("", "\n", "break")
"""Ends a line in a cell of a table."""
MOST = 6
"""How many columns stand on the shorter side of a sheet."""
PREAMBLE = "Preamble"
"""The place of what has no number."""


def said(words: str) -> Para:
    """A paragraph of the program's own words."""
    return Para(formula(words), Origin(""))


def formula(words: str) -> Inlines:
    """A run of the program's own words."""
    return (Sub("", words, "formula"),)


def text(words: str) -> Inlines:
    """A run of the library's words, no line broken before a number that belongs to the word before it."""
    return (Text(tied(words)),)


def strong(words: str) -> Inlines:
    """Words that stand out."""
    return (Emph((Text(tied(words)),), "**"),)


def lines(parts: Iterable[Inlines]) -> Inlines:
    """Runs as the lines of a cell; an empty one is no line."""
    out: Inlines = ()
    for part in parts:
        if part:
            out = (*out, BREAK, *part) if out else part
    return out


def part(asked: Asked, name: str, heading: str, blocks: Iterable[Block]) -> Division:
    """A headed part of a section."""
    return headed(f"part-{asked.index + 1}-{name}", heading, tuple(blocks))


def listed(items: Iterable[Inlines]) -> tuple[Block, ...]:
    """A list; nothing if it has no item."""
    every = tuple(items)
    return (Items(every, Origin("")),) if every else ()


def grid(
    head: Sequence[Inlines], rows: Iterable[Sequence[Inlines]], caption: Inlines = (), wide: bool | None = None
) -> tuple[Block, ...]:
    """A table whose rows are headed by their first cells; nothing if it has no row.

    Unless it is said whether it is `wide`, it is with more than six columns.
    """
    every = tuple(tuple(row) for row in rows)
    if not every:
        return ()
    across = len(head) > MOST if wide is None else wide
    return (Table(tuple(head), every, Origin(""), caption, across, True),)


# ---------------------------------------------------------------- what is asked for


def span(briefing: Briefing, asked: Asked, *key: str | int) -> Span:
    """Where a section, or a field of it, stands in the pack's file."""
    reader = briefing.selection(next(iter(briefing.texts))).reader
    return reader.span(briefing.pack.path, ("sections", asked.index, *key))


def clauses(briefing: Briefing, asked: Asked) -> list[Clause]:
    """The clauses that a section names; one that there is not is reported."""
    known, out = briefing.library.clauses, []
    for number, name in enumerate(asked.spec.clauses):
        if name in known:
            out.append(known[name])
        else:
            briefing.found.append(faults.no_such_clause(span(briefing, asked, "clauses", number), name, known))
    return out


def request(briefing: Briefing, name: str) -> Request:
    """What the pack asks for of one of its texts."""
    asked = next(each for each in briefing.pack.texts if each.instrument == name)
    return Request(name, asked.style, asked.variants, asked.parameters)


def texts_of(briefing: Briefing, asked: Asked) -> list[str]:
    """The texts that a section compares: those it names, else all of the pack."""
    return list(asked.spec.of) or list(briefing.texts)


def spoken(briefing: Briefing, name: str, markup: str) -> Inlines:
    """Markup that stands beside one of the texts, in words; its references lead to where the pack prints that text."""
    if not markup.strip():
        return ()
    (settled,) = briefing.beside(name).settled((Para(parse_inline(markup), Origin("")),))
    assert isinstance(settled, Para)
    return pointed(briefing, name, settled.inlines)


def say(briefing: Briefing, name: str) -> Say:
    """As `spoken`, for where only characters can stand."""
    return lambda markup: plain(spoken(briefing, name, markup))


def pointed(briefing: Briefing, name: str, run: Inlines) -> Inlines:
    """Words whose references lead to where the pack prints the text; as they are, if it does not print it."""
    (para,) = pointing.pointed(briefing.pack, name, (Para(run, Origin("")),))
    assert isinstance(para, Para)
    return para.inlines


def has(briefing: Briefing, name: str, clause: str) -> bool:
    """Whether a text has a clause in words, or has it in the variant named ("expression:silent"), words or not."""
    ident, _, variant = clause.partition(":")
    selection = briefing.selection(name)
    if ident not in selection.chosen:
        return False
    chosen = selection.variants_of(ident)
    return variant in chosen if variant else any(not selection.library.clauses[ident].variants[v].omit for v in chosen)


def place(briefing: Briefing, name: str, clause: str) -> Inlines:
    """Where a clause stands in one of the texts, as a reference to it; () where it has no words there."""
    words = text_of(briefing.texts[name]).places.get(clause, "")
    if not words or words == PREAMBLE:
        return text(words) if words else ()
    return spoken(briefing, name, f"[](#{clause}?bare)")


def begun(run: Inlines) -> Inlines:
    """A run that begins a line: its first letter is a capital, inside a reference too."""
    if not run:
        return run
    first, *rest = run
    if isinstance(first, Ref):
        first = replace(first, text=begun(first.text))
    elif isinstance(first, Text):
        first = Text(f"{first.value[:1].upper()}{first.value[1:]}")
    return (first, *rest)


def cite(briefing: Briefing, laws: Iterable[str]) -> None:
    """Put laws that a table names in the pack's list of sources."""
    briefing.cited.update(dict.fromkeys(each for each in laws if each in briefing.library.law))

"""travaux list: list clauses, instruments, sources, rules and what else there is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from travaux.cli.shared import in_project

if TYPE_CHECKING:
    from travaux.model.library import Library

Rows = Sequence[tuple[str, ...]]
Listing = tuple[tuple[str, ...], Rows]


_TOPICS = ("clauses", "instruments", "styles", "packs", "sections", "sources", "terms", "gaps", "objections", "rules")
_OF_THE_PROGRAM = ("sections", "rules")


@click.command("list")
@click.argument("topic", metavar="TOPIC", type=click.Choice(_TOPICS))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@in_project
def command(topic: str, form: str, where: str | None) -> int:
    """List what there is of TOPIC, one a line; "travaux show ID" tells more of each.

    TOPIC is clauses, instruments, styles, packs, sections (of packs), sources, terms, gaps, objections or rules.

    On a terminal the lines are cut to its width; in a pipe they are whole.
    """
    from travaux.cli.shared import library_of, loaded_from, report
    from travaux.cli.tables import print_table

    if topic in _OF_THE_PROGRAM:
        head, rows = _rules() if topic == "rules" else _sections()
        code = 0
    else:
        loaded = loaded_from(where)
        head, rows = TOPICS[topic](library_of(loaded))
        code = 1 if any(each.is_error for each in loaded.found) else 0
    if form == "json":
        import json

        keys = [word.lower().replace(" ", "-") for word in head]
        data = [dict(zip(keys, row, strict=True)) for row in rows]
        click.echo((json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(), nl=False)
    else:
        print_table(head, rows)
    if code:
        report(loaded.project, (each for each in loaded.found if each.is_error))
    return code


def _clauses(library: Library) -> Listing:
    from travaux.cli.describe import words

    every = library.clauses.values()
    rows = [(each.id, each.kind, str(len(each.variants)), words(library, each.heading)) for each in every]
    return ("CLAUSE", "KIND", "VARIANTS", "HEADING"), sorted(rows)


def _instruments(library: Library) -> Listing:
    rows = [(each.id, each.vehicle, each.style, each.title) for each in library.instruments.values()]
    return ("INSTRUMENT", "VEHICLE", "STYLE", "TITLE"), sorted(rows)


def _styles(library: Library) -> Listing:
    rows = [(each.id, each.language, each.name) for each in library.styles.values()]
    return ("STYLE", "LANGUAGE", "NAME"), sorted(rows)


def _sources(library: Library) -> Listing:
    works = [(key, each.type, each.short, each.title) for key, each in library.sources.items()]
    treaties = [(key, "law", each.cite_as, each.title) for key, each in library.law.items()]
    return ("KEY", "TYPE", "CITED AS", "TITLE"), sorted([*works, *treaties])


def _terms(library: Library) -> Listing:
    defined = {term: each.id for each in library.clauses.values() for term in each.defines}
    rows = [(key, words, defined.get(key, "")) for key, words in library.vocabulary.terms.items()]
    return ("TERM", "WORDS", "DEFINED IN"), sorted(rows)


def _gaps(library: Library) -> Listing:
    rows = [(key, it.as_of, it.title or it.statement) for key, it in library.gaps.items()]
    return ("GAP", "AS OF", "TITLE"), sorted(rows)


def _objections(library: Library) -> Listing:
    rows = [(key, ", ".join(it.profiles), it.title) for key, it in library.objections.items()]
    return ("OBJECTION", "RAISED BY", "TITLE"), sorted(rows)


def _packs(library: Library) -> Listing:
    rows = [(each.id, each.sees, each.audience, each.title) for each in library.packs.values()]
    return ("PACK", "SEES", "AUDIENCE", "TITLE"), sorted(rows)


def _sections() -> Listing:
    from travaux.pack.api import sections

    rows = [(name, ", ".join(each.takes), each.about) for name, each in sections().items()]
    return ("SECTION", "TAKES", "HOLDS"), sorted(rows)


def _rules() -> Listing:
    from travaux import api

    rows = [(each.code, each.slug, str(each.severity), each.summary) for each in api.pages().values()]
    return ("CODE", "NAME", "SEVERITY", "MEANS"), rows


TOPICS: dict[str, Callable[[Library], Listing]] = {
    "clauses": _clauses,
    "instruments": _instruments,
    "styles": _styles,
    "packs": _packs,
    "sources": _sources,
    "terms": _terms,
    "gaps": _gaps,
    "objections": _objections,
}

"""travaux coverage: show what existing law covers, and what each text adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from travaux.cli.shared import GIVEN, choices, in_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from travaux.api import Loaded
    from travaux.coverage.sources import Correspondence
    from travaux.coverage.table import Table
    from travaux.diagnostics import Diagnostic
    from travaux.model.library import Library
    from travaux.model.stages import Referred, Request

EXAMPLES = """\b
Examples:
  travaux coverage
  travaux coverage optional-protocol --victim adult
  travaux coverage optional-protocol --variant offence-recruit=full-acts
  travaux coverage --format html --out coverage.html
  travaux coverage --sources amending-protocol --format csv
"""


@click.command("coverage", epilog=EXAMPLES)
@click.argument("names", metavar="[INSTRUMENT]...", nargs=-1)
@click.option("--instrument", "more", metavar="ID", type=GIVEN, multiple=True, help="The same as INSTRUMENT.")
@click.option("--sources", is_flag=True, help="The provisions that each text draws on, how and why, instead.")
@click.option(
    "--victim",
    "victims",
    metavar="WORD",
    type=GIVEN,
    multiple=True,
    help="Only this victim, of those in coverage.yaml.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "html", "csv", "json", "md"]),
    default="text",
    show_default=True,
    help="For the terminal, as a page, for a spreadsheet, for programs, as Markdown.",
)
@choices
@click.option("--out", metavar="FILE", type=GIVEN, help="Write to a file instead of standard output.")
@in_project
def command(
    names: tuple[str, ...],
    more: tuple[str, ...],
    sources: bool,
    victims: tuple[str, ...],
    form: str,
    style: str,
    variants: tuple[str, ...],
    settings: tuple[str, ...],
    out: str | None,
    where: str | None,
) -> int:
    """Show which ways of acting existing law reaches, and what each INSTRUMENT (all, if none is named) adds.

    The rows, the columns and the victims are those of clauses/coverage.yaml; the cells are computed from the
    elements recorded in clauses/law and in the clauses, with the gaps that remain and what closes them.
    """
    from travaux import api
    from travaux.cli.progress import Progress
    from travaux.cli.shared import instrument_names, library_of, loaded_from, pairs, proper, put_out, report
    from travaux.model.stages import Request

    if sources and victims:
        raise click.UsageError("--victim has no meaning for --sources.")
    loaded = loaded_from(where)
    library = library_of(loaded)
    if any(each.is_error for each in loaded.found):
        return report(loaded.project, loaded.found)
    named = instrument_names(loaded, (*names, *more)) if names or more or library.instruments else ()
    chosen, values = pairs("--variant", variants), pairs("--set", settings)
    requests = [api.applicable(Request(name, style, chosen, values), library, named) for name in named]
    proper(library, requests)
    asked = () if sources else _victims(library, victims)
    with Progress() as tell:
        tell("reading the texts")
        texts, found = _texts(library, requests)
        if sources:
            words = _sources(loaded, library, api.correspondence(library, [text for _, text in texts]), form)
        else:
            words = _table(loaded, library, api.coverage(library, texts, asked), form)
    put_out(out, words)
    return report(loaded.project, (each for each in found if each.is_error))


def _victims(library: Library, given: Sequence[str]) -> tuple[str, ...]:
    """The victims asked about, of those that the project's table has; no table, or another word, is misuse."""
    if library.coverage is None:
        raise click.UsageError(
            "The project has no coverage table: write clauses/coverage.yaml, with columns, rows and victims."
        )
    from travaux.cli.shared import listed

    return listed("--victim", given, library.coverage.victims)


def _texts(library: Library, requests: Sequence[Request]) -> tuple[list[tuple[Request, Referred]], list[Diagnostic]]:
    """The texts, numbered, and what was found in making them; a text that can't be made is left out."""
    from travaux.diagnostics import Faults
    from travaux.model.stages import TitlesOnly
    from travaux.pipeline import refer

    texts: list[tuple[Request, Referred]] = []
    found: list[Diagnostic] = []
    for request in requests:
        try:
            text = refer(library, request, TitlesOnly())
            texts.append((request, text))
            found += text.found
        except Faults as faults:
            found += faults.found
    return texts, found


def _table(loaded: Loaded, library: Library, table: Table, form: str) -> str:
    """The coverage table in a format."""
    from travaux.coverage import lines, page, sheets

    say = _speaker(library)
    match form:
        case "html":
            return _page(loaded, "coverage.html.j2", page.page_data(library, table, say))
        case "csv":
            return sheets.as_csv(sheets.table_rows(table))
        case "json":
            return _json(sheets.data(library, table))
        case "md":
            return sheets.markdown(library, table, say)
    return _printed(lines.lines(library, table, say, _width()))


def _sources(loaded: Loaded, library: Library, every: Sequence[Correspondence], form: str) -> str:
    """The correspondence tables in a format."""
    from travaux.coverage import lines, page, sheets

    say = _speaker(library)
    match form:
        case "html":
            return _page(loaded, "sources.html.j2", page.source_page_data(library, every, say))
        case "csv":
            return sheets.as_csv(sheets.source_rows(every, say))
        case "json":
            return _json(sheets.source_data(every, say))
        case "md":
            return sheets.source_markdown(library, every, say)
    return _printed(lines.source_lines(library, every, say, _width()))


def _speaker(library: Library) -> Callable[[str], str]:
    """What turns clause markup into words: citations as printed, references as typed."""
    from functools import partial

    from travaux.cli.describe import words

    return partial(words, library)


def _width() -> int:
    """80 columns, or those of a narrower terminal."""
    import sys

    from travaux.cli.printing import width

    return min(80, width(sys.stdout) or 80)


def _printed(lines: Iterable[str]) -> str:
    from travaux.cli.printing import clean

    return "".join(f"{clean(line)}\n" for line in lines)


def _json(data: object) -> str:
    import json

    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _page(loaded: Loaded, layout: str, data: Mapping[str, object]) -> str:
    """A page of HTML; a fault of the project's own layouts is reported, and ends the command."""
    from travaux import api
    from travaux.cli.shared import report
    from travaux.diagnostics import Faults

    try:
        return api.page(loaded.project, layout, ("css/page.css", "css/screen.css", "css/tables.css"), data)
    except Faults as faults:
        raise click.exceptions.Exit(report(loaded.project, faults.found)) from None

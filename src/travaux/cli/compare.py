"""travaux compare: put wordings, instruments or existing law side by side."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from travaux.cli.shared import GIVEN, LISTED, in_project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from travaux.api import Loaded
    from travaux.diagnostics import Diagnostic
    from travaux.model.library import Library
    from travaux.synopsis.model import Synopsis

FORMATS = ("terminal", "html", "pdf", "md", "csv", "json")
EXAMPLES = """\b
Examples:
  travaux compare offence-advertise
  travaux compare offence-advertise knowing reckless
  travaux compare offence-advertise --law opsc,cets-197
  travaux compare --instruments optional-protocol,model-convention def-child
  travaux compare victim-redress --format pdf --out victim-redress.pdf
"""


@click.command("compare", epilog=EXAMPLES)
@click.argument("names", metavar="[CLAUSE] [VARIANT]...", nargs=-1)
@click.option(
    "--instruments",
    metavar="ID,ID,...",
    type=LISTED,
    multiple=True,
    help="These instruments (or all) side by side instead; every NAME is then a clause.",
)
@click.option(
    "--law",
    metavar="ID,ID,...",
    type=LISTED,
    multiple=True,
    help="The variants beside existing law instead: the provisions near them in these treaties (or all).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="For the terminal, as a page, for paper, as Markdown, for a spreadsheet, for programs.",
)
@click.option("--out", metavar="FILE", type=GIVEN, help="Write to a file instead of standard output.")
@in_project
def command(
    names: tuple[str, ...],
    instruments: tuple[str, ...],
    law: tuple[str, ...],
    form: str,
    out: str | None,
    where: str | None,
) -> int:
    """Put variants of a CLAUSE, or whole texts, side by side.

    All variants are shown, if no VARIANT is named: words, effects, stances, needs.

    Words that not all columns have are marked. The first column is the base that the others are compared with:
    the default variant, or the first that is named. A variant may be named as CLAUSE:VARIANT, too.
    """
    from travaux.cli.printing import is_terminal
    from travaux.cli.progress import Progress
    from travaux.cli.shared import library_of, loaded_from, report

    if instruments and law:
        raise click.UsageError("--law stands beside one clause: leave out --instruments.")
    if not (names or instruments):
        raise click.UsageError("Name a clause, or several instruments with --instruments.")
    if form in ("html", "pdf") and out is None and is_terminal(sys.stdout):
        raise click.UsageError(f"A terminal can't show {form}: name a file with --out, or send the output on.")
    loaded = loaded_from(where)
    library = library_of(loaded)
    if any(each.is_error for each in loaded.found):
        return report(loaded.project, loaded.found)
    with Progress() as tell:
        tell("reading the texts")
        if instruments:
            synopsis, found = _instruments(loaded, library, instruments, names)
        else:
            synopsis, found = _clause(loaded, library, names, law), []
        data = _printed(loaded, synopsis, form, out)
    _put(data, out)
    return report(loaded.project, (each for each in found if each.is_error))


def _put(data: bytes, out: str | None) -> None:
    """Print to standard output, or write the file of --out and print its path."""
    from travaux.cli.shared import write_file

    if out is None:
        click.echo(data, nl=False)
    else:
        click.echo(write_file(out, data))


# ---------------------------------------------------------------- what is compared


def _clause(loaded: Loaded, library: Library, names: Sequence[str], law: Sequence[str]) -> Synopsis:
    """The table of one clause; a fault of its text is reported, and ends the command."""
    from functools import partial

    from travaux import api
    from travaux.cli.describe import words
    from travaux.cli.shared import report
    from travaux.diagnostics import Faults

    clause, variants = _asked(library, names)
    beside = _laws(library, law) if law else None
    if beside is not None and variants and all(library.clauses[clause].variants[each].omit for each in variants):
        raise click.UsageError(f"{clause}:{variants[0]} says nothing: there is nothing to set beside existing law.")
    try:
        return api.compare(library, clause, variants, beside, partial(words, library))
    except Faults as faults:
        raise click.exceptions.Exit(report(loaded.project, faults.found)) from None


def _asked(library: Library, names: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """The clause and its variants as they were named; what there is not is misuse."""
    from travaux.cli.shared import nearest

    clause, named, first = names[0].partition(":")
    _known_clause(library, clause)
    variants = [first] if named else []
    for name in names[1:]:
        of, colon, variant = name.partition(":")
        if colon and of != clause:
            raise click.UsageError(
                f"'{name}' is of another clause than {clause}: 'travaux diff' compares variants of two clauses."
            )
        variants.append(variant if colon else of)
    known = library.clauses[clause].variants
    for variant in variants:
        if variant not in known:
            raise click.UsageError(f"{clause} has no variant '{variant}'. {nearest(variant, known)}")
    return clause, tuple(dict.fromkeys(variants))


def _known_clause(library: Library, name: str) -> None:
    from travaux.cli.shared import nearest

    if name in library.instruments and name not in library.clauses:
        raise click.UsageError(f"'{name}' is an instrument: name it with --instruments, beside another one.")
    if name not in library.clauses:
        raise click.UsageError(f"There is no clause '{name}'. {nearest(name, library.clauses)}")


def _laws(library: Library, given: Sequence[str]) -> tuple[str, ...]:
    """The treaties and statutes named with --law, each once; none named means all of them."""
    from travaux.cli.shared import nearest

    names = _listed(given)
    for name in names:
        if name not in (*library.law, "all"):
            hint = f"There is no treaty or statute '{name}'. {nearest(name, library.law)}"
            raise click.BadParameter(hint, param_hint="'--law'")
    return () if "all" in names else names


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    """The words of a repeatable, comma-separated option, each once."""
    return tuple(dict.fromkeys(word.strip() for each in given for word in each.split(",") if word.strip()))


def _instruments(
    loaded: Loaded, library: Library, given: Sequence[str], clauses: Sequence[str]
) -> tuple[Synopsis, list[Diagnostic]]:
    """The table of instruments, and what was found in making their texts."""
    from travaux import api
    from travaux.cli.shared import instrument_names, report
    from travaux.diagnostics import Faults
    from travaux.model.stages import Request, TitlesOnly
    from travaux.pipeline import refer

    listed = _listed(given)
    names = instrument_names(loaded, () if "all" in listed else listed)
    for clause in clauses:
        _known_clause(library, clause)
    try:
        texts = [refer(library, Request(name), TitlesOnly()) for name in names]
    except Faults as faults:
        raise click.exceptions.Exit(report(loaded.project, faults.found)) from None
    return api.compare_instruments(library, texts, clauses), [fault for text in texts for fault in text.found]


# ---------------------------------------------------------------- how it is printed


def _printed(loaded: Loaded, synopsis: Synopsis, form: str, out: str | None) -> bytes:
    """The table in a format."""
    import json

    from travaux.cli.printing import clean, width
    from travaux.synopsis import lines, sheets

    match form:
        case "html" | "pdf":
            return _page(loaded, synopsis, form)
        case "csv":
            return sheets.sheet(synopsis).encode()
        case "md":
            return sheets.markdown(synopsis).encode()
        case "json":
            return f"{json.dumps(sheets.data(synopsis), ensure_ascii=False, indent=1)}\n".encode()
    limit = min(lines.WIDTH, (width(sys.stdout) if out is None else None) or lines.WIDTH)
    return "".join(f"{clean(line)}\n" for line in lines.lines(synopsis, limit)).encode()


def _page(loaded: Loaded, synopsis: Synopsis, form: str) -> bytes:
    """A page of HTML, or a PDF; where it can't be made here, that is reported, and ends the command."""
    from travaux import output
    from travaux.cli.shared import report
    from travaux.diagnostics import Faults
    from travaux.render.api import Assets
    from travaux.synopsis.page import on_paper, on_screen

    def made(assets: Assets) -> bytes:
        return on_screen(synopsis, assets) if form == "html" else on_paper(synopsis, assets)

    try:
        return output.laid_out(loaded.project, made, form)
    except Faults as faults:
        raise click.exceptions.Exit(report(loaded.project, faults.found)) from None

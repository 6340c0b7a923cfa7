"""travaux lint: check the library and its texts; write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from travaux.cli.shared import GIVEN, in_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.diagnostics import Diagnostic, Waived
    from travaux.project import Project

MISSING = ("P402", "P403", "P404")
"""The style, clause or variant that an instrument names and that is not there: S227, S223 and S225 say so first."""


@click.command("lint")
@click.argument("names", metavar="[INSTRUMENT|CLAUSE]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="For people, for programs, or SARIF 2.1.0 for code review.",
)
@click.option("--out", metavar="FILE", type=GIVEN, help="Write to a file instead of standard output (json and sarif).")
@in_project
def command(names: tuple[str, ...], form: str, out: str | None, where: str | None) -> int:
    """Check the library and the text of each INSTRUMENT (all of them, and the briefing packs, if none is named).

    A CLAUSE limits what is printed to the findings in its file.

    Every finding is printed with its place, its code, the line and a hint; "travaux explain CODE" tells
    more of each. The exit code is 1 if there is an error, else 0: warnings and notes are advice.
    """
    if out is not None and form == "text":
        raise click.UsageError("--out needs --format json or --format sarif.")
    from travaux.again import Run
    from travaux.cli.findings import as_json, as_sarif
    from travaux.cli.printing import print_findings, summary
    from travaux.cli.shared import FOUND, OK, project_at, put_out

    project = project_at(where)
    this = Run.of(project, ("lint", names))
    before = this.before()
    if before:
        found, waived = before.found, before.waived
    else:
        found, waived = _checked(project, names)
        this.keep(found, waived)
    if form != "text":
        put_out(out, as_json(found, waived) if form == "json" else as_sarif(found, waived))
    elif found:
        print_findings(project, found)
    else:
        click.echo("Nothing found.", err=True)
    if form != "text" and out is not None:
        click.echo(summary(found) or "Nothing found.", err=True)
    if waived and (form == "text" or out is not None):
        click.echo(_waived(len(waived)), err=True)
    return FOUND if any(each.is_error for each in found) else OK


def _checked(project: Project, names: Sequence[str]) -> tuple[tuple[Diagnostic, ...], tuple[Waived, ...]]:
    """What is found in the library and its texts (in what is named), and what of it a waiver sets aside."""
    from travaux import api
    from travaux.cli.progress import Progress
    from travaux.cli.shared import instrument_names

    loaded = api.load(project)
    library, found = loaded.library, loaded.found
    waived: tuple[Waived, ...] = ()
    if library is not None:
        clauses = [library.clauses[name].path for name in names if name in library.clauses]
        named = [name for name in names if name not in library.clauses]
        instruments = instrument_names(loaded, named) if named else ()
        with Progress() as tell:
            tell("checking")
            reviewed = api.review(library, instruments)
        found, waived = api.in_order((*found, *_further(found, reviewed.found))), reviewed.waived
        if clauses and not named:
            found = tuple(each for each in found if each.span and each.span.path in clauses)
            waived = tuple(each for each in waived if each.finding.span and each.finding.span.path in clauses)
    return found, waived


def _further(before: Sequence[Diagnostic], found: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """What was found besides the faults of the files: not that the texts, too, miss what those do not have."""
    broken = any(each.is_error for each in before)
    return [each for each in found if not (broken and each.code in MISSING)]


def _waived(count: int) -> str:
    words = "finding is" if count == 1 else "findings are"
    return f"{count} {words} waived, with a reason that the explanatory report prints."

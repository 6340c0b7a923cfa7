"""travaux lint: check the library and its texts; write nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from travaux.cli.shared import in_project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from travaux.diagnostics import Diagnostic


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
@click.option("--out", metavar="FILE", help="Write to a file instead of standard output (json and sarif).")
@in_project
def command(names: tuple[str, ...], form: str, out: str | None, where: str | None) -> int:
    """Check the library and the text of each INSTRUMENT (all of them, if none is named).

    A CLAUSE limits what is printed to the findings in its file.

    Every finding is printed with its place, its code, the line and a hint; "travaux explain CODE" tells
    more of each. The exit code is 1 if there is an error, else 0: warnings and notes are advice.
    """
    if out is not None and form == "text":
        raise click.UsageError("--out needs --format json or --format sarif.")
    from travaux import api
    from travaux.cli.printing import print_findings, summary
    from travaux.cli.progress import Progress
    from travaux.cli.shared import FOUND, OK, instrument_names, loaded_from, put_out

    loaded = loaded_from(where)
    library, found = loaded.library, loaded.found
    if library is not None:
        clauses = [library.clauses[name].path for name in names if name in library.clauses]
        named = [name for name in names if name not in library.clauses]
        instruments = instrument_names(loaded, named) if named else tuple(library.instruments)
        with Progress() as tell:
            tell("checking")
            found = api.in_order((*found, *api.check(library, instruments)))
        if clauses and not named:
            found = tuple(each for each in found if each.span and each.span.path in clauses)
    if form != "text":
        put_out(out, as_json(found) if form == "json" else as_sarif(found))
    elif found:
        print_findings(loaded.project, found)
    else:
        click.echo("Nothing found.", err=True)
    if form != "text" and out is not None:
        click.echo(summary(found) or "Nothing found.", err=True)
    return FOUND if any(each.is_error for each in found) else OK


def as_json(found: Sequence[Diagnostic]) -> str:
    """Findings as a list of flat objects; paths are relative to the project."""
    import json

    rows = [
        {
            "path": each.span.path if each.span else None,
            "line": each.span.line if each.span else None,
            "column": each.span.column if each.span else None,
            "code": each.code,
            "severity": str(each.severity),
            "message": each.message,
            "hint": each.hint,
        }
        for each in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_sarif(found: Sequence[Diagnostic]) -> str:
    """Findings as a SARIF 2.1.0 log with the page of every rule that they name."""
    import json
    from urllib.parse import quote

    from travaux import api
    from travaux.cli.shared import version

    codes = sorted({each.code for each in found})
    pages = api.pages()

    def rule(code: str) -> dict[str, object]:
        page = pages.get(code)
        if page is None:
            return {"id": code}
        return {
            "id": code,
            "name": page.slug,
            "shortDescription": {"text": page.summary},
            "help": {"text": page.text, "markdown": page.text},
            "defaultConfiguration": {"level": str(page.severity)},
        }

    def result(each: Diagnostic) -> dict[str, object]:
        text = f"{each.message}. {each.hint}" if each.hint else each.message
        made: dict[str, object] = {
            "ruleId": each.code,
            "ruleIndex": codes.index(each.code),
            "level": str(each.severity),
            "message": {"text": text},
        }
        if each.span:
            file = {"uri": quote(each.span.path), "uriBaseId": "PROJECT"}
            region = {"startLine": each.span.line, "startColumn": each.span.column}
            made["locations"] = [{"physicalLocation": {"artifactLocation": file, "region": region}}]
        return made

    driver = {"name": "travaux", "version": version(), "rules": [rule(code) for code in codes]}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "originalUriBaseIds": {"PROJECT": {"description": {"text": "The project's folder."}}},
                "results": [result(each) for each in found],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"

"""travaux schema: give JSON Schemas, with which an editor checks YAML."""

from __future__ import annotations

import click

from travaux.cli.shared import GIVEN, in_any_project

FILES = {
    "clause": "clauses/**/*.yaml",
    "instrument": "templates/instruments/*.yaml",
    "style": "templates/styles/*.yaml",
    "pack": "templates/packs/*.yaml",
    "law": "clauses/law/*.yaml",
    "sources": "clauses/sources.yaml",
    "gaps": "clauses/gaps.yaml",
    "objections": "clauses/objections.yaml",
    "coverage": "clauses/coverage.yaml",
    "vocabulary": "clauses/vocabulary.yaml",
}

EXAMPLES = """\b
Examples:
  travaux schema clause
  travaux schema --out schemas
"""


@click.command("schema", epilog=EXAMPLES)
@click.argument("kind", required=False)
@click.option("--out", metavar="DIR", type=GIVEN, help="Write KIND.json into this folder, and print the paths.")
@in_any_project
def command(kind: str | None, out: str | None) -> int:
    """Print the JSON Schema of one KIND of file, or write all of them to a folder.

    Without either: the kinds, and the files that each is for.
    """
    from travaux.cli.shared import nearest
    from travaux.cli.tables import print_table

    if kind is not None and kind not in FILES:
        raise click.UsageError(f"There is no kind of file '{kind}'. {nearest(kind, FILES)}")
    if kind is None and out is None:
        print_table(("KIND", "FILES"), list(FILES.items()))
        return 0
    files = {name: text for name, text in schema_files().items() if kind in (None, name.removesuffix(".json"))}
    if out is None:
        click.echo(next(iter(files.values())), nl=False)
        return 0
    from pathlib import Path

    from travaux.cli.write import replace_files

    for path in replace_files(Path(out), files):
        click.echo(path)
    return 0


def schema_files() -> dict[str, bytes]:
    """The schema of every kind of file, by the name of its own file: "clause.json"."""
    import json

    from travaux import api

    texts = {kind: json.dumps(schema, ensure_ascii=False, indent=2) + "\n" for kind, schema in api.schemas().items()}
    return {f"{kind}.json": text.encode() for kind, text in texts.items()}

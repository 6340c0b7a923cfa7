"""travaux new: begin a project: a small library that builds at once."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

EXAMPLES = """\b
Examples:
  travaux new my-treaty
  travaux -C my-treaty build
"""


@click.command("new", epilog=EXAMPLES)
@click.argument("folder", metavar="DIR")
def command(folder: str) -> int:
    """Write a small project into DIR, which must be empty or not exist: some clauses, one instrument, a README.

    Its subject, floods, is an example; it has a vocabulary of its own, with gaps, objections and a coverage table.

    With it come JSON Schemas and the setting by which an editor (VS Code with its YAML extension, and
    others that read the same setting) completes and checks the files as you type.

    It builds as it stands. If something goes wrong, nothing is left behind.
    """
    from pathlib import Path

    from travaux.carried import carried
    from travaux.cli.schema import schema_files
    from travaux.cli.write import make_tree

    if click.get_current_context().find_root().obj is not None:
        raise click.UsageError("-C has no meaning here: name the new folder itself.")
    target = Path(folder)
    schemas = {f"schemas/{name}": text for name, text in schema_files().items()}
    for path in make_tree(target, {**skeleton(carried() / "templates" / "new"), **schemas}):
        click.echo(path)
    click.echo(f"Next: travaux -C {folder} build", err=True)
    return 0


def skeleton(root: Path) -> dict[str, bytes]:
    """The files of the project to begin with, by their path in it."""
    found = {}
    for folder, folders, files in os.walk(root):
        folders.sort()
        for name in sorted(files):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, root).replace(os.sep, "/")] = file.read()
    return found

"""travaux import: read an edited document back for review, or another treaty."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from travaux.cli.shared import GIVEN, OK, in_project, library_of, loaded_from, nearest, report

if TYPE_CHECKING:
    from travaux.api import Loaded
    from travaux.importing.document import Read

FOREIGN = (".xml", ".akn", ".txt", ".text", ".md", ".markdown")
OTHERS = (".doc", ".dot", ".odt", ".ott", ".rtf", ".pages", ".wpd")
LARGEST = 20_000_000
EXAMPLES = """\b
Examples:
  travaux build amending-protocol --format docx --out sent
  travaux import sent/amending-protocol/amending-protocol.docx
  travaux build model-convention --format akn --out sent
  travaux import sent/model-convention/model-convention.xml --out other-treaty
"""


@click.command("import", epilog=EXAMPLES)
@click.argument("file", metavar="FILE")
@click.option(
    "--as",
    "name",
    metavar="INSTRUMENT",
    type=GIVEN,
    callback=lambda _, __, value: value or "",
    help="Read it as an edited version of this text.",
)
@click.option(
    "--out",
    metavar="PATH",
    type=GIVEN,
    help="Where to write: a file for proposals, a new folder for a library.  [default: named like FILE]",
)
@click.option("--force", is_flag=True, help="Write over a file of proposals that is there.")
@in_project
def command(file: str, name: str, out: str | None, force: bool, where: str | None) -> int:
    """Read FILE, which somebody edited or which comes from elsewhere, and write what is in it for review.

    A document (.docx) that travaux build wrote becomes a file of proposals: by author and clause a new variant,
    with the comments as its reasons, and whatever touches no clause. Any other treaty (.docx, Akoma Ntoso .xml, .txt,
    .md) becomes a library of its own in a new folder. No clause of the project is changed.
    """
    from travaux.comparing.operands import WORD
    from travaux.diagnostics import Faults
    from travaux.ooxml.container import is_flat

    ending = os.path.splitext(file)[1].lower()
    if ending in OTHERS:
        raise click.UsageError(f"'{file}': open it in a word processor and save it as .docx.")
    if ending not in (*WORD, *FOREIGN):
        raise click.UsageError(f"'{file}': what can be read are {WORD[0]}, {', '.join(FOREIGN)} files.")
    word = ending in WORD or (ending == ".xml" and is_flat(_bytes(file)))
    if name and not word:
        raise click.UsageError("--as reads a document (.docx) as an edited version of a text of the project.")
    data = _bytes(file)
    loaded = loaded_from(where)
    try:
        if not word:
            return _library(file, data, out)
        return _document(file, data, name, out, force, loaded)
    except Faults as faults:
        return report(loaded.project, faults.found)


def _bytes(file: str) -> bytes:
    """The bytes of the file, which must be there and not too many."""
    try:
        with open(file, "rb") as opened:
            data = opened.read(LARGEST + 1)
    except OSError as error:
        raise click.UsageError(f"'{file}' can't be read: {error.strerror or 'unknown'}.") from None
    if len(data) > LARGEST:
        raise click.UsageError(f"'{file}' has more than {LARGEST // 1_000_000} MB: no treaty is that long.")
    return data


def _document(file: str, data: bytes, name: str, out: str | None, force: bool, loaded: Loaded) -> int:
    """A document: proposals, if it is a text of this project or is to be read as one, else a library."""
    from travaux.importing.choices import text_of
    from travaux.importing.document import accepted_lines, as_text, document, not_here

    read = document(data, os.path.abspath(file))
    said = text_of(read.properties) or read.redline
    if not (said or name):
        click.echo(f"{file} was not written by travaux build: it is read as another treaty.", err=True)
        stem = os.path.splitext(file)[0]
        return _library(f"{stem}.txt", as_text(accepted_lines(read)).encode(), out, read)
    library = library_of(loaded)
    if name and name not in library.instruments:
        raise click.UsageError(f"There is no instrument '{name}'. {nearest(name, library.instruments)}")
    if not name and said not in library.instruments:
        from travaux.diagnostics import Span

        return report(loaded.project, [not_here(Span(read.path, 1, 1), said)])
    return _proposals(file, read, name or said, out, force, loaded)


def _proposals(file: str, read: Read, name: str, out: str | None, force: bool, loaded: Loaded) -> int:
    from travaux.cli.shared import write_file
    from travaux.importing.choices import remade
    from travaux.importing.filing import value
    from travaux.importing.proposals import proposals
    from travaux.importing.telling import spoken, yaml_of

    target = out or f"{os.path.splitext(os.path.basename(file))[0]}.proposals.yaml"
    if os.path.lexists(target) and not force:
        raise click.UsageError(
            f"'{target}' is there already: name another with --out, or add --force to write over it."
        )
    library = library_of(loaded)
    made = remade(library, read.properties, name)
    base = None if loaded.project.is_carried else loaded.project.base
    found = proposals(read, made, library, loaded.project.root, base, os.path.basename(file))
    told = spoken(found, made)
    if not found:
        click.echo(told, err=True)
        return OK
    click.echo(write_file(target, yaml_of(value(found, read, made, os.path.basename(file)))))
    click.echo(told, err=True)
    return OK


def _library(file: str, data: bytes, out: str | None, read: Read | None = None) -> int:
    """A treaty from elsewhere as a library in a new folder."""
    from pathlib import Path

    from travaux.cli.write import make_tree
    from travaux.importing.foreign import imported

    folder = Path(out or os.path.splitext(os.path.basename(file))[0])
    made = imported(file, data)
    make_tree(folder, made.files)
    click.echo(folder)
    for each in made.told:
        click.echo(each, err=True)
    if read is not None:
        from travaux.importing.document import left_out

        for each in left_out(read):
            click.echo(f"left out: {each}", err=True)
    return OK

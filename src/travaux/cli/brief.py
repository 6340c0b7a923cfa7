"""travaux brief: write briefing packs: PDF, and web page."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from travaux.caching import refused
from travaux.cli.shared import GIVEN, LISTED, at_once, in_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from travaux.briefs.kept import Kept
    from travaux.diagnostics import Diagnostic
    from travaux.model.library import Library
    from travaux.model.pack import Pack
    from travaux.project import Project

EXAMPLES = """\b
Examples:
  travaux brief
  travaux brief minister --format pdf
  travaux brief legal-adviser --only annotated-text,sources
"""


@click.command("brief", epilog=EXAMPLES)
@click.argument("packs", metavar="[PACK]...", nargs=-1)
@click.option(
    "--format",
    "formats",
    metavar="LIST",
    type=LISTED,
    multiple=True,
    help="pdf, docx, html, md, txt, json, akn or all; several with commas.  [default: pdf,html]",
)
@click.option(
    "--only", metavar="LIST", type=LISTED, multiple=True, help="Only these sections of a pack; several with commas."
)
@at_once
@click.option("--out", metavar="DIR", type=GIVEN, help="Where to write, in place of the project's build/packs/.")
@click.option("--verify", is_flag=True, help="Read each file back, and write none that lost a character.")
@in_project
def command(
    packs: tuple[str, ...],
    formats: tuple[str, ...],
    only: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    out: str | None,
    verify: bool,
    where: str | None,
) -> int:
    """Write each PACK (all of them, if none is named), and print the paths of the files.

    They go to build/packs/ in the project's folder. For the library that comes with the program they go to the
    current folder, and an internal pack is written only if it is named. An error stops the pack, and what was
    written before stays as it was.

    A pack for the public is made from a library out of which everything marked "internal: true" was cut. A PDF
    whose pages are what they were is not set again. The files are the same, byte for byte, however many
    packs are made at once.
    """
    from travaux import api
    from travaux.cli.progress import Progress
    from travaux.cli.shared import cluster_of, library_of, listed, loaded_from, report, tell_verified, told_of_workers

    wanted = listed("--format", formats, api.formats()) or ["pdf", "html"]
    sections = listed("--only", only, api.sections())
    workers = cluster_of(cluster, jobs)
    loaded = loaded_from(where)
    library = library_of(loaded)
    if any(each.is_error for each in loaded.found):
        return report(loaded.project, loaded.found)
    names = _with(library, _names(loaded.project, library, packs), sections, bool(packs))
    kept = None if refused() else _kept(loaded.project, out)
    found: list[Diagnostic] = list(loaded.found)
    progress = Progress()
    engine = api.briefs(loaded, names, wanted, sections, jobs or 0, kept, progress, verify, workers)
    with told_of_workers(), engine as made, progress:
        new: dict[str, bytes] = {}
        written = 0
        for each in made:
            found += each.found
            for path in _write(each.files, loaded.project, out, progress.clear):
                progress.clear()
                click.echo(path)
                written += 1
            new |= {source: each.files[name] for name, source in each.sources.items()}
    if verify:
        tell_verified(written)
    if kept and new:
        _keep(loaded.project, kept, new)
    return report(loaded.project, (each for each in api.in_order(found) if each.severity != "note"))


def _names(project: Project, library: Library, given: Sequence[str]) -> tuple[str, ...]:
    """The packs named, each once; if none is, all that are for those who work here. One that there is not is misuse."""
    from travaux.cli.shared import nearest

    for name in given:
        if name not in library.packs:
            raise click.UsageError(f"There is no pack '{name}'. {nearest(name, library.packs)}")
    names = tuple(dict.fromkeys(given)) or tuple(library.packs)
    if not names:
        raise click.UsageError("The project has no briefing pack: write one in templates/packs/ID.yaml.")
    return names if given else _usual(project, library, names)


def _usual(project: Project, library: Library, names: tuple[str, ...]) -> tuple[str, ...]:
    """The packs to write where none is named: of a library that is not the user's own the public ones.

    What is left out is said, and how to get it.
    """
    own = os.path.realpath(project.build.parent) == os.path.realpath(project.root)
    left = () if own else tuple(name for name in names if library.packs[name].sees == "internal")
    if left:
        them = "it" if len(left) == 1 else "them"
        words = f"Left out, since internal: {', '.join(left)}. To have {them} all the same: travaux brief"
        click.echo(f"{words} {' '.join(left)}", err=True)
    return tuple(name for name in names if name not in left)


def _with(library: Library, names: Sequence[str], sections: Sequence[str], named: bool) -> tuple[str, ...]:
    """Of these packs those with one of these sections; a pack that was `named` and has none is misuse."""
    if not sections:
        return tuple(names)
    kept = [name for name in names if not {*_shown(library.packs[name])}.isdisjoint(sections)]
    for name in names:
        if name not in kept and (named or not kept):
            there = ", ".join(dict.fromkeys(_shown(library.packs[name])))
            hint = f"It has: {there}." if there else "It has none."
            words = f"The pack '{name}' has no section {' or '.join(sections)}. {hint}"
            raise click.BadParameter(words, param_hint="'--only'")
    return tuple(kept)


def _shown(pack: Pack) -> Iterator[str]:
    """The kinds of section that the readers of a pack see."""
    for each in pack.sections:
        if pack.sees == "internal" or not each.internal:
            yield each.section


def _write(files: Mapping[str, bytes], project: Project, out: str | None, clear: Callable[[], None]) -> list[Path]:
    """Put a pack's files in their place; their paths as the user would write them."""
    if not files:
        return []
    from travaux.cli.write import make_folder, replace_files

    top = _top(project, out)
    make_folder(top)
    return replace_files(top, files, clear)


def _top(project: Project, out: str | None) -> Path:
    """The folder that packs are written to."""
    from pathlib import Path

    return Path(out) if out is not None else Path(os.path.relpath(project.build)) / "packs"


def _kept(project: Project, out: str | None) -> Kept:
    """What was made before and may still stand there."""
    from travaux.briefs.kept import read

    return read(project.build, _top(project, out))


def _keep(project: Project, kept: Kept, new: Mapping[str, bytes]) -> None:
    """Record what was made now; where that can't be written, the next run sets every page again.

    Who writes elsewhere (`--out`) does not get a folder for built files that was not there.
    """
    from contextlib import suppress

    from travaux.briefs.kept import FILE, FOLDER, as_file
    from travaux.cli.write import Unwritable, make_folder, replace_files

    with suppress(Unwritable, OSError):
        if not project.build.is_dir():
            return
        make_folder(project.build / FOLDER)
        replace_files(project.build / FOLDER, {FILE: as_file(kept, new)})

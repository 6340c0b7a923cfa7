"""travaux build: write the texts of instruments: PDF, web page, Markdown and more."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from travaux.cli.shared import GIVEN, LISTED, at_once, choices, in_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from travaux.again import Outcome, Run
    from travaux.api import Built
    from travaux.cli.progress import Progress
    from travaux.diagnostics import Diagnostic
    from travaux.model.library import Library
    from travaux.project import Project
    from travaux.render.press import Press

EXAMPLES = """\b
Examples:
  travaux build
  travaux build optional-protocol --style un --annotate margin,report
  travaux build amending-protocol --format pdf --set years=3
  travaux build model-convention --variant offence-advertise=reckless
"""


@click.command("build", epilog=EXAMPLES)
@click.argument("instruments", metavar="[INSTRUMENT]...", nargs=-1)
@click.option(
    "--format",
    "formats",
    metavar="LIST",
    type=LISTED,
    multiple=True,
    help="pdf, docx, html, md, txt, json, akn or all; several with commas.  [default: pdf,html,md]",
)
@click.option(
    "--annotate",
    "modes",
    metavar="LIST",
    type=LISTED,
    multiple=True,
    help="none (the clean text), margin, notes, report, table (of an amending protocol) or all; several with commas."
    "  [default: none]",
)
@choices
@at_once
@click.option("--out", metavar="DIR", type=GIVEN, help="Where to write, in place of the project's build/.")
@click.option("--verify", is_flag=True, help="Read each file back, and write none that lost a character.")
@click.option("--force", is_flag=True, help="Build in spite of errors, and say so on the title page.")
@in_project
def command(
    instruments: tuple[str, ...],
    formats: tuple[str, ...],
    modes: tuple[str, ...],
    style: str,
    variants: tuple[str, ...],
    settings: tuple[str, ...],
    jobs: int | None,
    cluster: str | None,
    out: str | None,
    verify: bool,
    force: bool,
    where: str | None,
) -> int:
    """Write the text of each INSTRUMENT (all of them, if none is named), and print the paths of the files.

    They go to build/INSTRUMENT/ in the project's folder (for the library that comes with the program,
    in the current folder). An error stops the instrument, and what was built before stays as it was.
    The files are the same, byte for byte, however many instruments are made at once.
    """
    from travaux.again import Run
    from travaux.cli.shared import cluster_of, project_at
    from travaux.model.resting import collector_resting

    workers = cluster_of(cluster, jobs)
    project = project_at(where)
    top = Path(out) if out is not None else Path(os.path.relpath(project.build))
    asked = ("build", instruments, formats, modes, style, variants, settings, verify, force)
    this = Run.of(project, asked, top, sets_pages=_may_set_pages(formats))
    before = this.before()
    if before:
        return _told_again(before, this, verify)
    # The press takes a while to be ready: it is started before anything else is loaded.
    alone = jobs == 1 or _alone(instruments, project)
    with collector_resting(), _press_for(alone and cluster is None and _may_set_pages(formats)) as press:
        from travaux import api
        from travaux.cli.progress import Progress
        from travaux.cli.shared import (
            instrument_names,
            library_of,
            listed,
            pairs,
            proper,
            report,
            tell_verified,
            told_of_workers,
        )
        from travaux.model.stages import Request

        wanted = listed("--format", formats, api.formats())
        annotations = [mode for mode in api.MODES if mode in listed("--annotate", modes, api.MODES)] or ["none"]
        everything = any(word.strip().lower() == "all" for each in modes for word in each.split(","))
        chosen, values = pairs("--variant", variants), pairs("--set", settings)
        loaded = api.load(project)
        library = library_of(loaded)
        if not force and any(each.is_error for each in loaded.found):
            return report(project, loaded.found)
        names = instrument_names(loaded, instruments)
        requests = [api.applicable(Request(name, style, chosen, values), library, names) for name in names]
        proper(library, requests)
        if "table" in annotations and not everything:
            _amending(library, names)
        tell = Progress()
        engine = api.builds(loaded, requests, wanted, annotations, force, press, tell, verify, jobs or 0, workers)
        with told_of_workers(), engine as made, tell:
            found, paths = _write_all(made, top, tell)
        if verify:
            tell_verified(len(paths))
        found = [each for each in api.in_order(found) if each.severity != "note"]  # notes are for "travaux lint"
        if not any(each.is_error for each in found):
            this.keep(found, written=paths)
        return report(project, found)


def _told_again(before: Outcome, this: Run, verify: bool) -> int:
    """Say what a run said that came to the same, and whose files all stand as it wrote them."""
    from travaux.cli.place import held
    from travaux.cli.shared import report, tell_verified
    from travaux.cli.write import make_folder, nothing

    paths = [this.out / each for each in before.files]
    for folder in dict.fromkeys(each.parent for each in paths):
        with held(folder, make_folder, nothing):  # what a killed run left is taken away
            pass
    for path in paths:
        click.echo(path)
    if verify:
        tell_verified(len(before.files))
    return report(this.project, before.found)


def _amending(library: Library, names: Iterable[str]) -> None:
    """A table of changes of texts none of which changes another is misuse."""
    from travaux import api

    if not any("table" in api.editions(library, name) for name in names):
        known = [name for name in library.instruments if "table" in api.editions(library, name)]
        hint = f"The table is made of: {', '.join(known)}." if known else "The project has no amending protocol."
        raise click.BadParameter(f"{' and '.join(names)} amends no treaty. {hint}", param_hint="'--annotate table'")


def _alone(instruments: Sequence[str], project: Project) -> bool:
    """Whether one instrument will be made alone, as far as can be told before anything is loaded."""
    if instruments:
        return len(set(instruments)) == 1
    with suppress(OSError):
        return len(list((project.root / "templates" / "instruments").glob("*.yaml"))) == 1
    return False


def _may_set_pages(formats: Sequence[str]) -> bool:
    """Whether any of these formats may be PDF."""
    return not formats or any(word in each for each in formats for word in ("pdf", "all"))


@contextmanager
def _press_for(wanted: bool) -> Iterator[Press | None]:
    """The process that sets PDFs, if this one will do the work."""
    if not wanted:
        yield None
        return
    from travaux.render.press import Press

    with Press() as press:
        yield press


def _write_all(made: Iterable[Built], top: Path, tell: Progress) -> tuple[list[Diagnostic], list[Path]]:
    """Put each instrument's files in their place and print their paths; what was found, and the files."""
    found: list[Diagnostic] = []
    written: list[Path] = []
    for built in made:
        found += built.found
        for path in _write(built, top, tell.clear):
            tell.clear()
            click.echo(path)
            written.append(path)
    return found, written


def _write(built: Built, top: Path, clear: Callable[[], None]) -> list[Path]:
    """Put an instrument's files in their place; their paths as the user would write them."""
    if not built.files:
        return []
    from travaux.cli.write import make_folder, replace_files

    make_folder(top)
    return replace_files(top / built.instrument, built.files, clear)

"""What the commands share: options, the project, and the exit code. Heavy imports stay inside functions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

from travaux.caching import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from travaux.api import Loaded
    from travaux.diagnostics import Diagnostic
    from travaux.model.library import Library
    from travaux.model.stages import Request
    from travaux.project import Project

if TYPE_CHECKING:
    _Text = click.ParamType[str]
else:  # in click before 8.2 it takes no type
    _Text = click.ParamType

F = TypeVar("F", bound=Callable[..., Any])
OK, FOUND, MISUSE = 0, 1, 2


class Undone(click.ClickException):
    """Something that this machine, or another that works for it, could not do."""

    exit_code = MISUSE


class Given(_Text):
    """The value of an option that names something: an empty one, or a list of nothing (`listed`), is misuse."""

    name = "text"

    def __init__(self, listed: bool = False) -> None:
        self.listed = listed

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value as it was typed."""
        parts = value.split(",") if self.listed else [value]
        if not any(each.strip() for each in parts):
            self.fail("It names nothing: give a value, or leave the option out.", param, ctx)
        return str(value)


GIVEN, LISTED = Given(), Given(listed=True)


def tell_verified(files: int) -> None:
    """Say how many files were read back, if any was."""
    if files:
        said = "1 file" if files == 1 else f"{files} files"
        click.echo(f"Verified: {said} read back, every character of the text in its place.", err=True)


def in_project(command: F) -> F:
    """The option -C after the command's name; the command gets the project's folder as `where`."""

    def chosen(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
        return value if value is not None else ctx.find_root().obj

    def anew(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value:
            refuse()

    command = click.option(
        "--no-cache", is_flag=True, expose_value=False, callback=anew, help="Read and make everything anew."
    )(command)
    return click.option("-C", "where", metavar="DIR", type=GIVEN, callback=chosen, help="The project's folder.")(
        command
    )


def in_any_project(command: F) -> F:
    """The option -C for a command that needs no project: accepted as everywhere, and without effect."""
    return click.option("-C", metavar="DIR", type=GIVEN, expose_value=False, hidden=True)(command)


def choices(command: F) -> F:
    """The options that choose otherwise than an instrument's file does."""
    for decorate in (
        click.option(
            "--set", "settings", metavar="NAME=VALUE", type=GIVEN, multiple=True, help="Give a parameter a value."
        ),
        click.option(
            "--variant",
            "variants",
            metavar="CLAUSE=VARIANT",
            type=GIVEN,
            multiple=True,
            help="Take another variant; several with commas as rival options.",
        ),
        click.option(
            "--style",
            metavar="STYLE",
            type=GIVEN,
            callback=lambda _, __, value: value or "",
            help="The house style: coe, un, or one of the project's.",
        ),
    ):
        command = decorate(command)
    return command


def at_once(command: F) -> F:
    """The options that say how many texts are made at once, and by whom."""
    jobs = click.option("-j", "--jobs", type=click.IntRange(1, 64), metavar="N", help="How many to make at once.")
    cluster = click.option(
        "--workers",
        "cluster",
        metavar="ADDRESS",
        type=GIVEN,
        help="Have them made by the workers of a Dask scheduler: tls://HOST:PORT. They see the whole library.",
    )
    return jobs(cluster(command))


def cluster_of(address: str | None, jobs: int | None) -> str:
    """The address of --workers, "" where none is given; one that can't be used is misuse."""
    if address is None:
        return ""
    if jobs is not None:
        raise click.UsageError("-j is for this machine alone, and a cluster has as many workers as it has.")
    from travaux.workers.cluster import Unusable, proper

    try:
        proper(address)
    except Unusable as error:
        raise click.BadParameter(sentence(str(error)), param_hint="'--workers'") from None
    return address


@contextmanager
def told_of_workers() -> Iterator[None]:
    """What becomes of those who work for us, in words: a cluster that is none, a process that was ended."""
    try:
        yield
    except (ValueError, RuntimeError) as error:
        from travaux.workers import Lost
        from travaux.workers.cluster import Unusable

        if isinstance(error, Unusable):
            raise click.BadParameter(sentence(str(error)), param_hint="'--workers'") from None
        if not isinstance(error, Lost):
            raise
        raise Undone(sentence(str(error))) from None


def pairs(option: str, given: Iterable[str]) -> Mapping[str, str]:
    """NAME=VALUE options as a mapping; one without "=" or given twice with different values is misuse."""
    out: dict[str, str] = {}
    for each in given:
        name, sign, value = each.partition("=")
        if not (name and sign and value):
            raise click.BadParameter(f"'{each}' is not of the form NAME=VALUE.", param_hint=f"'{option}'")
        if out.setdefault(name, value) != value:
            raise click.BadParameter(f"'{name}' is given twice: {out[name]} and {value}.", param_hint=f"'{option}'")
    return out


def listed(option: str, given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """A repeatable, comma-separated option, each of its words one of those known ("all" for all of them)."""
    every = tuple(known)
    words = [word.strip().lower() for each in given for word in each.split(",") if word.strip()]
    for word in words:
        if word not in (*every, "all"):
            hint = f"There are: {', '.join(every)}."
            raise click.BadParameter(f"'{word}' is not known. {hint}", param_hint=f"'{option}'")
    return tuple(dict.fromkeys(every if "all" in words else words))


def project_at(where: str | None) -> Project:
    """The project that was asked for; a folder that does not exist is misuse."""
    from pathlib import Path

    from travaux.project import find

    try:
        return find(Path(where) if where is not None else None)
    except NotADirectoryError as error:
        raise click.BadParameter(f"'{error}' is not a folder.", param_hint="'-C'") from None
    except FileNotFoundError:
        raise click.UsageError("The current folder does not exist any more; go to another one.") from None


def loaded_from(where: str | None) -> Loaded:
    """The project's library with the faults of its files."""
    project = project_at(where)
    from travaux.api import load

    return load(project)


def library_of(loaded: Loaded) -> Library:
    """The library; where there is none, its faults are printed and the command ends."""
    if loaded.library is None:
        raise click.exceptions.Exit(report(loaded.project, loaded.found))
    return loaded.library


def report(project: Project, found: Iterable[Diagnostic]) -> int:
    """Print findings to standard error, all at once; the exit code that they ask for."""
    from travaux.cli.printing import print_findings

    every = tuple(found)
    print_findings(project, every, err=True)
    return FOUND if any(each.is_error for each in every) else OK


def instrument_names(loaded: Loaded, given: Iterable[str]) -> tuple[str, ...]:
    """The instruments named, each once, all if none is.

    One that is not in the library is misuse; but where files could not be read, those
    faults are printed instead, since the instrument may be in one of them.
    """
    library = library_of(loaded)
    names = tuple(dict.fromkeys(given)) or tuple(library.instruments)
    missing = [name for name in names if name not in library.instruments]
    if (missing or not names) and any(each.is_error for each in loaded.found):
        raise click.exceptions.Exit(report(loaded.project, loaded.found))
    for name in missing:
        raise click.UsageError(f"There is no instrument '{name}'. {nearest(name, library.instruments)}")
    if not names:
        raise click.UsageError("The project has no instrument: write one in templates/instruments/ID.yaml.")
    return names


def proper(library: Library, requests: Iterable[Request]) -> None:
    """Options that name what does not exist are misuse, said before any work is done."""
    from travaux.api import misuse

    faults = dict.fromkeys(fault for each in requests for fault in misuse(library, each))
    if faults:
        raise click.UsageError("\n".join(_said(each) for each in faults))


def _said(fault: Diagnostic) -> str:
    hint = f" {sentence(fault.hint)}" if fault.hint else ""
    return f"{sentence(f'{fault.message} ({fault.code})')}{hint}"


def sentence(words: str) -> str:
    """Words that begin small and end without a stop, as messages and hints do, as a sentence of their own."""
    begun = words if words.startswith("travaux ") else f"{words[:1].upper()}{words[1:]}"
    return begun if begun.endswith((".", "?", "!", "…")) else f"{begun}."


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known: the nearest, else all, if they are few."""
    from difflib import get_close_matches

    every = sorted(known)
    near = get_close_matches(word, every, 3, 0.5)
    if near:
        return f"Did you mean {' or '.join(near)}?"
    return f"There are: {', '.join(every)}." if 0 < len(every) <= 12 else "'travaux list' shows what there is."


def version() -> str:
    """The version of the program as installed; "unknown" where it runs without being installed."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("travaux")
    except PackageNotFoundError:
        return "unknown"


def put_out(path: str | None, data: str) -> int:
    """Print a text to standard output, or write it to the file of --out and print that file's path."""
    if path is None:
        click.echo(data.encode(), nl=False)
        return OK
    written = write_file(path, data.encode())
    click.echo(written)
    return OK


def write_file(path: str, data: bytes) -> Path:
    """Write one file of --out atomically."""
    from pathlib import Path

    from travaux.cli.write import replace_files

    target = Path(path)
    return replace_files(target.parent, {target.name: data})[0]

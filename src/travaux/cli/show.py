"""travaux show: all that the library says of one thing, or where printed words come from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from travaux.cli.shared import choices, in_project

if TYPE_CHECKING:
    from travaux.api import Loaded
    from travaux.model.library import Library
    from travaux.model.stages import Request


@click.command("show", short_help="Show one thing, or which clause printed words come from.")
@click.argument("ident", metavar="ID")
@choices
@in_project
def command(
    ident: str, style: str, variants: tuple[str, ...], settings: tuple[str, ...], where: str | None
) -> int:
    """Show a clause, an instrument, a house style, a source, a treaty or a term by its ID.

    INSTRUMENT:NUMBER looks up what is printed there and says from which clause, variant and line it comes.
    The number may be written as in the text: 5.1, "8 bis.1.b", "Article 5, paragraph 1".

    \b
    travaux show offence-advertise
    travaux show offence-advertise:reckless
    travaux show optional-protocol:5.1
    """
    from travaux.cli.shared import library_of, loaded_from, pairs, proper, report
    from travaux.model.stages import Request

    loaded = loaded_from(where)
    library = library_of(loaded)
    name, colon, place = ident.partition(":")
    request = Request(name, style, pairs("--variant", variants), pairs("--set", settings))
    if name in library.instruments:
        proper(library, [request])
        return _provision(loaded, request, place) if colon else _instrument(loaded, request)
    lines = [*_things(library, name, place)]
    if not lines:
        if any(each.is_error for each in loaded.found):
            return report(loaded.project, loaded.found)
        raise click.UsageError(f"There is nothing called '{ident}'. {_hint(library, name)}")
    click.echo("\n".join(lines))
    return report(loaded.project, (each for each in loaded.found if each.is_error))


def _hint(library: Library, name: str) -> str:
    from travaux.cli.shared import nearest

    known = (library.clauses, library.instruments, library.styles, library.sources, library.law, library.vocabulary.terms)
    return nearest(name, {ident for each in known for ident in each})


def _things(library: Library, name: str, variant: str) -> Iterator[str]:
    """The lines on everything of that name: most often one thing, but a term and a clause may share a name."""
    from travaux.cli import describe

    kinds: tuple[tuple[object, Callable[[Library, str], Iterator[str]]], ...] = (
        (library.styles, describe.style),
        (library.law, describe.law),
        (library.sources, describe.source),
        (library.vocabulary.terms, describe.term),
        (library.gaps, describe.gap),
    )
    clause = library.clauses.get(name)
    if clause is not None and variant and variant not in clause.variants:
        from travaux.cli.shared import nearest

        raise click.UsageError(f"{name} has no variant '{variant}'. {nearest(variant, clause.variants)}")
    first = True
    if clause is not None:
        yield from describe.clause(library, name, variant)
        first = False
    for known, lines in kinds:
        if not variant and name in known:  # type: ignore[operator]
            yield from () if first else ("",)
            yield from lines(library, name)
            first = False


def _instrument(loaded: Loaded, request: Request) -> int:
    from travaux import api
    from travaux.cli import describe
    from travaux.cli.shared import library_of, report
    from travaux.diagnostics import Faults

    library = library_of(loaded)
    try:
        text = api.text_of(library, request)
    except Faults as faults:
        return report(loaded.project, (*loaded.found, *faults.found))
    click.echo("\n".join(describe.instrument(library, request, text)))
    return report(loaded.project, (each for each in (*loaded.found, *text.found) if each.is_error))


def _provision(loaded: Loaded, request: Request, place: str) -> int:
    from travaux import api
    from travaux.cli import describe
    from travaux.cli.shared import library_of, report
    from travaux.diagnostics import Faults
    from travaux.lookup import beneath

    library = library_of(loaded)
    try:
        text, found = api.look_up(library, request, place)
    except Faults as faults:
        return report(loaded.project, (*loaded.found, *faults.found))
    if not found:
        near = beneath(text, place)
        hint = f"There are: {', '.join(near[:40])}{' …' if len(near) > 40 else ''}." if near else 'Write it as "5.1.a".'
        raise click.UsageError(f"{request.instrument} has no provision '{place}'. {hint}")
    for number, each in enumerate(found):
        click.echo("\n".join((*([""] if number else []), *describe.provision(loaded.project, library, text, each))))
    return report(loaded.project, (each for each in (*loaded.found, *text.found) if each.is_error))

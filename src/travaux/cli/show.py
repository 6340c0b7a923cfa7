"""travaux show: show one thing, or which clause printed words come from."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from typing import TYPE_CHECKING

import click

from travaux.cli.shared import choices, in_project

if TYPE_CHECKING:
    from travaux.api import Loaded
    from travaux.model.library import Library
    from travaux.model.stages import Request
    from travaux.project import Project

EXAMPLES = """\b
Examples:
  travaux show offence-advertise
  travaux show offence-advertise:reckless
  travaux show optional-protocol:5.1
"""


@click.command("show", epilog=EXAMPLES)
@click.argument("ident", metavar="ID")
@choices
@in_project
def command(ident: str, style: str, variants: tuple[str, ...], settings: tuple[str, ...], where: str | None) -> int:
    """Show a clause, an instrument, a style, a pack, a source, a treaty, a term, a gap or an objection by its ID.

    INSTRUMENT:NUMBER looks up what is printed there and says from which clause, variant and line it comes.
    The number may be written as in the text: 5.1, "8 bis.1.b", "Article 5, paragraph 1".
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
    lines = [*_things(loaded, name, place)]
    if not lines:
        if any(each.is_error for each in loaded.found):
            return report(loaded.project, loaded.found)
        raise click.UsageError(f"There is nothing called '{ident}'. {_hint(library, name)}")
    click.echo("\n".join(lines))
    return report(loaded.project, (each for each in loaded.found if each.is_error))


def _hint(library: Library, name: str) -> str:
    from travaux.cli.shared import nearest

    known = [*library.clauses, *library.instruments, *library.styles, *library.packs, *library.sources, *library.law]
    return nearest(name, {*known, *library.vocabulary.terms, *library.gaps, *library.objections})


def _things(loaded: Loaded, name: str, variant: str) -> Iterator[str]:
    """The lines on everything of that name: most often one thing, but a term and a clause may share a name."""
    from travaux.cli import describe, describe_lists, describe_works
    from travaux.cli.shared import library_of

    project, library = loaded.project, library_of(loaded)
    kinds: tuple[tuple[Container[str], Callable[[Project, Library, str], Iterator[str]]], ...] = (
        (library.styles, describe.style),
        (library.packs, describe_lists.pack),
        (library.law, describe_works.law),
        (library.sources, describe_works.source),
        (library.vocabulary.terms, describe.term),
        (library.gaps, describe_lists.gap),
        (library.objections, describe_lists.objection),
    )
    clause = library.clauses.get(name)
    if clause is not None and variant and variant not in clause.variants:
        from travaux.cli.shared import nearest

        raise click.UsageError(f"{name} has no variant '{variant}'. {nearest(variant, clause.variants)}")
    first = True
    if clause is not None:
        yield from describe.clause(project, library, name, variant)
        first = False
    for known, lines in kinds:
        if not variant and name in known:
            yield from () if first else ("",)
            yield from lines(project, library, name)
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
    click.echo("\n".join(describe.instrument(loaded.project, library, request, text)))
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

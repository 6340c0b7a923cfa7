"""travaux search: find words in the clauses: texts, headings, rationale."""

from __future__ import annotations

import click

from travaux.cli.shared import in_project


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="How many at most; 0 for all.")
@in_project
def command(words: tuple[str, ...], limit: int, where: str | None) -> int:
    """Find the places where all the WORDS stand, the best first; case, accents and hyphens do not matter.

    Each hit is a place that an editor can go to, the clause, and the words round it.
    """
    import sys

    from travaux import api
    from travaux.cli.printing import clean, coloured
    from travaux.cli.shared import library_of, loaded_from, report
    from travaux.project import shown
    from travaux.search import near

    loaded = loaded_from(where)
    library = library_of(loaded)
    asked = " ".join(words)
    hits = api.search(library, asked)
    painted = coloured(sys.stdout)
    for hit in hits[: limit or None]:
        place = f"{shown(loaded.project, hit.span.path)}:{hit.span.line}:{hit.span.column}"
        what = f"{hit.clause}:{hit.variant}" if hit.variant else hit.clause
        click.echo(f"{click.style(clean(place), bold=True) if painted else clean(place)}  {what}  ({hit.part})")
        click.echo(f"    {_marked(hit.excerpt, hit.marks) if painted else clean(hit.excerpt)}", color=painted)
    if limit and len(hits) > limit:
        click.echo(f"… and {len(hits) - limit} more: --limit 0 shows all {len(hits)}.", err=True)
    if not hits:
        similar = near(library, asked)
        hint = f"Did you mean {' or '.join(similar)}?" if similar else "Fewer words find more."
        click.echo(f"Nothing found. {hint}", err=True)
    return report(loaded.project, (each for each in loaded.found if each.is_error))


def _marked(words: str, marks: tuple[tuple[int, int], ...]) -> str:
    """The words with what was looked for in bold."""
    from travaux.cli.printing import clean

    out, last = [], 0
    for begin, end in sorted(marks):
        if begin >= last:
            out += [clean(words[last:begin]), click.style(clean(words[begin:end]), bold=True, fg="green")]
            last = end
    return "".join((*out, clean(words[last:])))

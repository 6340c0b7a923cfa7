"""travaux search: find words in the clauses and in the gaps of existing law."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import click

from travaux.cli.shared import in_project

if TYPE_CHECKING:
    from collections.abc import Iterator

Marks: TypeAlias = tuple[tuple[int, int], ...]


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(min=0), default=20, show_default=True, help="How many at most; 0 for all.")
@in_project
def command(words: tuple[str, ...], limit: int, where: str | None) -> int:
    """Find the places where all the WORDS stand, the best first; case, accents and hyphens do not matter.

    They are looked for in clauses (headings, texts, reasons and their sources) and in the gaps in existing law (titles
    and statements). Each hit is a place that an editor can go to, the clause or gap, and the words round it.
    """
    import sys

    from travaux import api
    from travaux.cli.printing import clean, coloured, width
    from travaux.cli.shared import library_of, loaded_from, report
    from travaux.project import shown
    from travaux.search import near

    if not any(word.strip() for word in words):
        raise click.UsageError("Say what to look for: one word or several.")
    loaded = loaded_from(where)
    library = library_of(loaded)
    asked = " ".join(words)
    hits = api.search(library, asked)
    painted, room = coloured(sys.stdout), width(sys.stdout)
    for hit in hits[: limit or None]:
        place = clean(f"{shown(loaded.project, hit.span.path)}:{hit.span.line}:{hit.span.column}")
        what = f"{hit.ident}:{hit.variant}  ({hit.part})" if hit.variant else f"{hit.ident}  ({hit.part})"
        gap = "\n    " if room and len(place) + len(what) + 2 > room else "  "
        click.echo(f"{click.style(place, bold=True) if painted else place}{gap}{what}", color=painted)
        for line, marks in _lines(hit.excerpt, hit.marks, room):
            click.echo(f"    {_marked(line, marks) if painted else clean(line)}", color=painted)
    if limit and len(hits) > limit:
        click.echo(f"… and {len(hits) - limit} more: --limit 0 shows all {len(hits)}.", err=True)
    if not hits:
        similar = near(library, asked)
        hint = f"Did you mean {' or '.join(similar)}?" if similar else "Fewer words find more."
        click.echo(f"Nothing found. {hint}", err=True)
    return report(loaded.project, (each for each in loaded.found if each.is_error))


def _lines(words: str, marks: Marks, room: int | None) -> Iterator[tuple[str, Marks]]:
    """The words in lines that fit the terminal, each with the marks in it; one line in a pipe."""
    import textwrap

    begin = 0
    for line in textwrap.wrap(words, room - 4, break_on_hyphens=False) if room else [words]:
        begin = words.index(line, begin)
        end = begin + len(line)
        yield line, tuple((max(a, begin) - begin, min(b, end) - begin) for a, b in marks if a < end and b > begin)
        begin = end


def _marked(words: str, marks: Marks) -> str:
    """The words with what was looked for in bold."""
    from travaux.cli.printing import clean

    out, last = [], 0
    for begin, end in sorted(marks):
        if begin >= last:
            out += [clean(words[last:begin]), click.style(clean(words[begin:end]), bold=True, fg="green")]
            last = end
    return "".join((*out, clean(words[last:])))

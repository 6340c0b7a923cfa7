"""travaux explain: say what a code means and what to do about it."""

from __future__ import annotations

import click

from travaux.cli.shared import in_any_project

EXAMPLES = """\b
Examples:
  travaux explain P406
  travaux explain requires-missing
"""


@click.command("explain", epilog=EXAMPLES)
@click.argument("code", required=False)
@in_any_project
def command(code: str | None) -> int:
    """Print the page of a finding's CODE (or name): what it means, why, an example, and what to write instead.

    Without a CODE: all of them, one a line.
    """
    from travaux import api
    from travaux.cli.tables import print_table

    pages = api.pages()
    if code is None:
        print_table(("CODE", "NAME", "MEANS"), [(each.code, each.slug, each.summary) for each in pages.values()])
        return 0
    page = pages.get(code.upper()) or next((each for each in pages.values() if each.slug == code.lower()), None)
    if page is None:
        raise click.UsageError(f"There is no code '{code}'. {_near(code, pages)}")
    title = f"{page.code} {page.slug} ({page.severity})"
    click.echo(f"{title}\n{'=' * len(title)}\n\n{_fitting(page.text)}")
    return 0


def _fitting(text: str) -> str:
    """A page's paragraphs in lines that fit the terminal; as they are written in a pipe."""
    import sys

    from travaux.cli.printing import folded, width

    room = width(sys.stdout)
    parts = text.split("\n\n")
    return "\n\n".join(folded(each, room) if room and _is_prose(each) else each for each in parts)


def _is_prose(part: str) -> bool:
    """Whether a paragraph may be broken elsewhere: no list, table or code."""
    return not any(line.startswith((" ", "- ", "* ", "|", "```", "#")) for line in part.split("\n"))


def _near(code: str, pages: object) -> str:
    from difflib import get_close_matches

    from travaux.pages import Page

    assert isinstance(pages, dict)
    every: dict[str, Page] = pages
    names = {each.slug: each.code for each in every.values()}
    near = get_close_matches(code.upper(), list(every), 3, 0.5)
    near += [names[name] for name in get_close_matches(code.lower(), list(names), 3, 0.5)]
    listed = ", ".join(f"{each} ({every[each].slug})" for each in dict.fromkeys(near))
    return f"Near it: {listed}." if listed else "'travaux explain' lists them all."

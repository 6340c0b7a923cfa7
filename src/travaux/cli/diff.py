"""travaux diff: show what changes from one variant, draft or text to another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from travaux.cli.shared import GIVEN, choices, in_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from travaux.diagnostics import Faults
    from travaux.model.redline import Comparand
    from travaux.project import Project

FORMATS = ("terminal", "html", "pdf", "docx", "md", "json")
EXAMPLES = """\b
Examples:
  travaux diff offence-advertise:knowing offence-advertise:reckless
  travaux diff child-minimum-protocol optional-protocol --out changes.txt
  travaux diff optional-protocol optional-protocol --set consents=3
  travaux diff amending-protocol optional-protocol --as amendments
"""


@click.command("diff", epilog=EXAMPLES)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="terminal",
    show_default=True,
    help="For the terminal, as a page, for paper, with tracked changes, as Markdown, for programs.",
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(["redline", "amendments"]),
    default="redline",
    show_default=True,
    help="The marked text, or the instructions that would make NEW of OLD.",
)
@click.option(
    "--author", metavar="NAME", type=GIVEN, help="Whose the tracked changes of a docx are.  [default: the name of NEW]"
)
@choices
@click.option("--out", metavar="FILE", type=GIVEN, help="Write to a file instead of standard output.")
@in_project
def command(
    old: str,
    new: str,
    form: str,
    kind: str,
    author: str | None,
    style: str,
    variants: tuple[str, ...],
    settings: tuple[str, ...],
    out: str | None,
    where: str | None,
) -> int:
    """Show what changes from OLD to NEW, and what the changes do in law.

    OLD and NEW are each CLAUSE:VARIANT, a CLAUSE (in its default variant), an INSTRUMENT, any of them with
    @REVISION as it stood at a revision of git (optional-protocol@HEAD~3), or a file: .md is read as Markdown, every
    other as plain text. A file that exists wins. --style, --variant and --set hold for the instruments on both
    sides, but only for NEW where OLD and NEW are the same; --as amendments words its instructions in --style.

    The exit code is 0 whether or not the texts differ.
    """
    from travaux.comparing.operands import Misuse
    from travaux.diagnostics import Faults
    from travaux.ooxml.revisions import LONGEST

    _check(form, kind, out)
    if author is not None and form != "docx":
        raise click.UsageError("--author names whose the tracked changes are, which only --format docx has.")
    if author is not None and len(author) > LONGEST:
        raise click.UsageError(f"--author has more than {LONGEST} characters: word processors read no such name.")
    if out is not None and any(_same_file(out, each) for each in (old, new)):
        raise click.UsageError(f"--out names a text that is compared, {out}, and would replace it: name another file.")
    try:
        plain = style if kind != "amendments" else ""
        one, other = _sides((old, new), where, (plain, variants, settings))
        for side in (one, other):
            for each in side.left:
                click.echo(f"{side.name}: left out: {each}", err=True)
        data = (
            _instructions(one, other, style, where)
            if kind == "amendments"
            else _redline(one, other, form, out, where, author)
        )
    except Misuse as misuse:
        raise click.UsageError(str(misuse)) from None
    except Faults as faults:
        return _report(faults, where)
    return _put(data, out)


def _check(form: str, kind: str, out: str | None) -> None:
    """What can't be printed where it would go is misuse, said before any work is done."""
    from travaux.cli.printing import is_terminal

    if kind == "amendments" and form not in ("terminal", "md"):
        raise click.UsageError(f"--as amendments gives lines of text, and not {form}: leave --format out.")
    if form in ("html", "pdf", "docx") and out is None and is_terminal(sys.stdout):
        raise click.UsageError(f"A terminal can't show {form}: name a file with --out, or send the output on.")


def _same_file(one: str, other: str) -> bool:
    """Whether two paths name the same file, and it is there."""
    from pathlib import Path

    try:
        return Path(one).exists() and Path(one).samefile(other)
    except OSError:
        return False


def _asked(where: str | None) -> Callable[[], Project]:
    """What finds the project when it is needed: comparing plain files needs none."""

    def project() -> Project:
        from travaux.cli.shared import project_at

        return project_at(where)

    return project


def _sides(
    named: tuple[str, str], where: str | None, chosen: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> tuple[Comparand, Comparand]:
    """The two sides, with the options that choose otherwise."""
    from travaux.comparing.pairs import pair

    if where is not None:
        _asked(where)()
    if not any(chosen):
        return pair(*named, _asked(where))
    from travaux.cli.shared import pairs
    from travaux.comparing.sides import Choices

    style, variants, settings = chosen
    return pair(*named, _asked(where), Choices(style, pairs("--variant", variants), pairs("--set", settings)))


def _redline(
    old: Comparand, new: Comparand, form: str, out: str | None, where: str | None, author: str | None
) -> bytes:
    """The redline in a format; colour and width are those of the terminal, if it is shown on one."""
    from travaux.cli.printing import coloured, width
    from travaux.comparing.redlines import compared, printed
    from travaux.render.redline.api import View, renderer

    shown = out is None and form == "terminal"
    view = View(coloured(sys.stdout), width(sys.stdout)) if shown else View(author=author or "")
    return printed(compared(old, new), renderer(form), view, _asked(where))


def _instructions(old: Comparand, new: Comparand, style: str, where: str | None) -> bytes:
    """The amending instructions, in a house style."""
    from travaux.comparing.redlines import amendments

    try:
        return f"{amendments(old, new, style, _asked(where)).rstrip()}\n".encode()
    except KeyError:
        raise click.BadParameter(f"There is no style '{style}'.", param_hint="'--style'") from None


def _put(data: bytes, out: str | None) -> int:
    """Print to standard output, or write the file of --out and print its path."""
    if out is None:
        click.echo(data, nl=False)
    else:
        from travaux.cli.shared import write_file

        click.echo(write_file(out, data))
    return 0


def _report(faults: Faults, where: str | None) -> int:
    """Print what is wrong in files; a finding of a revision shows the line as it stood there."""
    from travaux.cli.printing import print_findings
    from travaux.comparing.pairs import RevisionFaults

    known = faults.texts if isinstance(faults, RevisionFaults) else {}
    print_findings(_asked(where)(), faults.found, err=True, known=known)
    return 1

"""The command `travaux`: finds its commands by the names of the modules beside it, and loads one when it is called.

A mistake of the user's never ends in a traceback; a bug of ours is reported as one (exit code 70).
"""

from __future__ import annotations

import errno
import keyword
import os
import sys
from collections.abc import Callable
from typing import Any, NoReturn

import click

from travaux.cli.shared import GIVEN

BUG = 70
INTERRUPTED = 130
PIPE_CLOSED = 141
MISUSE = 2
UNWRITABLE = frozenset({errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG})
HERE = os.path.dirname(os.path.abspath(__file__))


class Commands(click.Group):
    """A group whose commands are the modules of this package, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in order."""
        return sorted(_commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command; its module is imported now."""
        if cmd_name not in _commands():
            return None
        name = f"{cmd_name}_" if keyword.iskeyword(cmd_name) else cmd_name
        module = __import__(f"travaux.cli.{name}", fromlist=["command"])
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands with a line about each, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(sorted(_commands().items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does; a name that is no command is answered with those that look like it."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-") and not ctx.resilient_parsing:
            from difflib import get_close_matches

            near = get_close_matches(args[0], known, 2, 0.5)
            hint = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(known)}."
            raise click.UsageError(f"No such command '{args[0]}'. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def __call__(self, *args: Any, **more: Any) -> Any:
        """Run a command and end the process with its exit code."""
        if "_TRAVAUX_COMPLETE" in os.environ:
            return self.main(*args, **more)
        finish(_guarded(self._run))

    def _run(self) -> int:
        with self.make_context("travaux", sys.argv[1:]) as ctx:
            self.invoke(ctx)
        return 0

    def invoke(self, ctx: click.Context) -> Any:
        """As click does; what a command returns is the exit code."""
        code = super().invoke(ctx)
        if code:
            ctx.exit(code)
        return code


def _commands() -> dict[str, str]:
    """The commands and what each is for: the modules here whose docstring begins with "travaux NAME: what for."."""
    found = {}
    for file in os.listdir(HERE):
        if file.endswith(".py"):
            name = file[:-3].rstrip("_")  # import_.py: a module can't be called "import"
            with open(os.path.join(HERE, file), encoding="utf-8") as module:
                line = module.readline()
            before, _, about = line.strip().strip('"').partition(f"travaux {name}: ")
            if about and not before:
                found[name] = about[:1].upper() + about[1:]
    return found


def _guarded(run: Callable[[], int]) -> int:
    """The exit code of a run, whatever happens in it."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started us
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        _tolerant(getattr(sys, name))
    try:
        try:
            code = run()
        except click.exceptions.Exit as end:
            code = end.exit_code
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        _show(error)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort, EOFError):
        click.echo("\nInterrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    except PermissionError as error:
        click.echo(f"Error: {error.filename or 'a file'}: the system does not allow it ({error.strerror}).", err=True)
        return MISUSE
    except OSError as error:
        if error.filename is not None or error.errno not in UNWRITABLE:
            return _bug(error)
        click.echo(f"Error: standard output can't be written: {error.strerror}", err=True)
        return MISUSE
    except Exception as error:
        return _bug(error)


def _show(error: click.ClickException) -> None:
    """Print what a command was misused for as click does, in lines that fit the terminal."""
    import io

    from travaux.cli.printing import folded, width

    words, room = io.StringIO(), width(sys.stderr)
    error.show(words)
    for line in words.getvalue().splitlines():
        click.echo(folded(line, room) if room and len(line) > room else line, err=True)


def _tolerant(stream: Any) -> None:
    """Let a stream print any character: a path's odd bytes as they are, what it can't spell as “?”."""
    encoding = (getattr(stream, "encoding", "") or "").lower().replace("-", "")
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="surrogateescape" if encoding == "utf8" else "replace")


def _bug(error: BaseException) -> int:
    """Say that this is our fault and not the user's; the traceback is for those who ask for it."""
    if os.environ.get("TRAVAUX_DEBUG"):
        import traceback

        traceback.print_exception(error)
    words = " ".join(str(error).split())
    click.echo(
        f"travaux: a bug in the program, not in your files: {type(error).__name__} {words[:200]}\n"
        "Nothing of yours was changed by it. Please report it, with the command that you ran and what\n"
        "TRAVAUX_DEBUG=1 in front of that command prints (read it first: it may quote your draft).",
        err=True,
    )
    return BUG


def finish(code: int) -> NoReturn:
    """End the process; what can't be written to a closed pipe any more is let go."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
    sys.exit(code)


def _version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from travaux.cli.shared import version

        click.echo(f"travaux {version()}")
        ctx.exit()


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("-C", "where", metavar="DIR", type=GIVEN, help="The project's folder (also after the command's name).")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say which it is.")
@click.pass_context
def main(ctx: click.Context, where: str | None) -> None:
    """Draft treaties from a library of clauses: text, variants, and the record of why.

    The project is the nearest folder upwards that holds clauses/, else the library that comes with
    the program. Begin one of your own with "travaux new DIR".
    """
    ctx.obj = where

"""The command `travaux`: finds its commands by the names of the modules beside it, and loads one when it is called.

A mistake of the user's never ends in a traceback; a bug of ours is reported as one (exit code 70).
"""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

BUG = 70
INTERRUPTED = 130
PIPE_CLOSED = 141
UNWRITABLE = 2
HERE = os.path.dirname(os.path.abspath(__file__))


class Commands(click.Group):
    """A group whose commands are the modules of this package, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in order: the modules here that define `command`, read but not imported."""
        return sorted(name[:-3] for name in os.listdir(HERE) if name.endswith(".py") and _is_command(name))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command; its module is imported now."""
        if not cmd_name.isidentifier() or not _is_command(f"{cmd_name}.py"):
            return None
        module = __import__(f"travaux.cli.{cmd_name}", fromlist=["command"])
        command: click.Command = module.command
        return command

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

    def main(self, *args: Any, standalone_mode: bool = True, **more: Any) -> Any:
        """Run a command and end the process with its exit code."""
        if not standalone_mode or any(name.endswith("_COMPLETE") for name in os.environ):
            return super().main(*args, standalone_mode=standalone_mode, **more)
        finish(_guarded(lambda: self._run(*args, **more)))

    def _run(self, args: list[str] | None = None, prog_name: str | None = None, **more: Any) -> int:
        given = sys.argv[1:] if args is None else list(args)
        with self.make_context(prog_name or "travaux", given, **more) as ctx:
            code = self.invoke(ctx)
        return code if isinstance(code, int) else 0


def _is_command(file: str) -> bool:
    """Whether a file of this folder is a command's, not a helper's."""
    try:
        with open(os.path.join(HERE, file), "rb") as module:
            return b"\ndef command(" in module.read()
    except OSError:
        return False


def _guarded(run: Any) -> int:
    """The exit code of a run, whatever happens in it."""
    for stream in (sys.stdout, sys.stderr):
        _tolerant(stream)
    try:
        code = run()
        sys.stdout.flush()
        return int(code)
    except click.exceptions.Exit as end:
        return _flushed(end.exit_code)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort, EOFError):
        click.echo("\nInterrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        return PIPE_CLOSED
    except OSError as error:
        if error.filename is None and not _writable(sys.stdout):
            click.echo(f"Error: standard output can't be written: {error.strerror}", err=True)
            return UNWRITABLE
        return _bug(error)
    except Exception as error:
        return _bug(error)


def _flushed(code: int) -> int:
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        return PIPE_CLOSED
    except OSError as error:
        click.echo(f"Error: standard output can't be written: {error.strerror}", err=True)
        return UNWRITABLE
    return code


def _writable(stream: Any) -> bool:
    try:
        stream.flush()
    except OSError:
        return False
    return True


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
        f"travaux: a bug in the program, not in your files ({type(error).__name__}{': ' + words[:200] if words else ''}).\n"
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
@click.option("-C", "where", metavar="DIR", help="The project's folder (also after the command's name).")
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Print the version.")
@click.pass_context
def main(ctx: click.Context, where: str | None) -> None:
    """Draft treaties from a library of clauses: text, variants, and the record of why.

    The project is the nearest folder upwards that holds clauses/, else the library that comes with
    the program.
    """
    ctx.obj = where

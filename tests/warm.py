"""A process that has imported the program and waits: each run of the command is a copy of it (a fork).

A run starts in milliseconds, and is yet a process of its own, with its own folder, surroundings, output and end:
what it changes, no other run sees. Only what Python itself reads when it starts (`PYTHON…`, the locale, the time
zone) is that of the waiting process, so `command.run` takes a new process wherever one of these is given.

What is sent over the socket, both ways, is a line of JSON: `{"arguments", "cwd", "environment", "before"}` with the
files that are standard output and standard error; back come the number of the process, then its exit code.
"""

from __future__ import annotations

import array
import atexit
import gc
import importlib
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

LATER = ("citeproc", "jinja2.sandbox", "num2words")
"""What functions of the program import when they are called."""


class Warm:
    """The other end: asks a waiting process for runs, one at a time."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Start it, with these surroundings."""
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                env=environment,
                stdin=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        self._socket, self._lines = ours, ours.makefile("rb", buffering=0)  # no line is read before it is asked for
        atexit.register(self.end)

    def start(self, asked: dict[str, object], out: int, err: int) -> int:
        """Begin a run whose output goes to those files; the number of its process."""
        said = json.dumps(asked).encode() + b"\n"
        sent = socket.send_fds(self._socket, [said], [out, err])
        self._socket.sendall(said[sent:])
        return int(self._lines.readline())

    def wait(self, process: int, seconds: float) -> int:
        """The exit code of the run that was begun, once it has ended; as for a process, less than 0 for a signal.

        Raises `TimeoutExpired`, and ends the run, if it takes longer than that.
        """
        ready, _, _ = select.select([self._socket], [], [], seconds)
        if not ready:
            os.kill(process, signal.SIGKILL)
        code = int(self._lines.readline())
        if not ready:
            raise subprocess.TimeoutExpired("travaux", seconds)
        return code

    def end(self) -> None:
        """Let the waiting process go."""
        self._lines.close()
        self._socket.close()
        self._process.wait()


@cache
def _warm(process: int) -> Warm:
    return Warm({**os.environ, "PYTHONPATH": str(Path(__file__).parents[1] / "src")})


def warm() -> Warm:
    """The waiting process of this one, started when it is first asked for; a fork of this one has another."""
    return _warm(os.getpid())


# ---------------------------------------------------------------- the waiting process


def serve(number: int) -> None:
    """Run what is asked for, one after the other, until nobody is there to ask."""
    _import_all()
    gc.collect()
    gc.freeze()
    line = socket.socket(fileno=number)
    while (message := _received(line)) is not None:
        asked, (out, err) = message
        process = os.fork()
        if process == 0:
            line.close()
            _become(asked, out, err)
        os.close(out)
        os.close(err)
        line.sendall(b"%d\n" % process)
        _, status = os.waitpid(process, 0)
        line.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))


def _received(line: socket.socket) -> tuple[dict[str, Any], array.array[int]] | None:
    """What is asked for and the two files; None at the end."""
    said, files = b"", array.array("i")
    while not said.endswith(b"\n"):
        part, given, _, _ = socket.recv_fds(line, 65536, 2)
        if not part:
            return None
        said += part
        files.extend(given)
    return json.loads(said), files


def _become(asked: dict[str, Any], out: int, err: int) -> NoReturn:
    """Be the command, as `python -c` would start it, and end as Python does."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for file, number in ((out, 1), (err, 2)):
        os.dup2(file, number)
        os.close(file)
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["environment"])
    sys.argv = ["travaux", *asked["arguments"]]
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.stderr.reconfigure(line_buffering=True)
    code: object = 1
    try:
        exec(asked["before"], {})
        from travaux.cli.main import main

        main()
    except SystemExit as end:
        code = end.code
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
    _leave(code if isinstance(code, int) else 0 if code is None else 1)


def _leave(code: int) -> NoReturn:
    """End at once, without taking the whole program down piece by piece."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            code = 120
    os._exit(code)


def _import_all() -> None:
    """Import every module of the program, and what its functions import later; what fails is left to the runs."""
    import travaux

    modules = (each.name for each in pkgutil.walk_packages(travaux.__path__, "travaux."))
    for name in (*modules, *LATER):
        if name != "travaux.__main__":
            with suppress(Exception):
                importlib.import_module(name)


if __name__ == "__main__":
    sys.path.remove(str(Path(__file__).parent))  # as for `python -c`, none of the tests' modules is in the way
    sys.path.insert(0, "")
    serve(int(sys.argv[1]))

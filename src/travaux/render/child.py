"""A process of ours that stands by: it is asked through a pipe, answers through another, and ends with the program."""

from __future__ import annotations

import signal
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import IO

from travaux.bounds import Bounds, Exceeded, patience

_HEAD = struct.Struct(">BQ")


class Child:
    """The process, begun at once: a module run as a program, which reads messages and writes some.

    A message is a kind (a small number) and bytes. `what` names the process in words ("the process that …").
    """

    def __init__(self, module: str, what: str) -> None:
        # -P: the folder one stands in is no place to import from.
        command = [sys.executable, "-P", "-m", module]
        pipe = subprocess.PIPE
        self.what = what
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)

    def send(self, kind: int, words: bytes) -> None:
        """Send a message; raises `RuntimeError` where nobody is there to read it."""
        assert self.process.stdin is not None
        try:
            send(self.process.stdin, kind, words)
        except BrokenPipeError:
            raise RuntimeError(f"{self.what} has died") from None

    def receive(self) -> tuple[int, bytes] | None:
        """The next message; none where there will be no more."""
        assert self.process.stdout is not None
        return receive(self.process.stdout)

    def end(self) -> None:
        """End it, whatever it does."""
        self.process.kill()
        self.process.communicate()

    @contextmanager
    def within(self, bounds: Bounds) -> Iterator[Callable[[], RuntimeError]]:
        """End it where it takes longer, on the clock, than work of those bounds can.

        What comes out says, where no answer came, why: `Exceeded` where time had run out, else that it died of itself.
        """
        with patience(bounds, self.process.kill) as over:
            yield partial(self._fate, bounds, over)

    def _fate(self, bounds: Bounds, over: Callable[[], bool]) -> RuntimeError:
        code = self.process.wait(5)
        if over():
            return Exceeded(f"nothing came back within {bounds.patience:.0f} seconds")
        if code < 0 and code == -getattr(signal, "SIGXCPU", 0):  # see `bounds.within`
            return Exceeded(f"it took more than {bounds.seconds:.0f} seconds")
        return RuntimeError(f"{self.what} has died")


def send(stream: IO[bytes], kind: int, words: bytes) -> None:
    """Write one message."""
    stream.write(_HEAD.pack(kind, len(words)))
    stream.write(words)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[int, bytes] | None:
    """Read one message; none of a stream that has ended, be it in the midst of one."""
    head = stream.read(_HEAD.size)
    if len(head) < _HEAD.size:
        return None
    kind, length = _HEAD.unpack(head)
    words = stream.read(length)
    return (kind, words) if len(words) == length else None

"""Several at once on this machine: each is made in a process of its own, and handed out in the order asked for.

The processes are copies of this one where the system has such (the library is loaded once), else new ones that are
sent it. They end with the program: an interrupt is left to this process, which ends them, and none of them writes.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, NoReturn

from travaux.briefs.kept import Remembering
from travaux.workers import Lost, Made, Task, longest_first


@contextmanager
def at_home(task: Task[Made], names: Sequence[str], jobs: int, tell: Callable[[str], None]) -> Iterator[Iterator[Made]]:
    """What is made of these names by so many processes; all of them have ended when this ends."""
    workers = _Workers(task, min(jobs, len(names)))
    try:
        yield workers.make(names, tell)
    finally:
        workers.end()


@dataclass(slots=True)
class _Workers(Generic[Made]):
    """The processes, each with the line to it; `busy` says what each is making."""

    task: Task[Made]
    count: int
    running: dict[Connection, BaseProcess] = field(default_factory=dict)
    busy: dict[Connection, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        context: Any = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
        for _ in range(self.count):
            ours, theirs = context.Pipe()
            process = context.Process(target=_serve, args=(self.task, theirs, (*self.running, ours)))
            process.daemon = True
            process.start()
            theirs.close()
            self.running[ours] = process

    def make(self, names: Sequence[str], tell: Callable[[str], None]) -> Iterator[Made]:
        """Each in its turn; raises what broke a process."""
        waiting = longest_first(self.task, names)
        done: dict[str, Made] = {}
        for line in self.running:
            if waiting:
                self._ask(line, waiting.pop(0))
        for name in names:
            while name not in done:
                ready = wait(list(self.busy))
                for line in [each for each in self.busy if each in ready]:
                    made = self._heard(line, tell)
                    if isinstance(made, str):
                        continue
                    done[self.busy.pop(line)] = made
                    if waiting:
                        self._ask(line, waiting.pop(0))
            yield done.pop(name)

    def _ask(self, line: Connection, name: str) -> None:
        self.busy[line] = name
        try:
            line.send(name)
        except OSError:
            raise self._lost(line) from None

    def _heard(self, line: Connection, tell: Callable[[str], None]) -> Made | str:
        """What a process says next: what it has made, or only what it does, in words, which are told."""
        try:
            said = line.recv()
        except (EOFError, OSError):
            raise self._lost(line) from None
        if isinstance(said, str):
            tell(said)
        if isinstance(said, BaseException):
            raise said
        made: Made | str = said
        return made

    def _lost(self, line: Connection) -> RuntimeError:
        """How a process came to its end: by a signal, as the system ends one when memory runs out, or by itself."""
        process = self.running[line]
        process.join(5)
        words = f"the process that was to make {self.busy[line]} has died"
        if process.exitcode is None or process.exitcode >= 0:
            return RuntimeError(words)
        name = signal.Signals(-process.exitcode).name
        return Lost(f"{words}: the system ended it ({name}); if memory ran out, make fewer at once (-j 1)")

    def end(self) -> None:
        """End every process, and what it has started."""
        for line, process in self.running.items():
            line.close()
            process.terminate()
        for process in self.running.values():
            process.join(5)
            if process.is_alive():
                process.kill()
                process.join()


def _serve(task: Task[object], line: Connection, others: Sequence[Connection]) -> None:
    """Make each that is asked for, until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    for each in others:  # else no end of a line would be seen as long as one of these processes lives
        each.close()
    with Remembering(task.kept) as press:
        with suppress(EOFError, OSError):
            while True:
                name = line.recv()
                try:
                    said: object = task.make(name, press, partial(_say, line))
                except Exception as error:
                    said = _sendable(error)
                line.send(said)
        signal.signal(signal.SIGTERM, _stay)  # what this one has started is ended before it ends


def _say(line: Connection, step: str) -> None:
    line.send(step)


def _sendable(error: Exception) -> Exception:
    """An error that can be sent to another process."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _leave(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, _stay)
    raise SystemExit(0)


def _stay(*_: object) -> None:
    """Nothing is done about a signal; Python would complain of one that comes just as it is set to be ignored."""

"""Several packs at once: each is made in a process of its own, and handed out in the order in which it was asked for.

The processes are copies of this one where the system has such (the library is loaded once), else new ones that are
sent it. They end with the program: an interrupt is left to this process, which ends them, and none of them writes.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NoReturn

from travaux.briefs import Packed, packed
from travaux.briefs.kept import Kept, Remembering
from travaux.briefs.readers import Readers
from travaux.model.library import Library
from travaux.project import Project
from travaux.render.api import Renderer, renderers

MOST = 4
"""How many processes work at once unless more are asked for: each holds some 500 MB while it sets 200 pages."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be made of every pack: in which formats and sections, whether to verify it; what was made before."""

    project: Project
    readers: Readers
    formats: tuple[str, ...]
    only: tuple[str, ...] = ()
    kept: Kept | None = None
    verify: bool = False

    def make(self, name: str, press: Remembering, tell: Callable[[str], None]) -> Packed:
        """One pack."""
        formats: list[Renderer] = [renderers()[each] for each in self.formats]
        pack = self.readers.library.packs[name]
        return packed(self.project, self.readers, pack, formats, self.only, press, tell, self.verify)


def usual(packs: int) -> int:
    """How many processes to use for so many packs: as many as there are processors to run them, within reason."""
    free = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(packs, free, MOST))


def longest_first(library: Library, names: Sequence[str]) -> list[str]:
    """The packs with the most sections first: if the longest were begun last, all but one would wait for it."""
    return sorted(names, key=lambda name: -len(library.packs[name].sections))


@contextmanager
def at_work(
    task: Task, names: Sequence[str], jobs: int, tell: Callable[[str], None] = lambda step: None
) -> Iterator[Iterator[Packed]]:
    """The packs of these names, one after the other; all processes have ended when this ends."""
    if min(jobs, len(names)) <= 1:
        with Remembering(task.kept) as press:
            yield (task.make(name, press, tell) for name in names)
        return
    workers = _Workers(task, min(jobs, len(names)))
    try:
        yield workers.make(names, tell)
    finally:
        workers.end()


@dataclass(slots=True)
class _Workers:
    """The processes, each with the line to it; `busy` says which pack each is making."""

    task: Task
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

    def make(self, names: Sequence[str], tell: Callable[[str], None]) -> Iterator[Packed]:
        """Each pack in its turn; raises what broke a process."""
        waiting, done = longest_first(self.task.readers.library, names), {}
        for line in self.running:
            if waiting:
                self._ask(line, waiting.pop(0))
        for name in names:
            while name not in done:
                ready = wait(list(self.busy))
                for line in [each for each in self.busy if each in ready]:
                    made = self._heard(line, tell)
                    if made is None:
                        continue
                    done[self.busy.pop(line)] = made
                    if waiting:
                        self._ask(line, waiting.pop(0))
            yield done.pop(name)

    def _ask(self, line: Connection, name: str) -> None:
        self.busy[line] = name
        line.send(name)

    def _heard(self, line: Connection, tell: Callable[[str], None]) -> Packed | None:
        """What a process says next: a pack, or None if it only told what it does."""
        try:
            said = line.recv()
        except EOFError:
            raise RuntimeError(f"the process that makes the pack {self.busy[line]} has died") from None
        if isinstance(said, str):
            tell(said)
            return None
        if isinstance(said, BaseException):
            raise said
        assert isinstance(said, Packed)
        return said

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


def _serve(task: Task, line: Connection, others: Sequence[Connection]) -> None:
    """Make each pack that is asked for, until nobody asks any more."""
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

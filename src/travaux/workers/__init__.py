"""Many texts or packs at once: one list of tasks, and the engines that it runs on.

A `Task` is what is to be made of every name: a plain value that can be sent to another process, and whose `make`
depends on nothing else. Three engines make its results: this process, processes of this machine (`local`), and the
workers of a cluster (`cluster`). Whichever it is, the results are the same and come in the order asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol, TypeVar

from travaux.briefs.kept import Kept, Remembering
from travaux.project import Project

MOST = 4
"""How many processes work at once unless more are asked for: each holds some 500 MB while it sets 200 pages."""

Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class Task(Protocol[Made_co]):
    """What is to be made of every name, and what was made before."""

    @property
    def project(self) -> Project:
        """The folders that results are made from, beside what the task holds."""
        ...

    @property
    def kept(self) -> Kept | None:
        """The finished files that may be taken as they stand."""
        ...

    def make(self, name: str, press: Remembering, tell: Callable[[str], None]) -> Made_co:
        """What is made of one name; `tell` hears the steps."""
        ...

    def length(self, name: str) -> int:
        """How much work a name is, beside the others."""
        ...


class Lost(RuntimeError):
    """A process or a cluster that worked has ended, by no fault of the program's; the words say which and why."""


def processors() -> int:
    """How many processors there are to run processes of ours."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def usual(names: int) -> int:
    """How many processes to use for so many names: as many as there are processors to run them, within reason."""
    return max(1, min(names, processors(), MOST))


def longest_first(task: Task[object], names: Sequence[str]) -> list[str]:
    """The names with the most work first: if the longest were begun last, all but one would wait for it."""
    return sorted(names, key=lambda name: -task.length(name))


def silent(step: str) -> None:
    """Hear a step, and tell nobody."""


@contextmanager
def at_work(
    task: Task[Made],
    names: Sequence[str],
    jobs: int = 0,
    tell: Callable[[str], None] = silent,
    cluster: str = "",
) -> Iterator[Iterator[Made]]:
    """What is made of these names, one after the other; every process of ours has ended when this ends.

    By so many processes (as many as is sensible, if 0), or by the workers of the `cluster` at that address.
    Raises `Lost` where workers have died, `travaux.workers.cluster.Unusable` where there is no cluster to work with.
    """
    jobs = min(jobs, len(names)) if jobs else usual(len(names))
    if cluster:
        from travaux.workers.cluster import at_cluster

        with at_cluster(task, names, tell, cluster) as made:
            yield made
    elif jobs > 1:
        from travaux.workers.local import at_home

        with at_home(task, names, jobs, tell) as made:
            yield made
    else:
        with Remembering(task.kept) as remembering:
            yield (task.make(name, remembering, tell) for name in names)

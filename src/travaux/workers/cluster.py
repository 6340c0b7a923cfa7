"""Several at once on the workers of a cluster: joblib hands the tasks out, Dask carries them.

Both come with the extra `travaux[cluster]`. Every task holds the library, whole: a scheduler and its workers are
trusted with the draft, and with this process too, since Dask sends Python objects (pickles), which can run code.
So words go to another machine over TLS alone. A worker that does not stand as this process does (see
`standing`) makes nothing.
"""

from __future__ import annotations

import importlib
import logging
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from travaux.briefs.kept import Remembering
from travaux.workers import Lost, Made, Task, longest_first, silent
from travaux.workers.standing import differing, standing

WAIT = 10
"""Seconds to wait for a scheduler, and for its first worker."""
_ADDRESS = re.compile(r"(?P<how>tcp|tls)://(?P<host>\[[0-9a-fA-F:]+\]|[A-Za-z0-9.-]+):(?P<port>[0-9]{1,5})")
_HERE = re.compile(r"localhost|127(\.[0-9]{1,3}){3}|\[::1\]")
_ONE_AT_A_TIME = threading.Lock()


class Unusable(ValueError):
    """There is no cluster to work with: a bad address, nobody there, no joblib or Dask here, a worker that differs."""


class Differs(Exception):
    """Raised by a worker whose standing is not that of who asks."""


@contextmanager
def at_cluster(
    task: Task[Made], names: Sequence[str], tell: Callable[[str], None], address: str
) -> Iterator[Iterator[Made]]:
    """What is made of these names by the workers of a Dask scheduler; what is not yet begun when this ends, never is.

    Raises `Unusable` where there is no cluster to work with, `Lost` where one is lost. A worker that dies is
    replaced by another, as long as there is one.
    """
    proper(address)
    engines = _engines()
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is told by us, once
    tell(f"looking for workers at {address}")
    client = _connected(address, engines)
    try:
        yield _made(task, names, tell, address, engines, client)
    finally:
        client.close()


def proper(address: str) -> None:
    """Raises `Unusable` for an address that is none, or that would send a draft in the clear to another machine."""
    given = _ADDRESS.fullmatch(address)
    if not given:
        raise Unusable(f"“{address}” is no address: give tls://HOST:PORT, or tcp://127.0.0.1:PORT on this machine")
    if given["how"] == "tcp" and not _HERE.fullmatch(given["host"]):
        raise Unusable(
            f"tcp:// would send the library to {given['host']} for all on the way to read: use tls://, with the "
            "certificates that Dask’s configuration names"
        )


def _connected(address: str, engines: _Engines) -> Any:
    """The client of the scheduler at that address."""
    security = engines.distributed.Security()
    if address.startswith("tls:") and not security.get_connection_args("client").get("ssl_context"):
        raise Unusable("tls:// needs certificates, and Dask’s configuration (distributed.comm.tls) names none here")
    try:
        return engines.distributed.Client(address, timeout=WAIT, set_as_default=False, security=security)
    except OSError as error:
        raise Unusable(f"nobody answers at {address}: {error}") from None


def _made(
    task: Task[Made], names: Sequence[str], tell: Callable[[str], None], address: str, engines: _Engines, client: Any
) -> Iterator[Made]:
    """Each in its turn, begun in the order of their lengths; the task is sent to each worker once."""
    here, done = standing(task.project), dict[str, Made]()
    with _told(address, engines.distributed):
        with engines.joblib.parallel_config("dask", client=client, scatter=[task], wait_for_workers_timeout=WAIT):
            run = engines.joblib.Parallel(n_jobs=-1, batch_size=1, pre_dispatch="all", return_as="generator_unordered")
        each = engines.joblib.delayed(_make)
        ready = run(each(task, name, here) for name in longest_first(task, names))
        try:
            for name in names:
                while name not in done:
                    other, made = next(ready)
                    tell(f"{other}: made")
                    done[other] = made
                yield done.pop(name)
        finally:
            ready.close()


def _make(task: Task[Made], name: str, wanted: dict[str, str]) -> tuple[str, Made]:
    """At a worker: one result, with its name. One at a time, however many threads the worker has."""
    different = differing(wanted, standing(task.project))
    if different:
        raise Differs(", ".join(different))
    with _ONE_AT_A_TIME, Remembering(task.kept) as press:
        return name, task.make(name, press, silent)


@contextmanager
def _told(address: str, distributed: Any) -> Iterator[None]:
    """What goes wrong between us and a cluster, in words of ours."""
    try:
        yield
    except Differs as error:
        raise Unusable(
            f"a worker of {address} does not have the same as this machine: {error}. Let every worker see this "
            "project and this program in the same folders, in the same edition"
        ) from None
    except TimeoutError:
        raise Unusable(f"no worker answers at {address}: is there a scheduler, and does it have workers?") from None
    except (distributed.scheduler.KilledWorker, distributed.CancelledError):  # joblib may tell the one as the other
        raise Lost(f"workers of {address} have died over one task, each in its turn; look at their memory") from None
    except distributed.comm.CommClosedError as error:
        raise Lost(f"the scheduler at {address} was lost: {error}") from None


@dataclass(frozen=True, slots=True)
class _Engines:
    """The packages of the extra, which need not be there."""

    joblib: Any
    distributed: Any


def _engines() -> _Engines:
    try:
        return _Engines(*map(importlib.import_module, ("joblib", "distributed")))
    except ImportError as error:
        raise Unusable(
            f"joblib and Dask are not installed ({error}): pip install 'travaux[cluster]', here and at every worker"
        ) from None

"""Bounds: how much time and memory a piece of work may take in a process of its own.

A page can be made to cost more than anybody has (columns by the million, boxes in boxes), by mistake or by intent. Work
that grows with a document has bounds that grow with it, far above what any text has needed; who hits them is told.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """Seconds of the processor's time, and bytes of memory."""

    seconds: float
    bytes: int

    @property
    def patience(self) -> float:
        """Seconds on the clock after which a process is given up: it may wait for others, or be stuck."""
        return 30 + 10 * self.seconds


def for_page(length: int) -> Bounds:
    """The bounds for setting a page of HTML of so many characters.

    The dearest text measured (a pack of figures and tables) took 35 seconds for a million characters, and the longest
    one thousand bytes of memory for each; the bounds are ten and two times as wide, above what the start costs.
    """
    return Bounds(60 + 400 * length / MEGABYTE, 1_000 * MEGABYTE + 2_000 * length)


class Exceeded(RuntimeError):
    """Work that was given up at its bounds; the words say which."""


class _TimeOver(BaseException):
    """Raised in the midst of the work, past whatever catches faults there."""


@contextmanager
def within(bounds: Bounds) -> Iterator[None]:
    """Work in this process within bounds, where the system can hold it to them; raises `Exceeded` at them.

    For a process that does nothing else: signals come to its main thread, and its memory is bounded as a whole.
    """
    try:
        with _time(bounds.seconds), _memory(bounds.bytes):
            yield
    except _TimeOver:
        raise Exceeded(f"it took more than {bounds.seconds:.0f} seconds") from None
    except RecursionError:
        raise Exceeded("parts of it stand in one another deeper than can be laid out") from None
    except MemoryError:
        raise Exceeded(f"it took more than {bounds.bytes // MEGABYTE:,} MB of memory") from None


@contextmanager
def _time(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise _TimeOver

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _memory(most: int) -> Iterator[None]:
    if sys.platform == "win32":
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def patience(bounds: Bounds, end: Callable[[], None]) -> Iterator[Callable[[], bool]]:
    """End another process when the clock has run out for its work; what comes out says whether it has."""
    over = threading.Event()

    def give_up() -> None:
        over.set()
        end()

    timer = threading.Timer(bounds.patience, give_up)
    timer.daemon = True
    timer.start()
    try:
        yield over.is_set
    finally:
        timer.cancel()

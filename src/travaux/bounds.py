"""Bounds: how much time and memory a piece of work may take in a process of its own.

A page can be made to cost more than anybody has (columns by the million, boxes in boxes), by mistake or by intent. Work
that grows with a document has bounds that grow with it, far above what any text has needed; who hits them is told.
"""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

MEGABYTE = 1_000_000
GRACE = 2
"""Seconds after its time that work has to give up of itself."""


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


def for_layout(length: int) -> Bounds:
    """The bounds for filling a layout with so many bytes of data, the layouts themselves among them.

    The dearest fill measured (a redline of two instruments) took a quarter of a second and 30 megabytes for a million
    bytes; the bounds are forty and ten times as wide, above what the start costs.
    """
    return Bounds(5 + 10 * length / MEGABYTE, 300 * MEGABYTE + 300 * length)


def longest_page(length: int) -> int:
    """How many characters a layout may make of so many bytes of data: ten times as many as were ever made."""
    return MEGABYTE + 20 * length


class Exceeded(RuntimeError):
    """Work that was given up at its bounds; the words say which."""


class _TimeOver(BaseException):
    """Raised in the midst of the work, past whatever catches faults there."""


@contextmanager
def within(bounds: Bounds) -> Iterator[None]:
    """Work in this process within bounds, where the system can hold it to them; raises `Exceeded` at them.

    For a process that does nothing else: signals come to its main thread, and its memory is bounded as a whole. Where
    one long step keeps it from giving up of itself when its time is over, the system ends the process soon after.
    """
    try:
        with _time(bounds.seconds), _system(bounds):
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
def _system(bounds: Bounds) -> Iterator[None]:
    """What the system itself holds a process to: memory, and somewhat more time, at which it ends it by SIGXCPU."""
    if sys.platform != "linux":  # macOS has a bound of memory in name alone
        yield
        return
    import resource

    end = math.ceil(time.process_time() + bounds.seconds + min(bounds.seconds, GRACE))
    limits = {resource.RLIMIT_AS: bounds.bytes, resource.RLIMIT_CPU: end, resource.RLIMIT_CORE: 0}
    before = {each: resource.getrlimit(each) for each in limits}
    for each, most in limits.items():
        hard = before[each][1]
        resource.setrlimit(each, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    try:
        yield
    finally:
        for each, limit in before.items():
            resource.setrlimit(each, limit)


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

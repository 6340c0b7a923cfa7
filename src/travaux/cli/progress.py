"""A line on the terminal that says what is being done, once the work has lasted for a second."""

from __future__ import annotations

import sys
import threading
from types import TracebackType

from travaux.cli.printing import is_terminal, width


class Progress:
    """Work with a line about it on standard error; in a pipe, silence. Call it with each new step."""

    def __init__(self, after: float = 1.0) -> None:
        self._after = after
        self._step = ""
        self._drawn = ""
        self._done = threading.Event()
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._draw, daemon=True) if is_terminal(sys.stderr) else None

    def __call__(self, step: str) -> None:
        """Say what is being done now."""
        self._step = step

    def clear(self) -> None:
        """Take the line away, so that something else can be printed; the next step brings it back."""
        if self._thread:
            with self._lock:
                self._put("")

    def __enter__(self) -> Progress:
        """Begin."""
        if self._thread:
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End, and take the line away."""
        self._done.set()
        if self._thread:
            self._thread.join()
            self._put("")

    def _draw(self) -> None:
        pause = self._after
        while not self._done.wait(pause):
            with self._lock:
                self._put(self._step)
            pause = 0.2

    def _put(self, words: str) -> None:
        if words == self._drawn:
            return
        room = (width(sys.stderr) or 80) - 1
        sys.stderr.write("\r" + words[:room].ljust(len(self._drawn)) + ("" if words else "\r"))
        sys.stderr.flush()
        self._drawn = words[:room]

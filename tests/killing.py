"""Ends a run of the command at a chosen moment of its writing, as `kill -9` does; imported in the run itself.

A moment is the number of a call to the system since the run began to write, or a time since then.
"""

from __future__ import annotations

import atexit
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

CALLS = ("open", "write", "fsync", "stat", "listdir", "mkdir", "link", "rename", "replace", "unlink", "rmdir")


def before(how: str) -> str:
    """What a run has to do first: `how` is a call of a function below."""
    return f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); import killing; killing.{how}"


def at_call(number: int, told: str = os.devnull) -> None:
    """Be killed before that call of those above; a write is done by half. Who is not killed writes how many there were.

    That number goes into the file `told`.
    """
    seen = 0
    atexit.register(lambda: Path(told).write_text(str(seen)))

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == number:
                if real.__name__ == "write":
                    real(given[0], given[1][: len(given[1]) // 2])
                _die()
            return real(*given, **named)

        return call

    def begin() -> None:
        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))

    _when_writing(begin)


def after(seconds: float) -> None:
    """Be killed that long after the writing began."""

    def wait() -> None:
        time.sleep(seconds)
        _die()

    _when_writing(threading.Thread(target=wait, daemon=True).start)


def slow(seconds: float) -> None:
    """Not killed: only so slow that two runs at once do meet; every exchange of a file takes that long."""
    real = os.replace

    def replace(*given: Any, **named: Any) -> None:
        time.sleep(seconds)
        real(*given, **named)

    os.replace = replace


def _when_writing(begin: Callable[[], None]) -> None:
    """Call this when the program first takes hold of a folder to write into it."""
    from travaux.cli import write

    held, begun = write.held, []

    def watched(*given: Any) -> Any:
        if not begun:
            begun.append(begin())
        return held(*given)

    write.held = watched


def _die() -> None:
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


# ---------------------------------------------------------------- what is found afterwards


def found(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by their paths in it, and what they hold."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def strays(folder: Path) -> list[str]:
    """What bears a name of the program's own."""
    return sorted(each.name for each in folder.rglob(".travaux-*"))


def torn(files: Mapping[str, bytes], *wholes: Mapping[str, bytes]) -> list[str]:
    """The files that are not, from the first byte to the last, what one of the runs writes; strays do not count."""
    return [name for name, data in own(files).items() if data not in [whole.get(name) for whole in wholes]]


def own(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Without the strays."""
    return {name: data for name, data in files.items() if ".travaux-" not in name}

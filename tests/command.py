"""Runs the command `travaux` as a process of its own, on small projects."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import IO

import pytest

from warm import warm

ROOT = Path(__file__).parents[1]
START = "import sys; sys.argv[0] = 'travaux'; {before}; from travaux.cli.main import main; main()"
TEXT = "build/flood-warnings/flood-warnings.md"
DUTY = "clauses/duties/duty-to-warn.yaml"
SILENT = "import travaux.cli.progress; travaux.cli.progress.is_terminal = lambda _: False"
"""Before a run: however slow the machine, no line tells what is being done."""
PLAIN = ("pass", SILENT)
"""What may be run before in a copy of the waiting process: it asks nothing of what is imported."""
ALIKE = frozenset({"COLUMNS", "GIT_CEILING_DIRECTORIES", "NO_COLOR", "PATH", "TERM"})
"""Surroundings that Python itself does not read when it starts."""
LONGEST = 300
"""Seconds that a run may take."""


def command(*arguments: str | Path, before: str = "pass") -> list[str]:
    """The command line; `before` is run first in the same process."""
    return [sys.executable, "-c", START.format(before=before), *map(str, arguments)]


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The surroundings of a run: this source, no colour from outside, no debugging."""
    kept = {name: value for name, value in os.environ.items() if name not in ("TRAVAUX_DEBUG", "NO_COLOR", "TERM")}
    path = os.pathsep.join(filter(None, [(extra or {}).pop("FIRST", ""), str(ROOT / "src"), kept.get("PYTHONPATH")]))
    return {**kept, "PYTHONPATH": path, "TERM": "xterm", **(extra or {})}


def run(
    *arguments: str | Path, cwd: Path, before: str = "pass", env: dict[str, str] | None = None, new: bool = False
) -> subprocess.CompletedProcess[str]:
    """One run; its output must never hold a traceback.

    Its process is a copy of one that has imported the program (see `warm`), if that makes no difference and no
    `new` one is asked for.
    """
    if new or before not in PLAIN or not ALIKE.issuperset(env or {}):
        done = subprocess.run(
            command(*arguments, before=before),
            cwd=cwd,
            env=environment(env),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=False,
        )
    else:
        done = _copied(*arguments, cwd=cwd, before=before, env=env)
    assert "Traceback" not in done.stdout + done.stderr
    return done


def _copied(
    *arguments: str | Path, cwd: Path, before: str, env: dict[str, str] | None
) -> subprocess.CompletedProcess[str]:
    """A run in a copy of the waiting process, its output through pipes."""
    (out, out_end), (err, err_end) = os.pipe(), os.pipe()
    said: list[str] = ["", ""]

    def keep(index: int, pipe: IO[str]) -> None:
        said[index] = pipe.read()

    with open(out, encoding="utf-8") as first, open(err, encoding="utf-8") as second:
        try:
            process = warm().start(asked(*arguments, cwd=cwd, before=before, env=env), out_end, err_end)
        finally:
            os.close(out_end)
            os.close(err_end)
        readers = [Thread(target=keep, args=each) for each in ((0, first), (1, second))]
        for each in readers:
            each.start()
        code = warm().wait(process, LONGEST)
        for each in readers:
            each.join()
    return subprocess.CompletedProcess(["travaux", *arguments], code, *said)


def asked(*arguments: str | Path, cwd: Path, before: str, env: dict[str, str] | None) -> dict[str, object]:
    """What the waiting process is asked for."""
    return {"arguments": [*map(str, arguments)], "cwd": str(cwd), "before": before, "environment": environment(env)}


def on_terminal(
    *arguments: str | Path, cwd: Path, columns: int = 80, before: str = "pass", env: dict[str, str] | None = None
) -> str:
    """What a run shows on a terminal of that width."""
    try:
        main, other = pty.openpty()
    except OSError as error:  # a container without /dev/pts
        pytest.skip(f"there is no terminal to be had here: {error}")
    surroundings = {"COLUMNS": str(columns), **(env or {})}
    if before in PLAIN and ALIKE.issuperset(surroundings):
        process = warm().start(asked(*arguments, cwd=cwd, before=before, env=surroundings), other, other)
        os.close(other)
        shown = _read_to_end(main)
        warm().wait(process, LONGEST)
        return shown
    with subprocess.Popen(
        command(*arguments, before=before),
        cwd=cwd,
        env=environment(surroundings),
        stdin=subprocess.DEVNULL,
        stdout=other,
        stderr=other,
    ):
        os.close(other)
        return _read_to_end(main)


def _read_to_end(terminal: int) -> str:
    """All that a terminal shows until the last that writes to it has ended; closes it."""
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    os.close(terminal)
    return shown.decode()


def begun(*arguments: str | Path, cwd: Path, before: str = "pass") -> subprocess.Popen[str]:
    """A run that goes on while the test does, at the head of a group of processes of its own."""
    return subprocess.Popen(
        command(*arguments, before=before),
        cwd=cwd,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )


def group(leader: int) -> list[str]:
    """The processes of a group that are still there."""
    left = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader and fields[0] != "Z":
            left.append(str(status))
    return left


def small_project(folder: Path) -> Path:
    """The project that `travaux new` writes, in a folder of its own."""
    shutil.copytree(ROOT / "templates" / "new", folder)
    return folder


def change(project: Path, path: str, old: str, new: str) -> None:
    """Change words of a file that must be there."""
    file = project / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")

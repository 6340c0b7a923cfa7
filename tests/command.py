"""Runs the command `travaux` as a process of its own, on small projects."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
START = "import sys; sys.argv[0] = 'travaux'; {before}; from travaux.cli.main import main; main()"
TEXT = "build/flood-warnings/flood-warnings.md"
DUTY = "clauses/duties/duty-to-warn.yaml"
SILENT = "import travaux.cli.progress; travaux.cli.progress.is_terminal = lambda _: False"
"""Before a run: however slow the machine, no line tells what is being done."""


def command(*arguments: str | Path, before: str = "pass") -> list[str]:
    """The command line; `before` is run first in the same process."""
    return [sys.executable, "-c", START.format(before=before), *map(str, arguments)]


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The surroundings of a run: this source, no colour from outside, no debugging."""
    kept = {name: value for name, value in os.environ.items() if name not in ("TRAVAUX_DEBUG", "NO_COLOR", "TERM")}
    path = os.pathsep.join(filter(None, [(extra or {}).pop("FIRST", ""), str(ROOT / "src"), kept.get("PYTHONPATH")]))
    return {**kept, "PYTHONPATH": path, "TERM": "xterm", **(extra or {})}


def run(
    *arguments: str | Path, cwd: Path, before: str = "pass", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """One run; its output must never hold a traceback."""
    done = subprocess.run(
        command(*arguments, before=before),
        cwd=cwd,
        env=environment(env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stdout + done.stderr
    return done


def on_terminal(
    *arguments: str | Path, cwd: Path, columns: int = 80, before: str = "pass", env: dict[str, str] | None = None
) -> str:
    """What a run shows on a terminal of that width."""
    try:
        main, other = pty.openpty()
    except OSError as error:  # a container without /dev/pts
        pytest.skip(f"there is no terminal to be had here: {error}")
    with subprocess.Popen(
        command(*arguments, before=before),
        cwd=cwd,
        env=environment({"COLUMNS": str(columns), **(env or {})}),
        stdin=subprocess.DEVNULL,
        stdout=other,
        stderr=other,
    ):
        os.close(other)
        shown = b""
        while True:
            try:
                part = os.read(main, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
    os.close(main)
    return shown.decode()


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

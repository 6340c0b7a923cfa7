"""The same library gives the same text, whatever the hash seed, the time zone, the locale, the day or the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from typing import get_args

import pytest

from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Mode
from travaux.pipeline import settle
from travaux.render.api import Assets, renderers

ROOT = Path(__file__).parents[2]
MODES: tuple[Mode, ...] = get_args(Mode)
SETTLE = """
import sys
from pathlib import Path
from test_determinism import lines
from travaux.load.library import load

library, found = load(Path(sys.argv[1]))
assert library and not found, found
print(lines(library))
"""


def lines(library: Library) -> str:
    """A line for each text of a library, with the digest of its settled tree as JSON."""
    render = renderers()["json"].render
    made = [
        f"{name} {mode} {sha256(render(settle(library, Request(name, mode=mode)), Assets())).hexdigest()}"
        for name in library.instruments
        for mode in MODES
    ]
    return "\n".join(made)


def digests(folder: Path, cwd: Path, **environment: str) -> str:
    """A digest of every text of a project, from a process of its own."""
    path = os.pathsep.join((str(Path(__file__).parent), *filter(None, sys.path)))
    done = subprocess.run(
        [sys.executable, "-c", SETTLE, str(folder)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": "0", **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture(scope="module")
def usual(library: Library) -> str:
    """The digests in this process, whose hash seed is its own."""
    return lines(library)


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONUTF8": "0"},
    ],
    ids=["another hash seed", "another seed, time zone and locale"],
)
def test_the_same_in_another_environment(environment: dict[str, str], usual: str) -> None:
    assert digests(ROOT, ROOT, **environment) == usual


@pytest.mark.slow
def test_the_same_in_another_folder(tmp_path: Path, usual: str) -> None:
    """Copied elsewhere, and asked for from elsewhere."""
    folder = tmp_path / "a föhn–folder with blanks"
    for name in ("clauses", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    assert digests(folder, tmp_path, TZ="America/St_Johns", PYTHONHASHSEED="7") == usual

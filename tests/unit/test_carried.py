"""The library that comes with the program: the checkout's own, or the copy in the wheel."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from travaux import carried as module
from travaux.carried import carried

ROOT = Path(__file__).parents[2]
FOLDERS = ("clauses", "templates")


def test_a_checkout_uses_its_own_library() -> None:
    assert carried() == ROOT
    assert all((carried() / folder).is_dir() for folder in FOLDERS)


def test_a_package_that_holds_a_library_uses_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_library").mkdir()
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)
    assert carried() == tmp_path / "_library"


@pytest.mark.slow
def test_the_wheel_holds_the_library_whole(tmp_path: Path) -> None:
    flags = ["--quiet", "--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check"]
    subprocess.run([sys.executable, "-m", "pip", "wheel", *flags, "--wheel-dir", tmp_path, ROOT], check=True)
    (wheel,) = tmp_path.glob("travaux-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if name.startswith("travaux/_library/")}
    tracked = subprocess.run(["git", "ls-files", "-z", *FOLDERS], cwd=ROOT, check=True, capture_output=True, text=True)
    assert {f"travaux/_library/{name}" for name in tracked.stdout.split("\0") if name} <= packed
    assert {name.split("/")[2] for name in packed} == set(FOLDERS)

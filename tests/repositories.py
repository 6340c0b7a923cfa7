"""Repositories of git for tests: commits made by nobody, whatever the machine's own git is set to."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

NOBODY = {
    "GIT_AUTHOR_NAME": "A drafter", "GIT_AUTHOR_EMAIL": "drafter@example.org",
    "GIT_COMMITTER_NAME": "A drafter", "GIT_COMMITTER_EMAIL": "drafter@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip


def git(folder: Path, *arguments: str) -> str:
    """One command of git in a folder."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env={**surroundings, **NOBODY}, capture_output=True, text=True, check=True
    )
    return done.stdout


def committed(folder: Path, message: str = "as it stands") -> None:
    """The folder's files as one more commit."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)

"""What `git` keeps of a folder's past, read from its objects: nothing is checked out, nothing is written.

Git is asked as a process with a list of arguments, never through a shell. What the configuration of a
repository from elsewhere could make it run (pagers, hooks, watchers, fetches of what is missing) is turned off.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

TIMEOUT = 120
"""How many seconds git may take for one answer."""
OFF = ("core.fsmonitor=false", "core.hooksPath=/dev/null", "protocol.allow=never", "core.pager=cat")
_KEPT = ("GIT_CONFIG_", "GIT_CEILING_DIRECTORIES")


class GitError(Exception):
    """Git could not answer; the words say why, as a message says it."""


class UnknownRevision(GitError):
    """There is no such revision; `known` are the names of branches and tags."""

    def __init__(self, revision: str, known: tuple[str, ...]) -> None:
        self.revision = revision
        self.known = known
        super().__init__(f"there is no revision “{revision}”")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a revision holds at a path (as seen from the folder): its mode, its object, its size (-1 if no file)."""

    mode: str
    oid: str
    size: int
    path: str


class Repository:
    """The repository in which a folder lies. Raises `GitError` where it lies in none, or git is not installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        done = self._call("rev-parse", "--is-inside-work-tree")
        if done.returncode:
            said = _said(done.stderr)
            none = "not a git repository" in said
            why = "it is in no git repository, so it has no revisions" if none else said
            raise GitError(f"git can't read the past of the folder {folder}: {why}")

    def commit(self, revision: str) -> str:
        """The id of the commit that a revision names.

        Raises `GitError` for what can be none, `UnknownRevision` for what names none here. It is git's own rule
        that what begins with "-" is an option; such a revision is refused before git sees it.
        """
        if not revision or revision.startswith("-") or not revision.isprintable():
            raise GitError(f"'{revision}' can be no revision; name a commit, a branch or a tag")
        done = self._call("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        oid = done.stdout.decode("ascii", "replace").strip()
        if done.returncode or not _is_oid(oid):
            raise UnknownRevision(revision, tuple(self._names()))
        return oid

    def entries(self, commit: str, folders: Iterable[str]) -> Iterator[Entry]:
        """What a commit holds under some folders or at some paths, all as seen from the folder, in git's order."""
        said = self._answer("ls-tree", "-r", "-z", "-l", commit, "--", *folders)
        for record in said.split(b"\0"):
            head, tab, path = record.partition(b"\t")
            if tab:
                mode, _, oid, size = head.decode("ascii").split()
                yield Entry(mode, oid, int(size) if size.isdigit() else -1, path.decode("utf-8", "surrogateescape"))

    def latest(self, commit: str, paths: Iterable[str]) -> str:
        """The last commit up to this one that changed any of these paths, as seen from the folder; "" if none did."""
        said = self._answer("log", "-1", "--format=%H", "--no-show-signature", commit, "--", *paths)
        oid = said.decode("ascii", "replace").strip()
        return oid if _is_oid(oid) else ""

    def contents(self, oids: Iterable[str]) -> dict[str, bytes]:
        """The bytes of objects, by id; those that are not here are left out."""
        wanted = list(dict.fromkeys(oids))
        said = self._answer("cat-file", "--batch", given="".join(f"{oid}\n" for oid in wanted).encode())
        out: dict[str, bytes] = {}
        at = 0
        for oid in wanted:
            end = said.index(b"\n", at)
            words = said[at:end].split()
            at = end + 1
            if len(words) == 3:
                size = int(words[2])
                out[oid] = said[at : at + size]
                at += size + 1
        return out

    def _names(self) -> Iterator[str]:
        """The names of branches and tags, two thousand at most."""
        form = "--format=%(refname:short)"
        done = self._call("for-each-ref", "--count=2000", form, "refs/heads", "refs/tags", "refs/remotes")
        yield from done.stdout.decode("utf-8", "replace").split("\n")[:-1]

    def _answer(self, *arguments: str, given: bytes = b"") -> bytes:
        done = self._call(*arguments, given=given)
        if done.returncode:
            raise GitError(f"git can't read it: {_said(done.stderr)}")
        return done.stdout

    def _call(self, *arguments: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        """One run of git in the folder."""
        settings = [word for each in OFF for word in ("-c", each)]
        command = ["git", "--no-pager", "--no-replace-objects", "--literal-pathspecs", *settings, *arguments]
        try:
            return subprocess.run(
                command, cwd=self.folder, env=_surroundings(), input=given, capture_output=True, timeout=TIMEOUT
            )
        except FileNotFoundError:
            raise GitError("git is not installed, or not in the PATH") from None
        except subprocess.TimeoutExpired:
            raise GitError(f"git did not answer within {TIMEOUT} seconds") from None


def _surroundings() -> dict[str, str]:
    """What git sees of the environment: none of what would send it to another repository, and no questions."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_") or name.startswith(_KEPT)}
    return {
        **kept,
        "LC_ALL": "C",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_NO_LAZY_FETCH": "1",
        # Which git before 2.39.4 does not know, and a repository's "protocol.ext.allow" outweighs "protocol.allow".
        "GIT_ALLOW_PROTOCOL": "none",
    }


def _is_oid(words: str) -> bool:
    return len(words) in (40, 64) and all(each in "0123456789abcdef" for each in words)


def _said(words: bytes) -> str:
    """The first line of what git said, without its "fatal: "."""
    lines = words.decode("utf-8", "replace").strip().splitlines()
    return lines[0].removeprefix("fatal: ") if lines else "it does not say why"

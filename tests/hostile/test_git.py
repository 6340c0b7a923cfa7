"""A repository from elsewhere, and names of revisions that are meant to do harm: git runs nothing, writes nothing."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from command import DUTY, change, run, small_project
from corpora import Counted
from repositories import committed, git
from travaux.carried import carried
from travaux.load.git import GitError, Repository
from travaux.load.library import load
from travaux.load.revision import RevisionFiles

REVISIONS = (
    "--output=HERE", "--upload-pack=HERE", "--exec=HERE", "-h", "-", "--", "--all", "--git-dir=/", "-c", "--help",
    "-cdiff.external=HERE", "--no-index", "--textconv", "", " ", "\n", "HEAD\n--output=HERE", "HEAD\0", "HEAD\x1b[2J",
    "HEAD --output=HERE", "HEAD;touch HERE", "$(touch HERE)", "`touch HERE`", "HEAD|touch HERE", "HEAD:clauses",
    "HEAD:../../../etc/passwd", "^HEAD", "HEAD^@", "HEAD..HEAD", "HEAD...HEAD", ":/", ":0:clauses", "@{-9}",
    "HEAD^{/(a+)+$}", "HEAD~999999999999", "HEAD@{now --output=HERE}", "refs/heads/../../config", "/etc/passwd",
    "../../etc/passwd", "HEAD^{tree}", "HEAD^{blob}", "\u202eDAEH", "HEAD\u200b", "0" * 40, "f" * 64, "9" * 5000,
)  # fmt: skip
"""What may come where the name of a revision is asked for; HERE is a file that must not come to be."""
PROGRAMS = (
    "core.fsmonitor", "core.pager", "core.editor", "core.askPass", "core.sshCommand", "core.gitProxy",
    "sequence.editor",
    "core.alternateRefsCommand", "diff.external", "diff.it.command", "diff.it.textconv", "filter.it.smudge",
    "filter.it.clean", "filter.it.process", "merge.it.driver", "gpg.program", "gpg.ssh.program", "credential.helper",
    "pager.log", "pager.ls-tree", "pager.cat-file", "pager.rev-parse", "uploadpack.packObjectsHook",
    "remote.origin.uploadpack", "interactive.diffFilter", "web.browser", "browser.it.cmd", "man.it.cmd",
)  # fmt: skip
"""Settings of a repository that name a program."""
ALIASES = ("rev-parse", "ls-tree", "log", "cat-file", "for-each-ref")
HOOKS = (
    "applypatch-msg", "pre-commit", "post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc",
    "fsmonitor-watchman", "post-rewrite", "proc-receive", "p4-pre-submit",
)  # fmt: skip
TRANSPORTS = ("ext::{run}", "{run}", "ssh://-oProxyCommand={run}/x", "file://{folder}", "git://127.0.0.1:9", "evil::x")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = small_project(tmp_path / "treaty")
    committed(folder)
    change(folder, DUTY, "shall warn", "shall at once warn")
    committed(folder)
    return folder


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a mark; the mark is `trap.with_suffix(".mark")`."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch {program.with_suffix('.mark')}\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def read(project: Path) -> bool:
    """Whether both revisions of the project can be read, with all that is asked of git."""
    for revision in ("HEAD", "HEAD~1"):
        repository = Repository(project)
        commit = repository.commit(revision)
        assert repository.latest(commit, [DUTY])
        library, _ = load(project, carried(), RevisionFiles(repository, commit))
        if library is None or "duty-to-warn" not in library.clauses:
            return False
    return True


def test_a_revision_is_a_commit_or_is_refused(project: Path, tmp_path: Path) -> None:
    canary = tmp_path / "canary"
    before = sorted(tmp_path.rglob("*"))
    repository = Repository(project)
    for revision in REVISIONS:
        try:
            assert len(repository.commit(revision.replace("HERE", str(canary)))) == 40, revision
        except (GitError, ValueError) as told:
            assert str(told)
    assert sorted(tmp_path.rglob("*")) == before


def test_the_command_refuses_them_in_a_line(project: Path, tmp_path: Path, counted: Counted) -> None:
    few = [each for each in REVISIONS if "\0" not in each and each.strip()][::6]
    for revision in few:
        done = run("diff", f"duty-to-warn@{revision}", "duty-to-warn", cwd=project)
        assert done.returncode in (0, 1, 2) and "\x1b" not in done.stderr and not (tmp_path / "canary").exists()
    counted("revisions", "tests/hostile/test_git.py", {"asked of git": len(REVISIONS), "of the command": len(few)})


def test_nothing_that_a_repository_configures_is_run(project: Path, trap: Path, counted: Counted) -> None:
    for key in PROGRAMS:
        git(project, "config", key, str(trap))
    for name in ALIASES:
        git(project, "config", f"alias.{name}", f"!{trap}")
    for key in ("log.showSignature", "diff.it.cachetextconv", "remote.origin.promisor"):
        git(project, "config", key, "true")
    for name in HOOKS:
        os.symlink(trap, project / ".git" / "hooks" / name)
    (project / ".gitattributes").write_text("* filter=it diff=it merge=it\n", encoding="utf-8")
    (project / ".git/info/attributes").write_text("* filter=it diff=it merge=it\n", encoding="utf-8")
    assert read(project)
    done = run("diff", "duty-to-warn@HEAD~1", "duty-to-warn", cwd=project)
    assert done.returncode == 0 and "at once" in done.stdout, done.stderr
    assert not trap.with_suffix(".mark").exists()
    counted("programs that a repository names", "git-config(1)",
            {"settings": len(PROGRAMS), "aliases": len(ALIASES), "hooks": len(HOOKS)})  # fmt: skip


@pytest.mark.parametrize(
    ("address", "old"),
    [(TRANSPORTS[0], False), *((each, True) for each in TRANSPORTS)],
    ids=lambda each: str(each)[:12],
)
def test_what_a_repository_lacks_is_not_fetched(
    address: str, old: bool, project: Path, trap: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository that says another one keeps the rest of its objects, and by which program to ask that one.

    An `old` git is one that does not know how to be told not to ask.
    """
    oid = git(project, "rev-parse", f"HEAD:{DUTY}").strip()
    os.remove(project / ".git" / "objects" / oid[:2] / oid[2:])
    os.symlink(trap, trap.parent / "git-remote-evil")
    for key, value in {
        "core.repositoryFormatVersion": "1",
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": address.format(run=trap, folder=project),
        "remote.origin.uploadpack": str(trap),
        "core.sshCommand": str(trap),
        **{f"protocol.{name}.allow": "always" for name in ("ext", "file", "ssh", "git", "evil")},
    }.items():
        git(project, "config", key, value)
    if old:
        wrapper = trap.parent / "git"
        wrapper.write_text(f'#!/bin/sh\nunset GIT_NO_LAZY_FETCH\nexec {shutil.which("git")} "$@"\n', encoding="utf-8")
        wrapper.chmod(0o755)
    monkeypatch.setenv("PATH", f"{trap.parent}{os.pathsep}{os.environ['PATH']}")
    repository = Repository(project)
    try:
        _, found = load(project, carried(), RevisionFiles(repository, repository.commit("HEAD")))
        assert any(each.is_error for each in found)
    except GitError as told:
        assert str(told)
    assert not trap.with_suffix(".mark").exists()

"""The copies of a waiting process, in which the other tests run the command, are as good as new processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
from pathlib import Path

import pytest

from command import DUTY, ROOT, asked, change, command, on_terminal, run, small_project
from travaux.cli.main import _commands
from warm import Warm, warm

# A command that is not here is run without anything.
RUNS: dict[str, tuple[str, ...]] = {
    "build": ("build", "--format", "md,txt", "--annotate", "none,report"),
    "compare": ("compare", "duty-to-warn", "--format", "csv"),
    "diff": ("diff", "duty-to-warn:as-soon-as-known", "duty-to-warn:without-delay", "--format", "json"),
    "explain": ("explain", "S220"),
    "list": ("list", "clauses"),
    "new": ("new", "another"),
    "schema": ("schema", "--out", "schemas"),
    "search": ("search", "flood"),
    "show": ("show", "flood-warnings:1"),
}
FAULTS: dict[str, tuple[str, ...]] = {
    "no command": ("bild",),
    "no option": ("build", "--fromat", "md"),
    "no command at all": (),
    "help": ("--help",),
    "version": ("--version",),
}


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


@pytest.mark.parametrize("what", [*_commands(), *FAULTS])
def test_a_copy_does_what_a_new_process_does(what: str, tmp_path: Path) -> None:
    """The same words on both outputs, the same end, the same files; with an error in the project, too."""
    arguments = {**RUNS, **FAULTS}.get(what, (what,))
    for state in ("sound", "faulty"):
        made = []
        for new in (False, True):
            project = small_project(tmp_path / f"{state}-{new}" / "project")
            if state == "faulty":
                change(project, DUTY, "[](#:1)", "[](#:7)")
            done = run(*arguments, cwd=project, new=new)
            made.append((done.returncode, done.stdout, done.stderr, files(project)))
        for one, other in zip(*made, strict=True):
            assert one == other


def test_on_a_terminal_too() -> None:
    given = ("diff", "offence-advertise", "offence-advertise:reckless")
    shown = on_terminal(*given, cwd=ROOT, columns=70)
    assert shown == on_terminal(*given, cwd=ROOT, columns=70, before="None") and "\x1b[" in shown


def test_a_run_leaves_nothing_behind(tmp_path: Path) -> None:
    """Neither its folder nor its surroundings nor what it changed in the program are the next one's."""
    for before in ("import os; os.environ['NO_COLOR'] = '1'; import travaux.api; travaux.api.load = None", "pass"):
        read, write = os.pipe()
        with open(read, encoding="utf-8") as end:
            process = warm().start(asked("list", "styles", cwd=tmp_path, before=before, env=None), write, write)
            os.close(write)
            assert process != os.getpid() and ("bug in the program" in end.read()) == (before != "pass")
        warm().wait(process, 60)
    assert run("list", "styles", cwd=ROOT).returncode == 0


@pytest.mark.parametrize(
    ("before", "code"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", -signal.SIGTERM),
        ("raise SystemExit(7)", 7),
        ("1 / 0", 1),
    ],
)
def test_every_end_is_told_as_for_a_process(before: str, code: int, tmp_path: Path) -> None:
    with open(os.devnull, "w", encoding="utf-8") as null:
        process = warm().start(asked("--help", cwd=tmp_path, before=before, env=None), null.fileno(), null.fileno())
    assert warm().wait(process, 60) == code
    new = subprocess.run(command("--help", before=before), cwd=tmp_path, capture_output=True, check=False)
    assert new.returncode == code


def test_a_run_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    slow = asked("--help", cwd=tmp_path, before="import time; time.sleep(600)", env=None)
    with open(os.devnull, "w", encoding="utf-8") as null:
        process = warm().start(slow, null.fileno(), null.fileno())
    with pytest.raises(subprocess.TimeoutExpired):
        warm().wait(process, 0.2)
    assert not Path(f"/proc/{process}").exists()
    assert run("--help", cwd=tmp_path).returncode == 0


def test_it_ends_when_nobody_asks_any_more() -> None:
    mine = Warm(dict(os.environ))
    mine.end()
    assert mine._process.returncode == 0


def test_a_long_request_arrives_whole(tmp_path: Path) -> None:
    """More than a socket takes at once."""
    many = asked(*["x" * 1000] * 600, cwd=tmp_path, before="pass", env=None)
    assert len(json.dumps(many)) > 500_000
    read, write = os.pipe()
    with open(read, encoding="utf-8") as end:
        process = warm().start(many, write, write)
        os.close(write)
        assert "No such command" in " ".join(end.read().split())
    assert warm().wait(process, 60) == 2

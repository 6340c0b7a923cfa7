"""The command as a whole: help, misuse, pipes that close, interruptions, and bugs of ours."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import pytest

from command import ROOT, command, environment, on_terminal, run, small_project

COMMANDS = ("build", "explain", "lint", "list", "new", "schema", "search", "show")


def test_help_lists_every_command_with_a_line_about_it(tmp_path: Path) -> None:
    done = run("--help", cwd=tmp_path)
    assert done.returncode == 0 and max(map(len, done.stdout.splitlines())) <= 80
    lines = done.stdout.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    listed = dict(line.split(maxsplit=1) for line in lines)
    assert set(COMMANDS) <= set(listed)
    for name in listed:
        own = run(name, "--help", cwd=tmp_path)
        assert own.returncode == 0 and own.stdout.startswith(f"Usage: travaux {name} ")
        assert [line for line in own.stdout.splitlines() if len(line) > 80] == []


def test_no_command_is_misuse(tmp_path: Path) -> None:
    done = run(cwd=tmp_path)
    assert done.returncode == 2 and "Commands:" in done.stdout + done.stderr


def test_a_command_that_does_not_exist(tmp_path: Path) -> None:
    done = run("biuld", cwd=tmp_path)
    assert done.returncode == 2 and "Did you mean build?" in done.stderr
    done = run("shared", cwd=tmp_path)
    assert done.returncode == 2, "a helper module is no command"


def test_the_version(tmp_path: Path) -> None:
    assert run("--version", cwd=tmp_path).stdout.startswith("travaux ")


def test_a_pipe_that_closes(tmp_path: Path) -> None:
    with subprocess.Popen(
        command("list", "rules"), cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        said = process.stderr.read()
    assert said == b"" and process.returncode == 141


def test_output_to_a_full_disk(tmp_path: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            command("list", "styles"), cwd=ROOT, env=environment(), stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert done.returncode == 2 and b"No space left" in done.stderr and b"Traceback" not in done.stderr


def test_an_interruption(tmp_path: Path) -> None:
    waiting = "import travaux.api, time; travaux.api.load = lambda p: (print('ready', flush=True), time.sleep(60))"
    with subprocess.Popen(
        command("list", "styles", before=waiting),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout and process.stderr and process.stdout.readline() == b"ready\n"
        time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130 and said == b"\nInterrupted.\n"


def test_a_bug_is_reported_as_ours(tmp_path: Path) -> None:
    broken = "import travaux.api; travaux.api.load = lambda project: 1 / 0"
    done = run("list", "styles", cwd=ROOT, before=broken)
    assert done.returncode == 70
    assert "a bug in the program" in done.stderr and "report" in done.stderr and "ZeroDivisionError" in done.stderr
    debugging = subprocess.run(
        command("list", "styles", before=broken),
        cwd=ROOT,
        env={**environment(), "TRAVAUX_DEBUG": "1"},
        capture_output=True,
        check=False,
    )
    assert debugging.returncode == 70 and b"Traceback" in debugging.stderr


def test_a_terminal_that_cannot_spell(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    done = run("show", "flood-warnings:1", cwd=project, env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0 and "Article 1 ? Warning of floods" in done.stdout


def test_an_odd_folder(tmp_path: Path) -> None:
    project = small_project(tmp_path / "für – \N{PILE OF POO} [x] 'q'")
    done = run("build", "--format", "md", cwd=project)
    assert done.returncode == 0
    done = run("-C", project, "build", "--format", "md", "--out", "o u t/ä", cwd=tmp_path)
    assert (tmp_path / done.stdout.rstrip("\n")).is_file()


def test_progress_is_shown_only_on_a_terminal_and_after_a_second(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    slow = (
        "import travaux.render.api as api, time; api.renderers(); import travaux.render.markdown as m\n"
        "real = m.RENDERER.render\n"
        "def slow(settled, assets): time.sleep({}); return real(settled, assets)\n"
        "object.__setattr__(m.RENDERER, 'render', slow)"
    )
    long, short = (f"exec({slow.format(seconds)!r})" for seconds in (1.6, 0.0))
    line = "flood-warnings: flood-warnings.md"
    assert line in on_terminal("build", "--format", "md", cwd=project, before=long)
    assert line not in on_terminal("build", "--format", "md", cwd=project, before=short)
    assert run("build", "--format", "md", cwd=project, before=long).stderr == ""


@pytest.mark.parametrize("where", ["missing", "file"])
@pytest.mark.parametrize("name", ["build", "lint", "list styles", "search x", "show x"])
def test_a_project_that_is_no_folder(tmp_path: Path, where: str, name: str) -> None:
    (tmp_path / "file").write_text("")
    for given in (("-C", where, *name.split()), (*name.split(), "-C", where)):
        done = run(*given, cwd=tmp_path)
        assert done.returncode == 2 and "is not a folder" in done.stderr

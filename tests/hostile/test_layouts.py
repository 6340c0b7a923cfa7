"""Layouts of a project that are meant to do harm, and names that lead out of it: neither reads, runs or writes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from jinja2.exceptions import TemplateError

from command import DUTY, ROOT, run, small_project
from corpora import Counted
from travaux.render.api import Assets, load_assets
from travaux.render.html import fill

CLASS = "''.__class__"
ESCAPES = (
    CLASS, f"{CLASS}.__mro__[1].__subclasses__()", f"{CLASS}.__base__.__subclasses__()", "().__class__.__bases__[0]",
    "''['__class__']", "''|attr('__class__')", "''|attr('\\x5f\\x5fclass\\x5f\\x5f')",
    "''|attr(['__cla','ss__']|join)",
    "[]|map(attribute='__class__')|list", "[title]|map('attr','__class__')|list",
    "[title]|selectattr('__class__')|list",
    "[title]|groupby('__class__')", "[title]|sort(attribute='__class__')",
    "[title]|sum(attribute='__len__', start='')",
    "'{0.__class__}'.format(1)", "'{0.__class__.__init__.__globals__}'.format(title)", "'%s'|format(title.__class__)",
    "'{x.__class__}'.format_map({'x':title})", "('{0.__class__}'|safe).format(title)", "self.__init__.__globals__",
    "self._TemplateReference__context", "self.__init__.__globals__.__builtins__.open('CANARY').read()",
    "lipsum.__globals__['os'].popen('touch MARK').read()", "cycler.__init__.__globals__.os.system('touch MARK')",
    "joiner.__init__.__globals__.os", "namespace.__init__.__globals__.os.system('touch MARK')", "range.__class__",
    "dict.__base__.__subclasses__()", "dict.mro()", "get_flashed_messages.__globals__", "config.items()",
    "request.application.__globals__", "url_for.__globals__", "(1).__class__.__bases__", "title.__init__",
    "css.__class__.__mro__", "css.__html__.__func__.__globals__", "css.__html__.__globals__", "css.format.__self__",
    "title.encode.__self__.__class__", "caller.__globals__", "loop.__class__", "varargs.__class__",
    "title.format.__func__",
    "(title.__class__.__mro__[1].__subclasses__()|last).__init__", "open('CANARY').read()", "__import__('os')",
    "__builtins__", "cycler.next.__globals__", "cycler.reset.__code__", "lipsum.__code__.co_consts",
    "lipsum.__closure__",
)  # fmt: skip
"""Expressions that have led out of such sandboxes; CANARY is a file that lies here, MARK one that must not be."""
STATEMENTS = (
    "{% include 'CANARY' %}", "{% include '../../../../../../etc/passwd' %}", "{% include '/etc/passwd' %}",
    "{% include '../css/page.css' %}", "{% include './../html/../../x' %}", "{% extends 'CANARY' %}",
    "{% import 'CANARY' as x %}{{ x }}", "{% from 'CANARY' import x %}", "{% include 'file://CANARY' %}",
    "{% import 'os' as os %}{{ os.system('touch MARK') }}", "{% set x = ''.__class__ %}{{ x.__mro__ }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}", "{% do title.clear() %}",
    "{% macro x() %}{{ caller.__globals__ }}{% endmacro %}{{ x() }}",
    "{% with x = self.__init__ %}{{ x.__globals__ }}{% endwith %}",
    "{% filter attr('__class__') %}x{% endfilter %}", "{% call lipsum.__globals__ %}{% endcall %}", "{% debug %}",
    "{% if ''.__class__.__mro__[1].__subclasses__() %}x{% endif %}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{% block x %}{{ super.__globals__ }}{% endblock %}", "# for x in y", "{% raw %}", "{% python import os %}",
    "{% set title.x = 1 %}", "{% set ns = namespace(x=''.__class__) %}{{ ns.x.__mro__ }}",
    "{% endfor %}", "{{",
    "{% trans %}x{% endtrans %}",
)  # fmt: skip
TRACES = ("<class", "subclasses", "root:x:0", "QXZVCANARY", "<function", "<module", "__builtins__", "built-in")


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    file = tmp_path / "canary.txt"
    file.write_text("QXZVCANARY", encoding="utf-8")
    return file


def filled(layout: str, canary: Path) -> str:
    words = layout.replace("CANARY", str(canary)).replace("MARK", str(canary.with_suffix(".mark")))
    return fill(Assets({"html/x.j2": words, "css/page.css": "p {}"}), "x.j2", {"title": "Floods", "css": "p {}"})


@pytest.mark.parametrize(
    "layout", [*(f"{{{{ {each} }}}}" for each in ESCAPES), *STATEMENTS], ids=lambda each: each[:40]
)
def test_no_layout_gets_out_of_its_sandbox(layout: str, canary: Path) -> None:
    try:
        said = filled(layout, canary)
    except (TemplateError, TypeError, KeyError, IndexError, RecursionError) as refused:
        said = ""
        assert str(refused)
    assert not any(each in said for each in TRACES)
    assert not canary.with_suffix(".mark").exists()


def test_the_command_tells_what_a_layout_tried(tmp_path: Path, canary: Path, counted: Counted) -> None:
    project = small_project(tmp_path / "project")
    layout = project / "templates/layouts/html/page.html.j2"
    layout.parent.mkdir(parents=True)
    few = (ESCAPES[1], ESCAPES[22], ESCAPES[46])
    for each in few:
        layout.write_text(f"{{{{ {each} }}}}".replace("MARK", str(canary.with_suffix(".mark"))), encoding="utf-8")
        done = run("build", "--format", "html", cwd=project)
        assert done.returncode == 1 and "C602" in done.stderr and not (project / "build/flood-warnings").exists()
    assert not canary.with_suffix(".mark").exists()
    counted("ways out of a sandbox", "tests/hostile/test_layouts.py",
            {"expressions": len(ESCAPES), "statements": len(STATEMENTS)})  # fmt: skip


# ---------------------------------------------------------------- files that are not what they seem


def linked(path: Path, canary: Path) -> None:
    path.symlink_to(canary)


def folder_linked(path: Path, canary: Path) -> None:
    path.parent.rmdir()
    path.parent.symlink_to(canary.parent)
    canary.rename(canary.with_name(path.name))


def round_and_round(path: Path, canary: Path) -> None:
    path.symlink_to(path)


def piped(path: Path, canary: Path) -> None:
    os.mkfifo(path)


def undecodable(path: Path, canary: Path) -> None:
    path.write_bytes(b"\xff\xfe{{")


def a_folder(path: Path, canary: Path) -> None:
    path.mkdir()


def endless(path: Path, canary: Path) -> None:
    path.symlink_to("/dev/zero")


HOWS = (linked, folder_linked, round_and_round, piped, undecodable, a_folder, endless)
PAGE, SHEET, FONT = "layouts/html/page.html.j2", "layouts/css/page.css", "fonts/x.ttf"


@pytest.mark.parametrize(
    ("name", "how"),
    [*((PAGE, how) for how in HOWS), (SHEET, linked), (SHEET, folder_linked), (FONT, linked), (FONT, piped)],
)
def test_a_layout_that_is_no_file_of_the_project(
    name: str, how: Callable[[Path, Path], None], tmp_path: Path, canary: Path
) -> None:
    project = small_project(tmp_path / "project")
    file = project / "templates" / name
    file.parent.mkdir(parents=True)
    (canary.parent / "kept").write_text("kept")
    how(file, canary)
    done = run("build", "--format", "html", cwd=project)
    made = [each for each in (project / "build").rglob("*") if each.is_file()]
    assert done.returncode in (0, 1) and not any(b"QXZVCANARY" in each.read_bytes() for each in made)
    assert done.returncode == 0 or ("C602" in done.stderr and not made), done.stderr
    if how in (linked, folder_linked):
        assert "leads out" in done.stderr or "leads to another folder" in done.stderr


def test_every_way_in_which_the_layouts_are_carried_is_plain() -> None:
    assert load_assets(ROOT / "templates").layouts


# ---------------------------------------------------------------- names

AWAY = (
    "../x", "../../etc/passwd", "/etc/passwd", "..", ".", "a/b", "a\\b", "~", "~root", "$HOME", "x\0y", "x\ny", "-x",
    "con", "nul.txt", "x" * 300, "\u202e", "%2e%2e%2f", "..%2f", "file:///etc/passwd", "\x1b[2J", "x;y", "*",
)  # fmt: skip


ASKED = (
    ("build", "--", "NAME"), ("build", "--style", "NAME"), ("build", "--variant", "duty-to-warn=NAME"),
    ("build", "--set", "NAME=1"), ("show", "--", "NAME"), ("brief", "--", "NAME"), ("explain", "--", "NAME"),
    ("diff", "--", "duty-to-warn:NAME", "duty-to-warn"), ("compare", "--", "NAME"), ("coverage", "--", "NAME"),
)  # fmt: skip
PAIRS = [(name, asked) for name in AWAY if "\0" not in name for asked in ASKED]


def led_away(pairs: Sequence[tuple[str, tuple[str, ...]]], folder: Path) -> None:
    project = small_project(folder / "project")
    before = sorted(folder.rglob("*"))
    for name, asked in pairs:
        done = run(*(each.replace("NAME", name) for each in asked), cwd=project)
        assert done.returncode in (1, 2) and not done.stdout, (name, asked)
        assert "root:" not in done.stderr and "\x1b" not in done.stderr
    assert sorted(folder.rglob("*")) == before


def test_a_name_that_leads_away_names_nothing(tmp_path: Path) -> None:
    led_away(PAIRS[::13], tmp_path)


@pytest.mark.slow
def test_no_name_that_leads_away_does_whatever_asks_for_it(tmp_path: Path, counted: Counted) -> None:
    led_away(PAIRS, tmp_path)
    counted(
        "names that lead away",
        "tests/hostile/test_layouts.py",
        {"names": len(PAIRS) // len(ASKED), "asked": len(PAIRS)},
    )


@pytest.mark.parametrize(
    "name", ["..yaml", "...yaml", "-x.yaml", "x y.yaml", "x\ny.yaml", "X.yaml", "\u202ex.yaml", "%2e.yaml"]
)
def test_a_file_can_give_its_text_no_name_that_leads_away(name: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    file = project / "templates/instruments/flood-warnings.yaml"
    file.rename(file.with_name(name))
    done = run("build", "--force", "--format", "html", cwd=project)
    assert done.returncode in (1, 2) and not (project / "build").exists() and "\u202e" not in done.stderr


@pytest.mark.parametrize("key", ["id", "out", "file", "path", "include", "extends", "layout", "style"])
def test_a_file_can_name_no_other_file(key: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    file = project / "templates/instruments/flood-warnings.yaml"
    text = file.read_text(encoding="utf-8").replace("style: coe\n", "")
    file.write_text(f"{key}: ../../../../../../etc/passwd\n{text}", encoding="utf-8")
    done = run("build", "--format", "html", cwd=project)
    assert done.returncode == 1 and "templates/instruments/flood-warnings.yaml:1:" in done.stderr
    assert "root:" not in done.stderr and not (project / "build").exists()


def test_output_follows_no_link(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    away = tmp_path / "away"
    away.mkdir()
    victim = tmp_path / "victim"
    victim.write_text("mine")
    (project / "build").symlink_to(away)
    assert run("build", "--format", "html", cwd=project).returncode == 2
    (project / "build").unlink()
    (project / "build").mkdir()
    (project / "build/flood-warnings").symlink_to(away)
    assert run("build", "--format", "html", cwd=project).returncode == 2
    (project / "build/flood-warnings").unlink()
    (project / "build/flood-warnings").mkdir()
    (project / "build/flood-warnings/flood-warnings.html").symlink_to(victim)
    assert run("build", "--format", "html", cwd=project).returncode == 2
    (tmp_path / "table.html").symlink_to(victim)
    for asked in (("coverage", "--format", "html"), ("compare", "duty-to-warn", "--format", "html")):
        assert run(*asked, "--out", tmp_path / "table.html", cwd=project).returncode == 2
    assert victim.read_text() == "mine" and list(away.iterdir()) == []


def test_a_schema_a_search_or_a_clause_shown_reads_nothing_else(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    (project / "templates/packs").symlink_to("/etc")
    (project / DUTY).unlink()
    (project / DUTY).symlink_to("/etc/passwd")
    for asked in (("lint",), ("show", "duty-to-warn"), ("search", "root"), ("list",), ("brief",), ("build", "--force")):
        done = run(*asked, cwd=project)
        assert "root:" not in done.stdout + done.stderr

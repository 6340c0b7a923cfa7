"""Layouts of a project that waste time or memory: they are given up at their bounds, and that is told at its line."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from command import ROOT, run, small_project
from corpora import Counted
from render_trees import protocol
from travaux.bounds import Bounds, Exceeded, for_layout, longest_page
from travaux.output import assets_of
from travaux.project import Project, find
from travaux.render import filler as fillers
from travaux.render import html
from travaux.render.api import Assets
from travaux.render.filler import Filler, TooMuch, Unfilled, filler

SECONDS, MEMORY, LENGTH, DEPTH = "more than 0 seconds", "MB of memory", "longer than", "deeper than"
PAIRS = """{% set ns = namespace(a=(), b=()) %}{% for i in range(60) %}
{% set ns.a = (ns.a, ns.a) %}{% set ns.b = (ns.b, ns.b) %}{% endfor %}
"""
LOOPS = "{% for a in range(99999) %}\n{% for b in range(99999) %}\n{% if b < 0 %}x{% endif %}\n{% endfor %}{% endfor %}"
WASTE = {
    "loops in a loop": (LOOPS, SECONDS, 3),
    "a macro that calls itself twice": (
        "{% macro m(x) %}{% if x %}\n{{ m(x - 1) }}{{ m(x - 1) }}{% endif %}{% endmacro %}\n{{ m(90) }}", SECONDS, 2,
    ),
    "a pair of pairs of pairs in words": (f"{PAIRS}{{{{ ns.a }}}}", SECONDS, 3),
    "powers": ("\n{{ 7 ** (3 ** 16) }}", SECONDS, None),
    "a word repeated": ("\n{{ 'x' * 10**10 }}", MEMORY, 2),
    "a list repeated": ("\n{{ [0] * 10**10 }}", MEMORY, 2),
    "a wide margin": ("\n\n{{ 'x'|center(10**9) }}", MEMORY, 3),
    "a wide number": ("\n{{ '%09999999999d'|format(1) }}", MEMORY, 2),
    "a wide field": ("\n{{ '{:>9999999999}'.format('x') }}", MEMORY, 2),
    "many joined": ("\n{{ (['x'] * 10**5)|join('y' * 9999) }}", MEMORY, 2),
    "each replaced by all": ("{% set y = 'x' * 10**5 %}\n{{ y|replace('x', y) }}", MEMORY, 2),
    "a word doubled and doubled": (
        "{% set ns = namespace(y='x') %}{% for i in range(99) %}\n{% set ns.y = ns.y ~ ns.y %}{% endfor %}", MEMORY, 2,
    ),
    "a batch filled up": ("\n{{ 'x'|batch(10**10, 'x')|list }}", MEMORY, 2),
    "a deep margin": ("\n{{ ('a\n' * 10**6)|indent(10**6) }}", "more than", None),
    "a long page": ("{% set y = 'x' * 10**7 %}\n{{ y }}", LENGTH, None),
    "a long page in small pieces": ("{% for a in range(99999) %}\n{{ 'x' * 99 }}{% endfor %}", LENGTH, None),
    "links": ("\n{{ ('http://a.' * 10**6)|urlize }}", "than", None),
    "a macro that calls itself": ("{% macro m(x) %}\n{{ m(x + 1) }}{% endmacro %}\n{{ m(0) }}", DEPTH, 2),
    "a layout that includes itself": ("\n{% include 'x.j2' %}", DEPTH, 2),
    "a layout that extends itself": ("{% extends 'x.j2' %}", DEPTH, 1),
    "a block in itself": ("{% block a %}\n{{ self.a() }}{% endblock %}", DEPTH, None),
    "brackets in brackets": (f"\n{{{{ {'(' * 99999}1{')' * 99999} }}}}", DEPTH, None),
    "conditions in conditions": ("{% if 1 %}" * 3000 + "{% endif %}" * 3000, DEPTH, None),
}  # fmt: skip
ONE_STEP = f"{PAIRS}{{{{ ns.a == ns.b }}}}"
"""It compares for ever, and never asks whether it may."""
HERE = "templates/layouts/html/page.html.j2"


@pytest.fixture
def low(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds that are soon reached."""
    monkeypatch.setattr(fillers, "for_layout", lambda length: Bounds(0.4, 200_000_000))


@pytest.fixture(scope="module")
def one() -> Iterator[Filler]:
    made = Filler()
    yield made
    made.end()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def laid(project: Path, words: str) -> None:
    (project / HERE).parent.mkdir(parents=True, exist_ok=True)
    (project / HERE).write_text(words, encoding="utf-8")


@pytest.mark.usefixtures("low")
@pytest.mark.parametrize(
    "name", [name if each % 4 == 0 else pytest.param(name, marks=pytest.mark.slow) for each, name in enumerate(WASTE)]
)
def test_a_layout_that_wastes_is_given_up_and_told_at_its_line(name: str, one: Filler) -> None:
    layout, told, line = WASTE[name]
    begun = time.monotonic()
    with pytest.raises(TooMuch, match=told) as given_up:
        one.fill({"x.j2": layout}, "x.j2", {})
    assert time.monotonic() - begun < 20  # on any machine
    assert line is None or (given_up.value.name, given_up.value.lineno) == ("x.j2", line)
    assert one.fill({"x.j2": "{{ title }}"}, "x.j2", {"title": "Floods"}) == "Floods"


@pytest.mark.usefixtures("low")
def test_one_long_step_is_ended_from_without(one: Filler, counted: Counted) -> None:
    with pytest.raises(Exceeded, match=SECONDS):
        one.fill({"x.j2": ONE_STEP}, "x.j2", {})
    assert one.fill({"x.j2": "x"}, "x.j2", {}) == "x"
    counted("layouts that waste", "tests/hostile/test_layout_bounds.py", {"ways": len(WASTE) + 1})


@pytest.mark.parametrize("layout", ["{{ lipsum() }}", "{{ [1, 2, 3]|random }}"])
def test_nothing_comes_out_differently_each_time(layout: str, one: Filler) -> None:
    with pytest.raises(Unfilled, match=r"lipsum|random"):
        one.fill({"x.j2": layout}, "x.j2", {})


def test_bounds_grow_with_the_data() -> None:
    short, long = for_layout(1_000), for_layout(10_000_000)
    assert short.seconds < long.seconds < 600 and short.bytes < long.bytes
    assert longest_page(1_000) < longest_page(10_000_000)


def test_the_bytes_are_those_of_the_program_itself(assets: Assets) -> None:
    for text in (protocol("margin"), protocol()):
        assert html.render(text, replace(assets, fill=filler().fill)) == html.render(text, assets)


def test_every_page_is_the_same_with_the_layouts_copied_into_the_project(project: Path) -> None:
    asked = (
        ("build", "--format", "html,pdf"),
        ("compare", "duty-to-warn", "--format", "html", "--out", "compare.html"),
        ("diff", "duty-to-warn:without-delay", "duty-to-warn", "--format", "html", "--out", "diff.html"),
    )
    made = []
    for _ in range(2):
        for each in asked:
            assert run(*each, cwd=project).returncode == 0, each
        pages = [*project.glob("*.html"), *project.glob("build/*/*.html"), *project.glob("build/*/*.pdf")]
        assert len(pages) == 4
        made.append({each.name: each.read_bytes() for each in pages})
        for each in pages:
            each.unlink()
        shutil.copytree(ROOT / "templates/layouts", project / "templates/layouts", dirs_exist_ok=True)
    assert made[0] == made[1]


def test_only_layouts_of_pages_need_another_process(project: Path) -> None:
    place = Project(project, find(ROOT).base, project / "build")
    assert assets_of(place).fill is None and assets_of(find(ROOT)).fill is None
    (project / "templates/layouts/css").mkdir(parents=True)
    (project / "templates/layouts/css/page.css").write_text("p {}", encoding="utf-8")
    assert assets_of(place).fill is None
    laid(project, "{{ text }}")
    assert assets_of(place).fill is not None


def test_one_process_fills_all_until_it_is_left_in_the_midst(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []

    class Seen(fillers.Child):
        def __init__(self, module: str, what: str) -> None:
            super().__init__(module, what)
            begun.append(self)

    monkeypatch.setattr(fillers, "Child", Seen)
    made = Filler()
    for number in range(3):
        assert made.fill({"x.j2": "{{ n }}"}, "x.j2", {"n": number}) == str(number)
        with pytest.raises(Unfilled):
            made.fill({"x.j2": "{{ m }}"}, "x.j2", {"n": number})
    assert len(begun) == 1
    with monkeypatch.context() as patched:
        patched.setattr(Seen, "receive", lambda self: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            made.fill({"x.j2": "x"}, "x.j2", {})
    assert begun[0].process.poll() is not None
    assert made.fill({"x.j2": "y"}, "x.j2", {}) == "y" and len(begun) == 2  # and not the answer to what was left
    made.end()
    assert begun[1].process.poll() is not None


def test_a_process_that_was_killed_is_told_and_replaced() -> None:
    made = Filler()
    assert made.fill({"x.j2": "x"}, "x.j2", {}) == "x"
    assert made._child is not None
    made._child.process.kill()
    made._child.process.wait()
    with pytest.raises(RuntimeError, match="the process that fills layouts has died"):
        made.fill({"x.j2": "x"}, "x.j2", {})
    assert made.fill({"x.j2": "x"}, "x.j2", {}) == "x"
    made.end()


def test_a_copy_of_a_process_has_a_filler_of_its_own() -> None:
    ours = filler()
    assert ours.fill({"x.j2": "x"}, "x.j2", {}) == "x" and filler() is ours
    copy = os.fork()
    if not copy:
        other = filler()
        alone = other is not ours and other.fill({"x.j2": "y"}, "x.j2", {}) == "y"
        other.end()
        os._exit(0 if alone else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
    assert ours.fill({"x.j2": "x"}, "x.j2", {}) == "x"


@pytest.mark.parametrize(
    ("layout", "told"),
    [
        ("<p>\n\n{{ titel }}", "3:1 C602 flood-warnings.html could not be made with this project's own layouts: "
         "UndefinedError: 'titel' is undefined"),
        ("<p>\n{{ title", "2:1 C602 flood-warnings.html could not be made with this project's own layouts: "
         "TemplateSyntaxError: unexpected end of template"),
        ("<p>\n{% include 'none' %}", "2:1 C602 flood-warnings.html could not be made with this project's own "
         "layouts: TemplateNotFound: none"),
        ("<p>\n{{ 'x' * 10**10 }}", "2:1 C607 flood-warnings.html could not be made within bounds: it took more than"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_code_and_line(layout: str, told: str, project: Path) -> None:
    laid(project, layout)
    done = run("build", "--format", "html", cwd=project)
    assert (done.returncode, done.stdout) == (1, "") and f"{HERE}:{told}" in " ".join(done.stderr.split())
    assert not (project / "build/flood-warnings").exists()


def test_a_table_of_coverage_is_given_up_too(project: Path) -> None:
    layout = project / "templates/layouts/html/coverage.html.j2"
    layout.parent.mkdir(parents=True)
    layout.write_text("\n{{ 'x' * 10**10 }}", encoding="utf-8")
    done = run("coverage", "--format", "html", "--out", "x.html", cwd=project)
    assert done.returncode == 1 and "html/coverage.html.j2:2:1 C607" in done.stderr
    assert not (project / "x.html").exists()


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_else_is_made_at_once_is_made(jobs: str, project: Path) -> None:
    instruments = project / "templates/instruments"
    words = (instruments / "flood-warnings.yaml").read_text(encoding="utf-8")
    (instruments / "floods-two.yaml").write_text(words, encoding="utf-8")
    laid(project, "{% if 'flood-warnings' in title|lower or once is defined %}x{% endif %}{{ text }}")
    assert run("build", "--format", "html", "-j", jobs, cwd=project).returncode == 0
    shutil.rmtree(project / "build")
    (instruments / "floods-two.yaml").write_text(words.replace("title: ", "title: WASTE "), encoding="utf-8")
    laid(project, "{{ text }}\n{% if 'WASTE' in title %}{{ 'x' * 10**10 }}{% endif %}")
    done = run("build", "--format", "html", "-j", jobs, cwd=project)
    assert done.returncode == 1 and f"{HERE}:2:1 C607 floods-two.html" in done.stderr
    assert [each.name for each in (project / "build").rglob("*.html")] == ["flood-warnings.html"]

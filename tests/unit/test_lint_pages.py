"""Runs the pages of examples in `tests/lint`, and demands one for every rule, with a page of `travaux explain`.

A page shows bad and good snippets side by side, each under a heading of its own:

    ```yaml clauses/final/example.yaml
    variants:
      only:
        label: Only
        text: Each Party shall co-operate.
    ```

    ```findings
    L510 clauses/final/example.yaml:4
    ```

The files under one heading are one small library; what every file of its kind must have and the
snippet does not show is added below it. A section without `findings` is good: the rules of the
page must find nothing in it. Words after a place must stand in the message.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from travaux.diagnostics import Diagnostic
from travaux.lint.api import lint, rules
from travaux.load.kinds import Kind
from travaux.load.placed import Marks
from travaux.load.schema import validate
from travaux.load.yaml import read
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.pages import PAGES
from travaux.pipeline import refer

ROOT = Path(__file__).parents[2]
PAGES_OF_EXAMPLES = sorted((ROOT / "tests" / "lint").glob("*.md"))
CODE = re.compile(r"L5\d\d")

CLAUSE = {
    "kind": "kind: rule",
    "heading": "heading: An example",
    "placement": 'placement: {optional-protocol: {into: example, because: "An example."}}',
    "rationale": 'rationale: [{claim: "An example.", cite: "[@kunze, 281]"}]',
}
INSTRUMENT = {
    "title": "title: Protocol on an example",
    "short": "short: Protocol",
    "vehicle": "vehicle: optional-protocol",
    "style": "style: coe",
    "preamble": "preamble: []",
    "report": 'report: {introduction: "An example.", considerations: "An example."}',
}

LISTS: tuple[Kind, ...] = ("sources", "gaps", "objections", "coverage", "vocabulary")


@dataclass(frozen=True)
class Section:
    """One heading of a page: its small library, and what should be found in it."""

    page: str
    heading: str
    line: int
    files: Mapping[str, str]
    expected: tuple[tuple[str, str, str], ...]
    codes: frozenset[str]

    @property
    def name(self) -> str:
        return f"{self.page}:{self.line} {self.heading}"


# ---------------------------------------------------------------- reading a page


def sections(path: Path) -> list[Section]:
    """The sections of a page that hold a snippet."""
    text = path.read_text(encoding="utf-8")
    codes = frozenset(CODE.findall(text.partition("\n## ")[0]))
    out = []
    heading, start = "", 0
    files: dict[str, str] = {}
    expected: list[tuple[str, str, str]] = []
    fence: tuple[str, list[str]] | None = None
    for number, line in enumerate([*text.split("\n"), "## end"], 1):
        if fence is not None:
            if line != "```":
                fence[1].append(line)
                continue
            _close(fence, files, expected)
            fence = None
        elif line.startswith("```"):
            fence = (line[3:], [])
        elif line.startswith("## "):
            if files:
                out.append(Section(path.name, heading, start, dict(files), tuple(expected), codes))
            heading, start, files, expected = line[3:], number, {}, []
    assert fence is None, f"{path.name}: a fence is not closed"
    return out


def _close(fence: tuple[str, list[str]], files: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    info, lines = fence
    if info == "findings":
        for line in lines:
            code, place, message = (*line.split(" ", 2), "")[:3]
            expected.append((code, place, message))
    elif info.startswith("yaml "):
        files[info.removeprefix("yaml ")] = "\n".join(lines) + "\n"


def completed(path: str, text: str) -> str:
    """A snippet with what it does not show added below it, so that its lines keep their numbers."""
    keys = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    skeleton = INSTRUMENT if path.startswith("templates/instruments/") else CLAUSE
    if not path.startswith(("clauses/", "templates/instruments/")) or kind_of(path) not in ("clause", "instrument"):
        return text
    added = [line for key, line in skeleton.items() if key not in keys]
    first = re.search(r"^variants:\n(?: *#.*\n)*  ([a-z-]+):", text, re.MULTILINE)
    if first and "default" not in keys:
        added.append(f"default: {first.group(1)}")
    return text + "\n".join([*added, ""])


# ---------------------------------------------------------------- a small library


def made(kind: Kind, path: str, text: str) -> Any:
    """One object of the model; a snippet that does not load is a fault of the page."""
    _, value, found = read(text, path)
    assert not found and isinstance(value, dict), f"{path}: {[str(each) for each in found]}"
    named = {"id": Path(path).stem, "path": path} if kind in ("clause", "instrument", "law", "style") else {}
    result, wrong = validate(kind, value, lambda: Marks(text, path), named)
    assert not wrong, [str(each) for each in wrong]
    return result


@cache
def given() -> Library:
    """What every section stands on: the project's styles, vocabulary and law, and no clause."""
    texts: dict[str, str] = {}

    def every(kind: Kind, folder: str) -> dict[str, Any]:
        out = {}
        for file in sorted((ROOT / folder).glob("*.yaml")):
            path = file.relative_to(ROOT).as_posix()
            texts[path] = file.read_text(encoding="utf-8")
            out[file.stem] = made(kind, path, texts[path])
        return out

    styles, law = every("style", "templates/styles"), every("law", "clauses/law")
    words = (ROOT / "clauses/vocabulary.yaml").read_text(encoding="utf-8")
    vocabulary = made("vocabulary", "clauses/vocabulary.yaml", words)
    return Library({}, {}, styles, {}, law, vocabulary, {}, {}, None, texts)


def kind_of(path: str) -> Kind:
    """What a file of a section is."""
    lists: dict[str, Kind] = {f"clauses/{each}.yaml": each for each in LISTS}
    if path.startswith("templates/instruments/"):
        return "instrument"
    return lists.get(path) or ("law" if path.startswith("clauses/law/") else "clause")


def library(files: Mapping[str, str]) -> Library:
    """The library of one section: what it shows, over what every section stands on."""
    base = given()
    texts = {**base.texts, **{path: completed(path, snippet) for path, snippet in files.items()}}
    own: dict[Kind, dict[str, Any]] = defaultdict(dict)
    for path in files:
        kind = kind_of(path)
        own[kind][Path(path).stem] = made(kind, path, texts[path])
    return Library(
        clauses=own["clause"],
        instruments=own["instrument"],
        styles=base.styles,
        sources=own["sources"].get("sources", {}),
        law={**base.law, **own["law"]},
        vocabulary=own["vocabulary"].get("vocabulary", base.vocabulary),
        gaps=own["gaps"].get("gaps", {}),
        objections=own["objections"].get("objections", {}),
        coverage=own["coverage"].get("coverage"),
        texts=texts,
    )


def findings(section: Section) -> list[Diagnostic]:
    """What the rules of the page find in a section."""
    small = library(section.files)
    texts = [refer(small, Request(name)) for name in small.instruments]
    return [each for each in lint(small, texts) if each.code in section.codes]


# ---------------------------------------------------------------- tests

SECTIONS = [section for path in PAGES_OF_EXAMPLES for section in sections(path)]


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_examples(section: Section) -> None:
    found = [(each.code, f"{each.span.path}:{each.span.line}", each.message) for each in findings(section) if each.span]
    assert sorted(each[:2] for each in found) == sorted(each[:2] for each in section.expected), found
    for expected in section.expected:
        assert any(each[:2] == expected[:2] and expected[2] in each[2] for each in found), (expected, found)


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_every_finding_is_complete(section: Section) -> None:
    for each in findings(section):
        assert each.span and each.message and each.hint
        assert not each.message.endswith(".") and not each.message[0].isspace()


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_rule_has_its_page(code: str) -> None:
    rule, page = rules()[code], PAGES[code]
    assert CODE.fullmatch(code)
    assert page.severity is rule.severity and page.slug == rule.slug
    assert rule.hint
    assert rule.check.__module__ in (f"travaux.lint.rules.{rule.slug.replace('-', '_')}", "travaux.lint.wording")
    what, *rest = page.text.split("\n\n")
    assert what.endswith(".") and "\n" not in what, "what: one sentence on a line of its own"
    assert any(not part.startswith(("Example:", "Instead:")) for part in rest), "why"
    assert sum(part.startswith("Example:") for part in rest) == 1
    assert rest[-1].startswith("Instead:")


@pytest.mark.parametrize("code", sorted(rules()))
def test_every_rule_has_its_examples(code: str) -> None:
    slug = rules()[code].slug
    path = ROOT / "tests" / "lint" / f"{slug}.md"
    assert path.is_file(), f"write tests/lint/{slug}.md"
    title = path.read_text(encoding="utf-8").partition("\n")[0]
    assert title == f"# {slug} ({code})"
    mine = sections(path)
    assert any(section.expected for section in mine), "a bad example"
    assert any(not section.expected for section in mine), "a good example"


def test_every_page_of_examples_has_its_rule() -> None:
    assert {path.stem for path in PAGES_OF_EXAMPLES} == {rule.slug for rule in rules().values()}

"""Tiny projects and what must come of them: `tests/cases/<case>/` beside its `expected/`.

A case is a project (clauses and instruments; styles, law, sources and vocabulary are
the carried ones) and a `case.toml` that says what it shows and what is asked of it. An
`[[build]]` names an instrument, and may give `as` (the stem of the expected files),
`style`, `mode`, `variants`, `set` and `formats`. What is found on the way is expected
in a `.found` file, so that the same runner serves the faulty projects.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from golden import Golden, listed
from travaux.carried import carried
from travaux.diagnostics import Faults, in_order
from travaux.load.library import load
from travaux.model import walk
from travaux.model.stages import Request
from travaux.model.tree import Division, Level, Para, Settled
from travaux.passes.undo import fold, undo
from travaux.pipeline import settle
from travaux.render.api import Assets, renderers

CASES = Path(__file__).parents[1] / "cases"
NAMES = sorted(each.parent.name for each in CASES.glob("*/case.toml"))
FORMATS = ("md", "txt", "json")
SHELL = Assets(
    {
        "html/page.html.j2": "<!doctype html>\n<title>{{ title }}</title>\n"
        "{{ contents }}\n{{ head }}\n{{ text }}\n{{ back }}\n{{ endnotes }}\n",
        "css/page.css": "",
        "css/screen.css": "",
    }
)
"""A page of nothing but its fragments, so that a new layout changes no expected file."""


@dataclass(frozen=True, slots=True)
class Built:
    """One text of a case: the stem of its files, the text (None where an error allows none), the findings."""

    stem: str
    text: Settled | None
    found: str
    formats: tuple[str, ...]


def builds(case: str) -> list[Built]:
    """Everything that a case asks for."""
    folder = CASES / case
    library, faults = load(folder, carried())
    if library is None:
        return [Built(case, None, listed(faults), ())]
    asked: list[dict[str, Any]] = tomllib.loads((folder / "case.toml").read_text(encoding="utf-8")).get("build", [])
    out = []
    for each in asked or [{"instrument": name} for name in library.instruments]:
        instrument = each["instrument"]
        request = Request(
            instrument, each.get("style", ""), each.get("variants", {}), each.get("set", {}), each.get("mode", "none")
        )
        try:
            text = settle(library, request)
            found = text.found
        except Faults as raised:
            text, found = None, raised.found
        every = in_order((*faults, *found))
        fit = text is not None and not any(fault.is_error for fault in every)
        formats = tuple(each.get("formats", FORMATS)) if fit else ()
        out.append(Built(each.get("as", instrument), text if fit else None, listed(every), formats))
    return out


@pytest.mark.parametrize("case", NAMES)
def test_case(case: str, golden: Golden) -> None:
    made: dict[str, str] = {}
    for built in builds(case):
        made[f"{built.stem}.found"] = built.found
        for name in built.formats:
            assert built.text is not None
            renderer = renderers()[name]
            made[f"{built.stem}.{renderer.suffix}"] = renderer.render(built.text, SHELL).decode()
    golden.folder(CASES / case / "expected", made)


@pytest.mark.parametrize("case", NAMES)
def test_case_says_what_it_shows(case: str) -> None:
    about = tomllib.loads((CASES / case / "case.toml").read_text(encoding="utf-8"))["about"]
    assert about.endswith(".")


@pytest.mark.parametrize("case", [each for each in NAMES if not each.startswith("fault-")])
def test_every_clause_of_a_case_can_be_read_back(case: str) -> None:
    """The tiny projects are undone to their YAML as the repository's own library is (see test_undo)."""
    library, _ = load(CASES / case, carried())
    assert library is not None
    for built in builds(case):
        if built.text is None or built.text.mode == "report":
            continue
        used = {
            (block.origin.clause, block.origin.use): block.origin.variant for block in walk.blocks(built.text.document)
        }
        for (name, use), variant in used.items():
            if name:
                assert undo(built.text.document, name, use) == fold(library.clauses[name].variants[variant].text)


def conducts(text: Settled) -> dict[str, str]:
    """The words of each offence's conduct as printed, the mark that ends them apart."""
    out: dict[str, str] = {}
    for block in walk.blocks(text.document):
        if isinstance(block, Para) and block.origin.clause.startswith("offence-"):
            before = out.get(block.origin.clause, "")
            out[block.origin.clause] = f"{before} {walk.plain(block.inlines)}".strip()
    return {name: words.rstrip(";.”") for name, words in out.items()}


def level_of_offences(text: Settled) -> set[Level]:
    """The levels of the divisions that are an offence's own (its paragraph begins with the chapeau, and is not)."""
    divisions = [each for each in walk.blocks(text.document) if isinstance(each, Division)]
    return {each.level for each in divisions if each.origin.clause == "offence-recruit"} - {"article"}


def test_one_conduct_text_serves_as_a_point_and_as_an_article() -> None:
    """The same file of the library gives the same words under a shared chapeau and in an article of its own."""
    (points,) = builds("points-under-one-chapeau")
    (articles,) = builds("articles-of-their-own")
    assert points.text and articles.text
    assert conducts(points.text) == conducts(articles.text)
    assert len(conducts(points.text)) == 2
    for name in ("offence-recruit", "offence-sell", "element-chapeau"):
        one, other = (
            (CASES / case / "clauses" / f"{name}.yaml").read_bytes()
            for case in ("points-under-one-chapeau", "articles-of-their-own")
        )
        assert one == other
    assert level_of_offences(points.text) == {"point", "subpoint"}
    assert level_of_offences(articles.text) == {"point"}

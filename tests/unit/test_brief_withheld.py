"""A library without what is internal: what goes, what stays as it was typed, where a fault in it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from packs import packs_project, secrets_project
from travaux.carried import CARRIED
from travaux.diagnostics import Diagnostic, Severity, Span
from travaux.load import yaml
from travaux.load.library import load
from travaux.load.withheld import PublicFiles, public, without
from travaux.load.writing import written
from travaux.model.library import Library

ROOT = Path(__file__).parents[2]
ODD = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
SAFE = st.characters(codec="utf-8", exclude_categories=ODD, include_characters="\n")
WORDS = st.text(SAFE, max_size=40)
KEYS = st.from_regex(r"[a-z][a-z-]{0,8}", fullmatch=True)
TRAPS = ["true", "no", "1.10", "~", "# a", "- b", "a: b", "{{ x }}", "|", " x ", "a  # b", "*c*", "'", '"', "\n\n a"]
VALUES = st.recursive(
    WORDS | st.sampled_from(TRAPS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def parsed(text: str) -> Any:
    value, found = yaml.parse(text, "x.yaml")
    assert not found
    return value


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_what_is_written_reads_back_as_the_same(value: dict[str, Any]) -> None:
    try:
        text = written(value)
    except ValueError:  # the strict reader refuses some letters wherever they come from
        assert any(yaml.read(written_loosely(each), "").faults for each in leaves(value))
        return
    assert parsed(text) == value


def written_loosely(words: str) -> str:
    return "a: " + '"' + words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"\n'


def leaves(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(leaf for each in value.values() for leaf in leaves(each))]
    return [leaf for each in value for leaf in leaves(each)] if isinstance(value, list) else [value]


def test_every_file_of_the_library_is_written_and_read_back(library: Library) -> None:
    for path, text in library.texts.items():
        value = parsed(text)
        assert parsed(written(value)) == value, path


TREES = st.recursive(
    st.sampled_from(["kept", "true"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["a", "b", "internal"]), inner, max_size=3)
        | inner.map(lambda each: {"internal": "true", "gone": each})
    ),
    max_leaves=12,
)


@given(TREES)
def test_nothing_that_is_marked_is_left(tree: Any) -> None:
    came_from: dict[Any, Any] = {}
    left = without({"top": tree}, came_from)

    def check(value: Any, here: Any) -> None:
        if isinstance(value, dict):
            assert value.get("internal") != "true" or not here
        members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        for key, each in members:
            check(each, (*here, key))
        before: Any = {"top": tree}
        for key in came_from[here]:
            before = before[key]
        assert isinstance(value, dict | list) or value == before

    check(left, ())


@pytest.mark.parametrize("mark", ["internal: true", 'internal: "true"', "'internal': true", '"intern\\u0061l": true'])
def test_however_the_mark_is_written(mark: str) -> None:
    text = f"variants:\n  one:\n    label: One\n  two:\n    {mark}\n    label: Two\n"
    files = PublicFiles({"clauses/a.yaml": text})
    assert parsed(files.texts["clauses/a.yaml"]) == {"variants": {"one": {"label": "One"}}}
    assert files.names == {"a:two"}
    assert PublicFiles({"clauses/a.yaml": f"kind: scope\n{mark}\n"}).texts == {}


def test_files_without_the_mark_stay_as_they_were_typed(tmp_path: Path) -> None:
    project = packs_project(tmp_path / "project")
    path = project / "clauses/duties/duty-to-warn.yaml"
    path.write_text("# of what is internal: nothing\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    library, found = load(project, ROOT)
    assert library and not found
    part = public(library)
    assert part.library is library and not part.found and not part.files.withholds


def test_a_public_library_holds_nothing_internal_anywhere(tmp_path: Path) -> None:
    library, found = load(secrets_project(tmp_path / "project"), ROOT)
    assert library and not found
    part = public(library)
    assert part.library and not part.found
    assert "qxzv" in repr(library).lower() and "qxzv" not in repr(part.library).lower()
    assert {path for path in part.library.texts if path.startswith(CARRIED)} == {
        path for path in library.texts if path.startswith(CARRIED)
    }
    assert part.library.law == library.law and part.library.sources == library.sources
    assert set(library.packs) - set(part.library.packs) == {"inside"}


@pytest.mark.parametrize(
    ("cut", "typed"),
    [
        ("the waters concerned", "the waters concerned"),
        ("Each {{ party }} that learns", "Each {{ party }} that learns"),
    ],
)
def test_a_place_in_a_file_that_was_cut_is_that_in_the_file_as_typed(tmp_path: Path, cut: str, typed: str) -> None:
    library, _ = load(secrets_project(tmp_path / "project"), ROOT)
    assert library
    part, path = public(library), "clauses/duties/duty-to-warn.yaml"
    fault = Diagnostic("X999", Severity.ERROR, "", place(part.files.texts[path], path, cut))
    assert part.placed(fault).span == place(library.texts[path], path, typed)
    assert part.placed(fault).span != fault.span


def place(text: str, path: str, words: str) -> Span:
    """Where words stand in a file."""
    number, line = next((n, line) for n, line in enumerate(text.split("\n"), 1) if words in line)
    return Span(path, number, line.index(words) + 1)


def test_a_name_is_withheld_at_an_earlier_day_too(tmp_path: Path) -> None:
    """Where it is not marked, what is called so goes all the same."""
    library, _ = load(packs_project(tmp_path / "project"), ROOT)
    assert library
    part = public(library, {"duty-to-warn:without-delay", "recitals"})
    assert part.files.gone == ["clauses/preamble/recitals.yaml"]
    assert "has established" not in part.files.texts["clauses/duties/duty-to-warn.yaml"]
    assert {each.code for each in part.found} == {"K810"}
    paths = {each.span.path for each in part.found if each.span}
    assert paths == {
        "clauses/duties/duty-to-warn.yaml",
        "clauses/objections.yaml",
        "templates/instruments/flood-warnings.yaml",
    }

"""A citation without a source is found wherever it stands, printed or not."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from travaux import api
from travaux.carried import carried
from travaux.load.library import load
from travaux.model.library import Library


@cache
def library() -> Library:
    made = api.load(api.find(carried())).library
    assert made is not None
    return made


CLAUSE, GAPS, OBJECTIONS = "clauses/offences/offence-advertise.yaml", "clauses/gaps.yaml", "clauses/objections.yaml"


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (CLAUSE, 'because: "It stands with the other offences, after', 'because: "[@nobody, 4] It stands, after'),
        (CLAUSE, 'cite: "[@jvta-2015; @usc-18-1591]"', 'cite: "[@jvta-2015; @nobody]"'),
        (CLAUSE, "[@opsc, art 9.5; @cets-201, art 8.2];\n      here", "[@nobody, art 9.5];\n      here"),
        (GAPS, 'cite: "[@cets-197, art 20]"', 'cite: "[@nobody, art 20]"'),
        (OBJECTIONS, 'cite: "[@kunze, 283–284]"', 'cite: "[@nobody, 283]"'),
    ],
    ids=["placement", "reason", "commentary of another variant", "gap", "answer"],
)
def test_it_is_found_where_it_stands(path: str, old: str, new: str, tmp_path: Path) -> None:
    texts = dict(library().texts)
    assert old in texts[path]
    texts[path] = texts[path].replace(old, new, 1)
    found = [each for each in api.lint(_again(texts, tmp_path), ()) if each.code == "P416"]
    assert found and all("nobody" in each.message and each.span and each.span.path == path for each in found)
    lines = texts[path].splitlines()
    assert all("@nobody" in lines[each.span.line - 1] for each in found if each.span)


def test_in_the_library_every_source_is_there() -> None:
    assert [str(each) for each in api.lint(library(), ()) if each.code == "P416"] == []


def _again(texts: dict[str, str], folder: Path) -> Library:
    """The library with one file changed, read anew by the loader."""
    for path, text in texts.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    made, found = load(folder)
    assert made is not None and not [each for each in found if each.is_error]
    return made

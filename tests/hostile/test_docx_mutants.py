"""Documents damaged at random: each is read, or refused in one line with its place, and none takes long."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from command import small_project
from editor import Editor
from imported import ROOT
from travaux.diagnostics import Faults
from travaux.importing.choices import remade
from travaux.importing.document import document
from travaux.importing.proposals import proposals
from travaux.load.library import load
from travaux.model.stages import Request
from travaux.pipeline import settle
from travaux.render.api import load_assets
from travaux.render.docx import render

VALUES = ("", "-1", "0", "99999999999999999999", "ü", "x" * 300, "true")
SECONDS = 5
"""How long one may take on a machine that others use too; on a quiet one it is a fifth of a second."""


def _less(tree: Any, chance: random.Random) -> None:
    _remove(chance.choice(list(tree.iterdescendants("*"))))


def _other_values(tree: Any, chance: random.Random) -> None:
    one = chance.choice(list(tree.iter("*")))
    for name in one.attrib:
        one.set(name, chance.choice(VALUES))


def _no_values(tree: Any, chance: random.Random) -> None:
    chance.choice(list(tree.iter("*"))).attrib.clear()


def _more(tree: Any, chance: random.Random) -> None:
    every = list(tree.iterdescendants("*"))
    chance.choice(every).append(deepcopy(chance.choice(every)))


def _another_name(tree: Any, chance: random.Random) -> None:
    every = list(tree.iterdescendants("*"))
    chance.choice(every).tag = chance.choice(every).tag


def _elsewhere(tree: Any, chance: random.Random) -> None:
    one, other = chance.choices(list(tree.iterdescendants("*")), k=2)
    if one not in (other, *other.iterancestors()):
        _remove(one)
        other.addnext(one)


def _remove(one: Any) -> None:
    one.getparent().remove(one)


CHANGES: tuple[Callable[[Any, random.Random], None], ...] = (
    _less, _other_values, _no_values, _more, _another_name, _elsewhere,
)  # fmt: skip


def mutant(parts: dict[str, bytes], seed: int) -> bytes:
    """A document with one of its parts damaged, mostly the main one: its bytes, or up to a dozen of its elements."""
    chance = random.Random(seed)
    parts = dict(parts)
    name = chance.choice(["word/document.xml"] * 8 + [each for each in parts if each.endswith((".xml", ".rels"))])
    if seed % 8 == 0:
        whole = bytearray(_zipped(parts))
        whole[chance.randrange(len(whole))] = chance.randrange(256)
        return bytes(whole)
    if seed % 8 == 1:
        part = bytearray(parts[name])
        part[chance.randrange(len(part))] = chance.randrange(256)
        parts[name] = bytes(part)
        return _zipped(parts)
    if seed % 64 == 2:
        del parts[name]
        return _zipped(parts)
    tree = etree.fromstring(parts[name])
    for _ in range(chance.randrange(1, 12)):
        if len(tree) > 2:
            chance.choice(CHANGES)(tree, chance)
    parts[name] = etree.tostring(tree)
    return _zipped(parts)


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as box:
        for name, data in parts.items():
            box.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("seeds", [range(40), pytest.param(range(40, 2_000), marks=pytest.mark.slow)], ids=len)
def test_a_damaged_document_is_read_or_refused(seeds: range, tmp_path: Path) -> None:
    root = small_project(tmp_path / "p")
    library = load(root, ROOT)[0]
    assert library is not None
    editor = Editor(render(settle(library, Request("flood-warnings")), load_assets(ROOT / "templates")))
    editor.replace("shall", "should", "A")
    editor.comment("should", "Not every State can.", "B")
    outcomes: set[object] = set()
    editor.save()
    for seed in seeds:
        data = mutant(editor.parts, seed)
        begun = time.monotonic()
        try:
            read = document(data, "/x.docx")
            found = proposals(read, remade(library, read.properties, "flood-warnings"), library, root, ROOT, "x.docx")
            outcomes.add(bool(found))
        except Faults as faults:
            outcomes |= {each.code for each in faults.found}
            assert all(each.code == "D710" and each.hint and str(each.span) == "/x.docx:1:1" for each in faults.found)
        assert time.monotonic() - begun < SECONDS, seed
    assert {True, "D710"} <= outcomes

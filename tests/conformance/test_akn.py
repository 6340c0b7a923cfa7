"""Every Akoma Ntoso file is valid by the schema of OASIS, strictly, and readers made by others read it.

Without the tools these tests are skipped and say what is lacking; with `TRAVAUX_CI` in the environment, they fail.
"""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import pytest

from akomantoso import NS, expected, faults, parse, squeezed, words
from command import ROOT
from render_trees import assets, awkward, long_notes, protocol
from travaux import api
from travaux.akn.reading import read
from travaux.carried import carried
from travaux.diagnostics import Faults
from travaux.load.library import load
from travaux.model import walk
from travaux.model.stages import Request
from travaux.model.tree import Mode, Settled
from travaux.pipeline import refer, settle, settle_as
from travaux.render.akn import render
from validators import Missing

pytestmark = pytest.mark.slow
INSTRUMENTS = sorted(each.stem for each in (ROOT / "templates" / "instruments").glob("*.yaml"))
T = TypeVar("T")


def told(check: Callable[[], T]) -> T:
    """What a check says; skips where its tool is missing, unless it must not be."""
    try:
        return check()
    except Missing as missing:
        if os.environ.get("TRAVAUX_CI"):
            pytest.fail(f"not checked: there is no {missing}")
        pytest.skip(f"not checked: there is no {missing}")


def valid(texts: Iterable[Settled]) -> int:
    """How many files were looked at; none may have a fault."""
    count = 0
    for each in texts:
        data = render(each, assets())
        assert told(lambda data=data: faults(data)) == [], each.mode  # type: ignore[misc]
        count += 1
    return count


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_an_instrument_in_every_mode(instrument: str) -> None:
    library = api.load().library
    assert library is not None
    referred = refer(library, Request(instrument))
    modes = api.editions(library, instrument)
    assert valid(settle_as(referred, mode) for mode in modes) == len(modes) >= 4


def test_the_texts_of_every_case() -> None:
    def texts() -> Iterable[Settled]:
        for folder in sorted(each.parent for each in (ROOT / "tests" / "cases").glob("*/case.toml")):
            library, _ = load(folder, carried())
            for name in library.instruments if library else ():
                try:
                    assert library is not None
                    yield settle(library, Request(name, mode="notes"))
                except Faults:
                    continue

    assert valid(texts()) > 15


def test_texts_made_by_hand() -> None:
    assert (
        valid([awkward(), *(make(mode) for make in (protocol, long_notes) for mode in ("none", "margin", "notes"))])
        == 7
    )


def test_briefing_packs() -> None:
    loaded = api.load()
    assert loaded.library is not None
    drawn = ("gaps-figure", "structure-figure", "synoptic-table", "trade-off")  # by a library that takes its time
    only = [each for each in api.sections() if each not in drawn]
    with api.briefs(loaded, sorted(loaded.library.packs), ("akn",), only) as packs:
        files = {name: data for pack in packs for name, data in pack.files.items()}
    assert len(files) == len(loaded.library.packs) >= 4
    for name, data in files.items():
        assert told(lambda data=data: faults(data)) == [], name  # type: ignore[misc]


def test_faults_are_found() -> None:
    data = render(protocol(), assets())
    broken = data.replace(b"<num>", b"<num><p>", 1).replace(b"</num>", b"</p></num>", 1)
    assert any("}p': This element is not expected" in each for each in told(lambda: faults(broken)))
    twice = re.sub(rb'eId="art_3"', b'eId="art_4"', data)
    assert any("Duplicate" in each for each in told(lambda: faults(twice)))
    nowhere = data.replace(b'href="#art_2__mod_1__qstr_1__art_8bis"', b'href="#art_99"')
    assert "#art_99" in told(lambda: faults(nowhere))


# ---------------------------------------------------------------- a reader made by others


def bluebell(root: Any) -> Any:
    """The parser that Laws.Africa wrote, for a text of that identifier."""
    if importlib.util.find_spec("bluebell") is None:
        raise Missing("bluebell-akn (of requirements-dev.lock)")
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri

    return AkomaNtosoParser(FrbrUri.parse(root.find(f".//{NS}FRBRWork/{NS}FRBRuri").get("value")))


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_another_reader_finds_every_word_of_the_body_in_its_order(instrument: str) -> None:
    library = api.load().library
    assert library is not None
    settled = api.text_of(library, Request(instrument))
    root = parse(render(settled, assets()))
    markup = squeezed(told(lambda: bluebell(root)).unparse(root))
    at = 0
    for each in root.find(f".//{NS}body").itertext():
        if chunk := squeezed(each):
            found = markup.find(chunk.replace("[", "[").replace("*", "\\*"), at)
            assert found >= 0, each
            at = found + len(chunk)
    assert words(root) == expected(settled.document)


def cobalt(data: bytes) -> Any:
    """A text of law as the library that publishers of Akoma Ntoso in Africa use has it."""
    if importlib.util.find_spec("cobalt") is None:
        raise Missing("cobalt (of requirements-dev.lock)")
    from cobalt import Bill

    return Bill(data)


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@pytest.mark.parametrize("mode", ["none", "notes"])
def test_another_library_understands_its_identifiers(instrument: str, mode: Mode) -> None:
    library = api.load().library
    assert library is not None
    settled = api.text_of(library, Request(instrument, mode=mode))
    theirs = told(lambda: cobalt(render(settled, assets())))
    assert theirs.title == " ".join(walk.plain(settled.document.title).split())
    assert theirs.frbr_uri.work_uri(False) == f"/akn/xx/bill/1000-01-01/{instrument}"
    assert theirs.expression_frbr_uri().expression_uri(False) == f"/akn/xx/bill/1000-01-01/{instrument}/eng@"
    assert (theirs.language, str(theirs.expression_date)) == ("eng", "1000-01-01")
    parts = [each.ident or f"part-{place}" for place, each in enumerate(settled.document.back, 1)]  # type: ignore[union-attr]
    assert list(theirs.components()) == ["main", *parts]


def test_what_another_writer_writes_is_read() -> None:
    source = (Path(__file__).parent / "floods.bluebell.txt").read_text(encoding="utf-8")

    def written() -> bytes:
        from lxml import etree

        root = etree.fromstring(
            f'<x xmlns="{NS[1:-1]}"><FRBRWork><FRBRuri value="/akn/xx/bill/2026-01-01/floods"/></FRBRWork></x>'
        )
        made = bluebell(etree.ElementTree(root).getroot()).parse_to_xml(source, "bill")
        return bytes(etree.tostring(made))

    text = read(told(written))
    assert text.title == "Convention on the early warning of floods"
    assert [(each.kind, each.label, each.words) for each in text.pieces] == [
        ("heading", "", "Convention on the early warning of floods"),
        ("text", "", "The Parties to this Convention,"),
        ("text", "", "Considering that floods cross frontiers;"),
        ("text", "", "Have agreed as follows:"),
        ("heading", "Chapter I", "Duties"),
        ("article", "Article 1", "Duty to warn"),
        ("paragraph", "1.", "Each Party shall warn its neighbours:"),
        ("point", "(a)", "of a flood that it sees;"),
        ("point", "(b)", "of a flood that it expects."),
        ("paragraph", "2.", "The warning shall be:"),
        ("point", "(a)", "in writing; and"),
        ("point", "(b)", "at once."),
        ("article", "Article 2", "Records"),
        ("text", "", "Records are kept for ten years."),
        ("text", "", "Done in one copy."),
        ("heading", "", "Forms"),
        ("text", "", "The form of a warning."),
    ]
    assert [(each.what, each.count) for each in text.left] == [("a note", 1)]

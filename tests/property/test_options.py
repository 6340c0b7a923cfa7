"""Rival options: whichever clauses are put side by side, no character of any option is lost, in any output.

Choices are drawn from the repository's own library: some clauses of an instrument, each in some of its
variants, in some order. Every option must come back to the letter of its file, and read as it would if it
alone were chosen.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from travaux.carried import carried
from travaux.ledger.comparing import FORMATS, compared
from travaux.load.library import load
from travaux.model import walk
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import Division, Document, Inline, Note, Option, Para, Recital, Ref, Settled
from travaux.model.uses import uses
from travaux.passes.options import is_mark
from travaux.passes.undo import fold, undo
from travaux.pipeline import settle
from travaux.render.api import load_assets, renderers

ROOT = Path(__file__).parents[2]
LIBRARY = load(ROOT)[0]
assert LIBRARY is not None
ASSETS = load_assets(ROOT / "templates")


def fit(library: Library, name: str) -> dict[str, list[str]]:
    """The clauses of an instrument that have several variants fit for it, and those variants."""
    instrument = library.instruments[name]
    every = {
        use.clause: [
            variant
            for variant, each in library.clauses[use.clause].variants.items()
            if instrument.vehicle in (each.vehicles or (instrument.vehicle,))
        ]
        for use in uses(instrument)
    }
    return {clause: variants for clause, variants in every.items() if len(variants) > 1}


@st.composite
def asked(draw: st.DrawFn) -> tuple[str, dict[str, list[str]]]:
    """An instrument, and for one to six of its clauses two or more variants in some order."""
    assert LIBRARY is not None
    name = draw(st.sampled_from(sorted(LIBRARY.instruments)))
    every = fit(LIBRARY, name)
    clauses = draw(st.lists(st.sampled_from(sorted(every)), min_size=1, max_size=6, unique=True))
    order = {clause: draw(st.permutations(every[clause])) for clause in clauses}
    return name, {clause: order[clause][: draw(st.integers(2, len(order[clause])))] for clause in clauses}


def made(name: str, options: dict[str, list[str]], style: str) -> Settled:
    """The text with those options, and with notes."""
    assert LIBRARY is not None
    variants = {clause: ",".join(names) for clause, names in options.items()}
    return settle(LIBRARY, Request(name, style, variants, mode="notes"))


def wordings(document: Document, clause: str) -> dict[str, list[str]]:
    """The words of each variant of a clause as printed, paragraph by paragraph, marks and references apart."""
    out: dict[str, list[str]] = {}
    for block in walk.below(document.body):
        if isinstance(block, Para | Recital) and block.origin.clause == clause:
            out.setdefault(block.origin.variant, []).append(unreferred(block.inlines))
    return out


def unreferred(inlines: Iterable[Inline]) -> str:
    """What they print without marks of options and without references, however deep those stand.

    What follows rival options is numbered behind the longest, so a reference to it is not what it would be alone.
    """
    kept = [each for each in inlines if not is_mark(each) and not isinstance(each, Ref | Note)]
    return "".join(unreferred(inside) if (inside := walk.within(each)) else walk.plain([each]) for each in kept)


@settings(max_examples=6, deadline=None)
@given(chosen=asked(), style=st.sampled_from(["coe", "un"]))
def test_every_option_comes_back(chosen: tuple[str, dict[str, list[str]]], style: str) -> None:
    name, options = chosen
    assert LIBRARY is not None
    document = made(name, options, style).document
    uses_of = {
        (b.origin.clause, b.origin.use): b.origin.variant
        for b in walk.below(document.body)
        if isinstance(b, Para | Recital) and b.origin.clause in options
    }
    assert {(clause, v) for (clause, _), v in uses_of.items()} == {(c, v) for c in options for v in options[c]}
    for (clause, use), variant in uses_of.items():
        assert undo(document, clause, use) == fold(LIBRARY.clauses[clause].variants[variant].text)


@pytest.mark.slow
@settings(max_examples=6, deadline=None)
@given(chosen=asked(), format=st.sampled_from(sorted({*FORMATS} - {"pdf"})))
def test_no_character_of_an_option_is_lost_in_print(chosen: tuple[str, dict[str, list[str]]], format: str) -> None:
    text = made(*chosen, "")
    assert not compared(text, renderers()[format].render(text, ASSETS), format)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(chosen=asked())
@example(
    chosen=(
        "amending-protocol",
        {
            "safeguard-expression": ["no-expression-as-such", "proportionality"],
            "consequential-amendments": ["full", "attempt-declarations-reservations"],
        },
    )
)
def test_each_option_reads_as_if_it_alone_were_chosen(chosen: tuple[str, dict[str, list[str]]]) -> None:
    name, options = chosen
    assert LIBRARY is not None
    together = made(name, options, "").document
    for index in range(max(map(len, options.values()))):
        single = {clause: variants[min(index, len(variants) - 1)] for clause, variants in options.items()}
        document = settle(LIBRARY, Request(name, "", single)).document
        for clause, variant in single.items():
            alone = wordings(document, clause).get(variant, [])
            # The marks that end a series are those of its place; a chapeau is printed once for each offence.
            mine = [each.rstrip(";.,”") for each in wordings(together, clause)[variant] if each]
            assert mine[: len(alone)] == [each.rstrip(";.,”") for each in alone]


@pytest.mark.parametrize("count", [2, 30])
def test_thirty_options(count: int, tmp_path: Path) -> None:
    """As many options as a clause has variants; the numbers go on, and what follows stands behind the longest."""
    clauses = tmp_path / "clauses"
    clauses.mkdir()
    (tmp_path / "templates/instruments").mkdir(parents=True)
    variants = "".join(
        f"  v{n}:\n    label: V{n}\n    text: |\n"
        + "".join(f"      {m}. Paragraph {m} of {n}.\n" for m in range(1, n % 4 + 2))
        for n in range(count)
    )
    head = "kind: rule\nheading: Many\nplacement: {}\nrationale: []\n"
    (clauses / "rule-many.yaml").write_text(f"{head}default: v0\nvariants:\n{variants}", encoding="utf-8")
    last = f"{head}default: v0\nvariants:\n  v0: {{label: L, text: The last rule.}}\n"
    (clauses / "rule-last.yaml").write_text(last, encoding="utf-8")
    (tmp_path / "templates/instruments/one.yaml").write_text(
        "title: One\nshort: One\nvehicle: optional-protocol\nstyle: coe\nparent: ets-185\npreamble: []\n"
        "body: [{article: {id: one, heading: One, clauses: [rule-many, rule-last]}}]\n"
        "report: {introduction: I., considerations: C.}\n",
        encoding="utf-8",
    )
    library, found = load(tmp_path, carried())
    assert library is not None and not found
    text = settle(library, Request("one", "", {"rule-many": ",".join(f"v{n}" for n in range(count))}, mode="notes"))
    assert not text.found
    options = [b for b in walk.below(text.document.body) if isinstance(b, Option)]
    assert [each.number for each in options] == [*range(1, count + 1)]
    assert text.places["rule-last.p1"].path == (str(min(count, 4) + 1),)
    idents = [b.ident for b in walk.below(text.document.body) if isinstance(b, Division)]
    assert len(idents) == len(set(idents))

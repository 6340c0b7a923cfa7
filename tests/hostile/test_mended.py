"""What mutants and the fuzzer found, each in as few words as it can be told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mutant_walk import Shared, assets, loaded, located
from mutants import valid
from redlines import check, compared
from travaux.ledger.findings import sourced, verified
from travaux.load.yaml import parse
from travaux.model.library import Library
from travaux.model.stages import Request, TitlesOnly
from travaux.model.tree import Settled
from travaux.pipeline import refer, settle_as
from travaux.render.api import renderers


def changed(path: str, old: str, new: str) -> dict[str, bytes]:
    """The files of the small project with other words in one of them."""
    text = valid()[path].decode()
    assert old in text
    return {**valid(), path: text.replace(old, new).encode()}


def settled(files: dict[str, bytes], instrument: str, **variants: str) -> tuple[Library, Settled]:
    library, found = loaded(files)
    located(found, files)
    assert library is not None
    request = Request(instrument, variants={key.replace("_", "-"): each for key, each in variants.items()})
    return library, settle_as(refer(library, request, TitlesOnly(), Shared(library.texts)), "margin")


def test_an_unknown_word_in_a_list_whose_keys_stand_in_quotation_marks_is_told() -> None:
    """The table's file was taken for the one that the program carries, which a project of its own words has not."""
    value: Any = parse(valid()["clauses/coverage.yaml"], "")[0]
    value["victims"] = ["nobody"]
    files = {**valid(), "clauses/coverage.yaml": json.dumps(value, indent=1).encode()}
    _, found = loaded(files)
    assert [(each.code, each.span and each.span.path) for each in found] == [("S222", "clauses/coverage.yaml")]
    located(found, files)


@pytest.mark.parametrize("kind", ["gaps", "objections"])
def test_so_is_one_in_the_other_lists(kind: str) -> None:
    path = f"clauses/{kind}.yaml"
    value: Any = parse(valid()[path], "")[0]
    for each in value.values():
        each.update({"gaps": {"elements": {"conduct": ["x"]}}, "objections": {"profiles": ["x"]}}[kind])
    _, found = loaded({**valid(), path: json.dumps(value).encode()})
    assert ("S222", path) in [(each.code, each.span and each.span.path) for each in found]


@pytest.mark.parametrize(("path", "instrument", "text"), [
    ("clauses/more/def-flood.yaml", "lake-protocol", "means the covering of land by water, including:"),
    ("clauses/offences/false-warnings.yaml", "lake-protocol", "giving or spreading a warning"),
    ("clauses/more/offence-gauges.yaml", "lake-amending", "interfering with a gauge"),
])  # fmt: skip
def test_a_variant_without_a_text_is_told_and_printed_as_one_that_says_nothing(
    path: str, instrument: str, text: str
) -> None:
    value: Any = parse(valid()[path], "")[0]
    for each in value["variants"].values():
        if text in each.get("text", ""):
            each["text"] = " \n"
    files = {**valid(), path: json.dumps(value).encode()}
    assert "S221" in [each.code for each in loaded(files)[1]]
    _, made = settled(files, instrument)
    assert text.encode() not in renderers()["txt"].render(made, assets())


def test_a_file_that_ends_in_the_middle_names_a_line_that_is_there() -> None:
    for text in ("a: [b", "a:\n  b: {c: d", "a: 'b", "a: b\nc"):
        _, found = parse(text, "x.yaml")
        assert found
        located(found, {"x.yaml": text.encode()})


QUOTING = "In [](#lake-treaty:2), the words “Article 3” shall be replaced by the words “"


@pytest.mark.parametrize("words", ["Article “3” bis", "Article 3, as “the nets”", "“Article 3”"])
def test_quotation_marks_within_quotation_marks_lose_no_word(words: str) -> None:
    """Words before the inner mark were left out of the text."""
    before = f"{QUOTING}[](#all:inserted?bare) and\n         Article 3”"
    files = changed("clauses/more/amending-changes.yaml", before, f"{QUOTING}{words}”")
    library, made = settled(files, "lake-amending")
    assert [*sourced(made, library)] == []
    said = b" ".join(renderers()["txt"].render(made, assets()).split()).decode()
    assert f"by the words “{words}”" in said


def test_quotation_marks_that_are_not_closed_lose_no_word() -> None:
    files = changed("clauses/more/amending-changes.yaml", "including [](#all:inserted?bare)”", "including")
    library, made = settled(files, "lake-amending")
    assert [*sourced(made, library)] == []


@pytest.mark.parametrize("instrument", ["lake-protocol", "lake-amending"])
def test_a_heading_that_an_instrument_gives_is_no_loss(instrument: str) -> None:
    """`--verify` told of words that differ, where an article of a clause has a heading of the instrument's."""
    library, made = settled({**valid()}, instrument)
    assert [*sourced(made, library)] == []
    assert [*verified("x", renderers()["html"].render(made, assets()), "html", made)] == []


def test_headings_of_rival_options_are_no_loss() -> None:
    files = changed("templates/instruments/lake-protocol.yaml", "            heading: Offences and records\n", "")
    library, made = settled(files, "lake-protocol")
    assert b"Records, and their exchange" in b" ".join(renderers()["txt"].render(made, assets()).split())
    assert [*sourced(made, library)] == []


@pytest.mark.parametrize(("old", "new"), [("as[] may", "as may"), ("as [] may", "as may"), ("a[]", "a"), ("[]", "x")])
def test_brackets_round_nothing_are_one_change(old: str, new: str) -> None:
    check(compared(old, new), old, new)
    check(compared(new, old), new, old)


FURTHER = "\n\n      2. Two.\n\n      QXZV three.\n"


@pytest.mark.parametrize(("path", "after", "instrument"), [
    ("clauses/more/def-flood.yaml", "ii. water from the sea", "lake-protocol"),
    ("clauses/offences/false-warnings.yaml", "is false and in order to\n      mislead", "flood-warnings"),
    ("clauses/more/offence-gauges.yaml", "to gauges of its own.", "lake-amending"),
    ("clauses/preamble/recitals.yaml", "that it costs little;", "flood-warnings"),
])  # fmt: skip
def test_words_behind_a_further_paragraph_are_printed(path: str, after: str, instrument: str) -> None:
    """Paragraphs without a label after one that has a label were left out; in a preamble, those that have one."""
    words = FURTHER.replace("2. Two", "3. Three") if "gauges" in path else FURTHER
    files = changed(path, after, f"{after}{words}\n      4. YXZQ four.\n" if "recitals" in path else f"{after}{words}")
    library, made = settled(files, instrument)
    said = renderers()["txt"].render(made, assets())
    assert b"QXZV three" in said and (b"4. YXZQ four" in said) == ("recitals" in path)
    assert [*sourced(made, library)] == []


def test_an_insertion_in_a_style_that_there_is_not_is_told() -> None:
    """The words quoted for it were looked up in that style, in vain."""
    path = "templates/instruments/lake-amending.yaml"
    files = changed(path, "        style: coe\n", "        style: nowhere\n")
    assert "S227" in [each.code for each in loaded(files)[1]]
    _, made = settled(files, "lake-amending")
    assert b"Article 3" in renderers()["txt"].render(made, assets())


@pytest.mark.parametrize("label", ["1.", "1.\n      2."])
def test_words_behind_a_label_without_words_are_told_of_and_printed(label: str) -> None:
    files = changed("clauses/more/reservations.yaml", "text: Reserv", f"text: |\n      {label}\n\n      Reserv")
    library, found = loaded(files)
    assert library is not None and not found
    made = refer(library, Request("lake-protocol"), TitlesOnly(), Shared(library.texts))
    assert "T303" in [each.code for each in made.found]
    assert b"Reservations may be made" in renderers()["txt"].render(settle_as(made, "margin"), assets())

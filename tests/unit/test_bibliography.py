"""Full references: as lawyers cite, with nothing lost, nothing said twice and no markup left over."""

from __future__ import annotations

import re
import socket
import typing
import warnings
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from travaux.load.bibliography import OURS, CslBibliography, _entry, csl
from travaux.load.hidden import ANY_HIDDEN
from travaux.model.dates import long_date
from travaux.model.law import Law, Name, Source
from travaux.model.library import Library
from travaux.model.stages import TitlesOnly
from travaux.model.tree import Emph, Text
from travaux.model.walk import plain
from travaux.passes.sources import full_words

STYLES = Path(__file__).parents[2] / "templates" / "csl"
TYPES = typing.get_args(typing.get_type_hints(Source)["type"])
CASE = Source(
    "legal_case", "Jane Doe No. 1 v. Backpage.com, LLC", "Backpage", container_title="F.3d", volume="817", page="12",
    authority="Court of Appeals", issued="2016",
)  # fmt: skip


def printed(source: Source) -> str:
    return plain(CslBibliography().entry(source))


def squeezed(words: str) -> str:
    """Without what a seam may join (spaces, full stops, commas), and with every range drawn with a hyphen."""
    return re.sub(r"[\s.,;:!?]", "", words).replace("–", "-")


# ---------------------------------------------------------------- the forms


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (
            Source(
                "article-journal", "A Title", "A", (Name("Kunze", "Erin I."),), "Journal of Law", "10", "2", "241–289",
                issued="2010",
            ),
            "Erin I. Kunze, “A Title” (2010) 10(2) Journal of Law 241–289",
        ),
        (CASE, "Jane Doe No. 1 v. Backpage.com, LLC 817 F.3d 12 (Court of Appeals, 2016)"),
        (
            Source("legal_case", "S. v. Z", "S", number="App. no. 1/14", authority="Some Court", issued="2020-06-25"),
            "S. v. Z App. no. 1/14 (Some Court, 25 June 2020)",
        ),
        (
            Source("legislation", "Some Act of 2017", "Act", number="Pub. L. 1", authority="Ruritania", issued="2018"),
            "Some Act of 2017, Pub. L. 1 (Ruritania, 2018)",
        ),
        (
            Source("legislation", "Code, title 18", "Code", section="1591", authority="Ruritania"),
            "Code, title 18, section 1591 (Ruritania)",
        ),
        (
            Source("report", "Explanatory Report", "R", (Name(literal="Council of Europe"),), number="ETS No. 185"),
            "Council of Europe, Explanatory Report (ETS No. 185)",
        ),
        (
            Source("webpage", "A page", "P", container_title="Site", issued="2022-03", accessed="2024-01-02", URL="a://b"),
            "“A page”, Site (March 2022) <a://b> accessed 2 January 2024",
        ),
        (
            Source("chapter", "One", "O", container_title="Whole", editor=(Name("Ed", "It"),), publisher="P", page="3"),
            "“One”, in Whole (It Ed ed., P) 3",
        ),
    ],
    ids=lambda value: value.type if isinstance(value, Source) else "",
)  # fmt: skip
def test_the_usual_forms(source: Source, words: str) -> None:
    assert printed(source) == words


def test_a_work_without_an_author_says_its_title_once() -> None:
    for kind in TYPES:
        assert printed(Source(kind, "Unsigned words", "U")).count("Unsigned words") == 1


def test_a_law_does_not_repeat_the_number_and_day_in_its_title() -> None:
    title = "Directive 2011/36/EU of 5 April 2011"
    law = Source("legislation", title, "D", number="2011/36/EU", authority="European Union", issued="2011-04-05")
    assert printed(law) == f"{title} (European Union)"
    assert printed(replace(law, issued="2011-04-15")) == f"{title} (European Union, 15 April 2011)"


def test_markup_becomes_nodes_and_only_markup() -> None:
    assert CslBibliography().entry(CASE)[0] == Emph((Text(CASE.title),), "")
    odd = replace(CASE, title="A <i>b</i> & *c* <span>", authority="R & D <b>Co</b>")
    assert "A <i>b</i> & *c* <span>" in printed(odd)
    assert "(R & D <b>Co</b>, 2016)" in printed(odd)


@pytest.mark.parametrize("written", ["last spring", "2010-13", "2010-01-32", "MMX", "2010/11"])
def test_a_date_that_is_none_is_printed_as_it_is_written(written: str) -> None:
    assert written in printed(replace(CASE, issued=written))
    assert long_date(written) == written


# ---------------------------------------------------------------- nothing is lost

WORDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9 &/()<>“”’–-]{0,12}[a-z0-9]", fullmatch=True)
NAMES = st.one_of(st.builds(Name, literal=WORDS), st.builds(Name, family=WORDS, given=WORDS))
DAYS = st.dates(min_value=date(1000, 1, 1)).map(str)
DATES = DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4])
SOURCES = st.builds(
    Source,
    type=st.sampled_from(TYPES),
    title=WORDS,
    short=WORDS,
    author=st.lists(NAMES, max_size=3).map(tuple),
    editor=st.lists(NAMES, max_size=3).map(tuple),
    issued=st.just("") | DATES,
    accessed=st.just("") | DATES,
    **{
        each.name: st.just("") | WORDS
        for each in fields(Source)
        if each.name not in OURS | {"title", "author", "editor", "issued", "accessed"}
    },
)


@given(SOURCES)
@settings(max_examples=150, deadline=None)
def test_every_field_of_every_type_is_printed(source: Source) -> None:
    words = squeezed(printed(source))
    for name in {each.name for each in fields(Source)} - OURS:
        value = getattr(source, name)
        if isinstance(value, tuple):
            for person in value:
                assert all(squeezed(part) in words for part in (person.family, person.given, person.literal)), name
        elif name in ("issued", "accessed"):
            said = long_date(value)
            in_full = not (name == "issued" and source.type == "article-journal")
            assert squeezed(said if in_full else value[:4]) in words, name
        else:
            assert squeezed(value) in words, (name, words)
    assert not ANY_HIDDEN.search(printed(source))


def test_every_source_of_the_library_is_printed_whole(library: Library) -> None:
    for key, source in library.sources.items():
        words = plain(full_words(library, key, CslBibliography())).replace("\u00a0", " ")
        for value in csl(source).values():
            if isinstance(value, str) and value != source.type:
                assert value in words, key
        assert "None" not in words and "  " not in words and ".." not in words, words


# ---------------------------------------------------------------- the list


def test_an_entry_ends_with_one_stop_and_its_mark(library: Library) -> None:
    works = {"a": Source("legislation", "Why?", "A"), "b": Source("webpage", "Words", "B", confidence="medium")}
    entries = [plain(full_words(replace(library, sources=works), key, CslBibliography())) for key in works]
    assert entries == ["A: Why?", "B: “Words”.\u00a0[M]"]


def law(**facts: str) -> Law:
    return Law(title="Convention on Things", short="Things", cite_as="ETS No. 900", **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "end"),
    [
        ({"in_force": "2004-07-01", "as_of": "2026-05"}, ", in force since 1 July 2004 (position in May 2026)."),
        ({"in_force": "2004-07-01"}, ", entered into force on 1 July 2004."),
        ({"as_of": "2026-05"}, ", not known to be in force (position in May 2026)."),
        ({"adopted": "1951-07-28"}, ", adopted on 28 July 1951."),
        ({"opened": "2001-11-23", "opened_at": "Budapest"}, ", opened for signature at Budapest on 23 November 2001."),
        ({"in_force": "some day", "as_of": "2021"}, ", in force since some day (position in 2021)."),
    ],
)
def test_a_treaty_is_said_to_be_in_force_only_with_its_day(library: Library, facts: dict[str, str], end: str) -> None:
    one = replace(library, law={"things": law(**facts)})
    assert plain(full_words(one, "things", TitlesOnly())) == f"ETS No. 900: Convention on Things{end}"


def test_no_treaty_of_the_library_is_in_force_without_a_day(library: Library) -> None:
    for key in library.law:
        words = plain(full_words(library, key, TitlesOnly()))
        assert "in force since" not in words or "(position in " in words, words


# ---------------------------------------------------------------- the style, and where it comes from


def test_the_style_names_its_authors_its_licence_and_its_changes() -> None:
    tree = ElementTree.parse(STYLES / "sources.csl")
    inside = {each.tag.rpartition("}")[2]: each for each in tree.iter()}
    assert inside["rights"].get("license") == "http://creativecommons.org/licenses/by-sa/3.0/"
    readme = (STYLES / "README.md").read_text(encoding="utf-8")
    names = [each.text for each in tree.iter() if each.tag.endswith("}name") and each.text]
    assert names and all(name in " ".join(readme.split()) for name in names)
    assert "modified version" in readme


def test_the_style_is_valid_and_uses_what_a_source_has() -> None:
    from citeproc import CitationStylesStyle

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CitationStylesStyle(str(STYLES / "sources.csl"), validate=True)
    text = (STYLES / "sources.csl").read_text(encoding="utf-8")
    used = {word for words in re.findall(r' variable="([^"]+)"', text) for word in words.split()}
    have = {each.name.replace("_", "-") for each in fields(Source)} - OURS
    assert used == have


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    _entry.cache_clear()
    assert printed(CASE)


def test_the_same_source_gives_the_same_words() -> None:
    first = CslBibliography().entry(CASE)
    _entry.cache_clear()
    assert CslBibliography().entry(CASE) == first

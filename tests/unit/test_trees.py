"""A tree as passages: what each is called, and that no character is lost on the way."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from travaux.carried import carried
from travaux.diff.trees import passages
from travaux.load.library import load
from travaux.model.redline import Passage
from travaux.model.stages import Request
from travaux.model.tree import (
    Amendment,
    Block,
    Bracket,
    Division,
    Document,
    Inline,
    Note,
    Option,
    Origin,
    Para,
    Place,
    Recital,
    Ref,
    Settled,
    Sub,
    Table,
    Target,
    Text,
)
from travaux.model.walk import below, plain, runs

LIBRARY, _ = load(carried())
assert LIBRARY is not None
INSTRUMENTS = sorted(LIBRARY.instruments)
FROM = Origin("rule-time", "usual")


def words(value: str) -> tuple[Inline, ...]:
    return (Text(value),)


def text(*body: Block, title: str = "", places: dict[str, Place] | None = None) -> Settled:
    document = Document("it", words(title) if title else (), "coe", "en", (Para(words("A notice."), FROM),), body)
    return Settled(document, places=places or {})


def para(*run: Inline | str) -> Para:
    return Para(tuple(Text(each) if isinstance(each, str) else each for each in run), FROM)


def told(*body: Block, places: dict[str, Place] | None = None) -> list[tuple[str, str]]:
    return [(each.label, each.text) for each in passages(text(*body, places=places))]


def squeezed(value: str) -> str:
    return "".join(value.split())


@pytest.mark.parametrize("style", ["coe", "un"])
@pytest.mark.parametrize("name", INSTRUMENTS)
def test_no_character_of_a_text_is_lost(name: str, style: str, settled: Callable[[Request], Settled]) -> None:
    whole = settled(Request(name, style))
    document = whole.document
    printed = [document.title, document.subtitle, *(run for block in below(document.body) for run in runs(block))]
    made = passages(whole)
    assert squeezed("".join(each.label + each.text for each in made)) == squeezed("".join(map(plain, printed)))
    assert "without authority" not in "".join(each.text for each in made)


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_every_passage_of_a_text_can_be_found_again(name: str, settled: Callable[[Request], Settled]) -> None:
    made = passages(settled(Request(name)))
    assert len({each.id for each in made}) == len(made)
    assert all(each.text == each.text.strip(" ") and "  " not in each.text and "\n" not in each.text for each in made)
    assert all(0 <= begin < end <= len(each.text) for each in made for begin, end in (*each.own, *each.foreign))
    assert {each.variant == "" for each in made if not each.clause} == {True}


def test_a_point_is_found_under_its_article(settled: Callable[[Request], Settled]) -> None:
    made = passages(settled(Request("amending-protocol")))
    found = next(each for each in made if each.clause == "offence-advertise" and each.label)
    assert (found.label, found.level, found.path) == ("c", "point", ("8 bis", "1", "c"))
    assert found.variant == "excludes-self-advertising"


def test_a_heading_is_a_label_and_what_follows_it(settled: Callable[[Request], Settled]) -> None:
    coe = passages(settled(Request("optional-protocol")))
    un = passages(settled(Request("un-supplementary-protocol")))
    one = next(each for each in coe if each.id == "offence-advertise")
    other = next(each for each in un if each.id == "offence-advertise")
    assert one.label.startswith("Article ") and one.text.startswith("– ") and one.level == "article"
    assert other.label.startswith("Article ") and other.text[0].isalpha()
    assert one.path == (one.label.removeprefix("Article "),)


def test_a_heading_that_the_instrument_gives_is_of_no_clause(settled: Callable[[Request], Settled]) -> None:
    made = passages(settled(Request("optional-protocol")))
    given = next(each for each in made if each.text.endswith("Consent, and offences against children"))
    assert (given.clause, given.variant, given.level) == ("", "", "article")


def test_references_know_where_they_lead(settled: Callable[[Request], Settled]) -> None:
    made = passages(settled(Request("optional-protocol")))

    def led(which: str) -> set[str]:
        return {each.text[begin:end] for each in made for begin, end in getattr(each, which)}

    assert any("of this article" in each for each in led("own"))
    assert any(each.endswith("of the Convention") for each in led("foreign"))
    assert not any(each.endswith("of the Convention") for each in led("own"))


def test_a_label_and_the_first_words_are_one_passage() -> None:
    point = Division("point", "a", (para("first;"), para("and more")), FROM, label=words("(a)"))
    whole = Division("paragraph", "p", (para("Opening:"), point, para("closing words.")), FROM, label=words("1."))
    assert told(whole) == [("1.", "Opening:"), ("(a)", "first;"), ("", "and more"), ("", "closing words.")]


def test_a_label_before_another_label_stands_alone() -> None:
    point = Division("point", "a", (para("first."),), FROM, label=words("(a)"))
    assert told(Division("paragraph", "p", (point,), FROM, label=words("1."))) == [("1.", ""), ("(a)", "first.")]
    assert told(Division("paragraph", "p", (), FROM, label=words("2."))) == [("2.", "")]


def test_the_path_of_what_has_no_number() -> None:
    inner = Division("paragraph", "p", (para("Words."), para("More.")), FROM)
    article = Division("article", "a", (inner,), FROM, words("Time"), words("Article 5"), "\n")
    made = passages(text(article, places={"a": Place("", "5"), "p": Place("", "5", ("",), "paragraph")}))
    assert [(each.level, each.path) for each in made] == [
        ("article", ("5",)),
        ("paragraph", ("5",)),
        ("text", ("5",)),
    ]
    assert [each.text for each in made] == ["Time", "Words.", "More."]


def test_what_is_quoted_for_another_treaty_is_of_the_text() -> None:
    quoted = Division("article", "n", (para("New words.”"),), FROM, words("Time"), words("“Article 8 bis"), " – ")
    change = Amendment("insert-after", "law", "8", "coe", (quoted,), FROM)
    inner = Division("paragraph", "p", (para("Insert:"), change), FROM, label=words("1"))
    assert told(inner) == [("1", "Insert:"), ("“Article 8 bis", "– Time"), ("", "New words.”")]


def test_options_brackets_notes_and_white_space() -> None:
    option = Option(1, (Recital((Sub("", "[Option 1: ", "option"), Text("Noting]")), FROM, "r1"),), FROM)
    noted = para("within\n  [", Note(1, "for", "", words("a reason")), Bracket(words("thirty")), "]\u00a0 days ")
    made = passages(text(option, noted))
    assert [each.text for each in made] == ["[Option 1: Noting]", "within [[thirty]]\u00a0 days"]
    assert [each.level for each in made] == ["recital", "text"]


def test_references_inside_brackets_keep_their_place() -> None:
    own = Ref("[](#a)", (Target("a"),), text=words("Article  5"), anchors=("a",))
    foreign = Ref("[](#law:6)", (Target("law", "6"),), text=words("Article 6 of the Convention"))
    made: Passage = passages(text(para("  See ", Bracket((own,)), " and\n", foreign, " ")))[0]
    assert made.text == "See [Article 5] and Article 6 of the Convention"
    assert [made.text[slice(*each)] for each in made.own] == ["Article 5"]
    assert [made.text[slice(*each)] for each in made.foreign] == ["Article 6 of the Convention"]


def test_a_row_of_a_table_is_a_passage() -> None:
    table = Table((words("Present"), words("New")), ((words("30"), words("45")),), FROM)
    assert told(table) == [("", "Present | New"), ("", "30 | 45")]

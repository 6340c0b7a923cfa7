"""Effects on a redline: which row carries them, what gives none, and words changed in any way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.diff.effects.presence import presence
from travaux.diff.effects.reading import with_effects
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.diff.words import compared
from travaux.model.elements import Elements
from travaux.model.library import Library
from travaux.model.redline import Comparand, Effect, Passage, Redline, Row, Side, Stated, Status, TermChange, Words
from turned import flipped, from_words, of, reversed_redline, reversed_words, told


def side(*passages: Passage) -> Side:
    return Side(passages)


def row(status: Status, old: Passage | None, new: Passage | None) -> Row:
    words = compared(old.text if old else "", new.text if new else "")
    return Row(status, side(old) if old else None, side(new) if new else None, words)


def kinds(row: Row) -> list[str]:
    return [each.kind for each in row.effects]


def of_clause(name: str, *texts: str) -> tuple[Passage, ...]:
    return tuple(Passage(f"{name}.{at}", "", text, clause=name) for at, text in enumerate(texts))


def plain(old: str, new: str) -> Redline:
    one, other = Comparand("old", read(old, False)), Comparand("new", read(new, False))
    return with_effects(structural(one, other), one, other)


# ---------------------------------------------------------------- which row carries them


def comparands(library: Library, old: Stated | None, new: Stated | None) -> tuple[Comparand, Comparand]:
    """Two texts of three passages of one clause, as it is stated in each."""
    texts = "A heading", "recruiting a person", "A further paragraph."
    made = []
    for name, each in (("old", old), ("new", new)):
        passages = of_clause("offence-x", *texts) if each else of_clause("other", "Words of another clause.")
        made.append(Comparand(name, passages, {"offence-x": each} if each else {}, library.vocabulary))
    return made[0], made[1]


KNOWING = Stated("a", "offence", Elements(mental=("knowing",)), "criminalise", form="conduct")
RECKLESS = replace(KNOWING, variant="b", elements=Elements(mental=("knowing-or-reckless",)))


@pytest.mark.parametrize(
    ("statuses", "bearer"),
    [
        (("equal", "changed", "changed"), 1),
        (("renumbered", "equal", "changed"), 2),
        (("equal", "renumbered", "equal"), 1),
        (("equal", "equal", "equal"), 0),
    ],
)
def test_the_first_row_that_says_something_else_carries_them(
    library: Library, statuses: tuple[Status, ...], bearer: int
) -> None:
    old, new = comparands(library, KNOWING, RECKLESS)
    rows = tuple(row(each, a, b) for each, a, b in zip(statuses, old.passages, new.passages, strict=True))
    found = with_effects(Redline("old", "new", rows), old, new)
    assert [kinds(each) for each in found.rows] == [
        ["mental-lowered"] if number == bearer else [] for number in range(3)
    ]


@pytest.mark.parametrize(("turned", "bearer"), [(False, 1), (True, 0)])
def test_what_comes_stands_at_words_that_are_new_and_what_goes_at_words_that_are_gone(
    library: Library, turned: bool, bearer: int
) -> None:
    wider = replace(KNOWING, elements=replace(KNOWING.elements, means=("coercion",)))
    sides = comparands(library, *((wider, KNOWING) if turned else (KNOWING, wider)))
    old, new = (replace(each, passages=each.passages[:1]) for each in sides)
    rows = row("deleted", old.passages[0], None), row("inserted", None, new.passages[0])
    found = with_effects(Redline("old", "new", rows), old, new).rows
    assert [at for at, each in enumerate(found) if kinds(each)] == [bearer]


def test_a_clause_of_one_text_is_said_once_and_its_words_are_not_read(library: Library) -> None:
    old, new = comparands(library, None, KNOWING)
    new = replace(new, passages=of_clause("offence-x", "Each Party may reserve the right.", "No Party shall act."))
    rows = tuple(row("inserted", None, each) for each in new.passages)
    found = with_effects(Redline("old", "new", rows), old, new)
    assert [kinds(each) for each in found.rows] == [["offence-added"], []]
    assert found.rows[0].effects[0].direction == "widens"


def test_a_chapeau_that_comes_with_a_new_article_is_not_told_again(library: Library) -> None:
    def article(number: str, clause: str) -> tuple[Passage, ...]:
        opening = "Each Party shall establish the following as a criminal offence:"
        return (
            Passage(clause, f"Article {number}", f"Title of {clause}", "article", (number,), clause),
            Passage(f"{clause}.1", "", opening, "text", (number, "1"), "chapeau"),
            Passage(f"{clause}.2", "", f"the {clause} of a person.", "text", (number, "1"), clause),
        )

    stated = {"sale": KNOWING, "purchase": KNOWING, "chapeau": replace(KNOWING, kind="element", duty=None)}
    old = Comparand("old", article("5", "sale"), stated, library.vocabulary)
    new = Comparand("new", (*old.passages, *article("6", "purchase")), stated, library.vocabulary)
    found = with_effects(structural(old, new), old, new)
    assert [effect.kind for each in found.rows for effect in each.effects] == ["offence-added"]


def test_what_is_stated_of_a_clause_without_words_does_not_count(library: Library) -> None:
    old, new = comparands(library, KNOWING, KNOWING)
    old = replace(old, passages=of_clause("other", "Words of another clause."))
    found = with_effects(Redline("old", "new", tuple(row("inserted", None, p) for p in new.passages)), old, new)
    assert kinds(found.rows[0]) == ["offence-added"]


def test_a_reservation_stated_is_not_told_again_by_its_words(library: Library) -> None:
    old, new = comparands(library, KNOWING, replace(KNOWING, reservations=("2",)))
    words = "Each Party may reserve the right not to apply paragraph 1."
    new = replace(new, passages=(*new.passages[:2], new.passages[2]._replace(text=words)))
    found = with_effects(structural(old, new), old, new)
    assert [effect.kind for each in found.rows for effect in each.effects] == ["reservation-opened"]


PARAGRAPHS = ("Each Party shall act.", "Each Party shall keep statistics.", "Each Party shall report every year.")
RESERVING = "Each Party may reserve the right not to apply paragraph 1."


@pytest.mark.parametrize(
    ("label", "words", "stated", "bearer"),
    [
        ("4.", RESERVING, "4", 3),
        ("(13)", RESERVING, "4", 3),
        ("4.", "A State may exclude paragraph 1.", "4", 3),
        ("13.", "A State may exclude paragraph 1.", "4", 1),
    ],
)
def test_a_reservation_stands_at_its_paragraph(
    library: Library, label: str, words: str, stated: str, bearer: int
) -> None:
    """By its words or its label; where neither tells it, on the first row that changed."""
    old, new = (
        tuple(Passage(f"c.{at}", f"{at}.", text, clause="c") for at, text in enumerate(each, 1))
        for each in (PARAGRAPHS, (PARAGRAPHS[0], "Each Party shall keep records.", PARAGRAPHS[2]))
    )
    new = (*new, Passage("c.new", label, words, clause="c"))
    sides = (
        Comparand("old", old, {"c": replace(KNOWING, reservations=())}, library.vocabulary),
        Comparand("new", new, {"c": replace(KNOWING, reservations=(stated,))}, library.vocabulary),
    )
    made = structural(*sides)
    found = with_effects(made, *sides).rows
    assert [at for at, each in enumerate(found) if "reservation-opened" in kinds(each)] == [bearer]
    back = with_effects(reversed_redline(made), *reversed(sides)).rows
    assert [at for at, each in enumerate(back) if "reservation-closed" in kinds(each)] == [bearer]


def test_a_clause_of_one_text_is_called_by_its_heading(library: Library) -> None:
    old, new = comparands(library, None, replace(KNOWING, heading="Recruitment"))
    found = with_effects(structural(old, new), old, new)
    assert [effect.new for each in found.rows for effect in each.effects] == ["Recruitment"]


def test_what_is_a_rule_in_one_text_and_a_recital_in_the_other(library: Library) -> None:
    rule = replace(KNOWING, kind="safeguard", duty=None, form="provision", elements=Elements())
    old, new = comparands(library, rule, replace(rule, form="recital"))
    [effect] = with_effects(structural(old, new), old, new).rows[0].effects
    assert (effect.kind, effect.direction) == ("safeguard-lost", "widens") and "which bind nobody" in effect.why
    assert presence("x", replace(rule, form="recital"), replace(rule, form="recital")) == ()
    [effect] = presence("x", None, replace(rule, form="recital"))
    assert (effect.kind, effect.direction) == ("recital-added", "neutral")


def test_against_a_plain_file_only_words_count(library: Library) -> None:
    old, _ = comparands(library, KNOWING, KNOWING)
    new = Comparand("new", read("Each Party shall act.", False))
    found = with_effects(structural(old, new), old, new)
    assert [effect.kind for each in found.rows for effect in each.effects] == ["obligation-added"]


def test_effects_made_twice_are_the_same() -> None:
    old, new = (Comparand("x", read(text, False)) for text in ("A Party shall act.", "A Party shall not act."))
    once = with_effects(structural(old, new), old, new)
    assert with_effects(once, old, new) == once and kinds(once.rows[0]) == ["negation-added"]


# ---------------------------------------------------------------- what gives none


@pytest.mark.parametrize("status", ["equal", "moved", "renumbered", "editorial", "consequential"])
def test_rows_that_say_what_they_said_have_none(status: Status) -> None:
    a, b = Passage("1", "1.", "Each Party shall act."), Passage("1", "2.", "Each Party may not act within 3 days.")
    old, new = Comparand("old", (a,)), Comparand("new", (b,))
    assert with_effects(Redline("old", "new", (row(status, a, b),)), old, new).rows[0].effects == ()


def test_a_term_that_gave_way_throughout_has_none() -> None:
    a, b = (Passage("1", "1.", f"No {word} shall act without the other {word}.") for word in ("seller", "non-buyer"))
    old, new = Comparand("old", (a,)), Comparand("new", (b,))
    made = Redline("old", "new", (row("changed", a, b),), (TermChange("seller", "non-buyer", 2),))
    assert with_effects(made, old, new).rows[0].effects == ()
    more = b._replace(text=b.text.replace("shall", "may"))
    made = replace(made, rows=(row("changed", a, more),))
    assert kinds(with_effects(made, old, Comparand("new", (more,))).rows[0]) == ["obligation-softened"]


def test_an_unchanged_text_has_none() -> None:
    text = "1. No Party shall act.\n\n2. A Party may reserve the right.\n\n3. Nothing in this Article affects 30 days."
    assert told(plain(text, text)) == []


def recital(old: str, new: str) -> tuple[Effect, ...]:
    one, other = (Passage("p", "", text, "recital") for text in (old, new))
    redline = Redline("old", "new", (row("changed", one, other),))
    return with_effects(redline, Comparand("old", (one,)), Comparand("new", (other,))).rows[0].effects


def test_a_recital_binds_nobody() -> None:
    assert recital("Recalling that the Parties shall act,", "Recalling that the Parties may act,") == ()
    changed = recital("Recalling that 3 Parties may act,", "Recalling that 4 Parties may not act,")
    assert [(each.kind, each.direction) for each in changed] == [
        ("negation-added", "neutral"),
        ("number-changed", "neutral"),
    ]


def test_a_lost_recital_has_none() -> None:
    gone = Passage("p", "", "Noting that each Party may protect witnesses,", "recital")
    old, new = Comparand("old", (gone,)), Comparand("new", ())
    assert with_effects(structural(old, new), old, new).rows[0].effects == ()


def test_a_sentence_that_goes_to_another_paragraph_has_none() -> None:
    old = (
        "1. Each Party shall keep statistics. Each Party shall not publish names.\n\n2. The conference meets each year."
    )
    new = (
        "1. Each Party shall keep statistics.\n\n2. The conference meets each year. Each Party shall not publish names."
    )
    assert told(plain(old, new)) == []


def test_the_second_of_two_equal_sentences_is_lost() -> None:
    once = "1. Nothing in this Article affects asylum.\n\n2. The conference meets."
    twice = f"{once}\n\n3. Nothing in this Article affects asylum."
    assert [kind for kind, *_ in told(plain(twice, once))] == ["safeguard-lost"]


# ---------------------------------------------------------------- words in any way

SENTENCES = (
    "Each Party shall endeavour to act within thirty (30) days.",
    "Each Party shall act within forty-five (45) days.",
    "A Party may reserve the right not to apply paragraph 2.",
    "No reservation may be made.",
    "Nothing in this Article shall affect the rights of the person concerned.",
    "Each Party shall establish as a criminal offence, when committed knowingly, the sale of a person.",
    "Each Party shall establish as a criminal offence, when committed recklessly, the sale of a person.",
    "The Parties are encouraged to consult one another, unless the matter is urgent.",
    "“child” means any person under eighteen years of age.",
    "This Protocol enters into force on 1 May 2030.",
    "The request shall not be refused, and may be postponed, to the extent possible.",
    "and or, not without; neither: 30 %",
    "Each Party shall act only upon request and without undue delay, where the case is urgent and grave.",
    "The Parties concerned shall promptly act within thirty (30) days, where the case is urgent or grave, or both.",
    "A Party may refuse a request only on grounds, inter alia, of all of the following, in particular the first.",
    "A Party may refuse a request on grounds, namely one or more of the following, to the fullest extent possible.",
)
texts = st.lists(st.sampled_from(SENTENCES), max_size=4).map(" ".join)
anything = st.text(alphabet=st.sampled_from("aN not may shall.;:\n“”()30%é\u0301İß\x00 "), max_size=60)


def effects(words: Words, turned: bool = False) -> Counter[tuple[str, str, str, str]]:
    old, new = ("".join(text for sign, text in words if sign != without) for without in "+-")
    found: tuple[Effect, ...] = from_words(old, new, words)
    return Counter(flipped(of(each)) if turned else of(each) for each in found)


@given(texts, texts)
def test_exchanged_texts_have_reversed_effects(old: str, new: str) -> None:
    words = compared(old, new)
    assert effects(words) == effects(reversed_words(words), turned=True)


@given(anything, anything)
def test_any_characters_are_read(old: str, new: str) -> None:
    words = compared(old, new)
    assert effects(words) == effects(reversed_words(words), turned=True)


@given(st.permutations(SENTENCES[:5]), st.permutations(SENTENCES[:5]))
def test_moved_sentences_have_none(old: list[str], new: list[str]) -> None:
    assert effects(compared(" ".join(old), " ".join(new))) == Counter()


@given(st.lists(st.sampled_from(SENTENCES), max_size=5), st.lists(st.sampled_from(SENTENCES), max_size=5))
def test_plain_texts_turned_round(old: list[str], new: list[str]) -> None:
    one, other = (Comparand("x", read("\n\n".join(each), False)) for each in (old, new))
    made = structural(one, other)
    forth, back = with_effects(made, one, other), with_effects(reversed_redline(made), other, one)
    assert Counter(told(forth)) == Counter(map(flipped, told(back)))


def test_no_words_have_none() -> None:
    assert from_words("", "", ()) == () and from_words("x", "x", (("=", "x"),)) == ()

"""Which sentence became which, and references that a renumbering left behind."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from travaux.diff.effects.brackets import bracketed, spanned
from travaux.diff.effects.exchange import Provisions
from travaux.diff.effects.likeness import bag, likeness, paired, same
from travaux.diff.effects.reading import with_effects
from travaux.diff.effects.sentences import Change, changes, inserted, normal, sentences
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.model.redline import Comparand, Effect, Redline

LONG = "Each Party shall keep statistics on the cases known to it and publish them in electronic form."


def redline(old: str, new: str) -> Redline:
    one, other = Comparand("old", read(old)), Comparand("new", read(new))
    return with_effects(structural(one, other), one, other)


def effects(old: str, new: str) -> list[Effect]:
    return [effect for row in redline(old, new).rows for effect in row.effects]


def test_sentences_in_another_order_are_told_apart_from_those_that_changed() -> None:
    [change] = changes("Parties act. Courts sit. Police report.", "Police report. Parties act. Courts sit in public.")
    assert (change.old, change.new) == ("Courts sit.", "Courts sit in public.")


@pytest.mark.parametrize(
    ("old", "new", "one"),
    [
        (LONG, "Each Party shall keep statistics.", True),
        (LONG, "Each Party shall keep statistics on cases and publish these electronically every year.", True),
        (LONG, "Each Party shall train police officers.", False),
        ("Each Party shall act.", "Each State Party shall, without delay, act.", True),
        ("Five years", "three years", True),
    ],
)
def test_the_same_sentence(old: str, new: str, one: bool) -> None:
    assert same(bag(normal(old)), bag(normal(new))) is one is same(bag(normal(new)), bag(normal(old)))


def test_a_sentence_split_in_two_is_one_change() -> None:
    new = "Each Party shall keep statistics on the cases known. They publish them in electronic form."
    [change] = changes(LONG, new)
    assert change == Change(LONG, new)


def test_two_definitions_of_one_term_are_laid_together() -> None:
    [change] = changes("“vessel” means any ship.", "“vessel” has the meaning given to it in the law of the sea.")
    assert change.rewritten


WORDS = ("act", "court", "judge", "police", "report", "statistics", "travel", "victim", "witness", "year")
words = st.lists(st.sampled_from(WORDS), min_size=1)


@given(st.lists(words, max_size=6), st.lists(words, max_size=6))
def test_groups_hold_every_sentence_once_and_turn_round(old: list[list[str]], new: list[list[str]]) -> None:
    one, other = ([bag(" ".join(each)) for each in side] for side in (old, new))
    groups = list(paired(one, other))
    assert sorted(each for olds, _ in groups for each in olds) == list(range(len(old)))
    assert sorted(each for _, news in groups for each in news) == list(range(len(new)))
    assert {(news, olds) for olds, news in groups} == set(paired(other, one))


def test_a_thousand_sentences_are_paired_in_time() -> None:
    text = [bag(f"word{each} other{each} third{each // 3}") for each in range(1500)]
    begun = perf_counter()
    assert all(olds == news for olds, news in paired(text, text)) and perf_counter() - begun < 3


def test_nothing_is_like_nothing() -> None:
    assert likeness(bag(""), bag("")) == 0 and same(bag(""), bag("act")) is not True
    assert list(paired([], [bag("act")])) == [((), (0,))]


# ---------------------------------------------------------------- across the rows of a provision


MEETS, KEPT = "The conference meets every year in public.", "Statistics are kept for research in electronic form."
PUBLISHES, PRINTS = (f"Each Party shall {verb} the address of its contact point." for verb in ("publish", "print"))


@pytest.mark.parametrize(
    ("heading", "kinds"), [("", []), ("Article 2 – Research\n\n", ["obligation-added", "obligation-dropped"])]
)
def test_sentences_in_other_words_are_sought_within_an_article(heading: str, kinds: list[str]) -> None:
    old = f"Article 1 – Aims\n\n{MEETS} {PUBLISHES}\n\n{heading}{KEPT}"
    new = f"Article 1 – Aims\n\n{MEETS}\n\n{heading}{KEPT} {PRINTS}"
    assert sorted(effect.kind for effect in effects(old, new)) == kinds


def test_an_article_is_one_provision_whatever_its_number() -> None:
    old = "Article 1 – Aims\n\nThe aims are these.\n\nArticle 2 – Costs\n\n1. Parties pay.\n\n2. Nobody travels."
    new = f"{old.replace('Article 2', 'Article 3').replace('2. Nobody travels.', '2. Trains run.')}"
    new = new.replace("Article 3", "Article 2 – Names\n\nNames are kept secret.\n\nArticle 3")
    made = redline(old, new)
    provisions = Provisions(made.rows, read(old), read(new))
    found = {provisions.of(at): row for at, row in enumerate(made.rows)}
    assert set(found) == {"article 1", "article 2", "article 3"}


# ---------------------------------------------------------------- references


ARTICLES = ("Each Party shall report every year.", "Travel is free of charge.", "Article 2 is reviewed in public.")


def treaty(*articles: str) -> str:
    return "\n\n".join(f"Article {at} – Title {text.split()[-1]}\n\n{text}" for at, text in enumerate(articles, 1))


def test_a_reference_left_behind_is_stale() -> None:
    new = treaty(ARTICLES[0], "Statistics are kept in secret.", *ARTICLES[1:])
    [effect] = effects(treaty(*ARTICLES), new)
    assert effect.kind == "reference-stale" and effect.direction == "neutral"
    assert effect.why == "What was Article 2 is now Article 3; this reference still names Article 2."
    assert [each.kind for each in effects(new, treaty(*ARTICLES))] == ["reference-stale"]


@pytest.mark.parametrize(
    "last",
    [
        "Article 2 of the Statute of Rome is reviewed.",
        "The words “Article 2” are not used.",
        "Paragraph 1 is reviewed.",
        "Within 2 days, review follows.",
    ],
)
def test_what_leads_elsewhere_is_not_stale(last: str) -> None:
    old, new = (*ARTICLES[:2], last), (ARTICLES[0], "Statistics are kept in secret.", ARTICLES[1], last)
    assert effects(treaty(*old), treaty(*new)) == []


def test_nothing_is_stale_where_nothing_was_renumbered() -> None:
    assert effects(treaty(*ARTICLES), treaty(*ARTICLES, "Statistics are kept in secret.")) == []


def test_a_reference_of_a_clause_is_never_stale() -> None:
    old, new = treaty(*ARTICLES), treaty(ARTICLES[0], "Statistics are kept in secret.", *ARTICLES[1:])
    sides = [Comparand("x", tuple(each._replace(clause=each.text[:9]) for each in read(text))) for text in (old, new)]
    made = with_effects(structural(*sides), *sides)
    assert "reference-stale" not in {effect.kind for row in made.rows for effect in row.effects}


def test_a_range_grows_and_shrinks() -> None:
    old = treaty(*ARTICLES[:2], "The conference reviews Articles 1 to 2 in public.")
    new = treaty(
        ARTICLES[0], "Statistics are kept in secret.", ARTICLES[1], "The conference reviews Articles 1 to 3 in public."
    )
    [grown] = effects(old, new)
    assert (grown.kind, grown.old, grown.new) == ("range-grown", "Articles 1 to 2", "Articles 1 to 3")
    assert grown.why == "The range now takes in Article 2, which is new."
    assert [each.kind for each in effects(new, old)] == ["range-shrunk"]


def test_a_range_that_only_moved_is_the_same() -> None:
    old = treaty(*ARTICLES[:2], "The conference reviews Articles 1 to 2 in public.")
    new = treaty("Statistics are kept in secret.", *ARTICLES[:2], "The conference reviews Articles 2 to 3 in public.")
    assert effects(old, new) == []


# ---------------------------------------------------------------- words put in, brackets


def test_a_sentence_with_words_put_in_is_the_same_one() -> None:
    [change] = changes("Each Party shall adopt measures.", "Each Party shall, subject to its own laws, adopt measures.")
    assert change.old and change.new and not change.rewritten


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("each party shall act", "each party shall within a year act", ("within", "a", "year")),
        ("each party shall act", "each state shall always act", ()),
        ("act", "act", ()),
        ("", "act now", ("act", "now")),
    ],
)
def test_words_put_in_at_one_place(one: str, other: str, found: tuple[str, ...]) -> None:
    assert inserted(one, other) == inserted(other, one) == found


def test_brackets_around_several_sentences_stand_around_each() -> None:
    assert sentences("Parties act. [Courts sit. Police report.] All rest.") == (
        "Parties act.",
        "[Courts sit.]",
        "[Police report.]",
        "All rest.",
    )
    assert sentences("Courts sit. Police report.] All rest.") == ("[Courts sit.]", "[Police report.]", "All rest.")


def test_a_footnote_is_no_bracket() -> None:
    assert bracketed("The system [1] works [well] for [30] days") == ("[well]", "[30]")


PAGES = ("1. One.", "[2. Two.", "3. Three.", "4. Four.]", "5. Five.", "[6. Six.")


def test_what_brackets_hold_that_open_in_another_passage() -> None:
    assert spanned(read("\n\n".join(PAGES))) == {each.id for each in read("\n\n".join(PAGES))[2:4]}

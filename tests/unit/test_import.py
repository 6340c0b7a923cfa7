"""A draft that was edited in a word processor and is read back: whose words are whose."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from lxml import etree

from editor import Editor, W, mark_end, run_of, said
from imported import LIBRARY, ROOT, built, edited, imported, opened, the_one, told
from travaux.importing.choices import remade
from travaux.importing.document import document
from travaux.importing.filing import value
from travaux.importing.proposals import proposals
from travaux.importing.telling import yaml_of
from travaux.load import yaml
from travaux.model.stages import Request
from travaux.model.tree import Mode

assert LIBRARY is not None
MODES: tuple[Mode, ...] = ("none", "margin", "notes", "report")


# ---------------------------------------------------------------- nothing was done


def _texts() -> Iterator[Any]:
    """Every instrument in every annotation; those that are annotated are slow, save one."""
    assert LIBRARY is not None
    for name in sorted(LIBRARY.instruments):
        for mode in MODES:
            slow = mode != "none" and name != "amending-protocol"
            yield pytest.param(name, mode, marks=[pytest.mark.slow] if slow else [])


@pytest.mark.parametrize(("name", "mode"), list(_texts()))
def test_a_draft_that_nobody_edited_proposes_nothing(name: str, mode: Mode) -> None:
    found = imported(built(Request(name, mode=mode)))
    assert not found, told(found)


def test_a_draft_with_choices_of_its_own_is_made_again_from_them() -> None:
    assert LIBRARY is not None
    asked = Request(
        "optional-protocol",
        "un",
        {
            "offence-advertise": "knowing,reckless",
            "safeguard-expression": "no-expression-as-such",
            "sovereignty-clause": "omit",
        },
        {"consents": "7"},
    )
    read = document(built(asked), "draft.docx")
    made = remade(LIBRARY, read.properties)
    assert made.same and made.request.style == "un" and made.request.parameters == {"consents": "7"}
    assert made.request.variants["offence-advertise"] == "knowing,reckless"
    assert not proposals(read, made, LIBRARY, ROOT, None, "draft.docx")


def test_a_library_that_prints_other_words_than_the_file_says_so() -> None:
    assert LIBRARY is not None
    read = document(opened().save(), "draft.docx")
    other = {**read.properties, "travaux-words": "0" * 32}
    assert not remade(LIBRARY, other).same


# ---------------------------------------------------------------- what people do


def test_several_authors_of_one_clause_have_a_proposal_each() -> None:
    editor = opened()
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "A")
    editor.insert(" freely", "for the advertising of his or her own availability", "B")
    found = imported(editor.save())
    one, other = the_one(found, "offence-advertise", "A"), the_one(found, "offence-advertise", "B")
    assert "reason to believe" in one.draft.variant["text"] and "freely" not in one.draft.variant["text"]
    assert "freely" in other.draft.variant["text"] and "reason to believe" not in other.draft.variant["text"]
    assert one.ident == "excludes-self-advertising-a" and other.ident == "excludes-self-advertising-b"
    assert len(found.proposals) == 2 and not found.elsewhere


def test_the_author_s_comments_are_reasons_and_those_of_others_are_told() -> None:
    editor = opened()
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "A")
    editor.comment("reason to believe", "Knowledge is hard to *prove* [here].\nSee our paper.", "A")
    editor.comment("offering or selling a person", "Why so?", "A")
    editor.comment("reason to believe", "We disagree.", "B")
    found = imported(editor.save())
    (claim,) = the_one(found, "offence-advertise").claims
    assert claim["claim"] == "Knowledge is hard to prove (here). See our paper. (comment by A, in draft.docx)"
    assert claim["confidence"] == "low"
    assert [(each["author"], each["says"], each["clause"]) for each in found.comments] == [
        ("A", "Why so?", "offence-offer-or-sell"),
        ("B", "We disagree.", "offence-advertise"),
    ]
    assert found.comments[1]["words"] == "reason to believe"


def test_what_was_accepted_is_somebody_s_and_what_was_rejected_is_nobody_s() -> None:
    editor = opened()
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "A")
    editor.insert(" freely", "for the advertising of his or her own availability", "B")
    editor.replace("Conscious that the ways", "Aware that the ways", "C")
    editor.settle("A", accept=True)
    editor.settle("B", accept=False)
    found = imported(editor.save())
    assert {each.author for each in found.proposals} == {"someone, untracked", "C"}
    assert "reason to believe" in the_one(found, "offence-advertise", "someone, untracked").draft.variant["text"]


def test_a_paragraph_edited_both_ways_keeps_both_apart() -> None:
    editor = opened()
    editor.type_over("Recalling also ", "Recalling further ")
    editor.insert(" and children", "affects adults", "A")
    editor.insert(" always", "more quickly", "A")
    editor.type_over("than treaties can", "than any treaty can")
    found = imported(editor.save())
    mine = the_one(found, "preamble-technology-neutral")
    assert mine.changes == [{"at": "Preamble, recital 12", "was": "", "now": " always"}]
    assert any("without tracking" in each for each in mine.draft.notes)
    someone = the_one(found, "preamble-technology-neutral", "someone, untracked")
    assert "always" not in someone.draft.variant["text"] and "any treaty" in someone.draft.variant["text"]
    assert "Recalling further" not in the_one(found, "preamble-core").draft.variant["text"]


def test_taking_out_what_somebody_else_put_in_is_told() -> None:
    editor = opened()
    editor.insert(" freely kindly", "for the advertising of his or her own availability", "A")
    editor.delete(" kindly", "B")
    found = imported(editor.save())
    assert "freely kindly" in " ".join(the_one(found, "offence-advertise", "A").draft.variant["text"].split())
    assert [(each["author"], each["was"]) for each in found.elsewhere] == [("B", " kindly")]
    assert "put in by A" in found.elsewhere[0]["at"]


def test_a_heading_a_split_and_a_paragraph_taken_out() -> None:
    editor = opened()
    editor.replace("Human rights", "Rights of persons", "A")
    editor.delete_paragraph("Article 15 of the Convention shall apply", "A")
    editor.split_paragraph("A Party may require that the conduct", "B")
    found = imported(editor.save())
    rights = the_one(found, "safeguard-human-rights").draft.variant
    assert rights["heading"] == "Rights of persons" and "[](#ets-185:15)" not in rights["text"]
    assert rights["text"].splitlines()[-1].startswith("   ") and "\n4. Nothing in {{ self }}" in rights["text"]
    split = the_one(found, "offence-entice-false-pretences", "B").draft.variant["text"]
    assert "2. A {{ party }} may require that the conduct\n3. described in" in split


def test_enter_at_the_end_of_a_point_begins_a_new_one() -> None:
    """As Word writes it: the old point's words get a mark that is new, and the new ones the mark that was there."""
    editor = opened()
    words = "to prevent and combat trafficking in persons committed by means of a computer system;"
    editor.split_paragraph(words, "A")
    every = list(editor.tree.iter(f"{W}p"))
    at = next(number for number, each in enumerate(every) if said(each) == words)
    every[at + 1].append(editor.put_in("to raise awareness;", "A"))
    one = the_one(imported(editor.save()), "purpose-supplement")
    assert one.changes == [{"at": "new, in Article 1", "was": "", "now": "to raise awareness;"}]
    assert "b. to raise awareness;" in one.draft.variant["text"] and one.draft.notes == []


def test_two_paragraphs_made_one() -> None:
    editor = opened()
    mark_end(editor.paragraph("In the implementation of this Protocol, each"), editor.mark("del", "A"))
    one = the_one(imported(editor.save()), "safeguard-human-rights")
    text = " ".join(one.draft.variant["text"].split())
    assert "respect for private life. The measures set forth in {{ self }}" in text and "2. [](#ets-185:15)" in text
    assert one.draft.notes == []


def test_what_was_cut_out_and_pasted_elsewhere_is_a_move() -> None:
    editor = opened()
    words = said(editor.paragraph("Aware that trafficking in persons is found"))
    editor.delete_paragraph(words, "A")
    editor.insert_paragraph(words, "Bearing in mind", "A")
    found = imported(editor.save())
    assert [(each["from"], each["words"]) for each in found.moves] == [("Preamble, recital 2", words)]
    assert the_one(found, "preamble-core").changes == []


def test_a_paragraph_put_in_untracked_and_edited_by_another() -> None:
    editor = opened()
    like = editor.paragraph("The measures set forth in this Protocol shall be")
    new = etree.Element(f"{W}p")
    new.append(deepcopy(like.find(f"{W}pPr")))
    new.append(run_of("A wholly new paragraph about something else."))
    like.addnext(new)
    editor.insert(" entirely", "something else", "A")
    found = imported(editor.save())
    someone, mine = (the_one(found, "safeguard-human-rights", each) for each in ("someone, untracked", "A"))
    assert "3. A wholly new paragraph about something else.\n" in someone.draft.variant["text"]
    assert "something else entirely." in mine.draft.variant["text"] and [each["now"] for each in mine.changes] == [
        " entirely"
    ]


def test_a_clause_taken_out_whole_says_nothing() -> None:
    editor = opened()
    editor.delete_paragraph("“child” means any person", "A")
    assert the_one(imported(editor.save()), "def-child").draft.variant["omit"] == "true"


def test_one_place_of_a_clause_that_stands_in_many() -> None:
    found = edited("without right, the following", "without right or authority, the following")
    one = the_one(found, "element-intent-without-right")
    (told_,) = (each for each in _value(found)["proposals"] if each["clause"] == one.draft.key.clause)
    assert any("was changed in 1 of them" in each for each in told_["notes"])


def test_rival_options_are_changed_one_by_one() -> None:
    editor = Editor(built(Request("optional-protocol", variants={"offence-advertise": "knowing,reckless"})))
    editor.replace("reckless disregard", "conscious disregard", "A")
    one = the_one(imported(editor.save()), "offence-advertise")
    assert one.draft.key.variant == "reckless" and "in conscious disregard" in one.draft.variant["text"]
    assert one.draft.notes == []


def test_a_paragraph_that_moves_is_a_move_and_one_into_another_clause_changes_both() -> None:
    editor = opened()
    editor.move("Aware that trafficking in persons is found", "Bearing in mind", "A", "one")
    editor.move(
        "to promote co-operation among the Parties", "The measures set forth in this Protocol shall be", "B", "two"
    )
    found = imported(editor.save())
    assert [(each["author"], each["from"], each["to"]) for each in found.moves] == [
        ("A", "Preamble, recital 2", "after Preamble, recital 8"),
        ("B", "Article 1, c", "after Article 4, 2"),
    ]
    preamble = the_one(found, "preamble-core").draft.variant["text"]
    assert preamble.index("Bearing in mind") < preamble.index("Aware that trafficking")
    assert "promote" not in the_one(found, "purpose-supplement", "B").draft.variant["text"]
    assert "co-operation among the {{ parties }}" in the_one(found, "safeguard-human-rights", "B").draft.variant["text"]


def test_an_article_that_moves_whole_is_no_change_of_its_clause() -> None:
    editor = opened()
    words = [said(each) for each in editor.tree.iter(f"{W}p")]
    head = next(number for number, each in enumerate(words) if each.endswith("Human rights"))
    for number, each in enumerate(reversed(words[head : head + 6])):
        editor.move(each, "“computer system” has the meaning", "A", f"move{number}")
    found = imported(editor.save())
    assert len(found.moves) == 6 and not found.proposals and not found.new and not found.elsewhere


def test_a_new_article_becomes_a_clause_that_loads() -> None:
    editor = opened()
    last = "Nothing in this Protocol shall affect the rights, obligations"
    editor.insert_paragraph("Each Party shall bear its own costs.", last, "Délégation A", like="Personal data obtained")
    editor.insert_paragraph("Costs of execution", last, "Délégation A", like="Human rights")
    editor.comment("bear its own costs", "Fair for all.", "Délégation A")
    found = imported(editor.save())
    (new,) = found.new
    assert (new.ident, new.at, new.value["heading"]) == (
        "costs-of-execution",
        "after Article 4, 5",
        "Costs of execution",
    )
    assert new.value["variants"]["proposed"]["text"] == "Each Party shall bear its own costs.\n"
    assert "Fair for all" in new.value["rationale"][0]["claim"]
    assert not [each for each in new.notes if "refuse" in each] and not found.proposals


def test_words_of_no_clause_are_told_with_their_place() -> None:
    editor = opened()
    editor.replace("Additional Protocol to", "Second Protocol to", "A")
    editor.replace("Definitions", "Use of terms", "B")
    editor.replace("Have agreed", "Have decided", "C")
    found = imported(editor.save())
    assert [(each["author"], each["at"], each["was"], each["now"]) for each in found.elsewhere] == [
        ("A", "title", "Additional Protocol to", "Second Protocol to"),
        ("C", "Preamble", "Have agreed", "Have decided"),
        ("B", "Article 2, heading", "Definitions", "Use of terms"),
    ]


# ---------------------------------------------------------------- the file of proposals


def _value(found: Any) -> dict[str, Any]:
    assert LIBRARY is not None
    read = document(opened().save(), "draft.docx")
    return value(found, read, remade(LIBRARY, read.properties), "draft.docx")


def test_the_file_is_strict_yaml_and_its_drafts_are_variants() -> None:
    found = edited("the knowledge that the other person", "reason to believe: # “yes” that the other person")
    data = yaml_of(_value(found))
    read, faults = yaml.parse(data, "x.yaml")
    assert not faults and isinstance(read, dict)
    (one,) = read["proposals"]  # type: ignore[misc]
    assert list(one["draft"]["variants"]) == ["excludes-self-advertising-a"]
    assert one["changes"][0]["now"] == "reason to believe: # “yes” that the other person"

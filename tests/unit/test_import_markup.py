"""What is kept of a drafter’s mark-up when its printed words are changed, and how a changed text is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from imported import LIBRARY, edited, the_one
from travaux.importing.outline import Entry, laid, readdressed
from travaux.importing.retyped import edits, retyped
from travaux.load.text import parse_inline, parse_prose
from travaux.model import walk
from travaux.model.stages import Request
from travaux.model.tree import Inline, Para, Ref, Sub, Text
from travaux.passes.undo import typed
from travaux.pipeline import settle

assert LIBRARY is not None


# ---------------------------------------------------------------- what is kept of the mark-up


def test_mark_up_is_kept_where_its_words_are() -> None:
    one = the_one(
        edited("the knowledge that the other person", "reason to believe that the other person"), "offence-advertise"
    )
    assert "[victim of trafficking in persons](term:victim-of-trafficking)" in one.draft.variant["text"]
    assert "with reason to believe that the other" in one.draft.variant["text"]
    assert "[](#offence-advertise)" in one.draft.variant["text"] and "{{ party }}" in one.draft.variant["text"]
    assert one.draft.variant["requires"] == ["def-trafficking-in-persons"]
    assert one.draft.notes == []


def test_mark_up_whose_words_were_changed_is_told() -> None:
    one = the_one(edited("with the knowledge that the other person is a victim", "being a victim"), "offence-advertise")
    assert "being a victim of trafficking in persons" in " ".join(one.draft.variant["text"].split())
    assert any("[victim of trafficking in persons](term:victim-of-trafficking)" in each for each in one.draft.notes)


def _settled_runs() -> Iterator[tuple[Inline, ...]]:
    assert LIBRARY is not None
    for name in sorted(LIBRARY.instruments):
        for block in walk.below(settle(LIBRARY, Request(name, "un")).document.body):
            if isinstance(block, Para) and block.origin.clause:
                yield block.inlines


def test_words_that_were_not_changed_are_typed_as_they_were() -> None:
    for run in _settled_runs():
        words = walk.plain(run)
        again, lost = retyped(run, edits(len(words), [(0, len(words))], {}))
        assert again == " ".join(typed(run).split()) and not lost


def test_words_put_in_anywhere_are_typed_there_and_the_rest_is_kept() -> None:
    """Between any two letters: what would be typed, read again, prints the old words and the new ones."""
    run = parse_inline("Each **strong** word, *leaning*, [not agreed] and [a term](term:x).")
    words = walk.plain(run)
    for place in range(len(words) + 1):
        again, _ = retyped(run, edits(len(words), [(0, len(words))], {place: "zz"}))
        assert walk.plain(parse_inline(again)) == words[:place] + "zz" + words[place:], place


def test_words_taken_out_anywhere_leave_the_others() -> None:
    run = parse_inline("Each **strong** word, *leaning* and [a term](term:x) or [two](term:y).")
    words = walk.plain(run)
    for start in range(len(words)):
        for end in range(start + 1, min(start + 12, len(words))):
            again, _ = retyped(run, edits(len(words), [(0, start), (end, len(words))], {}))
            wanted = " ".join((words[:start] + words[end:]).split())
            assert " ".join(walk.plain(parse_inline(again)).split()) == wanted, (start, end)


def test_a_substitution_is_undone_only_where_it_was_not_touched() -> None:
    run = (
        Text("each "),
        Sub("{{ party }}", "State Party", "placeholder"),
        Text(" may "),
        Ref("[](#x)", (), text=(Text("Article 5"),)),
    )
    assert retyped(run, edits(30, [(0, 30)], {})) == ("each {{ party }} may [](#x)", ())
    assert retyped(run, edits(30, [(0, 5), (11, 30)], {})) == ("each Party may [](#x)", ("{{ party }}",))
    assert retyped(run, edits(30, [(0, 21)], {21: "apply"})) == ("each {{ party }} may apply", ())


# ---------------------------------------------------------------- how a text is laid out


def test_labels_are_counted_anew_and_references_follow() -> None:
    made = laid(
        [
            Entry("One:", 1, "number", "1.", "1"),
            Entry("new;", 2, "letter"),
            Entry("old;", 2, "letter", "a.", "1.a"),
            Entry("Two, see [](#:1.a).", 1, "number", "2.", "2"),
        ]
    )
    words, lost = readdressed(made.text, "clause", made.paths)
    assert words == "1. One:\n   a. new;\n   b. old;\n2. Two, see [](#:1.b).\n" and not lost
    assert not parse_prose(words).found


def test_points_begin_anew_below_a_number_and_below_words() -> None:
    points = [Entry(f"{each};", 1, "letter", "a.", each) for each in "abc"]
    made = laid([Entry("These:"), *points[:2], Entry("New.", 1, "number"), points[2]])
    assert made.text == "These:\n\n   a. a;\n   b. b;\n2. New.\n   a. c;\n" and made.paths["c"] == "2.a"
    assert not parse_prose(made.text).found
    made = laid([points[0], Entry("These:"), *points[1:]])
    assert not parse_prose(made.text).found


def test_a_reference_to_a_paragraph_that_is_gone_is_told() -> None:
    words, lost = readdressed("See [](#:2, :3?bare), [](#other:2) and [](#all:offence).", "clause", {"2": "1"})
    assert words == "See [](#:1?bare), [](#other:2) and [](#all:offence)." and lost == ("3",)
    assert readdressed("See [](#clause:3, :2).", "clause", {"2": "1"})[0] == "See [](#clause:1)."
    assert readdressed("See [](#:3).", "clause", {}) == ("See [](#:3).", ("3",))


def test_no_line_begins_with_what_looks_like_a_label() -> None:
    words = "word " * 19 + "aaaa 2. and (a) more " * 9
    made = laid([Entry(words.strip(), 1, "number", "1.")])
    assert not parse_prose(made.text).found and len(parse_prose(made.text).blocks) == 1

"""Documents as Word writes them: runs cut to pieces, fields, replies, hidden words, other kinds of file."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from lxml import etree

from editor import Editor, W, mark_end, run_of, said
from imported import LIBRARY, built, exported, imported, opened, the_one, told
from ledger import lost
from travaux.importing.document import document, left_out
from travaux.model.stages import Request

pytestmark = pytest.mark.slow

assert LIBRARY is not None
KNOWLEDGE = "the knowledge that the other person"
TEXT = "http://schemas.microsoft.com/office/word"


def elsewhere(editor: Editor) -> list[tuple[str, str, str, str]]:
    """What is told of a document beside the proposals; nothing that its authors did is lost."""
    data = editor.save()
    found = imported(data)
    assert not lost(data, found)
    return [(each["author"], each["at"], each["was"], each["now"]) for each in found.elsewhere]


# ---------------------------------------------------------------- the same words, written otherwise


def _minced(editor: Editor) -> None:
    """Every run in pieces of three characters, each with an rsid, with marks of the spelling checker between."""
    for number, run in enumerate(list(editor.tree.iter(f"{W}r"))):
        texts = run.findall(f"{W}t")
        words = texts[0].text or "" if len(texts) == 1 else ""
        if len(words) < 4:
            continue
        outer = etree.Element(f"{W}{('smartTag', 'sdt', 'hyperlink', 'customXml', 'dir')[number % 5]}")
        inner = etree.SubElement(outer, f"{W}sdtContent") if outer.tag == f"{W}sdt" else outer
        for start in range(0, len(words), 3):
            piece = run_of(words[start : start + 3])
            piece.set(f"{W}rsidR", f"00{start:06X}")
            inner.append(piece)
            etree.SubElement(inner, f"{W}proofErr").set(f"{W}type", "spellStart")
        run.getparent().replace(run, outer)


@pytest.mark.parametrize("name", ["optional-protocol", "amending-protocol"])
def test_runs_that_word_cut_to_pieces_are_no_change(name: str) -> None:
    editor = opened(name)
    _minced(editor)
    assert not imported(editor.save())


def test_numbers_that_word_computed_are_no_change_and_words_typed_over_them_are() -> None:
    editor = opened()
    paragraph = editor.paragraph("A Party may require that the conduct")
    (number,) = _results(paragraph)
    number.text = "17"
    assert not imported(editor.save())
    number.text = "1 or any other provision"
    assert told(imported(editor.save())) == [("someone, untracked", "", "or any other provision ")]
    number.text = "Error! Reference source not found."
    assert told(imported(editor.save()))


def _results(paragraph: Any) -> list[Any]:
    """The words of the results of fields."""
    marks = [each for each in paragraph.iter(f"{W}fldChar") if each.get(f"{W}fldCharType") == "separate"]
    return [each.getparent().getnext().find(f"{W}t") for each in marks]


def test_signs_that_are_no_letters_are_told_as_what_they_show() -> None:
    editor = opened()
    mark = editor.put_in("co", "A")
    for name, after in (("noBreakHyphen", "operate"), ("softHyphen", "d"), ("tab", "x"), ("cr", "y")):
        run = run_of(after)
        run.insert(0, etree.Element(f"{W}{name}"))
        mark.append(run)
    editor.cut(KNOWLEDGE)[-1].addnext(mark)
    assert told(imported(editor.save())) == [("A", "", "co\u2011operated\tx\ny")]


def test_words_typed_in_the_style_of_a_note_s_mark_are_words() -> None:
    editor = Editor(built(Request("child-minimum-protocol", mode="notes")))
    mark = next(editor.tree.iter(f"{W}footnoteReference")).getparent()
    typed = run_of(" except in war")
    style = etree.Element(f"{W}rPr")
    etree.SubElement(style, f"{W}rStyle").set(f"{W}val", "FootnoteReference")
    typed.insert(0, style)
    mark.addnext(typed)
    assert [now for _, _, now in told(imported(editor.save()))] == [" except in war"]


# ---------------------------------------------------------------- changes within changes


def test_a_change_across_paragraphs_is_told_as_it_was_made() -> None:
    editor = opened()
    first, second = "shall be interpreted and applied", "Article 15 of the Convention shall apply"
    words = said(editor.paragraph(first))
    tail = words[words.index("and applied") :]
    editor.delete(tail, "A")
    mark_end(editor.paragraph(first.removesuffix(" and applied")), editor.mark("del", "A"))
    editor.delete(second, "A")
    one = the_one(imported(editor.save()), "safeguard-human-rights")
    assert [(each["was"], each["now"]) for each in one.changes] == [(f"{tail}¶{second}", "")]


def test_a_paragraph_divided_is_told_as_a_new_end() -> None:
    editor = opened()
    editor.split_paragraph("A Party may require that the conduct", "B")
    one = the_one(imported(editor.save()), "offence-entice-false-pretences", "B")
    assert [(each["was"], each["now"]) for each in one.changes] == [("", "¶")]


def test_what_is_edited_inside_a_move_is_the_editor_s() -> None:
    moved = "Aware that trafficking in persons is found"
    for who in ("A", "B"):
        editor = opened()
        editor.move(moved, "Bearing in mind", "A")
        editor.insert(" very", " trafficking in persons is found", who)
        editor.delete("Aware that", who)
        found = imported(editor.save())
        assert [(each["author"], each["from"]) for each in found.moves] == [("A", "Preamble, recital 2")]
        assert sorted(each for each in told(found)) == [(who, "", " very"), (who, "Aware that", "")]
        text = " ".join(the_one(found, "preamble-core").draft.variant["text"].split())
        assert (" is found very in" in text) == (who == "A")


def test_what_is_put_into_somebody_else_s_new_paragraph_stays_with_it() -> None:
    editor = opened()
    editor.insert_paragraph("A wholly new paragraph.", "The measures set forth in this Protocol shall be", "A")
    editor.insert(" entirely", "wholly new paragraph", "B")
    assert elsewhere(editor) == [("B", "Article 4, 2, in words put in by A", "", " entirely")]


def test_a_paragraph_at_another_level_is_told() -> None:
    editor = opened()
    paragraph = editor.paragraph("to protect and assist the victims")
    paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl").set(f"{W}val", "3")
    paragraph.find(f"{W}pPr").append(editor.mark("pPrChange", "A"))
    unnumbered = editor.paragraph("The measures set forth in this Protocol shall be").find(f"{W}pPr")
    unnumbered.find(f"{W}numPr/{W}numId").set(f"{W}val", "0")
    editor.paragraph("A Party may require that the conduct").find(f"{W}pPr/{W}pStyle").set(f"{W}val", "Article")
    assert sorted(elsewhere(editor)) == [
        ("A", "Article 1, b, level", "point", "subpoint"),
        ("someone, untracked", "Article 4, 2, level", "paragraph", "no number"),
        ("someone, untracked", "Article 6, 2, level", "paragraph", "article"),
    ]


# ---------------------------------------------------------------- beside the text


def test_replies_say_what_they_answer_and_whether_it_is_resolved() -> None:
    editor = opened()
    editor.comment("offering or selling a person", "Why this?", "A")
    editor.comment("offering or selling a person", "Because of Article 5.", "B")
    part = etree.fromstring(editor.parts["word/comments.xml"])
    for number, each in enumerate(part):
        each.find(f"{W}p").set(f"{{{TEXT}/2010/wordml}}paraId", f"0000000{number}")
    editor.parts["word/comments.xml"] = etree.tostring(part)
    first, second = (f'w:paraId="0000000{number}"' for number in (0, 1))
    editor.parts["word/commentsExtended.xml"] = (
        f'<w:commentsEx xmlns:w="{TEXT}/2012/wordml"><w:commentEx {first} w:done="1"/>'
        f'<w:commentEx {second} w:paraIdParent="00000000" w:done="0"/></w:commentsEx>'
    ).encode()
    found = imported(editor.save()).comments
    assert [(each["author"], each.get("answers"), each.get("marked")) for each in found] == [
        ("A", None, "resolved"),
        ("B", "A: Why this?", None),
    ]


def test_comments_and_notes_of_ours_that_are_gone_are_told() -> None:
    editor = Editor(built(Request("child-minimum-protocol", mode="margin")))
    part = etree.fromstring(editor.parts["word/comments.xml"])
    words = " ".join("".join(part[4].itertext()).split())
    part.remove(part[4])
    editor.parts["word/comments.xml"] = etree.tostring(part)
    ((author, at, was, now),) = elsewhere(editor)
    assert (author, at, now) == ("someone, untracked", "a comment of the text", "")
    assert " ".join(was.split()) == words
    editor = Editor(built(Request("child-minimum-protocol", mode="notes")))
    first, second, *_ = editor.tree.iter(f"{W}footnoteReference")
    mark = editor.mark("del", "A")
    first.getparent().addprevious(mark)
    mark.append(first.getparent())
    part = etree.fromstring(editor.parts["word/footnotes.xml"])
    notes = {each.get(f"{W}id"): each for each in part}
    gone, edited = (notes[each.get(f"{W}id")] for each in (first, second))
    edited.find(f"{W}p").append(run_of(" And more."))
    editor.parts["word/footnotes.xml"] = etree.tostring(part)
    every = elsewhere(editor)
    assert {author for author, *_ in every} == {"A", "someone, untracked"} and len(every) == 2
    assert (" ".join("".join(gone.itertext()).split()), "") in [(was, now) for _, _, was, now in every]
    assert [now.removeprefix(was) for _, _, was, now in every if now] == [" And more."]


def test_a_note_that_somebody_put_in_is_theirs_and_says_where() -> None:
    editor = opened()
    mark = editor.mark("ins", "A")
    run = etree.SubElement(mark, f"{W}r")
    etree.SubElement(run, f"{W}footnoteReference").set(f"{W}id", "7")
    editor.cut(KNOWLEDGE)[-1].addnext(mark)
    part = etree.fromstring(editor.parts["word/footnotes.xml"])
    note = etree.SubElement(part, f"{W}footnote")
    note.set(f"{W}id", "7")
    etree.SubElement(note, f"{W}p").append(run_of("To be discussed."))
    editor.parts["word/footnotes.xml"] = etree.tostring(part)
    assert elsewhere(editor) == [("A", "Article 7, 1, footnote 1", "", "To be discussed.")]


def test_a_header_typed_over_is_told() -> None:
    editor = opened()
    name = next(each for each in editor.parts if each.startswith("word/header"))
    part = etree.fromstring(editor.parts[name])
    was = "".join(each.text or "" for each in part.iter(f"{W}t"))
    part.find(f"{W}p").append(run_of(" Confidential"))
    editor.parts[name] = etree.tostring(part)
    assert elsewhere(editor) == [("someone, untracked", "the header", was, f"{was} Confidential")]


def test_hidden_words_are_read_and_said_to_be_hidden() -> None:
    editor = opened()
    editor.insert(" and in secret", "the knowledge", "A")
    run = next(each for each in editor.tree.iter(f"{W}r") if "and in secret" in "".join(each.itertext()))
    run.insert(0, etree.Element(f"{W}rPr"))
    etree.SubElement(run[0], f"{W}vanish")
    data = editor.save()
    assert told(imported(data)) == [("A", "", " and in secret")]
    assert left_out(document(data, "x")) == ["words set as hidden, which are read like all others: “and in secret”"]


# ---------------------------------------------------------------- other kinds of file


def _flat(data: bytes) -> bytes:
    """The parts of a document in one file of XML, as Word saves a "Word XML document"."""
    space = f"{TEXT.removesuffix('/word')}/2006/xmlPackage"
    root = etree.Element(f"{{{space}}}package", nsmap={"pkg": space})
    for name, part in Editor(data).parts.items():
        each = etree.SubElement(root, f"{{{space}}}part")
        each.set(f"{{{space}}}name", f"/{name}")
        if name.endswith((".xml", ".rels")):
            etree.SubElement(each, f"{{{space}}}xmlData").append(etree.fromstring(part))
        else:
            etree.SubElement(each, f"{{{space}}}binaryData").text = base64.b64encode(part).decode()
    return b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>\n' + etree.tostring(root)


def test_a_document_in_one_file_of_xml_is_read_like_any_other() -> None:
    editor = opened()
    editor.replace(KNOWLEDGE, "reason to believe that the other person", "A")
    assert not imported(_flat(exported("optional-protocol")))
    assert told(imported(_flat(editor.save()))) == told(imported(editor.save()))


NAMES: list[tuple[str, Callable[[str], bool]]] = [
    ("../../etc/passwd", lambda ident: ident.endswith("etc-passwd")),
    ("null", lambda ident: ident.endswith("-null")),
    ("🙂", lambda ident: ident.endswith("-author")),
    ("x" * 300, lambda ident: len(ident) < 80),
    ("وفد \u202eabc", lambda ident: ident.endswith("-abc")),
    ("yes: [no] {{ x }} #", lambda ident: ident.endswith("-yes-no-x")),
]


@pytest.mark.parametrize(("name", "right"), NAMES, ids=["path", "null", "emoji", "long", "rtl", "marks"])
def test_an_author_may_be_called_anything(name: str, right: Callable[[str], bool]) -> None:
    editor = opened()
    editor.replace(KNOWLEDGE, "reason to believe that the other person", name)
    editor.comment("reason to believe", "My reason.", name)
    one = the_one(imported(editor.save()), "offence-advertise", name)
    assert right(one.ident) and one.claims and one.draft.notes == []

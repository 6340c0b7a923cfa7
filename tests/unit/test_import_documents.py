"""Documents of others: labels counted and typed, fields, boxes; and documents that LibreOffice had in its hands."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

import office
from editor import W, run_of
from imported import LIBRARY, ROOT, built, imported, opened, told
from travaux.importing.choices import remade
from travaux.importing.document import accepted_lines, as_text, document
from travaux.importing.proposals import proposals
from travaux.model.stages import Request
from travaux.ooxml.counting import Counting, spelt
from travaux.ooxml.reading import Paragraph, paragraphs
from validators import Missing, at_hand

assert LIBRARY is not None


# ---------------------------------------------------------------- documents of others


def test_accepted_lines_have_the_labels_that_are_counted() -> None:
    editor = opened()
    editor.insert_paragraph("to raise awareness;", "to prevent and combat trafficking in persons committed", "A")
    lines = accepted_lines(document(editor.save(), "draft.docx"))
    start = next(number for number, each in enumerate(lines) if each[0] == "Article 1")
    assert [label for label, _ in lines[start : start + 6]] == ["Article 1", "", "a", "b", "c", "d"]
    assert "b\tto raise awareness;" in as_text(lines)


def test_labels_that_were_typed_are_known_for_labels() -> None:
    """The text pasted into another document: no numbering, no properties, every label a word."""
    assert LIBRARY is not None
    lines = accepted_lines(document(opened().save(), "draft.docx"))
    typed_ = [" ".join(filter(None, each)) for each in lines]
    assert "b to protect and assist the victims" in "\n".join(typed_)
    changed = [each.replace("This Protocol shall apply to", "This Protocol applies to") for each in typed_]
    editor = opened()
    body = editor.tree.find(f"{W}body")
    for each in list(body):
        body.remove(each)
    for words in changed:
        etree.SubElement(body, f"{W}p").append(run_of(words))
    read = document(editor.save(), "pasted.docx")
    found = proposals(read, remade(LIBRARY, {}, "optional-protocol"), LIBRARY, ROOT, None, "pasted.docx")
    assert [each.draft.key.clause for each in found.proposals] == ["scope-material"] and not found.elsewhere
    assert [(each["was"], each["now"]) for each in found.proposals[0].changes] == [("shall apply", "applies")]


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>
<w:lvlText w:val="Article %1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:isLgl/>
<w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="9"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="99"/></w:num></w:numbering>"""
STYLES = """<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Titre"><w:basedOn w:val="Base"/></w:style>
<w:style w:styleId="Rond"><w:basedOn w:val="Rond"/></w:style>
</w:styles>"""


def test_labels_of_others_are_counted_as_a_word_processor_does() -> None:
    places = [("Titre", None), ("", ("1", 1)), ("", ("1", 1)), ("", ("1", 2)), ("Titre", None), ("", ("1", 1))]
    places += [("", ("2", 0)), ("", ("3", 0)), ("Rond", None), ("", ("1", 5)), ("Titre", ("0", 0))]
    found = [Paragraph(style, (), listed=place) for style, place in places]
    labels = Counting(etree.fromstring(NUMBERING), etree.fromstring(STYLES)).labels(found)
    assert labels == ["Article III.", "3.1", "3.2", "", "Article IV.", "4.1", "Article IX.", "", "", "", ""]


def test_numbers_in_letters_go_on_after_z() -> None:
    assert [spelt(each, "lowerLetter") for each in (1, 26, 27, 28, 53)] == ["a", "z", "aa", "bb", "aaa"]
    assert [spelt(4, form) for form in ("lowerRoman", "upperRoman", "bullet", "decimalZero", "ideographDigital")] == [
        "iv", "IV", "", "04", "4"
    ]  # fmt: skip


def test_fields_boxes_and_marks_of_notes_are_known_apart() -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = etree.fromstring(
        f'<w:body xmlns:w="{space}"><w:p><w:r><w:t>See </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        "<w:r><w:t>5</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:t>,</w:t></w:r>'
        '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:txbxContent><w:p><w:r><w:t>boxed</w:t></w:r></w:p>'
        "</w:txbxContent></w:r><w:r><w:t>, end</w:t></w:r></w:p></w:body>"
    )
    (one,) = paragraphs(body)
    assert [(each.words, each.field) for each in one.pieces] == [("See ", False), ("5", True), (", end", False)]


# ---------------------------------------------------------------- through another word processor


@pytest.mark.slow
def test_libreoffice_gives_back_what_it_was_given(tmp_path: Path) -> None:
    editor = opened()
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "A")
    editor.insert_paragraph("to raise awareness;", "to prevent and combat trafficking in persons committed", "B")
    editor.delete_paragraph("Article 15 of the Convention shall apply", "C")
    editor.split_paragraph("A Party may require that the conduct", "B")
    plain = {
        "edited": editor.save(),
        "notes": built(Request("optional-protocol", mode="notes")),
        "clean": opened().save(),
    }
    for name, data in plain.items():
        again = imported(_through_libreoffice(data, tmp_path / name))
        assert sorted(told(again)) == sorted(told(imported(data))), name
        assert [each.draft.variant for each in again.proposals] == [
            each.draft.variant for each in imported(data).proposals
        ]


DRIVER = r"""
document = desktop.loadComponentFromURL(f"file://{folder}/draft.docx", "_blank", 0, (hidden,))
document.RecordChanges = True
def found(words):
    wanted = document.createSearchDescriptor()
    wanted.SearchString = words
    return document.findFirst(wanted)
found("the knowledge that the other person").String = "reason to believe that the other person"
cursor = document.Text.createTextCursorByRange(found("committed by means of a computer system;").End)
document.Text.insertControlCharacter(cursor, 0, False)
document.Text.insertString(cursor, "to raise awareness;", False)
cursor = document.Text.createTextCursorByRange(found("Aware that trafficking in persons is found"))
cursor.gotoStartOfParagraph(False)
cursor.gotoNextParagraph(True)
cursor.String = ""
filter = PropertyValue()
filter.Name, filter.Value = "FilterName", "MS Word 2007 XML"
document.storeToURL(f"file://{folder}/edited.docx", (filter,))
document.close(True)
"""


@pytest.mark.slow
def test_what_is_edited_in_libreoffice_comes_back(tmp_path: Path) -> None:
    (tmp_path / "draft.docx").write_bytes(opened().save())
    with at_hand("LibreOffice"):
        office.drive(DRIVER, tmp_path)
    found = imported((tmp_path / "edited.docx").read_bytes())
    changes = {each.draft.key.clause: each for each in found.proposals}
    assert list(changes) == ["preamble-core", "purpose-supplement", "offence-advertise"] and not found.elsewhere
    assert "Aware that" not in changes["preamble-core"].draft.variant["text"]
    assert "b. to raise awareness;" in changes["purpose-supplement"].draft.variant["text"]
    assert "reason to believe that the other" in changes["offence-advertise"].draft.variant["text"]
    assert len({each.author for each in found.proposals}) == 1 and not any(each.draft.notes for each in found.proposals)


def _through_libreoffice(data: bytes, folder: Path) -> bytes:
    """A document as LibreOffice saves it."""
    with at_hand("LibreOffice"):
        program = shutil.which("soffice")
        if program is None:
            raise Missing("soffice")
    folder.mkdir()
    (folder / "draft.docx").write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/profile"
    asked = [program, home, "--headless", "--convert-to", "docx", "--outdir", folder / "out", folder / "draft.docx"]
    subprocess.run(list(map(str, asked)), capture_output=True, timeout=300, check=True)
    return (folder / "out" / "draft.docx").read_bytes()

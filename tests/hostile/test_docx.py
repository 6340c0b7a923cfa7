"""Documents that are broken, hidden, huge or meant to do harm: told in one line with its name, and nothing breaks."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from command import ROOT, run, small_project
from editor import Editor
from imported import exported, imported
from travaux.diagnostics import Faults
from travaux.importing.document import accepted_lines, document, left_out
from travaux.importing.work import Found

MAIN = "word/document.xml"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOMB = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
AWAY = '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/never.dtd">'
FILE = '<!DOCTYPE w [<!ENTITY f SYSTEM "file:///etc/hostname">]>'


def good() -> bytes:
    return exported("optional-protocol")


def packed(**parts: bytes) -> bytes:
    """A zip file with these parts; in their names `__` stands for a slash, `_` for a full stop."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in parts.items():
            box.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


def written(inside: str, before: str = "") -> bytes:
    """A document of one part."""
    return packed(
        word__document_xml=f'{before}<w:document xmlns:w="{SPACE}"><w:body>{inside}</w:body></w:document>'.encode()
    )


def paragraph(words: str) -> str:
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def damaged() -> bytes:
    data = bytearray(good())
    at = data.index(b"word/document.xml") + 400
    data[at : at + 40] = bytes(40)
    return bytes(data)


def locked() -> bytes:
    """An entry that says it has a password."""
    data = bytearray(written(paragraph("x")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    return bytes(data)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "no zip file"),
    "words": (lambda: b"not a document", "no zip file"),
    "cut short": (lambda: good()[:4000], "no zip file, or a broken one"),
    "of a zip to come": (lambda: _later(good()), "no zip file, or a broken one"),
    "damaged": (damaged, "is broken"),
    "older format": (lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "encrypted, or in the format of Word 97"),
    "password": (locked, "is broken"),
    "no text in it": (lambda: packed(mimetype=b"application/epub+zip"), "no text of a word processor"),
    "a spreadsheet": (lambda: packed(xl__workbook_xml=b"<workbook/>"), "no text of a word processor"),
    "another root": (lambda: packed(word__document_xml=b"<html/>"), "no text of a word processor"),
    "not well-formed": (lambda: packed(word__document_xml=b"<w:document><w:body>"), "not well-formed"),
    "entities": (lambda: written(paragraph("&b;"), BOMB), "has a document type"),
    "away": (lambda: written(paragraph("x"), AWAY), "has a document type"),
    "a file of ours": (lambda: written(paragraph("&f;"), FILE), "has a document type"),
    "bomb": (lambda: written("<w:p/>" * 5_000_000), "would unpack to"),
    "nested": (lambda: written("<w:ins>" * 5_000 + "</w:ins>" * 5_000), "not well-formed"),
    "comments with entities": (
        lambda: packed(
            word__document_xml=f'<w:document xmlns:w="{SPACE}"><w:body/></w:document>'.encode(),
            word__comments_xml=f'{BOMB}<w:comments xmlns:w="{SPACE}"/>'.encode(),
        ),
        "has a document type",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_can_t_be_read_is_told_with_its_place(name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(Faults) as caught:
        document(make(), "/drafts/x.docx")
    (fault,) = caught.value.found
    assert fault.code == "D710" and said in fault.message and fault.hint
    assert str(fault.span) == "/drafts/x.docx:1:1"


@pytest.mark.parametrize("name", ["words", "entities", "cut short"])
def test_the_command_ends_with_1_and_one_line(name: str, tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    (project / "x.docx").write_bytes(REFUSED[name][0]())
    done = run("import", "x.docx", cwd=project)
    assert done.returncode == 1 and not done.stdout and "x.docx" in done.stderr and "D710" in done.stderr
    assert sorted(each.name for each in project.iterdir() if "proposals" in each.name) == []


def test_a_text_of_too_many_paragraphs_is_refused() -> None:
    words = "".join(paragraph(f"{number * 7919 % 1_000_003} x{number}") for number in range(100_001))
    with pytest.raises(Faults, match="D711"):
        document(written(words), "x.docx")


# ---------------------------------------------------------------- what is odd, and read all the same


def changed(edit: Callable[[str], str]) -> Editor:
    editor = Editor(good())
    editor.parts[MAIN] = edit(editor.parts[MAIN].decode()).encode()
    return Editor(_zipped(editor.parts))


def _later(data: bytes) -> bytes:
    """A zip file whose first entry asks for a version of the format that there is not."""
    at = data.index(b"PK\x01\x02") + 6
    return data[:at] + b"\x97" + data[at + 1 :]


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in parts.items():
            box.writestr(name, data)
    return out.getvalue()


def test_macros_pictures_and_embedded_files_are_left_out_and_said() -> None:
    editor = changed(lambda words: words.replace("</w:p>", "<w:r><w:drawing/></w:r><w:r><w:object/></w:r></w:p>", 1))
    editor.parts["word/vbaProject.bin"] = b"\0" * 10
    read = document(editor.save(), "x.docx")
    assert left_out(read) == ["1 × embedded objects", "1 × macros, which are never run", "1 × pictures or drawings"]
    assert not imported(editor.save())


def test_a_text_box_is_told_and_is_no_part_of_the_text() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict></w:r>"
    found = imported(changed(lambda words: words.replace("</w:p>", f"{box}</w:p>", 1)).save())
    assert [(each["at"], each["now"]) for each in found.elsewhere] == [
        ("the lines before the title, text box 1", "In a box.")
    ]
    assert not found.proposals


def test_a_note_and_a_header_that_somebody_changed_are_told() -> None:
    editor = Editor(good())
    header = next(name for name in editor.parts if name.startswith("word/header"))
    new = b'<w:ins w:author="A"><w:r><w:t>Secret </w:t></w:r></w:ins>'
    editor.parts[header] = re.sub(rb"(</w:pPr>)", rb"\1" + new, editor.parts[header], count=1)
    note = f'<w:footnote w:id="7">{paragraph("A note of mine.")}</w:footnote></w:footnotes>'.encode()
    editor.parts["word/footnotes.xml"] = editor.parts["word/footnotes.xml"].replace(b"</w:footnotes>", note)
    found = imported(editor.save())
    assert [(each["author"], each["at"], each["now"]) for each in found.elsewhere] == [
        ("A", "the header", "Secret "),
        ("someone, untracked", "footnote 1", "A note of mine."),
    ]


def test_tables_in_tables_are_read_in_order() -> None:
    def table(inside: str) -> str:
        return f"<w:tbl><w:tr><w:tc>{inside}</w:tc></w:tr></w:tbl>"

    read = document(written(table(paragraph("one") + table(paragraph("two")) + paragraph("three"))), "x.docx")
    assert [words for _, words in accepted_lines(read)] == ["one", "two", "three"]


def test_styles_and_numbering_of_somebody_else_lose_no_words() -> None:
    editor = Editor(good())
    for name in ("word/styles.xml", "word/numbering.xml"):
        editor.parts[name] = re.sub(
            rb"<w:(styles|numbering)([^>]*)>.*", rb"<w:\1\2></w:\1>", editor.parts[name], flags=re.S
        )
    words = editor.tree.xpath("//w:pStyle", namespaces={"w": SPACE})
    for number, each in enumerate(words):
        each.set(f"{{{SPACE}}}val", f"Formatvorlage{number % 3}")
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "A")
    found = imported(editor.save())
    assert [each.draft.key.clause for each in found.proposals] == ["offence-advertise"] and not found.elsewhere


def test_the_strict_kind_of_document_is_read_too() -> None:
    editor = Editor(good())
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "A")
    parts = Editor(editor.save()).parts
    for name, data in parts.items():
        parts[name] = data.replace(SPACE.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    found = imported(_zipped(parts))
    assert [each.draft.key.clause for each in found.proposals] == ["offence-advertise"] and not found.elsewhere


def test_odd_numbers_authors_and_marks_break_nothing() -> None:
    editor = Editor(good())
    editor.replace("the knowledge that the other person", "reason to believe that the other person", "")
    editor.insert("**[{{", "for the advertising of his or her own", "[x]: *y*\u202e <b>")
    editor.comment("offering or selling a person", "", "A")
    editor.tree.xpath("//w:ilvl", namespaces={"w": SPACE})[0].set(f"{{{SPACE}}}val", "-٣")
    editor.tree.xpath("//w:numId", namespaces={"w": SPACE})[1].set(f"{{{SPACE}}}val", "99999999999999")
    found = imported(editor.save())
    assert {each.author for each in found.proposals} == {"someone, unnamed", "[x]: *y*\u202e <b>"}
    assert any(each.draft.notes for each in found.proposals)


def test_properties_that_lie_about_the_text_break_nothing() -> None:
    editor = Editor(good())
    part = editor.parts["docProps/custom.xml"].decode()
    for old, new in (
        ("travaux-variants", "travaux-variant"),
        ("<vt:lpwstr>coe<", '<vt:lpwstr>{"x":[[[<'),
        ("none", "loud"),
    ):
        assert old in part
        part = part.replace(old, new)
    editor.parts["docProps/custom.xml"] = part.encode()
    found = imported(editor.save())
    assert isinstance(found, Found)


def test_a_document_of_a_text_that_is_not_here(tmp_path: Path) -> None:
    project = small_project(tmp_path / "p")
    (project / "x.docx").write_bytes(good())
    done = run("import", "x.docx", cwd=project)
    assert done.returncode == 1 and "D712" in done.stderr and "optional-protocol" in done.stderr


# ---------------------------------------------------------------- zip files that mean no good


def test_names_that_lead_out_or_come_twice_lead_nowhere(tmp_path: Path) -> None:
    parts = Editor(good()).parts
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in ("/etc/x.xml", "../../x.xml", "C:\\x.xml", "word/header9.xml/", "word/\0.xml"):
            box.writestr(name, b"<x/>")
        for name, data in (*parts.items(), *parts.items()):
            box.writestr(name, data)
    assert not imported(out.getvalue())
    assert list(tmp_path.iterdir()) == []


def test_too_many_parts_are_refused() -> None:
    parts = Editor(good()).parts | {f"word/media/{number}.xml": b"" for number in range(5_000)}
    with pytest.raises(Faults, match="D710"):
        document(_zipped(parts), "x.docx")


def test_a_hundred_thousand_levels_are_refused() -> None:
    deep = "<w:sdt>" * 100_000 + "</w:sdt>" * 100_000
    with pytest.raises(Faults, match="not well-formed"):
        document(written(deep), "x.docx")


def test_a_part_that_is_said_to_lie_elsewhere_is_not_fetched() -> None:
    editor = Editor(good())
    link = editor.parts["word/_rels/document.xml.rels"].decode()
    away = '<Relationship Id="rId77" Type="x/subDocument" Target="http://127.0.0.1:9/x.docx" TargetMode="External"/>'
    editor.parts["word/_rels/document.xml.rels"] = link.replace("</Relationships>", f"{away}</Relationships>").encode()
    data = _zipped(editor.parts | {"word/document.xml": editor.parts[MAIN].replace(b"<w:sectPr", _SUB, 1)})
    assert left_out(document(data, "x.docx")) == ["1 × other documents that this one draws in"]
    assert not imported(data)


_SUB = b'<w:subDoc r:id="rId77"/><w:sectPr'


# ---------------------------------------------------------------- redlines of ours, sent back


def test_a_redline_is_read_as_proposals_for_its_old_side(tmp_path: Path) -> None:
    done = run("diff", "optional-protocol", "child-minimum-protocol", "--format", "docx", "--author", "A",
               "--out", "changes.docx", "-C", ROOT, cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    done = run("import", "changes.docx", "-C", ROOT, cwd=tmp_path)
    assert done.returncode == 0 and "by 1 author" in done.stderr, done.stderr
    text = (tmp_path / "changes.proposals.yaml").read_text()
    assert "untracked" not in text and "In law" not in text and "would refuse" not in text
    one = run("diff", "offence-advertise:knowing", "offence-advertise:reckless", "--format", "docx",
              "--out", "one.docx", "-C", ROOT, cwd=tmp_path)  # fmt: skip
    assert one.returncode == 0, one.stderr
    done = run("import", "one.docx", "-C", ROOT, cwd=tmp_path)
    assert done.returncode == 1 and "D712" in done.stderr and "offence-advertise:knowing" in done.stderr

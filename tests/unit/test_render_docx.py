"""DOCX: the words of the text, labels counted or written, references that lead somewhere, notes where they belong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest

import office
import word
from render_trees import ORIGIN, awkward, division, long_notes, note, para, protocol
from travaux.model import walk
from travaux.model.library import Library
from travaux.model.stages import Request
from travaux.model.tree import (
    Block,
    Division,
    Document,
    Mode,
    Note,
    Ref,
    Settled,
    Table,
    Target,
    Text,
)
from travaux.ooxml.container import Container
from travaux.ooxml.counting import Counting
from travaux.ooxml.reading import W, paragraphs
from travaux.render import docx
from travaux.render.api import Assets
from validators import at_hand

MODES: tuple[Mode, ...] = get_args(Mode)
SIGNS = ("(new)", "(besideit)", "(nothere)", "•")
Settle = Callable[[Request], Settled]


def parts(data: bytes) -> dict[str, str]:
    box = Container(data)
    return {name: (box.read(name) or b"").decode() for name in box.names}


def body(settled: Settled, assets: Assets) -> str:
    return parts(docx.render(settled, assets))["word/document.xml"]


EDITS = r"""
path = json.load(sys.stdin)
document = desktop.loadComponentFromURL("file://" + path, "_blank", 0, (hidden,))
def parts(of):
    each = of.createEnumeration()
    while each.hasMoreElements():
        yield each.nextElement()
def paragraphs():
    return [each for each in parts(document.Text) if each.supportsService("com.sun.star.text.Paragraph")]
def fields():
    helper.executeDispatch(document.CurrentController.Frame, ".uno:UpdateFields", "", 0, ())
    for part in (part for each in paragraphs() for part in parts(each) if part.TextPortionType == "TextField"):
        if part.TextField.supportsService("com.sun.star.text.TextField.GetReference"):
            place = document.Bookmarks.getByName(part.TextField.SourceName).Anchor
            yield part.String, next(parts(place.Text.createTextCursorByRange(place.Start))).ListLabelString
def article(label):
    return next(each for each in paragraphs() if each.ListLabelString == label)
out = []
cursor = document.Text.createTextCursorByRange(article("Article 3").Start)
document.Text.insertControlCharacter(cursor, 0, False)
article("Article 3").String = " – New"
out.append({"fields": list(fields()), "article": article("Article 4").String[3:]})
cursor = document.Text.createTextCursorByRange(article("Article 2").Start)
cursor.gotoEndOfParagraph(True)
cursor.goRight(1, True)
cursor.String = ""
out.append({"fields": list(fields()), "article": article("Article 3").String[3:]})
recitals = [each for each in paragraphs() if each.ParaStyleName == "Recital"]
styled = []
for style, each in zip(("Article", "Paragraph", "Point", "Sub-point"), reversed(recitals)):
    each.ParaStyleName = style
    styled.append(each.ListLabelString)
for each in out:
    each["styled"] = styled
document.close(True)
json.dump(out, sys.stdout)
"""


def of(*blocks: Block) -> Settled:
    return Settled(Document("d", (Text("Draft"),), "coe", "en-GB", (), blocks))


def written(settled: Settled, assets: Assets) -> str:
    """The words of the paragraphs, without labels that are counted and without white space."""
    return word.squeezed(each.said(frozenset()) for each in word.read(docx.render(settled, assets)))


def test_words_stand_in_their_order(assets: Assets) -> None:
    text = of(
        division("article", "a", "Article 8 bis", para("One"), para("two."), heading="Heading"),
        Table(((Text("A"),), (Text("B"),)), (((Text("1"),), (Text("2"),)),), ORIGIN, (Text("Caption"),)),
    )
    assert written(text, assets) == "DraftArticle8bis–HeadingOnetwo.CaptionAB12"


@pytest.mark.parametrize(
    "settled", [awkward(), long_notes("notes"), protocol("margin")], ids=["awkward", "notes", "margin"]
)
def test_awkward_words_are_well_formed_and_whole(settled: Settled, assets: Assets) -> None:
    """Labels apart, which may be counted: of those, what LibreOffice prints is compared below."""
    shown = written(settled, assets)
    for block in walk.blocks(settled.document):
        runs = (block.heading,) if isinstance(block, Division) else walk.runs(block)
        for run in runs:
            asked = word.squeezed("".join(each if each.isprintable() else " " for each in walk.plain(run)))
            assert asked in shown.replace("\ufffd", "")


def test_what_xml_can_not_hold_is_shown(assets: Assets) -> None:
    assert "bell\ufffd&amp;&lt;tag" in body(of(para("bell\x07&<tag")), assets)


@pytest.mark.slow
def test_libreoffice_reads_the_words_and_counts_the_labels(
    library: Library, settled: Settle, assets: Assets, tmp_path: Path
) -> None:
    """But for the mode with footnotes, whose marks LibreOffice gives among the words."""
    modes = [mode for mode in MODES if mode != "notes"]
    texts = [settled(Request(name, mode=mode)) for name in sorted(library.instruments) for mode in modes]
    with at_hand("LibreOffice"):
        found = office.read([(docx.render(each, assets), "") for each in texts], tmp_path)
        for text, shown in zip(texts, found, strict=True):
            words = word.squeezed(f"{label}{said}" for label, said in shown)
            asked = word.squeezed(walk.characters(text.document))
            for sign in SIGNS:
                words, asked = words.replace(sign, ""), asked.replace(sign, "")
            assert words == asked, text.document.ident


def test_every_reference_leads_to_a_bookmark(library: Library, settled: Settle, assets: Assets) -> None:
    for name in library.instruments:
        text = body(settled(Request(name)), assets)
        marks = re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', text)
        led = re.findall(r" REF (\w+) |<w:hyperlink w:anchor=\"(\w+)\"", text)
        assert len(marks) == len(set(marks)), name
        assert led and {one or other for one, other in led} <= set(marks), name
        numbers = re.findall(r'<w:bookmarkStart w:id="(\d+)"', text)
        assert len(numbers) == len(set(numbers)) and text.count("<w:bookmarkEnd ") == len(numbers)


def reference(words: str, *anchors: str) -> Ref:
    return Ref("[](#x)", (Target("x"),), text=(Text(words),), anchors=anchors)


def numbered(ident: str, label: str, *children: Block) -> Division:
    return division("paragraph", ident, label, *children)


def test_a_reference_is_fields_on_its_numbers(assets: Assets) -> None:
    text = of(
        division(
            "article", "five", "Article 1", numbered("five.1", "1.", para("x")), numbered("five.2", "2.", para("y"))
        ),
        para(reference("Article 1, paragraph 2, above", "five.2"), " and ", reference("Articles 1 to 9", "five")),
    )
    shown = body(text, assets)
    fields = re.findall(r"> REF (\w+) \\n \\h <.*?separate\"/></w:r><w:r>.*?>([^<]*)</w:t>", shown)
    assert [said for _, said in fields] == ["Article 1", "2"]
    assert ">, paragraph <" in shown and ">, above<" in shown
    assert re.search(r'<w:hyperlink w:anchor="\w+"[^>]*>.*?Articles 1 to 9', shown)


def test_a_label_that_is_written_out_is_the_words_of_its_bookmark(assets: Assets) -> None:
    text = of(division("article", "new", "Article 8 bis", para("x")), para(reference("Article 8 bis", "new")))
    shown = body(text, assets)
    assert re.search(r"> REF \w+ \\h <", shown) and "\\n \\h" not in shown.rpartition("REF")[2]


def test_notes_are_footnotes_or_comments(library: Library, settled: Settle, assets: Assets) -> None:
    for mode, part, element in (
        ("notes", "word/footnotes.xml", "w:footnote "),
        ("margin", "word/comments.xml", "w:comment "),
    ):
        text = settled(Request("optional-protocol", mode=mode))  # type: ignore[arg-type]
        notes = [each for each in walk.notes(text.document) if isinstance(each, Note)]
        found = parts(docx.render(text, assets))
        real = [each for each in re.findall(rf"<{element}[^>]*>", found[part]) if "w:type" not in each]
        assert len(real) == len(notes) > 100
        if mode == "margin":
            assert all('w:author="Rationale"' in each for each in real)
            starts = re.findall(r'<w:commentRangeStart w:id="(\d+)"', found["word/document.xml"])
            assert sorted(map(int, starts)) == list(range(len(notes)))


def test_what_is_not_for_everybody_says_so_on_every_page(assets: Assets) -> None:
    text = of(para("x"))
    inside = replace(text, document=replace(text.document, restricted="Not to be passed on"))
    assert "Not to be passed on" in parts(docx.render(inside, assets))["word/footer1.xml"]


def test_a_field_of_a_written_label_says_that_label(assets: Assets) -> None:
    """A field says all that is in its bookmark: what stands between label and heading is not in it, nor a footnote."""
    labelled = division("article", "new", "Article 8 bis", para("x"), heading="Heading")
    noted = replace(labelled, label=(*labelled.label, note(1, "for", "For.", "Why.")))
    text = of(noted, para(reference("Article 8 bis", "new")))
    shown = body(replace(text, mode="notes"), assets)
    held = re.search(r"<w:bookmarkStart [^>]*>(.*?)<w:bookmarkEnd ", shown)
    assert held and re.sub(r"<[^>]+>", "", held[1]) == "Article 8 bis" and "footnoteReference" not in held[1]
    assert shown.count("<w:footnoteReference") == 1


def test_who_gives_a_paragraph_a_style_has_it_counted(library: Library, settled: Settle, assets: Assets) -> None:
    """Without what each paragraph says itself, its style counts it; but for those whose list begins anew."""
    for name, label in (("optional-protocol", "Article 5"), ("un-supplementary-protocol", "(b)")):
        data = docx.render(settled(Request(name)), assets)
        box = Container(data)
        tree, numbering, styles = (box.tree(f"word/{part}.xml") for part in ("document", "numbering", "styles"))
        assert tree is not None
        for each in list(tree.iter(f"{W}numPr")):
            each.getparent().remove(each)
        bare = Counting(numbering, styles).labels(list(paragraphs(tree)))
        assert label in bare
        whole = Counting(numbering, styles).labels(word.read(data))
        assert len([one for one, other in zip(bare, whole, strict=True) if one == other]) > 0.95 * len(whole)


def test_a_label_that_is_written_out_is_not_counted_too(assets: Assets) -> None:
    text = of(
        *(division("article", f"a{label}", label, para("x")) for label in ("Article 1", "Article 1 bis", "Article 2"))
    )
    data = docx.render(text, assets)
    box = Container(data)
    labels = Counting(box.tree("word/numbering.xml"), box.tree("word/styles.xml")).labels(word.read(data))
    assert [each for each in labels if each] == ["Article 1", "Article 2"]


def test_levels_that_a_text_lacks_can_be_used(assets: Assets) -> None:
    points = (division("point", f"p{letter}", f"({letter})", para("x")) for letter in "ab")
    levels = parts(docx.render(of(division("article", "a", "Article 1", *points)), assets))["word/numbering.xml"]
    assert re.findall(r'<w:lvlText w:val="([^"]*)"/>', levels)[:5] == ["Article %1", "%2.", "(%3)", "(%4)", "(%5)"]


@pytest.mark.slow
def test_libreoffice_counts_paragraphs_before_the_first_article(assets: Assets, tmp_path: Path) -> None:
    first = (numbered("a", "1.", para("x")), numbered("b", "2.", para("x")))
    articles = (division("article", f"n{n}", f"Article {n}", numbered(f"p{n}", "1.", para("x"))) for n in (1, 2))
    with at_hand("LibreOffice"):
        (found,) = office.read([(docx.render(of(*first, *articles), assets), "")], tmp_path)
        assert [label for label, _ in found if label] == ["1.", "2.", "Article 1", "1.", "Article 2", "1."]


@pytest.mark.slow
def test_fields_follow_what_is_put_in_and_taken_out(settled: Settle, assets: Assets, tmp_path: Path) -> None:
    """In LibreOffice: an article is put in, one taken out; each field says the label that it leads to, styles count."""
    with at_hand("LibreOffice"):
        path = tmp_path / "text.docx"
        path.write_bytes(docx.render(settled(Request("optional-protocol")), assets))
        for said in json.loads(office.drive(EDITS, tmp_path, json.dumps(str(path)))):
            assert len(said["fields"]) > 20 and all(field == label for field, label in said["fields"]), said
            assert said["article"] == "Scope of application"
            assert said["styled"] == ["Article 1", "1", "a", "i"]


@pytest.mark.slow
@pytest.mark.parametrize("mode", MODES)
def test_the_auditors_find_nothing(
    mode: Mode, library: Library, settled: Settle, assets: Assets, tmp_path: Path
) -> None:
    from ooxml_integrity import check
    from openxml_audit import OpenXmlValidator

    for name in sorted(library.instruments):
        path = tmp_path / f"{name}.docx"
        path.write_bytes(docx.render(settled(Request(name, mode=mode)), assets))
        assert [str(each) for each in OpenXmlValidator(max_errors=0).validate(path).errors] == []
        assert [str(each) for each in check(path)] == []

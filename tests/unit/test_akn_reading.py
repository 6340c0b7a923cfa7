"""Akoma Ntoso read for its words: our own files, and files of other makers in other profiles of the vocabulary."""

from __future__ import annotations

import pytest

from render_trees import assets, protocol
from travaux import api
from travaux.akn.reading import Text, read
from travaux.comparing import files
from travaux.comparing.akn import passages
from travaux.comparing.operands import operand
from travaux.diff.plain import read as read_text
from travaux.diff.trees import passages as of_tree
from travaux.model.redline import Comparand, Passage
from travaux.model.stages import Request
from travaux.render.akn import render

NS = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"


def akn(body: str, namespace: str = NS, document: str = "act", meta: str = "<meta/>") -> bytes:
    return f'<akomaNtoso xmlns="{namespace}"><{document}>{meta}{body}</{document}></akomaNtoso>'.encode()


def lines(text: Text) -> list[tuple[str, str, str]]:
    return [(each.kind, each.label, each.words) for each in text.pieces]


def bare(each: Passage) -> tuple[str, str, str, tuple[str, ...]]:
    """What a comparison goes by."""
    return each.label, each.text, each.level, each.path


@pytest.mark.parametrize("instrument", ["optional-protocol", "model-convention", "amending-protocol"])
@pytest.mark.parametrize("mode", ["none", "notes"])
def test_what_we_write_is_read_as_the_text_it_was_made_from(instrument: str, mode: str) -> None:
    library = api.load().library
    assert library is not None
    settled = api.text_of(library, Request(instrument, mode=mode))  # type: ignore[arg-type]
    written = [bare(each) for each in passages(render(settled, assets()), "x.xml")]
    ours = [bare(each) for each in of_tree(settled)]
    assert written == ours


def test_a_comparison_of_a_text_with_its_own_file_finds_no_change() -> None:
    library = api.load().library
    assert library is not None
    settled = api.text_of(library, Request("optional-protocol"))
    redline = api.diff(Comparand("a", of_tree(settled)), Comparand("b", passages(render(settled, assets()), "b.xml")))
    assert set(redline.summary) == {"equal"}


def test_what_is_left_out_is_told_with_its_line() -> None:
    text = read(render(protocol("notes"), assets()))
    told = {each.what: each.count for each in text.left}
    assert told["a note"] > 5 and told["the cover"] == 1 and told["an attachment that is not of the text"] == 4
    lost = next(each for each in text.left if each.what == "a note")
    assert b"<authorialNote" in render(protocol("notes"), assets()).splitlines()[lost.line - 1]


def test_a_section_is_the_unit_of_a_text_without_articles() -> None:
    body = (
        "<body><part><num>I</num><heading>General</heading><section><num>1.</num><heading>Duty</heading>"
        "<subsection><num>(1)</num><content><p>First.</p></content></subsection>"
        "<subsection><num>(2)</num><intro><p>Second:</p></intro>"
        "<paragraph><num>(a)</num><content><p>one;</p></content></paragraph></subsection></section></part></body>"
    )
    text = read(akn(body))
    assert lines(text) == [
        ("heading", "Part I", "General"),
        ("article", "Section 1.", "Duty"),
        ("paragraph", "(1)", "First."),
        ("paragraph", "(2)", "Second:"),
        ("point", "(a)", "one;"),
    ]
    assert passages(akn(body), "x")[-1].path == ("1", "2", "a")


@pytest.mark.parametrize(
    "namespace",
    [NS, f"{NS}/WD17", f"{NS}/CSD13", "http://www.akomantoso.org/2.0", "http://www.akomantoso.org/1.0", "urn:mine"],
)
def test_any_edition_of_the_vocabulary_is_read(namespace: str) -> None:
    text = read(akn("<body><article><num>Article 1</num><content><p>Words.</p></content></article></body>", namespace))
    assert lines(text) == [("article", "Article 1", ""), ("text", "", "Words.")]


@pytest.mark.parametrize("document", ["act", "bill", "doc", "statement", "debateReport", "judgment"])
def test_any_document_is_read(document: str) -> None:
    body = "<mainBody><p>One.</p><hcontainer><content><p>Two.</p></content></hcontainer></mainBody>"
    assert [each[2] for each in lines(read(akn(body, document=document)))] == ["One.", "Two."]


def test_lists_tables_and_what_no_schema_knows_are_read_for_their_words() -> None:
    body = (
        "<body><article><num>1</num><content><p>Words <i>in</i>\n two<eol/>lines:</p>"
        "<blockList><listIntroduction>These:</listIntroduction><item><num>(a)</num><p>one;</p></item>"
        "<item><num>(b)</num><p>two.</p></item></blockList>"
        "<table><tr><th><p>A</p></th><th><p>B</p></th></tr><tr><td>1</td><td><p>2</p></td></tr></table>"
        "<mystery><deeper>Strange.</deeper></mystery></content></article></body>"
    )
    assert lines(read(akn(body))) == [
        ("article", "Article 1", ""),
        ("text", "", "Words in two lines:"),
        ("text", "", "These:"),
        ("point", "(a)", "one;"),
        ("point", "(b)", "two."),
        ("text", "", "A | B"),
        ("text", "", "1 | 2"),
        ("text", "", "Strange."),
    ]


def test_words_taken_out_and_pictures_are_left_out_and_words_put_in_stay() -> None:
    body = "<body><article><num>1</num><content><p>Kept <del>gone</del><ins>new</ins><img src='http://x/y.png'/>.</p></content></article></body>"
    text = read(akn(body))
    assert text.pieces[1].words == "Kept new."
    assert [each.what for each in text.left] == ["words marked as deleted", "a picture"]


def test_a_label_without_words_is_kept() -> None:
    body = (
        "<body><article><num>1</num><paragraph><num>1.</num><point><num>(a)</num><content><p>one</p></content></point>"
        "</paragraph><paragraph><num>2.</num></paragraph></article></body>"
    )
    assert lines(read(akn(body)))[1:] == [("paragraph", "1.", ""), ("point", "(a)", "one"), ("paragraph", "2.", "")]


def test_an_annex_that_is_of_the_text_is_read() -> None:
    annex = (
        "<attachments><attachment><heading>Forms</heading><doc name='annex'><meta/><mainBody><p>A form.</p></mainBody>"
        "</doc></attachment></attachments>"
    )
    assert lines(read(akn(f"<body><article><num>1</num></article></body>{annex}")))[1:] == [
        ("heading", "", "Forms"),
        ("text", "", "A form."),
    ]


def test_the_labels_of_a_plain_text_and_of_a_file_give_the_same_places() -> None:
    body = (
        "<body><article><num>Article 8 bis</num><heading>Duty</heading>"
        "<paragraph><num>1.</num><intro><p>Each:</p></intro>"
        "<point><num>(a)</num><content><p>one;</p></content></point></paragraph></article></body>"
    )
    typed = read_text("Article 8 bis\n\nDuty\n\n1. Each:\n\n(a) one;\n")
    assert [(each.label, each.text, each.path) for each in passages(akn(body), "x")] == [
        (each.label, each.text, each.path) for each in typed
    ]


def test_an_operand_of_either_ending_is_read(tmp_path: object) -> None:
    from pathlib import Path

    for name in ("draft.xml", "DRAFT.AKN"):
        path = Path(str(tmp_path)) / name
        path.write_bytes(akn("<body><article><num>1</num><content><p>One.</p></content></article></body>"))
        side = files.comparand(operand(str(path)))
        assert [each.text for each in side.passages] == ["", "One."]


# ---------------------------------------------------------------- several documents in a file


def document(name: str, words: str, uri: str = "") -> str:
    meta = f'<meta><identification><FRBRExpression><FRBRthis value="{uri}"/></FRBRExpression></identification></meta>'
    return f'<{name} name="{name}-of-it">{meta}<body><p>{words}</p></body></{name}>'


def collection(listed: str, parts: str) -> bytes:
    body = f"<preface><p>A title.</p></preface><collectionBody>{listed}</collectionBody>"
    parts = f"<components>{parts}</components>" if parts else ""
    return f"<akomaNtoso><documentCollection><meta/>{body}</documentCollection>{parts}</akomaNtoso>".encode()


def test_a_text_of_law_in_a_collection_is_read_and_what_stands_beside_it_is_told() -> None:
    listed = '<component><documentRef href="#two"/></component><component><documentRef href="/akn/a/!one"/></component>'
    parts = f"<component>{document('doc', 'Why.', '/akn/a/!one')}</component>"
    parts += f'<component eId="two">{document("bill", "Law.")}</component>'
    text = read(collection(listed, parts))
    assert [each.words for each in text.pieces] == ["A title.", "Law."]
    assert [each.what for each in text.left] == ["a document beside the text (“doc-of-it”)"]


def test_of_a_collection_without_a_text_of_law_everything_is_read_in_the_order_in_which_it_is_listed() -> None:
    listed = '<component><documentRef href="#b"/></component><interstitial><p>Between.</p></interstitial>'
    listed += '<component><documentRef href="#a"/></component>'
    parts = "".join(f'<component eId="{each}">{document("doc", each.upper())}</component>' for each in "abc")
    text = read(collection(listed, parts))
    assert [each.words for each in text.pieces] == ["A title.", "B", "Between.", "A", "C"] and not text.left


def test_a_document_that_stands_in_another_file_is_told() -> None:
    text = read(collection('<component><documentRef href="http://192.0.2.1/x"/></component>', ""))
    assert [each.what for each in text.left] == ["a document in another file"]


def test_schedules_beside_a_document_are_read() -> None:
    act = "<act><meta/><body><section><num>1.</num><content><p>Law.</p></content></section></body></act>"
    schedule = f'<component id="s">{document("doc", "A schedule.")}</component>'
    text = read(f"<akomaNtoso>{act}<components>{schedule}</components></akomaNtoso>".encode())
    assert [each.words for each in text.pieces] == ["", "Law.", "A schedule."] and not text.left


def test_a_component_that_is_referred_to_twice_is_read_once() -> None:
    refs = '<attachments><componentRef src="#s"/><componentRef src="#s"/></attachments>'
    schedule = f'<components><component eId="s">{document("doc", "A schedule.")}</component></components>'
    text = read(akn(f"<body><article><num>1</num></article></body>{refs}{schedule}"))
    assert [each.words for each in text.pieces] == ["", "A schedule."] and not text.left


def test_a_document_of_any_name_is_read() -> None:
    assert [
        each.words
        for each in read(akn("<judgementBody><p>So ordered.</p></judgementBody>", document="judgement")).pieces
    ] == ["So ordered."]


# ---------------------------------------------------------------- words where the schema has none


def test_words_that_stand_between_elements_are_read_in_their_order() -> None:
    body = (
        "<body><article><num>1</num><paragraph><num>1.</num>Each <b>Party</b> shall:<point><num>(a)</num>act;</point>"
        "and report.</paragraph></article></body>"
    )
    assert lines(read(akn(body)))[1:] == [
        ("paragraph", "1.", "Each Party shall:"),
        ("point", "(a)", "act;"),
        ("text", "", "and report."),
    ]


def test_quotation_marks_in_attributes_are_read() -> None:
    mod = 'the words <quotedText startQuote="«" endQuote="»">old</quotedText> go'
    assert lines(read(akn(f"<body><article><num>1</num><content><p>{mod}</p></content></article></body>")))[1:] == [
        ("text", "", "the words «old» go")
    ]


@pytest.mark.parametrize(("language", "label"), [("eng", "Article 5"), ("", "Article 5"), ("spa", "5"), ("swa", "5")])
def test_a_number_is_given_the_name_of_its_element_in_english_only(language: str, label: str) -> None:
    meta = f'<meta><identification><FRBRlanguage language="{language}"/></identification></meta>'
    text = read(akn("<body><article><num>5</num><content><p>W.</p></content></article></body>", meta=meta))
    assert text.pieces[0].label == label and text.language == language

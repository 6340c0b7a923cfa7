"""XML that is no Akoma Ntoso, or is meant to do harm: told in one line, nothing is fetched, and nothing breaks."""

from __future__ import annotations

import random
import re
import socket
import time
from pathlib import Path
from typing import NoReturn

import pytest

from command import run, small_project
from render_trees import assets, protocol
from travaux.akn.elements import DEEPEST, Fault
from travaux.akn.reading import read
from travaux.comparing.akn import passages
from travaux.diagnostics import Faults
from travaux.importing.foreign import foreign
from travaux.render.akn import render

NS = 'xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"'
ARTICLE = "<article><num>1</num><content><p>Words.</p></content></article>"
GOOD = f"<akomaNtoso {NS}><act><meta/><body>{ARTICLE}</body></act></akomaNtoso>"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
FILES = {
    "empty": (b"", "no well-formed XML"),
    "words": (b"Article 1\n\nWords.\n", "no well-formed XML"),
    "cut": (GOOD[:-30].encode(), "no well-formed XML"),
    "page": (b"<html><body><p>Words.</p></body></html>", "outermost element is <html>"),
    "word": (b"PK\x03\x04" + bytes(range(256)), "no well-formed XML"),
    "bare": (f"<akomaNtoso {NS}/>".encode(), "holds no document"),
    "meta-only": (f"<akomaNtoso {NS}><act><meta/><body/></act></akomaNtoso>".encode(), "holds no words"),
    "wrong-encoding": ('<?xml version="1.0" encoding="UTF-8"?>' + GOOD.replace("Words", "Zürich")).encode("latin-1"),
    "unknown-encoding": (b'<?xml version="1.0" encoding="x-none"?>' + GOOD.encode(), "no well-formed XML"),
    "doctype": (b"<!DOCTYPE akomaNtoso>" + GOOD.encode(), "document type"),
    "external-dtd": (b'<!DOCTYPE akomaNtoso SYSTEM "http://192.0.2.1/a.dtd">' + GOOD.encode(), "document type"),
    "external-entity": (
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + GOOD.replace("Words.", "&x;").encode(),
        "document type",
    ),
    "laughs": (
        f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>{GOOD.replace("Words.", "&l9;")}'.encode(),
        "",
    ),
    "nul": (GOOD.replace("Words", "Wo\0rds").encode(), "no well-formed XML"),
    "control": (GOOD.replace("Words", "Wo&#1;rds").encode(), "no well-formed XML"),
    "prefix": (GOOD.replace("<act>", "<x:act>").encode(), "no well-formed XML"),
    "two-roots": (GOOD.encode() * 2, "no well-formed XML"),
}
FILES["wrong-encoding"] = (FILES["wrong-encoding"], "no well-formed XML")  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> NoReturn:
        raise AssertionError("something was to be fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("name", FILES)
def test_what_is_no_akoma_ntoso_is_a_located_fault(name: str) -> None:
    data, said = FILES[name]
    with pytest.raises(Faults) as raised:
        passages(data, "draft.xml")
    (fault,) = raised.value.found
    assert fault.code == "D705" and said in fault.message and fault.hint and "\n" not in fault.message
    assert fault.span is not None and fault.span.path == "draft.xml" and fault.span.line >= 1


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_imported_of_it(name: str) -> None:
    with pytest.raises(Faults):
        foreign("draft.xml", FILES[name][0])


def test_the_command_ends_as_for_every_fault_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.xml").write_bytes(FILES["external-entity"][0])
    done = run("diff", "good.xml", "bad.xml", cwd=tmp_path)
    said = " ".join(done.stderr.split())
    assert done.returncode == 1 and not done.stdout
    assert "bad.xml:1:1 D705 this" in said and "hint:" in said and "Traceback" not in said


def test_a_comparison_says_what_of_a_file_it_leaves_out(tmp_path: Path) -> None:
    note = "<authorialNote><p>Why.</p></authorialNote>"
    (tmp_path / "one.xml").write_text(GOOD.replace("Words.", f"Words.{note}\n{note}"), encoding="utf-8")
    (tmp_path / "other.xml").write_text(GOOD, encoding="utf-8")
    done = run("diff", "one.xml", "other.xml", cwd=tmp_path)
    assert done.returncode == 0 and done.stderr == "one.xml: left out: line 1: a note (2 in all)\n"


def test_a_configuration_of_a_project_that_makes_no_sense_is_a_finding(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    layout = project / "templates" / "layouts" / "akn" / "identity.xml"
    layout.parent.mkdir(parents=True)
    layout.write_text('<identity>\n  <work date="May"/>\n</identity>', encoding="utf-8")
    done = run("-C", project, "build", "--format", "akn", "--out", tmp_path / "out", cwd=tmp_path)
    said = " ".join(done.stderr.split())
    assert done.returncode == 1 and "the date 'May' is not a day" in said and "Traceback" not in said
    assert "templates/layouts/akn/identity.xml:2" in said
    assert not list(tmp_path.rglob("out/**/*.xml"))


def test_no_entity_is_replaced_by_what_it_stands_for() -> None:
    with pytest.raises(Fault, match="document type"):
        read(b'<!DOCTYPE a [<!ENTITY x "secret">]>' + GOOD.replace("Words.", "&x;").encode())


def test_elements_nested_too_deep_are_refused() -> None:
    for name in ("point", "blockContainer", "mystery"):
        deep = f"<{name}>" * 150 + "<p>Words.</p>" + f"</{name}>" * 150
        with pytest.raises(Fault, match=f"more than {DEEPEST} deep"):
            read(GOOD.replace("<p>Words.</p>", deep).encode())
    with pytest.raises(Fault):
        read(GOOD.replace("<p>Words.</p>", "<i>" * 100_000).encode())


def test_inline_elements_nested_deep_do_no_harm() -> None:
    deep = "<i>" * 200 + "Words." + "</i>" * 200
    try:
        assert read(GOOD.replace("Words.", deep).encode()).pieces[-1].words == "Words."
    except Fault as fault:
        assert "deep" in str(fault)


def test_addresses_in_a_file_are_not_followed() -> None:
    many = GOOD.replace(
        "<p>Words.</p>",
        '<p>Words.<img src="http://192.0.2.1/a.png"/></p><componentRef src="http://192.0.2.1/b.xml"/>'
        '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>',
    ).replace("<akomaNtoso ", '<akomaNtoso xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" '
              'xsi:schemaLocation="http://192.0.2.1 http://192.0.2.1/x.xsd" ')  # fmt: skip
    text = read(many.encode())
    assert [each.words for each in text.pieces] == ["", "Words."]
    assert {each.what for each in text.left} == {"a picture", "a part in another file"}


def test_instructions_and_comments_are_no_words() -> None:
    text = read(GOOD.replace("Words.", "Wo<!-- x -->rds<?evil do?>.").encode())
    assert text.pieces[-1].words == "Words."


def test_a_second_document_is_told() -> None:
    two = GOOD.replace("</akomaNtoso>", f"<act><meta/><body>{ARTICLE}</body></act></akomaNtoso>")
    text = read(two.encode())
    assert len(text.pieces) == 2 and [each.what for each in text.left] == ["a second document (<act>)"]


def test_a_file_of_twenty_megabytes_is_refused() -> None:
    with pytest.raises(Faults) as raised:
        passages(b" " * 20_000_001, "draft.xml")
    assert "20 MB" in raised.value.found[0].message


@pytest.mark.parametrize(
    "data",
    [
        ('<?xml version="1.0" encoding="UTF-16"?>' + GOOD).encode("utf-16"),
        ('<?xml version="1.0"?>' + GOOD).encode("utf-32"),
        GOOD.encode("utf-8-sig"),
        GOOD.replace(NS, "").encode(),
        b'<?xml-stylesheet href="http://192.0.2.1/a.xsl" type="text/xsl"?>' + GOOD.encode(),
        GOOD.replace("Words.", "<![CDATA[Words.]]>").encode(),
        GOOD.replace("<act>", '<act xml:base="http://192.0.2.1/">').encode(),
    ],
    ids=["utf-16", "utf-32", "mark", "no-namespace", "stylesheet", "cdata", "base"],
)
def test_what_is_only_unusual_is_read(data: bytes) -> None:
    assert [each.text for each in passages(data, "x.xml")] == ["", "Words."]


def test_two_of_one_id_are_two() -> None:
    named = ARTICLE.replace("<article>", '<article eId="art_1">')
    assert [each.id for each in passages(GOOD.replace(ARTICLE, named * 2).encode(), "x.xml")] == [
        "1",
        "p1",
        "1-2",
        "p2",
    ]


def test_documents_that_refer_to_each_other_are_read_once() -> None:
    parts = "".join(
        f'<component eId="{one}"><doc name="d"><meta/><mainBody><componentRef src="#{other}"/><p>{one}</p></mainBody>'
        "</doc></component>"
        for one, other in ("ab", "ba")
    )
    text = read(GOOD.replace("</body>", f"</body><components>{parts}</components>").encode())
    assert [each.words for each in text.pieces] == ["", "Words.", "b", "a"]


# ---------------------------------------------------------------- damaged files

PIECES = (
    b"<", b">", b"</p>", b"<p>", b"&amp;", b"&", b"\0", b"\xff", b"]]>", b"<!--", b"<?x ?>", b"<article>",
    b"</article>",
    b"<num/>", b"<point><num>z</num></point>", b"<quotedStructure startQuote='x'>", b"<component><doc><meta/></doc>",
    b"<documentRef href='#art_1'/>", b" xmlns='u'", b"<del>", b"</del>", b"<table><tr><td>1</td></tr></table>",
)  # fmt: skip


def damaged(data: bytes, seed: int) -> bytes:
    """A file with one to three places cut out, doubled, put elsewhere, overwritten, or with something thrown in."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 3)):
        one, other = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        other = min(other, one + chance.choice((1, 8, 60, 400)))
        kept, cut = data[:one] + data[other:], data[one:other]
        at = chance.randrange(len(kept) + 1)
        data = chance.choice((
            kept,
            data[:other] + cut + data[other:],
            kept[:at] + cut + kept[at:],
            data[:one] + chance.choice(PIECES) + data[one:],
            data[:one] + chance.choice(PIECES) + data[other:],
            re.sub(rb"<(/?)point\b", rb"<\1" + chance.choice((b"article", b"b", b"chapter", b"x")), data, count=0),
        ))  # fmt: skip
    return data


@pytest.mark.parametrize("first", range(0, 2000, 500))
def test_a_damaged_file_is_read_or_refused_at_a_place(first: int) -> None:
    whole = render(protocol("notes"), assets())
    refused = 0
    for seed in range(first, first + 500):
        data = damaged(whole, seed)
        begun = time.process_time()
        try:
            found = passages(data, "x.xml")
            assert len({each.id for each in found}) == len(found)
            if seed % 50 == 0:
                foreign("x.xml", data)
        except Faults as faults:
            refused += 1
            spans = [each.span for each in faults.found]
            assert all(each is not None and 1 <= each.line <= data.count(b"\n") + 1 for each in spans), seed
        assert time.process_time() - begun < 1, seed
    assert 0 < refused < 500

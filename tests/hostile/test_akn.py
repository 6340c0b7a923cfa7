"""XML that is no Akoma Ntoso, or is meant to do harm: told in one line, nothing is fetched, and nothing breaks."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import NoReturn

import pytest

from command import run, small_project
from travaux.akn.elements import DEEPEST, Fault
from travaux.akn.reading import read
from travaux.comparing.akn import passages
from travaux.diagnostics import Faults
from travaux.importing.foreign import foreign

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
    assert fault.code == "D705" and said in fault.message and fault.hint
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


def test_a_configuration_of_a_project_that_makes_no_sense_is_a_finding(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    layout = project / "templates" / "layouts" / "akn" / "identity.xml"
    layout.parent.mkdir(parents=True)
    layout.write_text('<identity><work date="May"/></identity>', encoding="utf-8")
    done = run("-C", project, "build", "--format", "akn", "--out", tmp_path / "out", cwd=tmp_path)
    said = " ".join(done.stderr.split())
    assert done.returncode == 1 and "the date 'May' is not a day" in said and "Traceback" not in said
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

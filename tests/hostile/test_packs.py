"""Mistakes in the files of briefing packs, and what is too large for a page: told at its place, or printed as it is."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from command import DUTY, change, run
from packs import INSTRUMENT, PUBLIC, packs_project

TEXTS = "texts: [flood-warnings]"
WORDS = "  - annotated-text\n"
CHANGES = [
    ("K801", WORDS, "  - anotated-text\n", "13:5", "annotated-text"),
    ("K801", WORDS, "  - {section: image, text: a.png}\n", "13:15", "list sections"),
    ("K802", WORDS, "  - {section: annotated-text, against: HEAD}\n", "13:40", "does not take"),
    ("K804", WORDS, "  - {section: annotated-text, of: [flood-warning]}\n", "13:36", "flood-warnings"),
    ("K805", TEXTS, "texts: []", "5:8", "names no text"),
    ("K807", WORDS, "  - annotated-text\n  - annotated-text\n", "14:5", "already"),
    ("K807", WORDS, "  - {section: cover, text: Another.}\n", "13:5", "already"),
    ("K808", TEXTS, "texts: [flood-warnings, {instrument: flood-warnings, style: un}]", "5:25", "already"),
    ("P401", TEXTS, "texts: [flood-warning]", "5:9", "flood-warnings"),
    ("P402", TEXTS, "texts: [{instrument: flood-warnings, style: oecd}]", "5:45", "oecd"),
    ("P403", TEXTS, "texts: [{instrument: flood-warnings, variants: {duty: without-delay}}]", "5:55", "“duty”"),
    ("P404", TEXTS, "texts: [{instrument: flood-warnings, variants: {duty-to-warn: never}}]", "5:63", "“never”"),
    ("P409", TEXTS, 'texts: [{instrument: flood-warnings, parameters: {consent: "3"}}]', "5:60", "consents"),
    ("P410", TEXTS, "texts: [{instrument: flood-warnings, parameters: {consents: few}}]", "5:61", "whole number"),
    ("S210", WORDS, "  - {section: annotated-text, image: map.png}\n", "13:31", "“image”"),
    ("S210", TEXTS, "texts: [{instrument: flood-warnings, variant: {}}]", "5:38", "variants"),
    ("S211", "audience: those who live by rivers\n", "", "1:1", "audience"),
    ("S212", "title: Warnings of floods", 'title: ""', "1:8", "title"),
    ("S214", "sees: public", "sees: everyone", "4:7", "public"),
    ("S217", WORDS, '  - {section: annotated-text, internal: "yes"}\n', "13:41", "internal"),
    ("T309", "Rivers rise", "Rivers [rise](https://example.org/a)", "12:14", "https://example.org/a"),
    ("T309", "Rivers rise", "Rivers [rise](file:///etc/passwd)", "12:14", "file:///etc/passwd"),
    ("T309", "Rivers rise", "Rivers ![rise](map.png)", "12:15", "map.png"),
    ("P412", "Rivers rise", "Rivers ([](#nowhere)) rise", "12:15", "nowhere"),
    ("P411", "Rivers rise", "Rivers of {{ nothing }} rise", "12:17", "nothing"),
    ("P416", "Rivers rise", "Rivers [@nobody, 3] rise", "12:14", "nobody"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return packs_project(tmp_path / "project")


@pytest.mark.parametrize(("code", "old", "new", "place", "said"), CHANGES, ids=lambda each: each.strip()[:40])
def test_a_mistake_in_a_pack(project: Path, code: str, old: str, new: str, place: str, said: str) -> None:
    change(project, PUBLIC, old, new)
    done = run("brief", "--format", "txt", cwd=project)
    assert (done.returncode, done.stdout) == (1, ""), done.stderr
    assert done.stderr.startswith(f"{PUBLIC}:{place} {code}") and said in done.stderr, done.stderr
    assert not (project / "build").exists()
    linted = run("lint", cwd=project)
    assert linted.returncode == 1 and f"{PUBLIC}:{place} {code}" in linted.stdout, linted.stdout


def test_a_pack_without_sections(project: Path) -> None:
    file = project / PUBLIC
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("sections:")] + "sections: []\n", encoding="utf-8")
    done = run("brief", cwd=project)
    assert done.returncode == 1 and done.stderr.startswith(f"{PUBLIC}:6:11 K806 ")


@pytest.mark.parametrize("link", ["https://example.org", "file:///etc/passwd", "javascript:alert(1)"])
def test_a_link_in_a_clause(project: Path, link: str) -> None:
    change(project, DUTY, "The warning shall state:", f"The [warning]({link}) shall state:")
    done = run("brief", cwd=project)
    assert (done.returncode, done.stdout) == (1, "") and f"{DUTY}:14:" in done.stderr and link in done.stderr


@pytest.mark.parametrize("data", [b"", b"- a\n", b"title: \xff\n", b"title: [", b"\0" * 99], ids=repr)
def test_a_file_that_is_no_pack(project: Path, data: bytes) -> None:
    (project / PUBLIC).write_bytes(data)
    done = run("brief", cwd=project)
    assert done.returncode == 1 and done.stderr.startswith(f"{PUBLIC}:")


def test_a_project_whose_packs_are_a_file(project: Path) -> None:
    shutil.rmtree(project / "templates/packs")
    (project / "templates/packs").write_text("packs")
    done = run("brief", cwd=project)
    assert done.returncode == 1 and done.stderr.startswith("templates/packs:1:1 S208 ")


# ---------------------------------------------------------------- what is large, long or empty


def words_of(file: Path) -> str:
    """The words of a PDF, with no regard to where its lines end."""
    if shutil.which("pdftotext"):
        done = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True)
        return " ".join(done.stdout.decode().split())
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read_bytes())).pages).split())


def test_a_reason_of_many_pages_in_one_paragraph(project: Path) -> None:
    long = " ".join(f"Reason {number} is of water." for number in range(6000))
    change(project, DUTY, "  The duty is owed", f"  {long} The duty is owed")
    change(project, PUBLIC, WORDS, "")
    assert run("brief", "--format", "pdf", cwd=project).returncode == 0
    file = project / "build/packs/public.pdf"
    assert len(PdfReader(file).pages) > 30
    said = words_of(file)
    assert "Reason 0 is of water." in said and "Reason 5999 is of water." in said


@pytest.mark.slow
def test_a_long_reason_beside_the_text(project: Path) -> None:
    long = " ".join(f"Reason {number} is of water." for number in range(300))
    change(project, DUTY, "A warning is of use only before", f"{long} A warning is of use only before")
    assert run("brief", "--format", "pdf", cwd=project).returncode == 0
    said = words_of(project / "build/packs/public.pdf")
    assert all(f"Reason {number} is" in said for number in range(300))


@pytest.mark.slow
def test_words_too_long_for_a_line(project: Path) -> None:
    word = "Hochwasserstandsmeldewesen" * 8
    change(project, PUBLIC, "Rivers rise", f"{word} rises")
    change(project, PUBLIC, "title: Warnings of floods", f"title: {word}")
    assert run("brief", cwd=project).returncode == 0
    text = "".join(words_of(project / "build/packs/public.pdf").replace("-", "").split())
    assert text.count(word.replace("-", "")) >= 1


def test_markup_and_odd_letters_in_a_title(project: Path) -> None:
    title = "<b>Floods</b> & “warnings”, ${x} {{ x }} ' \\\\ Ω ₂ é"
    change(project, PUBLIC, "title: Warnings of floods", f'title: "{title}"')
    change(project, PUBLIC, "subtitle: A proposal in brief", 'subtitle: ""')
    assert run("brief", "--format", "all", cwd=project).returncode == 0
    page = (project / "build/packs/public.html").read_text(encoding="utf-8")
    assert "<b>Floods" not in page and "&lt;b&gt;Floods&lt;/b&gt; &amp;" in page
    assert PdfReader(project / "build/packs/public.pdf").metadata.title.startswith("<b>Floods</b> & ")  # type: ignore[union-attr]


def test_many_texts_and_sections(project: Path) -> None:
    text = (project / INSTRUMENT).read_text(encoding="utf-8")
    names = [f"text-{number}" for number in range(12)]
    for name in names:
        (project / f"templates/instruments/{name}.yaml").write_text(text)
    sections = "".join(f"  - {{section: clean-text, of: [{name}]}}\n" for name in names)
    change(project, PUBLIC, TEXTS, f"texts: [flood-warnings, {', '.join(names)}]")
    change(project, PUBLIC, WORDS, sections)
    assert run("brief", "--format", "txt", cwd=project).returncode == 0

"""What every renderer has in common: found by name, deterministic, and not a character lost."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from render_trees import TEMPLATES, assets, awkward, long_notes, note, para, protocol
from travaux.model import walk
from travaux.model.marks import MARKS
from travaux.model.tree import Document, Settled
from travaux.render import text
from travaux.render.api import lead, load_assets, renderers, tag
from travaux.render.json import value

HEAVY = ("citeproc", "jinja2", "weasyprint", "docx", "lxml", "markupsafe")


def squeezed(words: str) -> str:
    return re.sub(r"\s", "", words)


def test_every_renderer_is_found_by_its_name() -> None:
    found = renderers()
    assert {"html", "json", "md", "pdf", "txt"} <= set(found)
    assert all(name == each.name for name, each in found.items())


def test_finding_the_renderers_imports_nothing_heavy() -> None:
    code = (
        "import sys; from travaux.render.api import renderers; renderers();"
        f"print(sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["html", "json", "md", "txt"])
@pytest.mark.parametrize("settled", [protocol("margin"), protocol("notes"), awkward()], ids=["margin", "notes", "odd"])
def test_the_same_text_gives_the_same_bytes(name: str, settled: Settled) -> None:
    render = renderers()[name].render
    assert render(settled, assets()) == render(settled, assets())


def test_an_empty_document_renders() -> None:
    empty = Settled(Document("nothing", (), "coe", "en", (), ()))
    begins = {"html": b"<!DOCTYPE html>", "json": b"{", "md": b"", "txt": b"", "pdf": b"%PDF"}
    for name, beginning in begins.items():
        made = renderers()[name].render(empty, assets())
        assert made.startswith(beginning)
        if name in ("md", "txt"):
            assert not made.strip(), "nothing is said of nothing"


def test_assets_are_read_by_name(tmp_path: Path) -> None:
    found = load_assets(TEMPLATES)
    assert {"css/page.css", "css/screen.css", "css/print.css", "html/page.html.j2"} <= set(found.layouts)
    assert all(font[:4] in (b"OTTO", b"\x00\x01\x00\x00", b"wOF2") for font in found.fonts.values())
    for name in found.fonts:
        family = name.partition("-")[0]
        licences = (TEMPLATES / "fonts" / f"{kind}-{family}.txt" for kind in ("OFL", "LICENSE"))
        assert any(each.is_file() for each in licences), "a font stands beside its licence"
        assert name in found.layouts["css/print.css"], "a font that nothing uses is only weight"


def test_a_layout_may_not_lead_out_of_the_templates(tmp_path: Path) -> None:
    secret = tmp_path / "secret.css"
    secret.write_text("p {}", encoding="utf-8")
    layouts = tmp_path / "templates" / "layouts"
    layouts.mkdir(parents=True)
    (layouts / "page.css").symlink_to(secret)
    with pytest.raises(ValueError, match="leads out"):
        load_assets(tmp_path / "templates")


def test_trust_and_lead() -> None:
    assert lead(note(1, "against", "", "x")) == "Against."
    assert lead(note(1, "flag", "Beyond Palermo.", "x")) == "Beyond Palermo."
    assert tag(note(1, "for", "For.", "x", confidence="medium")) == "M: from memory, to be checked"
    assert tag(note(1, "for", "For.", "x", confidence="low")) == "L: from memory, doubtful"
    assert tag(note(1, "for", "For.", "x")) == ""
    assert "verified" not in MARKS


# ---------------------------------------------------------------- walking


def test_characters_stand_in_reading_order() -> None:
    words = walk.characters(protocol().document)
    order = ["no authority", "Protocol amending", "Draft of the first", "Considering", "Chapter I –"]
    order += ["“Article 8 bis – Traff", "[thirty] [ninety]", "Done at", "Where it stands", "Figure 1."]
    places = [words.index(each) for each in order]
    assert places == sorted(places)
    assert "hinge of the article" not in words, "notes are not of the text"


def test_notes_come_in_order() -> None:
    numbers = [each.number for each in walk.notes(protocol("margin").document)]
    assert numbers == [9, 1, 2, 3, 4, 5, 6, 7, 8]
    assert len(list(walk.notes(long_notes().document))) == 39


def test_a_joint_stands_only_between_label_and_heading() -> None:
    headings = [walk.plain(walk.inlines(each)) for each in walk.blocks(protocol().document)]
    assert "Article 1\nUse of terms" in headings
    assert "Where it stands" in headings


# ---------------------------------------------------------------- plain text


def written(settled: Settled) -> str:
    return text.render(settled, assets()).decode()


def test_text_loses_no_character() -> None:
    settled = long_notes("none")
    assert squeezed(written(settled)) == squeezed(walk.characters(settled.document))


def test_text_keeps_every_paragraph_of_a_whole_protocol() -> None:
    words = squeezed(written(protocol()))
    for block in walk.blocks(protocol().document):
        for run in walk.runs(block):
            for word in walk.plain(run).split():
                assert word in words


def test_text_is_wrapped_with_hanging_labels() -> None:
    lines = written(protocol("margin")).splitlines()
    assert max(map(len, lines)) <= text.WIDTH
    assert all(line == line.rstrip() for line in lines)
    assert "    b.  “child” means any person under eighteen years of age, including:" in lines
    assert "        ii. a person believed to be under that age." in lines
    assert "    | Sources. 2237 UNTS 319." in lines


def test_text_marks_endnotes() -> None:
    words = written(protocol("notes"))
    assert "in persons;³,⁴,⁵" in words
    assert "\n4. Against. A publisher of lawful advertisements" in words


def test_a_label_without_words_of_its_own_stands_alone() -> None:
    from render_trees import division

    nested = division("paragraph", "p", "1.", division("point", "q", "(a)", para("words")))
    settled = Settled(Document("d", (), "coe", "en", (), (nested,)))
    assert written(settled) == "1.\n\n    (a) words\n"


# ---------------------------------------------------------------- JSON


def test_json_is_the_tree() -> None:
    settled = protocol("margin")
    data = json.loads(renderers()["json"].render(settled, assets()))
    assert data == json.loads(json.dumps(value(settled)))
    assert data["type"] == "Settled"
    assert data["document"]["title"][0]["type"] == "Text"
    assert "Türkiye’s" in renderers()["json"].render(settled, assets()).decode()


def test_json_says_the_type_of_every_node() -> None:
    seen: set[str] = set()

    def look(node: object) -> None:
        match node:
            case dict():
                seen.add(str(node.get("type")))
                for each in node.values():
                    look(each)
            case list():
                for each in node:
                    look(each)
            case _:
                pass

    look(value(protocol("margin")))
    assert {"Division", "Amendment", "Definition", "Recital", "Note", "Sub", "Ref", "Figure", "Branch"} <= seen


def test_json_refuses_what_it_does_not_know() -> None:
    with pytest.raises(TypeError, match="no JSON for set"):
        value({1, 2})


# ---------------------------------------------------------------- HTML is checked apart

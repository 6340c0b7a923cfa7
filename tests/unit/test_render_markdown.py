"""Markdown: whatever a clause says, read back it says the same, and nothing else."""

from __future__ import annotations

import random
import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from render_trees import ORIGIN, assets, awkward, division, long_notes, para, protocol
from travaux.model import walk
from travaux.model.tree import Block, Bracket, Document, Emph, Inline, Settled, Sub, Text
from travaux.render import markdown

MARKUP = {"code_inline", "code_block", "fence", "html_inline", "html_block", "link_open", "image", "s_open", "hr"}


def rendered(settled: Settled) -> str:
    return markdown.render(settled, assets()).decode()


def words(tokens: list[Token]) -> str:
    """The characters a reader of the Markdown sees; none of them may have become mark-up."""
    out = []
    for token in tokens:
        assert token.type not in MARKUP, token
        if token.type == "inline":
            out.append(words(token.children or []))
        elif token.type in ("text", "text_special"):
            out.append(token.content)
    return "".join(out)


def read(text: str) -> str:
    return squeezed(words(MarkdownIt("js-default").parse(text)))


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def document(*body: Block) -> Document:
    return Document("d", (), "coe", "en", (), body)


@pytest.mark.parametrize("settled", [awkward(), long_notes("none")], ids=["awkward", "plain"])
def test_characters_read_back_as_they_were(settled: Settled) -> None:
    assert read(rendered(settled)) == squeezed(walk.characters(settled.document))


def test_a_whole_protocol_reads_back() -> None:
    text = read(rendered(protocol()))
    for sign in ("(new)", "(besideit)", "(nothere)"):
        text = text.replace(sign, "")
    assert text == squeezed(walk.characters(protocol().document))


def random_inlines(draw: random.Random, depth: int = 0) -> tuple[Inline, ...]:
    """Words of letters, blanks and every character that is mark-up somewhere."""
    out: list[Inline] = []
    for _ in range(draw.randint(1, 5)):
        run = "".join(draw.choice("ab1 é  *_`[]()<>#+-.=|&;~\\!:“.,\u00a0—") for _ in range(draw.randint(1, 6)))
        choice = draw.random()
        if depth < 3 and choice < 0.35:
            out.append(Emph(random_inlines(draw, depth + 1), draw.choice(("*", "_", "**"))))
        elif depth < 3 and choice < 0.45:
            out.append(Bracket(random_inlines(draw, depth + 1)))
        else:
            out.append(Text(run) if choice < 0.8 else Sub("", run, "ending"))
    return tuple(out)


def test_random_words_read_back() -> None:
    draw = random.Random(8)
    for _ in range(1500):
        inlines = random_inlines(draw)
        tree = document(
            para(*inlines), division("point", "p", "(a)", para(*inlines)), division("article", "a", "", para())
        )
        text = rendered(Settled(tree))
        assert read(text) == squeezed(walk.characters(tree)), text


def test_emphasis_survives_its_neighbours() -> None:
    html = MarkdownIt().render(rendered(awkward()))
    assert "<em>bis</em>x" in html
    assert "<em>(bis)</em>x" in html
    assert "<strong>“q”</strong>b<em>c</em><strong>d</strong><em>e.</em>f" in html


def test_nothing_is_escaped_needlessly() -> None:
    words = "Article 8 (a) – “the Parties”: 50% of snake_case, e.g. A & B - 3.5 or #1; co-operation."
    assert rendered(Settled(document(para(words)))).replace("\n", " ") == words + " "


def test_points_are_nested_lists_with_their_own_labels() -> None:
    text = rendered(protocol())
    assert "\n1\\. For the purposes of this Protocol:\n\n- a. “victim” means" in text
    assert "\n  - i. a person whose age is uncertain; and\n" in text
    assert "\n> - b. causing a person" in text, "quoted structure is a quotation"


def test_margin_notes_are_quoted_under_their_paragraph() -> None:
    text = rendered(protocol("margin"))
    assert "\n> **Sources.** 2237 UNTS 319.\n" in text
    assert re.search(
        r">   > \*\*Against\.\*\* A publisher.*?\*M:[\s>]+from[\s>]+memory,[\s>]+to[\s>]+be[\s>]+checked\*",
        text,
        re.DOTALL,
    )
    assert "[^" not in text


def test_endnotes_are_footnotes() -> None:
    text = rendered(protocol("notes"))
    assert "15 November 2000;[^9]" in squeezed(text).replace("15November2000", "15 November 2000")
    assert "\n[^9]: **Sources.** 2237 UNTS 319.\n" in text


def test_lines_are_wrapped() -> None:
    lines = rendered(protocol("margin")).splitlines()
    assert max(len(line) for line in lines if not line.lstrip("> ").startswith(("|", "#"))) <= markdown.WIDTH


def test_origin_is_not_printed() -> None:
    assert ORIGIN.clause not in rendered(protocol())

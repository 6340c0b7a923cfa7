"""Headings in print: no line ends at the hyphen of a word, and not a character is other than it was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from render_trees import assets, division, para, t
from travaux.model.tree import Document, Settled
from travaux.render import pdf
from travaux.render.body import body
from travaux.render.writing.words import SHORT, whole

weasyprint = pytest.importorskip("weasyprint")
# By one letter at a time another word comes to stand at the end of the line.
HEADINGS = [f"Relations, {'o' * length}ther instruments, co-operation and follow-up" for length in range(1, 40)]


def headed(*headings: str) -> Settled:
    chapters = (
        division("chapter", f"chapter-{number}", f"Chapter {number}", para("They apply."), heading=each)
        for number, each in enumerate(headings)
    )
    return Settled(Document("act", t("Act on co-operation"), "coe", "en", (), tuple(chapters)), "none")


def boxes(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from boxes(child)


def said(box: Any) -> str:
    return "".join(each.text for each in boxes(box) if hasattr(each, "text"))


def lines(settled: Settled, kind: str) -> list[list[str]]:
    """The lines of each block of a class, as they are laid out."""
    page = weasyprint.HTML(
        string=pdf.source(settled, assets()), url_fetcher=pdf.fetcher(assets()), base_url=pdf.SCHEME
    ).render()
    blocks = [each for sheet in page.pages for each in boxes(sheet._page_box) if type(each).__name__ == "BlockBox"]
    found = [each for each in blocks if each.element is not None and each.element.get("class") == kind]
    return [[said(one) for one in boxes(each) if type(one).__name__ == "LineBox"] for each in found]


def test_no_line_of_a_heading_ends_at_the_hyphen_of_a_word() -> None:
    laid = lines(headed(*HEADINGS), "chapter")
    assert len(laid) == len(HEADINGS)
    assert {len(each) for each in laid} >= {2}
    assert [line for each in laid for line in each if line.rstrip().endswith("-")] == []
    for heading, each in zip(HEADINGS, laid, strict=True):
        assert " ".join(line.strip() for line in each).endswith(heading)


def test_no_line_of_the_contents_ends_at_the_hyphen_of_a_word() -> None:
    laid = [line.rstrip() for each in lines(headed(*HEADINGS), "toc-chapter") for line in each]
    assert laid and [line for line in laid if line.endswith("-")] == []


def test_a_word_that_is_longer_than_a_line_may_be_broken() -> None:
    word = "-".join(["non"] * 40)
    ((_, *rest),) = lines(headed(word), "chapter")
    assert len(rest) > 1


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("Follow-up", '<span class="unbroken">Follow-up</span>'),
        ("and follow-up,", 'and<span> </span><span class="unbroken">follow-up</span>,'),
        ("face-to-face &amp; by post", '<span class="unbroken">face-to-face</span> &amp; by post'),
        ("2020 – 2030", "2020 – 2030"),
        ("- and -", "- and -"),
        ("pre- and post-trial", 'pre- and<span> </span><span class="unbroken">post-trial</span>'),
        (f"x-{'y' * SHORT}", f"x-{'y' * SHORT}"),
    ],
)
def test_words_with_a_hyphen_are_kept_together(words: str, kept: str) -> None:
    assert whole(words) == kept


def test_a_screen_breaks_its_lines_itself() -> None:
    assert 'class="unbroken"' not in body(headed("Follow-up")).text
    assert 'class="unbroken"' in body(headed("Follow-up"), paged=True).text

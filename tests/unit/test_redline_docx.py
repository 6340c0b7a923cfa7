"""A redline as tracked changes: accepting all gives the new text, rejecting all the old one, whatever changed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import office
import word
from pages import sections
from redline_samples import hostile, identical, treaty
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.model.redline import Comparand, Passage, Redline
from travaux.ooxml.container import Container
from travaux.render.api import Assets
from treaties import treaty as generated
from treaty_amender import amended
from validators import at_hand

ROWS = Path(__file__).parents[1] / "redline" / "rows"
GOLDEN = [
    pytest.param(*(each.fences[at].text for at in (0, 1)), id=f"{file.stem}: {each.title}")
    for file in sorted(ROWS.glob("*.md"))
    for each in sections(file.read_text(encoding="utf-8"))
]
Sides = tuple[Comparand, Comparand]


def sides(old: str, new: str) -> Sides:
    return Comparand("old", read(old)), Comparand("new", read(new))


def edited(seed: int, units: int, touched: int, moved: int) -> Sides:
    pair = amended(generated(seed, units), seed, touched, moved)
    return sides(pair.old, pair.new)


def made(pair: Sides, assets: Assets) -> bytes:
    return word.redlined(structural(*pair), assets)


def source(data: bytes, part: str = "word/document.xml") -> str:
    found = Container(data).read(part)
    assert found is not None
    return found.decode()


@pytest.mark.parametrize(("old", "new"), GOLDEN)
def test_every_golden_case_is_exact_both_ways(old: str, new: str, assets: Assets) -> None:
    pair = sides(old, new)
    word.exact(made(pair, assets), *pair)
    word.exact(made((pair[1], pair[0]), assets), pair[1], pair[0])


@pytest.mark.parametrize("seed", range(40))
def test_generated_treaties_are_exact(seed: int, assets: Assets) -> None:
    pair = edited(seed, 60 + seed, 25, 6)
    word.exact(made(pair, assets), *pair)


@pytest.mark.slow
def test_a_thousand_generated_treaties_are_exact(assets: Assets) -> None:
    for seed in range(1000, 2000):
        pair = edited(seed, 40 + seed % 80, 20, 6)
        word.exact(made(pair, assets), *pair)


@pytest.mark.slow
def test_libreoffice_accepts_and_rejects_exactly(assets: Assets, tmp_path: Path) -> None:
    cases = [sides(*each.values[:2]) for each in GOLDEN]  # type: ignore[arg-type]
    cases += [edited(seed, 60 + seed, 30, 8) for seed in range(50)]
    asked: list[tuple[bytes, office.Asked]] = []
    for pair in cases:
        data = made(pair, assets)
        asked += [(data, "AcceptAllTrackedChanges"), (data, "RejectAllTrackedChanges")]
    with at_hand("LibreOffice"):
        found = office.read(asked, tmp_path)
        for number, pair in enumerate(cases):
            for text, side in zip(found[2 * number : 2 * number + 2], reversed(pair), strict=True):
                assert word.trimmed([words for _, words in text], side) == word.texts(side), number


def test_random_passages_are_exact(assets: Assets) -> None:
    draw = random.Random(7)
    words = ["shall", "may", "the", "Party", "“quoted”", "<b>&amp;", "é\u00a0x", "30", "\u2011", "(a)", "."]

    def passages(count: int) -> tuple[Passage, ...]:
        levels = ("paragraph", "point", "article", "text", "recital")
        return tuple(
            Passage(
                f"p{n}",
                draw.choice(["", "1.", "(a)"]),
                " ".join(draw.choices(words, k=draw.randint(0, 9))),
                draw.choice(levels),
            )
            for n in range(count)
        )

    for _ in range(300):
        pair = Comparand("old", passages(draw.randint(0, 8))), Comparand("new", passages(draw.randint(0, 8)))
        word.exact(made(pair, assets), *pair)


def test_every_planted_move_is_native_and_none_is_false(assets: Assets) -> None:
    for seed in range(20):
        pair = amended(generated(seed, 120), seed, 20, 6)
        both = sides(pair.old, pair.new)
        redline = structural(*both)
        text = source(made(both, assets))
        moved = [row for row in redline.rows if row.status.startswith("moved")]
        starts = {
            kind: re.findall(rf'<w:{kind}RangeStart [^>]*w:name="(\w+)"', text) for kind in ("moveFrom", "moveTo")
        }
        planted = [each for each in pair.planted if each.touch.startswith("moved")]
        assert sorted(starts["moveFrom"]) == sorted(starts["moveTo"])
        assert len(starts["moveTo"]) == len(set(starts["moveTo"])) == len(moved) == len(planted)


def test_a_split_is_an_inserted_mark_on_the_first_half(assets: Assets) -> None:
    old = "Article 1\n\n1. Each Party shall adopt measures. It shall inform the others of what it has adopted.\n"
    new = "Article 1\n\n1. Each Party shall adopt measures.\n\n2. It shall inform the others of what it has adopted.\n"
    pair = sides(old, new)
    assert [row.status for row in structural(*pair).rows] == ["equal", "split"]
    first, second = word.read(made(pair, assets))[-2:]
    assert first.mark == {"ins"} and not second.mark
    assert "".join(each.words for each in first.pieces if not each.kinds).endswith("measures.")


def test_what_changed_in_a_move_is_nested_inside_it(assets: Assets) -> None:
    text = source(word.redlined(treaty(), assets))
    assert re.search(r"<w:moveTo [^>]*><w:del [^>]*>", text)


def test_changes_have_an_author_and_numbers_of_their_own(assets: Assets) -> None:
    text = source(made(edited(3, 80, 20, 6), assets))
    changes = re.findall(r"<w:(?:ins|del|moveFrom|moveTo)(?:RangeStart)? ([^>]*)>", text)
    assert changes and all('w:author="new"' in each for each in changes)
    numbers = [found[1] for each in changes if (found := re.search(r'w:id="(\d+)"', each))]
    assert len(numbers) == len(set(numbers)) == len(changes)


def test_effects_are_comments(assets: Assets) -> None:
    redline = treaty()
    effects = [effect for row in redline.rows for effect in row.effects]
    comments = source(word.redlined(redline, assets), "word/comments.xml")
    assert effects and comments.count("<w:comment ") == len(effects)
    assert all(each.why.split("“")[0].split("&")[0].strip() in comments for each in effects)


@pytest.mark.parametrize("redline", [identical(), hostile()], ids=["identical", "hostile"])
def test_odd_redlines_are_documents(redline: Redline, assets: Assets) -> None:
    assert word.read(word.redlined(redline, assets))


def test_the_same_texts_give_the_same_bytes(assets: Assets) -> None:
    pair = edited(5, 60, 20, 4)
    assert made(pair, assets) == made(pair, assets)

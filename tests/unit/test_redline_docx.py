"""A redline as tracked changes: accepting all gives the new text, rejecting all the old one, whatever changed."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

import office
import word
from pages import sections
from redline_samples import hostile, identical, passage, side, treaty
from travaux.comparing import pairs as named
from travaux.comparing.redlines import compared
from travaux.comparing.sides import Choices
from travaux.diff.plain import read
from travaux.diff.redline import structural
from travaux.model.redline import Comparand, Passage, Redline, Row
from travaux.ooxml.container import Container
from travaux.ooxml.numbering import STEP
from travaux.project import Project
from travaux.render.api import Assets
from travaux.render.redline import docx
from travaux.render.redline.api import View
from travaux.render.redline.order import carriers
from treaties import treaty as generated
from treaty_amender import amended
from validators import at_hand

ROOT = Path(__file__).parents[2]
ROWS = ROOT / "tests" / "redline" / "rows"
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


def every_case() -> list[tuple[Redline, Sides]]:
    """The golden cases, there and back, generated treaties, what was made by hand, texts of the library."""
    pairs = [sides(*each.values[:2]) for each in GOLDEN]  # type: ignore[arg-type]
    pairs += [*map(turned, pairs)] + [edited(seed, 60 + seed, 30, 8) for seed in range(50)]
    made_by_hand = [(each, told(each)) for each in (treaty(), identical(), *displaced())]
    return [(structural(*pair), pair) for pair in pairs] + made_by_hand + library_cases()


def library_cases() -> list[tuple[Redline, Sides]]:
    """Two variants, two instruments, one in two styles, with their effects in law."""
    project = Project(ROOT, ROOT, ROOT)
    asked = (
        ("offence-advertise:knowing", "offence-advertise:reckless", None),
        ("optional-protocol", "child-minimum-protocol", None),
        ("child-minimum-protocol", "optional-protocol", None),
        ("amending-protocol", "amending-protocol", Choices("un")),
    )
    pairs = [named.pair(old, new, lambda: project, choices) for old, new, choices in asked]
    return [(compared(*each), each) for each in pairs]


def test_texts_of_the_library_are_exact(assets: Assets) -> None:
    for redline, pair in library_cases():
        word.exact(word.redlined(redline, assets), *pair)


def turned(pair: Sides) -> Sides:
    return pair[1], pair[0]


def told(redline: Redline) -> Sides:
    """The two texts of a redline that was made by hand."""
    old = [each for row in redline.rows if row.old for each in row.old.passages]
    new = [each for row in redline.rows if row.new for each in row.new.passages]
    place = {ident: at for at, ident in enumerate(redline.old_ids)}
    return Comparand("old", tuple(sorted(old, key=lambda each: place.get(each.id, 0)))), Comparand("new", tuple(new))


@pytest.mark.slow
def test_libreoffice_accepts_and_rejects_exactly(assets: Assets, tmp_path: Path) -> None:
    """Every paragraph, its words to the letter, its style and its indentation, with all accepted and all rejected."""
    cases = every_case()
    asked: list[tuple[bytes, office.Asked]] = []
    for redline, _ in cases:
        data = word.redlined(redline, assets)
        asked += [(data, "AcceptAllTrackedChanges"), (data, "RejectAllTrackedChanges")]
    with at_hand("LibreOffice"):
        found = office.seen(asked, tmp_path)
    for number, (redline, (old, new)) in enumerate(cases):
        unsure = after_a_changed_move(redline)
        for text, whole in zip(found[2 * number : 2 * number + 2], (new, old), strict=True):
            assert word.trimmed([each.words for each in text], whole) == word.texts(whole), number
            for each, wanted in zip(text, whole.passages, strict=False):
                assert seen_as(each) == look(wanted) or (whole is old and wanted.id in unsure), (number, each)


def after_a_changed_move(redline: Redline) -> set[str]:
    """The old passages behind what was moved there and changed.

    LibreOffice gives them the look of the paragraph before them when it rejects that in parts; Word does not.
    """
    found, changed = set(), False
    for each in carriers(redline):
        if each.part == "to":
            changed |= any(op != "=" for op, _ in docx._labelled(each.row))
        elif each.row.old:
            found |= {each.row.old.id} if changed else set()
            changed = False
    return found


def seen_as(paragraph: office.Seen) -> tuple[str, int]:
    """The style and the indentation in steps of a paragraph as LibreOffice has it."""
    return paragraph.style.replace(" (division)", "Division"), round(paragraph.margin / 2540 * 1440 / STEP)


def look(passage: Passage) -> tuple[str, int]:
    """The style and the indentation in steps that a passage has to have."""
    properties = docx._look(passage)
    style, left = re.search(r'pStyle w:val="(\w+)"', properties), re.search(r'w:left="(\d+)"', properties)
    assert style is not None
    return style[1], int(left[1]) // STEP if left else 0


@pytest.mark.slow
def test_the_auditors_find_nothing(assets: Assets, tmp_path: Path) -> None:
    from ooxml_integrity import check
    from openxml_audit import OpenXmlValidator

    path = tmp_path / "redline.docx"
    for redline in [each for each, _ in every_case()] + [hostile()]:
        path.write_bytes(word.redlined(redline, assets))
        assert [str(each) for each in OpenXmlValidator(max_errors=0).validate(path).errors] == []
        assert [str(each) for each in check(path)] == []


def displaced() -> list[Redline]:
    """What was split, or merged, and stands elsewhere than it stood: a row that keeps no order and did not move."""
    whole = passage("whole", "2.", "Each Party shall report, and it shall adopt a plan.")
    halves = (
        passage("first", "1.", "Each Party shall report."),
        passage("second", "(a)", "It shall adopt a plan.", "point"),
    )
    both = [passage(f"p{n}", "", "The Parties shall meet.", "text") for n in (1, 2)]
    stay = [Row("equal", side(each), side(each), (("=", each.text),)) for each in both]
    kept = ("=", "Each Party shall report"), ("=", " shall adopt a plan.")
    split = kept[0], ("-", ", and it"), ("+", ".\n\n(a) It"), kept[1]
    merged = kept[0], ("-", ".\n\n(a) It"), ("+", ", and it"), kept[1]
    return [
        Redline("old", "new", (Row("split", side(whole), side(*halves), split), *stay), (), ("p1", "p2", "whole")),
        Redline(
            "old",
            "new",
            (Row("merged", side(*halves), side(whole), merged), *stay),
            (),
            ("p1", "p2", "first", "second"),
        ),
    ]


@pytest.mark.parametrize("redline", displaced(), ids=["split", "merged"])
def test_what_was_split_or_merged_and_stands_elsewhere_is_a_move(redline: Redline, assets: Assets) -> None:
    data = word.redlined(redline, assets)
    word.exact(data, *told(redline))
    marks = [each.mark for each in word.read(data)]
    assert marks.count(frozenset({"moveTo"})) + marks.count(frozenset({"moveFrom"})) == 3
    assert source(data).count("<w:moveToRangeStart") == source(data).count("<w:moveFromRangeStart") == 1


def test_the_rest_of_an_article_stands_under_it() -> None:
    """What an article gained stands before the articles that were deleted after it."""
    old = "Article 1\n\n1. One stays.\n\nArticle 2\n\n1. Two goes away.\n\nArticle 3\n\n1. Three remains here.\n"
    new = "Article 1\n\n1. One stays.\n\n2. Quite other words come in.\n\nArticle 2\n\n1. Three remains here.\n"
    rows = [each.row for each in carriers(structural(*sides(old, new)))]
    words = [(row.new or row.old).text for row in rows]  # type: ignore[union-attr]
    assert words.index("Quite other words come in.") < words.index("Two goes away.")


def test_a_move_takes_in_the_mark_at_the_end_of_its_paragraph(assets: Assets) -> None:
    """A mark that moved outside the range of a move would be one deleted or inserted (17.13.5.21 and 17.13.5.26)."""
    text = source(word.redlined(treaty(), assets))
    for kind in ("moveFrom", "moveTo"):
        ranges = re.findall(rf'<w:{kind}RangeStart w:id="(\d+)"', text)
        assert len(ranges) == 2
        assert all(f'</w:p><w:{kind}RangeEnd w:id="{number}"/>' in text for number in ranges)


def test_another_level_is_a_tracked_change_of_style(assets: Assets) -> None:
    old = "Article 1\n\n1. Each Party shall adopt such measures;\n\n2. Measures of protection for all victims\n"
    new = "Article 1\n\n(a) Each Party shall adopt such measures;\n\nArticle 2 Measures of protection for all victims\n"
    text = source(made(sides(old, new), assets))
    article, point = re.findall(r"<w:pPr>((?:(?!</?w:pPr>).)*)<w:pPrChange [^>]*><w:pPr>(.*?)</w:pPr>", text)[::-1]
    assert 'w:val="Article"' in article[0] and 'w:val="Provision"' in article[1]
    assert f'w:left="{2 * STEP}"' in point[0] and f'w:left="{STEP}"' in point[1]
    same = made(edited(5, 60, 20, 4), assets)
    assert "pPrChange" not in source(same), "none where nothing but words and labels changed"


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
    assert re.findall(r"<w:b/></w:rPr><w:t [^>]*>([^<]*)", comments)[-1] == "Neutral: "
    assert all(each.why.split("“")[0].split("&")[0].strip() in comments for each in effects)


def test_a_comment_is_on_the_words_that_it_tells_of(assets: Assets) -> None:
    """The treaty's second paragraph says “shall” and another number of days; of its label, nothing is said."""
    text = source(word.redlined(treaty(), assets))
    found = re.findall(r'<w:commentRangeStart w:id="[01]"/>(.*?)<w:commentRangeEnd w:id="[01]"/>', text)
    shown = [re.sub(r"<[^>]+>", "|", each).strip("|") for each in found]
    assert [re.split(r"\|+", each) for each in shown] == [["may", "shall"], ["thirty (30)", "forty-five (45)"]]


def test_a_comment_on_a_whole_paragraph_comes_and_goes_with_it(assets: Assets) -> None:
    """The mark of a comment is in the change that its paragraph is in, so that none is left on nothing."""
    text = source(word.redlined(treaty(), assets))
    marks = re.findall(r"(<w:(\w+) [^>]*>)?<w:r><w:rPr><w:rStyle [^>]*/></w:rPr><w:commentReference", text)
    statuses = [row.status for row in treaty().rows for _ in row.effects]
    within = {"inserted": "ins", "deleted": "del", "moved-changed": "moveTo", "changed": "commentRangeEnd"}
    assert [kind for _, kind in marks] == [within[each] for each in statuses]


def test_headings_have_the_styles_of_a_built_text(assets: Assets) -> None:
    heads = [
        passage("title", "", "A Protocol", "heading"),
        passage("subtitle", "", "A draft", "heading"),
        passage("preamble", "", "Preamble", "heading"),
        passage("c", "Chapter II", "Measures", "heading"),
        passage("s", "Section 1", "Of prevention", "heading"),
        passage("a", "Article 1", "Purpose", "article"),
        passage("m", "", "Chapter and verse", "heading"),
    ]
    pair = Comparand("old", tuple(heads)), Comparand("new", tuple(heads))
    styles = [each.style for each in word.read(made(pair, assets))]
    assert styles == ["Title", "Subtitle", "Preamble", "Chapter", "Section", "Article", "Article"]


@pytest.mark.parametrize(
    ("new", "author", "shown"),
    [
        ("/home/someone/drafts/two.txt", "", "two.txt"),
        ("protocol@origin/main", "", "protocol@origin/main"),
        ("new", "The Delegation\n of <A> & “B”", "The Delegation of &lt;A&gt; &amp; “B”"),
        ("n" * 300, "", "n" * 254 + "…"),
    ],
)
def test_the_author_is_a_name_in_one_line(new: str, author: str, shown: str, assets: Assets) -> None:
    redline = structural(*(Comparand(name, read(words)) for name, words in (("old", "One."), (new, "Two."))))
    data = docx.render(redline, View(assets=assets, author=author))
    assert set(re.findall(r'w:author="([^"]*)"', source(data))) == {shown}
    assert "/home" not in source(data, "docProps/core.xml") + source(data, "word/header1.xml")


@pytest.mark.parametrize("redline", [identical(), hostile()], ids=["identical", "hostile"])
def test_odd_redlines_are_documents(redline: Redline, assets: Assets) -> None:
    assert word.read(word.redlined(redline, assets))


def test_the_same_texts_give_the_same_bytes(assets: Assets) -> None:
    pair = edited(5, 60, 20, 4)
    assert made(pair, assets) == made(pair, assets)
